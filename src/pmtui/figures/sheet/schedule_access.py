"""This file asks the schedule for what the sheet needs of it; it loads when it is first asked.

Much of what is listed and drawn needs no schedule, and a start should not wait for one.
"""

from typing import Protocol

from pmtui.figures.components.component_dates import OwnDates
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.later import loaded


class PendingWork(Protocol):
    """Figures that take long, to be worked out by a thread; see `planning.rest`."""

    @property
    def tasks(self) -> int:
        """How many tasks are to be planned."""
        ...

    def work_out(self) -> None:
        """Work them out."""
        ...

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been worked out by now."""
        ...


def own_dates(figures: StoredFigures, component: int) -> OwnDates:
    """The dates of a component without those below it, as far as its plan is at hand."""
    dates: OwnDates = loaded("pmtui.figures.lateness.planned_dates:own_dates")(figures, component)
    return dates


def late_by_plan(figures: StoredFigures, component: int) -> frozenset[int]:
    """The late tasks of a component, whatever date says so."""
    late: frozenset[int] = loaded("pmtui.figures.lateness.late_tasks:late_in")(figures, component)
    return late


def lost_plans(figures: StoredFigures) -> frozenset[int]:
    """Components whose plans the last edit may have changed."""
    lost: frozenset[int] = loaded("pmtui.figures.planning.plans:plans_of")(figures).lost
    return lost


def rest_of(figures: StoredFigures) -> PendingWork | None:
    """What was left out because it takes long; None where nothing was."""
    rest: PendingWork | None = loaded("pmtui.figures.sheet.pending_figures:rest_of")(figures)
    return rest
