"""This file checks total and free slack on bare moments."""

import pytest

from pmtui.figures.cpm.node import ELAPSED, Edge
from pmtui.figures.cpm.slack import free_slack, total_slack
from pmtui.model.entities.tasks import LinkType


@pytest.mark.parametrize(
    ("late", "started", "slack"),
    [
        ((10, 20), False, 0),
        ((13, 25), False, 3),
        ((15, 23), False, 3),
        ((10, 26), True, 6),
        ((8, 18), False, -2),
    ],
)
def test_total_slack_is_the_least_of_both_ends_unless_it_has_started(
    late: tuple[int, int], slack: int, *, started: bool
) -> None:
    assert total_slack(ELAPSED, (10, 20), late, started=started) == slack


@pytest.mark.parametrize(
    ("kind", "lag", "slack"),
    [("FS", 0, 10), ("FS", 4, 6), ("SS", 0, 20), ("FF", 0, 25), ("SF", 30, 5), ("FS", 11, 0)],
)
def test_free_slack_reaches_to_the_end_the_link_hangs_on(
    kind: LinkType, lag: int, slack: int
) -> None:
    successors = [(Edge(1, 2, kind, lag, ELAPSED), (30, 45))]
    assert free_slack(ELAPSED, (10, 20), successors, 100) == slack


def test_free_slack_is_between_nothing_and_the_total_slack() -> None:
    near, far = Edge(1, 2, "FS", 0, ELAPSED), Edge(1, 3, "FS", 0, ELAPSED)
    successors = [(far, (90, 95)), (near, (25, 30))]
    assert free_slack(ELAPSED, (10, 20), successors, 100) == 5
    assert free_slack(ELAPSED, (10, 20), successors, 3) == 3
    assert free_slack(ELAPSED, (10, 20), successors, -3) == 0
    assert free_slack(ELAPSED, (10, 20), [], 7) == 7
