"""This file marks tasks for their way through other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.plans.task_guids import guid_of, id_of


@given(st.integers(1, (1 << 53) - 1))
def test_a_mark_carries_the_id(id_: int) -> None:
    assert id_of(guid_of(id_)) == id_
    assert id_of(f"{{{guid_of(id_).lower()}}}") == id_


@pytest.mark.parametrize("guid", ["", "x", "BD977BFA-C630-EF11-83FF-F0A654B6350E"])
def test_other_guids_carry_none(guid: str) -> None:
    assert id_of(guid) == 0
