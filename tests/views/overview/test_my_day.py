"""This file tests the day of a person: what is due of theirs, and what changed of it."""

from collections.abc import Iterable
from datetime import UTC, date, timedelta

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Commit, Op, apply, edit
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.overview.my_day import MyDay, last_here, my_day
from tests.conftest import a_person, a_project, a_risk, a_task, a_workspace, id_of

TODAY = date(2026, 11, 23)
ANN, BOB = id_of("H-1"), id_of("H-2")


def day(away: int) -> date:
    return TODAY + timedelta(days=away)


def a_commit(revision: int, away: int, login: str = "bob", ops: Iterable[Op] = ()) -> Commit:
    stamp = f"{day(away)}T10:00:00.000Z"
    return Commit(revision, f"c{revision}", "", stamp, 1, "", "", "set", tuple(ops), login=login)


def a_plan() -> Workspace:
    return a_workspace(
        a_person("H-1", name="Ann"),
        a_person("H-2", name="Bob"),
        a_project("P-1", owner=BOB),
        a_project("P-2", owner=ANN),
        a_task("T-1", title="Late", owner=ANN, due=day(-3)),
        a_task("T-2", title="Now", owner=ANN, due=day(0)),
        a_task("T-3", title="Soon", owner=ANN, due=day(5)),
        a_task("T-4", title="Far", owner=ANN, due=day(30)),
        a_task("T-5", title="Others", owner=BOB, due=day(0)),
        a_task("T-6", project="P-2", title="Below Ann", owner=BOB),
        a_risk("R-1", 2, 2, title="Rain", owner=ANN, next_review=day(1)),
    )


def shown(found: MyDay) -> dict[str, list[str]]:
    return {
        section.title: [" ".join(cell.text for cell in entry.cells) for entry in section.entries]
        for section in found.sections
    }


def test_what_is_late_today_and_within_a_week_stands_under_its_heading() -> None:
    found = my_day(Figures(a_plan(), TODAY), 0, ANN)
    texts = shown(found)
    assert texts["Late"] == ["late 3 d task due T-1 Late project P-1"]
    assert texts["Today"] == ["23 Nov task due T-2 Now project P-1"]
    assert [line.split()[-3] for line in texts["Next 7 days"]] == ["Rain", "Soon"]
    assert texts["Changed"] == []
    assert [row.key for row in found.due] == ["T-1", "T-2", "R-1", "T-3"]


def test_somebody_with_nothing_reads_so() -> None:
    workspace = a_workspace(a_person("H-1", name="Ann"), a_project("P-1"))
    found = my_day(Figures(workspace, TODAY), 0, ANN)
    assert [section.empty for section in found.sections] == [
        "nothing of yours is due today",
        "nothing of yours has changed",
    ]


def test_only_what_is_theirs_is_among_what_changed_with_who_changed_it() -> None:
    before = a_plan()
    ops = (
        *edit("tasks", before.tasks[id_of("T-3")], title="Sooner"),
        *edit("tasks", before.tasks[id_of("T-5")], title="Not hers"),
        *edit("tasks", before.tasks[id_of("T-6")], title="In her project"),
    )
    after = apply(before, ops)
    then = Figures(before, day(-3))
    commits = (a_commit(after.revision or 1, -1, "bob", ops),)
    found = my_day(Figures(after, TODAY), 0, ANN, then=then, commits=commits)
    texts = "\n".join(line for lines in shown(found).values() for line in lines)
    assert found.since == day(-3)
    (heading,) = (section for section in found.sections if section.title.startswith("Changed"))
    assert (heading.title, heading.note) == ("Changed since 20 Nov", str(len(found.changed)))
    assert "Sooner" in texts
    assert "In her project" in texts
    assert "Not hers" not in texts
    of_title = [change for change in found.changed if change.fact.field == "title"]
    assert {change.key for change in of_title} == {"T-3", "T-6"}


def test_what_passing_time_made_late_is_among_what_changed() -> None:
    workspace = a_plan()
    then = Figures(workspace, day(-4))
    found = my_day(Figures(workspace, TODAY), 0, ANN, then=then)
    assert "T-1" in {change.key for change in found.changed}
    assert all(change.due == "by passing time" for change in found.changed)


@pytest.mark.parametrize(
    ("commits", "revision"),
    [
        ((), 0),
        ((a_commit(9, 0, "ann"), a_commit(8, -1, "bob"), a_commit(7, -2, "ann")), 7),
        ((a_commit(9, 0, "ann"), a_commit(8, -1, "bob")), 8),
        ((a_commit(9, -1, "bob"), a_commit(8, -20, "bob"), a_commit(7, -30, "ann")), 8),
    ],
    ids=["no history", "their last day", "never", "long ago"],
)
def test_they_were_here_last_on_the_day_before_today_on_which_they_changed_something(
    commits: tuple[Commit, ...], revision: int
) -> None:
    assert last_here(("ann",), commits, TODAY, UTC) == revision
