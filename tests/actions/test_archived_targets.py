"""This file tries every action that asks for nothing on what is archived: a refusal, no error."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Final

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Proposal, Refused, Situation, Target
from pmtui.model.changes.ops import apply, edit
from pmtui.model.workspace.workspace import Workspace
from tests.tui.sample import a_portfolio

TABLES: Final = ("components", "tasks", "columns", "risks", "issues", "people", "links")
PROPOSING: Final = [
    name
    for name, one in CATALOGUE.items()
    if one.propose is not None and not any(arg.required for arg in one.args)
]
"""Actions that propose something without being told more."""
MOVES: Final = ("card.up", "card.down", "component.up", "component.down", "outline.up",
                "outline.down", "outline.indent")  # fmt: skip


def _archived(workspace: Workspace) -> Workspace:
    """A workspace in which everything is put away."""
    for table in TABLES:
        for row in workspace.rows(table).values():
            if hasattr(row, "archived"):
                ops = edit(table, row, archived=True)
                workspace = apply(workspace, ops, workspace.revision + 1)
    return workspace


def _answers(name: str, workspace: Workspace) -> Iterator[Proposal | str]:
    """What an action proposes for each row of its tables, or why it does not."""
    action = CATALOGUE[name]
    numbers = count(90_000_000)
    for table in action.tables or TABLES:
        for one in workspace.rows(table):
            situation = Situation(
                workspace, date(2026, 11, 30), lambda: next(numbers), (Target(table, one),)
            )
            refusal = action.refuse(situation)
            if refusal or action.propose is None:
                yield refusal or ""
                continue
            try:
                yield action.propose(situation, {})
            except Refused as refused:
                yield str(refused)


@pytest.mark.parametrize("is_archived", [True, False])
@pytest.mark.parametrize("name", PROPOSING)
def test_an_action_proposes_or_refuses_in_words_whatever_it_is_done_to(
    name: str, *, is_archived: bool
) -> None:
    workspace = _archived(a_portfolio()) if is_archived else a_portfolio()
    assert all(_answers(name, workspace))


@pytest.mark.parametrize("name", MOVES)
def test_what_is_archived_has_no_place_to_move_to(name: str) -> None:
    answers = list(_answers(name, _archived(a_portfolio())))
    assert answers
    assert all(isinstance(one, str) for one in answers)
    assert any("is archived" in str(one) for one in answers)
