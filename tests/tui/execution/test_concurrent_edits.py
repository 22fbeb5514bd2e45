"""This file tests that what is typed goes to what it was asked for, whatever others do meanwhile.

The actions come from the catalogue: a new key that opens a line, letters or a preview is tried
like all others, in every view in which it is bound.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pytest

from pmtui.actions.catalogue import CATALOGUE, holds_in
from pmtui.actions.core.action import Action, Target
from pmtui.model.changes.ops import Ops, delete, edit
from pmtui.model.merging.outcome import Committed
from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.keys.typed_keys import textual_name
from tests.conftest import id_of
from tests.tui.app.test_session_news import with_bob
from tests.tui.stage import Stage, Start

PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "board": ("board", "T-2"), "roadmap": ("roadmap", "T-2"), "risks": ("risks", "R-1"),
    "log": ("log", "A-1"), "overview": ("overview", ""), "detail": ("board", "T-2"),
    "tree": ("board", "P-1"),
}  # fmt: skip
"""The view of each context, and what the cursor stands on there."""
ANSWERS: Final[Mapping[str, str]] = {
    "text": "Other words", "prose": "Other words", "component": "P-2", "link": "T-4",
    "quick": "Other words", "person": "Bob Bell", "int": "2", "column": "Doing",
}  # fmt: skip
"""What is typed for an argument, by its kind."""
OWN_ANSWERS: Final[Mapping[str, str]] = {"after": "1d", "gap": "2d", "by": "+1d"}
"""What is typed for an argument, by its name."""

_ADDING: Final = frozenset({"entity.add", "baseline.take", "task.issue"})
"""Actions that add to the place shown, whatever is under the cursor."""
_ON_PROJECT: Final = frozenset({"baseline.take", "project.reschedule"})
"""Actions that are done to the project of what is under the cursor."""


_IDLE: Final = frozenset({"move", "select", "tree", "find", "judge", "ask", "other"})
"""Groups of actions that edit nothing."""
_NO_EDIT: Final = frozenset(
    {
        "open", "drafts", "import", "store.save_as", "edit.external", "history.undo",
        "history.redo", "links.shown", "row.fold", "time.nearer", "time.farther", "time.fit",
        "time.today", "time.bar",
    }
)  # fmt: skip
"""Actions of other groups that edit nothing, or open nothing in the screen: the person's editor
has tests of its own. One that is not named here is tried."""


def opening() -> Iterator[tuple[Action, str]]:
    """Every action that may ask something before it edits, with every context it has a key in."""
    for action in CATALOGUE.values():
        if not action.keys or action.group in _IDLE or action.id in _NO_EDIT:
            continue
        asks = any(arg.asked for arg in action.args) or action.moves or action.ends
        if action.propose is None or asks:
            yield from ((action, one) for one in PLACES if holds_in(action, one))


async def stand(stage: Stage, context: str) -> Target | None:
    """Put the cursor where the keys of a context hold; what it stands on."""
    key = PLACES[context][1]
    if context == "tree":
        stage.main.focus_pane(in_tree=True)
        await stage.rest()
        return stage.pane.target
    if key and not stage.pane.follow(id_of(key)):
        await stage.press("right_square_bracket")
        stage.pane.follow(id_of(key))
    await stage.settle()
    if context == "detail":
        await stage.press("enter")
    return stage.pane.target


async def look_for(stage: Stage, target: Target, context: str) -> None:
    """Filter the view so that it shows what is under the cursor."""
    word = looked_for(stage.workspace, target)
    if context in {"tree", "overview"} or not word:
        pytest.skip("nothing is filtered there")
    await stage.press(*(("escape",) if context == "detail" else ()), "slash")
    await stage.type(f"{word}\n")
    assert stage.pane.follow(target.id)
    await stage.settle()
    if context == "detail":
        await stage.press("enter")


async def answer(stage: Stage, action: Action) -> None:
    """Give the answers that are still wanted, in whatever way they are asked for."""
    for _ in range(6):
        letters = stage.main.keys._letters.letters  # type: ignore[attr-defined]
        line = stage.main.keys._line  # type: ignore[attr-defined]
        if letters:
            wanted = next((key for key in ("p", "t", "enter", "1") if key in letters), min(letters))
            await stage.press(textual_name(wanted) if len(wanted) == 1 else wanted)
        elif line.is_asking:
            await stage.answer(typed_for(action, line.question.given))
        else:
            return


def typed_for(action: Action, given: Mapping[str, Any]) -> str:
    """What is typed for the argument that is asked now."""
    wanted = next((arg for arg in action.args if arg.asked and arg.name not in given), None)
    if wanted is None:
        return "Other words"
    return OWN_ANSWERS.get(wanted.name) or ANSWERS[wanted.kind]


def archived(workspace: Workspace, target: Target) -> Ops:
    """It is archived."""
    row = workspace.get(target.table, target.id)
    return edit(target.table, row, archived=True) if hasattr(row, "archived") and row else ()


def moved(workspace: Workspace, target: Target) -> Ops:
    """It is moved to another project."""
    row = workspace.get(target.table, target.id)
    if row is None or target.table == "components":
        return ()
    links = [
        one for one in workspace.links.values() if target.id in {one.predecessor, one.successor}
    ]
    there: dict[str, Any] = {"component": id_of("P-2")}
    if target.table == "tasks":
        there["column"] = workspace.board_of(id_of("P-2"))[0].id
    return (*(delete("links", one) for one in links), *edit(target.table, row, **there))


def renamed(workspace: Workspace, target: Target) -> Ops:
    """It has another name."""
    row = workspace.get(target.table, target.id)
    field = next(name for name in ("name", "title", "text") if hasattr(row, name))
    return edit(target.table, row, **{field: "Renamed by bob"}) if row else ()


def deleted(workspace: Workspace, target: Target) -> Ops:
    """It is deleted, with what leans on it."""
    row = workspace.get(target.table, target.id)
    if row is None or target.table == "components":
        return ()
    links = [
        one for one in workspace.links.values() if target.id in {one.predecessor, one.successor}
    ]
    checks = [
        one for one in workspace.rows("checks").values() if getattr(one, "task", 0) == target.id
    ]
    return (
        *(delete("links", one) for one in links),
        *(delete("checks", one) for one in checks),
        delete(target.table, row),
    )


def moved_away(workspace: Workspace, target: Target) -> Ops:
    """It stands in another column of its board."""
    row = workspace.tasks.get(target.id) if target.table == "tasks" else None
    if row is None:
        return ()
    columns = [one.id for one in workspace.board_of(row.component)]
    return edit("tasks", row, column=columns[(columns.index(row.column) + 3) % len(columns)])


def filtered_out(workspace: Workspace, target: Target) -> Ops:
    """The filter finds it no longer: it has no word left that was looked for."""
    return () if target.table == "components" else renamed(workspace, target)


Meddling = Callable[[Workspace, Target], Ops]
MEDDLINGS: Final[tuple[Meddling, ...]] = (
    archived, moved, renamed, deleted, moved_away, filtered_out,
)  # fmt: skip
"""What another person does to what somebody has a line, letters or a preview open on."""


def looked_for(workspace: Workspace, target: Target) -> str:
    """A word by which a filter finds a row, and hardly any other."""
    row = workspace.get(target.table, target.id)
    names = ("name", "title", "text")
    title = next((str(getattr(row, name)) for name in names if hasattr(row, name)), "")
    return max(title.split(), key=len, default="")


def overwritten(ops: Ops, shown: Workspace, after: Workspace) -> list[str]:
    """What another person did that no longer stands, though nobody was asked about it."""
    found = []
    for op in ops:
        was, now = shown.get(op.table, op.id), after.get(op.table, op.id)
        if was is None and now is not None:
            found.append(f"{op.table} {now.key or op.id} is back")
        elif op.op == "set" and was is not None and now is not None:
            values = getattr(was, op.field), getattr(now, op.field)
            if values[0] != values[1]:
                found.append(f"{now.key} {op.field}: {values[0]} -> {values[1]}")
    return found


def strangers(before: Workspace, after: Workspace, target: Target, action_id: str) -> list[str]:
    """What differs between two workspaces that is neither the target nor about it."""
    found = []
    for table, rows in after.tables.items():
        for row in rows.values():
            was = before.get(table, row.id)
            if was == row or (table, row.id) == (target.table, target.id):
                continue
            states = [one for one in (was, row) if one is not None]
            values = [getattr(one, name) for one in states for name in one.__struct_fields__]
            if target.id in values or (was is None and action_id in _ADDING):
                continue
            if action_id in _ON_PROJECT and table == "components":
                continue
            found.append(f"{table} {row.key or row.id}: {was} -> {row}")
    return found


def cases() -> Iterator[Any]:
    """Each of them with one thing that others do to its object; with all of them at length."""
    for at, (action, context) in enumerate(opening()):
        for place, meddling in enumerate(MEDDLINGS):
            if "PMTUI_TRIES" in os.environ or at % len(MEDDLINGS) == place:
                name = f"{action.id}-{context}-{meddling.__name__}"
                yield pytest.param(action, context, meddling, id=name)


@pytest.mark.parametrize(("action", "context", "meddling"), [*cases()])
async def test_what_is_asked_for_one_thing_is_never_done_to_another(
    action: Action, context: str, meddling: Meddling
) -> None:
    async with with_bob(Start(view=PLACES[context][0], size=(160, 45))) as (stage, bob):
        target = await stand(stage, context)
        if target is None:
            pytest.skip("nothing is under the cursor there")
        if meddling is filtered_out:
            await look_for(stage, target, context)
        await stage.press(textual_name(action.keys[0]) if len(action.keys[0]) == 1
                          else action.keys[0])  # fmt: skip
        if stage.main.keys.is_free:
            pytest.skip("it is not for what is under the cursor")
        ops = meddling(bob.session.workspace, target)
        if not ops:
            pytest.skip("that cannot be done to it")
        assert isinstance(bob.session.submit(ops, "x", agreed=True).wait(), Committed)
        await stage.until(lambda: stage.workspace.revision == bob.session.workspace.revision)
        await stage.rest()
        before = stage.workspace
        await answer(stage, action)
        await stage.settle()
        assert strangers(before, stage.workspace, target, action.id) == []
        assert overwritten(ops, before, stage.workspace) == []
