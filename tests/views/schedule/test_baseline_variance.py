"""This file tests the comparison of a component with what was agreed."""

from typing import Any

import msgspec
import pytest

from pmtui.figures.schedule_analysis.baseline_pictures import Picture, PicturedTask
from pmtui.figures.schedule_analysis.variance import TaskVariance, Variance, compared
from pmtui.model.entities.entity import Money
from pmtui.views.schedule.baseline_variance import VarianceView, late_tone, variance_view
from tests.conftest import TODAY, a_project, a_task, a_workspace, eur, id_of

DAY, NIGHT = 480, 1440
MONDAY = TODAY.toordinal() * NIGHT


def a_picture(*tasks: PicturedTask, budget: int = 100) -> Picture:
    """A picture of P-1."""
    return Picture(
        component=id_of("P-1"),
        start=None,
        finish=None,
        budget=eur(budget),
        tasks={one.task: one for one in tasks},
    )


def pictured(
    key: str, days: int, *, work: int | None = None, cost: Money | None = None
) -> PicturedTask:
    """A task that starts on Monday at eight and takes some days."""
    finish = MONDAY + (days - 1) * NIGHT + 1020
    return PicturedTask(
        task=id_of(key),
        title=f"Task {key}",
        start=MONDAY + 480,
        finish=finish,
        duration=days * DAY,
        work=work,
        cost=cost,
    )


def test_only_what_differs_is_shown_with_its_slip() -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1"), a_task("T-2"), a_task("T-4"))
    before = a_picture(pictured("T-1", 1), pictured("T-2", 2, work=DAY), pictured("T-3", 1))
    after = a_picture(
        pictured("T-1", 1), pictured("T-2", 4, work=2 * DAY), pictured("T-4", 1), budget=120
    )
    view = variance_view(workspace, compared(before, after), TODAY)
    rows = [[cell.text for cell in view.table.row(at).cells] for at in range(view.table.count)]
    assert rows == [
        ["T-2", "Task T-2", "24 Nov", "26 Nov", "+2d", "+2d", "+1d", ""],
        ["T-4", "Task T-4", "—", "23 Nov", "—", "", "", "added"],
        ["", "Task T-3", "23 Nov", "—", "—", "", "", "removed"],
    ]
    assert [cell.text for cell in view.summary] == [
        "3 tasks changed",
        "1 added, 1 removed",
        "work +1d",
        "budget +20 EUR",
    ]


def test_what_got_dearer_is_shown_where_both_pictures_know_costs() -> None:
    workspace = a_workspace(a_project("P-1"), a_task("T-1"), a_task("T-2"), a_task("T-4"))
    before = a_picture(pictured("T-1", 1, cost=eur(100)), pictured("T-2", 1, cost=eur(50)))
    after = a_picture(
        pictured("T-1", 1, cost=eur(130)), pictured("T-2", 1), pictured("T-4", 1, cost=eur(7))
    )
    view = variance_view(workspace, compared(before, after), TODAY)
    at = [column.key for column in view.table.columns].index("cost")
    rows = [view.table.row(one).cells for one in range(view.table.count)]
    assert [(row[0].text, row[at].text, row[at].tone) for row in rows] == [
        ("T-1", "+30 EUR", "bad"),
        ("T-2", "-50 EUR", "good"),
        ("T-4", "", "plain"),
    ]
    assert ("cost -13 EUR", "good") in [(cell.text, cell.tone) for cell in view.summary]


def test_costs_in_other_currencies_or_on_one_side_alone_are_not_compared() -> None:
    priced, usd = pictured("T-1", 1, cost=eur(1)), pictured("T-1", 1, cost=Money(100, "USD"))
    for before, after in ((priced, usd), (pictured("T-1", 1), priced)):
        found = compared(a_picture(before), a_picture(after))
        assert found.cost is None
        assert found.changed == ()


def shown(*changes: TaskVariance, **fields: Any) -> VarianceView:
    """A comparison of P-1 with so many changed tasks."""
    given: dict[str, Any] = {
        "component": id_of("P-1"), "finish_days": None, "start_days": None, "budget": None,
        "work": 0, "cost": None, "tasks": changes,
    }  # fmt: skip
    workspace = a_workspace(a_project("P-1"), a_project("P-2"), a_task("T-1"))
    return variance_view(workspace, Variance(**{**given, **fields}), TODAY)


