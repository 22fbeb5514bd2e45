"""This file draws sections of entries by line: headings, and entries a cursor walks."""

from collections.abc import Iterator, Sequence

import msgspec
from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip

from pmtui.text import cell_width, visible, wrap
from pmtui.tui.lines.cursor_lines import CursorLines
from pmtui.views.shapes.table import Cell, Entry, Section

SHARE = 0.5
"""The share of the width kept for the last cell of entries that stand below one another."""
LEAST_LAST = 12
"""Cells kept for it where it goes on in the next line, or where an entry stands alone."""


class _Line(msgspec.Struct, frozen=True):
    """One line as laid out."""

    cells: tuple[Cell, ...] = ()
    widths: tuple[int, ...] = ()
    """Cells each but the last takes."""
    position: int = -1
    """Which entry it belongs to; -1 for none."""
    head: Section | None = None


class Sections(CursorLines):
    """Headings with entries below; the cursor stands on entries only."""

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002  (Textual's own word)
        wrapped: bool = False,
        close: bool = False,
        least: int = LEAST_LAST,
    ) -> None:
        super().__init__(id=id)
        self.marks = set()
        self._wrapped = wrapped
        self._close = close
        self._least = least
        self._sections: Sequence[Section] = ()
        self._entries: list[Entry] = []
        self._lines: list[_Line] = []
        self._firsts: list[int] = []
        self._cursor = 0

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        return self._entries[self._cursor] if self._entries else None

    @property
    def walk(self) -> tuple[Sequence[int], int]:
        """What each entry is about, 0 for nothing, and the position of the cursor."""
        return [entry.target[1] if entry.target else 0 for entry in self._entries], self._cursor

    def show(self, sections: Sequence[Section]) -> None:
        """Show other sections; the cursor stays with the entry of the same target and field.

        Only lines that look different are drawn anew.
        """
        before, drawn = self.entry, self._drawn()
        self._sections = sections
        self._layout()
        self._cursor = max(0, min(self._cursor, len(self._entries) - 1))
        if before is not None and not _is_same(self.entry, before):
            same = (at for at, entry in enumerate(self._entries) if _is_same(entry, before))
            self._cursor = next(same, self._cursor)
        self._into_view()
        for y, strip in enumerate(self._drawn()):
            if y >= len(drawn) or strip != drawn[y]:
                self.refresh_line(y)

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on the first entry about an entity; False where there is none."""
        for at, entry in enumerate(self._entries):
            if entry.target and entry.target[1] == entity_id:
                self.move_to(at)
                return True
        return False

    def move(self, across: int, down: int) -> None:
        """Move the cursor by entries, or across to other sections."""
        if across:
            self.to_section(across)
        else:
            self.move_cursor(down)

    def move_cursor(self, down: int) -> None:
        """Move the cursor by entries."""
        self.move_to(self._cursor + down)

    def move_to(self, position: int) -> None:
        """Put the cursor on an entry by its position."""
        position = max(0, min(position, len(self._entries) - 1))
        if position == self._cursor or not self._entries:
            return
        before, self._cursor = self._cursor, position
        self._redraw(before)
        self._redraw(position)
        self._into_view()
        self.moved()

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        self.move_cursor(round(share * max(1, self.size.height - 1)))

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last entry."""
        self.move_to(len(self._entries) - 1 if last else 0)

    def to_section(self, step: int) -> None:
        """Move the cursor to the first entry of the next section, or of the one before."""
        starts = [at for at, line in enumerate(self._lines) if line.head is not None]
        entries = [next((value.position for value in self._lines[at:] if value.position >= 0), -1)
                   for at in starts]  # fmt: skip
        after = [at for at in entries if at > self._cursor]
        before = [at for at in entries if 0 <= at < self._cursor]
        wanted = after[:1] if step > 0 else before[-1:]
        if wanted:
            self.move_to(wanted[0])
        elif step < 0:
            self.move_to(0)

    def line_count(self) -> int:
        """Headings, entries and what is between them."""
        return len(self._lines)

    def _drawn(self) -> list[Strip]:
        return [self.render_line(y) for y in range(self.size.height)]

    def _layout(self) -> None:
        self._lines, self._entries, self._firsts = [], [], []
        room = max(20, self.size.width - 3)
        for at, section in enumerate(self._sections):
            if at and not self._close:
                self._lines.append(_Line())
            if section.title:
                self._lines.append(_Line(head=section))
            single = len(section.entries) == 1 or self._wrapped
            last = self._least if single else round(room * SHARE)
            heads = (Entry(cells=section.heads),) if section.heads else ()
            widths = _widths((*heads, *section.entries), room, last)
            if section.heads:
                held = tuple(widths[: len(section.heads) - 1])
                self._lines.append(_Line(section.heads, held))
            for entry in section.entries:
                self._firsts.append(len(self._lines))
                self._lines += self._laid_out(entry, widths, room)
                self._entries.append(entry)
            if not section.entries and section.empty:
                self._lines.append(_Line((Cell(f" {section.empty}", "dim"),)))

    def _laid_out(self, entry: Entry, widths: Sequence[int], room: int) -> Iterator[_Line]:
        position = len(self._entries)
        *before, last = entry.cells or (Cell(""),)
        held = tuple(widths[: len(before)])
        left = room - sum(held) - len(held)
        parts = wrap(last.text, left) if self._wrapped else [last.text]
        yield _Line((*before, Cell(parts[0], last.tone)), held, position)
        for part in parts[1:]:
            yield _Line((*(Cell("") for _ in before), Cell(part, last.tone)), held, position)
        if entry.below is not None:
            for part in wrap(entry.below.text, left):
                cell = Cell(part, entry.below.tone)
                yield _Line((*(Cell("") for _ in before), cell), held, position)

    def _redraw(self, position: int) -> None:
        for at in range(self._firsts[position], len(self._lines)):
            if self._lines[at].position != position:
                return
            self.refresh_line(at - self.top)

    def _into_view(self) -> None:
        top = max(0, min(self.top, len(self._lines) - self.body_height()))
        if self._entries:
            first = self._firsts[self._cursor]
            last = first
            while last + 1 < len(self._lines) and self._lines[last + 1].position == self._cursor:
                last += 1
            above = next((at for at in range(first, 0, -1) if self._lines[at - 1].position >= 0), 0)
            top = max(top, last - self.body_height() + 1)
            top = min(top, above)
        if top != self.top:
            self.top = top
            self.refresh()

    def size_changed(self) -> None:
        """Other width, other lines."""
        self._layout()
        self._into_view()

    def cursor_changed(self) -> None:
        """The cursor became bright or dim."""
        if self._entries:
            self._redraw(self._cursor)

    def render_line(self, y: int) -> Strip:
        """A heading, an entry, or words."""
        width = max(0, self.size.width - 1)
        at = y + self.top
        line = self._lines[at] if at < len(self._lines) else _Line()
        strip = self._heading(line.head, width) if line.head else self._row(line, width)
        return Strip([*strip, self.scrollbar(y)], width + 1)

    def _heading(self, section: Section, width: int) -> Strip:
        title, note = f" {visible(section.title)} ", visible(section.note)
        room = cell_width(note) + 2 if note else 0
        rule = self.glyphs.horizontal * max(0, width - cell_width(title) - room)
        pieces = [
            self.painted(Cell(title, "head"), cell_width(title)),
            Segment(rule, self.style_of("tone--dim")),
            self.painted(Cell(f" {note} " if note else "", "dim"), room),
        ]
        return self.strip_of(pieces, width)

    def _row(self, line: _Line, width: int) -> Strip:
        over: tuple[str, ...] = ()
        if line.position == self._cursor and self._entries:
            over = ("line--cursor",) if self.active else ("line--idle",)
        pieces = [Segment(" ", self.style_of("tone--plain", *over))]
        for cell, taken in zip(line.cells, line.widths, strict=False):
            pieces.append(self.painted(cell, taken, "left", *over))
            pieces.append(Segment(" ", self.style_of("tone--plain", *over)))
        room = width - 1 - sum(line.widths) - len(line.widths)
        pieces += self.painted_row(line.cells[len(line.widths) :], max(0, room), *over)
        return self.strip_of(pieces, width, "tone--plain", *over)

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a second one chooses."""
        at = event.y + self.top
        position = self._lines[at].position if at < len(self._lines) else -1
        if position >= 0:
            again = position == self._cursor
            self.move_to(position)
            if again and event.chain > 1:
                self.chosen()


def _is_same(one: Entry | None, other: Entry) -> bool:
    return one is not None and (one.target, one.field, one.figure) == (
        other.target, other.field, other.figure,
    )  # fmt: skip


def _widths(entries: Sequence[Entry], room: int, kept: int) -> list[int]:
    """The cells that each cell but the last takes, so that they stand below one another.

    Args:
        entries: of one section.
        room: cells there are.
        kept: of them for the last cell, where it needs as many.
    """
    most = max((len(entry.cells) for entry in entries), default=1) - 1
    widths = [
        max(
            (cell_width(visible(row.cells[at].text)) for row in entries if len(row.cells) > at + 1),
            default=0,
        )
        for at in range(most)
    ]
    ends: dict[int, int] = {}
    for other_entry in entries:
        if other_entry.cells:
            before, end = (
                len(other_entry.cells) - 1,
                cell_width(visible(other_entry.cells[-1].text)),
            )
            ends[before] = max(end, ends.get(before, 0))
    # An entry of fewer cells ends with one that runs on below the columns it does not have.
    for before, end in ends.items():
        rest = min(end, kept) + before
        while before and sum(widths[:before]) + rest > room and max(widths[:before]) > 1:
            widths[widths.index(max(widths[:before]))] -= 1
    return widths
