"""This file imports plans: dates stay those of the file, the same file again changes nothing."""

from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.exchange.plans.task_fields import task_code
from pmtui.exchange.xer.xer_reader import read_xer
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_workspace, id_of
from tests.exchange.msproject.documents import a_task, document, tasks
from tests.exchange.msproject.made import plans
from tests.exchange.plans.stored import dates_in, imported, planned, project_of
from tests.exchange.plans.test_schedule_rules import PLANS
from tests.exchange.plans.truth import TRUTH
from tests.exchange.xer.documents import a_link, an_activity, plan_tables
from tests.exchange.xer.documents import document as xer_document

EXPORTS = ["sample", "BL-54069-B2-20250902", "UP-54069-20251121", "wk2"]


def real_plan(name: str) -> Plan:
    if name in EXPORTS:
        source = TRUTH / "measure_only" / "p6" / f"{name}.xer"
    else:
        source = TRUTH / f"{name}.blind.xml"
        source = source if source.exists() else TRUTH / f"{name}.mspdi.xml"
    if not source.exists():
        pytest.skip(f"{source} is not there: set PMTUI_TRUTH_DIR")
    data = source.read_bytes()
    return read_xer(data) if name in EXPORTS else read_msproject(data)


@pytest.mark.parametrize("name", [*PLANS, *EXPORTS], ids=lambda name: Path(name).name[:32])
def test_dates_and_slack_are_the_same_in_the_store_and_again_nothing_changes(name: str) -> None:
    plan = real_plan(name)
    made = schedule_of(plan)
    workspace = imported(plan)
    stored = dates_in(workspace)
    by_code = {task.code: task.id for task in workspace.tasks.values()}
    for task in plan.tasks:
        dates = stored.dates(by_code[task_code(task)])
        assert dates is not None
        assert dates == msgspec.structs.replace(made[task.uid], id=dates.id), task.name
    again = planned(plan, workspace, start=10_000_000)
    assert again.ops == ()


def a_plan(*rows: str) -> Plan:
    return read_msproject(tasks(*rows))


def keys_of(workspace: Workspace) -> dict[str, str]:
    return {task.code: task.key for task in workspace.tasks.values()}


def test_a_changed_file_changes_what_is_there_and_tells_what_is_gone() -> None:
    link = "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>"
    day = "<Duration>PT8H0M0S</Duration>"
    first = imported(a_plan(a_task(1, day), a_task(2, day + link), a_task(3)))
    changed = a_plan(a_task(1, "<Duration>PT16H0M0S</Duration>"), a_task(2, day), a_task(4))
    found = planned(changed, first, start=10_000_000)
    assert found.preview.startswith("1 task to create; 1 task to update; 1 project")
    keys = keys_of(first)
    assert found.notes == (
        f"no longer in the file, stays here: {keys['3']} T3",
        f"no longer in the file, stays here: L-1 from {keys['1']} to {keys['2']}",
    )
    after = imported(changed, first, start=10_000_000)
    assert keys_of(after) == {**keys, "4": "T-4"}


def test_a_plan_goes_into_the_project_that_is_named_and_gives_it_its_rules() -> None:
    workspace = a_workspace(a_project("P-9", name="Mine"))
    plan = read_xer(xer_document(plan_tables(TASK=[an_activity(1)])))
    after = imported(plan, workspace, into=id_of("P-9"))
    project = after.components[id_of("P-9")]
    assert (project.name, project.schedule_rules) == ("Mine", "p6")
    assert not project.honor_constraints
    assert [task.component for task in after.tasks.values()] == [project.id]
    assert len(after.components) == 1


def test_a_plan_of_another_title_is_another_project_though_its_file_has_the_same_name() -> None:
    first, second = (replace(a_plan(a_task(1)), title=title) for title in ("One", "Two"))
    workspace = imported(second, imported(first), start=10_000_000)
    assert sorted(one.name for one in workspace.components.values()) == ["One", "Two"]
    again = planned(first, workspace, start=20_000_000)
    assert again.ops == ()


def test_a_data_date_in_the_morning_speaks_of_the_day_before() -> None:
    for moment, day in (("2025-04-08 00:00", 7), ("2025-04-08 08:00", 7), ("2025-04-08 17:00", 8)):
        project = {**plan_tables()["PROJECT"][0], "last_recalc_date": moment}
        plan = read_xer(xer_document(plan_tables(PROJECT=[project], TASK=[an_activity(1)])))
        workspace = imported(plan)
        status = workspace.components[project_of(workspace)].status_date
        assert status is not None
        assert status.day == day


def test_a_plan_that_cannot_be_is_refused_with_the_reason() -> None:
    links = [a_link(1, 2), a_link(2, 1)]
    rows = [an_activity(1), an_activity(2)]
    found = planned(read_xer(xer_document(plan_tables(TASK=rows, TASKPRED=links))))
    assert found.ops == ()
    assert any("closes a loop" in one.what for one in found.errors)


def test_unknown_content_is_told() -> None:
    attribute = "<ExtendedAttribute><FieldID>1</FieldID></ExtendedAttribute>"
    plan = read_msproject(document(f"<Tasks>{a_task(1, attribute)}</Tasks>"))
    assert planned(plan).notes == ("left out: Task/ExtendedAttribute: 1",)


@settings(max_examples=100, deadline=None)
@given(plans())
def test_any_plan_is_taken_in_or_refused_with_reasons(plan: Plan) -> None:
    with suppress(UnreadableError):
        found = planned(plan)
        assert bool(found.ops) != bool(found.errors)
