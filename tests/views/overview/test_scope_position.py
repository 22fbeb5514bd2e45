"""This file tests how time, risk and work stand beside last week and what was approved."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.attention.report_freshness import Freshness
from pmtui.figures.attention.scope_position import Position
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.registers import Benefit
from pmtui.text import cell_width
from pmtui.views.overview import scope_position
from pmtui.views.overview.scope_position import BAR, freshness_section, position_section
from pmtui.views.shapes.table import Line
from tests.conftest import TODAY, a_component, a_policy, a_project, a_risk, eur, figures_of, id_of

PROJECT = id_of("P-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def a_position(**fields: Any) -> Position:
    return Position(**{"day": TODAY, **fields})


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Writes the rows of a project that stands somewhere, where something else was approved."""

    def rows(now: Position, plan: Position, width: int = 72) -> dict[str, Line]:
        monkeypatch.setattr(scope_position, "position", lambda *_: now)
        monkeypatch.setattr(scope_position, "approved", lambda *_: plan)
        section = position_section(figures_of(a_project()), PROJECT, None, width)
        return {entry.cells[0].text: entry.cells for entry in section.entries}

    return rows


@pytest.mark.parametrize(
    ("finish", "is_own", "agreed", "words", "tone"),
    [
        (9, True, "1 Dec", "1 d late", "bad"),
        (8, True, "1 Dec", "on time", "plain"),
        (7, True, "1 Dec", "1 d early", "plain"),
        (9, False, "~1 Dec", "~1 d late", "bad"),
        (8, False, "~1 Dec", "on time", "plain"),
        (7, False, "~1 Dec", "~1 d early", "plain"),
    ],
)
def test_time_says_how_far_the_finish_is_from_what_was_approved(
    stand: Any, finish: int, *, is_own: bool, agreed: str, words: str, tone: str
) -> None:
    line = stand(a_position(finish=on(finish)), a_position(finish=on(8), is_own=is_own))["time"]
    assert (line[4].text, line[5].text, line[5].tone) == (agreed, words, tone)


def test_without_an_approved_finish_nothing_is_early_or_late(stand: Any) -> None:
    line = stand(a_position(finish=on(9)), a_position(is_own=False))["time"]
    assert (line[4].text, line[5].text, line[5].tone) == ("—", "", "plain")


@pytest.mark.parametrize(
    ("start", "finish", "full"),
    [(-5, 5, 5), (-1, 9, 1), (0, 10, 0), (-10, 0, 10), (-20, -10, 10), (1, 9, 0)],
)
def test_the_bar_of_time_is_the_share_of_days_that_are_over(
    stand: Any, start: int, finish: int, full: int
) -> None:
    line = stand(a_position(start=on(start), finish=on(finish)), a_position())["time"]
    assert line[1].text == "█" * full + "░" * (BAR - full)


@pytest.mark.parametrize(
    "fields", [{}, {"start": on(-5)}, {"finish": on(5)}, {"start": on(1), "finish": on(1)},
               {"start": on(2), "finish": on(1)}],
)  # fmt: skip
def test_time_without_a_span_has_no_bar(stand: Any, fields: dict[str, date]) -> None:
    assert stand(a_position(**fields), a_position())["time"][1].text == "—"


@pytest.mark.parametrize(
    ("now", "plan", "words", "tone"),
    [
        (50, 49, "1 % ahead", "plain"),
        (50, 50, "on plan", "plain"),
        (50, 51, "1 % behind", "warn"),
        (None, 50, "", "plain"),
        (50, None, "", "plain"),
    ],
)
def test_work_says_how_far_it_is_ahead_of_plan(
    stand: Any, now: int | None, plan: int | None, words: str, tone: str
) -> None:
    line = stand(a_position(percent=now), a_position(percent=plan))["work"]
    assert (line[5].text, line[5].tone) == (words, tone)
    assert line[2].text == ("—" if now is None else f"{now} %")


@pytest.mark.parametrize(
    ("high", "threats", "full", "tone"),
    [(1, 4, 2, "bad"), (2, 4, 5, "bad"), (0, 4, 0, "plain"), (0, 0, 0, "plain")],
)
def test_the_bar_of_risk_is_the_share_of_threats_that_are_high(
    stand: Any, high: int, threats: int, full: int, tone: str
) -> None:
    line = stand(a_position(high=high, threats=threats), a_position())["risk"]
    assert line[1].text == "█" * full + "░" * (BAR - full)
    assert (line[2].text, line[2].tone) == (f"{high} high of {threats}", tone)


