"""This file finds and counts the approvals of components that the rules do not allow."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from pmtui.figures.governance.decision_rights import RULE_TABLES, breaches, rule_count
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of
from pmtui.model.governance.bodies import APPROVAL_RULES, ApprovalRule, Body
from pmtui.model.workspace.schema import TABLES, references


class RightsBreach(msgspec.Struct, frozen=True):
    """An approval that a rule does not allow, and why."""

    table: str
    id: int
    name: str
    """Key and title of what was approved."""
    text: str


_APPROVED: Final = tuple(name for name, spec in TABLES.items() if spec.approvals)
"""The tables of which rows are approved."""
_READS: Final = frozenset(
    {*_APPROVED, "components", *RULE_TABLES}
    | {field.refers for table in _APPROVED for field in references(table)}
    | {approval.sums[0] for table in _APPROVED for approval in TABLES[table].approvals}
    | {name for name, spec in TABLES.items() if spec.counts_in == "everything"}
) - {""}
"""The tables by which approvals are judged."""


class _Breaches:
    """The breaches of each component, worked out when they are first asked for."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._known: dict[int, tuple[RightsBreach, ...]] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "_Breaches":
        """The same after an edit: whose approval it is may hang on rows of other components."""
        after = _Breaches(figures)
        if _READS.isdisjoint(table for table, _ in touched):
            after._known = self._known
        return after

    def of(self, component: int) -> tuple[RightsBreach, ...]:
        """Those of a component's own rows; of 0 those of rows that belong to none."""
        if component not in self._known:
            self._known[component] = tuple(_own(self._figures, component))
        return self._known[component]


def _own(figures: Figures, component: int) -> Iterator[RightsBreach]:
    workspace = figures.workspace
    if not rule_count(workspace):
        return
    for table in _APPROVED:
        for row_id in workspace.ids_by(table, "component", component):
            row = workspace.rows(table)[row_id]
            for text in breaches(workspace, table, row, figures.today):
                yield RightsBreach(table, row_id, f"{row.key} {title_of(row)}".strip(), text)
    yield from _of_rules(figures, component)


def _of_rules(figures: Figures, component: int) -> Iterator[RightsBreach]:
    """The rules of a component by which nobody decides any more: their body is archived."""
    workspace = figures.workspace
    for rule in workspace.rows_by(ApprovalRule, "component", component):
        body = workspace.rows_of(Body).get(rule.body)
        if body is not None and body.archived and not rule.archived:
            text = f"its body {body.key} {body.name} is archived: name another, or archive the rule"
            yield RightsBreach(APPROVAL_RULES.name, rule.id, f"{rule.key} {rule.title}", text)


def breaches_of(figures: Figures, component: int) -> tuple[RightsBreach, ...]:
    """The approvals of a component's own rows that the rules do not allow."""
    return figures.part(__name__, _Breaches).of(component)


def breaches_in(figures: Figures, component: int) -> Iterator[RightsBreach]:
    """The same of a component and all below it; of 0 of the whole store."""
    if not component:
        yield from breaches_of(figures, 0)
    for component_id in figures.live_subtree(component):
        yield from breaches_of(figures, component_id)


def _approvals(figures: Figures, component: int) -> list[RightsBreach]:
    """Those of approvals alone."""
    every = breaches_in(figures, component)
    return [breach for breach in every if breach.table != APPROVAL_RULES.name]


def _inputs(figures: Figures, component: int) -> Iterable[Input]:
    yield Input("approval rules", rule_count(figures.workspace))
    for breach in _approvals(figures, component):
        yield Input(breach.name, breach.text)


FIGURES: Final = (
    Figure(
        id="rights_breaches",
        table="components",
        title="approvals outside rights",
        short="outside rights",
        help="approvals by somebody who may not, over a limit, or of one's own request",
        kind="number",
        unit="approvals",
        formula="approvals that stand and that no approval rule allows, of it and all below it",
        source="decision rights as approval rules say them; PMI Standard for Program Management 4e",
        undefined="never: 0 where the store has no approval rule",
        reads=_READS,
        read=lambda figures: lambda component: len(_approvals(figures, component.id)),
        inputs=_inputs,
    ),
)
"""What is known of the approvals of a component."""
