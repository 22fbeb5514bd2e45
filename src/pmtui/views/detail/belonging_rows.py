"""This file shows in a detail the rows that belong to an entity: readings, flows, what is told."""

from collections.abc import Iterator
from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.views.registers.listing import default_columns, listing, live_ids
from pmtui.views.shapes.table import Entry, Section


def belonging_rows(figures: Figures, table: str, row: Entity) -> Iterator[Section]:
    """The rows that say which entity they belong to, or are shown on, a section a table.

    Those that have a day stand the newest first. Rows that may belong to one of several are shown
    on the map, frozen ones in views of their own.
    """
    fields = ((spec, name) for spec in TABLES.values() for name in (spec.belongs_to, spec.shown_on))
    for spec, field in fields:
        owner = field_spec(spec.name, field) if field else None
        if spec.frozen or owner is None or owner.refers != table:
            continue
        rows = figures.workspace.rows(spec.name)
        own = {key: rows[key] for key in figures.workspace.ids_by(spec.name, owner.name, row.id)}
        ids = [*live_ids(own)]
        if spec.day:
            ids.sort(key=lambda key: getattr(own[key], spec.day) or date.min, reverse=True)
        columns = [name for name in default_columns(spec.name) if name != owner.name]
        shown = listing(figures, spec.name, columns, ids=ids)
        entries = tuple(
            Entry(cells=shown.row_of(key).cells, target=(spec.name, key)) for key in ids
        )
        if entries:
            title = spec.plural.replace("_", " ").capitalize()
            yield Section(title, entries, str(len(entries)))
