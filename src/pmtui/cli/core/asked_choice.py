"""This file poses what `select` is to choose from a store, by its options."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.cli.core.entity_names import scope_key, scoped_figures
from pmtui.cli.core.verb import USAGE, Call, Stop
from pmtui.figures.choosing.store_rules import AskedRule
from pmtui.figures.selection.problem import Posed, RuleKind
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.choosing import Asked, ids_of, pose
from pmtui.query.error import QueryError
from pmtui.query.values.money import typed_money

_SEPARATOR: Final = ","


class PosedChoice(msgspec.Struct, frozen=True):
    """What is to be chosen from, by what, and where."""

    posed: Posed
    asked: Asked
    figures: Figures
    component: int
    """The scope; 0 for the whole store."""

    @property
    def scope(self) -> str | None:
        """The key of the scope; None for the whole store."""
        return scope_key(self.figures, self.component)


def posed_by(call: Call) -> PosedChoice:
    """What is to be chosen from by the options.

    Raises:
        Stop: the store cannot be opened, or an option names what there is not.
    """
    figures, component, _ = scoped_figures(call)
    try:
        asked = _asked(call, figures)
        return PosedChoice(pose(figures, component, asked), asked, figures, component)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error


def _asked(call: Call, figures: Figures) -> Asked:
    """What the options ask for.

    Raises:
        QueryError: one names what there is not.
    """
    args = call.args
    base = figures.rates.base
    budgets = []
    for text in args.budget or ():
        label, equals, amount = text.rpartition("=")
        if equals and not label.strip():
            raise QueryError(f"{text!r} names no year: write 2027=1.2m, or 1.2m for all")
        budgets.append((label.strip(), _amount(amount, base)))
    if len({label for label, _ in budgets}) < len(budgets):
        raise QueryError("--budget: the same budget is given twice; name years, as 2027=1.2m")
    rules: list[AskedRule] = []
    for text in args.needs or ():
        first, colon, second = text.partition(":")
        if not colon or not first.strip() or not second.strip():
            raise QueryError(f"--needs {text!r}: write it as P-1:P-2, where P-1 needs P-2")
        rules.append(AskedRule("needs", ids_of(figures, (first.strip(), second.strip()))))
    groups: tuple[tuple[RuleKind, Sequence[str]], ...] = (
        ("excludes", args.excludes or ()),
        ("at_least_one", args.at_least_one or ()),
    )
    for kind, texts in groups:
        rules += [AskedRule(kind, ids_of(figures, _keys(text))) for text in texts]
    lone: tuple[tuple[RuleKind, Sequence[str]], ...] = (
        ("must", args.must or ()),
        ("must_not", args.must_not or ()),
    )
    for kind, texts in lone:
        members = [member for text in texts for member in ids_of(figures, _keys(text))]
        rules += [AskedRule(kind, (member,)) for member in members]
    if args.at_most is not None and args.at_most < 1:
        raise QueryError("--at-most: write how many may be in, 1 or more")
    return Asked(
        budgets=tuple(budgets),
        value=args.value,
        cost=args.cost,
        at_most=args.at_most or 0,
        rules=tuple(rules),
    )


def _amount(text: str, base: str) -> Decimal:
    money = typed_money(text, base)
    if money.currency != base:
        raise QueryError(f"{text!r} is in {money.currency}: write it in {base}")
    if money.amount < 0:
        raise QueryError(f"{text!r} is less than nothing")
    return money.decimal


def _keys(text: str) -> list[str]:
    return [key.strip() for key in text.split(_SEPARATOR) if key.strip()]
