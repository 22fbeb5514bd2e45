"""This file tests that every cost of a plan comes in, adds up here, and goes out again."""

from decimal import Decimal
from pathlib import Path

import pytest

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plan_export.outgoing_plan import outgoing_plan
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.figures.core.amounts import Amount
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import task_cost
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_component, a_person, a_task, a_workspace, eur, id_of
from tests.exchange.msproject.documents import document
from tests.exchange.plan_import.test_import_planning import EXPORTS, real_plan
from tests.exchange.plans.stored import imported, project_of
from tests.exchange.plans.test_schedule_rules import PLANS

PRICED = """
<CurrencyCode>GBP</CurrencyCode>
<Tasks>
 <Task><UID>1</UID><ID>1</ID><Name>Phase</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary>
  <FixedCost>2500</FixedCost><Cost>117500</Cost><ActualCost>40000</ActualCost></Task>
 <Task><UID>2</UID><ID>2</ID><Name>Dig</Name><OutlineLevel>2</OutlineLevel>
  <Duration>PT16H0M0S</Duration><PercentComplete>50</PercentComplete>
  <ActualStart>2026-11-23T08:00:00</ActualStart>
  <FixedCost>5000</FixedCost><Cost>95000</Cost><ActualCost>40000</ActualCost>
  <Baseline><Number>0</Number><Start>2026-11-23T08:00:00</Start>
   <Finish>2026-11-24T17:00:00</Finish><Cost>80000</Cost></Baseline></Task>
 <Task><UID>3</UID><ID>3</ID><Name>Stone</Name><OutlineLevel>2</OutlineLevel>
  <Duration>PT8H0M0S</Duration><Cost>20000</Cost><ActualCost>0</ActualCost></Task>
</Tasks>
<Resources>
 <Resource><UID>1</UID><ID>1</ID><Name>Digger</Name><Type>1</Type>
  <StandardRate>50</StandardRate><CostPerUse>10000</CostPerUse></Resource>
 <Resource><UID>2</UID><ID>2</ID><Name>Stone</Name><Type>0</Type>
  <StandardRate>40</StandardRate></Resource>
</Resources>
<Assignments>
 <Assignment><UID>1</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units>
  <Work>PT16H0M0S</Work><ActualWork>PT8H0M0S</ActualWork><Cost>90000</Cost></Assignment>
 <Assignment><UID>2</UID><TaskUID>3</TaskUID><ResourceUID>2</ResourceUID><Units>4</Units>
  <Work>PT4H0M0S</Work><Cost>20000</Cost></Assignment>
</Assignments>
"""


def hundredths(amount: Amount) -> int:
    """A sum as files keep it; nothing is nought."""
    return 0 if amount.value is None else round(amount.value.decimal * Decimal(100))


def differing(plan: Plan, workspace: Workspace) -> list[tuple[str, int, int, int, int]]:
    """The tasks whose cost or cost so far is not that of the file."""
    figures = Figures(workspace, TODAY)
    rows = {task.uid: task.id for task in workspace.tasks.values()}
    found = []
    for task in plan.tasks:
        if task.summary and task.cost is None:
            continue
        here = task_cost(figures, rows[task.uid])
        sums = (hundredths(here.planned), hundredths(here.actual))
        said = (task.cost or 0, task.actual_cost or 0)
        if sums != said:
            found.append((task.name, *sums, *said))
    return found


def sent_out(workspace: Workspace) -> Plan:
    """The plan after a way out."""
    plan = outgoing_plan(Figures(workspace, TODAY), project_of(workspace)).plan
    return read_msproject(write_msproject(plan))


def money(task: PlanTask) -> tuple[int, ...]:
    """All that a row costs."""
    parts = (task.cost, task.fixed_cost, task.actual_cost)
    return tuple(part or 0 for part in parts)


def test_what_follows_from_rates_is_not_kept_and_the_rest_is() -> None:
    workspace = imported(read_msproject(document(PRICED)))
    tasks = {task.title: task for task in workspace.tasks.values()}
    costs = [row.cost for row in workspace.rows("assignments").values()]  # type: ignore[attr-defined]
    assert sorted(costs, key=str) == [Money(20_000, "GBP"), None]
    assert tasks["Phase"].fixed_cost == Money(2500, "GBP")
    assert tasks["Dig"].fixed_cost == Money(5000, "GBP")
    assert tasks["Dig"].actual_cost == Money(40_000, "GBP")
    assert (tasks["Stone"].fixed_cost, tasks["Stone"].actual_cost) == (None, None)


