"""This file defines what the function of a view is handed: rows that are filtered already."""

from typing import Literal

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.scope import Lens

LaneKind = Literal["", "owner", "priority", "parent", "component"]
"""What makes a lane; empty is one lane without a name."""


class ViewRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a scope to be shown, and how a person wants to see them."""

    figures: Figures
    scope: int
    """The component; 0 for the whole store."""
    tables: tuple[str, ...]
    ids: tuple[int, ...]
    """The rows of the tables in scope that pass the filter, of what was put away none unless the
    filter asks for it.
    """
    total: int
    """Rows before the filter."""
    is_filtered: bool
    lens: Lens = "project"
    sort: str = ""
    """Keys of columns or names of fields, with commas between and `-` behind what runs down."""
    lanes: LaneKind = ""
