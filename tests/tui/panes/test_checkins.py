"""This file tests the parts of the overview that show check-ins, asks and directives."""

from datetime import date

from pmtui.model.governance.checkins import Ask, CheckIn, Directive
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_component, a_person, a_project, a_workspace, id_of
from tests.tui.sample import ANN, counted
from tests.tui.stage import Start, found, started

BOARD = Start(view="overview", scope="PG-1", size=(80, 24))


def a_program(*rows: CheckIn | Ask | Directive) -> Workspace:
    return counted(
        a_workspace(
            a_component("PG-1", name="Relaunch", owner=ANN),
            a_project("P-1", "PG-1", name="Site", state="executing", owner=ANN),
            a_project("P-2", "PG-1", name="Campaign", state="executing"),
            a_person("H-1", "Ann Ames", logins=("ann",)),
            *rows,
        )
    )


def came() -> Workspace:
    """One project was in on time, the other is missing."""
    day = date(2026, 11, 20)
    return a_program(
        CheckIn(
            id=id_of("CI-1"), key="CI-1", component=id_of("P-1"), text="All well", rag="G",
            period=day, at=day,
        ),
        Ask(
            id=id_of("AK-1"), key="AK-1", component=id_of("P-1"), title="Two testers",
            asked_at=day, needed_by=date(2026, 11, 21), owner=ANN,
        ),
        Directive(
            id=id_of("DV-1"), key="DV-1", component=id_of("P-2"), title="Freeze", source="Board",
            issued_at=day,
        ),
    )  # fmt: skip


async def test_the_board_says_who_is_in_and_who_is_missing_the_worst_first() -> None:
    async with started(came(), BOARD) as stage:
        await stage.press(*["right_square_bracket"] * 3)
        assert found(stage.lines, "[check-ins] asks") != ""
        assert "miss 3 d" in found(stage.lines, "Campaign ")
        assert "in G" in found(stage.lines, "Site ")
        assert stage.lines.index(found(stage.lines, "Campaign ")) < stage.lines.index(
            found(stage.lines, "Site ")
        )


async def test_enter_opens_the_check_in_and_a_filter_keeps_to_its_components() -> None:
    async with started(came(), BOARD) as stage:
        await stage.press(*["right_square_bracket"] * 3)
        await stage.follow("CI-1")
        await stage.press("enter")
        assert found(stage.lines, "All well") != ""
        await stage.press("q", "slash")
        await stage.type("name=nobody\n")
        assert "no component matches the filter" in stage.text


async def test_where_nobody_has_checked_in_the_board_says_how_to() -> None:
    async with started(a_program(), BOARD) as stage:
        await stage.press(*["right_square_bracket"] * 3)
        assert "nobody has checked in yet" in stage.text
        await stage.press("right_square_bracket")
        assert "nothing is asked: :ask P-1" in stage.text


async def test_a_check_in_is_typed_line_by_line_and_stands_on_the_board() -> None:
    async with started(a_program(), BOARD) as stage:
        await stage.press("colon")
        await stage.type("checkin P-2\n")
        await stage.type("amber: disks late\n")
        await stage.type("a van; a key\n")
        await stage.type("rent one\n")
        (checkin,) = stage.workspace.rows_of(CheckIn).values()
        assert (checkin.component, checkin.rag, checkin.text) == (id_of("P-2"), "A", "disks late")
        assert [ask.title for ask in stage.workspace.rows_of(Ask).values()] == ["a van", "a key"]
        assert stage.workspace.components[id_of("P-2")].reported_rag == "A"
        await stage.press("u")
        assert not stage.workspace.rows_of(CheckIn)
        assert not stage.workspace.rows_of(Ask)


async def test_asks_and_directives_are_acknowledged_and_answered_where_they_stand() -> None:
    async with started(came(), BOARD) as stage:
        await stage.press("colon")
        await stage.type("asks\n")
        assert found(stage.lines, "AK-1  Two testers").count("late 2 d")
        await stage.follow("AK-1")
        await stage.press("colon")
        await stage.type("acknowledge\n")
        assert stage.workspace.rows_of(Ask)[id_of("AK-1")].state == "acknowledged"
        await stage.press("colon")
        await stage.type("answer\n")
        await stage.type("from Monday\n")
        assert stage.workspace.rows_of(Ask)[id_of("AK-1")].answer == "from Monday"
        assert found(stage.lines, "Two testers") == ""
        assert found(stage.lines, "DV-1") != ""
