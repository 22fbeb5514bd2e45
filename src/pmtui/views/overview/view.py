"""This file declares the overview: what needs a decision, how it stands, what comes next."""

from typing import Final

from pmtui.views.shapes.view import View
from pmtui.views.wording.figure_signs import MEASURED, RATED

VIEW: Final = View(
    id="overview",
    title="Overview",
    key="1",
    tables=("components",),
    topics=frozenset({"ended", "rating", "unrated"}),
    signs=(
        *RATED,
        ("w", "worth a look, not red or amber"),
        ("→", "what an exception moves with it"),
        *MEASURED,
        ("67 %", "by work, not by number of tasks"),
    ),
)
