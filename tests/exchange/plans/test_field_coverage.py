"""This file tests that a plan goes out with all that is shown, and what it leaves behind."""

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from msgspec import structs

from pmtui.exchange.msproject.field_coverage import PLAN_FIELDS
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plan_export.outgoing_plan import Outgoing, outgoing_plan
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.task_guids import id_of as id_of_mark
from pmtui.figures.core.amounts import Amount
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.task_costs import task_cost
from pmtui.model.workspace.schema import defaults_of, field_specs
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, id_of
from tests.exchange.plans.any_store import stores
from tests.exchange.plans.stored import imported

_NOTHING: Final = (None, "", 0, ())
_CALLED_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "components": ("name",),
        "tasks": ("title",),
        "links": ("predecessor", "successor"),
        "people": ("name",),
        "assignments": ("task", "person"),
        "calendars": ("name",),
        "calendar_weeks": ("calendar", "first"),
        "calendar_exceptions": ("calendar", "first"),
        "baselines": ("number",),
        "baseline_rows": ("baseline", "task"),
    }
)
"""By which of its fields a row is known in any store."""
_OF_SUMMARIES: Final = frozenset({"title", "notes", "priority", "code", "uid", "due", "active"})

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
def test_what_a_file_claims_to_keep_comes_back_equal_into_an_empty_store(
    workspace: Workspace,
) -> None:
    back = imported(read_msproject(write_msproject(sent(workspace).plan)))
    for table, claims in PLAN_FIELDS.items():
        rows = by_name(back, table)
        for name, row in by_name(workspace, table).items():
            for field, claim in claims.items():
                if claim.way == "kept" and is_set(workspace, table, row, field):
                    found = value_of(back, table, rows[name], field)
                    assert found == value_of(workspace, table, row, field), (table, name, field)


@ANY
@given(stores())
def test_summaries_and_the_whole_say_what_is_shown_of_them(workspace: Workspace) -> None:
    figures = Figures(workspace, TODAY)
    plan = sent(workspace).plan
    rows = {id_of_mark(task.guid): task for task in plan.tasks}
    for one, row in rows.items():
        if not (row.actual_finish and not row.summary):
            assert row.percent == figures.percent(one)
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


def by_name(workspace: Workspace, table: str) -> dict[object, Any]:
    """The rows of a table by what they are called in any store."""
    return {_name_of(workspace, table, row): row for row in workspace.rows(table).values()}


def _name_of(workspace: Workspace, table: str, row: Any) -> tuple[object, ...]:
    return tuple(value_of(workspace, table, row, field) for field in _CALLED_BY[table])


def _called(workspace: Workspace, table: str, target: int) -> object:
    return _name_of(workspace, table, workspace.rows(table)[target]) if target else ""


def value_of(workspace: Workspace, table: str, row: Any, field: str) -> object:
    """What a field says, with what it refers to by name."""
    (spec,) = (spec for spec in field_specs(table) if spec.name == field)
    value = getattr(row, field)
    refers = "tasks" if spec.kind == "about" else spec.refers
    return _called(workspace, refers, value) if refers else value


def is_set(workspace: Workspace, table: str, row: Any, field: str) -> bool:
    """Whether a field says something that only it can say.

    A field left open goes out as what is worked out for it, a summary as what lies below it, and
    the gaps of finished work and the length of a manual row as its dates.
    """
    if getattr(row, field) in (*_NOTHING, defaults_of(table).get(field)):
        return False
    if table != "tasks":
        return True
    if any(task.parent == row.id for task in workspace.tasks.values()):
        return field in _OF_SUMMARIES
    is_done = row.actual_finish is not None or Figures(workspace, TODAY).is_done(row.id)
    return not (field == "splits" and is_done) and not (field == "duration" and row.manual)


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
