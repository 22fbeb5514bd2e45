"""This file tests what belongs to a task: links, people at work, checks, what blocks it."""

from datetime import date

import msgspec

from pmtui.actions.arguments import read_argument
from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Target
from tests.actions.doing import after, at, refusal, row
from tests.conftest import a_person, a_project, a_task, a_workspace, id_of


def test_a_link_makes_a_task_wait_and_again_takes_the_link_away() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2"))
    linked = after("task.link", at(plan, "T-2"), predecessor=id_of("T-1"))
    (link,) = linked.links.values()
    assert (link.predecessor, link.successor, link.state) == (id_of("T-1"), id_of("T-2"), "")
    assert not after("task.link", at(linked, "T-2"), predecessor=id_of("T-1")).links


def test_a_link_across_projects_is_a_contract_that_is_requested() -> None:
    plan = a_workspace(
        a_project("P-1"), a_project("P-2"), a_task("T-1"), a_task("T-2", project="P-2")
    )
    (link,) = after("task.link", at(plan, "T-2"), predecessor=id_of("T-1")).links.values()
    assert (link.state, link.component) == ("requested", id_of("P-2"))


def test_a_link_that_closes_a_loop_is_refused_with_the_loop_spelled_out() -> None:
    plan = a_workspace(
        a_project(), a_task("T-1"), a_task("T-2", after="T-1"), a_task("T-3", after="T-2")
    )
    said = refusal("task.link", at(plan, "T-1"), predecessor=id_of("T-3"))
    assert said == "T-1 cannot wait for T-3, it closes a loop: T-1 > T-2 > T-3 > T-1"


def test_a_task_cannot_wait_for_itself() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    assert "it closes a loop: T-1 > T-1" in refusal(
        "task.link", at(plan, "T-1"), predecessor=id_of("T-1")
    )


def test_a_person_is_put_to_work_and_taken_off_again() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_person("H-1", "Ann"))
    at_work = after("task.assign", at(plan, "T-1"), person=id_of("H-1"))
    assert len(at_work.rows("assignments")) == 1
    assert not after("task.assign", at(at_work, "T-1"), person=id_of("H-1")).rows("assignments")


def test_a_reason_blocks_a_task_and_an_empty_one_frees_it() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    held = after("task.block", at(plan, "T-1"), text="no room")
    assert row(held, "T-1").blocked == "no room"
    assert not row(after("task.block", at(held, "T-1"), text=""), "T-1").blocked


def test_a_check_is_added_at_the_end_and_ticked() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    one = after("check.add", at(plan, "T-1"), text="first")
    two = after("check.add", at(one, "T-1"), text="second")
    first, second = sorted(
        two.rows("checks").values(), key=lambda check: getattr(check, "rank", "")
    )
    assert [getattr(first, "text", ""), getattr(second, "text", "")] == ["first", "second"]
    here = msgspec.structs.replace(at(two), targets=(Target("checks", first.id),))
    assert getattr(after("check.toggle", here).rows("checks")[first.id], "done", None) is True


def test_a_link_is_removed_and_a_task_is_not() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2", after="T-1"))
    (link,) = plan.links
    here = msgspec.structs.replace(at(plan), targets=(Target("links", link),))
    assert not after("row.remove", here).links
    assert refusal("row.remove", at(plan, "T-1")) == "this is archived with d, not removed"


def test_of_two_marked_tasks_the_one_that_ends_first_gives_to_the_other() -> None:
    workspace = a_workspace(
        a_project("P-1", start=date(2026, 11, 30)),
        a_project("P-2", start=date(2026, 11, 30)),
        a_task("T-1", duration=4 * 480),
        a_task("T-2", project="P-2", duration=480),
    )
    situation = at(workspace, "T-1", "T-2")
    wanted = read_argument(situation, CATALOGUE["task.link"].args[0], "")
    (link,) = after("task.link", situation, predecessor=wanted).links.values()
    assert (link.predecessor, link.successor, link.state) == (
        id_of("T-2"),
        id_of("T-1"),
        "requested",
    )
    assert link.needed_by == date(2026, 11, 30)
