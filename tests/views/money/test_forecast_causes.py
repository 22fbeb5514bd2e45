"""This file tests how it is worded what moved the forecast: the largest first, the rest in one."""

from datetime import date

from pmtui.figures.reports.comparison import Mover
from pmtui.figures.reports.forecast_causes import CauseKind, ForecastCause, ForecastCauses
from pmtui.views.money.forecast_causes import MOST, causes_section, change_text, plain_causes
from pmtui.views.shapes.table import Section
from tests.conftest import a_project, a_task, eur, figures_of, id_of


def _cause(euros: int, kind: CauseKind = "commit", *keys: str, others: int = 0) -> ForecastCause:
    tasks = figures_of(a_project(), a_task("T-1", "Dig"), a_task("T-2"), a_task("T-3")).workspace
    rows = tuple(("tasks", tasks.tasks[id_of(key)]) for key in keys)
    mover = Mover(7, "ada", "entity.set") if kind in {"commit", "rate"} else None
    return ForecastCause(kind=kind, amount=eur(euros), mover=mover, rows=rows, others=others)


def _found(*causes: ForecastCause, is_whole: bool = True) -> ForecastCauses:
    total = sum(cause.amount.amount for cause in causes) // 100
    return ForecastCauses(
        now=figures_of(a_project()), scope=0, before=eur(5), after=eur(5 + total), causes=causes,
        day=date(2026, 10, 31), revision=3, is_whole=is_whole,
    )  # fmt: skip


def _lines(section: Section) -> list[str]:
    return [" | ".join(cell.text for cell in entry.cells) for entry in section.entries]


def test_each_kind_of_cause_has_its_words_and_the_largest_stands_first() -> None:
    found = _found(
        _cause(-4, "time"), _cause(30, "commit", "T-1", "T-2", "T-3"), _cause(2, "rate"),
        _cause(-9, "commit", "T-1", others=2), _cause(1, "reported"),
    )  # fmt: skip
    assert _lines(causes_section(found)) == [
        "+30 EUR | r7 ada: T-1 Dig, T-2 Task T-2 and 1 more",
        "-9 EUR | r7 ada and 2 commits before it: T-1 Dig",
        "-4 EUR | by passing time",
        "+2 EUR | r7 ada: by a changed rate or policy",
        "+1 EUR | reported otherwise than the store said then",
    ]
    assert change_text(found) == "forecast 5 EUR -> 25 EUR (+20 EUR)"
    before = _found(_cause(1, "reported", "T-1"), is_whole=False)
    assert _lines(causes_section(before)) == ["+1 EUR | T-1 Dig: before r3, or reported otherwise"]


def test_more_causes_than_there_are_lines_for_are_added_up() -> None:
    found = _found(*(_cause(100 - at, "commit", "T-1") for at in range(MOST + 3)))
    lines = _lines(causes_section(found))
    assert len(lines) == MOST + 1
    assert lines[-1] == f"+{3 * (100 - MOST) - 3} EUR | 3 more"


def test_nothing_moved_and_nothing_known_are_said_in_words() -> None:
    assert causes_section(_found()).empty == "nothing: it is as it was reported"
    unknown = ForecastCauses(now=figures_of(a_project()), scope=0, reason="no status")
    assert causes_section(unknown).empty == "no status"
    assert plain_causes(unknown)["change"] is None
