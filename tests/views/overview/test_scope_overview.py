"""This file tests the overview: what needs me, health, key figures and what comes next."""

from datetime import date

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import Benefit, Change
from pmtui.model.governance.gates import Gate
from pmtui.views.overview.exceptions import entry_lines
from pmtui.views.overview.scope_overview import NO_MATCH, Overview, overview
from pmtui.views.shapes.table import Cell, Entry, Section
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    eur,
    figures_of,
    id_of,
)

PROGRAM = id_of("PG-1")


def a_program() -> Figures:
    return figures_of(
        a_component("PG-1", reported_rag="G", name="Relaunch"),
        a_project(
            "P-1", "PG-1",
            name="Site", reported_rag="G", budget=eur(4_200_000), spent=eur(2_310_000),
            forecast=eur(4_350_000), baseline_finish=date(2027, 1, 6),
        ),
        a_project("P-2", "PG-1", name="Campaign", reported_rag="A", rank="b"),
        a_task("T-1", column="Done"),
        a_task("T-2", column="Doing", finish=date(2027, 1, 18)),
        a_task("M-1", "Launch", finish=date(2026, 12, 4)),
        a_task("M-2", "Gone", finish=date(2026, 12, 1), percent=100),
        Gate(id=5, key="G-3", component=id_of("P-1"), title="Build", due=date(2026, 12, 11)),
        Gate(id=6, key="G-4", component=id_of("P-1"), title="Past", due=date(2026, 1, 1),
             decision="go"),
        a_risk("R-7", 4, 5, title="Supplier late", money_impact=eur(100_000)),
        Benefit(id=7, key="B-1", component=PROGRAM, title="Sales", next_measure=date(2026, 11, 15)),
    )  # fmt: skip


def lines(section: Section) -> list[str]:
    return [" ".join(cell.text for cell in one.cells) for one in section.entries]


def shown(scope: int = PROGRAM) -> Overview:
    return overview(a_program(), scope)


def test_what_goes_wrong_leads_to_where_it_is_dealt_with_and_names_what_it_drags() -> None:
    found = shown().exceptions
    bare = "1 high threat without owner or response"
    assert lines(found) == [
        "R R-7 Supplier late has no owner and no response",
        f"R Site reported green, computed red (planned 12 d past baseline; {bare})",
        "A B-1 Sales: measure due since 8 d, no owner",
    ]
    first, second = found.entries[:2]
    assert first.target == ("risks", id_of("R-7"))
    assert second.below is not None
    assert second.below.text == "→ Relaunch +12 d"


def test_it_is_read_from_decisions_to_what_comes_next() -> None:
    assert [one.title for one in shown().sections] == [
        "Decisions wanted", "Exceptions", "Position", "Reports", "Next 30 days", "Health",
        "Ratings below", "Key figures",
    ]  # fmt: skip


def test_health_is_said_with_its_reasons_and_flags_a_watermelon() -> None:
    health = overview(a_program(), id_of("P-1")).health
    assert lines(health) == [
        "R overall: computed R, reported G",
        "G scope nothing overdue",
        "R schedule planned 12 d past baseline",
        "G cost forecast 4 % over budget",
        "? benefits no benefit of its own",
        "R risk 1 high threat without owner or response",
    ]
    assert health.note == "watermelon: green outside, red inside"


def test_health_says_why_another_rating_is_reported() -> None:
    row = a_project(reported_rag="A", reported_reason="the board has agreed to the delay")
    assert lines(overview(figures_of(row), id_of("P-1")).health)[:2] == [
        "? overall: nothing to compute from, reported A",
        "  reported A: the board has agreed to the delay",
    ]


def test_said_ratings_are_counted_above_projects() -> None:
    assert lines(shown().health)[-1].strip() == "reported by 2 components: 1 amber, 1 green"


def test_key_figures_can_each_be_explained() -> None:
    section = shown().figures
    assert lines(section) == [
        "complete 50 % (2 of 4 tasks)",
        "overdue 0 of 2 open",
        "blocked 0",
        "planned Mon 18 Jan 2027, slip ~+12d",
        "budget 4.20m",
        "actual 2.31m",
        "to go 2.04m",
        "forecast 4.35m",
        "variance 150k (+4 %)",
        "risks 1 high of 1 threat open",
        "top risk R-7 Supplier late (20)",
        "exposure -70.0k",
        "register 1 benefit, 1 measure late",
    ]
    figures = [one.figure for one in section.entries if one.figure]
    assert all(figure(one) for one in figures)
    assert all(one.target == ("components", PROGRAM) for one in section.entries)


def test_summaries_are_told_apart_from_the_tasks_that_are_counted() -> None:
    tasks = [a_task("T-1"), a_task("T-2", under="T-1", percent=100), a_task("T-3")]
    section = overview(figures_of(a_project(), *tasks), id_of("P-1")).figures
    assert lines(section)[0] == "complete 50 % (1 of 2 tasks, 1 summary apart)"


