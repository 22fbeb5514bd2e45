"""This file defines what is said of how a figure is made."""

import msgspec

from pmtui.figures.explain.figure_inputs import Inputs


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """How a figure is made."""

    id: str
    title: str
    table: str
    """Whose figure it is: a table, or the scope's own where it is `components`."""
    formula: str
    source: str
    unit: str
    undefined: str
    """When there is no such number."""
    inputs: Inputs
    """What went in, for an entity's id; 0 is the whole store."""
