"""This file fills a store with text that terminals obey, and looks at every screen."""

import unicodedata

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Issue
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    a_component,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)
from tests.tui.stage import Stage, Start, started

PAYLOADS = (
    "\x1b]52;c;cm0gLXJm\x07copied",
    "\x1b[2J\x1b[31mred",
    "\x9b31mC1 \x9d0;title\x9c",
    "\x1b]0;owned\x07title",
    "user\u202ecod.exe \u2066x\u2069",
    "[@click=app.quit]press me[/]",
    "[/ [TODO] [b]bold[/b] [link=https://evil.example]x[/link]",
    "line\nbreak\r\ttab\x01\x7f",
    "zero\u200bwidth\ufeff\u2060",
    "漢字👩\u200d🚀\u0301\u0301",
)
"""What somebody may have typed or imported."""
ONE = " ".join(PAYLOADS)


def a_hostile_workspace() -> Workspace:
    """A store in which every text is a payload."""
    tasks = [
        a_task(f"T-{at}", text, column="Backlog", owner=id_of("H-1"), tags=(text,), notes=ONE,
               blocked=text, due=None)
        for at, text in enumerate(PAYLOADS, 1)
    ]  # fmt: skip
    risks = [
        a_risk(f"R-{at}", at % 5 + 1, 3, title=text, cause=text, event=ONE, owner=id_of("H-1"),
               state="assessed")
        for at, text in enumerate(PAYLOADS, 1)
    ]  # fmt: skip
    issues: list[Entity] = [
        Issue(id=id_of(f"I-{at}"), key=f"I-{at}", component=id_of("P-1"), title=text,
              description=ONE)
        for at, text in enumerate(PAYLOADS, 1)
    ]  # fmt: skip
    return a_workspace(
        a_policy(),
        a_component("PG-1", name=PAYLOADS[0], description=ONE),
        a_project("P-1", "PG-1", name=PAYLOADS[4], owner=id_of("H-1"), description=ONE),
        a_person("H-1", PAYLOADS[1], initials="\x1b[5m", logins=("ann",)),
        *tasks,
        *risks,
        *issues,
    )


def obeyed(stage: Stage) -> list[str]:
    """Characters on the screen that a terminal would obey or hide."""
    return [
        ascii(mark)
        for strip in stage.strips
        for mark in strip.text
        if unicodedata.category(mark) in {"Cc", "Cs", "Zl", "Zp"}
        or (unicodedata.category(mark) == "Cf" and mark not in "\u200c\u200d")
    ]


def looked_at(stage: Stage, size: tuple[int, int]) -> None:
    """Nothing is obeyed, and every line is as wide as the screen."""
    assert obeyed(stage) == []
    assert {strip.cell_length for strip in stage.strips} == {size[0]}
    assert stage.app.is_running


@pytest.mark.parametrize("draws_ascii", [False, True])
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize("view", ["overview", "board", "risks", "log"])
async def test_no_text_of_a_store_is_obeyed_on_any_screen(
    view: str,
    size: tuple[int, int],
    draws_ascii: bool,  # noqa: FBT001  (a parameter of the table)
) -> None:
    start = Start(view=view, size=size, draws_ascii=draws_ascii)
    async with started(a_hostile_workspace(), start) as stage:
        looked_at(stage, size)
        for key in ("j", "G", "equals_sign", "escape", "y", "o", "enter", "j", "j", "G", "q",
                    "s", "escape", "e", "escape", "S", "right_square_bracket", "question_mark",
                    "escape", "colon", "escape", "tab", "j", "e", "escape", "d"):  # fmt: skip
            await stage.press(key)
            looked_at(stage, size)


async def test_a_payload_is_edited_without_being_obeyed_and_comes_back_as_it_was() -> None:
    async with started(a_hostile_workspace()) as stage:
        await stage.follow("T-1")
        await stage.press("e")
        looked_at(stage, (120, 36))
        await stage.press("end", "x", "enter")
        assert stage.task("T-1").title == PAYLOADS[0] + "x"
        looked_at(stage, (120, 36))


@pytest.mark.parametrize("text", PAYLOADS)
async def test_a_payload_typed_into_a_filter_or_pasted_as_a_task_is_not_obeyed(text: str) -> None:
    async with started(a_hostile_workspace()) as stage:
        await stage.press("slash")
        await stage.paste(text)
        looked_at(stage, (120, 36))
        await stage.press("escape", "a", "t")
        await stage.paste(text)
        looked_at(stage, (120, 36))
        await stage.press("enter")
        looked_at(stage, (120, 36))