def a_change(**fields: Any) -> TaskVariance:
    return TaskVariance(**{"task": id_of("T-1"), "title": "Dig", "finish_days": 1, **fields})


@pytest.mark.parametrize(("value", "tone"), [(1, "bad"), (0, "plain"), (-1, "good")])
def test_later_longer_or_dearer_is_bad_and_the_other_way_good(value: int, tone: str) -> None:
    assert late_tone(value) == tone


@pytest.mark.parametrize(
    ("scopes", "texts"),
    [
        ((), ["0 tasks changed"]),
        (("added",), ["1 task changed", "1 added, 0 removed"]),
        (("removed",), ["1 task changed", "0 added, 1 removed"]),
        (("moved_in", "moved_out", "moved_in"), ["3 tasks changed", "3 moved"]),
        (("moved_out", "moved_out"), ["2 tasks changed", "2 moved"]),
    ],
)
def test_tasks_that_came_went_or_moved_are_counted(
    scopes: tuple[Any, ...], texts: list[str]
) -> None:
    changes = [a_change(task=at, scope=scope) for at, scope in enumerate(scopes, 1)]
    assert [cell.text for cell in shown(*changes).summary] == texts


def test_what_did_not_change_is_not_summed_up() -> None:
    same = shown(finish_days=0, budget=eur(0), cost=eur(0))
    assert [cell.text for cell in same.summary] == ["finish 0d", "0 tasks changed"]


def test_less_work_is_told_with_its_sign_and_a_cheaper_budget_too() -> None:
    less = shown(finish_days=-2, work=-DAY, budget=eur(-5))
    assert [(cell.text, cell.tone) for cell in less.summary] == [
        ("finish -2d", "good"),
        ("0 tasks changed", "plain"),
        ("work -1d", "good"),
        ("budget -5 EUR", "good"),
    ]


def test_a_task_that_moved_away_and_ended_last_is_named_and_one_that_is_gone_is_a_mark() -> None:
    def gone(key: str) -> str:
        finish = MONDAY + 1020
        before = PicturedTask(task=id_of(key), title="", start=MONDAY, finish=finish, duration=DAY)
        return shown(a_change(task=id_of(key), scope="moved_out", before=before)).summary[0].text

    assert gone("T-1") == "without T-1, moved away"
    assert gone("T-9") == "without ?, moved away"


def test_a_task_that_ends_at_midnight_ends_on_the_day_before() -> None:
    midnight = pictured("T-1", 1)
    after = msgspec.structs.replace(midnight, finish=MONDAY + NIGHT)
    row = shown(a_change(before=midnight, after=after)).table.row(0)
    assert [cell.text for cell in row.cells[2:4]] == ["23 Nov", "23 Nov"]
    later = msgspec.structs.replace(midnight, finish=MONDAY + NIGHT + 1)
    row = shown(a_change(before=midnight, after=later)).table.row(0)
    assert [cell.text for cell in row.cells[2:4]] == ["23 Nov", "24 Nov"]


def test_a_task_that_is_there_no_more_is_dim_and_a_summary_stands_out() -> None:
    there = pictured("T-1", 1)
    tones = [
        shown(change).table.row(0).cells[1].tone
        for change in (
            a_change(after=there),
            a_change(after=there, is_summary=True),
            a_change(before=there, scope="removed"),
        )
    ]
    assert tones == ["plain", "head", "dim"]


def test_a_column_of_costs_is_there_only_where_costs_are_known() -> None:
    for cost in (None, eur(5)):
        table = shown(a_change(after=pictured("T-1", 1)), cost=cost).table
        assert ("cost" in [column.key for column in table.columns]) == (cost is not None)
        assert len(table.row(0).cells) == len(table.columns)


def test_where_a_task_moved_from_or_to_is_named() -> None:
    texts = [
        shown(a_change(scope=scope, elsewhere=id_of(key))).table.row(0).cells[-1].text
        for scope, key in (("moved_in", "P-2"), ("moved_out", "P-2"), ("moved_out", "P-9"))
    ]
    assert texts == ["moved from P-2", "moved to P-2", "moved to elsewhere"]


def test_a_longer_task_has_a_sign_and_one_of_the_same_length_none() -> None:
    changes = [a_change(task=id_of("T-1"), duration=minutes) for minutes in (DAY, -DAY)]
    texts = [{cell.text for cell in shown(change).table.row(0).cells} for change in changes]
    assert "+1d" in texts[0]
    assert "-1d" in texts[1]