@pytest.mark.parametrize("width", [70, 72, 90])
def test_the_risk_that_leads_is_named_in_what_is_left_of_a_line(width: int) -> None:
    risk = a_risk("R-1", 5, 5, title="The supplier of the steel is bankrupt by the summer")
    section = position_section(figures_of(a_project(), risk), PROJECT, None, width)
    columns = zip(*(entry.cells for entry in section.entries), strict=True)
    heads = [cell.text for cell in section.heads]
    taken = [
        max(cell_width(text) for text in (head, *(cell.text for cell in column)))
        for head, column in zip(heads, columns, strict=True)
    ]
    assert sum(taken) + len(taken) - 1 == width
    assert section.entries[1].cells[5].text.endswith(" 25 H")


def test_last_week_is_unknown_for_what_was_not_there() -> None:
    now = figures_of(a_project(), a_risk("R-1", 5, 5))
    for then, text in ((None, "—"), (figures_of(), "—"), (now, "1 high of 1")):
        assert position_section(now, PROJECT, then).entries[1].cells[3].text == text
    assert position_section(now, 0, figures_of()).entries[1].cells[3].text == "0 high of 0"


def told(monkeypatch: pytest.MonkeyPatch, **fields: Any) -> list[tuple[str, str]]:
    """What is said of reports, where so many have reported."""
    monkeypatch.setattr(scope_position, "freshness", lambda *_: Freshness(**fields))
    figures: Figures = figures_of(a_policy(report_days=30), a_component("PG-1", name="Relaunch"))
    entries = freshness_section(figures, id_of("PG-1")).entries
    return [(entry.cells[0].text, entry.cells[0].tone) for entry in entries[:1]]


def test_reports_say_how_many_reported_and_which_is_the_oldest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(monkeypatch) == [("nothing under way reports", "dim")]
    assert told(monkeypatch, total=2, reported=2) == [("2 of 2 reported within 30 d", "plain")]
    oldest: dict[str, Any] = {"oldest": id_of("PG-1"), "oldest_day": on(-40)}
    assert told(monkeypatch, total=3, reported=2, unknown=1, **oldest) == [
        ("2 of 3 reported within 30 d, oldest Relaunch 40 d ago, 1 never", "warn")
    ]
    undated = told(monkeypatch, total=2, reported=1, oldest=id_of("PG-1"))
    assert undated == [("1 of 2 reported within 30 d", "warn")]
    gone = told(monkeypatch, total=2, reported=1, oldest=id_of("PG-9"), oldest_day=on(-40))
    assert gone == [("1 of 2 reported within 30 d", "warn")]


def test_benefits_have_a_bar_of_what_they_have_brought_of_what_they_are_worth() -> None:
    def a_benefit(key: str, value: int | None, realised: int | None, **fields: Any) -> Benefit:
        given: dict[str, Any] = {
            "value": eur(value) if value is not None else None,
            "realised": eur(realised) if realised is not None else None,
        }
        place = {"id": id_of(key), "key": key, "component": id_of("P-1"), "title": key}
        return Benefit(**{**place, **given, **fields})

    figures = figures_of(
        a_project(),
        a_benefit("B-1", 3000, 1000),
        a_benefit("B-2", 1000, None),
        a_benefit("B-3", 9000, 9000, kind="dis_benefit"),
        a_benefit("B-4", None, 700),
    )
    (row,) = (
        [cell.text for cell in entry.cells]
        for entry in position_section(figures, id_of("P-1")).entries
        if entry.cells[0].text == "benefit"
    )
    assert row == ["benefit", "██░░░░░░░░", "1.00k", "—", "4.00k", "25 % realised"]
    bare = position_section(figures_of(a_project(), a_benefit("B-1", None, 700)), id_of("P-1"))
    assert all(entry.cells[0].text != "benefit" for entry in bare.entries)


def test_how_the_forecast_has_gone_stands_behind_its_words_where_there_is_room() -> None:
    points = [
        StatusPoint(id=7000 + at, component=PROJECT, data_date=on(-60 + at), eac=eur(90 + at))
        for at in range(4)
    ]
    figures = figures_of(a_project("P-1", budget=eur(100), spent=eur(1), forecast=eur(100)))
    workspace = apply(figures.workspace, tuple(create("status_points", row) for row in points))

    def words(width: int) -> str:
        rows = position_section(Figures(workspace, TODAY), PROJECT, None, width).entries
        return next(row.cells[5].text for row in rows if row.cells[0].text == "money")

    assert words(72) == "on budget ▁▂▂▃█"
    line = position_section(Figures(workspace, TODAY), PROJECT, None, 72)
    taken = sum(max(len(e.cells[at].text) for e in line.entries) for at in range(5)) + 5
    for width in range(taken, 73):
        assert len(words(width)) <= max(width - taken, len("on budget"))
    assert words(20) == "on budget"
