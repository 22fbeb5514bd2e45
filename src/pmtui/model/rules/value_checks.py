"""This file refuses values that nobody can have meant, whatever row they stand in."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from pmtui.model.changes.ops import Op
from pmtui.model.entities.entity import MINOR_UNITS, as_document, title_of
from pmtui.model.rules.checks import Problem
from pmtui.model.rules.date_range import days_outside, outside_text
from pmtui.model.workspace.schema import TABLES, FieldSpec, field_specs
from pmtui.model.workspace.workspace import Workspace

_CODES: Final = frozenset({"base_currency", "currency", "plan_base"})
"""Text fields that hold a currency."""
_RATE: Final = ("rates", "rate")


def check_values(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """Values that nobody can have meant: days of other ages, amounts below nothing, no currencies.

    Args:
        ops: the edit.
        workspace: as it is before.
    """
    problems: list[Problem] = []
    for op in ops:
        if op.op not in {"create", "put", "set"} or op.table not in TABLES:
            continue
        values = {op.field: op.new} if op.op == "set" else as_document(op.new)
        for label, reason in _wrong_values(op.table, values):
            row = workspace.get(op.table, op.id)
            name = (row.key or title_of(row) or op.table) if row is not None else _new_name(op)
            problems.append(Problem(op.table, op.id, f"{name}: {label} {reason}", is_input=True))
    return tuple(problems)


def _wrong_values(table: str, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The labels of fields whose values cannot be, with the reasons."""
    for label, day in days_outside(table, values):
        yield label, outside_text(day)
    for spec in _judged(table):
        value = values.get(spec.name)
        if not value:
            continue
        if spec.kind == "money":
            for reason in _wrong_amount(as_document(value), never_negative=spec.never_negative):
                yield spec.label, reason
        elif spec.name in _CODES and value not in MINOR_UNITS:
            yield spec.label, f"{value!r} is no currency: write a code such as EUR or CHF"
        elif (table, spec.name) == _RATE and not _is_rate(value):
            yield spec.label, f"{value!r} is no rate of exchange: write one above 0, such as 1.08"


@cache
def _judged(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table whose values are judged here, beside its days."""
    return tuple(
        spec
        for spec in field_specs(table)
        if spec.kind == "money" or spec.name in _CODES or (table, spec.name) == _RATE
    )


def _wrong_amount(money: Mapping[str, object], *, never_negative: bool) -> Iterator[str]:
    amount, currency = money.get("amount"), money.get("currency")
    if currency not in MINOR_UNITS:
        yield f"is in {currency!r}, which is no currency: write a code such as EUR or CHF"
    if never_negative and isinstance(amount, int) and amount < 0:
        yield "is less than nothing: write it without the minus"


def _is_rate(value: object) -> bool:
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        return False
    return rate.is_finite() and rate > 0


def _new_name(op: Op) -> str:
    """What a row that does not stand yet is called."""
    document = as_document(op.new)
    named = (document.get(name) for name in ("title", "name", "text", "label"))
    return next((str(name) for name in named if name), op.table)
