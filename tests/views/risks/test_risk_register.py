"""This file tests the risk register: lens, shadows, order, heat map and what it adds up to."""

from datetime import date

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.risks import RiskKind
from pmtui.views.risks.risk_columns import RISK_COLUMNS
from pmtui.views.risks.risk_register import RiskRegister, risk_register
from pmtui.views.risks.shown_risks import HeatCell
from tests.conftest import TODAY, a_component, a_person, a_project, a_risk, eur, figures_of, id_of

PROJECT, PROGRAM = id_of("P-1"), id_of("PG-1")
BOB = a_person("H-1", "Bob Orr")


def a_program() -> Figures:
    return figures_of(
        BOB,
        a_component("PF-1"),
        a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_risk(
            "R-7", 4, 5,
            title="Supplier late", owner=BOB.id, response="mitigate",
            residual_probability=2, residual_impact=4, next_review=date(2026, 11, 25),
            money_impact=eur(100_000),
        ),
        a_risk("R-9", 4, 3, kind="opportunity", next_review=date(2026, 11, 18), project="P-2"),
        a_risk("R-15", 3, 3, title="Hosting", response="escalate", state="escalated",
               escalated_to=id_of("PF-1"), escalated_at=date(2026, 11, 21)),
        a_risk("R-16", 1, 2),
        a_risk("R-17", 5, 5, state="closed"),
        a_risk("R-18"),
    )  # fmt: skip


def keys(figures: Figures, register: RiskRegister) -> list[str]:
    return [figures.workspace.risks[one].key for one in register.table.ids]


def cells(register: RiskRegister, at: int) -> dict[str, str]:
    texts = (cell.text for cell in register.table.row(at).cells)
    return dict(zip(RISK_COLUMNS, texts, strict=True))


def test_a_project_shows_all_its_open_risks_the_highest_score_first() -> None:
    figures = a_program()
    register = risk_register(figures, PROJECT)
    assert register.lens == "all"
    assert keys(figures, register) == ["R-7", "R-15", "R-16", "R-18"]
    assert register.table.total == 5


def test_a_program_shows_major_and_escalated_risks_until_asked_for_all() -> None:
    figures = a_program()
    register = risk_register(figures, PROGRAM)
    assert register.lens == "major"
    assert keys(figures, register) == ["R-7", "R-9", "R-15"]
    everything = risk_register(figures, PROGRAM, lens="all")
    assert keys(figures, everything) == ["R-7", "R-9", "R-15", "R-16", "R-18"]


def test_an_escalated_risk_leaves_a_shadow_row_below_where_it_was_handed_to() -> None:
    figures = a_program()
    for scope in (PROJECT, PROGRAM):
        register = risk_register(figures, scope)
        at = keys(figures, register).index("R-15")
        assert cells(register, at)["title"] == "^ Hosting (escalated 2 d)"
        assert register.table.row(at).tone == "dim"
    above = risk_register(figures, id_of("PF-1"))
    assert cells(above, keys(figures, above).index("R-15"))["title"] == ("Hosting (escalated 2 d)")


def test_the_answer_comes_back() -> None:
    risk = a_risk(
        "R-1", 3, 3,
        title="Hosting", state="monitoring", escalated_to=PROGRAM,
        escalation_answer="decide: renew it",
    )  # fmt: skip
    figures = figures_of(a_component("PG-1"), a_project("P-1", "PG-1"), risk)
    register = risk_register(figures, PROJECT)
    assert cells(register, 0)["title"] == "[decided] Hosting: renew it"


def test_a_risk_escalated_from_elsewhere_is_part_of_the_scope() -> None:
    risk = a_risk("R-1", 3, 3, state="escalated", escalated_to=id_of("PG-2"))
    figures = figures_of(a_component("PG-2"), a_project("P-1"), risk)
    register = risk_register(figures, id_of("PG-2"))
    assert keys(figures, register) == ["R-1"]
    assert register.table.row(0).tone == "plain"


def test_a_row_shows_what_the_register_is_read_for() -> None:
    found = cells(risk_register(a_program(), PROJECT), 0)
    assert found == {
        "key": "R-7",
        "kind": "T",
        "title": "Supplier late",
        "owner": "Bob Orr",
        "probability": "4",
        "impact": "5",
        "score": "20 H",
        "response": "mitigate",
        "residual": "2 4   8 M",
        "next_review": "in 2 d",
        "state": "identified",
    }


def test_an_unrated_risk_shows_dashes_and_goes_last() -> None:
    figures = a_program()
    for sort in ("score", "score-"):
        register = risk_register(figures, PROJECT, sort=sort)
        last = cells(register, register.table.count - 1)
        assert [last[name] for name in ("key", "probability", "score")] == ["R-18", "—", "—"]


@pytest.mark.parametrize("key", RISK_COLUMNS)
def test_every_column_sorts_both_ways_without_losing_a_row(key: str) -> None:
    figures = a_program()
    up = keys(figures, risk_register(figures, PROGRAM, lens="all", sort=key))
    down = keys(figures, risk_register(figures, PROGRAM, lens="all", sort=f"{key}-"))
    assert sorted(up) == sorted(down)
    assert len(up) == 5


