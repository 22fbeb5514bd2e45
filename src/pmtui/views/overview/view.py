"""This file declares the overview: what needs a decision, how it stands, what comes next."""

from typing import Final

from pmtui.views.shapes.view import TablePart, View
from pmtui.views.wording.figure_signs import MEASURED, RATED

COMPONENTS: Final = "components"
"""The part that compares components; a pane of its own shows it below what needs a decision."""


VIEW: Final = View(
    id="overview",
    title="Overview",
    key="1",
    tables=("components",),
    parts=(TablePart(name=COMPONENTS, noun="component"),),
    hints=("open", "explain", "subtab.next", "sort", "entity.add", "entity.remark", "lens"),
    topics=frozenset({"ended", "rating", "unrated"}),
    signs=(
        *RATED,
        ("w", "worth a look, not red or amber"),
        ("→", "what an exception moves with it"),
        *MEASURED,
        ("67 %", "by work, not by number of tasks"),
    ),
)
