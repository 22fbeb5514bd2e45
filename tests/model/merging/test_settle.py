"""This file tests how an edit is judged on the newest workspace: taken or refused."""

import pytest

from pmtui.model.changes.ops import Op, Ops, apply, create, delete, edit
from pmtui.model.merging.outcome import ALREADY, Rejected
from pmtui.model.merging.settle import settle, settle_back
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_project, a_risk, a_task, a_workspace, id_of

_BASE = a_workspace(a_project(), a_task("T-1", "Dig"), a_risk("R-1", state="closed"))
_TASK = _BASE.tasks[id_of("T-1")]


def _refused(outcome: Ops | Rejected) -> str:
    assert isinstance(outcome, Rejected)
    return outcome.reason


def _edited(**fields: object) -> Workspace:
    return apply(_BASE, edit("tasks", _TASK, **fields))


def test_an_edit_that_fits_is_taken_with_settled_keys() -> None:
    fresh = a_task("T-2")[0]
    ops = settle(_BASE, (create("tasks", fresh), *edit("tasks", _TASK, title="Fill")))
    assert isinstance(ops, tuple)
    assert [op.op for op in ops] == ["create", "set"]


def test_an_edit_that_somebody_made_already_is_none() -> None:
    assert _refused(settle(_edited(title="Fill"), edit("tasks", _TASK, title="Fill"))) == ALREADY


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ({"title": "A"}, {"title": "B"}, "T-1: somebody else changed title first"),
        (
            {"actual_start": "2026-11-02"}, {"actual_start": "2026-11-03"},
            "T-1: somebody else changed actual start first",
        ),
        (
            {"title": "A", "notes": "x"}, {"title": "B", "notes": "y"},
            "T-1: somebody else changed title first (and 1 more)",
        ),
        (
            {"title": "A", "notes": "x", "percent": 5}, {"title": "B", "notes": "y", "percent": 6},
            "T-1: somebody else changed title first (and 2 more)",
        ),
    ],
)  # fmt: skip
def test_a_conflict_says_what_somebody_else_changed(
    mine: dict[str, object], theirs: dict[str, object], said: str
) -> None:
    def ops(fields: dict[str, object]) -> Ops:
        return tuple(
            Op("set", "tasks", _TASK.id, name, old, value)
            for (name, value), old in zip(
                fields.items(),
                [{"title": "Dig", "notes": "", "percent": 0}.get(name) for name in fields],
                strict=True,
            )
        )

    assert _refused(settle(apply(_BASE, ops(theirs)), ops(mine))) == said


def test_a_row_that_is_gone_and_one_to_be_taken_away_say_so() -> None:
    gone = apply(_BASE, (delete("tasks", _TASK),))
    assert _refused(settle(gone, edit("tasks", _TASK, title="A"))) == (
        "somebody else has taken it away"
    )
    assert _refused(settle(_edited(title="B"), (delete("tasks", _TASK),))) == (
        "T-1: somebody else changed it first"
    )


@pytest.mark.parametrize(("count", "more"), [(3, ""), (4, " (and 1 more)"), (5, " (and 2 more)")])
def test_the_first_three_problems_are_told(count: int, more: str) -> None:
    rows = [a_task(f"T-{at}", " ")[0] for at in range(2, count + 2)]
    reason = _refused(settle(_BASE, tuple(create("tasks", row) for row in rows)))
    assert reason.count("title is empty") == 3
    assert reason.endswith(f"title is empty{more}")


def test_a_life_cycle_runs_backwards_only_to_take_something_back() -> None:
    back = (Op("set", "risks", id_of("R-1"), "state", "closed", "escalated"),)
    assert "cannot become escalated" in _refused(settle(_BASE, back))
    assert settle_back(_BASE, back) == back


def test_a_value_of_the_wrong_kind_is_refused() -> None:
    assert "int" in _refused(settle(_BASE, (Op("set", "tasks", _TASK.id, "percent", 0, "half"),)))
