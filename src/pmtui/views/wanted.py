"""This file shows the decisions that are waited for: what, from whom, and until when."""

from typing import Final

from pmtui.figures.need import named
from pmtui.figures.sheet import Figures
from pmtui.figures.wanted import Wanted, decisions_wanted
from pmtui.views.section import Entry, Section
from pmtui.views.table import Cell
from pmtui.views.wording import NOTHING, days_away, person_name

_VIEWS: Final = {"risks": "risks"}
"""The view that deals with it, where it is not the log."""
YOU: Final = "you"


def decisions_section(figures: Figures, scope: int, me: int = 0) -> Section:
    """The decisions a scope waits for, the most urgent first.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        me: the person at the keyboard, who is called `you`; 0 for nobody known.
    """
    wanted = decisions_wanted(figures, scope)
    entries = tuple(_entry(figures, one, me) for one in wanted)
    note = str(len(wanted) or "")
    return Section("Decisions wanted", entries, note, "no decision is waited for")


def _entry(figures: Figures, wanted: Wanted, me: int) -> Entry:
    row = figures.workspace.get(wanted.table, wanted.id)
    text = named(row) if row is not None else ""
    whom = Cell(f"from {person_name(figures.workspace, wanted.whom)}") if wanted.whom else NOTHING
    if me and wanted.whom == me:
        whom = Cell(f"from {YOU}", "accent")
    away = days_away(wanted.due, figures.today)
    due = away if wanted.due is not None and wanted.due <= figures.today else _by(away)
    return Entry(
        cells=(Cell(wanted.kind, "dim"), Cell(text), whom, due),
        target=(wanted.table, wanted.id),
        view=_VIEWS.get(wanted.table, "log"),
    )


def _by(away: Cell) -> Cell:
    """The day until which something is wanted."""
    if away is NOTHING:
        return Cell("no date", "dim")
    return Cell(away.text if away.text.startswith("in ") else f"by {away.text}", away.tone)
