"""This file tests that a list is looked at before it goes in: counts, levels, bad lines."""

from typing import Final

import pytest

from pmtui.model.entities.tasks import Task
from pmtui.tui.screens.paste_preview import PasteScreen
from tests.conftest import id_of
from tests.tui.commands.test_paste import LATER, pasted, read
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

TWELVE: Final = (
    "- [ ] Foundations", "  - [x] Dig", "  - [ ] Pour due:fri", "\t* Cure", "1. Walls !1",
    "2. Roof", "   a. tiles", "* Doors due:someday", "    * Locks", "- [X] Permit",
    "Windows @ann", "+ Keys",
)  # fmt: skip
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)])


def task(stage: Stage, title: str) -> Task:
    """The task of a title."""
    found = stage.titled("tasks", title)
    assert isinstance(found, Task)
    return found


def parent(stage: Stage, title: str) -> str:
    """The title of what a task lies under; empty at the top."""
    above = stage.workspace.tasks.get(task(stage, title).parent)
    return above.title if above is not None else ""


async def shown(stage: Stage, end: str = "\r", lines: tuple[str, ...] = TWELVE) -> None:
    """Paste a list and look at it."""
    await pasted(stage, end.join(lines) + end)
    await read(stage, "t", LATER)
    assert isinstance(stage.app.screen, PasteScreen)


@SIZES
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
async def test_the_count_and_the_bad_line_with_its_reason_are_shown(
    end: str, size: tuple[int, int]
) -> None:
    async with started(a_portfolio(), Start(size=size)) as stage:
        await shown(stage, end)
        assert "12 lines: 11 tasks into Site build, 1 line cannot go in" in stage.text
        assert "'someday' is not a date" in " ".join(stage.text.split())
        assert "g add the 11 good" in stage.text
        assert "Enter add" not in stage.text
        await read(stage, "\r", LATER * 2)
        assert "1 line cannot go in: g adds the 11 good ones" in stage.text
        assert stage.workspace.revision == 1


@SIZES
async def test_the_good_lines_go_in_in_one_step_and_the_bad_one_stands_in_the_line(
    size: tuple[int, int],
) -> None:
    async with started(a_portfolio(), Start(size=size)) as stage:
        before = len(stage.workspace.tasks)
        await shown(stage)
        await read(stage, "g", LATER * 2)
        await stage.settle()
        assert stage.workspace.revision == 2
        assert len(stage.workspace.tasks) == before + 11
        assert "* Doors due:someday" in stage.line
        assert "'someday' is not a date" in " ".join(stage.text.split())
        await stage.press("escape")
        await stage.press("u")
        assert len(stage.workspace.tasks) == before


async def test_levels_become_outline_and_ticks_done() -> None:
    async with started(a_portfolio()) as stage:
        await shown(stage)
        await read(stage, "g", LATER * 2)
        assert [parent(stage, one) for one in ("Dig", "Pour", "Cure", "tiles")] == [
            "Foundations", "Foundations", "Pour", "Roof",
        ]  # fmt: skip
        assert all(not parent(stage, one) for one in ("Foundations", "Walls", "Permit", "Keys"))
        assert parent(stage, "Locks") == "", "a line under a bad one goes a level up"
        done = {one for one in ("Dig", "Permit", "Pour", "Walls")
                if stage.workspace.columns[task(stage, one).column].role == "done"}  # fmt: skip
        assert done == {"Dig", "Permit"}
        assert task(stage, "Walls").priority == 1
        assert task(stage, "Windows").owner == id_of("H-1")


async def test_a_list_without_a_bad_line_goes_in_with_enter() -> None:
    async with started(a_portfolio()) as stage:
        await shown(stage, lines=("Dig", "  Pour", "Walls"))
        assert "Enter add 3 tasks" in stage.text
        await read(stage, "\r", LATER * 2)
        assert stage.workspace.revision == 2
        assert parent(stage, "Pour") == "Dig"
        assert "3 lines added" in stage.foot


async def test_the_kind_is_changed_in_the_preview() -> None:
    async with started(a_portfolio()) as stage:
        await shown(stage, lines=("Supplier late p:4 i:3", "Crane breaks p:2 i:5"))
        assert "2 lines cannot go in" in stage.text
        while "into Site build" not in stage.text or "2 risks" not in stage.text:
            await stage.press("tab")
        await read(stage, "\r", LATER * 2)
        assert getattr(stage.titled("risks", "Supplier late"), "probability", 0) == 4


async def test_escape_leaves_everything_as_it_was() -> None:
    async with started(a_portfolio()) as stage:
        await shown(stage)
        await read(stage, "y", LATER * 2)
        assert "y means nothing here" in stage.text
        await stage.press("escape")
        assert "nothing was done" in stage.foot
        assert stage.workspace.revision == 1


async def test_lines_pasted_into_the_open_line_are_looked_at_and_come_back_with_escape() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.paste("Dig\n  - [x] Pour\nWalls\n")
        assert "Dig⏎  - [x] Pour⏎Walls" in stage.line
        assert "3 lines" in stage.echo
        await read(stage, "\r", LATER)
        assert "3 lines: 3 tasks" in stage.text
        await stage.press("escape")
        assert "Dig⏎  - [x] Pour⏎Walls" in stage.line
        await read(stage, "\r", LATER * 2)
        await read(stage, "\r", LATER * 3)
        assert stage.workspace.revision == 2
        assert parent(stage, "Pour") == "Dig"


async def test_a_list_on_a_program_becomes_projects_with_their_tasks() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        await stage.press("a")
        await stage.paste("North\n\tDig\n\tPour\nSouth\n")
        await read(stage, "\r", LATER)
        await read(stage, "\r", LATER * 2)
        north = stage.titled("components", "North")
        assert task(stage, "Pour").component == north.id
        assert stage.titled("components", "South").component == id_of("PG-1")
