"""This file tests that a plan goes out with all that is shown, and what it leaves behind."""

import os

from hypothesis import HealthCheck, given, settings
from msgspec import structs

from pmtui.exchange.msproject.reading import read_msproject
from pmtui.exchange.msproject.writing import write_msproject
from pmtui.exchange.plans.marks import id_of as id_of_mark
from pmtui.exchange.plans.outgoing import Outgoing, outgoing_plan
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.figures.amounts import Amount
from pmtui.figures.costs import task_cost
from pmtui.figures.parts import task_percent
from pmtui.figures.sheet import Figures
from pmtui.model.workspace import Workspace
from tests.conftest import TODAY, id_of
from tests.exchange.plans.any_store import stores

ANY = settings(
    max_examples=int(os.environ.get("PMTUI_TRIES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def sent(workspace: Workspace) -> Outgoing:
    return outgoing_plan(Figures(workspace, TODAY), id_of("P-1"))


@ANY
@given(stores())
def test_the_file_of_any_store_is_read_as_the_plan_that_was_sent(workspace: Workspace) -> None:
    plan = sent(workspace).plan
    back = read_msproject(write_msproject(plan))
    assert back.odd == ()
    assert back.unknown == ()
    crew = tuple(
        structs.replace(one, kind="work" if one.kind == "equipment" else one.kind)
        for one in plan.resources
    )
    plan = structs.replace(plan, resources=crew)
    for field in Plan.__struct_fields__:
        assert getattr(back, field) == getattr(plan, field), field


@ANY
@given(stores())
def test_summaries_and_the_whole_say_what_is_shown_of_them(workspace: Workspace) -> None:
    figures = Figures(workspace, TODAY)
    plan = sent(workspace).plan
    rows = {id_of_mark(task.guid): task for task in plan.tasks}
    for one, row in rows.items():
        if not (row.actual_finish and not row.summary):
            assert row.percent == task_percent(figures, one)
        shown = task_cost(figures, one)
        assert (row.cost, row.actual_cost) == (cents(shown.planned), cents(shown.actual))
        if row.summary:
            below = [task for task in plan.tasks if task.parent == row.uid and task.active]
            assert row.work == total([row_work(plan, row), *(task.work for task in below)])
    assert plan.whole is not None
    assert plan.whole.percent == (figures.work(id_of("P-1")).work.percent or 0)
    top = [task for task in plan.tasks if not task.parent and task.active]
    for name in ("work", "actual_work", "remaining_work", "cost", "actual_cost"):
        assert getattr(plan.whole, name) == total([getattr(task, name) for task in top]), name


@ANY
@given(stores())
def test_work_done_and_to_come_make_up_the_work(workspace: Workspace) -> None:
    plan = sent(workspace).plan
    for task in plan.tasks:
        stored = workspace.tasks[id_of_mark(task.guid)]
        if task.work is None or task.summary or stored.remaining is not None:
            continue
        assert task.actual_work is not None
        assert task.remaining_work == max(task.work - task.actual_work, 0)
        at_work = [one for one in plan.assignments if one.task == task.uid]
        if not at_work:
            percent = 100 if Figures(workspace, TODAY).is_done(stored.id) else stored.percent
            assert task.actual_work == (2 * task.work * percent + 100) // 200


@ANY
@given(stores())
def test_what_stays_behind_is_named_with_its_count(workspace: Workspace) -> None:
    tasks = workspace.tasks.values()
    told = sent(workspace).left_out
    tagged = sum(bool(task.tags) for task in tasks)
    assert (f"{tagged} task{'s' * (tagged > 1)} with tags" in told) == bool(tagged)
    parts = sum(task.kind == "deliverable" for task in tasks)
    assert any("deliverable" in text for text in told) == bool(parts)
    skilled = sum(bool(one.role) for one in workspace.people.values())
    words = "1 person" if skilled == 1 else f"{skilled} people"
    assert (f"{words} with a role" in told) == bool(skilled)


def cents(amount: Amount) -> int | None:
    money = amount.value
    return None if money is None else round(money.decimal * 100)


def total(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def row_work(plan: Plan, row: PlanTask) -> int | None:
    kinds = {one.uid: one.kind for one in plan.resources}
    at_work = [one for one in plan.assignments if one.task == row.uid]
    return total([one.work for one in at_work if kinds[one.resource] not in {"material", "cost"}])
