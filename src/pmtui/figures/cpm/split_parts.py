"""This file finds the stretches in which a task is worked on, between the gaps of a split one."""

from collections.abc import Iterator

from pmtui.figures.cpm.node import Ends, Node


def parts_of(node: Node, start: int, finish: int) -> tuple[Ends, ...]:
    """Start and finish of each part of a task, in order; one for a task without gaps.

    The gaps are those it is split by, and the one a task in work waits in until it goes on.

    Args:
        node: the task.
        start: when it starts as planned.
        finish: when it finishes as planned.
    """
    is_open = node.actual_finish is None
    is_open = is_open and (node.actual_start is not None or node.remaining < node.duration)
    if not (node.splits or is_open) or finish <= start:
        return ((start, finish),)
    done = node.duration - node.remaining if is_open and node.manual is None else 0
    if done <= 0:
        return _joined(node, list(_worked(node, start, 0, node.duration)), finish)
    goes_on = node.opening(node.rest_for(finish))
    pieces = [*_worked(node, start, 0, done), *_worked(node, goes_on, done, node.duration)]
    return _joined(node, pieces, finish)


def _worked(node: Node, moment: int, first: int, last: int) -> Iterator[Ends]:
    """The parts of the work from one minute of it to another, begun at a moment."""
    gaps = [(at, gap) for at, gap in node.splits if first < at < last]
    for at, gap in (*gaps, (last, 0)):
        begun = node.opening(moment)
        ended = node.pace.after(begun, at - first)
        yield begun, ended
        moment, first = node.pace.after(ended, gap), at


def _joined(node: Node, pieces: list[Ends], finish: int) -> tuple[Ends, ...]:
    """Parts without those that no working time lies between; the last one ends as planned."""
    parts: list[Ends] = []
    for begun, ended in pieces:
        if begun >= finish:
            break
        if parts and node.pace.between(parts[-1][1], begun) <= 0:
            parts[-1] = parts[-1][0], ended
        else:
            parts.append((begun, ended))
    if not parts:
        return ((pieces[0][0], finish),)
    parts[-1] = parts[-1][0], finish
    return tuple(parts)
