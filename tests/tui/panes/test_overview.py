"""This file tests the overview: what needs me comes first, and leads on."""

from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, found, started

PROJECT = Start(view="overview")


async def test_what_needs_me_stands_first_with_its_letter_and_key() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        assert "Needs you" in stage.lines[1]
        assert found(stage.lines, "R Site build is red (5 of 7 open tasks overdue)") != ""
        assert found(stage.lines, "R T-5 Checkout flow: 3 d late") != ""
        assert stage.cursor == "P-1"


async def test_a_figure_is_explained_and_what_is_none_is_told() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("l", "l", "equals_sign")
        assert "any key closes" in stage.text
        await stage.press("escape", "g", "equals_sign")
        assert "no figure under the cursor" in stage.foot


async def test_enter_opens_what_needs_me_and_back_comes_back() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.follow("R-1")
        await stage.press("enter")
        assert found(stage.lines, "Supplier delivers late") != ""
        assert stage.pane is stage.main._panes["detail"]
        await stage.press("q")
        assert stage.pane is stage.main.pane
        assert stage.cursor == "R-1"


async def test_the_components_of_a_program_stand_in_a_table_that_can_be_sorted() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        await stage.press("right_square_bracket")
        assert stage.cursor in {"P-1", "P-2"}
        await stage.press("S")
        assert "sorted by" in stage.foot
        await stage.press("left_square_bracket")
        assert stage.cursor not in {"P-1", "P-2"}


async def test_it_is_added_to_at_a_glance() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("a")
        await stage.type("decision: Use one vendor\n")
        assert stage.titled("decisions", "Use one vendor").key == "D-2"


async def test_a_program_is_given_a_project_and_a_project_none() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        await stage.press("a")
        assert "new project" in stage.line
        await stage.type("Shop\n")
        assert stage.titled("components", "Shop").component == id_of("PG-1")


async def test_a_view_of_one_part_says_so_and_does_not_offer_another() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1")) as stage:
        assert "] tab" not in stage.foot
        await stage.press("right_square_bracket")
        assert "no other part" in stage.foot
