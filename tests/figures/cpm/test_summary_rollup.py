"""This file checks what summaries come to, and what they keep when something below changes."""

from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Ends, Node
from pmtui.figures.cpm.summary_rollup import SummaryRollup
from tests.figures.cpm.plans import DAY, at, plan, task

ROWS = [
    task(1),
    task(2, parent=1),
    task(3, parent=2),
    task(4, parent=1),
    task(5),
    task(6, parent=5),
]


def ends(node: Node) -> Ends:
    return node.task, 10 * node.task


def test_a_summary_goes_from_the_first_start_to_the_last_finish() -> None:
    rollup = SummaryRollup(Network(ROWS, [], {}), ends, (0, 0))
    assert [rollup.of(summary) for summary in (1, 2, 5)] == [(3, 40), (3, 30), (6, 60)]


def test_inactive_tasks_count_for_nothing() -> None:
    rows = [*ROWS[:5], task(6, parent=5, active=False)]
    assert SummaryRollup(Network(rows, [], {}), ends, (7, 8)).of(5) == (7, 8)


def test_only_the_summaries_above_a_change_are_gathered_again() -> None:
    network = Network(ROWS, [], {})
    before = SummaryRollup(network, ends, (0, 0))
    assert [before.of(summary) for summary in (1, 5)] == [(3, 40), (6, 60)]
    asked: list[int] = []

    def later(node: Node) -> Ends:
        asked.append(node.task)
        return node.task + 1, 10 * node.task

    after = before.after(network, later, [network.node_of[3]])
    assert [after.of(summary) for summary in (1, 2, 5)] == [(4, 40), (4, 30), (6, 60)]
    assert 6 not in asked
    assert before.of(1) == (3, 40)


def test_only_the_finish_of_a_summary_that_has_begun_can_slip() -> None:
    begun = {"actual_start": at("2025-01-06 08:00"), "remaining": DAY}
    rows = [task(1), task(2, 2, parent=1, **begun), task(3, 1, parent=1), task(4, 9)]
    assert plan(rows)[1].total_slack == 7 * DAY


def test_a_summary_is_reached_by_looking_at_each_of_its_tasks() -> None:
    rows = [task(1), *(task(n, 1, parent=1) for n in (2, 3, 4)), task(5, 9)]
    assert plan(rows).reaches(1, 3)
    assert not plan(rows).reaches(1, 2)
    known = plan(rows)
    known.work_out()
    assert not known.reaches(1, 2)
