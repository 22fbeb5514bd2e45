"""This file tests what the benefits map, indicators, verdicts and requirements keep, in words."""

from typing import Any, Final

import pytest

from pmtui.model.benefits.benefit_map import Capability, Contribution, Outcome
from pmtui.model.benefits.profiles import Kpi
from pmtui.model.benefits.requirements import Acceptance, Requirement
from pmtui.model.entities.entity import Entity
from tests.conftest import TODAY, a_component, a_project, a_task, id_of
from tests.model.checked import problems_of

PROGRAM: Final = id_of("PG-1")
THERE: Final = (
    a_component("PG-1"),
    Capability(id=30, key="CP-1", component=PROGRAM, title="Calls answered"),
    Capability(id=31, key="", component=PROGRAM, title="Calls routed"),
    Outcome(id=40, key="OC-1", component=PROGRAM, title="Less waiting"),
)


def a_step(number: int, **ends: Any) -> Contribution:
    return Contribution(id=number, component=PROGRAM, **ends)


def problems(row: Entity, *others: Entity) -> list[str]:
    return problems_of(row, THERE, *others)


@pytest.mark.parametrize("ends", [{}, {"capability": 30}, {"outcome": 40}])
def test_a_contribution_leads_from_one_thing_to_another(ends: dict[str, int]) -> None:
    (text,) = problems(a_step(1, **ends))
    assert text.startswith("a contribution leads from one thing to another: name two of output")


@pytest.mark.parametrize(
    ("other", "is_refused"),
    [
        ({"capability": 30, "outcome": 40}, True),
        ({"capability": 31, "outcome": 40}, False),
        ({"capability": 30, "outcome": 40, "archived": True}, False),
    ],
)
def test_one_thing_leads_to_another_once(other: dict[str, Any], *, is_refused: bool) -> None:
    wanted = ["CP-1 to OC-1 is on the map already"] if is_refused else []
    own = a_step(1, capability=30, outcome=40)
    assert problems(own, a_step(2, **other)) == wanted
    archived = a_step(1, capability=30, outcome=40, archived=True)
    assert problems(archived, a_step(2, **other)) == []


def test_what_has_no_key_or_is_gone_is_named_all_the_same() -> None:
    own, twin = (a_step(at, capability=31, outcome=40) for at in (1, 2))
    assert problems(own, twin) == ["Calls routed to OC-1 is on the map already"]
    lost, other = (a_step(at, capability=39, outcome=40) for at in (1, 2))
    assert "nothing to OC-1 is on the map already" in problems(lost, other)


@pytest.mark.parametrize(
    ("verdict", "reason", "is_kept"),
    [("accepted", "", True), ("rejected", "", False), ("rejected", " ", False),
     ("rejected", "two pages are missing", True)],
)  # fmt: skip
def test_a_rejection_of_a_deliverable_says_why(verdict: Any, reason: str, *, is_kept: bool) -> None:
    row = Acceptance(
        id=1, component=id_of("P-1"), task=id_of("T-1"), at=TODAY, verdict=verdict, reason=reason
    )
    assert (not problems_of(row, a_project("P-1"), a_task("T-1"))) is is_kept


@pytest.mark.parametrize(
    ("state", "reason", "is_kept"),
    [("proposed", "", True), ("rejected", "", False), ("rejected", "too dear", True)],
)
def test_a_rejection_of_a_requirement_says_why(state: str, reason: str, *, is_kept: bool) -> None:
    row = Requirement(
        id=1, key="Q-1", component=id_of("P-1"), title="Fast", state=state, reason=reason
    )
    told = [text for text in problems_of(row, a_project("P-1")) if "reason" in text]
    assert told == (
        [] if is_kept else ["Q-1: reason: a rejection needs one: set it first, or in the same step"]
    )


@pytest.mark.parametrize(
    ("green", "amber", "words"),
    [
        ("", "", []),
        ("5", "", []),
        ("", "5", []),
        ("5", "5", []),
        ("0", "0", []),
        ("-0", "5", []),
        ("5", "4.9", ["K-1: amber within: 4.9 is less than the green band, 5"]),
        ("-1", "5", ["K-1: green within: -1 is below nought"]),
        ("", "-2", ["K-1: amber within: -2 is below nought"]),
    ],
)
def test_bands_are_distances_from_the_target_and_amber_is_no_narrower(
    green: str, amber: str, words: list[str]
) -> None:
    row = Kpi(
        id=1, key="K-1", component=PROGRAM, title="Calls", green_within=green, amber_within=amber
    )
    told = problems(row)
    assert len(told) == len(words)
    assert all(text.startswith(word) for text, word in zip(told, words, strict=True))
