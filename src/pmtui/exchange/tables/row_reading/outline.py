"""This file finds which row a row of tasks lies under, and which rows it waits for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.exchange.tables.row_reading.row_values import RowRead
from pmtui.exchange.tables.values.cells import Style, read_given
from pmtui.exchange.text_folding import folded
from pmtui.model.entities.tasks import LagUnit, LengthUnit, LinkType
from pmtui.query.values.lengths import typed_unit

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

_LINKED: Final = re.compile(r"(.+?) *\(https?://[^()\s]+\)")
_TICKET: Final = re.compile(r"(?:^|\s)#(\d+)\b")
_WAYS: Final = ("key", "number", "code", "also", "wbs", "title")
"""The ways in which a cell can call a row, the surest first."""

Parent = int | str | None
"""The index of a row, the text of a reference that no row answers, or None for the top."""


class PredecessorRef(msgspec.Struct, frozen=True):
    """What a row waits for, as its cell says it."""

    reference: str
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"
    lag_in: LengthUnit = ""


class References:
    """Finds rows by what a cell calls them: key, number, code, outline number or title.

    Args:
        rows: every row.
        groups: the project of each row; a reference looks in its own project first.
        own: whether rows are called by our keys alone.
    """

    def __init__(
        self, rows: Sequence[RowRead], groups: Sequence[int], *, own: bool = False
    ) -> None:
        self._named: dict[str, dict[tuple[int, str], list[int]]] = {}
        self._any: dict[str, dict[str, int]] = {}
        self._by_position = not own and not any(
            {"number", "wbs", "also"} & row.words.keys() or row.fields.get("code") for row in rows
        )
        self._count = len(rows)
        for at, (row, group) in enumerate(zip(rows, groups, strict=True)):
            for way, text in _names(row, own=own):
                here = self._named.setdefault(way, {})
                here.setdefault((group, text), []).append(at)
                anywhere = self._any.setdefault(way, {})
                anywhere[text] = at if text not in anywhere else -1

    def ways(self, texts: Iterable[tuple[str, int]], first: str = "") -> tuple[str, ...]:
        """In which order to look for what a column calls rows: what answers most cells first.

        Args:
            texts: the different cells and the project of each.
            first: what the header speaks of, where it does.
        """
        counts = dict.fromkeys(_WAYS, 0)
        for text, group in texts:
            for way in self._named:
                counts[way] += any(self._at(way, spelling, group) for spelling in _spellings(text))
        return tuple(sorted(_WAYS, key=lambda way: (-counts[way], way != first, _WAYS.index(way))))

    def find(
        self, text: str, group: int, ways: Sequence[str] = _WAYS, near: int = -1
    ) -> int | None:
        """The row that a text names, in a project or else in any; None where there is none.

        Args:
            text: what a cell says.
            group: the project of its row.
            ways: the order in which to look.
            near: the row that asks; of several with the title, the nearest above it is meant.
        """
        for name in _spellings(text):
            for way in ways:
                found = self._at(way, name, group)
                if found:
                    above = [row_id for row_id in found if row_id < near] if len(found) > 1 else []
                    return above[-1] if above else found[0]
        wanted = folded(text)
        if self._by_position and wanted.isdecimal() and 0 < int(wanted) <= self._count:
            return int(wanted) - 1
        return None

    def same(self, text: str, group: int, ways: Sequence[str]) -> list[int]:
        """Every row that a text names alike."""
        for name in _spellings(text):
            for way in ways:
                if found := self._at(way, name, group):
                    return list(found)
        return []

    def _at(self, way: str, name: str, group: int) -> Sequence[int]:
        found = self._named.get(way, {}).get((group, name))
        if found:
            return found
        other = self._any.get(way, {}).get(name, -1)
        return (other,) if other >= 0 else ()


def parents(
    rows: Sequence[RowRead],
    groups: Sequence[int],
    references: References,
    ways: Sequence[str] = _WAYS,
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


def predecessor_refs(text: str, style: Style) -> Iterator[PredecessorRef]:
    """What a cell of predecessors names: `12FS+2d; 13SS`, `ABC-4, ABC-7`.

    Raises:
        CellError: a lag cannot be read.
    """
    for part in _parts(text):
        found = _TYPED.fullmatch(part)
        bare = _BARE_LAG.fullmatch(part)
        if found:
            yield PredecessorRef(
                found[1].strip(), _LINK_TYPES[found[2]], *_lag(found[3] or "", style)
            )
        elif bare:
            yield PredecessorRef(bare[1], "FS", *_lag(bare[2], style))
        else:
            yield PredecessorRef(part)


def _parts(text: str) -> Iterable[str]:
    mark = ";" if ";" in text else ","
    text = text if mark == ";" else _DECIMAL_COMMA.sub(r"\1.\2", text)
    return (part.strip() for part in text.replace("\n", mark).split(mark) if part.strip())


def _lag(text: str, style: Style) -> tuple[int, LagUnit, LengthUnit]:
    """A lag, what it counts, and the unit it is given in."""
    if not text.strip():
        return 0, "work", ""
    amount, unit = read_given(text, style)
    return amount, unit, typed_unit(text, bare=style.time_unit)


def _names(row: RowRead, *, own: bool) -> Iterator[tuple[str, str]]:
    """Each way in which a row can be called, and what it is called so."""
    if own:
        if key := folded(str(row.fields.get("key", ""))):
            yield "key", key
        return
    texts = {
        "key": str(row.fields.get("key", "")),
        "number": row.words.get("number", ""),
        "code": str(row.fields.get("code", "")),
        "also": row.words.get("also", ""),
        "wbs": row.words.get("wbs", "").strip().rstrip("."),
    }
    for way, text in texts.items():
        for word in text.split("\n"):
            if name := folded(word):
                yield way, name
                if name.startswith("#"):
                    yield way, name[1:]
    if row.title:
        yield "title", folded(row.title)


def _spellings(text: str) -> Iterator[str]:
    """What a cell may call a row by: `#12`, `Feature #12: Login`, `Login (https://...)`."""
    wanted = folded(text)
    yield wanted
    if wanted.startswith("#"):
        yield wanted[1:]
    if found := _LINKED.fullmatch(wanted):
        yield found[1]
    if found := _TICKET.search(wanted):
        yield found[1]


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
