"""This file says what the short signs of each place mean; the list of its keys ends with them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.views.portfolio.portfolio_tree import KIND_SIGNS

Sign = tuple[str, str]
"""What stands on the screen, and what it means."""

_RATED: Final[tuple[Sign, ...]] = (
    ("R A G", "red, amber, green: how it stands"),
    ("A/R", "reported amber, computed red"),
)
_MEASURED: Final[tuple[Sign, ...]] = (
    ("2/15", "high of all open threats and issues"),
    ("+11d", "planned finish behind the baseline"),
    ("~", "rolled up from what lies below"),
    ("—", "not known"),
)
SIGNS: Final[Mapping[str, tuple[Sign, ...]]] = MappingProxyType(
    {
        "tree": (
            *_RATED,
            *((sign, kind) for kind, sign in KIND_SIGNS.items()),
            *_MEASURED,
            ("late", "open tasks past their due date"),
        ),
        "overview": (
            *_RATED,
            ("w", "worth a look, not red or amber"),
            ("→", "what an exception moves with it"),
            *_MEASURED,
            ("67 %", "by work, not by number of tasks"),
        ),
        "board": (
            ("Doing 2/3", "cards, and how many it may hold"),
            ("!1", "priority, 1 the highest"),
            ("■ by T-9", "waits for T-9; alone: blocked"),
            ("late 3d", "days past its due date"),
            ("40%", "percent complete"),
            ("1/3", "checks done, of all"),
            ("5d", "days in its column"),
        ),
        "roadmap": (
            ("█ ▒ ▓", "done, to do, critical (# = %)"),
            ("┄ ▄", "slack; baseline below (~ _)"),
            ("◆ ◇", "milestone; its baseline (* o)"),
            ("C", "critical: it moves the end"),
            ("✓ ■ h x", "done, blocked, manual, inactive"),
            ("? = ! ✓ x", "contract: asked, agreed, at risk, met, broken"),
            ("slack", "how long it may slip"),
        ),
        "risks": (
            ("20 H", "probability times impact, its level"),
            ("^", "escalated from here to above"),
        ),
    }
)
"""The signs of each place, by its context."""
