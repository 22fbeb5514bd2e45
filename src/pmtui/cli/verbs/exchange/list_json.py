"""This file reads back what `list --json` and `show --json` print, so that `apply` takes it in."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pmtui.cli.console.exit_codes import USAGE, Stop
from pmtui.cli.verbs.read.show import entity_json
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import fields_of
from pmtui.views.registers.listing import component_figures, plain_rows

Row = Mapping[str, Any]

_NAMES: Final = ("id", "key")
_FIGURE: Final = "own_baseline"
"""Stands in the rows of `list components` only where nobody chose columns."""


def is_listed(whole: Mapping[str, Any]) -> bool:
    """Whether a document is the answer of a reading verb and not one of tables."""
    return isinstance(whole.get("kind"), str) and ("rows" in whole or "entity" in whole)


def listed_rows(figures: Figures, whole: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The documents in what `list` or `show` printed, without what stands there anyway.

    A list shows figures beside what is stored, and some under the same name: the percentage of a
    done task. What equals the list as it is now is left out, so that nothing changes but what was
    changed in it.

    Raises:
        Stop: it is the answer of another verb, or no row at all.
    """
    table = whole["kind"]
    rows = [whole["entity"]] if "entity" in whole else whole["rows"]
    if table not in TABLES or "lens" in whole or not isinstance(rows, list):
        raise Stop(
            USAGE,
            f"apply takes in what `list`, `show` and `export` print as JSON, not {table!r} of"
            " another verb",
        )
    odd = next((at for at, row in enumerate(rows, 1) if not isinstance(row, dict)), 0)
    if odd:
        raise Stop(USAGE, f"{table}, row {odd}: an object is expected")
    is_shown = "entity" in whole
    return {table: [_changed(figures, table, row, is_shown=is_shown) for row in rows]}


def _changed(figures: Figures, table: str, row: Row, *, is_shown: bool) -> dict[str, Any]:
    entity = _entity(figures, table, row)
    if not entity:
        derived = {name for name in row if field_spec(table, name) is None} - {*_NAMES}
        return {name: value for name, value in row.items() if name not in derived}
    if is_shown:
        now: Row = entity_json(figures, table, entity)["entity"]
    else:
        now = _as_listed(figures, table, entity, [*row])
    same = {name for name in row if name not in _NAMES and name in now and now[name] == row[name]}
    return {name: value for name, value in row.items() if name not in same}


def _entity(figures: Figures, table: str, row: Row) -> int:
    """The id of the row's entity here; 0 where it is not here."""
    workspace = figures.workspace
    key, entity_id = row.get("key"), row.get("id")
    if isinstance(key, str) and key:
        found = workspace.by_key(key)
        return found[1].id if found is not None and found[0] == table else 0
    if isinstance(entity_id, int) and workspace.get(table, entity_id) is not None:
        return entity_id
    return 0


def _as_listed(figures: Figures, table: str, entity: int, names: Sequence[str]) -> Row:
    """What `list` shows of an entity now."""
    if _FIGURE in names and table == "components":
        return component_figures(figures, entity)
    known = [name for name in names if name in fields_of(table)]
    try:
        return plain_rows(figures, table, (entity,), known)[0] if known else {}
    except QueryError:
        return {}
