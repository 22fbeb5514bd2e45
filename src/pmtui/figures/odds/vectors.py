"""This file is the only door to numpy: numbers of many runs at once, and what is done with them.

A library that loads at first use names no types, so these say what of its arrays is used. Nothing
hangs on the last bit of a function that differs between processors: only + - * /, the square root,
comparisons and whole numbers are used.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

_WIDEST: Final = 64
"""How far values may lie apart, for each of them, to be ranked by how often each occurs."""


class Flags(ABC):
    """An array of truths, one of each run."""

    @abstractmethod
    def __and__(self, other: "Mask") -> "Flags": ...
    @abstractmethod
    def __rand__(self, other: bool) -> "Flags": ...
    @abstractmethod
    def __or__(self, other: "Mask") -> "Flags": ...
    @abstractmethod
    def __invert__(self) -> "Flags": ...
    @abstractmethod
    def __mul__(self, other: "Minutes") -> "Vector": ...
    @abstractmethod
    def any(self) -> object: ...  # noqa: D102
    @abstractmethod
    def sum(self) -> int: ...  # noqa: D102


class Vector(ABC):
    """An array of whole numbers of 64 bits, one of each run."""

    @abstractmethod
    def __add__(self, other: "Minutes") -> "Vector": ...
    @abstractmethod
    def __radd__(self, other: int) -> "Vector": ...
    @abstractmethod
    def __sub__(self, other: "Minutes") -> "Vector": ...
    @abstractmethod
    def __rsub__(self, other: int) -> "Vector": ...
    @abstractmethod
    def __mul__(self, other: "Minutes") -> "Vector": ...
    @abstractmethod
    def __rmul__(self, other: int) -> "Vector": ...
    @abstractmethod
    def __floordiv__(self, other: int) -> "Vector": ...
    @abstractmethod
    def __truediv__(self, other: int) -> "Shares": ...
    @abstractmethod
    def __neg__(self) -> "Vector": ...
    @abstractmethod
    def __lt__(self, other: "Minutes") -> Flags: ...
    @abstractmethod
    def __gt__(self, other: "Minutes") -> Flags: ...
    @abstractmethod
    def __ge__(self, other: "Minutes") -> Flags: ...
    @abstractmethod
    def __len__(self) -> int: ...
    @abstractmethod
    def __getitem__(self, place: int) -> int: ...
    @abstractmethod
    def __setitem__(self, places: slice, values: "Minutes") -> None: ...
    @abstractmethod
    def cumsum(self) -> "Vector": ...  # noqa: D102
    @abstractmethod
    def max(self) -> int: ...  # noqa: D102
    @abstractmethod
    def min(self) -> int: ...  # noqa: D102
    @abstractmethod
    def searchsorted(self, values: "Minutes", side: Literal["left", "right"] = "left") -> "Vector":
        """The places of values in sorted ones."""

    @abstractmethod
    def sum(self) -> int: ...  # noqa: D102
    @abstractmethod
    def take(self, places: "Vector", *, mode: Literal["raise", "clip"] = "raise") -> "Vector":
        """The numbers at some places; by clip those outside come to the first or last one."""


class Shares(ABC):
    """An array of numbers of 64 bits, one of each run."""

    @abstractmethod
    def __add__(self, other: "Shares | float") -> "Shares": ...
    @abstractmethod
    def __radd__(self, other: float) -> "Shares": ...
    @abstractmethod
    def __sub__(self, other: "Shares | Vector") -> "Shares": ...
    @abstractmethod
    def __rsub__(self, other: float) -> "Shares": ...
    @abstractmethod
    def __mul__(self, other: "Shares | Vector | float") -> "Shares": ...
    @abstractmethod
    def __lt__(self, other: float) -> Flags: ...
    @abstractmethod
    def __len__(self) -> int: ...
    @abstractmethod
    def take(self, places: Vector) -> "Shares": ...  # noqa: D102


Minutes: TypeAlias = int | Vector
"""Moments or lengths in minutes: one for all runs, or one of each."""
Mask: TypeAlias = bool | Flags
"""Whether something holds: in all runs, or in each."""


def is_one(value: Minutes) -> bool:
    """Whether a value is the same in all runs."""
    return isinstance(value, int)


def later(left: Minutes, right: Minutes) -> Minutes:
    """The later of two moments, in each run."""
    if isinstance(left, int) and isinstance(right, int):
        return max(left, right)
    import numpy as np

    result: Vector = np.maximum(left, right)
    return result


def earlier(left: Minutes, right: Minutes) -> Minutes:
    """The earlier of two moments, in each run."""
    if isinstance(left, int) and isinstance(right, int):
        return min(left, right)
    import numpy as np

    result: Vector = np.minimum(left, right)
    return result


def or_both(left: Mask, right: Mask) -> Mask:
    """Whether either holds, in each run."""
    if isinstance(left, bool):
        return left or right
    return left | right


def at_least(left: Minutes, right: Minutes) -> Mask:
    """Whether one value is not less than another, in each run."""
    if isinstance(left, int):
        return left >= right if isinstance(right, int) else ~(right > left)
    return left >= right


def earlier_of(left: Vector, right: Vector) -> Vector:
    """The earlier of two moments of each run."""
    import numpy as np

    result: Vector = np.minimum(left, right)
    return result


def not_negative(values: Vector) -> Vector:
    """The numbers, but nothing below 0."""
    import numpy as np

    result: Vector = np.maximum(values, 0)
    return result


def chosen(mask: Mask, left: Minutes, right: Minutes) -> Minutes:
    """One value where something holds, else the other."""
    if isinstance(mask, bool):
        return left if mask else right
    import numpy as np

    result: Vector = np.where(mask, left, right)
    return result


def same(left: Minutes, right: Minutes) -> Mask:
    """Whether two values are equal, in each run."""
    result: Mask = left == right
    return result


def holds_somewhere(mask: Mask) -> bool:
    """Whether something holds in any run."""
    return mask if isinstance(mask, bool) else bool(mask.any())


def share_chosen(mask: Flags, left: Shares, right: Shares) -> Shares:
    """One number where something holds, else the other."""
    import numpy as np

    result: Shares = np.where(mask, left, right)
    return result


def within(values: Shares, low: float, high: float) -> Shares:
    """Numbers between two."""
    import numpy as np

    result: Shares = np.clip(values, low, high)
    return result


def root(values: Shares) -> Shares:
    """The square root, which every processor rounds alike."""
    import numpy as np

    result: Shares = np.sqrt(values)
    return result


def rounded(values: Shares) -> Vector:
    """The nearest whole numbers, the even one of two."""
    import numpy as np

    result: Vector = np.rint(values).astype(np.int64)
    return result


def cells_of(places: Shares) -> Vector:
    """Numbers that are not negative without what stands behind the point."""
    import numpy as np

    result: Vector = places.astype(np.int64)  # type: ignore[attr-defined]
    return result


def shares_of(values: Iterable[float]) -> Shares:
    """An array of numbers."""
    import numpy as np

    result: Shares = np.array(list(values), np.float64)
    return result


def vector(values: Sequence[int]) -> Vector:
    """An array of whole numbers."""
    import numpy as np

    result: Vector = np.array(values, np.int64)
    return result


def full(count: int, value: Minutes) -> Vector:
    """An array with one value for each run."""
    import numpy as np

    result: Vector = np.full(count, value, np.int64) if isinstance(value, int) else value
    return result


def counting(count: int) -> Vector:
    """0, 1, 2, ..."""
    import numpy as np

    result: Vector = np.arange(count)
    return result


def counts_between(starts: Vector, finishes: Vector) -> Vector:
    """For each minute from the first start on, how many before it lie in a period."""
    import numpy as np

    steps = np.zeros(int(finishes[-1]) - int(starts[0]) + 2, np.int8)
    steps[starts - starts[0] + 1] = 1
    steps[finishes - starts[0] + 1] -= 1
    result: Vector = steps.cumsum(dtype=np.int8).cumsum(dtype=np.int32)[:-1]
    return result


def ordered(values: Vector) -> Vector:
    """The values, the least first."""
    import numpy as np

    result: Vector = np.sort(values)
    return result


def count_below(row: Vector, value: int, *, up_to: bool = False) -> int:
    """How many of sorted values are less than one, or with `up_to` not more."""
    import numpy as np

    return int(np.searchsorted(row, value, "right" if up_to else "left"))


def ranks(values: Vector) -> Vector:
    """Twice the ranks of values, those of equal ones being the mean of theirs."""
    import numpy as np

    least = int(values.min())
    if int(values.max()) - least > _WIDEST * len(values):
        row = ordered(values)
        return row.searchsorted(values, "left") + row.searchsorted(values, "right") + 1
    places = values - least
    counts: Vector = np.bincount(places)
    return (2 * counts.cumsum() - counts + 1).take(places)
