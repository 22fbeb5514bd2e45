"""This file reads what a row waits for, as the cell of its predecessors says it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.exchange.tables.values.cells import Style, read_given
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


class PredecessorRef(msgspec.Struct, frozen=True):
    """What a row waits for, as its cell says it."""

    reference: str
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"
    lag_in: LengthUnit = ""


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
