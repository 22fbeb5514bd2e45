"""This file tests that nothing open is ended, archived or left by its owner without a word."""

import os
import re
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.checks.consent import require_consent
from pmtui.actions.checks.ended_places import ended_place_refusal
from pmtui.actions.checks.unwatched_benefits import unwatched_benefits
from pmtui.actions.core.action import Refused, Situation, UnagreedError
from pmtui.exchange.documents.upsert import upsert
from pmtui.figures.attention.open_rows import NOT_ANSWERED_FOR, is_open_row
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops, apply, settle_keys
from pmtui.model.entities.entity import Entity, is_archived
from pmtui.model.governance.gates import Gate
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, OPEN_WORDS, lifecycle_of
from pmtui.model.workspace.schema import TABLES, references
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import (
    TODAY,
    a_component,
    a_link,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))
_DOORS: Final = ("set", "archive", "apply", "apply archived")
_NAMED: Final = re.compile(r"(\d+) ([a-z]+(?: [a-z]+)?)")


def test_each_table_says_whether_its_rows_are_open() -> None:
    ending = {name for name, spec in TABLES.items() if spec.ending is not None}
    # A line that is not ticked waits for its task, a document, a what-if or a cycle for nobody.
    assert ending - set(OPEN_WORDS) == {"checks", "documents", "scenarios", "cycles"}
    assert set(OPEN_WORDS) - ending == {"tasks", "objectives", "assignments"}


_GATE: Final = Gate(id=4_999, component=id_of("P-1"), title="Held", decision="stop")
"""What conditions are of."""


@some.composite
def stores(draw: some.DrawFn) -> Workspace:
    """Two projects, two people, two tasks each, and some rows of every table that can be open."""
    parts: list[Any] = [
        a_component("PG-1"),
        a_project("P-1", "PG-1", state="closing", owner=draw(_somebody())),
        a_project("P-2", "PG-1"),
        a_person("H-1", "Ann Roe"),
        a_person("H-2", "Bob Best"),
        _GATE,
    ]
    for key, project in (("T-1", "P-1"), ("T-2", "P-1"), ("T-3", "P-2"), ("T-4", "P-2")):
        percent = draw(some.sampled_from((0, 100)))
        parts.append(a_task(key, project=project, percent=percent, owner=draw(_somebody())))
    for predecessor, successor in (("T-1", "T-2"), ("T-1", "T-3"), ("T-4", "T-2")):
        if draw(some.booleans()):
            parts.append(
                a_link(predecessor, successor, component=id_of("P-1"), owner=draw(_somebody()))
            )
    others = sorted(OPEN_WORDS.keys() - {"components", "tasks", "links"})
    for number, table in enumerate(others * 2, 1):
        if draw(some.booleans()):
            row = _a_row(draw, table, number)
            is_second_approved = table == "cases" and number > len(others)
            if is_second_approved and getattr(row, "state", "") == "approved":
                continue  # one case of a component is approved at the most
            parts.append(row)
    return a_workspace(*parts)


def _somebody() -> some.SearchStrategy[int]:
    return some.sampled_from((0, id_of("H-1"), id_of("H-2")))


_REQUIRED: Final[dict[str, dict[str, Any]]] = {
    "role_requests": {"role": "Developer"},
    "budget_changes": {"amount": {"amount": 100, "currency": "EUR"}, "at": TODAY},
}
"""What rows of some tables need beside a name."""


def _a_row(draw: some.DrawFn, table: str, number: int) -> Entity:
    """A row of a table in a state of its life cycle, with every reference to a person drawn."""
    spec = TABLES[table]
    fields: dict[str, Any] = {
        "id": 5_000 + number,
        "key": f"{spec.prefix}-{number}" if spec.prefix else "",
        "component": draw(some.sampled_from((id_of("P-1"), id_of("P-2")))),
    }
    for reference in references(table):
        if reference.refers == "people":
            fields[reference.name] = draw(_somebody())
        elif reference.refers == "tasks":
            fields[reference.name] = draw(some.sampled_from((id_of("T-1"), id_of("T-3"))))
        elif reference.refers == "gates":
            fields[reference.name] = _GATE.id
    names = spec.type.__struct_fields__
    if "title" in names:
        fields["title"] = f"Row {number}"
    states = tuple(lifecycle_of(table) or ())
    if states:
        fields["state"] = draw(some.sampled_from(states))
    if table == "risks":
        fields |= {"kind": draw(some.sampled_from(("threat", "opportunity"))), "probability": 5}
        fields["impact_cost"] = draw(some.integers(0, 5))
    fields |= _REQUIRED.get(table, {})
    if "archived" in names:
        fields["archived"] = draw(some.integers(0, 4)) == 0
    made: Entity = msgspec.convert(fields, spec.type)
    return made


def _open_of(workspace: Workspace, table: str, target: int) -> set[int]:
    """Every open row of any table that points at something, found by the schema alone."""
    figures = Figures(workspace, TODAY)
    found: set[int] = set()
    for other in TABLES:
        for spec in references(other):
            if spec.refers != table or (other, spec.name) in NOT_ANSWERED_FOR:
                continue
            for one in workspace.ids_by(other, spec.name, target):
                if is_open_row(figures, other, workspace.rows(other)[one]):
                    found.add(one)
    return found


