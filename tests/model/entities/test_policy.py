"""This file tests that the rules of a store cannot be set to nonsense."""

from typing import Any

import pytest

from pmtui.model.rules.checks import check
from tests.conftest import a_policy, a_workspace


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "America/New_York"])
def test_a_timezone_of_the_iana_list_is_taken(name: str) -> None:
    assert check(a_workspace(a_policy(timezone=name)), [("policy", 1)]) == ()


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "Europe/", "Ber lin"])
def test_a_timezone_nobody_knows_is_refused_with_what_would_be_right(name: str) -> None:
    (problem,) = check(a_workspace(a_policy(timezone=name)), [("policy", 1)])
    assert problem.text.startswith(f"there is no timezone {name!r}: write a name such as")


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_a_working_day_has_between_one_minute_and_all_of_them(minutes: int) -> None:
    rules: dict[str, Any] = {"minutes_per_day": minutes}
    (problem,) = check(a_workspace(a_policy(**rules)), [("policy", 1)])
    assert f"a day cannot have {minutes} working minutes" in problem.text
