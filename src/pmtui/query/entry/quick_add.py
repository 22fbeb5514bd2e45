"""This file reads a quick-add line, `Write copy !2 @ann #web due:fri`, into the fields it means."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType, SimpleNamespace
from typing import Final

import msgspec

from pmtui.model.entities.entity import as_number, as_words
from pmtui.model.rules.date_range import span_refusal
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_spec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.entry.kind_prefix import KINDS
from pmtui.query.entry.mistyped_fields import is_title_text, unknown_field
from pmtui.query.entry.tokens import Word, words
from pmtui.query.entry.value_spans import value_span
from pmtui.query.error import QueryError, UnknownNameError
from pmtui.query.fields.aliases import resolve_name, resolve_spec, settable
from pmtui.query.fields.catalogue import fields_of
from pmtui.query.values.durations import COUNTED, check_unit
from pmtui.query.values.entity_names import find, with_article
from pmtui.query.values.field_readers import ValueContext, choices_of
from pmtui.query.values.field_values import companion_fields, is_nothing, read_value
from pmtui.query.values.lengths import as_elapsed, read_length
from pmtui.query.values.scalars import tag_words

_TITLES: Final = ("name", "title", "text", "url", "currency", "role")
_AFTER: Final = "after"
_QUOTED: Final = "put it in quotes to keep it in the title"


class QuickAdd(msgspec.Struct, frozen=True, kw_only=True):
    """A new entity as a quick-add line asks for it; nothing is created yet."""

    table: str
    kind: str
    """The entity's kind; empty where the default holds."""
    title: str
    fields: Mapping[str, object]
    """Every field that was said, its title too, with values of their type."""
    unknown_people: tuple[str, ...] = ()
    """Names that nobody carries: create them, choose, or read again with `as_text`."""
    after: tuple[int, ...] = ()
    """Tasks it follows."""
    assignees: tuple[int, ...] = ()
    """People named after the owner, who are assigned to the task."""


def parse_quick_add(
    workspace: Workspace,
    table: str,
    line: str,
    today: date,
    *,
    kind: str = "",
    me: int = 0,
    component: int = 0,
    as_text: Collection[str] = (),
) -> QuickAdd:
    """What a quick-add line means for a table.

    Words make the title; `!2` is a priority, `@name` the owner, `#tag` a tag, `field:value` any
    field by its name or a friendly one; a text in quotes is title as it stands.

    Args:
        workspace: where names are looked up.
        table: the table of the new entity.
        line: as typed.
        today: what relative dates count from.
        kind: the entity's kind, such as `milestone`; empty for the default.
        me: the person at the keyboard; 0 where nobody carries the login.
        component: where it will be created; says which board a column is of.
        as_text: unknown names after `@` that are to stay in the title.

    Raises:
        QueryError: a value is not allowed, a field is given twice, or there is no title.
    """
    found = words(line)
    place = _place(found, ValueContext(workspace, today, me, component, table, kind))
    reader = _LineReader(ValueContext(workspace, today, me, place, table, kind), as_text)
    at = 0
    while at < len(found):
        at += reader.take(found[at], found[at + 1 :])
    return reader.result()


def title_field(table: str) -> str:
    """The field that holds what an entity of a table is called; empty where it has none."""
    return next((name for name in _TITLES if field_spec(table, name) is not None), "")


def _place(found: tuple[Word, ...], reading: ValueContext) -> int:
    """The component the line itself names, by a component or by a parent task."""
    place = reading.component
    for word in found:
        spec = _field_of(reading.table, word) if word.kind == "field" and word.text else None
        if spec is not None and spec.name == "component":
            place = as_number(_valued(spec, word, reading))
        elif spec is not None and spec.name == "parent":
            parent = reading.workspace.tasks.get(as_number(_valued(spec, word, reading)))
            place = parent.component if parent is not None else place
    return place


def _field_of(table: str, word: Word) -> FieldSpec | None:
    known = [spec.name for spec in settable(table)]
    return field_spec(table, resolve_name(table, word.name, known))


def _valued(spec: FieldSpec, word: Word, reading: ValueContext) -> object:
    try:
        return read_value(spec, word.text, reading)
    except UnknownNameError as error:
        name = word.name.casefold()
        if word.column == 1 and name in KINDS:
            more = f"a space after {word.name}: makes a new {name}"
            error.hint = f"{error.hint}; {more}" if error.hint else more
        raise error.at(word.column) from None
    except QueryError as error:
        raise error.at(word.column) from None


