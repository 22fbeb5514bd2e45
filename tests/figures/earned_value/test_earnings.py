"""This file tests the methods of earning value: each gives a share from nothing to all."""

from fractions import Fraction

from pmtui.figures.earned_value.earnings import (
    ALL,
    AT_START,
    NOTHING,
    share_by_ends,
    share_by_milestones,
    share_by_percent,
    share_by_units,
    share_of_effort,
)


def test_a_done_task_has_earned_all_by_every_method() -> None:
    shares = [
        *(share_by_ends(method, is_begun=True, is_done=True) for method in AT_START),
        share_by_percent(30, is_done=True),
        share_by_units(1, 4, is_done=True),
        share_by_milestones([(1, False)], is_done=True),
    ]
    assert set(shares) == {ALL}


def test_a_task_that_has_not_begun_has_earned_nothing() -> None:
    assert {share_by_ends(name, is_begun=False, is_done=False) for name in AT_START} == {NOTHING}
    assert share_by_percent(0, is_done=False) == NOTHING


def test_pieces_earn_their_part_and_never_more_than_all() -> None:
    assert share_by_units(3, 8, is_done=False) == Fraction(3, 8)
    assert share_by_units(9, 8, is_done=False) == ALL
    assert share_by_units(9, 0, is_done=False) == NOTHING


def test_only_milestones_that_are_met_earn() -> None:
    assert share_by_milestones([(1, True), (3, False)], is_done=False) == Fraction(1, 4)
    assert share_by_milestones([], is_done=False) == NOTHING
    assert share_by_milestones([(0, True)], is_done=False) == NOTHING


def test_level_of_effort_earns_what_was_planned() -> None:
    assert share_of_effort(30, 120) == Fraction(1, 4)
    assert share_of_effort(30, 0) == NOTHING
