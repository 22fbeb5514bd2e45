"""This file walks what lies below something, however deep, with a loop in place of recursion."""

from collections.abc import Callable, Container, Iterable


def below_first(
    start: int, below: Callable[[int], Iterable[int]], known: Container[int]
) -> Iterable[int]:
    """An id and those below it that are not known yet, each before what it lies in.

    Each comes once, so a circle ends.

    Args:
        start: where to begin.
        below: the ids right below one.
        known: ids below which nothing needs to be looked at.
    """
    found: list[int] = []
    waiting, met = [start], {start}
    while waiting:
        one = waiting.pop()
        found.append(one)
        fresh = [row_id for row_id in below(one) if row_id not in known and row_id not in met]
        if fresh:
            waiting += fresh
            met.update(fresh)
    return reversed(found)
