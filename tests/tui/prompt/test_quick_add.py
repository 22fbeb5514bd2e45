"""This file tests the line of a new thing: its kind stands before it, and no letter is eaten."""

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.query.entry.kind_prefix import KINDS
from tests.conftest import id_of
from tests.tui.commands.test_paste import LATER, read
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

VIEWS = {"board": "task", "roadmap": "task", "risks": "risk", "log": "issue", "overview": "task"}


@pytest.mark.parametrize("view", VIEWS)
async def test_the_line_opens_at_once_with_the_likeliest_kind_before_it(view: str) -> None:
    async with started(a_portfolio(), Start(view=view, size=(80, 24))) as stage:
        await stage.press("a")
        assert stage.line.startswith(f" new {VIEWS[view]}:")
        await stage.type("Wireframes")
        assert stage.line == f" new {VIEWS[view]}: Wireframes"
        assert f"{VIEWS[view].title()} 'Wireframes'" in stage.echo
        await stage.press("enter")
        assert stage.workspace.revision == 2


@pytest.mark.parametrize("view", VIEWS)
async def test_no_letter_is_eaten_in_one_read(view: str) -> None:
    async with started(a_portfolio(), Start(view=view)) as stage:
        await read(stage, "aWireframes", LATER)
        assert stage.line.endswith(": Wireframes")


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(string.ascii_letters + string.digits + " ", min_size=1, max_size=12))
async def test_no_letter_is_eaten_key_by_key(text: str) -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type(text)
        assert stage.line == f" new task: {text}".rstrip()


async def test_tab_changes_the_kind_and_shift_tab_comes_back_with_the_text_kept() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        await stage.press("a")
        await stage.type("Launch")
        assert "Tab milestone" in stage.foot
        await stage.press("tab")
        assert stage.line == " new milestone: Launch"
        await stage.press("tab", "shift+tab", "shift+tab", "shift+tab")
        assert stage.line == " new scenario: Launch"
        await stage.press("tab", "tab")
        await stage.type(" day\n")
        made = stage.titled("tasks", "Launch day")
        assert getattr(made, "kind", "") == "milestone"


async def test_tab_goes_through_every_kind_once() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await stage.press("a")
        met = []
        while (word := stage.line.split()[1].rstrip(":")) not in met:
            met.append(word)
            await stage.press("tab")
        assert met[0] == word == "risk"
        assert {"task", "milestone", "issue", "decision", "person"} <= set(met)


async def test_tab_completes_a_mark_before_it_changes_the_kind() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type("Dig @an")
        await stage.press("tab")
        assert stage.line == " new task: Dig @ann"
        await stage.press("tab")
        assert stage.line == " new milestone: Dig @ann"


@pytest.mark.parametrize("word", sorted({"risk", "milestone", "issue", "decision", "person"}))
async def test_a_typed_kind_takes_the_place_of_the_one_before_the_line(word: str) -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type(f"{word}: Zed")
        assert stage.line == f" new {word}: {word}: Zed"
        assert f"{word.title()} 'Zed'" in stage.echo
        await stage.press("enter")
        assert stage.titled(KINDS[word][0], "Zed").id
        await stage.press("u")
        assert stage.workspace.revision == 3


async def test_tab_takes_a_typed_kind_away_and_goes_on_from_it() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("a")
        await stage.type("risk: Late")
        await stage.press("tab")
        assert stage.line == " new issue: Late"


async def test_an_unknown_field_is_told_while_it_is_typed_and_keeps_the_line_open() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        await stage.press("a")
        await stage.type("Yard bugdet:150k")
        assert "did you mean budget?" in stage.echo
        await stage.press("enter")
        assert "Yard bugdet:150k" in stage.line
        assert stage.workspace.revision == 1


async def test_projects_are_added_one_after_the_other_while_the_scope_stays() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        await stage.press("tab")
        for name in ("North", "South"):
            await stage.press("a")
            await stage.type(f"{name}\n")
            assert stage.titled("components", name).component == id_of("PG-1")
            assert stage.cursor == "PG-1"
            assert stage.main.trail.now.scope == id_of("PG-1")
            assert name in stage.text


async def test_a_child_is_added_to_a_task_and_to_a_program() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        await stage.press("right_square_bracket", "A")
        assert stage.line == " new task:"
        await stage.press("escape", "tab", "a")
        assert stage.line == " new project:"
        await stage.type("North\n")
        assert stage.titled("components", "North").component == id_of("PG-1")
    async with started(a_portfolio()) as stage:
        await stage.follow("T-2")
        await stage.press("A")
        await stage.type("Part\n")
        assert getattr(stage.titled("tasks", "Part"), "parent", 0) == id_of("T-2")


async def test_a_check_on_a_board_belongs_to_the_card_under_the_cursor() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-2")
        await stage.press("a")
        await stage.type("check: Measured\n")
        assert getattr(stage.titled("checks", "Measured"), "task", 0) == id_of("T-2")
