"""This file tests the register: lens, sorting, the heat map, escalating and converting."""

import re

from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, found, started

PROGRAM = Start(view="risks", scope="PG-1")
PROJECT = Start(view="risks")


def titles(stage: Stage) -> list[str]:
    """Keys of the risks in the order they are shown."""
    found_keys = (re.search(r"\bR-\d+\b", line) for line in stage.lines)
    shown = [key[0] for key in found_keys if key is not None]
    return list(dict.fromkeys(shown))


async def test_a_project_shows_all_risks_the_gravest_first() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        assert titles(stage) == ["R-1", "R-2", "R-3"]
        assert "3 risks" in stage.foot
        assert "20 H" in found(stage.lines, "Supplier")


async def test_the_lens_of_a_program_shows_what_is_major_and_z_shows_all() -> None:
    async with started(a_portfolio(), PROGRAM) as stage:
        assert titles(stage) == ["R-4", "R-1"]
        assert "Z all" in stage.foot
        await stage.press("Z")
        assert titles(stage) == ["R-4", "R-1", "R-2", "R-3"]
        assert "project lens" in stage.head
        await stage.press("Z")
        assert titles(stage) == ["R-4", "R-1"]


async def test_a_risk_is_added_by_a_line() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("a")
        await stage.type("Hosting fails p:4 i:3 threat @ann\n")
        risk = stage.titled("risks", "Hosting fails")
        assert (risk.probability, risk.owner) == (4, id_of("H-1"))  # type: ignore[attr-defined]
        assert stage.cursor == risk.key


async def test_a_risk_is_set_by_letters_of_its_own_kind() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("s")
        assert "r response" in stage.offered
        assert "estimate" not in stage.offered
        await stage.press("p")
        await stage.answer("2")
        assert stage.workspace.risks[id_of("R-1")].probability == 2


async def test_the_register_is_sorted_by_one_column_after_the_other() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("S")
        assert "sorted by key" in stage.foot
        for _ in range(40):
            if stage.main.trail.now.sort == "title":
                break
            await stage.press("S")
        assert titles(stage) == ["R-3", "R-2", "R-1"]
        assert "title↑" in stage.text
        await stage.press("S")
        assert titles(stage) == ["R-1", "R-2", "R-3"]
        assert "title↓" in stage.text


async def test_a_cell_of_the_heat_map_filters_the_register() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("right_square_bracket")
        assert "threats" in stage.text
        await stage.press("j", "l", "l", "l", "l")
        await stage.press("enter")
        await stage.press("left_square_bracket")
        assert titles(stage) == ["R-1"]
        assert found(stage.lines, "only threats p4 i5") != ""
        await stage.press("right_square_bracket", "enter", "left_square_bracket")
        assert titles(stage) == ["R-1", "R-2", "R-3"]


async def test_a_risk_is_handed_up_with_the_reason_and_leaves_its_shadow() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("exclamation_mark")
        await stage.type("needs money\n")
        risk = stage.workspace.risks[id_of("R-1")]
        assert (risk.state, risk.escalated_to) == ("escalated", id_of("PG-1"))
        assert risk.escalation_reason == "needs money"
        assert "^ Supplier" in stage.text


async def test_a_risk_that_happened_becomes_an_issue() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("x")
        issue = stage.titled("issues", "Supplier delivers late")
        assert issue.from_risk == id_of("R-1")  # type: ignore[attr-defined]
        assert stage.workspace.risks[id_of("R-1")].state == "occurred"
        assert "R-1 is an issue in the log now" in stage.foot
        await stage.press("u")
        await stage.until(lambda: stage.workspace.risks[id_of("R-1")].state == "assessed")


async def test_a_score_is_explained() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("equals_sign")
        assert "any key closes" in stage.text
        assert "20" in stage.text
        await stage.press("q")
        assert "any key closes" not in stage.text
        assert stage.cursor == "R-1"


async def test_the_sum_below_tells_exposure_and_what_is_missing() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        assert found(stage.lines, "exposure threats") != ""
        assert found(stage.lines, "2 risks without money") != ""


async def test_marked_risks_are_escalated_together() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        await stage.press("space", "space", "exclamation_mark")
        await stage.type("both\n")
        states = [stage.workspace.risks[id_of(key)].state for key in ("R-1", "R-2", "R-3")]
        assert states == ["escalated", "escalated", "assessed"]
        assert stage.workspace.revision == 2


async def test_a_risk_that_is_scored_lower_shows_its_trend() -> None:
    async with started(a_portfolio(), Start(view="risks", size=(80, 24))) as stage:
        assert "20 H     = " in found(stage.lines, "20 H")
        await stage.press("s", "p")
        await stage.answer("1")
        await stage.rest()
        assert " ↓ late" in found(stage.lines, "R-1 ")
        await stage.press("u")
        await stage.rest()
        assert " = late" in found(stage.lines, "R-1 ")


async def test_the_trend_stays_in_sight_beside_the_tree() -> None:
    async with started(a_portfolio(), PROJECT) as stage:
        heading = found(stage.lines, "T/O title")
        assert "trend" in heading
        assert "review" in heading
