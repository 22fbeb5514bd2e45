"""This file turns entities into plain documents and back: references are keys, codes or names."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import msgspec

from pmtui.model.changes.ops import plain
from pmtui.model.entities.entity import Entity, Money, as_number, exponent, money_of, title_of
from pmtui.model.workspace.schema import (
    TABLES,
    FieldSpec,
    field_spec,
    field_specs,
    former_names,
    present_document,
    present_field,
    references,
    stored_document,
)
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.values.entity_names import find, normal_key

Document = Mapping[str, object]
"""One entity as plain JSON."""


class DocumentError(ValueError):
    """Says which field of a document cannot be read, and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field = field
        self.reason = reason


def document_of(workspace: Workspace, table: str, row: Entity) -> dict[str, object]:
    """An entity as a document: what is at its default is left out, references are readable.

    What a new row would start with instead of its default is written in any case.
    """
    document: dict[str, object] = plain(row)
    for name in TABLES[table].started:
        document.setdefault(name, plain(getattr(row, name)))
    for spec in field_specs(table):
        value = document.get(spec.name)
        if not value:
            continue
        row_id = as_number(value)
        if spec.kind == "reference":
            document[spec.name] = _called(workspace.get(spec.refers, row_id), row_id)
        elif spec.kind == "about":
            document[spec.name] = _called(workspace.entity(row_id), row_id)
        elif spec.kind == "money":
            money: Money = getattr(row, spec.name)
            document[spec.name] = {"amount": f"{money.decimal:f}", "currency": money.currency}
    for former, name in former_names(table).items():
        if name in document:
            document[former] = document[name]
    return document


def under_present_names(table: str, document: Document) -> Document:
    """A document without former names of fields, but where the two names say two things."""
    differing = {
        former: document[former]
        for former, name in former_names(table).items()
        if former in document and document.get(name, document[former]) != document[former]
    }
    return {**present_document(table, document), **differing}


def _called(row: Entity | None, entity_id: int) -> str | int:
    if row is None:
        return entity_id
    return row.key or title_of(row) or entity_id


