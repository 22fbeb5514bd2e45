"""This file reads cells that name people: how a column parts several names, and each of them."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

_MARKS: Final = re.compile(r"\s*[;|\n\r]\s*|\s*/\s*|\s+[&+]\s+")
"""What parts people in any column."""
_WORDS: Final = re.compile(r"\s+(?:and|und|et|y)\s+", re.IGNORECASE)
_FIRM: Final = re.compile(
    r"[&+]\s+(?:co|cie|sons?|partners?|söhne|soehne|associates|fils|hijos)\b", re.IGNORECASE
)
_UNITS: Final = re.compile(r"(.+?)\s*[\[(]\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*[\])]")
_COMMA: Final = re.compile(r"\s*,\s*(?![^\[(]*[\])])")
"""A comma that stands in no brackets."""
_ADDRESS: Final = re.compile(r"(.*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>")
_MOST_UNITS: Final = 10
"""Up to here a bare number in brackets counts whole units, as MS Project writes `Crane[2]`."""
_PARTICLES: Final = frozenset(
    "van von de der den da di du la le del dos ten ter zu zur el al".split()
)


class NameStyle(msgspec.Struct, frozen=True):
    """How a column names people."""

    commas_inside: bool = False
    """Whether a comma stands inside a name, as in `Roe, Ann`."""
    unclear: str = ""
    """A cell that can name one person or two, where no cell of the column decides."""
    alone: frozenset[str] = frozenset()
    """What stands in a cell of its own, folded."""


class NamedPerson(msgspec.Struct, frozen=True):
    """Somebody a cell names."""

    name: str
    units: int = 100
    """How much of them, in percent."""
    email: str = ""


def name_style_of(cells: Iterable[str], *, listed: bool) -> NameStyle:
    """How a column names people, as all of its cells show.

    A comma parts people where one of its parts stands alone elsewhere, where three parts or more
    stand in a cell, or where what it parts has a forename and a surname on both sides.

    Args:
        cells: of the column.
        listed: whether its header speaks of several people.
    """
    different = [text for cell in dict.fromkeys(cells) if (text := _bare(cell))]
    parts = [part for cell in different for part in _parted(cell)]
    alone = frozenset(part.casefold() for part in parts if "," not in part)
    with_commas = [part for part in parts if _COMMA.search(part)]
    if not with_commas or _parts_people(with_commas, alone):
        return NameStyle(alone=alone)
    certain = len(parts) > len(different) or any(" " in name for name in alone)
    certain = certain or any(_words(side) > 1 for part in with_commas for side in part.split(","))
    return NameStyle(certain or not listed, "" if certain else with_commas[0], alone)


def people_in(text: str, naming: NameStyle) -> list[NamedPerson]:
    """Everybody whom a cell names, each once, in its order."""
    found: dict[str, NamedPerson] = {}
    for part in _parted(_bare(text)):
        for name in [part] if naming.commas_inside else _COMMA.split(part):
            for current in _joined_by_words(name, naming.alone):
                person = _named(current)
                if person.name:
                    found.setdefault(person.name.casefold(), person)
    return list(found.values())


def person_line(person: NamedPerson) -> str:
    """Somebody in a line that `person_of` reads back."""
    units = f"\t{person.units}" if person.units != 100 or person.email else ""
    return f"{person.name}{units}" + (f"\t{person.email}" if person.email else "")


def person_of(line: str) -> NamedPerson:
    """Somebody whom `person_line` wrote."""
    name, units, email = (*line.split("\t"), "", "")[:3]
    return NamedPerson(name, int(units or 100), email)


def are_several(cells: Collection[str], naming: NameStyle) -> bool:
    """Whether any cell of a column names more than one person."""
    return any(len(people_in(cell, naming)) > 1 for cell in dict.fromkeys(cells) if cell)


def _bare(cell: str) -> str:
    """A cell without the brackets that some programs put around a list."""
    text = cell.strip()
    return text[1:-1].strip() if text[:1] == "[" and text[-1:] == "]" else text


def _parted(cell: str) -> Iterator[str]:
    kept = _FIRM.sub(lambda match: match[0].replace("&", "\0").replace("+", "\1"), cell)
    for part in _MARKS.split(re.sub(r">\s*,", ">;", kept)):
        if part.strip():
            yield part.strip().replace("\0", "&").replace("\1", "+")


def _parts_people(cells: Iterable[str], alone: frozenset[str]) -> bool:
    """Whether any cell shows that its comma stands between people."""
    before: set[str] = set()
    behind: set[str] = set()
    for cell in cells:
        bare = [
            _UNITS.sub(r"\1", _ADDRESS.sub(r"\1", value)).strip() for value in _COMMA.split(cell)
        ]
        parts = list(filter(None, bare))
        if len(parts) < 2:
            continue
        if len(parts) > 2 or not cell.startswith(f"{parts[0]},"):
            return True
        if any(part.casefold() in alone or "@" in part or part.islower() for part in parts):
            return True
        if min(map(_words, parts)) > 1:
            return True
        before.add(parts[0].casefold())
        behind.add(parts[1].casefold())
    return bool(before & behind)


def _words(part: str) -> int:
    return sum(word.casefold() not in _PARTICLES for word in part.split())


def _joined_by_words(text: str, alone: frozenset[str]) -> list[str]:
    """The people of `Ann Roe and Bob Day`; `Research and Development` is one."""
    parts = _WORDS.split(text)
    if len(parts) > 1 and all(
        part.casefold() in alone or (len(part.split()) > 1 and part.istitle()) for part in parts
    ):
        return parts
    return [text]


def _named(text: str) -> NamedPerson:
    found = _UNITS.fullmatch(text.strip())
    name, units = text, 100
    if found:
        amount = float(found[2].replace(",", "."))
        name = found[1]
        whole = not found[3] and amount <= _MOST_UNITS and text.strip().endswith("]")
        units = round(amount * 100 if whole else amount)
    address = _ADDRESS.fullmatch(name.strip())
    if address:
        return NamedPerson(
            " ".join(address[1].strip("\"' ").split()) or address[2], units, address[2]
        )
    return NamedPerson(" ".join(name.split()), units)
