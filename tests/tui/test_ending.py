"""This file tests that keys end and archive nothing that is open before it was shown."""

from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_person, a_project, a_risk, a_task, a_workspace, id_of
from tests.tui.stage import Start, started


def _closing() -> Workspace:
    """A project that is about to be closed, with two tasks of Ann's in a chain and a threat."""
    return a_workspace(
        a_person("H-1", "Ann Roe", logins=("ann",)),
        a_person("H-2", "Bob Best"),
        a_project("P-1", state="closing"),
        a_task("T-1", column="Ready", owner=id_of("H-1")),
        a_task("T-2", column="Doing", after="T-1"),
        a_risk("R-1", 5, 5),
    )


async def test_a_state_typed_in_a_line_is_set_once_what_is_left_open_was_agreed_to() -> None:
    async with started(_closing()) as stage:
        for answer, state in (("escape", "closing"), ("enter", "closed")):
            await stage.press(":")
            await stage.type("set P-1 state closed\n")
            assert "P-1 project P-1 still has 2 open tasks (T-1, T-2), 1 high" in stage.offered
            await stage.press(answer)
            await stage.settle()
            assert stage.workspace.components[id_of("P-1")].state == state


async def test_a_task_that_others_wait_for_is_archived_once_that_was_agreed_to() -> None:
    async with started(_closing()) as stage:
        for answer, is_away in (("escape", False), ("enter", True)):
            await stage.press(":")
            await stage.type("archive T-1\n")
            assert "T-2 no longer waits for T-1" in stage.offered
            await stage.press(answer)
            await stage.settle()
            assert stage.task("T-1").archived is is_away


async def test_who_takes_over_is_asked_for_where_somebody_leaves_open_work() -> None:
    async with started(_closing()) as stage:
        await stage.press(":")
        await stage.type("archive H-1\n")
        assert "takes it over" in stage.line
        assert "Ann Roe still answers for 1 open task (T-1)" in stage.text
        await stage.type("Bob\n")
        await stage.settle()
        assert stage.workspace.people[id_of("H-1")].archived
        assert stage.task("T-1").owner == id_of("H-2")


async def test_a_line_that_cannot_be_added_stays_open_with_the_reason() -> None:
    plan = a_workspace(a_project("P-1", state="closed"), a_task("T-1", column="Ready"))
    async with started(plan, Start(login="nobody")) as stage:
        await stage.press("a")
        await stage.press("t")
        await stage.type("Late idea\n")
        assert "P-1 project P-1 is closed and takes nothing in" in stage.text
        assert "Late idea" in stage.line
