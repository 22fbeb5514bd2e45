"""This file finds entities by what people call them: key, id, path, name, initials or login."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.entities.people import Person, initials_of
from pmtui.model.ids import key_parts, key_text
from pmtui.model.workspace.schema import TABLE_OF_PREFIX, TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError, UnknownNameError, did_you_mean, either, listed

ME: Final = "me"
"""The word for the person at the keyboard."""
_LONGEST_ID: Final = 16


def slug(text: str) -> str:
    """A name as it stands in a path: lower case without accents, words joined by `-`."""
    if text.isascii():
        plain = text.casefold()
    else:
        parts = unicodedata.normalize("NFKD", text.casefold())
        plain = "".join(mark for mark in parts if not unicodedata.combining(mark))
    return "-".join("".join(mark if mark.isalnum() else " " for mark in plain).split())


def find(workspace: Workspace, table: str, text: str, *, me: int = 0, component: int = 0) -> int:
    """The id of the one entity of a table that a text names.

    Args:
        workspace: where to look.
        table: the table to look in.
        text: a key, an id, a name or its unique start; `me` for a person.
        me: the person at the keyboard; 0 where nobody carries the login.
        component: narrows a column to its board.

    Raises:
        UnknownNameError: nothing is called so.
        QueryError: several are.
    """
    found = named(workspace, table, text, me=me, component=component)
    if len(found) > 1:
        reason = f"{text!r} can be {len(found)} {table.replace('_', ' ')}"
        candidates = [candidate(workspace, table, row_id) for row_id in found]
        raise QueryError(reason, hint=f"write {either(candidates)}")
    return found[0]


def named(
    workspace: Workspace,
    table: str,
    text: str,
    *,
    me: int = 0,
    component: int = 0,
    kind: str = "",
) -> tuple[int, ...]:
    """Ids of all entities of a table that a text names equally well, at least one.

    A key, an id, initials, a login or a whole name goes before the start of a name, and that
    before the start of a word in it; entities that are not archived go before archived ones.

    Args:
        workspace: where to look.
        table: the table to look in.
        text: what was typed.
        me: the person at the keyboard; 0 where nobody carries the login.
        component: narrows a column to its board.
        kind: looks among entities of that kind only; a key may name any.

    Raises:
        UnknownNameError: nothing is called so.
        QueryError: the text is empty, or `me` where nobody carries the login.
    """
    typed = text.strip()
    if not typed:
        raise QueryError(f"a {TABLES[table].word} is missing")
    if table == "people" and typed.casefold() == ME:
        return (_myself(me),)
    by_key = _of_key(workspace, table, typed)
    if by_key:
        return (by_key,)
    rows = _candidates(workspace, table, component, kind)
    for level in _BY_SLUG if table in _SHORT_TABLES else _BY_TITLE:
        found = tuple(row_id for row_id, row in rows.items() if level(row, typed))
        live = tuple(row_id for row_id in found if not is_archived(rows[row_id]))
        if live or found:
            return live or found
    other = workspace.by_key(typed) if normal_key(typed) else None
    if other is not None:
        raise _of_another_kind(typed, other[1].key, kind or TABLES[table].word)
    raise _unknown(typed, kind or TABLES[table].word, rows)


def _myself(me: int) -> int:
    if not me:
        hint = "link your login to a person first, or name one"
        raise QueryError("nobody here carries your login, so 'me' is nobody", hint=hint)
    return me


def _of_another_kind(text: str, key: str, word: str) -> UnknownNameError:
    what = f"{key} is {with_article(word_of_key(key))}, not {with_article(word)}"
    return UnknownNameError(text, what)


def _unknown(text: str, word: str, rows: Mapping[int, Entity]) -> UnknownNameError:
    names = [title_of(row).casefold() for row in rows.values() if title_of(row)]
    hint = did_you_mean(text, names) if len(names) <= 5_000 else ""
    if not hint and 0 < len(names) <= 8:
        hint = f"there is {listed(sorted({title_of(row) for row in rows.values()}))}"
    return UnknownNameError(text, f"no {word} is called {text!r}", hint)


def candidate(workspace: Workspace, table: str, entity_id: int, called: str = "") -> str:
    """One of several that a name can mean: the key to write, and what tells it from the others."""
    row = workspace.get(table, entity_id)
    title = called or (title_of(row) if row is not None else "")
    if row is None or not row.key:
        return title or str(entity_id)
    return f"{row.key} ({title})" if title else row.key


def normal_key(text: str) -> str:
    """A key as it is stored: `t40`, `T40` and `T-40` are all `T-40`; empty when it is none."""
    parts = key_parts(text) if text.isascii() and len(text) <= _LONGEST_ID else None
    return key_text(*parts) if parts and parts[0] in TABLE_OF_PREFIX else ""


def with_article(word: str) -> str:
    """A kind of thing with its article: a task, an issue."""
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def word_of_key(key: str) -> str:
    """What the prefix of a key stands for: `risk` of `R-9`, `program` of `PG-1`."""
    prefix = (key_parts(key) or ("", 0))[0]
    spec = TABLES[TABLE_OF_PREFIX[prefix]]
    return next((kind for kind, own in spec.kinds if own == prefix), spec.word)


def no_such_key(key: str) -> str:
    """What to say of a key that nothing has, with the kind that was meant: `no risk R-9`."""
    return f"there is no {word_of_key(key)} {normal_key(key)}"


def _of_key(workspace: Workspace, table: str, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID:
        return int(text) if workspace.get(table, int(text)) is not None else 0
    found = workspace.by_key(text) if normal_key(text) else None
    if found is None or found[0] != table:
        return 0
    return found[1].id


def _candidates(
    workspace: Workspace, table: str, component: int, kind: str
) -> Mapping[int, Entity]:
    rows = workspace.rows(table)
    if table == "columns" and component:
        return {row.id: row for row in workspace.board_of(component)}
    if kind:
        return {row_id: row for row_id, row in rows.items() if getattr(row, "kind", "") == kind}
    return rows


def _is_exactly(row: Entity, text: str) -> bool:
    wanted = text.casefold()
    if title_of(row).casefold() == wanted:
        return True
    if isinstance(row, Person):
        logins = (login.casefold() for login in row.logins)
        return initials_of(row).casefold() == wanted or wanted in logins
    return str(getattr(row, "code", "")).casefold() == wanted


def _is_slug(row: Entity, text: str) -> bool:
    wanted = slug(text)
    return bool(wanted) and slug(title_of(row)) == wanted


def _slug_starts(row: Entity, text: str) -> bool:
    wanted = slug(text)
    return bool(wanted) and slug(title_of(row)).startswith(wanted)


def _slug_has(row: Entity, text: str) -> bool:
    wanted = slug(text)
    return bool(wanted) and f"-{wanted}" in slug(title_of(row))


def _title_starts(row: Entity, text: str) -> bool:
    return title_of(row).casefold().startswith(text.casefold())


def _title_has(row: Entity, text: str) -> bool:
    return f" {text.casefold()}" in title_of(row).casefold()


_BY_SLUG: Final = (_is_exactly, _is_slug, _slug_starts, _slug_has)
_BY_TITLE: Final = (_is_exactly, _title_starts, _title_has)
_SHORT_TABLES: Final = frozenset({"components", "people", "columns"})
"""Tables small enough to compare slugs row by row."""