def _ops(workspace: Workspace, door: str, key: str, state: str) -> Ops:
    situation = at(workspace, key)
    if door == "set":
        return proposed("entity.set", situation, field="state", value=state).ops
    if door == "archive":
        return proposed("entity.archive", situation).ops
    fields = {"archived": True} if door == "apply archived" else {"state": state}
    table = row_table(workspace, key)
    result = upsert(situation, {table: [{"key": key, **fields}]})
    assert not result.problems
    return result.ops


def row_table(workspace: Workspace, key: str) -> str:
    """The table of a key."""
    found = workspace.by_key(key)
    assert found is not None
    return found[0]


def _left(workspace: Workspace, ops: Ops, *, agreed: bool) -> str:
    settled = settle_keys(workspace, ops)
    return require_consent(
        Figures(workspace, TODAY), apply(workspace, settled), settled, agreed=agreed
    )


def _counted(words: str) -> int:
    return sum(int(count) for count, word in _NAMED.findall(words) if "overdue" not in word)


@settings(max_examples=TRIES, deadline=None)
@given(workspace=stores(), door=some.sampled_from(_DOORS))
def test_a_component_ends_only_with_all_that_is_open_in_it_named(
    workspace: Workspace, door: str
) -> None:
    """Law: whatever the door, either nothing is open, or it is refused with every open row."""
    ops = _ops(workspace, door, "P-1", "closed")
    if unwatched_benefits(workspace, apply(workspace, ops), ops):
        with pytest.raises(Refused, match="set them first"):
            _left(workspace, ops, agreed=True)
        return
    pointing = _open_of(workspace, "components", id_of("P-1"))
    figures = Figures(workspace, TODAY)
    own = {
        one for one in pointing if one not in workspace.links and one not in _assigned(workspace)
    }
    contracts = {
        one.id
        for one in workspace.links.values()
        if is_open_row(figures, "links", one)
        and workspace.tasks[one.predecessor].component != workspace.tasks[one.successor].component
    }
    expected = len(own | contracts)
    if not expected:
        assert _left(workspace, ops, agreed=False) == ""
        return
    with pytest.raises(UnagreedError) as refused:
        _left(workspace, ops, agreed=False)
    told = _left(workspace, ops, agreed=True)
    assert told == refused.value.question
    assert _counted(told.partition("still has")[2]) == expected


def _assigned(workspace: Workspace) -> set[int]:
    """Assignments go with their task, which is named itself."""
    return set(workspace.rows("assignments"))


@settings(max_examples=TRIES, deadline=None)
@given(workspace=stores(), door=some.sampled_from(("archive", "apply archived")))
def test_a_person_is_archived_only_once_nothing_open_is_theirs(
    workspace: Workspace, door: str
) -> None:
    """Law: whoever agrees, refused with every open row; handed over, and none is left."""
    ops = _ops(workspace, door, "H-1", "")
    open_rows = _open_of(workspace, "people", id_of("H-1"))
    if not open_rows:
        assert _left(workspace, ops, agreed=False) == ""
        return
    for agreed in (False, True):
        with pytest.raises(UnagreedError) as refused:
            _left(workspace, ops, agreed=agreed)
    question = refused.value.question.partition("answers for")[2]
    assert _counted(question) == len(open_rows)
    handed = after("entity.archive", at(workspace, "H-1"), to=id_of("H-2"))
    assert row(handed, "H-1").archived
    assert not _open_of(handed, "people", id_of("H-1"))


@settings(max_examples=TRIES, deadline=None)
@given(
    table=some.sampled_from(sorted(TABLES)),
    state=some.sampled_from(sorted(ENDED_COMPONENT_STATES)),
    is_away=some.booleans(),
)
def test_nothing_new_is_put_into_a_component_that_has_ended(
    table: str, state: str, *, is_away: bool
) -> None:
    """Law: over every table with a component, a new row and one that is moved are both refused."""
    workspace = a_workspace(
        a_project("P-1", state="executing" if is_away else state, archived=is_away),
        a_project("P-2"),
        a_task("T-1", project="P-2"),
    )
    fields = {"id": 77, "component": id_of("P-1"), "task": id_of("T-1"), "about": id_of("P-1")}
    names = TABLES[table].type.__struct_fields__
    document = {name: value for name, value in fields.items() if name in names}
    ops = (msgspec.convert({"op": "create", "table": table, "id": 77, "new": document}, _OP),)
    moved = (
        msgspec.convert(
            {"op": "set", "table": "tasks", "id": id_of("T-1"), "field": "component",
             "old": id_of("P-2"), "new": id_of("P-1")},
            _OP,
        ),
    )  # fmt: skip
    word = "archived" if is_away else state
    if TABLES[table].outlives:
        assert ended_place_refusal(workspace, workspace, ops) == ""
    else:
        reason = ended_place_refusal(workspace, workspace, ops)
        assert f"P-1 project P-1 is {word} and takes nothing in" in reason
        assert "restore P-1" in reason or "reopen" in reason or "elsewhere" in reason
    assert word in ended_place_refusal(workspace, workspace, moved)


