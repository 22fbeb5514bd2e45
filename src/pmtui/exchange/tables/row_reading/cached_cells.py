"""This file reads the cells of a sheet: each text of a column once, however often it stands."""

from collections.abc import Mapping
from typing import Final

from pmtui.exchange.sheets.dates import CellError, shown
from pmtui.exchange.tables.column_maps.source_columns import Source
from pmtui.exchange.tables.values.cells import fields_along, read_cell
from pmtui.model.entities.states import Lifecycle
from pmtui.model.workspace.schema import FieldSpec

Read = tuple[object, Mapping[str, object]]
"""The value of a field, and what else its row holds after the same cell."""

_KEPT: Final = 4096
_SHORT: Final = 64


class CachedCells:
    """What the cells of a sheet mean.

    Args:
        lifecycle: the states that its rows may have; None where they have none.
    """

    def __init__(self, lifecycle: Lifecycle | None) -> None:
        self._lifecycle = lifecycle
        self._read: dict[tuple[int, str], Read | CellError] = {}

    def read(self, source: Source, spec: FieldSpec, text: str) -> Read:
        """What a cell of a column means.

        Args:
            source: the column, which lives as long as these cells.
            spec: the field it feeds.
            text: of the cell, not empty.

        Raises:
            CellError: it means nothing; says what is wrong and what to write instead.
        """
        place = (id(source), text)
        read = self._read.get(place)
        if read is None:
            read = self._afresh(source, spec, text)
            if len(self._read) >= _KEPT:
                self._read.clear()
            if len(text) <= _SHORT:
                self._read[place] = read
        if isinstance(read, CellError):
            raise read
        return read

    def _afresh(self, source: Source, spec: FieldSpec, text: str) -> Read | CellError:
        try:
            value = read_cell(spec, text, source.style)
            along = fields_along(spec, text, source.style)
            self._check_state(spec, value)
        except CellError as error:
            return error.with_traceback(None)
        return value, along

    def _check_state(self, spec: FieldSpec, value: object) -> None:
        lifecycle = self._lifecycle
        if spec.name == "state" and lifecycle is not None and value not in lifecycle:
            raise CellError(f"{shown(str(value))} is no state", f"write {', '.join(lifecycle)}")
