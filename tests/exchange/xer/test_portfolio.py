"""This file imports XER files of several projects: at once, one by one, in any order, and again."""

import os
from collections.abc import Sequence
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plan_import.outside_links import OutsideEnd, outside_end
from pmtui.exchange.plans.plan import Plan, PlanLink
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.exchange.plans.source_file import PlanFile, offered
from pmtui.exchange.xer.xer_reader import read_xers
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create, invert, settle_keys
from pmtui.model.entities.components import Component
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY
from tests.exchange.tables.made import empty, ids
from tests.exchange.xer.documents import an_activity, plan_tables
from tests.exchange.xer.portfolio import Links, Portfolio, home, portfolio_file, portfolios

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))
TWO: Final = Portfolio(((8, 16), (24, 8)), [Links(101, 102), Links(102, 201, "PR_FS", 8)])
KINDS: Final = {"FS": "PR_FS", "SS": "PR_SS", "FF": "PR_FF", "SF": "PR_SF"}


def _planned(file: PlanFile, before: Workspace, *, into: int = 0, start: int = 0) -> ImportPlan:
    return plan_import(before, file, ids(start), TODAY, into=into, name="plan")


def _import(
    data: bytes, before: Workspace | None = None, projects: Sequence[str] = (), start: int = 0
) -> tuple[Workspace, ImportPlan]:
    before = before or empty()
    found = _planned(read_xers(data, projects), before, start=start)
    assert not found.errors, found.errors
    return apply(before, settle_keys(before, found.ops)), found


def _links(workspace: Workspace) -> set[Links]:
    """The links of a store by the numbers of the file."""
    return {
        Links(
            workspace.tasks[link.predecessor].uid,
            workspace.tasks[link.successor].uid,
            KINDS[link.type],
            link.lag / 60,
        )
        for link in workspace.links.values()
    }


def _waiting(workspace: Workspace) -> dict[int, tuple[str, ...]]:
    return {task.uid: task.outside_links for task in workspace.tasks.values() if task.outside_links}


def test_all_projects_of_a_file_come_in_with_the_links_between_them() -> None:
    workspace, found = _import(portfolio_file(TWO))
    assert {row.code: row.source for row in workspace.components.values()} == {
        "P1": "P6 1", "P2": "P6 2",
    }  # fmt: skip
    assert _links(workspace) == set(TWO.links)
    assert found.preview == "2 projects, 4 tasks, 2 links, 2 calendars to create"
    assert not _planned(read_xers(portfolio_file(TWO)), workspace, start=9_000).ops
    # Undone in one step: the ops of one commit.
    settled = settle_keys(empty(), found.ops)
    assert apply(apply(empty(), settled), invert(settled)).tasks == {}


def test_a_link_to_a_project_that_is_not_here_is_named_and_made_when_that_comes() -> None:
    """Whichever comes second, and whichever of the two files has the link."""
    told = {
        1: (
            "A102 'Activity 102': its successor 201 of P2 (P6 2) is not here; they are linked when "
            "it is imported"
        ),
        2: (
            "A201 'Activity 201': its predecessor 102 of P1 (P6 1) is not here; they are linked "
            "when it is imported"
        ),
    }
    for first, second in ((1, 2), (2, 1)):
        workspace, found = _import(portfolio_file(TWO), None, [f"P{first}"])
        assert [note for note in found.notes if "not here" in note] == [told[first]]
        assert _waiting(workspace) == (
            {102: ("before P6 2/201 FS+480min",)}
            if first == 1
            else {201: ("after P6 1/102 FS+480min",)}
        )
        again = _planned(read_xers(portfolio_file(TWO), [f"P{first}"]), workspace, start=5_000)
        assert not again.ops
        after, found = _import(portfolio_file(TWO, [second], knows="none"), workspace, start=9_000)
        assert _links(after) == set(TWO.links if first == 1 else TWO.links[1:])
        assert not _waiting(after)
        settled = settle_keys(workspace, found.ops)
        assert apply(after, invert(settled)).tasks == workspace.tasks


def test_a_link_whose_other_end_the_project_does_not_have_stays_waiting() -> None:
    workspace, _ = _import(portfolio_file(TWO), None, ["P2"])
    lacking = portfolio_file(Portfolio(((8,),), []))
    after, _ = _import(lacking, workspace, start=9_000)
    assert _waiting(after) == {201: ("after P6 1/102 FS+480min",)}


def test_of_two_projects_with_one_source_the_one_beside_is_linked_else_none() -> None:
    programs = [Component(id=one, kind="program", name=f"Program {one}") for one in (1, 2, 3)]
    ops = [create("components", program) for program in programs]
    workspace = apply(empty(), settle_keys(empty(), ops))
    for into in (1, 2):
        found = _planned(read_xers(portfolio_file(TWO, [1])), workspace, into=into, start=into * 99)
        workspace = apply(workspace, settle_keys(workspace, found.ops))
    second = read_xers(portfolio_file(TWO, [2]))
    beside = _planned(second, workspace, into=2, start=5_000)
    after = apply(workspace, settle_keys(workspace, beside.ops))
    (link,) = (one for one in after.links.values() if one.lag)
    place = after.components[after.tasks[link.predecessor].component]
    assert (place.source, place.component) == ("P6 1", 2)
    elsewhere = _planned(second, workspace, into=3, start=5_000)
    after = apply(workspace, settle_keys(workspace, elsewhere.ops))
    assert _waiting(after) == {201: ("after P6 1/102 FS+480min",)}