def test_money_that_is_not_known_says_why() -> None:
    section = overview(figures_of(a_project()), id_of("P-1")).figures
    assert "budget — (no figure given)" in lines(section)


def test_the_next_milestones_and_gates_come_by_date() -> None:
    assert [one.strip("· ") for one in lines(shown().ahead)] == [
        "◆ 4 Dec M-1 Launch",
        "◆ 11 Dec G-3 Build",
    ]
    assert shown().ahead.entries[0].target == ("tasks", id_of("M-1"))


def test_the_components_below_stand_in_a_table_that_sorts() -> None:
    figures = a_program()
    table = overview(figures, PROGRAM).components
    assert [table.row(at).cells[1].text for at in range(table.count)] == ["Site", "Campaign"]
    by_name = overview(figures, PROGRAM, sort="name").components
    assert by_name.row(0).cells[1].text == "Campaign"


def test_the_whole_store_has_an_overview_too() -> None:
    whole = shown(0)
    assert whole.components.row(0).cells[1].text == "Relaunch"
    assert whole.figures.entries[0].target is None
    empty = overview(figures_of(), 0)
    assert empty.exceptions.empty == "nothing here yet: a adds a portfolio, a program or a project"
    assert empty.exceptions.entries == ()


def test_what_has_no_room_stands_further_down_and_is_counted() -> None:
    risks = [a_risk(f"R-{one}", 5, 5) for one in range(9)]
    figures = figures_of(a_project(reported_rag="R"), *risks)
    found = overview(figures, id_of("P-1"), size=(72, 20))
    assert (len(found.exceptions.entries), found.exceptions.note) == (6, "6 of 9")
    assert len(found.more.entries) == 3
    assert found.sections[5] is found.more
    cut = overview(figures, id_of("P-1"), limit=4).exceptions
    assert (len(cut.entries), cut.note) == (4, "4 of 9")


def test_a_single_component_is_compared_together_with_what_lies_below_it() -> None:
    table = overview(a_program(), 0).components
    assert [table.row(at).cells[1].text for at in range(table.count)] == [
        "Relaunch",
        "Site",
        "Campaign",
    ]


def test_health_says_that_it_judges_the_own_register_where_risks_are_counted_from_below() -> None:
    shown_program = shown()
    assert "? risk no open risk of its own; 1 below" in lines(shown_program.health)
    assert "risks 1 high of 1 threat open" in lines(shown_program.figures)


def test_last_week_stands_beside_now_and_what_is_undefined_is_a_dash() -> None:
    figures = a_program()
    rows = lines(overview(figures, PROGRAM).position)
    assert rows == [
        "time ░░░░░░░░░░ 18 Jan 27 — ~6 Jan 27 ~12 d late",
        "risk ██████████ 1 high of 1 — — R-7 Supplier late 20 H",
        "work █████░░░░░ 50 % — — ",
        "money █████░░░░░ 4.35m — 4.20m 150k over (4 %)",
    ]
    earlier = figures_of(*(a_component("PG-1"), a_project("P-1", "PG-1"), a_task("T-1")))
    rows = lines(overview(figures, PROGRAM, then=earlier).position)
    assert "1 high of 1 0 high of 0 — R-7 Supplier" in rows[1]
    assert rows[2].endswith("50 % 0 % — ")
    assert rows[3].startswith("money")


def test_money_is_compared_where_budget_and_forecast_are_known_and_rated_by_the_policy() -> None:
    def money(budget: Money, forecast: Money | None = None) -> list[Cell]:
        figures = figures_of(a_project("P-1", budget=budget, forecast=forecast))
        entries = overview(figures, id_of("P-1")).position.entries
        return [entry.cells[-1] for entry in entries if entry.figure == "cost_forecast"]

    assert money(budget=eur(100)) == []
    assert money(budget=eur(100), forecast=eur(100)) == [Cell("on budget")]
    assert money(budget=eur(100), forecast=eur(95)) == [Cell("5 under (5 %)")]
    assert money(budget=eur(100), forecast=eur(106)) == [Cell("6 over (6 %)", "warn")]
    assert money(budget=eur(100), forecast=eur(130)) == [Cell("30 over (30 %)", "bad")]


def test_decisions_say_from_whom_and_until_when_and_call_me_you() -> None:
    gate = Gate(
        id=5, key="G-3", component=id_of("P-1"), title="Build", due=date(2026, 12, 11),
        owner=id_of("H-1"),
    )  # fmt: skip
    figures = figures_of(a_project(), a_person("H-1", "Ann Ames"), gate)
    decisions = overview(figures, 0).decisions
    assert lines(decisions) == ["gate G-3 Build from Ann Ames by 11 Dec"]
    mine = overview(figures, 0, me=id_of("H-1")).decisions
    assert lines(mine) == ["gate G-3 Build from you by 11 Dec"]


