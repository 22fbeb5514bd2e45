"""This file says what the short signs of the tree mean; the list of its keys ends with them."""

from typing import Final

from pmtui.views.shapes.view import Sign
from pmtui.views.wording.figure_signs import MEASURED, RATED

KIND_SIGNS: Final = {"portfolio": "PF", "program": "PG", "project": "P", "operation": "O"}
"""The letters that tell what a component is: those that its key begins with."""

TREE_SIGNS: Final[tuple[Sign, ...]] = (
    *RATED,
    *((sign, kind) for kind, sign in KIND_SIGNS.items()),
    *MEASURED,
    ("late", "open tasks past their due date"),
)
"""The signs of the tree."""
