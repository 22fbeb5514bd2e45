"""This file shows the decisions that are waited for: what, from whom, and until when."""

from datetime import date
from typing import Final

from pmtui.figures.attention.decisions_wanted import WantedDecision, decisions_wanted
from pmtui.figures.attention.need import named
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.shapes.table import Cell, Entry, Section
from pmtui.views.wording.formatting import NOTHING, days_away, person_name, short_date

YOU: Final = "you"


def decisions_section(figures: Figures, scope: int, me: int = 0) -> Section:
    """The decisions a scope waits for, the most urgent first.

    Args:
        figures: of the workspace.
        scope: the component; 0 for the whole store.
        me: the person at the keyboard, who is called `you`; 0 for nobody known.
    """
    wanted = decisions_wanted(figures, scope)
    entries = tuple(_entry(figures, decision, me) for decision in wanted)
    note = str(len(wanted) or "")
    return Section("Decisions wanted", entries, note, "no decision is waited for")


def _entry(figures: Figures, wanted: WantedDecision, me: int) -> Entry:
    row = figures.workspace.get(wanted.table, wanted.id)
    text = named(row) if row is not None else ""
    whom = Cell(f"from {person_name(figures.workspace, wanted.whom)}") if wanted.whom else NOTHING
    if me and wanted.whom == me:
        whom = Cell(f"from {YOU}", "accent")
    due = _until(wanted.due, figures.today)
    return Entry(
        cells=(Cell(wanted.kind, "dim"), Cell(text), whom, due),
        target=(wanted.table, wanted.id),
    )


def _until(day: date | None, today: date) -> Cell:
    """The day until which something is wanted, always as a date; how late it is once it is late."""
    if day is None:
        return Cell("no date", "dim")
    return days_away(day, today) if day <= today else Cell(f"by {short_date(day, today)}", day=day)
