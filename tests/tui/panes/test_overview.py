"""This file tests the overview: what needs me comes first, and leads on."""

import pytest

from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, found, started

PROJECT = Start(view="overview")


async def test_decisions_stand_first_then_what_goes_wrong_with_its_letter() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        assert "Decisions wanted" in stage.lines[2]
        titles = [one for one in stage.lines if "▕ " in one and "──" in one]
        order = ("Decisions wanted", "Exceptions", "Position", "Reports", "Next 30 days")
        assert all(name in line for name, line in zip(order, titles, strict=False))
        assert found(stage.lines, "R T-5 Checkout flow: 3 d late") != ""


async def test_a_figure_is_explained_and_what_is_none_is_told() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("g", "equals_sign")
        assert "to clear it" in stage.text
        await stage.press("escape", "l", "equals_sign")
        assert "any key closes" in stage.text


async def test_the_table_comes_with_its_key_where_there_is_no_room_for_it() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1", size=(80, 24))) as stage:
        assert found(stage.lines, "top risk") == ""
        await stage.press("right_square_bracket")
        assert found(stage.lines, "top risk") != ""
        assert stage.cursor in {"P-1", "P-2"}


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


async def test_a_view_of_one_part_says_so_and_does_not_offer_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with started(a_portfolio(), Start(view="roadmap", scope="P-1")) as stage:
        monkeypatch.setattr(stage.pane, "parts", stage.pane.parts[:1])
        stage.main.show_lines()
        assert "] tab" not in stage.foot
        await stage.press("right_square_bracket")
        assert "no other part" in stage.foot


async def test_the_parts_of_the_overview_are_named_above_it_and_walked() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="PG-1")) as stage:
        assert found(stage.lines, "[overview] components") != ""
        await stage.press("right_square_bracket")
        assert found(stage.lines, " overview [components]") != ""
        await stage.press("left_square_bracket", "left_square_bracket", "right_square_bracket")
        assert found(stage.lines, "[overview]") != ""


async def test_where_nothing_lies_below_the_components_say_what_to_do() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="P-1")) as stage:
        await stage.press("right_square_bracket")
        assert found(stage.lines, "no component below; add one with A") != ""