_OP: Final = Op


def test_only_words_measures_and_snoozes_are_made_about_what_has_ended() -> None:
    assert {name for name, spec in TABLES.items() if spec.outlives} == {
        "remarks", "references", "reports", "readings", "kpi_readings", "lessons", "snoozes",
    }  # fmt: skip


def _refused(action_id: str, situation: Situation, **values: Any) -> str:
    return refusal(action_id, situation, **values)


def test_each_way_into_a_closed_project_is_refused_with_the_way_back() -> None:
    plan = a_workspace(
        a_project("P-1", state="closed"),
        a_project("P-2"),
        a_risk("R-1", 5, 5),
        a_task("T-1", archived=True),
        a_task("T-2", project="P-2"),
    )
    reason = (
        "P-1 project P-1 is closed and takes nothing in: reopen it first, by setting its state"
        " to closing"
    )
    assert _refused("entity.add", at(plan, scope="P-1"), text="Late idea") == reason
    assert _refused("entity.move", at(plan, "T-2"), to=id_of("P-1")) == reason
    assert _refused("entity.restore", at(plan, "T-1")) == reason
    assert _refused("entity.convert", at(plan, "R-1")) == reason


def test_an_archived_person_gets_no_new_work() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_person("H-1", "Ann Roe", archived=True))
    reason = (
        "Ann Roe (H-1) is archived and takes no new work: restore H-1 first, or name somebody else"
    )
    assert _refused("entity.add", at(plan, scope="P-1"), text="Dig @Ann") == reason
    assert _refused("entity.set", at(plan, "T-1"), field="owner", value="Ann") == reason
    assert _refused("task.assign", at(plan, "T-1"), person=id_of("H-1")) == reason
    assert "archived: restore H-1" in _refused(
        "entity.add", at(plan), kind="person", text="Ann Roe"
    )


def test_the_middle_of_a_chain_is_archived_once_what_it_moves_is_agreed_to() -> None:
    plan = a_workspace(
        a_project(start=TODAY),
        a_task("T-1", duration=960),
        a_task("T-2", duration=960, after="T-1"),
        a_task("T-3", duration=960, after="T-2"),
    )
    reason = refusal("entity.archive", at(plan, "T-2"))
    assert reason.startswith("T-3 no longer waits for T-2 Task T-2 once it is archived")
    assert "T-3 starts 4 days earlier; project finish -6 d" in reason
    agreed = msgspec.structs.replace(at(plan, "T-2"), confirmed=True)
    assert row(after("entity.archive", agreed), "T-2").archived
    both = after("entity.archive", at(plan, "T-2", "T-3"))
    assert row(both, "T-3").archived


def test_what_lies_below_an_archived_task_is_brought_back_after_it() -> None:
    plan = a_workspace(
        a_project(), a_task("T-1", archived=True), a_task("T-2", under="T-1", archived=True)
    )
    assert refusal("entity.restore", at(plan, "T-2")) == (
        "T-1 Task T-1 is archived: restore T-1 first"
    )
    assert not row(after("entity.restore", at(plan, "T-1", "T-2")), "T-2").archived


def test_a_summary_is_archived_together_with_all_below_it() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2", under="T-1"))
    assert is_archived(row(after("entity.archive", at(plan, "T-1", "T-2")), "T-1"))


def test_what_the_same_edit_ends_is_not_open() -> None:
    plan = a_workspace(a_project(state="closing"), a_task("T-1"))
    result = upsert(
        at(plan),
        {
            "components": [{"key": "P-1", "state": "closed"}],
            "tasks": [{"key": "T-1", "percent": 100}],
        },
    )
    assert _left(plan, result.ops, agreed=False) == ""


def test_the_work_of_two_who_share_a_task_becomes_that_of_one() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_person("H-1", "Ann"), a_person("H-2", "Bob"))
    for person in ("H-1", "H-2"):
        plan = after("task.assign", at(plan, "T-1"), person=id_of(person))
    handed = after("entity.archive", at(plan, "H-1"), to=id_of("H-2"))
    (assignment,) = handed.rows("assignments").values()
    assert (assignment.person, assignment.units) == (id_of("H-2"), 200)  # type: ignore[attr-defined]


def test_nobody_takes_over_from_themselves() -> None:
    plan = a_workspace(a_project(), a_task("T-1", owner=id_of("H-1")), a_person("H-1", "Ann"))
    with pytest.raises(Refused, match="takes over from themselves"):
        proposed("entity.archive", at(plan, "H-1"), to=id_of("H-1"))


def test_only_the_acts_that_end_something_say_so_in_the_catalogue() -> None:
    assert [action.id for action in CATALOGUE.values() if action.ends] == [
        "entity.archive",
        "scenario.apply",
    ]
