"""This file declares the figures of cycles: what each took on and did, and how fast boards go."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input, Read
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.cycle_scope import (
    READS,
    CycleCount,
    cycle_count,
    cycles_of,
    taken_by,
    unestimated,
)
from pmtui.figures.work.flow_figures import rounded
from pmtui.model.entities.cycles import CYCLES, ENDED, Cycle

_PAST: Final = 3
"""Cycles that a velocity is the mean of, the last that ended."""
_HOUR: Final = 60
_SOURCE: Final = "Scrum Guide 2020; Cohn, Agile Estimating and Planning"


def past_cycles(figures: Figures, component: int) -> tuple[Cycle, ...]:
    """The last cycles of a component that ended, the latest last."""
    own = (cycle for cycle in cycles_of(figures, component) if cycle.state == ENDED)
    return tuple(own)[-_PAST:]


def velocity(figures: Figures, component: int, *, by_work: bool = False) -> Fraction | None:
    """What a cycle of a component gets done on the mean of the last ones; None where none ended."""
    done = [
        cycle_count(figures, cycle, by_work=by_work).done
        for cycle in past_cycles(figures, component)
    ]
    return Fraction(sum(done), len(done)) if done else None


def _velocity_inputs(figures: Figures, component: int) -> Iterable[Input]:
    yield Input("cycles that ended, of the last three", len(past_cycles(figures, component)))
    for cycle in past_cycles(figures, component):
        count = cycle_count(figures, cycle)
        text = f"{count.done} done, committed to {count.committed}"
        yield Input(f"{cycle.key} {cycle.name}", text)


def _inputs(figures: Figures, cycle_id: int) -> Iterable[Input]:
    """What a cycle took on, by what became of it."""
    cycle = figures.workspace.rows_of(Cycle).get(cycle_id)
    if cycle is None:
        return
    count, tasks = cycle_count(figures, cycle), figures.workspace.tasks
    yield Input("begun", cycle.begun)
    yield Input("ended", cycle.ended)
    yield Input("committed to", count.committed)
    yield Input("of that done", count.kept)
    yield Input("came in later", count.added)
    yield Input("left undone", count.removed)
    yield Input("of that carried over", count.carried)
    yield Input("done of all", count.done)
    yield Input("without estimate", unestimated(figures, cycle))
    for entry in taken_by(figures, cycle):
        task = tasks.get(entry.task)
        if task is not None and entry.added is not None:
            yield Input(f"{task.key} {task.title} came in", entry.added)


def _of_count(value: Callable[[CycleCount], int | None], *, by_work: bool = False) -> Read:
    def read(figures: Figures) -> Callable[[Cycle], int | Decimal | None]:
        def count(cycle: Cycle) -> int | Decimal | None:
            found = value(cycle_count(figures, cycle, by_work=by_work))
            if by_work and found is not None:
                return rounded(Fraction(found, _HOUR))
            return found

        return count

    return read


def _reliability(figures: Figures) -> Callable[[Cycle], int | None]:
    return lambda cycle: cycle_count(figures, cycle).reliability if cycle.state == ENDED else None


def _figure(
    figure_id: str,
    title: str,
    about: str,
    *,
    formula: str,
    read: Read,
    unit: str = "tasks",
    undefined: str = "never; nought where there is none",
) -> Figure:
    return Figure(
        id=figure_id,
        table=CYCLES.name,
        title=title,
        help=about,
        kind="number",
        unit=unit,
        formula=formula,
        source=_SOURCE,
        undefined=undefined,
        reads=READS,
        read=read,
        inputs=_inputs,
    )


FIGURES: Final = (
    Figure(
        id="velocity",
        table="components",
        title="velocity",
        help="tasks that a cycle gets done, on the mean of the last three that ended",
        kind="number",
        unit="tasks a cycle",
        formula="sum of tasks done in the last three cycles that ended / how many those are",
        source=_SOURCE,
        undefined="no cycle of its own has ended",
        reads=READS,
        read=lambda figures: lambda row: rounded(velocity(figures, row.id)),
        inputs=_velocity_inputs,
    ),
    _figure(
        "committed", "committed", "tasks it began with; of one to come, those that are in it",
        formula="tasks in it, and not done, on the day it began",
        read=_of_count(lambda count: count.committed),
    ),
    _figure(
        "added", "added", "tasks that came into it after it had begun",
        formula="tasks that came in from the day it began on",
        read=_of_count(lambda count: count.added),
    ),
    _figure(
        "removed", "removed", "tasks that left it before they were done",
        formula="tasks that went to another cycle or to none, undone",
        read=_of_count(lambda count: count.removed),
    ),
    _figure(
        "carried", "carried over", "tasks that went on from it to another cycle, undone",
        formula="of the tasks that left it undone, those that went to another cycle",
        read=_of_count(lambda count: count.carried),
    ),
    _figure(
        "finished", "finished", "tasks that were done in it, whenever they came in",
        formula="tasks of it that were done before it ended",
        read=_of_count(lambda count: count.done),
    ),
    _figure(
        "unfinished", "unfinished", "tasks in it that are neither done nor gone",
        formula="committed + added - removed - finished",
        read=_of_count(lambda count: count.open),
    ),
    _figure(
        "reliability", "reliability", "how much of what it was committed to was done",
        formula="tasks it began with and that were done in it / tasks it began with",
        unit="percent", undefined="it has not ended, or began with nothing", read=_reliability,
    ),
    _figure(
        "committed_work", "committed work", "the estimates of the tasks it began with",
        formula="sum of the estimates as they were on the day it began", unit="hours",
        read=_of_count(lambda count: count.committed, by_work=True),
        undefined="never; a task without estimate counts for nothing",
    ),
    _figure(
        "finished_work", "finished work", "the estimates of the tasks that were done in it",
        formula="sum of the estimates as they were when each task was taken on", unit="hours",
        read=_of_count(lambda count: count.done, by_work=True),
        undefined="never; a task without estimate counts for nothing",
    ),
)  # fmt: skip
"""What cycles took on and came to, and the velocity of boards that work in them."""
