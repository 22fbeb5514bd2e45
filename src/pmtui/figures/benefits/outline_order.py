"""This file puts what leads to one another in the order of an outline, each thing once."""

from collections.abc import Iterable, Iterator

from pmtui.model.benefits.benefit_map import MapNode, Step


def outline_of(
    starts: Iterable[MapNode], leads_to: Step, *, shown: frozenset[MapNode]
) -> Iterator[tuple[MapNode, int]]:
    """Places with how deep each stands: below the first of those that lead to it.

    Args:
        starts: what stands at the left, in its order.
        leads_to: what stands below a place.
        shown: what stands in the outline at all; ways past anything else are not followed.
    """
    seen: set[MapNode] = set()
    waiting = [(node, 0) for node in reversed([*starts])]
    while waiting:
        node, depth = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield node, depth
        following = [(other, depth + 1) for other in leads_to(node) if other in shown]
        waiting += reversed(following)
