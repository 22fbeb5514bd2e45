"""This file tests agendas: each thing that waits once, nothing else, as a recount finds it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.figures.meetings.agenda import AgendaEntry, agenda
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import edit
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import ActionItem, Change
from pmtui.model.entities.remarks import Report
from pmtui.model.entities.risks import Risk
from pmtui.model.governance.bodies import ApprovalRule, Body, Tolerance
from pmtui.model.governance.gates import Gate, GateCondition
from pmtui.model.meetings.meetings import AgendaItem, Meeting
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_workspace,
    figures_after,
    figures_of,
    id_of,
)

_PLACES = ("PG-1", "P-1", "P-2")
_FORMER = Meeting(
    id=51, key="MT-1", title="Last", component=id_of("PG-1"), day=TODAY - timedelta(days=9),
    state="held",
)  # fmt: skip
_NEXT = Meeting(
    id=52, key="MT-2", title="Next", component=id_of("PG-1"), day=TODAY + timedelta(days=3)
)
_DAYS = some.one_of(some.none(), some.integers(-20, 40).map(lambda n: TODAY + timedelta(days=n)))
_OPEN = some.booleans()


@some.composite
def rows(draw: some.DrawFn, number: int) -> Entity:
    """A row that may wait: anywhere, open or not, with a day or without."""
    place = id_of(draw(some.sampled_from(_PLACES)))
    named: dict[str, Any] = {"id": number, "component": place, "title": f"Row {number}"}
    named["archived"] = draw(some.sampled_from((False, False, True)))
    kind = draw(some.sampled_from((Change, Gate, ActionItem, GateCondition, Report)))
    is_open, day = draw(_OPEN), draw(_DAYS)
    if kind is Change:
        return Change(key=f"C-{number}", **named, decision="" if is_open else "accept", due=day)
    if kind is Gate:
        return Gate(key=f"G-{number}", **named, decision="" if is_open else "go", due=day)
    if kind is Report:
        return Report(key=f"S-{number}", **named, at=day)
    if kind is ActionItem:
        meeting = draw(some.sampled_from((0, 51, 52)))
        state = "open" if is_open else "done"
        return ActionItem(key=f"X-{number}", **named, state=state, due=day, meeting=meeting)  # type: ignore[arg-type]
    state = "open" if is_open else "met"
    return GateCondition(key=f"GC-{number}", gate=9, **named, state=state, due=day)  # type: ignore[arg-type]


@some.composite
def stores(draw: some.DrawFn) -> Workspace:
    """A program of two projects with rows that may wait, and a risk beyond its tolerance."""
    count = draw(some.integers(0, 14))
    made = [draw(rows(6_000 + at)) for at in range(count)]
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", board=False),
        a_project("P-2", "PG-1", board=False),
        a_component("PG-2"),
        Change(id=70, key="C-70", component=id_of("PG-2"), title="Elsewhere"),
        a_risk("R-1", draw(some.integers(1, 5)), draw(some.integers(1, 5))),
        Tolerance(id=71, key="TL-1", title="Nine", kind="risk", count=9),
        _FORMER,
        _NEXT,
        *made,
    )


def _recounted(workspace: Workspace) -> set[int]:
    """Ids of what waits for the meeting, read off the rows one by one."""
    inside = {id_of(key) for key in _PLACES}
    rows: list[Any] = [row for table in workspace.tables for row in workspace.rows(table).values()]
    here = [row for row in rows if row.component in inside and not getattr(row, "archived", False)]
    return {row.id for row in here if _waits(row)}


def _waits(row: Any) -> bool:
    last, day = _FORMER.day or TODAY, _NEXT.day or TODAY
    due = getattr(row, "due", None) or date.max
    tests: dict[type, Callable[[], bool]] = {
        Change: lambda: not row.decision,
        Gate: lambda: due <= TODAY + timedelta(days=30) and not row.decision,
        ActionItem: lambda: row.state == "open" and (row.meeting == 51 or due <= day),
        GateCondition: lambda: row.state == "open" and due <= day,
        Report: lambda: row.at is not None and last < row.at <= day,
        Risk: lambda: row.probability * row.impact_cost > 9,
    }
    return type(row) in tests and tests[type(row)]()


def on(figures: Figures, meeting: Meeting = _NEXT, **more: Any) -> list[AgendaEntry]:
    row = figures.workspace.rows_of(Meeting).get(meeting.id, meeting)
    return [*agenda(figures, row, **more)]


@settings(max_examples=150, deadline=None)
@given(stores())
def test_each_thing_that_waits_is_on_it_once_and_nothing_else(workspace: Workspace) -> None:
    ids = [entry.id for entry in on(Figures(workspace, TODAY))]
    assert len(ids) == len({*ids})
    assert {*ids} == _recounted(workspace)


_ENDING: dict[str, dict[str, object]] = {
    "changes": {"decision": "reject", "state": "rejected"},
    "gates": {"decision": "stop"},
    "action_items": {"state": "done"},
    "gate_conditions": {"state": "waived"},
    "reports": {"archived": True},
    "risks": {"state": "closed"},
}


@settings(max_examples=60, deadline=None)
@given(stores(), some.randoms(use_true_random=False))
def test_what_is_decided_or_done_leaves_it_and_the_rest_stays(
    workspace: Workspace, chance: Any
) -> None:
    figures = Figures(workspace, TODAY)
    before = on(figures)
    if not before:
        return
    gone = chance.choice(before)
    row = workspace.rows(gone.table)[gone.id]
    after = on(figures_after(figures, *edit(gone.table, row, **_ENDING[gone.table])))
    assert [entry.id for entry in after] == [entry.id for entry in before if entry.id != gone.id]


ANN = id_of("H-1")
_BODY = Body(id=80, key="BD-1", name="Board", component=id_of("PG-1"), chair=ANN)
_OTHER = Body(id=81, key="BD-2", name="Change board", component=id_of("PG-1"))
_RULE = ApprovalRule(id=82, key="AR-1", title="Changes", kind="change", body=81)
_CHANGE = Change(id=83, key="C-1", component=id_of("P-1"), title="More shops")
_GATE = Gate(id=84, key="G-1", component=id_of("P-1"), title="Build", due=TODAY)
_PARTS = (
    a_person("H-1", "Ann"), a_component("PG-1"), a_project("P-1", "PG-1"), _BODY, _OTHER, _RULE,
    _CHANGE, _GATE,
)  # fmt: skip
_OF_BOARD = msgspec.structs.replace(_NEXT, id=90, body=80)
_OF_CHANGES = msgspec.structs.replace(_NEXT, id=91, body=81)


def keys(figures: Figures, meeting: Meeting) -> list[str]:
    return [entry.name.split()[0] for entry in on(figures, meeting)]


def test_a_body_gets_what_the_rules_give_it_and_what_they_give_nobody() -> None:
    figures = figures_of(*_PARTS, _OF_BOARD, _OF_CHANGES)
    assert keys(figures, _OF_BOARD) == ["G-1"]
    assert keys(figures, _OF_CHANGES) == ["G-1", "C-1"]


def _set_down(at: int, about: int, table: str, **fields: Any) -> AgendaItem:
    return AgendaItem(
        id=at, key=f"AI-{at}", meeting=91, title=f"Set down {at}", about=about, about_table=table,
        component=id_of("PG-1"), **fields,
    )  # fmt: skip


def test_the_chair_reorders_drops_and_adds() -> None:
    own = _set_down(1, 91, "meetings")
    first = _set_down(2, 83, "changes", position=1)
    off = _set_down(3, 84, "gates", dropped=True)
    figures = figures_of(*_PARTS, _OF_CHANGES, own, first)
    assert [entry.id for entry in on(figures, _OF_CHANGES)] == [83, 84, 1]
    figures = figures_of(*_PARTS, _OF_CHANGES, own, first, off)
    assert [entry.id for entry in on(figures, _OF_CHANGES)] == [83, 1]
    assert [entry.id for entry in on(figures, _OF_CHANGES, dropped=True)] == [83, 84, 1]


def test_what_was_decided_in_it_stays_on_it_with_its_outcome() -> None:
    decided = msgspec.structs.replace(_CHANGE, decision="accept", state="accepted")
    outcome = _set_down(1, 83, "changes", outcome="accepted")
    parts = (*_PARTS[:-2], decided, _GATE, _OF_CHANGES, outcome)
    assert {entry.id: entry.outcome for entry in on(figures_of(*parts), _OF_CHANGES)} == {
        84: "",
        83: "accepted",
    }


def test_a_meeting_that_was_held_has_what_was_on_it_then() -> None:
    held = msgspec.structs.replace(_OF_CHANGES, state="held")
    kept = _set_down(1, 83, "changes", why="change to be accepted or sent back")
    figures = figures_of(*_PARTS, held, kept)
    (entry,) = on(figures, held)
    assert (entry.id, entry.why, entry.name) == (83, kept.why, kept.title)


def test_a_meeting_without_a_day_has_what_is_due_today() -> None:
    late = ActionItem(id=1, key="X-1", component=id_of("P-1"), title="Call", due=date(2020, 1, 1))
    figures = figures_of(*_PARTS, late)
    meeting = msgspec.structs.replace(_OF_BOARD, day=None)
    assert "X-1" in keys(figures, meeting)


def test_what_two_people_set_down_at_once_about_one_thing_is_read_as_one() -> None:
    noted = _set_down(1, 83, "changes", notes="first")
    decided = _set_down(2, 83, "changes", notes="second", outcome="accepted", position=1)
    first = on(figures_of(*_PARTS, _OF_CHANGES, noted, decided), _OF_CHANGES)[0]
    assert first.kept is not None
    assert (first.id, first.outcome, first.kept.notes) == (83, "accepted", "first\nsecond")
