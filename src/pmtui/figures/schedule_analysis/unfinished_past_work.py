"""This file finds unfinished work that is planned in the past, where a project leaves it there."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct, structs

from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.schedule_inputs import goes_on_from
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of


class PastWork(Struct, frozen=True):
    """The unfinished tasks of a component that lie before the day on which they could go on."""

    component: int
    tasks: tuple[int, ...]
    """Their ids; none that a person, MSO or MFO has fixed."""
    day: date
    """The first day on which unfinished work can be done."""


def past_work(figures: Figures, component: int) -> PastWork | None:
    """What would move if unfinished work went on from the status date; None for nothing."""
    row = figures.workspace.components.get(component)
    if row is None or goes_on_from(row, figures.today) is not None:
        return None
    moment = goes_on_from(structs.replace(row, unfinished_work="from_status_date"), figures.today)
    plan = plan_of(figures, component) if moment is not None else None
    if moment is None or plan is None:
        return None
    tasks = plan.unfinished_before(moment)
    return PastWork(component, tasks, moment_of(moment).date()) if tasks else None


def past_work_in(figures: Figures, components: Iterable[int]) -> Iterator[PastWork]:
    """The same of several components."""
    for component_id in components:
        found = past_work(figures, component_id)
        if found is not None:
            yield found
