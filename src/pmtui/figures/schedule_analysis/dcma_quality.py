"""This file checks a schedule by the fourteen points of the DCMA: logic, float, dates, progress."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.components.component_dates import baseline_in_force, baseline_row
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.outline import outline_of
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY, moment
from pmtui.model.entities.tasks import Link, Task

LONG_DAYS: Final = 44
"""Working days from which float or duration is called high: two months."""
_SHARE: Final = 0.05
_INDEX: Final = 0.95
_FS_SHARE: Final = 0.9
_HARD: Final = frozenset({"MSO", "MFO", "SNLT", "FNLT"})
_TEST_DAYS: Final = 600
"""Working days by which the critical path test delays a task."""


class QualityCheck(msgspec.Struct, frozen=True, kw_only=True):
    """One point of the check: what was measured, and who does not keep it."""

    id: str
    title: str
    value: float | None
    """A share from 0 to 1, or an index; None where there is nothing to measure."""
    limit: float
    at_least: bool = False
    """Whether the value must reach the limit; else it must not pass it."""
    count: int = 0
    of: int = 0
    offenders: tuple[int, ...] = ()
    """Ids of the tasks that do not keep it."""

    @property
    def kept(self) -> bool | None:
        """Whether it is kept; None where there is nothing to measure."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def quality(figures: Figures, component: int) -> tuple[QualityCheck, ...]:
    """The DCMA 14-point assessment of a project's schedule; empty where it has no plan.

    Counted are tasks that are not done, no summary and no milestone. Limits: logic, lags, hard
    constraints, high float, high duration and missed tasks 5 %; leads, negative float, invalid
    dates and tasks without anybody none; 90 % of the links FS; `CPLI = (CPL + TF) / CPL` and
    `BEI = done / due` at least 0.95.
    """
    plan = plan_of(figures, component)
    if plan is None or plan.problem or plan.loops.first:
        return ()
    return tuple(_Assessment(figures, component, plan).checks())


