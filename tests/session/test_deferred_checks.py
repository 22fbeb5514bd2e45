"""This file tests that edits which come to the disk unpainted are judged as those painted first."""

import os
from typing import Any, Final

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused, UnagreedError
from pmtui.model.changes.ops import Ops, edit
from pmtui.model.merging.outcome import Committed, Draft, Rejected
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import a_component, a_link, a_person, a_project, a_task, a_workspace, id_of

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "0")) or 60
_CHANGES: Final[tuple[tuple[str, str, dict[str, tuple[Any, ...]]], ...]] = (
    ("components", "P-1", {"state": ("cancelled", "closing", "on_hold"), "archived": (True,)}),
    ("components", "P-2", {"archived": (True, False), "component": (id_of("PG-1"),)}),
    ("people", "H-1", {"archived": (True,)}),
    ("tasks", "T-1", {"archived": (True,), "title": ("Other",)}),
    ("tasks", "T-2", {"parent": (id_of("T-3"), id_of("T-1"), 0), "percent": (50,)}),
    ("tasks", "T-4", {"parent": (id_of("T-2"), 0), "archived": (True,)}),
    ("tasks", "T-3", {"percent": (40,), "title": ("Other",), "estimate": (480, 960)}),
)
"""Rows, and what may be written to their fields."""


def a_plan() -> Workspace:
    """A project with open work, a summary, a link, and somebody who answers for a task."""
    return a_workspace(
        a_component("PG-1", name="Program"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1"),
        a_person("H-1", "Ann"),
        a_task("T-1", column="Ready", owner=id_of("H-1"), days=2),
        a_task("T-2", column="Ready", days=1),
        a_task("T-3", column="Ready", days=1),
        a_task("T-4", column="Ready", under="T-3", days=1),
        a_link("T-1", "T-2"),
    )


@st.composite
def edits(draw: st.DrawFn) -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """What one edit writes: fields of one row or two."""
    rows = draw(
        st.lists(st.sampled_from(_CHANGES), min_size=1, max_size=2, unique_by=lambda r: r[1])
    )
    return tuple(
        (table, key, {draw(st.sampled_from(sorted(fields))): None}) for table, key, fields in rows
    )


def ops_of(workspace: Workspace, wanted: Any, draw: Any) -> Ops:
    """The ops of an edit."""
    found: list[Any] = []
    for table, key, names in wanted:
        choices = next(fields for _, one, fields in _CHANGES if one == key)
        values = {name: draw(st.sampled_from(choices[name])) for name in names}
        found += edit(table, workspace.rows(table)[id_of(key)], **values)
    return tuple(found)


def contents(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """What a workspace holds, but for the ids of rows that were made on the way."""
    known = {id_of(f"T-{at}") for at in range(1, 5)}
    return {
        table: sorted(
            (
                {**msgspec.structs.asdict(row), **({} if row.id in known else {"id": 0})}
                for row in rows.values()
            ),
            key=str,
        )
        for table, rows in workspace.tables.items()
    }


@settings(max_examples=TRIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits(), st.booleans(), st.data())
def test_what_is_offered_is_refused_or_done_as_what_is_submitted(
    wanted: Any,
    agreed: bool,  # noqa: FBT001
    data: st.DataObject,
) -> None:
    painted = Session(MemoryStore(a_plan()), Author(0, "ann"))
    offered = Session(MemoryStore(a_plan()), Author(0, "ann"))
    ops = ops_of(a_plan(), wanted, data.draw)
    if not ops:
        return
    left = ""
    try:
        ticket = painted.submit(ops, "entity.set", agreed=agreed)
        left, reason, question = ticket.left, "", ""
        assert isinstance(ticket.wait(), Committed)
    except UnagreedError as unagreed:
        reason, question = str(unagreed), "" if unagreed.asks else unagreed.question
    except Refused as refused:
        reason, question = str(refused), ""
    outcome = offered.offer(Draft("d-1", ops, "entity.set", "old", agreed=left)).result()
    if reason:
        assert isinstance(outcome, Rejected)
        assert (outcome.reason, outcome.left) == (reason.replace("~", ""), question)
        assert offered.workspace.tables == a_plan().tables
    else:
        assert isinstance(outcome, Committed)
        assert contents(offered.workspace) == contents(painted.workspace)
    painted.close()
    offered.close()


def test_a_yes_holds_for_the_words_that_were_shown() -> None:
    session = Session(MemoryStore(a_plan()), Author(0, "ann"))
    ops = edit("components", session.workspace.components[id_of("P-1")], state="cancelled")
    first = session.commit_unseen(ops, "entity.set").result()
    assert isinstance(first, Rejected)
    assert "still has" in first.left
    task = session.workspace.tasks[id_of("T-2")]
    session.submit(edit("tasks", task, archived=True), "entity.archive").wait()
    again = session.commit_unseen(ops, "entity.set", first.left).result()
    assert isinstance(again, Rejected)
    assert again.left not in {"", first.left}
    assert isinstance(session.commit_unseen(ops, "entity.set", again.left).result(), Committed)
    assert session.workspace.components[id_of("P-1")].state == "cancelled"
    session.close()
