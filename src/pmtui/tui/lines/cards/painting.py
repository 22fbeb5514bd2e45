"""This file paints the parts of a board: column names, lane titles, cards and what is cut off."""

from collections.abc import Iterator

from rich.segment import Segment
from textual.strip import Strip

from pmtui.text import cell_width, visible
from pmtui.tui.lines.cards.layout import ROOMY, CardLayout, head_text
from pmtui.tui.lines.cards.protocols import Cards
from pmtui.tui.lines.cells import LineWidget
from pmtui.views.shapes.table import Card, Cell, Tone

MOST_KEPT = 1_000
"""Painted cards that are kept: some boards of them."""

DrawnLine = tuple[int, list[Segment]]
"""A line of a cell and the card it belongs to; 0 for none."""


class CardPainter:
    """Paints the cards of a board; one that looks as it did is not painted again.

    Args:
        on: the widget whose styles are used.
    """

    def __init__(self, on: LineWidget) -> None:
        self._on = on
        self._kept: dict[tuple[int, int, bool, bool], tuple[Card, tuple[DrawnLine, ...]]] = {}

    def lines(self, card: Card, width: int, *, cursor: bool, marked: bool) -> tuple[DrawnLine, ...]:
        """The lines of a card, with the cursor or its mark before them."""
        place = (card.id, width, cursor, marked)
        kept = self._kept.get(place)
        if kept is None or kept[0] != card:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            lines = tuple(_painted(self._on, card, width, cursor=cursor, marked=marked))
            kept = self._kept[place] = (card, lines)
        return kept[1]

    def clear(self) -> None:
        """Forget what was painted: the styles have changed."""
        self._kept.clear()


def painted_heads(on: LineWidget, cards: Cards, layout: CardLayout, column: int) -> Strip:
    """The names of the columns shown, their counts, and how many are not shown either side.

    Args:
        on: the widget whose styles are used.
        cards: what is shown.
        layout: which columns are shown.
        column: the one the cursor is in.
    """
    pieces: list[Segment] = []
    columns, first = layout.columns(), layout.first
    after = len(cards.columns) - first - len(columns)
    for at, row_id, room in columns:
        head = cards.columns[at]
        if row_id:
            pieces.append(Segment(on.glyphs.vertical, on.style_of("tone--dim")))
        before = f"+{first} " if not row_id and first else ""
        more = f" +{after}" if at == columns[-1][0] and after else ""
        tone: Tone = "bad" if head.over else "head" if at == column else "dim"
        left = max(0, room - 1 - len(before) - len(more))
        pieces += [
            on.painted(Cell(f" {before}", "accent"), 1 + len(before)),
            on.painted(Cell(head_text(head), tone), left),
            on.painted(Cell(more, "accent"), len(more)),
        ]
    return on.strip_of(pieces, on.size.width)


def painted_rule(on: LineWidget, layout: CardLayout) -> Strip:
    """The line below the names."""
    line, cross = on.glyphs.horizontal, on.glyphs.cross
    text = cross.join(line * room for _, _, room in layout.columns())
    return on.strip_of([Segment(text, on.style_of("tone--dim"))], on.size.width)


def painted_lane(on: LineWidget, name: str, count: int, *, current: bool) -> Strip:
    """The title of a lane and how many cards it holds."""
    text = f"{on.glyphs.horizontal * 2} {visible(name) or 'none'}  {count} "
    rest = on.glyphs.horizontal * max(0, on.size.width - cell_width(text))
    tone: Tone = "accent" if current else "dim"
    return on.strip_of([on.painted(Cell(text + rest, tone), on.size.width)], on.size.width)


def card_width(width: int) -> int:
    """The cells a card is written in, in a column of a width."""
    return width - 1 - _indent(width)


def painted_note(on: LineWidget, words: str, width: int) -> DrawnLine:
    """How many cards there is no room for."""
    return 0, [on.painted(Cell(f"  {on.glyphs.ellipsis}{words}", "dim"), width)]


def _indent(width: int) -> int:
    return 1 if width >= ROOMY else 0


def _painted(
    on: LineWidget, card: Card, width: int, *, cursor: bool, marked: bool
) -> Iterator[DrawnLine]:
    over: tuple[str, ...] = ()
    if cursor:
        over = ("line--cursor",) if on.active else ("line--idle",)
    bar = on.glyphs.cursor if cursor else " "
    for at, line in enumerate(card.lines or ((),)):
        mark = on.glyphs.mark if marked and not at else bar
        indent = " " * _indent(width) if at else ""
        yield (
            card.id,
            [
                Segment(mark + indent, on.style_of("line--mark", *over)),
                *on.painted_row(line, width - 1 - len(indent), *over),
            ],
        )
