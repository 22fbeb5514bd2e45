"""This file tests which state may follow which."""

import pytest

from pmtui.model.rules.life_cycles import first_state, lifecycle_of, refusal
from pmtui.model.workspace.schema import TABLES

_CYCLES = [(table, kind) for table, spec in TABLES.items() for kind in spec.cycles]


@pytest.mark.parametrize(("table", "kind"), _CYCLES)
def test_a_state_may_become_those_that_follow_it_and_stay_itself(table: str, kind: str) -> None:
    cycle = lifecycle_of(table, kind)
    assert cycle is not None
    for old in cycle:
        allowed = {new for new in cycle if refusal(table, kind, old, new) is None}
        assert allowed == {old, *cycle[old]}


@pytest.mark.parametrize(("table", "kind"), _CYCLES)
def test_any_state_of_the_cycle_may_follow_none_or_an_old_one(table: str, kind: str) -> None:
    for new in lifecycle_of(table, kind) or ():
        assert refusal(table, kind, "", new) is None
        assert refusal(table, kind, "of an older store", new) is None


def test_a_state_of_another_kind_is_refused_with_those_there_are() -> None:
    assert refusal("components", "program", "idea", "executing") == (
        "'executing' is no state of a program; there is "
        + ", ".join(lifecycle_of("components", "program") or ())
    )
    assert (refusal("risks", "", "identified", "odd") or "").startswith(
        "'odd' is no state of a risks"
    )


def test_a_table_without_a_life_cycle_takes_any_state_and_begins_with_none() -> None:
    assert refusal("people", "", "a", "b") is None
    assert first_state("people") == ""
    assert first_state("risks") == "identified"
    assert first_state("risks", "threat") == "identified"


def test_a_state_that_nothing_follows_says_so() -> None:
    ends = [
        (table, kind, state)
        for table, kind in _CYCLES
        for state, following in (lifecycle_of(table, kind) or {}).items()
        if not following
    ]
    for table, kind, state in ends:
        other = next(name for name in lifecycle_of(table, kind) or () if name != state)
        text = refusal(table, kind, state, other) or ""
        assert text == f"{state} cannot become {other}; it can become nothing"