def test_projects_that_nobody_exported_for_themselves_are_offered_and_not_taken() -> None:
    projects = [
        {**plan_tables()["PROJECT"][0], "proj_id": one, "proj_short_name": f"P{one}", **more}
        for one, more in ((1, {}), (2, {"export_flag": "N"}), (3, {"orig_proj_id": 1}), (4, {}))
    ]
    rows = [an_activity(100 * one + 1, proj_id=one) for one in (1, 2, 3)]
    file = read_xers(portfolio_file(TWO, PROJECT=projects, TASK=rows, TASKPRED=[]))
    assert [plan.source for plan in file.plans] == ["P6 1"]
    assert [*offered(file.offers)] == [
        (
            "1 of 4 projects in the file is taken: P1 'Project 1' (1); --project NAME takes only "
            "those it names"
        ),
        (
            "not taken: P2 'Project 2' (1), only named in links; P3 (1), a baseline of another; "
            "P4 (0), without activities"
        ),
    ]
    both = read_xers(portfolio_file(TWO, PROJECT=projects, TASK=rows, TASKPRED=[]), ["P2", "3"])
    assert [plan.source for plan in both.plans] == ["P6 2", "P6 3"]


def test_a_project_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnreadableError, match="no project 'P9'; it holds the projects P1, P2"):
        read_xers(portfolio_file(TWO), ["P1", "P9"])


def test_several_projects_do_not_go_into_one() -> None:
    workspace, _ = _import(portfolio_file(TWO, [1]))
    (project,) = workspace.components
    with pytest.raises(UnreadableError, match="holds 2 projects and P-1 is one"):
        _planned(read_xers(portfolio_file(TWO)), workspace, into=project)


def test_a_project_without_any_date_is_told_and_the_others_are_taken() -> None:
    projects: list[dict[str, Any]] = [
        {**plan_tables()["PROJECT"][0], "proj_id": one, "proj_short_name": f"P{one}"}
        for one in (1, 2)
    ]
    projects[1] |= {"plan_start_date": "", "last_recalc_date": ""}
    file = read_xers(portfolio_file(TWO, PROJECT=projects))
    assert [plan.name for plan in file.plans] == ["P1"]
    assert (
        "project P2: the project has no plan_start_date; left out: set its planned start in P6 and "
        "export anew"
    ) in [one.text for one in file.odd]


@settings(max_examples=TRIES, deadline=None)
@given(portfolios(), st.data())
def test_in_whatever_parts_and_order_projects_come_they_end_up_linked_alike(
    made: Portfolio, data: st.DataObject
) -> None:
    numbers = range(1, len(made.hours) + 1)
    workspace = empty()
    for at, number in enumerate(data.draw(st.permutations(numbers))):
        if data.draw(st.booleans()):
            knows = data.draw(st.sampled_from(("successor", "both")))
            found = read_xers(portfolio_file(made, [number], knows=knows))
        else:
            found = read_xers(portfolio_file(made), [f"P{number}"])
        planned = _planned(found, workspace, start=1_000 * at)
        workspace = apply(workspace, settle_keys(workspace, planned.ops))
    assert _links(workspace) == set(made.links)
    assert not _waiting(workspace)
    assert not _planned(read_xers(portfolio_file(made)), workspace, start=90_000).ops


@settings(max_examples=TRIES, deadline=None)
@given(portfolios())
def test_the_dates_of_several_projects_are_those_of_one_network(made: Portfolio) -> None:
    file = read_xers(portfolio_file(made))
    workspace, found = _import(portfolio_file(made))
    merged = schedule_of(_merged(file))
    figures = Figures(workspace, TODAY)
    for task in workspace.tasks.values():
        plan = plan_of(figures, task.component)
        assert plan is not None
        dates = plan.dates(task.id)
        assert dates is not None
        alone = merged[task.uid]
        assert (dates.start, dates.finish) == (alone.start, alone.finish), task.code
    assert found.dates.problem == ""


def _merged(file: PlanFile) -> Plan:
    """One plan of all projects, each task in the calendar of its own."""
    first = file.plans[0]
    between = [
        PlanLink(
            predecessor=k.predecessor,
            successor=k.successor,
            type=k.type,
            lag=k.lag,
            lag_unit=k.lag_unit,
        )
        for k in file.links
    ]
    return Plan(
        start=first.start,
        status_date=first.status_date,
        rules="p6",
        honor_constraints=False,
        calendars=first.calendars,
        tasks=tuple(task for plan in file.plans for task in plan.tasks),
        links=(*(link for plan in file.plans for link in plan.links), *between),
    )


@given(
    st.builds(
        OutsideEnd,
        project=st.sampled_from(("P6 1", "P6 88/2", "MSP a/b (2)")),
        task=st.integers(1, 10**14),
        is_predecessor=st.booleans(),
        type=st.sampled_from(("FS", "SS", "FF", "SF")),
        lag=st.integers(-(10**8), 10**8),
        lag_unit=st.sampled_from(("work", "elapsed", "percent")),
    )
)
def test_a_link_that_waits_is_read_as_it_was_kept(end: OutsideEnd) -> None:
    back = outside_end(end.text)
    assert back is not None
    assert back.text == end.text
    assert end.lag == 0 or back == end


def test_what_spells_no_link_is_none() -> None:
    assert outside_end("after lunch") is None
    assert home(201) == 2
