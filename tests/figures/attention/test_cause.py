"""This file tests that each cause says why it is one, and what clears it."""

from typing import get_args

from pmtui.figures.attention.cause import CLEARS, Cause
from pmtui.figures.attention.need import Need, Topic


def test_whatever_a_need_is_about_is_said_to_be_cleared_by_something() -> None:
    assert CLEARS.keys() == set(get_args(Topic)) - {""}


def test_a_cause_says_its_reason_without_its_name() -> None:
    cause = Cause(need=Need("R", "T-1 Copy", ": 2 d late", "tasks", 1, topic="late"))
    assert (cause.reason, cause.clears) == ("2 d late", "finish it, or agree on another date")
    assert (
        Cause(need=Need("w", "Site", " has no rating", "components", 2)).reason == "has no rating"
    )
