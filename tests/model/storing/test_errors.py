"""This file tests that a store that cannot be written says what ends that."""

import pytest

from pmtui.model.storing.care import RESUMES_BY_ITSELF, with_remedy


@pytest.mark.parametrize(
    "reason", ["", f"the disk is full; {RESUMES_BY_ITSELF}", "run `pmtui doctor`", "open it anew"]
)
def test_a_reason_that_says_what_to_do_stands_alone(reason: str) -> None:
    assert with_remedy(reason) == reason


def test_another_reason_is_given_with_the_way_out() -> None:
    assert with_remedy("it is damaged").startswith("it is damaged; `pmtui check` says more")
