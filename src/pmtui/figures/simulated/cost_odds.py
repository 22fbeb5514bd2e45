"""This file says what the estimated cost lines of a scope may come to, and by which time."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.core.amounts import Amount
from pmtui.figures.costs.own_costs import line_costs
from pmtui.figures.costs.task_shares import counts, shares_of
from pmtui.figures.ledger.own_lines import cost_lines_in
from pmtui.figures.odds.draws import Factor, ThreePoint, points_in_order
from pmtui.figures.odds.uncertainty import CostOdds, PaidByTime
from pmtui.figures.planning.project_plan import ProjectPlan
from pmtui.figures.simulated.risk_hits import AMOUNT, RiskHits, variable_of
from pmtui.model.costing.ledger import CostLine

FactorOf = Callable[[int], Factor | None]
"""What the estimates of a group have in common, by the id of that."""


class _Left(Struct, frozen=True, gc=False):
    """What of some amounts is still to come: a part of the whole."""

    part: int
    whole: int

    def of(self, amount: int) -> int:
        """The same part of an amount, rounded half up."""
        return (2 * amount * self.part + self.whole) // (2 * self.whole)


class CostEstimates:
    """The cost lines of components that may come to something else than is planned.

    Of a line that is partly paid only what is left of it is drawn.

    Args:
        figures: the sheet.
        plans: the plans of the scope, by component.
        risks: converts amounts.
        factor: what the estimates of a group have in common.
        notes: takes what is not drawn, and why.
    """

    def __init__(
        self,
        figures: StoredFigures,
        plans: Mapping[int, ProjectPlan],
        risks: RiskHits,
        factor: FactorOf,
        notes: list[str],
    ) -> None:
        self._figures, self._plans = figures, plans
        self._minor, self._factor, self._notes = risks.minor, factor, notes
        self._lefts: dict[tuple[int, int], _Left | None] = {}

    def of(self, component: int) -> Iterator[CostOdds]:
        """What is uncertain about the cost lines of a component by itself."""
        for line in cost_lines_in(self._figures.workspace, component):
            is_estimated = line.least_amount or line.likely_amount or line.most_amount
            if line.amount is not None and (is_estimated or line.time_driven):
                yield from self._line(line, self._minor(line.amount))

    def _line(self, line: CostLine, planned: int) -> Iterator[CostOdds]:
        given = (line.least_amount, line.likely_amount, line.most_amount)
        least, likely, most = (None if money is None else self._minor(money) for money in given)
        middle = planned if likely is None else likely
        points = points_in_order(
            middle if least is None else least,
            middle,
            middle if most is None else most,
            line.distribution,
        )
        if points is None:
            self._notes.append(
                f"{line.key} is not drawn: its planned amount lies outside its estimate, which has"
                " no most likely one"
            )
            return
        left = self._left(line)
        if left is None or not left.part:
            return
        yield CostOdds(
            variable_of(line.id, AMOUNT),
            left.of(planned),
            _scaled(points, left),
            self._factor(line.correlation),
            self._time(line) if line.time_driven else None,
        )

    def _left(self, line: CostLine) -> _Left | None:
        """What is left of the lines that are paid together: of a task, or on no task."""
        figures = self._figures
        has_task = counts(figures.workspace.tasks.get(line.task))
        place = line.component, line.task if has_task else 0
        if place not in self._lefts:
            if has_task:
                whole, left = next(
                    (share.plan, share.left) for share in shares_of(figures, (line.task,))
                )
            else:
                costs = line_costs(figures, line.component)
                whole, left = costs.plan, costs.to_go(figures.rates)
            self._lefts[place] = _left_of(whole, left)
        return self._lefts[place]

    def _time(self, line: CostLine) -> PaidByTime | None:
        """The time by which a line is paid; None where no plan says it, and why is noted."""
        plan = self._plans.get(line.component)
        if not counts(self._figures.workspace.tasks.get(line.task)):
            return self._whole_time(line)
        task = None if plan is None else plan.inputs.tasks.get(line.task)
        if task is None or plan is None or plan.is_summary(line.task):
            self._notes.append(f"{line.key} does not grow with time: its task has none of its own")
            return None
        planned = task.duration if task.remaining is None else task.remaining
        return PaidByTime((line.component,), planned, line.task) if planned else None

    def _whole_time(self, line: CostLine) -> PaidByTime | None:
        below = self._figures.live_subtree(line.component)
        plans = {row_id: self._plans[row_id] for row_id in below if row_id in self._plans}
        spans = [plan.span for plan in plans.values() if plan.span is not None]
        if not spans:
            self._notes.append(f"{line.key} does not grow with time: nothing of it has a plan")
            return None
        known = [plan.inputs.options.status_date or 0 for plan in plans.values()]
        since = max(min(start for start, _ in spans), *known)
        planned = max(finish for _, finish in spans) - since
        return PaidByTime(tuple(plans), planned, since=since) if planned > 0 else None


def _left_of(whole: Amount, left: Amount) -> _Left | None:
    if whole.value is None or left.value is None or whole.value.amount <= 0:
        return None
    return _Left(max(0, min(left.value.amount, whole.value.amount)), whole.value.amount)


def _scaled(points: ThreePoint, left: _Left) -> ThreePoint:
    return ThreePoint(
        left.of(points.optimistic),
        left.of(points.likely),
        left.of(points.pessimistic),
        points.shape,
    )
