"""This file reads a screen cell by cell: what is cut on it though there was room."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

ELLIPSES: Final = "…~"
"""What ends a text that was cut, in Unicode and in ASCII."""
_PANE_EDGES: Final = "▕▏"
_RULES: Final = "─-┼"
_GAP: Final = 1
"""Blank cells between two columns."""


def cells_of(line: str) -> list[str]:
    """A line as the cells of a terminal: a wide character fills two, the second of them empty."""
    cells: list[str] = []
    for mark in line:
        width = cell_len(mark)
        if not width and cells:
            cells[-1] += mark
        else:
            cells += [mark, *[""] * (width - 1)]
    return cells


def panes_of(lines: Sequence[str], edges: str = _PANE_EDGES) -> Iterator[list[list[str]]]:
    """The lines of each part of a screen that edges part, left to right, as cells.

    Args:
        lines: the lines between the one above and the one below.
        edges: what stands between two parts, on most lines in the same cell.
    """
    rows = [cells_of(line) for line in lines]
    width = max(map(len, rows), default=0)
    rows = [row + [" "] * (width - len(row)) for row in rows]
    split = [at for at in range(width) if _is_edge([row[at] for row in rows], edges)]
    for start, end in zip([-1, *split], [*split, width], strict=True):
        yield [row[start + 1 : end] for row in rows]


def cut_though_room(
    lines: Sequence[str], edges: str = _PANE_EDGES, ellipses: str = ELLIPSES[0]
) -> list[str]:
    """The lines on which a text is cut though cells right of it are blank on every row of its list.

    A list ends at a blank line, a heading or a rule. A blank cell beside a short text of another
    row is no room: columns stand below one another.

    Args:
        lines: a whole screen, the lines above and below it too.
        edges: what parts it into panes; a board's columns are parted by another sign.
        ellipses: what ends a text that was cut.
    """
    found: list[str] = []
    for pane in panes_of(lines[1:-1], edges):
        for block in _blocks(pane):
            room = _blank_runs(block)
            for row in block:
                ends = [at for at, mark in enumerate(row) if _is_cut(row, at, ellipses)]
                if ends and any(start > ends[0] and size > _GAP + 1 for start, size in room):
                    found.append("".join(row).rstrip())
    return found


def _is_edge(column: Sequence[str], edges: str) -> bool:
    """Whether an edge stands in a cell of most lines; what lies below a chart goes without."""
    return sum(bool(mark) and mark in edges for mark in column) > len(column) // 2


def _is_cut(row: Sequence[str], at: int, ellipses: str) -> bool:
    return bool(row[at]) and row[at] in ellipses and at > 0 and row[at - 1] not in {" ", "."}


def _blocks(pane: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    block: list[Sequence[str]] = []
    for row in pane:
        text = "".join(row)
        is_heading = any(mark * 4 in text for mark in _RULES)
        if is_heading or not text.strip(" ▐█"):
            if block:
                yield block
            block = []
        else:
            block.append(row)
    if block:
        yield block


def _blank_runs(block: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where cells are blank on every row of a list, and how many side by side."""
    width = min(len(row) for row in block)
    blank = [all(row[at] in {" ", "▐"} for row in block) for at in range(width)]
    runs: list[tuple[int, int]] = []
    start = None
    for at in range(width + 1):
        if at < width and blank[at]:
            start = at if start is None else start
        elif start is not None:
            runs.append((start, at - start))
            start = None
    return runs