class Names:
    """What the documents of one call and the workspace call their entities.

    Args:
        workspace: what is there already.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._coming: dict[str, dict[str | int, int]] = {table: {} for table in TABLES}
        self._several: set[tuple[str, str]] = set()

    def add(self, table: str, entity_id: int, document: Document) -> None:
        """Remember a document that others of the same call may refer to."""
        names = self._coming[table]
        names[entity_id] = entity_id
        key = document.get("key")
        if isinstance(key, str) and key:
            names[normal_key(key) or key] = entity_id
        name = document.get("name" if table == "people" else "code")
        if isinstance(name, str) and name and names.setdefault(name, entity_id) != entity_id:
            self._several.add((table, name))

    def known(self, table: str, value: object) -> int:
        """The id that a reference means; 0 for none.

        Raises:
            DocumentError: nothing is called so.
        """
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise DocumentError("", f"{value!r} is neither a key, a code nor an id")
        if not value:
            return 0
        coming = self._coming[table]
        if isinstance(value, int):
            if value not in coming and self._workspace.get(table, value) is None:
                raise DocumentError("", f"no {TABLES[table].word} has the id {value}")
            return value
        return self._of_text(table, value)

    def _of_text(self, table: str, value: str) -> int:
        coming, key = self._coming[table], normal_key(value)
        if key in coming:
            return coming[key]
        if (table, value) in self._several:
            raise DocumentError("", f"{value!r} is the name of several rows here: write a key")
        if value in coming:
            return coming[value]
        found = self._workspace.by_key(key) if key else None
        if found is not None and found[0] == table:
            return found[1].id
        return self._of_workspace(table, value)

    def anything(self, value: object) -> tuple[str, int]:
        """The table and id that a key or an id means, whatever it is.

        Raises:
            DocumentError: nothing is called so.
        """
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise DocumentError("", f"{value!r} is neither a key nor an id")
        name = (normal_key(value) or value) if isinstance(value, str) else value
        for table, coming in self._coming.items():
            if name in coming:
                return table, coming[name]
        found = self._workspace.by_key(value) if isinstance(value, str) else None
        if found is not None:
            return found[0], found[1].id
        held = self._workspace.table_of(value) if isinstance(value, int) else None
        if held is None or not isinstance(value, int):
            raise DocumentError("", f"nothing is called {value!r}")
        return held, value

    def _of_workspace(self, table: str, value: str) -> int:
        if field_spec(table, "code") is not None:
            by_code = self._workspace.ids_by(table, "code", value)
            if len(by_code) == 1:
                return by_code[0]
        if table != "people":
            raise DocumentError("", f"no {TABLES[table].word} has the key or code {value!r}")
        try:
            return find(self._workspace, table, value)
        except QueryError as error:
            raise DocumentError("", str(error)) from error


def values_of(
    table: str, document: Document, names: Names, old: Entity | None = None
) -> dict[str, object]:
    """The fields of a document with values of their type, but columns by name, still texts.

    Args:
        table: its table.
        document: names a field by its name, or by its former one.
        names: what references mean.
        old: the row as it is; of two names that say two things the one counts that differs from it.

    Raises:
        DocumentError: a field is unknown, or a value is not of its type.
    """
    differing = {name: document[name] for name in former_names(table) if name in document}
    if not differing:
        return _values(table, document, names)
    rest = {name: value for name, value in document.items() if name not in differing}
    values = _values(table, rest, names)
    former = _values(table, present_document(table, differing), names)
    return values | _changed_values(table, former, values, old)


def _values(table: str, document: Document, names: Names) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in document.items():
        spec = field_spec(table, name)
        if spec is None:
            known = ", ".join(other_spec.name for other_spec in field_specs(table))
            raise DocumentError(name, f"a {TABLES[table].word} has no such field; it has {known}")
        values[name] = value
    for spec in references(table):
        if spec.name in values and spec.refers != "columns":
            values[spec.name] = _resolved(spec, values[spec.name], names)
    if "about" in values:
        values["about_table"], values["about"] = _about(values["about"], names)
    for spec in field_specs(table):
        value = values.get(spec.name)
        if spec.kind == "about" and spec.name != "about" and isinstance(value, str):
            values[spec.name] = _about(value, names)[1]
    for name, value in values.items():
        if isinstance(value, dict):
            values[name] = _money(name, value)
    return values


def _changed_values(
    table: str, former: Mapping[str, object], values: Mapping[str, object], old: Entity | None
) -> dict[str, object]:
    """Of fields that stand under both names with two values, those under the former one to take."""
    taken: dict[str, object] = {}
    for name, value in former.items():
        now = plain(getattr(old, name)) if old is not None else None
        if now == values[name]:
            taken[name] = value
        elif old is None or now != value:
            known = next(old for old, new in former_names(table).items() if new == name)
            raise DocumentError(name, f"says another thing than {known}, its former name")
    return taken


def converted(table: str, values: Mapping[str, object]) -> Entity:
    """An entity of a table from all of its values.

    Raises:
        DocumentError: a value is not of its field's type, or a required one is missing.
    """
    try:
        entity: Entity = msgspec.convert(stored_document(table, values), TABLES[table].type)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$.")
        field = present_field(table, path.rstrip("`"))
        raise DocumentError(field, reason[:1].lower() + reason[1:]) from error
    return entity


def _resolved(spec: FieldSpec, value: object, names: Names) -> int:
    try:
        return names.known(spec.refers, value)
    except DocumentError as error:
        raise DocumentError(spec.name, error.reason) from error


def _about(value: object, names: Names) -> tuple[str, int]:
    try:
        return names.anything(value)
    except DocumentError as error:
        raise DocumentError("about", error.reason) from error


def _money(name: str, value: Mapping[str, object]) -> object:
    """Money with its amount as whole minor units or as decimal text in major units."""
    amount = value.get("amount")
    if not isinstance(amount, str):
        return dict(value)
    currency = str(value.get("currency", ""))
    try:
        major = Decimal(amount)
        money = money_of(major, currency)
    except (InvalidOperation, ValueError) as error:
        reason = "is no decimal number" if isinstance(error, InvalidOperation) else str(error)
        raise DocumentError(name, f"amount {amount!r} {reason}") from error
    if money.decimal != major:
        digits = exponent(currency)
        raise DocumentError(
            name, f"amount {amount!r} is too fine: {currency} has {digits} digits after the point"
        )
    return {**value, "amount": money.amount}
