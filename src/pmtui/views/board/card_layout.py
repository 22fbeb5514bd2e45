"""This file lays out a card of a board: its key, its title and its facts in one line or two."""

from collections.abc import Sequence
from typing import Final

from pmtui.text import broken, cell_width, cut
from pmtui.views.shapes.table import Card, Cell, Tone

_MOST_BESIDE: Final = 20
"""Cells of facts for which a card asks room beside its title."""
_LEAST_REST: Final = 5
"""Cells below which the rest of a title is not worth its place beside the facts."""

CardContent = tuple[Tone, tuple[Cell, ...], int]
"""What a card says whatever its width: its tone, its facts, and the cells its title needs."""


def content_of(tone: Tone, key: str, title: str, facts: Sequence[Cell]) -> CardContent:
    """What a card says whatever its width."""
    return tone, tuple(facts), _least(key, title, facts)


def laid_out_card(
    row_id: int, key: str, title: str, width: int, *, whole: bool, content: CardContent
) -> Card:
    """A card of one line, or of two where its title or its facts need them.

    Where width is short the last facts go, those that alarm nobody before the title is cut.

    Args:
        row_id: what the card is of.
        key: what stands before its title.
        title: its title, which may go on in the second line.
        width: cells a line has.
        whole: whether every fact gives way to the title, as on the card under the cursor.
        content: what it says whatever its width.
    """
    tone, every, least = content
    head = Cell(key, "dim")
    room = width - cell_width(key) - 1
    if cell_width(title) + _taken(every) <= room:
        return Card(row_id, ((head, Cell(title, tone), *every),), tone, least)
    first, rest = _broken(title, room, anywhere=whole)
    facts = _beside(rest, _fitting(every, width), width, whole=whole)
    left = width - _taken(facts)
    is_cut = cell_width(rest) > left
    if is_cut and (left < _LEAST_REST or cell_width(first) + left <= room + 1):
        # One line shows as much of the title as two would: the facts have the second.
        facts = _fitting(every, width)
        first, rest = title, ""
    rest = cut(rest, left)
    second = (*((Cell(rest, tone),) if rest else ()), *facts)
    lines = ((head, Cell(first, tone)), second) if second else ((head, Cell(first, tone)),)
    return Card(row_id, lines, tone, least)


def _taken(cells: Sequence[Cell]) -> int:
    return sum(cell_width(cell.text) + 1 for cell in cells)


def _fitting(facts: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    kept: list[Cell] = []
    left = width
    for fact in facts:
        left -= cell_width(fact.text) + 1
        if kept and left < -1:
            break
        kept.append(fact)
    return tuple(kept)


def _beside(rest: str, facts: tuple[Cell, ...], width: int, *, whole: bool) -> tuple[Cell, ...]:
    """The facts that stand behind the rest of a title, the last ones left out where it is short."""
    kept = list(facts)
    while kept and cell_width(rest) > width - _taken(kept):
        if not whole and kept[-1].tone != "dim":
            break
        kept.pop()
    return tuple(kept)


def _least(key: str, title: str, facts: Sequence[Cell]) -> int:
    """Cells in which the title is whole in two lines, the facts in the second."""
    beside = _taken(_fitting(facts, _MOST_BESIDE))
    before = cell_width(key) + 1
    taken = [cell_width(word) + 1 for word in title.split(" ")]
    whole = sum(taken) - 1
    if len(taken) == 1 and len(title) < whole:
        return (before + whole + beside) // 2 + 1  # wide characters, broken anywhere
    first, least = 0, before + whole + beside
    for word in taken:
        first += word
        least = min(least, max(before + first - 1, whole - first + beside))
    return least


def _broken(title: str, room: int, *, anywhere: bool) -> tuple[str, str]:
    """A title in two: as many words as fit, and the rest.

    Args:
        title: what is broken.
        room: cells of the first part.
        anywhere: whether a word too long for it is broken, as those without spaces are.
    """
    words = title.split(" ")
    taken = cell_width(words[0])
    count = 1
    for word in words[1:]:
        taken += cell_width(word) + 1
        if taken > room:
            break
        count += 1
    is_wide = len(words[0]) < cell_width(words[0])  # written without spaces: Chinese, Japanese
    if count == 1 and (is_wide or anywhere) and cell_width(words[0]) > room > 1:
        first, *rest = broken(words[0], room)
        return first, " ".join(("".join(rest), *words[1:]))
    return " ".join(words[:count]), " ".join(words[count:])
