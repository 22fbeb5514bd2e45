"""This file checks what summaries come to, and what they keep when something below changes."""

from pmtui.figures.cpm.network import Network
from pmtui.figures.cpm.node import Node
from pmtui.figures.cpm.summary_rollup import Ends, SummaryRollup
from tests.figures.cpm.plans import task

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