def test_components_that_pass_a_filter_are_compared_however_deep_they_lie() -> None:
    figures = a_program()
    site, campaign = id_of("P-1"), id_of("P-2")
    for ids in ([site], {site}, [site, id_of("P-9")]):
        table = overview(figures, 0, ids=ids).components
        assert (list(table.ids), table.total) == ([site], 3)
    assert list(overview(figures, PROGRAM, ids=[campaign, site]).components.ids) == [site, campaign]
    none = overview(figures, PROGRAM, ids=[]).components
    assert (none.count, none.empty) == (0, NO_MATCH)
    assert overview(figures, campaign).components.empty == "no component below; add one with A"
    every = overview(figures, PROGRAM).components
    assert (every.count, every.total) == (2, 2)


def test_only_what_goes_wrong_in_what_passes_a_filter_is_listed() -> None:
    site = overview(a_program(), PROGRAM, ids=[id_of("P-1")]).exceptions
    assert [entry.target for entry in site.entries] == [
        ("risks", id_of("R-7")),
        ("components", id_of("P-1")),
    ]
    assert site.note == "2"
    assert overview(a_program(), PROGRAM, ids=[]).exceptions.note == ""


def test_a_decision_that_is_waited_for_is_not_among_what_goes_wrong_as_well() -> None:
    gate = Gate(id=5, key="G-3", component=id_of("P-1"), title="Build", due=date(2026, 11, 2))
    shown_project = overview(figures_of(a_project(), gate), id_of("P-1"))
    assert [entry.target for entry in shown_project.decisions.entries] == [("gates", 5)]
    assert ("gates", 5) not in [entry.target for entry in shown_project.exceptions.entries]


def test_decisions_are_counted_and_those_that_are_due_say_how_late_they_are() -> None:
    def until(due: date | None) -> str:
        change = Change(id=5, key="C-3", component=id_of("P-1"), title="More", due=due)
        section = overview(figures_of(a_project(), change), 0).decisions
        assert section.note == "1"
        return section.entries[0].cells[3].text

    assert until(date(2026, 11, 22)) == "late 1 d"
    assert until(TODAY) == "today"
    assert until(date(2026, 11, 24)) == "by 24 Nov"
    assert until(None) == "no date"
    assert overview(figures_of(a_project()), 0).decisions.note == ""


def test_nobody_is_called_you_where_nobody_decides_or_nobody_is_known() -> None:
    change = Change(id=5, key="C-3", component=id_of("P-1"), title="More")
    figures = figures_of(a_project(), a_person("H-1", "Ann Ames"), change)
    assert overview(figures, 0).decisions.entries[0].cells[2].text == "—"
    assert overview(figures, 0, me=id_of("H-1")).decisions.entries[0].cells[2].text == "—"


@pytest.mark.parametrize(("day", "late"), [(22, 1), (23, 0), (24, 0)])
def test_a_measure_is_late_from_the_day_after_it_was_due(day: int, late: int) -> None:
    benefits = (
        Benefit(
            id=1, key="B-1", component=PROGRAM, title="Sales", next_measure=date(2026, 11, day)
        ),
        Benefit(id=2, key="B-2", component=PROGRAM, title="Peace"),
    )
    section = overview(figures_of(a_component("PG-1"), *benefits), PROGRAM).figures
    plural = "measure" if late == 1 else "measures"
    assert lines(section)[-1] == f"register 2 benefits, {late} {plural} late"


@pytest.mark.parametrize(("forecast", "tone"), [(99, "plain"), (100, "plain"), (102, "warn")])
def test_a_forecast_over_budget_is_warned_of(forecast: int, tone: str) -> None:
    figures = figures_of(a_project(budget=eur(100), forecast=eur(forecast)))
    section = overview(figures, id_of("P-1")).figures
    cell = next(entry.cells[1] for entry in section.entries if entry.figure == "variance")
    assert cell.tone == tone
    bare = overview(figures_of(a_project()), id_of("P-1")).figures
    assert "variance" not in [entry.figure for entry in bare.entries]


def test_a_dimension_stands_out_where_it_is_bad_and_is_dim_where_nothing_is_known() -> None:
    health = overview(a_program(), id_of("P-1")).health
    tones = {entry.cells[1].text: entry.cells[2].tone for entry in health.entries[1:]}
    assert (tones["schedule"], tones["cost"], tones["benefits"]) == ("bad", "plain", "dim")


def test_what_lies_below_an_entry_takes_its_lines_within_an_indent_of_two() -> None:
    entry = Entry(cells=(), below=Cell("aaaa bbbb cccc"))
    assert [entry_lines(entry, width) for width in (6, 10, 11, 15, 16)] == [4, 4, 3, 3, 2]
    assert entry_lines(Entry(cells=()), 6) == 1
