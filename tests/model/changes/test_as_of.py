"""This file tests going back in a history: to a revision, the end of a day, an instant."""

from datetime import UTC, date, datetime
from typing import Final
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.model.changes.as_of import HorizonError, OutOfReachError, moment_of, workspace_at
from pmtui.model.changes.difference import diff
from pmtui.model.changes.ops import Commit, apply, edit
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_task, a_workspace, id_of
from tests.model.changes.test_ops import content, workspaces

BERLIN: Final = ZoneInfo("Europe/Berlin")
STAMPS: Final = (
    "2026-11-20T09:00:00.000+00:00",
    "2026-11-21T22:59:59.999+00:00",
    "2026-11-21T23:00:00.000+00:00",
    "2026-11-23T10:00:00.000+00:00",
)
"""When revisions 2 to 5 were made; in Berlin the third belongs to 22 November."""


def a_history() -> tuple[Workspace, list[Commit]]:
    """A task that was renamed four times, and the commits newest first."""
    workspace = a_workspace(a_project(), a_task("T-1", "r1"))
    commits: list[Commit] = []
    for revision, stamp in enumerate(STAMPS, 2):
        ops = edit("tasks", workspace.tasks[id_of("T-1")], title=f"r{revision}")
        commits.append(Commit(revision, f"c{revision}", "", stamp, 0, "", "", "entity.set", ops))
        workspace = apply(workspace, ops, revision)
    return workspace, commits[::-1]


def title_at(when: int | date | datetime, kept: int = 9) -> str:
    """The title as it was, from the newest commits that were kept."""
    workspace, commits = a_history()
    past = workspace_at(workspace, commits[:kept], moment_of(when, BERLIN))
    title = past.workspace.tasks[id_of("T-1")].title
    assert title == f"r{past.workspace.revision}"
    return title


def test_a_revision_is_what_its_commit_made() -> None:
    assert [title_at(one) for one in (5, 4, 3, 2, 1)] == ["r5", "r4", "r3", "r2", "r1"]


def test_a_day_means_its_end_in_the_zone_of_the_store() -> None:
    assert title_at(date(2026, 11, 20)) == "r2"
    assert title_at(date(2026, 11, 21)) == "r3"
    assert title_at(date(2026, 11, 22)) == "r4"
    assert title_at(date(2030, 1, 1)) == "r5"


def test_an_instant_may_be_of_any_zone() -> None:
    assert title_at(datetime(2026, 11, 21, 23, 0, tzinfo=UTC)) == "r4"
    assert title_at(datetime(2026, 11, 21, 23, 59, tzinfo=BERLIN)) == "r2"


def test_the_day_it_was_is_the_one_asked_for_or_that_of_the_commit() -> None:
    workspace, commits = a_history()
    at_revision = workspace_at(workspace, commits, moment_of(4, BERLIN))
    assert (at_revision.day, at_revision.at) == (date(2026, 11, 22), STAMPS[2])
    on_a_day = workspace_at(workspace, commits, moment_of(date(2026, 11, 22), BERLIN))
    assert on_a_day.day == date(2026, 11, 22)
    before_all = workspace_at(workspace, commits, moment_of(1, BERLIN))
    assert (before_all.day, before_all.at) == (date(2026, 11, 20), "")


def test_beyond_the_horizon_it_says_how_far_the_history_goes() -> None:
    with pytest.raises(
        HorizonError, match=r"back to revision 3, as it was until 2026-11-22 00:00"
    ) as told:
        title_at(2, kept=2)
    assert told.value.revision == 3
    assert title_at(3, kept=2) == "r3"
    with pytest.raises(HorizonError, match="begins with revision 5, as it is now"):
        title_at(date(2026, 1, 1), kept=0)


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_the_state_at_the_horizon_comes_with_the_refusal(kept: int) -> None:
    workspace, commits = a_history()
    with pytest.raises(HorizonError) as told:
        workspace_at(workspace, commits[:kept], moment_of(date(2026, 1, 1), BERLIN))
    oldest = workspace_at(workspace, commits[:kept], moment_of(5 - kept, BERLIN))
    reached = told.value.reached
    assert reached is not None
    assert reached.workspace.tables == oldest.workspace.tables
    assert (reached.workspace.revision, reached.day, reached.at) == (5 - kept, oldest.day, "")


def test_a_revision_that_is_yet_to_come_is_named() -> None:
    with pytest.raises(OutOfReachError, match="there is no revision 6; the newest is 5"):
        title_at(6)


def test_before_the_first_commit_of_all_a_day_shows_what_the_store_began_with() -> None:
    workspace = a_workspace(a_project(), a_task("T-1", "r0"))
    began = apply(workspace, (), 0)
    ops = edit("tasks", began.tasks[id_of("T-1")], title="r1")
    commit = Commit(1, "c", "", STAMPS[0], 0, "", "", "entity.set", ops)
    past = workspace_at(apply(began, ops, 1), [commit], moment_of(date(2020, 1, 1), BERLIN))
    assert past.workspace.tasks[id_of("T-1")].title == "r0"
    assert past.workspace.revision == 0


def test_an_odd_commit_is_an_error_with_a_way_out() -> None:
    workspace, commits = a_history()
    odd = commits[0].ops[0]
    commits[0] = Commit(
        5, "c5", "", STAMPS[3], 0, "", "", "", (type(odd)("set", "tasks", odd.id, "title", 7, "x"),)
    )
    with pytest.raises(OutOfReachError, match="run `pmtui check`"):
        workspace_at(workspace, commits, moment_of(3, BERLIN))


@settings(max_examples=40, deadline=None)
@given(some.lists(workspaces(), min_size=2, max_size=6), some.sampled_from((1, 3, 4096)))
def test_every_state_a_store_went_through_is_found_again(
    states: list[Workspace], at_once: int
) -> None:
    now, commits = states[0], []
    for revision, state in enumerate(states[1:], 1):
        ops = diff(now, state)
        commits.append(Commit(revision, f"c{revision}", "", STAMPS[0], 0, "", "", "", ops))
        now = apply(now, ops, revision)
    for revision, state in enumerate(states):
        with patch("pmtui.model.changes.as_of._AT_ONCE", at_once):
            past = workspace_at(now, commits[::-1], moment_of(revision, BERLIN)).workspace
        assert content(past) == content(state)
        assert past.revision == revision
