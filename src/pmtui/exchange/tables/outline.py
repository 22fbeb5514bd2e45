"""This file finds which row a row of tasks lies under, and which rows it waits for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.exchange.tables.cells import Style, read_given
from pmtui.exchange.tables.rows import RowRead
from pmtui.exchange.tables.tables_in import folded
from pmtui.model.tasks import LagUnit, LengthUnit, LinkType
from pmtui.query.lengths import given_in

_LINK_TYPES: Final[Mapping[str, LinkType]] = MappingProxyType(
    {
        **dict.fromkeys(("FS", "EA", "FD"), "FS"),
        **dict.fromkeys(("SS", "AA", "DD"), "SS"),
        **dict.fromkeys(("FF", "EE"), "FF"),
        **dict.fromkeys(("SF", "AE", "DF"), "SF"),
    }
)
"""Link types as MS Project writes them in English, German and French."""
_TYPED: Final = re.compile(r"(.+?)\s*(FS|SS|FF|SF|EA|AA|EE|AE|FD|DD|DF)\s*([+-].*)?")
_BARE_LAG: Final = re.compile(r"(\d+)\s*([+-].*)")
_DECIMAL_COMMA: Final = re.compile(
    r"([+-]\s*\d+),(\d+\s*(?!(?:FS|SS|FF|SF|EA|AA|EE|AE|FD|DD|DF)(?![A-Za-z]))(?:%|[A-Za-z]))"
)
"""The comma in `12FS+1,5d`, which is between no two predecessors."""

Parent = int | str | None
"""The index of a row, the text of a reference that no row answers, or None for the top."""


class Wait(msgspec.Struct, frozen=True):
    """What a row waits for, as its cell says it."""

    reference: str
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"
    lag_in: LengthUnit = ""


class References:
    """Finds rows by what a cell calls them: number, code, outline number or title.

    Args:
        rows: every row.
        groups: the project of each row; a reference looks in its own project first.
        own: whether rows are called by our keys alone.
    """

    def __init__(
        self, rows: Sequence[RowRead], groups: Sequence[int], *, own: bool = False
    ) -> None:
        self._own: dict[tuple[int, str], int] = {}
        self._any: dict[str, int] = {}
        self._by_position = not own and not any(
            "number" in row.words or "wbs" in row.words or row.fields.get("code") for row in rows
        )
        self._count = len(rows)
        for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
            names = [folded(str(row.fields.get("key", "")))] if own else _names(row)
            for name in filter(None, names):
                self._own.setdefault((group, name), at)
                self._any[name] = at if name not in self._any else -1

    def find(self, text: str, group: int) -> int | None:
        """The row that a text names, in a project or else in any; None where there is none."""
        wanted = folded(text)
        for name in (wanted, wanted.lstrip("#")):
            at = self._own.get((group, name), self._any.get(name, -1))
            if at >= 0:
                return at
        if self._by_position and wanted.isdecimal() and 0 < int(wanted) <= self._count:
            return int(wanted) - 1
        return None


def parents(
    rows: Sequence[RowRead], groups: Sequence[int], references: References
) -> tuple[Parent, ...]:
    """What each row lies under: by its parent, its level, its outline number or its indent."""
    found: list[Parent] = [None] * len(rows)
    open_rows: dict[int, list[tuple[int, int]]] = {}
    for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
        depth = _depth(row)
        if "parent" in row.words:
            over = references.find(row.words["parent"], group)
            found[at] = row.words["parent"] if over is None or over == at else over
        elif depth is not None:
            stack = open_rows.setdefault(group, [])
            while stack and stack[-1][0] >= depth:
                stack.pop()
            found[at] = stack[-1][1] if stack else None
            stack.append((depth, at))
        elif "wbs" in row.words:
            found[at] = _above(row.words["wbs"], group, references)
    return tuple(found)


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
        for depth, one in enumerate(reversed(path), base + 1):
            depths[one] = depth
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


def waits(text: str, style: Style) -> Iterator[Wait]:
    """What a cell of predecessors names: `12FS+2d; 13SS`, `ABC-4, ABC-7`.

    Raises:
        CellError: a lag cannot be read.
    """
    for part in _parts(text):
        found = _TYPED.fullmatch(part)
        bare = _BARE_LAG.fullmatch(part)
        if found:
            yield Wait(found[1].strip(), _LINK_TYPES[found[2]], *_lag(found[3] or "", style))
        elif bare:
            yield Wait(bare[1], "FS", *_lag(bare[2], style))
        else:
            yield Wait(part)


def _parts(text: str) -> Iterable[str]:
    mark = ";" if ";" in text else ","
    text = text if mark == ";" else _DECIMAL_COMMA.sub(r"\1.\2", text)
    return (part.strip() for part in text.replace("\n", mark).split(mark) if part.strip())


def _lag(text: str, style: Style) -> tuple[int, LagUnit, LengthUnit]:
    """A lag, what it counts, and the unit it is given in."""
    if not text.strip():
        return 0, "work", ""
    amount, unit = read_given(text, style)
    return amount, unit, given_in(text, bare=style.time_unit)


def _names(row: RowRead) -> Iterator[str]:
    texts = (
        row.fields.get("key"),
        row.words.get("number"),
        row.fields.get("code"),
        row.words.get("wbs"),
        row.title,
    )
    for text in texts:
        if text:
            yield folded(str(text))
            if str(text).startswith("#"):
                yield folded(str(text)[1:])


def _depth(row: RowRead) -> int | None:
    level = row.words.get("level", "").strip()
    if level.isdecimal():
        return int(level)
    return None if "wbs" in row.words else row.indent


def _above(wbs: str, group: int, references: References) -> int | None:
    """The nearest row whose outline number begins this one's."""
    parts = wbs.strip().rstrip(".").split(".")
    for length in range(len(parts) - 1, 0, -1):
        over = references.find(".".join(parts[:length]), group)
        if over is not None:
            return over
    return None
