"""This file tests pmtui.figures.levelling.lower_bounds."""

from pmtui.figures.levelling.lower_bounds import breaches, lower_bound
from pmtui.figures.levelling.resource_problem import Reserved, ResourceProblem, Wait


def test_work_that_one_resource_has_to_do_in_turn_bounds_the_end() -> None:
    # Head 2 before the first, tail 1 after the last: 2 + 3 x 4 + 1.
    durations = [2, 4, 4, 4, 1]
    demands = [(0,), (1,), (1,), (1,), (0,)]
    waits = [Wait(0, n, 2) for n in (1, 2, 3)] + [Wait(n, 4, 4) for n in (1, 2, 3)]
    assert lower_bound(ResourceProblem(durations, demands, (1,), waits)) == 15
    assert lower_bound(ResourceProblem(durations, demands, (3,), waits)) == 7


def test_the_check_names_what_a_schedule_does_not_keep() -> None:
    waits, reserved = [Wait(0, 1, 2)], [Reserved(4, 5, (1,))]
    problem = ResourceProblem([2, 3], [(1,), (1,)], (1,), waits, reserved)
    assert list(breaches(problem, [0, 1])) == [
        "activity 1 does not wait for 0",
        "step 1 needs 2 of 1 of resource 0",
    ]
    assert list(breaches(problem, [0, 2])) == ["step 4 needs 2 of 1 of resource 0"]
    assert list(breaches(problem, [-1, 5])) == ["activity 0 starts before the beginning"]
    assert not list(breaches(problem, [0, 5]))