class _Assessment:
    """What the fourteen points have in common: the tasks and links that count."""

    def __init__(self, figures: Figures, component: int, plan: ProjectPlan) -> None:
        self._figures = figures
        self._plan = plan
        self._component = figures.workspace.components[component]
        self._status: date = self._component.status_date or figures.today
        tasks = figures.workspace.tasks
        places = outline_of(figures, component)
        rows = [
            tasks[place.task] for place in places if not place.is_summary and place.task in plan
        ]
        self._every = [row for row in rows if row.kind != "milestone" and row.active]
        self._open = [row for row in self._every if not figures.is_done(row.id)]
        self._links = [link for row in rows for link in self._into(row)]

    def checks(self) -> Iterator[QualityCheck]:
        """The fourteen points in their order."""
        yield self._share("logic", "Missing logic", self._is_loose)
        yield self._of_links("leads", "Leads", lambda link: link.lag < 0, 0)
        yield self._of_links("lags", "Lags", lambda link: link.lag > 0, _SHARE)
        yield self._relations()
        yield self._share("constraints", "Hard constraints", lambda row: row.constraint in _HARD)
        yield self._share("float", "High slack (float)", lambda row: self._slack(row) > self._long)
        yield self._share("negative", "Negative slack (float)", lambda row: self._slack(row) < 0, 0)
        yield self._share("duration", "High duration", lambda row: self._length(row) > self._long)
        yield self._share("dates", "Invalid dates", self._is_invalid, 0)
        yield self._share("resources", "Nobody assigned", self._is_nobodys, 0)
        yield from self._against_the_baseline()

    @property
    def _long(self) -> int:
        return LONG_DAYS * self._plan.minutes_per_day

    def _into(self, row: Task) -> Iterator[Link]:
        links = self._figures.workspace.links
        for link_id in self._figures.workspace.ids_by("links", "successor", row.id):
            if links[link_id].predecessor in self._plan:
                yield links[link_id]

    def _share(
        self, check: str, title: str, breaks: Callable[[Task], bool], limit: float = _SHARE
    ) -> QualityCheck:
        found = tuple(row.id for row in self._open if breaks(row))
        return _counted(check, title, found, len(self._open), limit)

    def _of_links(
        self, check: str, title: str, breaks: Callable[[Link], bool], limit: float
    ) -> QualityCheck:
        found = tuple(link.successor for link in self._links if breaks(link))
        return _counted(check, title, found, len(self._links), limit)

    def _relations(self) -> QualityCheck:
        others = tuple(link.successor for link in self._links if link.type != "FS")
        total = len(self._links)
        return QualityCheck(
            id="relations",
            title="Finish to start",
            value=(total - len(others)) / total if total else None,
            limit=_FS_SHARE,
            at_least=True,
            count=total - len(others),
            of=total,
            offenders=others,
        )

    def _is_loose(self, row: Task) -> bool:
        workspace = self._figures.workspace
        return not all(
            workspace.ids_by("links", end, row.id) for end in ("predecessor", "successor")
        )

    def _slack(self, row: Task) -> int:
        dates = self._plan.dates(row.id)
        return dates.total_slack if dates is not None else 0

    def _length(self, row: Task) -> int:
        return self._plan.duration(row.id)

    def _is_invalid(self, row: Task) -> bool:
        """Work to come that is planned before the status date, or done after it."""
        said = (row.actual_start, row.actual_finish)
        if any(day is not None and day > self._status for day in said):
            return True
        start, finish = self._plan.ends(row.id)
        today = moment(self._status, None)
        return finish < today or (row.actual_start is None and start < today)

    def _is_nobodys(self, row: Task) -> bool:
        if row.owner or self._length(row) < self._plan.minutes_per_day:
            return False
        return not self._figures.workspace.ids_by("assignments", "task", row.id)

    def _against_the_baseline(self) -> Iterator[QualityCheck]:
        due = [row for row in self._every if self._was_due(row)]
        missed = tuple(row.id for row in due if self._ends_late(row))
        yield _counted("missed", "Missed tasks", missed, len(due), _SHARE)
        yield self._critical_path_test()
        yield self._path_index()
        agreed = [row for row in self._every if baseline_row(self._figures.workspace, row)]
        done = sum(self._figures.is_done(row.id) for row in agreed)
        has_baseline = baseline_in_force(self._figures.workspace, self._component.id) is not None
        yield QualityCheck(
            id="bei",
            title="Baseline execution (BEI)",
            value=done / len(due) if due and has_baseline else None,
            limit=_INDEX,
            at_least=True,
            count=done,
            of=len(due),
            offenders=tuple(row.id for row in due if not self._figures.is_done(row.id)),
        )

    def _was_due(self, row: Task) -> bool:
        agreed = baseline_row(self._figures.workspace, row)
        return agreed is not None and agreed.finish is not None and agreed.finish <= self._status

    def _ends_late(self, row: Task) -> bool:
        agreed = baseline_row(self._figures.workspace, row)
        finish = (self._plan.ends(row.id)[1] - 1) // MINUTES_PER_DAY
        return (
            agreed is not None and agreed.finish is not None and finish > agreed.finish.toordinal()
        )

    def _critical_path_test(self) -> QualityCheck:
        """Whether a delay of an open critical task delays the end of the project by as much."""
        row = next((task for task in self._open if self._is_movable(task)), None)
        value = None
        if row is not None:
            value = float(_carries_delay(self._plan, row.id))
        return QualityCheck(
            id="path",
            title="Critical path test",
            value=value,
            limit=1.0,
            at_least=True,
            offenders=(row.id,) if row is not None and not value else (),
        )

    def _is_movable(self, row: Task) -> bool:
        planned = self._plan.inputs.tasks[row.id]
        dates = self._plan.dates(row.id)
        return dates is not None and dates.critical and planned.manual is None

    def _path_index(self) -> QualityCheck:
        """Critical path length index: working days to the end, and to the end agreed."""
        agreed = baseline_in_force(self._figures.workspace, self._component.id)
        finish = agreed.finish if agreed is not None else self._component.baseline_finish
        value = None
        if finish is not None and self._plan.finish is not None:
            time = self._plan.times.of(0)
            length = time.between(moment(self._status, None), self._plan.finish)
            left = time.between(self._plan.finish, moment(finish, None, ends=True))
            value = (length + left) / length if length > 0 else None
        return QualityCheck(
            id="cpli", title="Critical path length (CPLI)", value=value, limit=_INDEX, at_least=True
        )


def _counted(check: str, title: str, found: Iterable[int], of: int, limit: float) -> QualityCheck:
    offenders = tuple(found)
    return QualityCheck(
        id=check,
        title=title,
        value=len(offenders) / of if of else None,
        limit=limit,
        count=len(offenders),
        of=of,
        offenders=tuple(dict.fromkeys(offenders)),
    )


def _carries_delay(plan: ProjectPlan, task: int) -> bool:
    """Whether the project ends later by what a task is made longer."""
    more = _TEST_DAYS * plan.minutes_per_day
    row = plan.inputs.tasks[task]
    rest = None if row.remaining is None else row.remaining + more
    longer = msgspec.structs.replace(row, duration=row.duration + more, remaining=rest, efforts=())
    after = ProjectPlan(
        msgspec.structs.replace(plan.inputs, tasks={**plan.inputs.tasks, task: longer})
    )
    if plan.finish is None or after.finish is None:
        return False
    time = plan.times.of(0)
    return time.between(plan.finish, after.finish) >= more
