"""This file offers what may come next in a partly typed filter, quick-add line or value."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from pmtui.model.entities.entity import is_archived, title_of
from pmtui.model.entities.people import Person
from pmtui.model.workspace.schema import FieldSpec, field_spec, field_specs
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.fields.aliases import resolve_name, settable
from pmtui.query.fields.catalogue import fields_of, states_of
from pmtui.query.fields.definition import Field
from pmtui.query.values.entity_names import ME, slug
from pmtui.query.values.field_readers import choices_of

DATES: Final = ("today", "tomorrow", "mon", "fri", "+1w", "+1m", "eow", "eom", "eoq")
"""Dates that are offered; many more are understood."""
MOST: Final = 40
"""Most completions offered at once."""

_COMMON: Final = frozenset(
    {"due", "in", "is", "key", "level", "owner", "priority", "score", "state", "status", "tags"}
)
"""Fields that are offered before the others."""
_SIGNS: Final = ("#", "@")
_NAMES_AT_MOST: Final = 2_000
_FILTER_WORD: Final = re.compile(r'(?:^|[\s(|])-*(?P<word>[^\s()|"-][^\s()|"]*|)$')
_QUICK_WORD: Final = re.compile(r'(?:^|\s)(?P<word>[^\s"]*)$')
_VALUE: Final = re.compile(r"(?P<name>[A-Za-z][\w-]*)(?P<sign>:|[<>!]?=|[<>])(?P<list>.*)$")


class Completion(msgspec.Struct, frozen=True):
    """One text that may stand in the place of what is typed from `start` to `end`."""

    text: str
    start: int
    end: int
    help: str = ""
    """What it is."""


def complete_filter(
    workspace: Workspace, table: str, text: str, cursor: int
) -> tuple[Completion, ...]:
    """What may stand at the cursor of a filter: fields, and for a field its values."""
    found = _FILTER_WORD.search(text[:cursor])
    if found is None:
        return ()
    word, start = found["word"], found.start("word")
    if word[:1] in _SIGNS:
        return _after_sign(workspace, table, word, start)
    value = _VALUE.match(word)
    known = fields_of(table)
    if value is None:
        fields = (
            (f"{other_field.name}:", other_field.help)
            for other_field in _common_first(known.values())
        )
        return _offered((*fields, ("sort:", "the order, as sort:due")), word, start, cursor)
    typed, at = _last_of_list(value["list"], start + value.start("list"))
    if value["name"].casefold() == "sort":
        fields = (
            (other_field.name, other_field.help) for other_field in _common_first(known.values())
        )
        return _offered(fields, typed, at, cursor)
    field = known.get(resolve_name(table, value["name"], known))
    if field is None:
        return ()
    return _offered(_filter_values(workspace, table, field), typed, at, cursor)


def complete_quick_add(
    workspace: Workspace, table: str, text: str, cursor: int, component: int = 0
) -> tuple[Completion, ...]:
    """What may stand at the cursor of a quick-add line: people, tags, fields and their values."""
    found = _QUICK_WORD.search(text[:cursor])
    if found is None:
        return ()
    word, start = found["word"], found.start("word")
    if word[:1] in _SIGNS:
        return _after_sign(workspace, table, word, start)
    names = [spec.name for spec in settable(table)]
    value = _VALUE.match(word)
    if value is None or value["sign"] != ":":
        fields = ((f"{spec.name}:", spec.label) for spec in settable(table)) if word else ()
        return _offered(fields, word, start, cursor)
    spec = field_spec(table, resolve_name(table, value["name"], names))
    if spec is None:
        return ()
    typed, at = value["list"], start + value.start("list")
    return _offered(_values(workspace, table, spec, component), typed, at, cursor)


def complete_value(
    workspace: Workspace, table: str, spec: FieldSpec, text: str, component: int = 0
) -> tuple[Completion, ...]:
    """What may stand in the place of a whole typed value of a field."""
    return _offered(_values(workspace, table, spec, component), text, 0, len(text))


def complete_named(
    workspace: Workspace, table: str, text: str, component: int = 0
) -> tuple[Completion, ...]:
    """What may stand in the place of a whole text that names an entity of a table."""
    return _offered(_named(workspace, table, component), text, 0, len(text))


_Offer = tuple[str, str]


def _after_sign(workspace: Workspace, table: str, word: str, start: int) -> tuple[Completion, ...]:
    offers = _people(workspace) if word[0] == "@" else _tags(workspace, table, "tags")
    return _offered(offers, word[1:], start + 1, start + len(word))


def _offered(offers: Iterable[_Offer], typed: str, start: int, end: int) -> tuple[Completion, ...]:
    wanted = typed.casefold()
    begins: list[Completion] = []
    within: list[Completion] = []
    for text, about in dict.fromkeys(offers):
        folded = text.casefold()
        if folded.startswith(wanted):
            begins.append(Completion(text, start, end, about))
        elif wanted and (wanted in folded or _has_name(about, wanted)):
            within.append(Completion(text, start, end, about))
    return tuple((begins + within)[:MOST])


def _common_first(fields: Iterable[Field]) -> list[Field]:
    return sorted(fields, key=lambda field: (field.name not in _COMMON, field.name))


def _has_name(about: str, wanted: str) -> bool:
    """Whether a name beside a key or handle has a word that starts as typed."""
    return about[:1].isupper() and f" {wanted}" in f" {about.casefold()}"


def _last_of_list(values: str, start: int) -> tuple[str, int]:
    before, comma, last = values.rpartition(",")
    return last, start + len(before) + len(comma)


def _filter_values(workspace: Workspace, table: str, field: Field) -> Iterator[_Offer]:
    if field.kind in {"choice", "flag"}:
        yield from ((choice, "") for choice in (*field.choices, *field.flags))
    elif field.kind == "yes":
        yield from (("yes", ""), ("no", ""))
        return
    elif field.kind == "date":
        yield from ((date, "") for date in DATES)
    elif field.kind == "tags":
        yield from _tags(workspace, table, field.name)
    elif field.kind == "component":
        yield from _named(workspace, "components", 0, field.within)
    elif field.kind in {"reference", "people"} and field.refers:
        yield from _named(workspace, field.refers, 0)
    if field.kind != "flag":
        yield from (("none", "where there is no value"), ("any", "where there is one"))


def _values(workspace: Workspace, table: str, spec: FieldSpec, component: int) -> Iterator[_Offer]:
    if spec.name == "state" and spec.kind == "text":
        yield from ((state, "") for state in states_of(table))
    elif spec.kind == "choice":
        yield from ((choice, "") for choice in choices_of(spec) if choice)
    elif spec.kind == "bool":
        yield from (("yes", ""), ("no", ""))
    elif spec.kind == "date":
        yield from ((date, "") for date in DATES)
    elif spec.kind == "tags":
        yield from _tags(workspace, table, spec.name)
    elif spec.kind == "reference":
        yield from _named(workspace, spec.refers, component)


def _named(workspace: Workspace, table: str, component: int, kind: str = "") -> Iterator[_Offer]:
    if table == "people":
        yield from _people(workspace)
        return
    rows = workspace.rows(table)
    if table == "columns":
        board = workspace.board_of(component) if component else rows.values()
        yield from ((slug(title_of(row)), "") for row in board)
        return
    if len(rows) > _NAMES_AT_MOST:
        return
    for row in rows.values():
        if is_archived(row) or (kind and getattr(row, "kind", "") != kind):
            continue
        name = slug(title_of(row)) if table == "components" else row.key
        yield (name or row.key, title_of(row))


def _people(workspace: Workspace) -> Iterator[_Offer]:
    yield (ME, "the person at the keyboard")
    for row in workspace.people.values():
        if not is_archived(row):
            yield (_handle(row), row.name)


def _handle(person: Person) -> str:
    return next(iter(person.logins), "") or slug(person.name) or person.key


def _tags(workspace: Workspace, table: str, name: str) -> list[_Offer]:
    if all(spec.name != name for spec in field_specs(table)):
        return []
    rows = workspace.rows(table).values()
    used = {tag for row in rows for tag in getattr(row, name)}
    return [(tag, "") for tag in sorted(used, key=str.casefold)]
