"""This file tests what has become of what delivers a requirement."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.model.benefits.requirements import Acceptance, Requirement, Verdict
from tests.conftest import TODAY, a_project, a_task, figures_of, id_of

EVE = TODAY - timedelta(days=1)
WANTED = Requirement(id=9, component=id_of("P-1"), title="Fast", delivered_by=id_of("T-1"))


def a_verdict(number: int, verdict: Verdict, at: date, **fields: Any) -> Acceptance:
    given = {"component": id_of("P-1"), "task": id_of("T-1"), **fields}
    return Acceptance(id=number, at=at, verdict=verdict, **given)


def told(*rows: Any, **task: Any) -> tuple[object, dict[str, object]]:
    """What became of it, and what that is made of."""
    figures = figures_of(a_project(), a_task("T-1", "Engine", **task), WANTED, *rows)
    declared = figure("delivery", "requirements")
    assert declared is not None
    return declared.read(figures)(WANTED), {
        entry.label: entry.value for entry in declared.inputs(figures, 9)
    }


def test_it_is_awaited_until_somebody_has_judged_it() -> None:
    nothing = {"last verdict": None, "on": None, "why": None}
    assert told() == ("awaited", {"delivered by": "T-1 Engine", **nothing})


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([a_verdict(1, "rejected", EVE), a_verdict(2, "accepted", TODAY)], "accepted"),
        ([a_verdict(1, "accepted", TODAY), a_verdict(2, "rejected", EVE)], "accepted"),
        ([a_verdict(1, "rejected", TODAY), a_verdict(2, "accepted", TODAY)], "accepted"),
        (
            [a_verdict(1, "rejected", EVE), a_verdict(2, "accepted", TODAY, archived=True)],
            "rejected",
        ),
        ([a_verdict(1, "accepted", TODAY, task=id_of("T-2"))], "awaited"),
    ],
)
def test_the_newest_verdict_counts_and_of_one_day_the_one_written_last(
    rows: list[Acceptance], verdict: str
) -> None:
    assert told(*rows)[0] == verdict


def test_the_verdict_is_told_with_its_day_and_why() -> None:
    _, made_of = told(a_verdict(1, "rejected", EVE, reason="too slow"))
    assert made_of == {
        "delivered by": "T-1 Engine", "last verdict": "rejected", "on": EVE, "why": "too slow",
    }  # fmt: skip
    assert told(a_verdict(1, "accepted", EVE))[1]["why"] is None


def test_nothing_delivers_it_where_no_task_is_named_or_it_was_archived() -> None:
    assert told(a_verdict(1, "accepted", EVE), archived=True)[0] == "nothing"
    declared = figure("delivery", "requirements")
    assert declared is not None
    figures = figures_of(a_project(), WANTED)
    assert declared.read(figures)(WANTED) == "nothing"
    assert {entry.value for entry in declared.inputs(figures, 9)} == {None}
