"""This file tests what is said to have moved each change: commits, passing time, or rates."""

from datetime import timedelta
from decimal import Decimal

from pmtui.figures.reports.comparison import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, create, delete, edit
from pmtui.model.entities.entity import Entity, money_of
from pmtui.model.entities.tasks import Link
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.changes.change_list import FOLDED, Changes, changes
from pmtui.views.changes.fact import RowChange
from tests.conftest import (
    TODAY,
    Parts,
    a_link,
    a_policy,
    a_project,
    a_rate,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)
from tests.figures.reports.test_comparison import after_commits

WEEK = timedelta(days=7)


def _between(
    workspace: Workspace,
    *edits: tuple[str, Ops],
    days: timedelta = timedelta(0),
    scope: str = "",
) -> Changes:
    after, commits = after_commits(workspace, *edits)
    today = TODAY + days
    comparison = compared(Figures(workspace, TODAY), Figures(after, today), id_of(scope), commits)
    return changes(workspace, after, id_of(scope), today, comparison=comparison)


def _store(*more: Entity | Parts) -> Workspace:
    return a_workspace(
        a_policy(),
        a_project("P-1", honor_constraints=True),
        a_project("P-2"),
        a_task("T-1", days=5),
        a_task("M-1", "Launch", after="T-1"),
        a_task("T-2", days=3, due=TODAY + timedelta(days=2)),
        a_task("T-3", project="P-2", days=2),
        a_link("T-1", "T-3"),
        *more,
    )


def _set(workspace: Workspace, table: str, key: str, **fields: object) -> Ops:
    row = workspace.get(table, id_of(key))
    assert row is not None
    return edit(table, row, **fields)


def _of(found: Changes, key: str, field: str) -> RowChange:
    (change,) = (change for change in found.rows if (change.key, change.fact.field) == (key, field))
    return change


def test_an_edited_row_names_the_commits_that_left_it_changed_the_newest_first() -> None:
    store = _store(a_risk("R-1", 2, 2))
    there = _set(store, "risks", "R-1", title="Fire")
    found = _between(
        store,
        ("ann", _set(store, "tasks", "T-2", title="Other")),
        ("bob", there),
        ("eve", _set(apply(store, there, 3), "risks", "R-1", title="Flood")),
    )
    assert _of(found, "R-1", "title").due == "r4 eve, r3 bob"
    assert _of(found, "R-1", "title").revisions == (4, 3)
    assert _of(found, "T-2", "title").due == "r2 ann"
    (line,) = (
        entry.cells[-1].text
        for section in found.sections
        for entry in section.entries
        if entry.target == ("tasks", id_of("T-2"))
    )
    assert line.endswith(" · r2 ann")


def test_what_an_edit_elsewhere_moved_names_that_edit() -> None:
    store = _store()
    found = _between(store, ("ann", _set(store, "tasks", "T-1", estimate=20 * 480)))
    for key in ("M-1", "T-3"):
        moved = _of(found, key, "planned_finish")
        assert moved.due == "r2 ann"
        assert moved.fact.what == "slipped"


def test_a_summary_that_slipped_names_what_moved_its_parts() -> None:
    store = _store(a_task("T-10"), a_task("T-11", days=2, under="T-10"))
    found = _between(store, ("ann", _set(store, "tasks", "T-11", estimate=9 * 480)))
    assert _of(found, "T-10", "planned_finish").due == "r2 ann"


def test_every_change_says_what_moved_it() -> None:
    store = _store(a_risk("R-1", 2, 2), a_task("T-10"), a_task("T-11", days=2, under="T-10"))
    found = _between(
        store,
        ("ann", _set(store, "tasks", "T-11", estimate=9 * 480)),
        ("bob", _set(store, "risks", "R-1", title="Fire", probability=5)),
        days=WEEK,
    )
    assert [change for change in found.rows if not change.due] == []


def test_a_link_that_went_names_who_took_it_away() -> None:
    store = _store()
    link = next(row for row in store.rows_of(Link).values() if row.successor == id_of("T-3"))
    found = _between(
        store, ("ann", _set(store, "tasks", "T-2", title="x")), ("bob", (delete("links", link),))
    )
    gone = [change for change in found.rows if change.row == ("links", link.id)]
    assert [(change.key, change.due) for change in gone] == [("T-3", "r3 bob")]


def test_what_passing_time_moved_is_among_the_changes_and_says_so() -> None:
    found = _between(_store(), days=WEEK)
    late = _of(found, "T-2", "days_late")
    assert late.due == "by passing time"
    assert late.revisions == ()
    assert "— -> 5 d" in late.fact.text
    assert _of(found, "M-1", "planned_finish").due == "by passing time"
    assert changes(_store(), _store(), 0, TODAY + WEEK).rows == ()


def test_time_and_an_edit_both_say_their_part() -> None:
    store = _store()
    found = _between(store, ("ann", _set(store, "tasks", "T-1", estimate=20 * 480)), days=WEEK)
    due = _of(found, "M-1", "planned_finish").due
    assert "by passing time" in due
    assert "r2 ann" in due


def test_a_changed_rate_is_said_to_have_moved_what_hangs_on_it() -> None:
    store = _store(a_project("P-3", budget=money_of(Decimal(50), "USD")), a_rate("USD", "2"))
    (rate,) = store.rows("rates").values()
    found = _between(store, ("ann", edit("rates", rate, rate="3")))
    dues = {change.due for change in found.rows if change.table == "components"}
    assert dues == {"by a changed rate or policy (r2 ann)"}


def test_an_edit_is_said_once_not_again_as_what_followed_from_it() -> None:
    store = _store()
    found = _between(store, ("ann", _set(store, "tasks", "T-2", due=TODAY + timedelta(days=9))))
    dated = [change for change in found.rows if change.key == "T-2"]
    assert [change.fact.field for change in dated] == ["due"]


def test_many_that_passing_time_moved_are_one_line() -> None:
    tasks = [a_task(f"T-{at}", due=TODAY + timedelta(days=1)) for at in range(100, 100 + FOLDED)]
    (section,) = _between(a_workspace(a_policy(), a_project("P-1"), *tasks), days=WEEK).sections
    lines = [entry.cells[-1].text for entry in section.entries]
    assert f"{FOLDED} tasks with other days late by passing time" in lines


def test_many_that_one_commit_added_name_it_in_one_line() -> None:
    store = a_workspace(a_policy(), a_project("P-1"))
    new = [part for at in range(FOLDED) for part in a_task(f"T-{at + 1}")]
    ops = tuple(op for row in new for op in (create("tasks", row),))
    (section,) = _between(store, ("ann", ops)).sections
    assert f"{FOLDED} tasks added · r2 ann" in [entry.cells[-1].text for entry in section.entries]


def test_nothing_is_said_of_causes_where_nobody_asks() -> None:
    store = _store()
    after, _ = after_commits(store, ("ann", _set(store, "tasks", "T-2", title="Other")))
    (change,) = changes(store, after, 0, TODAY).rows
    assert (change.due, change.revisions) == ("", ())
