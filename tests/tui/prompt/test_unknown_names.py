"""This file tests that a name nobody carries is asked for, one key each, and no text is lost."""

from pmtui.model.entities.tasks import Task
from tests.conftest import id_of
from tests.tui.sample import ANN, a_portfolio
from tests.tui.stage import Stage, started


async def added(stage: Stage, line: str) -> None:
    """Type a line for a new task."""
    await stage.press("a")
    await stage.type(line + "\n")


def task(stage: Stage, title: str) -> Task:
    """The task of a title."""
    found = stage.titled("tasks", title)
    assert isinstance(found, Task)
    return found


async def test_an_unknown_name_creates_the_person_when_asked_to() -> None:
    async with started(a_portfolio()) as stage:
        await added(stage, "Write copy @dora")
        assert "nobody is called 'dora':  c create the person" in stage.foot
        await stage.press("c")
        made = task(stage, "Write copy")
        assert stage.workspace.people[made.owner].name == "dora"
        await stage.press("u")
        await stage.settle()
        assert not [one for one in stage.workspace.people.values() if one.name == "dora"]


async def test_a_like_named_person_is_chosen_with_one_key() -> None:
    async with started(a_portfolio()) as stage:
        await added(stage, "Write copy @anna")
        assert "1 Ann Ames" in stage.foot
        await stage.press("1")
        assert task(stage, "Write copy").owner == ANN


async def test_a_name_left_as_text_stands_in_the_title() -> None:
    async with started(a_portfolio()) as stage:
        await added(stage, "Ask @home about it !2")
        await stage.press("t")
        made = task(stage, "Ask @home about it")
        assert (made.owner, made.priority) == (0, 2)


async def test_each_unknown_name_is_asked_for_in_turn() -> None:
    async with started(a_portfolio()) as stage:
        await added(stage, "Two of us @dora @home")
        await stage.press("c")
        assert "nobody is called 'home'" in stage.foot
        await stage.press("t")
        made = task(stage, "Two of us @home")
        assert stage.workspace.people[made.owner].name == "dora"


async def test_escape_brings_the_line_back_as_it_was_typed() -> None:
    async with started(a_portfolio()) as stage:
        await added(stage, "Write copy @dora")
        await stage.press("escape")
        assert "Write copy @dora" in stage.line
        await stage.press("ctrl+u")
        await stage.type("Write copy\n")
        assert task(stage, "Write copy").component == id_of("P-1")
