"""This file says from when to when a component is planned, and how far that is from a promise."""

from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures


def component_ends(figures: Figures, component: int) -> tuple[int, int] | None:
    """First start and last finish of all that is planned in a component and below it.

    Where nothing is planned its own dates stand for it; None where it has none.
    """
    dates = figures.rollup(component).dates
    if dates.start is None or dates.end is None or dates.end < dates.start:
        return None
    return dates.start, dates.end


def margin_text(promised: date | None, planned: date | None) -> str | None:
    """How far what is planned is from what is promised: `27 days in hand`; None without both."""
    if promised is None or planned is None:
        return None
    days = (promised - planned).days
    if not days:
        return "the same day"
    words = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{words} in hand" if days > 0 else f"{words} too late"
