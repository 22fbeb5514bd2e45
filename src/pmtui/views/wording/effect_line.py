"""This file says in one line what an edit would change: dates, money, benefits."""

from collections.abc import Iterator
from typing import Final

from pmtui.figures.effects.edit_worth import AmountChange, BenefitChange, EditEffects, MonthChange
from pmtui.query.values.formatting import DASH, money_text
from pmtui.views.wording.formatting import count_with_noun

TOO_MANY: Final = "too many tasks to work out what moves with it"
_NAMES: Final = {"cost_forecast": "forecast", "exposure": "exposure", "npv": "NPV"}


def effect_text(effects: EditEffects) -> str:
    """What an edit would change elsewhere, in one line; empty where it changes nothing."""
    return ", ".join(effect_parts(effects))


def effect_parts(effects: EditEffects) -> Iterator[str]:
    """What an edit would change elsewhere, each in a few words."""
    yield from _moves(effects)
    worth = effects.worth
    several = len({change.key for change in worth.amounts if change.table == "components"}) > 1
    for change in worth.amounts:
        yield _amount(change, is_named=several or change.table != "components")
    for benefit in worth.benefits:
        yield _benefit(benefit)


def _moves(effects: EditEffects) -> Iterator[str]:
    moved = effects.moved
    if moved.skipped:
        yield TOO_MANY
        return
    if moved.tasks:
        yield f"moves {count_with_noun(moved.tasks, 'task')}"
    if moved.contracts:
        yield count_with_noun(moved.contracts, "contract")
    if moved.days:
        yield f"project finish {moved.days:+d} d"
    if moved.conflicts:
        yield f"{count_with_noun(moved.conflicts, 'date')} missed by it"


def _amount(change: AmountChange, *, is_named: bool) -> str:
    of = f" of {change.key}" if is_named else ""
    name = f"{_NAMES[change.figure]}{of}"
    if change.change is not None:
        sign = "+" if change.change.amount > 0 else ""
        return f"{name} {sign}{money_text(change.change)}"
    if change.after is None:
        return f"{name} no longer known"
    return f"{name} becomes {money_text(change.after)}"


def _benefit(change: BenefitChange) -> str:
    name, unit = change.key, f" {change.unit}" if change.unit else ""
    months = count_with_noun(len(change.by_month), "month")
    total = f"{change.total:+f}{unit} over {months}"
    if not change.months:
        return f"{name} {total}" if change.total else f"{name} other values in {months}"
    later = "later" if change.months > 0 else "earlier"
    shift = f"{name} {count_with_noun(abs(change.months), 'month')} {later}"
    return f"{shift} ({total})" if change.total else shift


def month_text(change: MonthChange) -> str:
    """A month of a benefit that changes: `2027-02: 24 becomes —`."""
    month, before, after = change
    texts = [DASH if value is None else f"{value:f}" for value in (before, after)]
    return f"{month}: {texts[0]} becomes {texts[1]}"
