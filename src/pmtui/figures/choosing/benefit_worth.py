"""This file says what projects are worth by their benefits: own ones, shares, and those for all."""

from collections.abc import Iterator

from pmtui.figures.choosing.store_rules import sharers
from pmtui.figures.core.amounts import Amount, amount_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Attribution
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import Benefit
from pmtui.model.realisation.live_benefits import is_live, shares_in


def brought_about(figures: Figures, component: int) -> Amount:
    """What the benefits of a component come to: its shares, and its own that nobody has one of.

    Those that count once for several are none of its own.
    """
    parts = [*_parts(figures, component)]
    return amount_of(parts, len(parts), figures.rates)


def worth_of(benefit: Benefit, share: int = 100) -> Money | None:
    """What a benefit, or a share of it, is worth; below nothing where it does harm."""
    if benefit.value is None or not is_live(benefit):
        return None
    sign = 1 if benefit.kind == "benefit" else -1
    return Money(sign * (benefit.value.amount * share // 100), benefit.value.currency)


def _parts(figures: Figures, component: int) -> Iterator[Money]:
    workspace, for_all = figures.workspace, sharers(figures)
    benefits = workspace.rows_of(Benefit)
    for row in workspace.rows_by(Attribution, "component", component):
        benefit = benefits.get(row.benefit)
        if (
            benefit is not None
            and not row.archived
            and component not in for_all.get(row.benefit, ())
        ):
            yield from filter(None, (worth_of(benefit, row.share),))
    for benefit in workspace.rows_by(Benefit, "component", component):
        if benefit.id not in for_all and not shares_in(workspace, benefit.id):
            yield from filter(None, (worth_of(benefit),))
