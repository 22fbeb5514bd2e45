"""This file works out, for a thread of its own, the figures that take too long for the screen's."""

from collections.abc import Iterable

from pmtui.figures.choosing.kept_selections import PendingSelections, kept_selections
from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.lateness.late_tasks import MissedDates, missed_dates_in, misses_of
from pmtui.figures.people.loads import PendingLoads, loads_of
from pmtui.figures.planning.pending_plans import PendingPlans
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.simulated.basis import PendingFreshness, freshness_of
from pmtui.figures.work.kept_forecasts import PendingForecasts, kept_forecasts


class PendingFigures:
    """Plans that take long, and what their tasks miss.

    Args:
        figures: whose rest it is; of them only what is stored is read by the thread.
        owed: the plans; None where all are there.
        components: whose tasks are to be looked at.
        loads: the work that is to be spread over its days; None where none is.
        kept: simulations of which it is to be told whether they are stale; None where none are.
    """

    def __init__(
        self,
        figures: StoredFigures,
        owed: PendingPlans | None,
        components: Iterable[int],
        loads: PendingLoads | None,
        kept: PendingFreshness | None,
    ) -> None:
        self._figures = figures
        plans = plans_of(figures)
        self._plans = {component_id: plans.at_hand(component_id) for component_id in components}
        self._found: dict[int, tuple[MissedDates, ProjectPlan | None]] = {}
        self.owed = owed
        self._loads, self._kept = loads, kept
        self._forecasts = PendingForecasts(figures)
        self._selections = PendingSelections(figures)

    @property
    def tasks(self) -> int:
        """How many tasks are to be planned."""
        return self.owed.tasks if self.owed is not None else 0

    def work_out(self) -> None:
        """Make the plans, then look at the tasks in them."""
        made: dict[int, ProjectPlan] = {}
        if self.owed is not None:
            self.owed.work_out()
            made = self.owed.made
        for row_id, plan in self._plans.items():
            known = made.get(row_id, plan)
            self._found[row_id] = missed_dates_in(self._figures, row_id, known), known
        if self._loads is not None:
            self._loads.work_out(made)
        if self._kept is not None:
            self._kept.work_out(made)
        self._forecasts.work_out()
        self._selections.work_out()

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been worked out by now; after edits it takes the plans."""
        if self.owed is not None:
            plans_of(figures).take_over(self.owed)
        if figures.workspace is self._figures.workspace:
            misses_of(figures).take_over(self._found)
        if self._loads is not None:
            self._loads.take_over(figures)
        if self._kept is not None:
            self._kept.take_over(figures)
        self._forecasts.take_over(figures)
        self._selections.take_over(figures)


def rest_of(figures: StoredFigures) -> PendingFigures | None:
    """What was left out because it takes long; None where nothing was."""
    owed, waiting = plans_of(figures).owed(), misses_of(figures).waiting
    loads = PendingLoads(figures) if loads_of(figures).waiting else None
    kept = PendingFreshness(figures) if freshness_of(figures).waiting else None
    others = kept_forecasts(figures).waiting, kept_selections(figures).waiting
    if not (owed or loads or kept or waiting or any(others)):
        return None
    return PendingFigures(figures, owed, waiting, loads, kept)
