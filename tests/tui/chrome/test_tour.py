"""This file walks the tour: every step by its key, past a step, and out of it at once."""

from pathlib import Path

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.settings import read_settings
from pmtui.tui.chrome.tour import STEPS
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

KEYS = {
    "view.board": ("2",), "cursor.down": ("j",), "card.right": ("L",), "history.undo": ("u",),
    "view.risks": ("4",), "explain": ("equals_sign",), "filter": ("slash",),
    "pane.next": ("tab",), "help": ("question_mark",),
}  # fmt: skip
OVERVIEW = Start(view="overview", scope="PG-1", size=(80, 24))


def tour_line(stage: Stage) -> str:
    """The line of the tour, which stands above the foot."""
    return stage.lines[-2]


async def begin(stage: Stage) -> None:
    """Start the tour as `:` does."""
    stage.main.perform("tour")
    await stage.settle()


async def out_of_a_dialog(stage: Stage) -> None:
    """Leave what a step has opened."""
    if len(stage.app.screen_stack) > 1:
        await stage.pilot.pause(0.25)
        await stage.press("escape")
    elif stage.app.focused is not None:
        await stage.press("enter")
    await stage.rest()


async def test_every_step_goes_on_when_its_key_is_pressed() -> None:
    async with started(a_portfolio(), OVERVIEW) as stage:
        await begin(stage)
        for at, step in enumerate(STEPS, start=1):
            said = tour_line(stage)
            assert said.startswith(f" {at}/{len(STEPS)}")
            assert "p next" in said
            assert step.words.partition("{key}")[2].strip(" ,")[:20] in said
            assert len(said) <= 80
            await stage.press(*KEYS[step.action])
            await out_of_a_dialog(stage)
        assert "p next" not in stage.text
        assert stage.column_of("T-1") == "Backlog"


def test_every_step_names_an_action_that_there_is() -> None:
    for step in STEPS:
        assert {step.action, *step.also} <= set(CATALOGUE)


async def test_a_step_is_passed_with_a_key_and_esc_ends_the_tour_at_once() -> None:
    async with started(a_portfolio(), OVERVIEW) as stage:
        await begin(stage)
        await stage.press("p")
        assert tour_line(stage).startswith(" 2/")
        await stage.press("escape")
        assert "p next" not in stage.text
        assert not stage.main.in_tree
        await stage.press("p")
        assert "no tour is on" in stage.foot


async def test_a_move_that_is_refused_is_no_step_and_other_keys_work_as_ever() -> None:
    async with started(a_portfolio(), Start(size=(80, 24))) as stage:
        await begin(stage)
        await stage.press("p", "p")
        assert tour_line(stage).startswith(" 3/")
        await stage.press("H")
        assert "first column" in stage.foot
        await stage.press("4", "t")
        assert tour_line(stage).startswith(" 3/")
        assert stage.main.in_tree


async def test_a_new_person_is_asked_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    async with started(a_portfolio(), OVERVIEW) as stage:
        stage.main.keys.greet(is_new=True)
        await stage.settle()
        assert "60 seconds" in tour_line(stage)
        assert "p takes it, Esc not now" in tour_line(stage)
        await stage.press("p")
        assert tour_line(stage).startswith(" 1/")
    assert read_settings(tmp_path / "pmtui" / "settings.toml").settings.toured
