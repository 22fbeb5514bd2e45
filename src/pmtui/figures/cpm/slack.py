"""This file counts slack: how far a task may move before it moves the plan, or the next task."""

from collections.abc import Iterable

from pmtui.figures.cpm.node import Edge, Ends, Pace


def total_slack(time: Pace, early: Ends, late: Ends, *, started: bool) -> int:
    """Working minutes a task may slip before the plan does: the least of LS - ES and LF - EF.

    Of a task that has started only its finish can slip. Negative when a date cannot be kept.
    """
    if early == late:
        return 0
    finish_slack = time.between(early[1], late[1])
    if started:
        return finish_slack
    return min(time.between(early[0], late[0]), finish_slack)


def free_slack(time: Pace, dates: Ends, successors: Iterable[tuple[Edge, Ends]], room: int) -> int:
    """Working minutes a task may slip before any of its successors does; never negative.

    The least of the room there is at all (in MS Project the total slack) and, over the successors
    that are still open, FS: ES - EF - lag, SS: ES - ES - lag, FF: EF - EF - lag, SF: EF - ES - lag.
    """
    if room <= 0:
        return 0
    least = room
    for edge, ends in successors:
        limit = bound_of(edge, ends)
        end = dates[edge.type in {"FS", "FF"}]
        if limit <= end:
            return 0
        least = min(least, time.between(end, limit))
    return max(least, 0)


def bound_of(edge: Edge, successor: Ends) -> int:
    """The latest moment a predecessor may end at without moving a successor with these dates."""
    limit = successor[edge.type[1] == "F"]
    return edge.lag_time.before(limit, edge.lag) if edge.lag else limit
