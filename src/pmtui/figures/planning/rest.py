"""This file works out, for a thread of its own, the figures that take too long for the screen's."""

from collections.abc import Iterable

from pmtui.figures.planning.misses import Missed, missed_in, misses_of
from pmtui.figures.planning.owed import Owed
from pmtui.figures.planning.plan import ProjectPlan
from pmtui.figures.planning.plans import plans_of
from pmtui.figures.stored import StoredFigures


class Rest:
    """Plans that take long, and what their tasks miss.

    Args:
        figures: whose rest it is; of them only what is stored is read by the thread.
        owed: the plans; None where all are there.
        components: whose tasks are to be looked at.
    """

    def __init__(
        self, figures: StoredFigures, owed: Owed | None, components: Iterable[int]
    ) -> None:
        self._figures = figures
        plans = plans_of(figures)
        self._plans = {one: plans.at_hand(one) for one in components}
        self._found: dict[int, tuple[Missed, ProjectPlan | None]] = {}
        self.owed = owed

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
        for one, plan in self._plans.items():
            known = made.get(one, plan)
            self._found[one] = missed_in(self._figures, one, known), known

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been worked out by now; after edits it takes the plans."""
        if self.owed is not None:
            plans_of(figures).take_over(self.owed)
        if figures.workspace is self._figures.workspace:
            misses_of(figures).take_over(self._found)


def rest_of(figures: StoredFigures) -> Rest | None:
    """What was left out because it takes long; None where nothing was."""
    owed, waiting = plans_of(figures).owed(), misses_of(figures).waiting
    return Rest(figures, owed, waiting) if owed is not None or waiting else None
