"""This file tests how much of a task's work is done within the usual hours."""

import pytest

from pmtui.figures.cpm.types import regular_work


@pytest.mark.parametrize(
    ("given", "regular"),
    [
        ((600, 300, None, None), (600, 300)),
        ((600, 300, 0, 50), (600, 300)),
        ((600, None, 120, None), (480, None)),
        ((600, 300, 120, None), (480, 240)),
        ((600, 300, 120, 100), (480, 200)),
        ((600, 50, 120, 100), (480, 0)),
        ((100, 40, 120, None), (0, 0)),
        ((0, 40, 120, None), (0, 40)),
    ],
)
def test_overtime_is_taken_off_the_work_and_its_share_off_what_is_left(
    given: tuple[int, int | None, int | None, int | None], regular: tuple[int, int | None]
) -> None:
    assert regular_work(*given) == regular
