"""This file tests that the sums of a scope by period are those of its tasks, one by one."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.earned_value.baseline_plans import money_in
from pmtui.figures.earned_value.measure import added, known, undefined
from pmtui.figures.earned_value.scope_performance import ScopePerformance, performance
from pmtui.figures.earned_value.series import PeriodValues, series
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment
from pmtui.model.changes.ops import apply, edit, touched
from pmtui.model.entities.baselines import Baseline, BaselineRow, FrozenCalendar
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.policy import Rate
from pmtui.model.entities.tasks import EarningMethod, Task
from pmtui.model.workspace.schema import TABLE_OF
from pmtui.model.workspace.workspace import Workspace, known_tables

MONDAY: Final = date(2024, 1, 1)
TODAY: Final = date(2024, 3, 15)
METHODS: Final = get_args(EarningMethod)
OFFICE: Final = "08:00-12:00 13:00-17:00"
PARTS: Final = 3

amounts = st.integers(-50_000, 90_000_000)
a_task = st.tuples(
    st.integers(0, PARTS - 1), st.sampled_from(METHODS), st.integers(0, 150), st.integers(0, 90),
    amounts, st.integers(0, 100), st.none() | amounts, st.booleans(),
)  # fmt: skip
currencies = st.lists(st.sampled_from(("EUR", "USD", "JPY", "")), min_size=PARTS, max_size=PARTS)


def the_store(drawn: list[tuple[Any, ...]], codes: list[str]) -> Workspace:
    """Projects, each with a baseline in a currency; one without (`~`) froze no working time."""
    rows: list[Entity] = [
        Rate(id=900, currency="USD", at=MONDAY, rate="0.9137"),
        Rate(id=901, currency="JPY", at=MONDAY, rate="0.0061"),
    ]
    for at, code in enumerate(codes):
        project = 10 + at
        rows += [
            Component(id=project, key=f"P-{project}", kind="project", name="P", state="executing"),
            Baseline(
                id=20 + at, component=project, label="Agreed", number=1, taken_at=MONDAY,
                currency=code, plan_rate="1.25" if code == "JPY" else "", plan_base="EUR",
            ),
            FrozenCalendar(
                id=30 + at, component=project, baseline=20 + at, number=1, monday=OFFICE,
                tuesday=OFFICE, friday="08:00-11:30",
            ),
        ]  # fmt: skip
    for number, (part, method, first, length, cost, percent, spent, begun) in enumerate(drawn):
        code = codes[part] or "USD"
        start = MONDAY + timedelta(days=first)
        money = Money(cost, code)
        rows += [
            Task(
                id=100 + number, component=10 + part, title="Task", ev_method=method,
                fixed_cost=money, percent=percent, units_done=percent, units_total=90,
                apportioned_to=100 + (number + 1) % len(drawn),
                actual_start=start if begun else None,
                actual_cost=None if spent is None else Money(spent, code),
            ),
            BaselineRow(
                id=500 + number, component=10 + part, baseline=20 + part, task=100 + number,
                title="Task", start=start, finish=start + timedelta(days=length), start_time=480,
                finish_time=1020, own_cost=money, cost=money, calendar=30 + part,
                cost_at_start=Money(cost // 3, code) if number % 2 else None,
            ),
        ]  # fmt: skip
    tables = {name: dict(known) for name, known in known_tables().items()}
    for row in rows:
        tables[TABLE_OF[type(row)]][row.id] = row
    return Workspace(tables, revision=1)


def by_task(figures: Figures, measured: ScopePerformance, at: int) -> tuple[int, int, int]:
    """Planned, earned and spent by a moment: each task asked, each project converted."""
    totals = [0, 0, 0]
    for standing in measured.standings:
        kinds = (standing.plan.tasks, standing.progress.flows, standing.spent.flows)
        for place, flows in enumerate(kinds):
            own = sum(flow.value(at) for flow in flows.values())
            worth = money_in(standing.plan, own, measured.currency, figures.rates)
            totals[place] += worth.minor or 0
    return totals[0], totals[1], totals[2]


def check(figures: Figures, data_date: int | None) -> tuple[PeriodValues, ...]:
    measured = performance(figures, 0, data_date)
    found = series(figures, measured)
    for point in found:
        end = moment(point.at, None, ends=True)
        values = by_task(figures, measured, end)
        for name, value in zip(("pv", "ev", "ac"), values, strict=True):
            shown = getattr(point, name)
            assert shown is None or shown == Money(value, measured.currency)
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(a_task, min_size=1, max_size=12),
    currencies,
    st.none() | st.integers(0, 120),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 100)), max_size=3),
)
def test_sums_of_a_scope_are_those_of_its_tasks_at_every_data_date_and_after_every_edit(
    tasks: list[tuple[Any, ...]],
    codes: list[str],
    days: int | None,
    edits: list[tuple[int, int]],
) -> None:
    at = None if days is None else moment(MONDAY + timedelta(days=days), None, ends=True)
    figures = Figures(the_store(tasks, codes), TODAY)
    check(figures, at)
    for number, percent in edits:
        task = figures.workspace.tasks[100 + number % len(tasks)]
        ops = edit("tasks", task, percent=percent)
        after = apply(figures.workspace, ops)
        figures = figures.next(after, touched(ops), TODAY)
        kept = check(figures, at)
        fresh = Figures(after, TODAY)
        assert kept == series(fresh, performance(fresh, 0, at))


@given(st.lists(st.none() | st.fractions(max_denominator=50)))
def test_many_numbers_added_are_what_they_are_one_after_another(
    values: list[Fraction | None],
) -> None:
    measures = [undefined(f"no {at}") if v is None else known(v) for at, v in enumerate(values)]
    total = known(0)
    for measure in measures:
        total = total + measure
    assert added(measures) == total


def test_each_kind_of_amount_is_there_to_be_compared() -> None:
    drawn = [(0, "", 0, 40, 1001, 33, 77, True), (1, "percent", 5, 60, 999, 20, 5, True)]
    figures = Figures(the_store(drawn, ["EUR", "", "JPY"]), TODAY)
    assert {code.plan.currency for code in performance(figures, 0).standings} == {"EUR", "USD"}
    assert any(point.pv and point.ev and point.ac for point in check(figures, None))