def test_every_sum_of_the_file_comes_out_and_goes_out_in_its_currency() -> None:
    plan = read_msproject(document(PRICED))
    workspace = imported(plan)
    assert differing(plan, workspace) == []
    out = sent_out(workspace)
    assert out.currency == "GBP"
    assert [money(task) for task in out.tasks] == [money(task) for task in plan.tasks]
    assert [one.cost for one in out.assignments] == [90_000, 20_000]
    assert [one.cost_per_use for one in out.resources] == [10_000, None]
    assert [one.cost for task in out.tasks for one in task.baselines] == [80_000]


def test_importing_the_same_file_again_changes_no_cost() -> None:
    plan = read_msproject(document(PRICED))
    once = imported(plan)
    again = imported(plan, once, into=project_of(once), start=10_000)
    assert {t.id: (t.fixed_cost, t.actual_cost) for t in again.tasks.values()} == {
        t.id: (t.fixed_cost, t.actual_cost) for t in once.tasks.values()
    }
    assert differing(plan, again) == []


def test_a_file_that_says_nothing_of_costs_leaves_those_that_are_here() -> None:
    tasks = "<Tasks><Task><UID>1</UID><ID>1</ID><Name>A</Name>{}</Task></Tasks>"
    priced = imported(
        read_msproject(document(tasks.format("<Cost>500</Cost><ActualCost>200</ActualCost>")))
    )
    again = imported(
        read_msproject(document(tasks.format(""))), priced, into=project_of(priced), start=10_000
    )
    (task,) = again.tasks.values()
    assert (task.fixed_cost, task.actual_cost) == (eur(5), eur(2))


def test_a_file_that_prices_tasks_alone_is_not_counted_twice() -> None:
    tasks = "<Tasks><Task><UID>1</UID><ID>1</ID><Name>A</Name><Cost>{}</Cost></Task></Tasks>"
    people = "<Resources><Resource><UID>1</UID><Name>Ann</Name><StandardRate>50</StandardRate></Resource></Resources>"  # noqa: E501
    work = "<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Work>PT2H0M0S</Work></Assignment></Assignments>"  # noqa: E501
    plan = read_msproject(document(tasks.format(10_000) + people + work))
    assert differing(plan, imported(plan)) == []
    alone = read_msproject(document(tasks.format(12_345)))
    assert differing(alone, imported(alone)) == []


def test_what_an_owner_costs_who_is_not_assigned_comes_back_once() -> None:
    project = a_component("P-1", start=TODAY)
    ann = a_person("H-1", "Ann", rate=Money(5000, "EUR"))
    task = a_task("T-1", days=1, owner=id_of("H-1"), fixed_cost=Money(700, "EUR"))
    there = a_workspace(project, ann, task)
    out = sent_out(there)
    assert [money(row) for row in out.tasks] == [(40_700, 40_700, 0)]
    back = imported(out, there, into=project_of(there), start=10_000)
    assert back.tasks[id_of("T-1")].fixed_cost == Money(700, "EUR")
    assert [money(row) for row in sent_out(back).tasks] == [(40_700, 40_700, 0)]


def test_sums_of_two_currencies_without_a_rate_are_told_to_be_left_out() -> None:
    project = a_component("P-1", start=TODAY)
    bo = a_person("H-1", "Bo", rate=Money(5000, "USD"))
    task = a_task("T-1", days=1, owner=id_of("H-1"), fixed_cost=eur(7))
    figures = Figures(a_workspace(project, bo, task), TODAY)
    out = outgoing_plan(figures, id_of("P-1"))
    assert out.plan.currency == "EUR"
    assert out.plan.tasks[0].cost is None
    assert any("no rate to EUR" in text for text in out.left_out)
    alone = a_workspace(project, bo, a_task("T-1", days=1, owner=id_of("H-1")))
    plan = outgoing_plan(Figures(alone, TODAY), id_of("P-1")).plan
    assert (plan.currency, plan.tasks[0].cost) == ("USD", 40_000)


@pytest.mark.parametrize("name", PLANS, ids=lambda name: Path(name).name[:32])
def test_every_cost_of_a_real_plan_is_that_of_ms_project_and_goes_out_again(name: str) -> None:
    plan = real_plan(name)
    workspace = imported(plan)
    assert differing(plan, workspace) == []
    out = {task.uid: task for task in sent_out(workspace).tasks}
    assert [t.name for t in plan.tasks if money(out[t.uid]) != money(t)] == []


@pytest.mark.parametrize("name", EXPORTS)
def test_every_cost_of_a_p6_plan_comes_out(name: str) -> None:
    plan = real_plan(name)
    assert differing(plan, imported(plan)) == []
