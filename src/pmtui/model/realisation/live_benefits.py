"""This file finds the benefits that somebody still has to watch, by the component they hang on."""

from collections.abc import Iterator
from typing import Final

from pmtui.model.benefits.profiles import ATTRIBUTIONS, Attribution
from pmtui.model.entities.registers import BENEFITS, Benefit
from pmtui.model.rules.life_cycles import has_ended
from pmtui.model.workspace.workspace import Workspace

FED_FROM: Final = frozenset({BENEFITS.name, ATTRIBUTIONS.name})
"""The tables that say which benefits a component feeds."""


def is_live(benefit: Benefit) -> bool:
    """Whether a benefit is neither archived, sustained nor given up."""
    return not benefit.archived and not has_ended(benefit)


def live_benefits(workspace: Workspace, component: int) -> Iterator[Benefit]:
    """The live benefits of a component and of all below it."""
    for place in workspace.subtree(component, archived=False):
        for benefit in workspace.rows_by(Benefit, "component", place):
            if is_live(benefit):
                yield benefit


def fed_benefits(workspace: Workspace, component: int) -> Iterator[Benefit]:
    """The live benefits of a component, and those it has a share in, wherever they lie."""
    benefits = workspace.rows_of(Benefit)
    ids = {benefit.id for benefit in live_benefits(workspace, component)}
    for place in workspace.subtree(component, archived=False):
        rows = workspace.rows_by(Attribution, "component", place)
        ids |= {row.benefit for row in rows if not row.archived}
    for benefit_id in sorted(ids & benefits.keys()):
        if is_live(benefits[benefit_id]):
            yield benefits[benefit_id]


def shares_in(workspace: Workspace, benefit: int) -> tuple[Attribution, ...]:
    """Who has a share in a benefit, without what was put away."""
    rows = workspace.rows_by(Attribution, "benefit", benefit)
    return tuple(row for row in rows if not row.archived)


def lacks_of(benefit: Benefit) -> Iterator[tuple[str, str]]:
    """What a benefit needs to be watched and lacks: in words, and as it is typed."""
    if not benefit.owner:
        yield "business owner", "owner=NAME"
    if benefit.next_measure is None:
        yield "next measure", "next_measure=DATE"
