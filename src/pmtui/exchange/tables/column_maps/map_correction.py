"""This file says what each column of a table is meant as, and corrects the map where it is not."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.column_map import (
    LEFT_OUT,
    Level,
    TableMap,
    fields_for,
    holes,
    with_field,
)
from pmtui.exchange.tables.column_maps.map_guess import column_fed, marks_of
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.components import ComponentKind
from pmtui.model.workspace.schema import field_spec

ABOVE: Final = "above."
"""What the meaning of a column begins with that names a component above the row."""
_LEVELS: Final[tuple[ComponentKind, ...]] = ("portfolio", "program", "project")


def headers_of(sheet: Sheet) -> tuple[str, ...]:
    """The names of a table's columns, each once; a column without a name cannot be meant."""
    return tuple(dict.fromkeys(header for header in sheet.headers if header))


def samples(sheet: Sheet, header: str, most: int = 4, rows: int = 200) -> tuple[str, ...]:
    """Some different cells of a column, from its first rows."""
    found: dict[str, None] = {}
    for row in sheet.rows[:rows]:
        for at in sheet.places(header)[:1]:
            text = " ".join(row.cells[at].split())
            if text:
                found[text] = None
        if len(found) == most:
            break
    return tuple(found)


def meanings_of(mapping: TableMap, header: str) -> tuple[str, ...]:
    """What a column is meant as: fields, or `above.project`; none where it is left out."""
    name = folded(header)
    fed = [
        column_map.field
        for column_map in mapping.column
        if column_map.field and name in {folded(text) for text in column_map.headers}
    ]
    levels = [
        ABOVE + level.kind
        for level in mapping.above
        if name in {folded(hole) for hole in (*holes(level.name), *holes(level.code))}
    ]
    return (*levels, *fed)


def meanings_for(mapping: TableMap, header: str) -> Iterator[tuple[str, str]]:
    """What a column may be meant as, each with a word on it; the empty one leaves it out."""
    yield LEFT_OUT, "not imported"
    if not set("{}") & set(header):
        for kind in _levels_above(mapping):
            yield ABOVE + kind, f"the name of its {kind}"
    for field in fields_for(mapping.rows):
        if field:
            spec = field_spec(mapping.table, field)
            told = _KINDS.get(spec.kind, "") if spec is not None else ""
            yield field, _ABOUT.get(field, told)


def corrected(mapping: TableMap, sheet: Sheet, header: str, meaning: str) -> TableMap:
    """The map with one column meant as something else; what was meant so before is left out."""
    rest = _without_level(mapping, sheet, header)
    if not meaning.startswith(ABOVE):
        values = {name: dict(table) for name, table in rest.values.items()}
        column = column_fed(sheet, header, meaning, rest.rows, values)
        fed = with_field(rest, header, meaning)
        again = msgspec.structs.replace(fed, column=(*fed.column[:-1], column), values=values)
        return _guessed_anew(mapping, again, sheet)
    kind = meaning.removeprefix(ABOVE)
    columns = tuple(column_map for column_map in with_field(rest, header, LEFT_OUT).column[:-1])
    levels = [level for level in rest.above if level.kind != kind]
    levels += [Level(kind=level, name=f"{{{header}}}") for level in _LEVELS if level == kind]
    levels.sort(
        key=lambda level: _LEVELS.index(level.kind) if level.kind in _LEVELS else len(_LEVELS)
    )
    return msgspec.structs.replace(rest, column=columns, above=tuple(levels))


def _guessed_anew(before: TableMap, after: TableMap, sheet: Sheet) -> TableMap:
    """The map with its order of dates and decimal mark guessed from the columns it has now.

    What somebody has chosen stays.
    """
    old, new = marks_of(sheet, before), marks_of(sheet, after)
    kept = (before.date_order, before.decimal)
    return (
        after if kept != old else msgspec.structs.replace(after, date_order=new[0], decimal=new[1])
    )


def _levels_above(mapping: TableMap) -> tuple[ComponentKind, ...]:
    """The kinds of components that may stand above a row: a project has none of its own kind."""
    return _LEVELS if mapping.table != "components" else _LEVELS[:2]


def _without_level(mapping: TableMap, sheet: Sheet, header: str) -> TableMap:
    """The map with no component named by a column; tasks keep a project of the table's name."""
    name = folded(header)
    kept = [
        level
        for level in mapping.above
        if name not in {folded(hole) for hole in (*holes(level.name), *holes(level.code))}
    ]
    if mapping.rows == "task" and not any(level.kind == "project" for level in kept):
        kept.append(Level(kind="project", name=sheet.name.replace("{", "").replace("}", "")))
    return msgspec.structs.replace(mapping, above=tuple(kept))


_KINDS: Final[Mapping[str, str]] = {
    "reference": "a name or key",
    "date": "a day",
    "minutes": "working time: 3d, 2h",
    "money": "an amount",
    "percent": "a share: 40 %",
    "tags": "words separated by commas",
    "int": "a whole number",
    "choice": "one of some words",
    "bool": "yes or no",
    "prose": "text of several lines",
}
_ABOUT: Final = {
    "status": "the column of the board, or how far it is",
    "parent": "the task it lies under",
    "level": "how deep it lies in the outline",
    "wbs": "its place in the outline, as 1.2.3",
    "number": "its number, as other rows name it",
    "also": "what other rows call it too, as parent or predecessor",
    "predecessors": "the tasks it waits for",
    "assignees": "people at work on it",
    "key": "pmtui's own key: the row is found again by it",
    "code": "what the row is found again by",
    "remark": "a remark on the row",
}
