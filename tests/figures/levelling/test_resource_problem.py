"""This file tests pmtui.figures.levelling.resource_problem."""

import pytest

from pmtui.figures.levelling.resource_problem import ProblemError, ResourceProblem, Wait


def test_an_activity_that_needs_more_than_there_is_cannot_be_planned() -> None:
    with pytest.raises(ProblemError, match="activity 0 needs 3 of 2"):
        ResourceProblem([1], [(3,)], (2,), ())


def test_activities_that_wait_for_each_other_cannot_be_planned() -> None:
    with pytest.raises(ProblemError, match="circle"):
        ResourceProblem([1, 1], [(), ()], (), [Wait(0, 1, 1), Wait(1, 0, 1)])


def test_the_mirror_of_the_mirror_is_the_problem() -> None:
    waits = (Wait(0, 1, 2), Wait(1, 2, -1), Wait(0, 2, 0))
    problem = ResourceProblem([2, 3, 1], [(1,), (1,), (0,)], (1,), waits)
    assert problem.mirror.mirror.waits == waits
    assert max(problem.mirror.tails) == max(problem.tails)
