"""This file matches texts against patterns in which `*` stands for any text, in linear time."""

from collections.abc import Callable


def pattern(text: str, *, anywhere: bool = False) -> Callable[[str], bool]:
    """A test of case-folded texts against a pattern.

    Args:
        text: the pattern; every `*` stands for any text, also none.
        anywhere: whether the pattern may lie inside the text instead of covering it.
    """
    folded = text.casefold()
    first, *rest = (f"*{folded}*" if anywhere else folded).split("*")
    if not rest:
        return lambda candidate: candidate == first
    middle = tuple(part for part in rest[:-1] if part)
    last = rest[-1]

    def matches(candidate: str) -> bool:
        end = len(candidate) - len(last)
        if end < len(first) or not (candidate.startswith(first) and candidate.endswith(last)):
            return False
        at = len(first)
        for part in middle:
            at = candidate.find(part, at, end)
            if at < 0:
                return False
            at += len(part)
        return True

    return matches
