"""This file says where a person stands in the portfolio tree and how much they see from there."""

from collections.abc import Iterable, Sequence
from itertools import chain, compress
from operator import attrgetter, not_
from typing import Final, Literal

import msgspec

from pmtui.model.rules.life_cycles import HOLDERS, is_put_away
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError, UnknownNameError, did_you_mean, either, listed
from pmtui.query.values.entity_names import (
    candidate,
    no_such_key,
    normal_key,
    slug,
    with_article,
    word_of_key,
)

Lens = Literal["project", "program"]
"""How much is shown: a project manager's everything, or a program manager's roll-up."""

WHOLE: Final = frozenset({"", ".", "/"})
"""What people type for the whole store."""

STORE_WIDE: Final = frozenset(name for name, spec in TABLES.items() if spec.home == "store")
"""Tables whose rows are the same wherever one stands."""


class Scope(msgspec.Struct, frozen=True):
    """A component and the lens it is looked at through; component 0 is the whole store."""

    component: int = 0
    lens: Lens = "program"


def scope_at(workspace: Workspace, component_id: int) -> Scope:
    """The scope of a component with its own lens: project for projects and operations."""
    row = workspace.components.get(component_id)
    is_project = row is not None and row.kind in {"project", "operation"}
    return Scope(component_id, "project" if is_project else "program")


def component_ids(workspace: Workspace, scope: Scope) -> frozenset[int]:
    """The components of a scope: its own and all below it but what is archived."""
    return frozenset(workspace.subtree(scope.component, archived=False))


def ids_in(
    workspace: Workspace, table: str, scope: Scope, *, archived: bool = False
) -> tuple[int, ...]:
    """The rows of a table in a scope, without archived ones unless they are asked for.

    Args:
        workspace: where to look.
        table: the table; people, rates and the like are the same in every scope.
        scope: the component; with 0 rows that belong to no component are in it too.
        archived: whether archived rows, and those of archived components or hanging on archived
            tasks, are wanted as well.
    """
    rows = workspace.rows(table)
    within: Iterable[int] = workspace.subtree(scope.component, archived=archived)
    found: Iterable[int]
    if table in STORE_WIDE:
        found = rows
    elif table == "components":
        found = within
    else:
        places = within if scope.component else (0, *within)
        found = chain.from_iterable(map(workspace.index(table, "component").ids, places))
    if archived or not rows:
        return tuple(found)
    if table in HOLDERS:
        return tuple(row_id for row_id in found if not is_put_away(workspace, table, rows[row_id]))
    if "archived" not in TABLES[table].type.__struct_fields__:
        return tuple(found)
    ids = tuple(found)
    is_away = map(attrgetter("archived"), map(rows.__getitem__, ids))
    return tuple(compress(ids, map(not_, is_away)))


def resolve(workspace: Workspace, text: str) -> int:
    """The component a SCOPE text names: a key, an id, a name or a path such as `acme/website`.

    Each part of a path is a name as in a path or its unique start; the first part may stand
    anywhere in the tree where nothing at the top is called so. `.` is the whole store, 0.

    Raises:
        UnknownNameError: nothing is called so.
        QueryError: several are; says their paths.
    """
    typed = text.strip()
    if typed in WHOLE:
        return 0
    found = _of_key(workspace, typed)
    if found:
        return found
    at = 0
    walked = ""
    for part in filter(None, typed.split("/")):
        below = workspace.children(at)
        if not at and not _called(workspace, below, part):
            below = tuple(workspace.components)
        at = _one(workspace, below, part, walked)
        walked = path_text(workspace, at)
    return at


def path_text(workspace: Workspace, component_id: int) -> str:
    """The path of a component from the top, `acme/website/site-build`; empty for the store."""
    chain = [component_id, *workspace.ancestors(component_id)] if component_id else []
    rows = workspace.components
    names = (
        slug(rows[row_id].name) or rows[row_id].key for row_id in reversed(chain) if row_id in rows
    )
    return "/".join(names)


def _of_key(workspace: Workspace, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 16:
        if int(text) in workspace.components:
            return int(text)
        raise UnknownNameError(text, f"no component has the id {text}")
    found = workspace.by_key(text) if normal_key(text) else None
    if found is None:
        return 0
    table, row = found
    if table != "components":
        raise QueryError(f"{row.key} is {with_article(word_of_key(row.key))}, not a component")
    return row.id


def _called(workspace: Workspace, candidates: Sequence[int], part: str) -> tuple[int, ...]:
    wanted = slug(part)
    rows = workspace.components
    if not wanted:
        return ()
    exact = tuple(row_id for row_id in candidates if slug(rows[row_id].name) == wanted)
    close = tuple(row_id for row_id in candidates if slug(rows[row_id].name).startswith(wanted))
    live = tuple(row_id for row_id in exact or close if not rows[row_id].archived)
    return live or exact or close


def _one(workspace: Workspace, candidates: Sequence[int], part: str, walked: str) -> int:
    found = _called(workspace, candidates, part)
    if len(found) == 1:
        return found[0]
    if found:
        names = [
            candidate(workspace, "components", component_id, path_text(workspace, component_id))
            for component_id in found
        ]
        raise QueryError(f"{part!r} can be {len(found)} components", hint=f"write {either(names)}")
    if normal_key(part):
        raise UnknownNameError(part, no_such_key(part))
    names = [slug(workspace.components[component_id].name) for component_id in candidates]
    where = f"nothing in {walked}" if walked else "no component"
    hint = did_you_mean(part, names)
    if not hint and names:
        hint = f"there is {listed(sorted(names))}"
    raise UnknownNameError(part, f"{where} is called {part!r}", hint)