def test_the_heat_map_counts_what_the_lens_shows_and_its_cells_filter() -> None:
    figures = a_program()
    register = risk_register(figures, PROGRAM)
    assert register.threats[3][4] == 1
    assert register.threats[2][2] == 0  # escalated above: it counts there
    assert sum(map(sum, register.threats)) == 1
    assert register.opportunities[3][2] == 1
    cell = risk_register(figures, PROGRAM, cell=HeatCell(4, 5, "threat"))
    assert keys(figures, cell) == ["R-7"]
    assert cell.threats == register.threats


def test_a_filter_finds_closed_risks_too() -> None:
    figures = a_program()
    register = risk_register(figures, PROJECT, ids=[id_of("R-17"), id_of("R-16")])
    assert keys(figures, register) == ["R-17", "R-16"]
    assert register.table.row(0).tone == "dim"
    assert "R-17" in keys(figures, risk_register(figures, PROJECT, ended=True))


def test_the_summary_adds_up_exposure_and_what_is_missing() -> None:
    texts = [cell.text for cell in risk_register(a_program(), PROGRAM).summary]
    assert texts == [
        "exposure threats -70.0k",
        "opportunities —",
        "net -70.0k",
        "3 risks without money",
        "no response: 3",
        "late reviews: 1",
    ]


def test_an_empty_register_names_the_next_key() -> None:
    assert "add one with a" in risk_register(figures_of(a_project()), PROJECT).table.empty
    minor = figures_of(a_component("PG-1"), a_project("P-1", "PG-1"), a_risk("R-1", 1, 1))
    assert "Z shows all" in risk_register(minor, PROGRAM).table.empty


def test_a_review_today_is_not_late() -> None:
    figures = figures_of(a_project(), a_risk("R-1", 1, 1, next_review=TODAY))
    register = risk_register(figures, PROJECT)
    assert cells(register, 0)["next_review"] == "today"
    assert register.summary[-1].text == "late reviews: 0"


def hidden(register: RiskRegister) -> tuple[int, int, int, int]:
    return register.by_lens, register.closed, register.by_filter, register.by_cell


def test_how_many_risks_are_not_shown_is_counted_by_why() -> None:
    figures = a_program()
    ids = {risk.key: risk.id for risk in figures.workspace.risks.values()}
    every = risk_register(figures, PROGRAM, lens="all", ended=True)
    assert (every.table.count, hidden(every)) == (6, (0, 0, 0, 0))
    assert hidden(risk_register(figures, PROGRAM, lens="all")) == (0, 1, 0, 0)
    assert hidden(risk_register(figures, PROGRAM)) == (2, 1, 0, 0)
    some = [ids["R-7"], ids["R-16"]]
    assert hidden(risk_register(figures, PROGRAM, lens="all", ids=some)) == (0, 0, 4, 0)
    cell = HeatCell(4, 5, "threat")
    assert hidden(risk_register(figures, PROGRAM, lens="all", cell=cell)) == (0, 1, 0, 4)


_CELLS: tuple[tuple[int, int, RiskKind], ...] = (
    (4, 5, "threat"),
    (5, 4, "threat"),
    (1, 2, "threat"),
    (4, 5, "opportunity"),
    (1, 2, "opportunity"),
)


def test_a_cell_of_the_map_has_the_count_and_level_of_its_kind() -> None:
    figures = figures_of(
        a_project(),
        a_risk("R-1", 4, 5),
        a_risk("R-2", 4, 5),
        a_risk("R-3", 1, 2),
        a_risk("R-4", 4, 5, kind="opportunity"),
    )
    register = risk_register(figures, PROJECT)
    shown = [
        register.heat(figures.scales, HeatCell(probability, impact, kind))
        for probability, impact, kind in _CELLS
    ]
    assert [heat.count for heat in shown] == [2, 0, 1, 1, 0]
    assert [heat.level for heat in shown[:3]] == ["H", "H", "L"]


def test_an_archived_risk_is_shown_only_where_it_is_asked_for_in_its_scope() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_risk("R-1", 3, 3),
        a_risk("R-2", 3, 3, archived=True),
        a_risk("R-3", 3, 3, project="P-2", archived=True),
    )
    asked = [id_of(f"R-{at}") for at in (1, 2, 3)]
    assert keys(figures, risk_register(figures, PROJECT)) == ["R-1"]
    assert keys(figures, risk_register(figures, PROJECT, ids=asked)) == ["R-1", "R-2"]
    assert keys(figures, risk_register(figures, PROJECT, ids=asked[:1])) == ["R-1"]


def test_a_risk_of_a_component_that_was_archived_is_shown_where_it_is_asked_for() -> None:
    figures = figures_of(
        a_component("PG-1"), a_project("P-1", "PG-1", archived=True), a_risk("R-1", 3, 3)
    )
    asked = [id_of("R-1")]
    assert keys(figures, risk_register(figures, PROJECT, ids=asked)) == ["R-1"]
    assert keys(figures, risk_register(figures, PROGRAM, ids=asked)) == []
