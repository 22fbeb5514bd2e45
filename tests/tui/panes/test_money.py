"""This file tests the money view: its columns are walked, its chart is read, Enter goes deeper."""

from datetime import date

from pmtui.model.changes.ops import apply, create
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_component, a_project, a_workspace, eur, id_of
from tests.figures.ledger.entries import a_party, an_entry
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started
from tests.views.money.test_earned_value import a_plan


def a_program() -> Workspace:
    return a_workspace(
        a_component("PF-1", name="Acme"),
        a_component("PG-1", "PF-1", name="Relaunch"),
        a_project("P-1", "PG-1", name="Site", budget=eur(600), spent=eur(400), forecast=eur(660)),
        a_project("P-2", "PG-1", name="Content", budget=eur(200), spent=eur(50), forecast=eur(190)),
    )


def at(scope: str, width: int = 120) -> Start:
    return Start(view="money", scope=scope, size=(width, 36))


async def test_its_columns_are_walked_and_the_figure_pointed_at_is_explained() -> None:
    async with started(a_program(), at("PG-1")) as stage:
        await stage.press("equals_sign")
        assert "BAC, PMI Standard" in stage.text
        await stage.press("escape", "l", "l", "equals_sign")
        assert "AC, PMI Standard" in stage.text
        await stage.press("escape", "l", "l", "l", "equals_sign")
        assert "forecast - budget" in stage.text
        assert "850 EUR" in stage.text


async def test_enter_goes_to_the_scope_of_what_has_others_below() -> None:
    async with started(a_program(), at("PF-1")) as stage:
        await stage.press("j", "enter")
        assert stage.main.trail.now.scope == id_of("PG-1")
        assert stage.main.trail.now.view == "money"
        await stage.press("minus")
        assert stage.main.trail.now.scope == id_of("PF-1")
        await stage.press("j", "j", "enter")
        assert "Fields" in stage.text


def a_book() -> Workspace:
    return a_workspace(
        a_component("PG-1", name="Relaunch"),
        a_project("P-1", "PG-1", name="Site", budget=eur(600)),
        a_project("P-2", "PG-1", name="Content", budget=eur(200)),
        a_party("Y-1", "Nordhost"),
        an_entry("LE-1", eur(70), title="Rack", party="Y-1", posted=date(2026, 10, 5)),
        an_entry("LE-2", eur(-6), title="Rack came broken", party="Y-1"),
        an_entry("LE-3", eur(9), into="P-2", title="Travel"),
    )


async def test_enter_on_what_was_spent_goes_to_the_entries_it_is_made_of() -> None:
    async with started(a_book(), at("PG-1")) as stage:
        await stage.press("j", "l", "l", "enter")
        assert stage.main.trail.now.scope == id_of("P-1")
        assert stage.pane.part == "ledger"
        assert "ledger: 2 of 2" in stage.foot
        assert "total 64 EUR of 2 entries 1 credit note among it -6 EUR" in stage.text
        assert stage.cursor == "LE-2"
        await stage.press("j", "enter")
        assert "Rack" in stage.text
        assert "Fields" in stage.text


async def test_the_ledger_adds_up_what_passes_the_filter() -> None:
    async with started(a_book(), at("PG-1")) as stage:
        await stage.type(":ledger\n")
        assert stage.pane.part == "ledger"
        await stage.rest()
        assert "by party Nordhost 64 no party 9" in stage.text
        await stage.press("slash")
        await stage.type("rack\n")
        await stage.rest()
        assert "total 64 EUR of 2 entries" in stage.text
        assert "ledger: 2 of 3" in stage.foot


async def test_the_chart_is_another_part_and_says_what_is_under_the_cursor() -> None:
    async with started(a_program(), at("PG-1")) as stage:
        await stage.press("left_square_bracket")
        assert "Budget, actual and forecast EUR" in stage.text
        assert "P-1 Site: budget 600 actual 400 forecast 660 EUR" in stage.text
        assert "1 of 2 places" in stage.foot
        await stage.press("l")
        assert "P-2 Content: budget 200 actual 50 forecast 190 EUR" in stage.text
        assert stage.cursor == "P-2"
        await stage.press("j", "equals_sign")
        assert "50 EUR" in stage.text
        assert "AC, PMI Standard" in stage.text
        await stage.press("escape", "right_square_bracket")
        assert "component" in stage.text
        assert stage.pane.part == ""


async def test_the_chart_follows_the_scope_and_an_edit() -> None:
    async with started(a_program(), at("PG-1")) as stage:
        await stage.press("left_square_bracket", "s", "b")
        await stage.answer("900")
        assert "P-1 Site: budget 900" in stage.text


async def test_a_chart_without_a_value_names_the_next_key() -> None:
    async with started(a_portfolio(), at("P-2")) as stage:
        await stage.press("left_square_bracket")
        assert "s b sets a budget" in stage.text
        await stage.press("equals_sign", "l", "j")
        assert stage.pane.part == "comparison"


async def test_a_filter_keeps_bars_as_well_as_rows() -> None:
    async with started(a_program(), at("PG-1")) as stage:
        await stage.press("left_square_bracket", "slash")
        await stage.type("key=P-2\n")
        assert "P-1 Site" not in "".join(line[40:] for line in stage.lines)
        assert "P-2 Content: budget 200" in stage.text


async def test_the_s_curve_begins_at_the_data_date_and_explains_its_series() -> None:
    start = Start(view="money", scope="P-1", size=(120, 36))
    async with started(a_plan(), start) as stage:
        await stage.press(*["right_square_bracket"] * 3)
        assert stage.pane.part == "s-curve"
        assert "6 Nov 2026: PV 700 EV 600 AC 700" in stage.text
        await stage.press("j", "equals_sign")
        assert "earned value" in stage.text
        assert "600 EUR" in stage.text


async def test_what_moved_the_forecast_since_last_month_is_told_below_its_explanation() -> None:
    point = StatusPoint(
        id=7001, key="SP-1", component=id_of("P-1"), data_date=date(2026, 10, 31), eac=eur(650)
    )
    program = apply(a_program(), (create("status_points", point),))
    async with started(program, at("PG-1")) as stage:
        await stage.press("j")
        await stage.press("colon")
        await stage.type("set forecast 700")
        await stage.press("enter")
        await stage.press("l", "l", "l", "l", "equals_sign")
        await stage.until_shown("forecast 650 EUR -> 700 EUR (+50 EUR)")
        assert "+40 EUR  r2 0: P-1 Site" in stage.text
        assert "+10 EUR  P-1 Site: before r1, or reported otherwise" in stage.text
        await stage.press("escape")
        assert len(stage.app.screen_stack) == 1
