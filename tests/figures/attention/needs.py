"""This file gives tests all that needs somebody in a scope, before causes are told as one."""

from pmtui.figures.attention.need import Need
from pmtui.figures.attention.scope_needs import ORDER, alive_and_ended, every_need
from pmtui.figures.sheet.figures_sheet import Figures


def needs_in(figures: Figures, scope: int = 0) -> list[Need]:
    """What needs somebody in a scope, the worst first."""
    return sorted(every_need(figures, *alive_and_ended(figures, scope)), key=_urgency)


def _urgency(need: Need) -> tuple[int, int, int]:
    """Red before amber before words, then by weight."""
    return ORDER[need.mark], -need.weight, need.id