class _LineReader:
    """Gathers what the words of one line mean."""

    def __init__(self, reading: ValueContext, as_text: Collection[str]) -> None:
        self._reading = reading
        self._table = reading.table
        self._as_text = {name.casefold() for name in as_text}
        self._title: list[str] = []
        self._fields: dict[str, object] = {}
        self._unknown: list[str] = []
        self._after: list[int] = []
        self._assignees: list[int] = []
        self._units: dict[str, object] = {}
        self._lengths: dict[str, Word] = {}
        self._columns: dict[str, int] = {}
        self._marked = False

    def take(self, word: Word, following: tuple[Word, ...]) -> int:
        """Take in a word; how many of the line's words it used up."""
        used = 1
        if word.kind == "field":
            used = self._take_field(word, following)
        elif word.kind == "person":
            self._take_person(word)
        elif word.kind == "tag":
            self._add_tags(resolve_spec(self._table, "tags", word.column), word)
        elif word.kind == "priority":
            self._set(resolve_spec(self._table, "priority", word.column), word)
        elif word.kind == "quoted" or not self._take_kind(word):
            self._title.append(word.text)
        self._marked = self._marked or word.kind not in {"word", "quoted"}
        return used

    def result(self) -> QuickAdd:
        """What the line means, with its title among the fields."""
        name = title_field(self._table)
        title = " ".join(self._title)
        what = with_article(self._reading.kind or TABLES[self._table].called)
        if title and not name:
            hint = f"write field:value; there is {self._names()}"
            raise QueryError(f"{what} has no title, so {title!r} says nothing", hint=hint)
        if title:
            spec = resolve_spec(self._table, name)
            self._fields = {name: read_value(spec, title, self._reading), **self._fields}
        self._add_units()
        self._check_spans()
        if name and not str(self._fields.get(name, "")).strip():
            raise QueryError(f"{what} needs a {name}", hint="write it first, then its fields")
        return QuickAdd(
            table=self._table,
            kind=str(self._fields.get("kind", self._reading.kind)),
            title=str(self._fields.get(name, "")),
            fields=MappingProxyType(self._fields),
            unknown_people=tuple(dict.fromkeys(self._unknown)),
            after=tuple(dict.fromkeys(self._after)),
            assignees=tuple(dict.fromkeys(self._assignees)),
        )

    def _add_units(self) -> None:
        """Keep the unit in which a length was typed; a unit that the line names is meant for it."""
        for name, unit in self._units.items():
            if unit and self._fields.get(name, unit) != unit:
                text = name.replace("_", " ")
                raise QueryError(
                    f"the line says two things of {text}", hint="leave one of them out"
                )
            self._fields.setdefault(name, unit)
        self._count_lengths()

    def _count_lengths(self) -> None:
        """Beside `elapsed:yes` a length such as `3d` is meant around the clock."""
        day = self._reading.workspace.policy.minutes_per_day
        row = SimpleNamespace(**self._fields)
        by_clock = self._fields.get("elapsed") is True or self._fields.get("lag_unit") == "elapsed"
        for name, word in self._lengths.items():
            length = read_length(as_elapsed(word.text) if by_clock else word.text, day)
            check_unit(name, length, row, day)
            self._fields[name] = length.amount

    def _check_spans(self) -> None:
        """Refuse dates in the wrong order, at the last of them."""
        reason = span_refusal(self._table, SimpleNamespace(**self._fields), self._fields)
        if reason:
            named = (self._columns.get(spec) for pair in TABLES[self._table].spans for spec in pair)
            raise QueryError(reason, max(filter(None, named)))

    def _names(self) -> str:
        return ", ".join(spec.name for spec in settable(self._table))

    def _take_field(self, word: Word, following: tuple[Word, ...]) -> int:
        is_after = self._table == "tasks" and word.name.casefold() == _AFTER
        spec = _field_of(self._table, word)
        if spec is None and not is_after:
            self._take_unknown(word)
            return 1
        if not word.text:
            raise QueryError(f"a value after {word.name}: is missing", word.column, _QUOTED)
        if spec is None:
            self._take_after(word)
            return 1
        text, used = value_span(spec, word, following, self._reading)
        self._set(spec, msgspec.structs.replace(word, text=text))
        return 1 + used

    def _take_unknown(self, word: Word) -> None:
        known = fields_of(self._table)
        if word.text and resolve_name(self._table, word.name, known):
            reason = f"{word.name} follows from the other fields"
            raise QueryError(reason, word.column, _QUOTED)
        if is_title_text(self._table, word):
            self._title.append(word.whole)
            return
        raise unknown_field(self._table, self._reading.kind, word)

    def _take_after(self, word: Word) -> None:
        for text in word.text.split(","):
            try:
                self._after.append(find(self._reading.workspace, "tasks", text))
            except QueryError as error:
                raise error.at(word.column) from None

    def _take_person(self, word: Word) -> None:
        if word.text.casefold() in self._as_text:
            self._title.append(word.whole)
            return
        spec = resolve_spec(self._table, "owner", word.column)
        if self._table != "tasks" or spec.name not in self._fields:
            self._set(spec, word)
            return
        try:
            self._assignees.append(as_number(_valued(spec, word, self._reading)))
        except UnknownNameError as error:
            self._unknown.append(error.name)

    def _add_tags(self, spec: FieldSpec, word: Word) -> None:
        tags = (*as_words(self._fields.get(spec.name)), *tag_words(word.text))
        self._fields[spec.name] = tuple(dict.fromkeys(tags))

    def _take_kind(self, word: Word) -> bool:
        """Whether a bare word after the first mark is the kind: `Supplier late p:4 threat`."""
        spec = field_spec(self._table, "kind")
        if spec is None or not self._marked or TABLES[self._table].kinds:
            return False
        kinds = choices_of(spec)
        if word.text not in kinds or "kind" in self._fields:
            return False
        self._fields["kind"] = kinds[word.text]
        return True

    def _set(self, spec: FieldSpec, word: Word) -> None:
        if spec.is_set:
            self._add_tags(spec, word)
            return
        try:
            value = _valued(spec, word, self._reading)
        except UnknownNameError as error:
            if spec.refers != "people":
                raise
            self._unknown.append(error.name)
            return
        self._put(spec, value, word)
        if spec.name in COUNTED and not is_nothing(word.text):
            self._lengths[spec.name] = word
        self._units |= companion_fields(spec, word.text, self._reading)

    def _put(self, spec: FieldSpec, value: object, word: Word) -> None:
        if spec.name in self._fields:
            raise QueryError(f"{spec.label} is given twice", word.column)
        self._fields[spec.name] = value
        self._columns[spec.name] = word.column
