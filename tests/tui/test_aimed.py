"""This file tests that what is typed goes to what it was asked for, whatever others do meanwhile.

The actions come from the catalogue: a new key that opens a line, letters or a preview is tried
like all others, in every view in which it is bound.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.spec import Action, Target
from pmtui.model.ops import Ops, delete, edit
from pmtui.model.workspace import Workspace
from pmtui.session import Committed
from pmtui.tui.keynames import textual_name
from tests.conftest import id_of
from tests.tui.stage import Stage, Start
from tests.tui.test_incoming import with_bob

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


def opening() -> Iterator[tuple[Action, str]]:
    """Every action that edits and asks something first, with every context it has a key in."""
    for action in CATALOGUE.values():
        if action.propose is None or not action.keys:
            continue
        if not (any(arg.asked for arg in action.args) or action.moves):
            continue
        contexts = action.contexts
        if "any" in contexts:
            contexts = (*(one for one in PLACES if one != "tree"), *contexts)
        for context in dict.fromkeys(contexts):
            if context in PLACES:
                yield action, context


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


async def answer(stage: Stage, action: Action) -> None:
    """Give the answers that are still wanted, in whatever way they are asked for."""
    for _ in range(6):
        letters = stage.main.keys._letters  # type: ignore[attr-defined]
        line = stage.main.keys._line  # type: ignore[attr-defined]
        if letters is not None:
            keys = letters.letters
            wanted = next((one for one in ("p", "t", "enter", "1") if one in keys), min(keys))
            await stage.press(textual_name(wanted) if len(wanted) == 1 else wanted)
        elif line is not None and line.is_asking:
            await stage.answer(typed_for(action, line.typing[0].given))
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
    links = [one for one in workspace.links.values() if target.id in {one.giver, one.taker}]
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
    links = [one for one in workspace.links.values() if target.id in {one.giver, one.taker}]
    checks = [
        one for one in workspace.rows("checks").values() if getattr(one, "task", 0) == target.id
    ]
    return (
        *(delete("links", one) for one in links),
        *(delete("checks", one) for one in checks),
        delete(target.table, row),
    )


Meddling = Callable[[Workspace, Target], Ops]


def strangers(before: Workspace, after: Workspace, target: Target, action_id: str) -> list[str]:
    """What differs between two workspaces that is neither the target nor about it."""
    found = []
    for table, rows in after.tables.items():
        for row in rows.values():
            was = before.get(table, row.id)
            if was == row or (table, row.id) == (target.table, target.id):
                continue
            values = [getattr(row, name) for name in row.__struct_fields__]
            if target.id in values or (was is None and action_id in _ADDING):
                continue
            if action_id in _ON_PROJECT and table == "components":
                continue
            found.append(f"{table} {row.key or row.id}: {was} -> {row}")
    return found


def cases() -> Iterator[Any]:
    """Each of them with one thing that others do to its object; with all of them at length."""
    for at, (action, context) in enumerate(opening()):
        for place, meddling in enumerate((archived, moved, renamed, deleted)):
            if "PMTUI_TRIES" in os.environ or at % 4 == place:
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
