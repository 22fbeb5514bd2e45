"""This file tests which money counts: every amount once, own and below, by the rate of its day."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.catalogue import figure
from pmtui.figures.costs.position import CostPosition, cost_position
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import BOOKED, POSTED, task_actual
from pmtui.model.changes.ops import apply, create, edit, touched
from pmtui.model.costing.ledger import CostLine, LedgerEntry, PurchaseOrder
from pmtui.model.entities.baselines import Baseline
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money, money_of
from pmtui.model.entities.policy import Policy, Rate
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace, known_tables

TODAY: Final = date(2026, 11, 23)
_DAY: Final = date(2026, 11, 2)


def _euros(amount: int) -> Money:
    return Money(amount * 100, "EUR")


def _figures(*rows: tuple[str, Entity]) -> Figures:
    """A program 1 with projects 2 and 3, tasks 11 and 12 in the first, and some rows."""
    base: list[tuple[str, Entity]] = [
        ("policy", Policy(id=90)),
        ("components", Component(id=1, kind="program", name="All")),
        ("components", Component(id=2, kind="project", name="Build", component=1)),
        ("components", Component(id=3, kind="project", name="Sell", component=1)),
        ("tasks", Task(id=11, title="Dig", component=2, fixed_cost=_euros(100), percent=50)),
        ("tasks", Task(id=12, title="Pour", component=2, actual_cost=_euros(70))),
    ]
    ops = [create(table, row) for table, row in (*base, *rows)]
    return Figures(apply(Workspace(known_tables()), tuple(ops)), TODAY)


def _entry(number: int, component: int, amount: Money, **fields: object) -> tuple[str, Entity]:
    given = {"title": "Paid", "posted": _DAY, **fields}
    return "ledger", LedgerEntry(id=number, component=component, amount=amount, **given)  # type: ignore[arg-type]


def _value(position: CostPosition, name: str = "actual") -> Money | None:
    value: Money | None = getattr(position, name).value
    return value


def test_a_task_costs_what_is_posted_else_booked_else_what_is_done() -> None:
    figures = _figures(_entry(21, 2, _euros(30), task=12), _entry(22, 2, _euros(-5), task=12))
    tasks = figures.workspace.tasks
    assert task_actual(figures, tasks[12]).source == POSTED
    assert task_actual(figures, tasks[12]).amount.value == _euros(25)
    assert task_actual(figures, tasks[11]).amount.value == _euros(50)
    assert task_actual(_figures(), tasks[12]).source == BOOKED
    assert _value(cost_position(figures, 2)) == _euros(75)
    assert _value(cost_position(figures, 1)) == _euros(75)


def test_what_is_typed_as_spent_counts_only_while_no_entry_is_at_or_below() -> None:
    figures = _figures()
    ops = edit("components", figures.workspace.components[1], spent=_euros(900))
    typed = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
    assert _value(cost_position(typed, 1)) == _euros(900)
    assert typed.money(1).actual.value == _euros(900)
    table, row = _entry(21, 3, _euros(40))
    more = (create(table, row),)
    posted = typed.next(apply(typed.workspace, more), touched(more), TODAY)
    assert _value(cost_position(posted, 1)) == _euros(160)
    assert posted.money(1).actual.value == _euros(160)
    declared = figure("actual")
    assert declared is not None
    labels = [line.label for line in declared.inputs(posted, 1)]
    assert any("not counted" in label for label in labels)


def test_an_order_is_committed_as_far_as_no_entry_names_it() -> None:
    order = PurchaseOrder(id=31, component=3, title="Hosting", amount=_euros(100))
    paid = _entry(21, 3, _euros(30), order=31)
    figures = _figures(("orders", order), paid)
    assert _value(cost_position(figures, 1), "committed") == _euros(70)
    over = _figures(("orders", order), paid, _entry(22, 3, _euros(90), order=31))
    assert _value(cost_position(over, 1), "committed") == _euros(0)


def test_a_budget_that_nobody_typed_is_that_of_the_lines_and_of_what_is_below() -> None:
    line = CostLine(id=41, component=1, title="Travel", amount=_euros(10))
    below = CostLine(id=42, component=2, title="Sand", amount=_euros(20))
    figures = _figures(("cost_lines", line), ("cost_lines", below))
    assert figures.money(2).budget.value == _euros(20)
    assert figures.money(1).budget.value == _euros(30)
    distributed = figure("distributed")
    assert distributed is not None
    assert distributed.read(figures)(figures.workspace.components[1]) == _euros(30)


def test_exchange_variance_is_what_rates_have_added_since_the_plan() -> None:
    rates = (
        ("rates", Rate(id=51, currency="GBP", rate="1.1", at=date(2026, 1, 1))),
        ("rates", Rate(id=52, currency="GBP", rate="1.2", at=date(2026, 11, 1))),
    )
    agreed = Baseline(id=61, component=3, label="First", number=1, taken_at=date(2026, 6, 1))
    figures = _figures(*rates, ("baselines", agreed), _entry(21, 3, Money(100_00, "GBP")))
    assert _value(cost_position(figures, 3)) == _euros(120)
    assert _value(cost_position(figures, 1), "exchange_variance") == _euros(10)
    bare = _figures(*rates, _entry(21, 3, Money(100_00, "GBP")))
    assert cost_position(bare, 3).exchange_variance.value is None
    assert "baseline" in cost_position(bare, 3).exchange_variance.reason


_RATES: Final = (
    ("rates", Rate(id=51, currency="GBP", rate="1.1733", at=date(2026, 1, 1))),
    ("rates", Rate(id=52, currency="GBP", rate="1.2041", at=date(2026, 11, 10))),
    ("rates", Rate(id=53, currency="JPY", rate="0.00613", at=date(2026, 1, 1))),
)


def _drawn(chance: Random) -> list[tuple[str, Entity]]:
    """Entries of any place, day and currency, some of them credit notes."""
    rows: list[tuple[str, Entity]] = []
    for number in range(chance.randrange(1, 12)):
        money = Money(chance.randrange(-9_999, 99_999), chance.choice(["EUR", "GBP", "JPY"]))
        task = chance.choice([0, 11, 12])
        place = 2 if task else chance.choice([1, 2, 3])
        day = _DAY + timedelta(days=chance.randrange(0, 20))
        rows.append(_entry(200 + number, place, money, task=task, posted=day))
    return rows


def _in_euros(entry: LedgerEntry) -> int:
    worth = {"EUR": "1", "JPY": "0.00613"}
    worth["GBP"] = "1.2041" if entry.posted >= date(2026, 11, 10) else "1.1733"
    return money_of(entry.amount.decimal * Decimal(worth[entry.amount.currency]), "EUR").amount


@settings(max_examples=60)
@given(chance=st.randoms(use_true_random=False))
def test_no_amount_reaches_a_total_twice_and_own_and_below_make_every_level(chance: Random) -> None:
    rows = _drawn(chance)
    figures = _figures(*_RATES, *rows)
    entries = [row for _, row in rows if isinstance(row, LedgerEntry)]
    named = {entry.task for entry in entries}
    rest = (0 if 11 in named else 50_00) + (0 if 12 in named else 70_00)
    actual = _value(cost_position(figures, 1))
    assert actual is not None
    assert actual.amount == sum(map(_in_euros, entries)) + rest
    for name in ("actual", "planned", "to_go", "committed"):
        parts = [getattr(cost_position(figures, 1).own, name)]
        parts += [getattr(cost_position(figures, child), name) for child in (2, 3)]
        total = getattr(cost_position(figures, 1), name)
        assert (total.value.amount if total.value else 0) == sum(
            part.value.amount for part in parts if part.value is not None
        )


@settings(max_examples=30)
@given(chance=st.randoms(use_true_random=False))
def test_a_new_rate_changes_no_past_actual(chance: Random) -> None:
    figures = _figures(*_RATES, *_drawn(chance))
    before = _value(cost_position(figures, 1))
    rate = Rate(id=54, currency="GBP", rate="9.9", at=TODAY)
    ops = (create("rates", rate),)
    after = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
    assert _value(cost_position(after, 1)) == before


def test_who_says_what_was_spent_is_told_and_what_nobody_typed_is_not() -> None:
    declared = figure("actual")
    assert declared is not None
    labels = [line.label for line in declared.inputs(_figures(), 2)]
    assert f"{BOOKED} (1)" in labels
    assert not any(label.startswith("typed") for label in labels)
    assert next(line.label for line in declared.inputs(_figures(), 0)) == "by itself"
