"""This file tests putting away and bringing back, and what is refused to be put away."""

import msgspec

from pmtui.actions.core.action import Target
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import a_component, a_project, a_risk, a_task, a_workspace


def test_a_task_is_put_away_and_brought_back() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    away = after("entity.archive", at(plan, "T-1"))
    assert row(away, "T-1").archived
    assert not row(after("entity.restore", at(away, "T-1")), "T-1").archived


def test_several_are_put_away_in_one_go() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2"))
    assert proposed("entity.archive", at(plan, "T-1", "T-2")).message.startswith("2 rows")


def test_a_program_that_holds_projects_is_not_put_away() -> None:
    plan = a_workspace(a_component("PG-1"), a_project("P-1", "PG-1"))
    assert refusal("entity.archive", at(plan, "PG-1")) == (
        "PG-1 program PG-1 holds 1 component (P-1): archive or move them first"
    )


def test_a_project_under_way_with_open_risks_is_not_put_away() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 3, 3, state="assessed"))
    assert "still has 1 open threat (R-1)" in refusal("entity.archive", at(plan, "P-1"))


def test_a_closed_project_is_put_away_with_its_risks_once_that_is_agreed_to() -> None:
    plan = a_workspace(a_project(state="closed"), a_risk("R-1", 3, 3, state="assessed"))
    assert "R-1" in refusal("entity.archive", at(plan, "P-1"))
    agreed = msgspec.structs.replace(at(plan, "P-1"), confirmed=True)
    assert row(after("entity.archive", agreed), "P-1").archived


def test_a_task_with_live_sub_tasks_is_not_put_away() -> None:
    plan = a_workspace(a_project(), a_task("T-1", "Build"), a_task("T-2", under="T-1"))
    assert refusal("entity.archive", at(plan, "T-1")) == (
        "T-1 Build has sub-tasks (T-2): archive those first, or with it"
    )


def test_a_task_is_put_away_once_its_sub_tasks_are() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2", under="T-1", archived=True))
    assert row(after("entity.archive", at(plan, "T-1")), "T-1").archived


def test_a_link_is_removed_not_archived() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_task("T-2", after="T-1"))
    (link,) = plan.links.values()
    situation = msgspec.structs.replace(at(plan), targets=(Target("links", link.id),))
    assert "a link is not archived" in refusal("entity.archive", situation)


def test_nothing_archived_is_nothing_to_restore() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    assert refusal("entity.restore", at(plan, "T-1")) == "nothing of this is archived"
