"""This file tests what is typed after `:` by people who know vim and k9s."""

import pytest

from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started


async def command(stage: Stage, line: str) -> None:
    """Type a command and run it."""
    await stage.press("colon")
    await stage.type(f"{line}\n")


@pytest.mark.parametrize("word", ["q", "q!", "wq", "qa", "x"])
async def test_the_words_that_leave_vim_leave_pmtui(word: str) -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("colon")
        await stage.pilot.press(*word.replace("!", "\u0021"))
        await stage.pilot.press("enter")
        await stage.pilot.pause()
        assert stage.app._exit


async def test_w_tells_that_everything_is_saved() -> None:
    async with started(a_portfolio()) as stage:
        before = stage.workspace
        await command(stage, "w")
        assert "everything is saved" in stage.foot
        assert stage.workspace is before


@pytest.mark.parametrize(
    ("word", "context", "part"),
    [
        ("stakeholder map", "log", "stakeholder map"),
        ("check-ins", "overview", "checkins"),
        ("tasks", "roadmap", ""),
        ("risks", "risks", ""),
        ("board", "board", ""),
        ("log", "log", ""),
        ("issues", "log", "issues"),
        ("decisions", "log", "decisions"),
        ("assumptions", "log", "assumptions"),
        ("actions", "log", "action_items"),
        ("benefits", "log", "benefits"),
        ("people", "people", "roster"),
        ("projects", "tree", ""),
    ],
)
async def test_the_word_of_a_kind_lists_it(word: str, context: str, part: str) -> None:
    async with started(a_portfolio(), Start(view="overview")) as stage:
        await command(stage, word)
        assert stage.pane.context == context
        assert part in {"", stage.pane.part}


async def test_threats_are_the_risks_of_that_kind() -> None:
    async with started(a_portfolio()) as stage:
        await command(stage, "threats")
        assert stage.pane.context == "risks"
        assert "/kind:threat" in stage.head


@pytest.mark.parametrize("key", ["P-2", "p2", "T-4", "R-1", "I-1", "D-1", "A-1", "H-2", "PG-1"])
async def test_a_key_goes_to_what_has_it_wherever_one_stands(key: str) -> None:
    async with started(a_portfolio(), Start(view="overview", scope="O-1")) as stage:
        await command(stage, key)
        found = stage.workspace.by_key(key)
        assert found is not None
        table, row = found
        if table == "components":
            assert stage.main.trail.now.scope == row.id
        else:
            assert stage.pane.target is not None
            assert (stage.pane.target.table, stage.pane.target.id) == (table, row.id)


@pytest.mark.parametrize(("text", "key"), [("campaign", "P-2"), ("site build", "P-1"),
                                           ("website", "PG-1"), ("camp", "P-2")])  # fmt: skip
async def test_the_name_of_a_component_or_its_beginning_goes_there(text: str, key: str) -> None:
    async with started(a_portfolio(), Start(scope="O-1")) as stage:
        await command(stage, text)
        assert stage.main.trail.now.scope == id_of(key)


async def test_what_names_nothing_is_said_to_be_no_command() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("colon")
        await stage.type("zzz")
        assert "nothing of that name" in stage.text


async def test_a_benefit_is_shown_where_it_was_added() -> None:
    async with started(a_portfolio(), Start(view="log")) as stage:
        await stage.press("a")
        await stage.type("benefit: More orders\n")
        made = stage.titled("benefits", "More orders")
        assert stage.cursor == made.key
        assert "More orders" in stage.text
        await command(stage, "benefits")
        assert "More orders" in stage.text
        assert "Test server down" not in stage.text


async def test_people_are_listed_with_logins_and_open_tasks_and_edited_there() -> None:
    async with started(a_portfolio()) as stage:
        await command(stage, "people")
        for word in ("Ann Ames", "Bob Bell", "ann", "logins", "open tasks"):
            assert word in stage.text
        assert stage.cursor == "H-1"
        await stage.press("e")
        await stage.answer("Ann Archer")
        assert stage.workspace.people[id_of("H-1")].name == "Ann Archer"
        await stage.press("s", "l")
        await stage.answer("ann annie")
        assert stage.workspace.people[id_of("H-1")].logins == ("ann", "annie")
        await stage.press("a")
        await stage.type("Cho Chan\n")
        assert stage.titled("people", "Cho Chan").key == stage.cursor
