"""This file finds which row a row of tasks lies under."""

from collections.abc import Sequence

from pmtui.exchange.tables.row_reading.row_references import WAYS, References
from pmtui.exchange.tables.row_reading.row_values import RowRead

Parent = int | str | None
"""The index of a row, the text of a reference that no row answers, or None for the top."""


def parents(
    rows: Sequence[RowRead],
    groups: Sequence[int],
    references: References,
    ways: Sequence[str] = WAYS,
) -> tuple[Parent, ...]:
    """What each row lies under: by its parent, its level, its outline number or its indent."""
    found: list[Parent] = [None] * len(rows)
    open_rows: dict[int, list[tuple[int, int]]] = {}
    by_number = _numbers_say_levels(rows)
    for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
        depth = None if by_number and "wbs" in row.words else _depth(row)
        if "parent" in row.words:
            over = references.find(row.words["parent"], group, ways, at)
            found[at] = row.words["parent"] if over is None or over == at else over
        elif depth is not None:
            stack = open_rows.setdefault(group, [])
            while stack and stack[-1][0] >= depth:
                stack.pop()
            found[at] = stack[-1][1] if stack else None
            stack.append((depth, at))
        elif "wbs" in row.words:
            found[at] = _above(row.words["wbs"], group, references, at)
    return tuple(found)


def in_outline_order(rows: Sequence[RowRead]) -> list[int]:
    """The places of rows in the order of their outline numbers, where all of them have one."""
    numbers = [_number(row.words.get("wbs", "")) for row in rows]
    if not rows or not all(numbers):
        return list(range(len(rows)))
    return sorted(range(len(rows)), key=lambda at: numbers[at])


def _number(wbs: str) -> tuple[int, ...]:
    """An outline number as one can sort it; empty where it is none. `1.0` stands for `1`."""
    parts = wbs.strip().rstrip(".").split(".")
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return ()
    numbers = tuple(map(int, parts))
    return numbers[:-1] if len(numbers) > 1 and numbers[-1] == 0 else numbers


def _numbers_say_levels(rows: Sequence[RowRead]) -> bool:
    """Whether the outline numbers are as deep as the levels beside them, whatever the order."""
    apart: set[int] = set()
    for row in rows:
        level, number = row.words.get("level", "").strip(), _number(row.words.get("wbs", ""))
        if not level.isdecimal() or not number:
            return False
        apart.add(int(level) - len(number))
    return len(apart) == 1


def depths_of(over: Sequence[Parent]) -> list[int]:
    """How deep each row lies below those above it in the table; no row lies under itself."""
    depths: list[int] = [-1] * len(over)
    for start in range(len(over)):
        path: list[int] = []
        at: Parent = start
        while isinstance(at, int) and depths[at] < 0:
            path.append(at)
            at = over[at]
        base = depths[at] if isinstance(at, int) else -1
        for depth, row_id in enumerate(reversed(path), base + 1):
            depths[row_id] = depth
    return depths


def parents_first(over: Sequence[Parent]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Indexes in an order in which a parent comes before what lies under it.

    Returns:
        That order, and the rows that lie under themselves.
    """
    order: list[int] = []
    done: set[int] = set()
    looped: list[int] = []
    for start in range(len(over)):
        path: list[int] = []
        at: Parent = start
        while isinstance(at, int) and at not in done and at not in path:
            path.append(at)
            at = over[at]
        if isinstance(at, int) and at in path:
            looped += path[path.index(at) :]
        order += reversed(path)
        done.update(path)
    return tuple(order), tuple(looped)


def _depth(row: RowRead) -> int | None:
    level = row.words.get("level", "").strip()
    if level.isdecimal():
        return int(level)
    return None if "wbs" in row.words else row.indent


def _above(wbs: str, group: int, references: References, at: int) -> int | None:
    """The nearest row whose outline number begins this one's; `1.0` is above `1.1`."""
    parts = wbs.strip().rstrip(".").split(".")
    own = parts[:-1] if len(parts) > 1 and not parts[-1].strip("0") else parts
    for length in range(len(own) - 1, 0, -1):
        number = ".".join(own[:length])
        for spelt in (number, f"{number}.0"):
            over = references.find(spelt, group, ("wbs",), at)
            if over is not None and over != at:
                return over
    return None
