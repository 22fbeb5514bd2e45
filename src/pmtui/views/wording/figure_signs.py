"""This file says what the short signs of ratings and figures mean, wherever they stand."""

from typing import Final

from pmtui.views.shapes.view import Sign

RATED: Final[tuple[Sign, ...]] = (
    ("R A G", "red, amber, green: how it stands"),
    ("R/A", "computed red, reported amber"),
    ("R↓A A↑", "worse, better than at the last status point or report"),
)
"""Ratings."""
MEASURED: Final[tuple[Sign, ...]] = (
    ("2/15", "high of all open threats and issues"),
    ("+11d", "planned finish behind the baseline"),
    ("~", "rolled up from what lies below"),
    ("—", "not known"),
)
"""Figures of components."""
