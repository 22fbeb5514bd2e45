"""This file puts components in the order in which they wait for each other."""

from collections.abc import Callable, Iterable, Iterator


def dependency_groups(
    start: int, predecessors_of: Callable[[int], Iterable[int]]
) -> Iterator[list[int]]:
    """A component and all that it waits for, predecessors first; those in a circle in one group.

    Tarjan's strongly connected components, without recursion.
    """
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_: list[int] = []
    is_open: set[int] = set()
    todo: list[tuple[int, Iterator[int]]] = []

    def enter(one: int) -> None:
        number[one] = lowest[one] = len(number)
        open_.append(one)
        is_open.add(one)
        todo.append((one, iter(set(predecessors_of(one)))))

    enter(start)
    while todo:
        one, predecessors = todo[-1]
        for predecessor in predecessors:
            if predecessor not in number:
                enter(predecessor)
                break
            if predecessor in is_open:
                lowest[one] = min(lowest[one], number[predecessor])
        else:
            todo.pop()
            if todo:
                above = todo[-1][0]
                lowest[above] = min(lowest[above], lowest[one])
            if lowest[one] == number[one]:
                at = open_.index(one)
                group, open_[at:] = open_[at:], []
                is_open.difference_update(group)
                yield group
