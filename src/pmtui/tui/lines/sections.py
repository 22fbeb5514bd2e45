"""This file draws sections of entries by line: headings, and entries a cursor walks."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from pmtui.text import cell_width, visible, wrap
from pmtui.tui.lines.cells import LineWidget
from pmtui.views.section import Entry, Section
from pmtui.views.table import Cell


class Sections(LineWidget):
    """Headings with entries below; the cursor stands on entries only."""

    class Moved(Message):
        """The cursor stands on another entry."""

        def __init__(self, sections: "Sections") -> None:
            super().__init__()
            self.sections = sections

    class Chosen(Moved):
        """An entry was clicked twice."""

    def __init__(self, *, id: str | None = None, wrapped: bool = False) -> None:  # noqa: A002
        super().__init__(id=id)
        self._wrapped = wrapped
        self._sections: Sequence[Section] = ()
        self._lines: list[tuple[int, Entry | Section | str]] = []
        self._places: list[int] = []
        self._cursor = 0

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        if not self._places:
            return None
        found = self._lines[self._places[self._cursor]][1]
        return found if isinstance(found, Entry) else None

    @property
    def entry_count(self) -> int:
        """How many entries there are."""
        return len(self._places)

    def show(self, sections: Sequence[Section]) -> None:
        """Show other sections; the cursor stays with the entry of the same target and field."""
        before = self.entry
        self._sections = sections
        self._layout()
        self._cursor = max(0, min(self._cursor, len(self._places) - 1))
        if before is not None and not _is_same(self.entry, before):
            self._seek(before)
        self._into_view()
        self.refresh()

    def follow(self, entity_id: int) -> bool:
        """Put the cursor on the first entry about an entity; False where there is none."""
        for at, place in enumerate(self._places):
            entry = self._lines[place][1]
            if isinstance(entry, Entry) and entry.target and entry.target[1] == entity_id:
                self.move_to(at)
                return True
        return False

    def move_cursor(self, down: int) -> None:
        """Move the cursor by entries."""
        self.move_to(self._cursor + down)

    def move_to(self, position: int) -> None:
        """Put the cursor on an entry by its position."""
        position = max(0, min(position, len(self._places) - 1))
        if position == self._cursor or not self._places:
            return
        before, self._cursor = self._cursor, position
        self._redraw(before)
        self._redraw(position)
        self._into_view()
        self.post_message(self.Moved(self))

    def page(self, share: float) -> None:
        """Move the cursor by a share of the height."""
        self.move_cursor(round(share * max(1, self.size.height - 1)))

    def to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last entry."""
        self.move_to(len(self._places) - 1 if last else 0)

    def to_section(self, step: int) -> None:
        """Move the cursor to the first entry of the next section, or the one before."""
        heads = [at for at, (_, what) in enumerate(self._lines) if isinstance(what, Section)]
        here = self._places[self._cursor] if self._places else 0
        wanted = [at for at in heads if at > here] if step > 0 else [
            at for at in heads if at < here - 1
        ][::-1][:1]
        if wanted:
            following = [at for at, place in enumerate(self._places) if place > wanted[0]]
            self.move_to(following[0] if following else self._cursor)

    def _seek(self, before: Entry) -> None:
        for at, place in enumerate(self._places):
            what = self._lines[place][1]
            if isinstance(what, Entry) and _is_same(what, before):
                self._cursor = at
                return

    def _layout(self) -> None:
        self._lines = []
        self._places = []
        width = max(20, self.scrollable_content_region.width or self.size.width)
        for at, section in enumerate(self._sections):
            if at:
                self._lines.append((0, ""))
            if section.title:
                self._lines.append((0, section))
            for entry in section.entries:
                self._places.append(len(self._lines))
                self._lines.append((0, entry))
                if self._wrapped:
                    rest = _overflow(entry, width)
                    self._lines += [(len(self._places) - 1, line) for line in rest]
            if not section.entries and section.empty:
                self._lines.append((0, f"  {section.empty}"))
        size = Size(self.size.width, len(self._lines))
        if self.virtual_size != size:
            self.virtual_size = size

    def _redraw(self, position: int) -> None:
        y = self._places[position] - self.scroll_offset.y
        self.refresh(Region(0, y, self.size.width, 1))

    def _into_view(self) -> None:
        if not self._places:
            return
        line, top = self._places[self._cursor], self.scroll_offset.y
        height = max(1, self.size.height)
        first = 0 if self._cursor == 0 else line
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False, force=True)

    def on_resize(self, event: Resize) -> None:
        """Other width, other lines."""
        self._layout()
        self._into_view()

    def on_focus(self) -> None:
        """The cursor is bright while this has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is dim while another pane has them."""
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part is shown."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A heading, an entry, or words."""
        width = self.size.width
        line = y + self.scroll_offset.y
        if line >= len(self._lines):
            return self.strip_of([Segment(" " * width, self.style_of("tone--plain"))], width)
        what = self._lines[line][1]
        if isinstance(what, str):
            return self.strip_of([self.painted(Cell(what, "dim"), width)], width)
        if isinstance(what, Section):
            return self._heading(what, width)
        over: tuple[str, ...] = ()
        if self._places and line == self._places[self._cursor]:
            over = ("line--cursor",) if self.has_focus else ("line--idle",)
        return self._entry(what, width, over)

    def _heading(self, section: Section, width: int) -> Strip:
        title, note = f" {visible(section.title)} ", visible(section.note)
        rule = self.glyphs.horizontal * max(0, width - cell_width(title) - cell_width(note) - 2)
        pieces = [
            self.painted(Cell(title, "head"), cell_width(title)),
            Segment(rule, self.style_of("tone--dim")),
            self.painted(Cell(f" {note} " if note else "", "dim"), cell_width(note) + 2),
        ]
        return self.strip_of(pieces, width)

    def _entry(self, entry: Entry, width: int, over: tuple[str, ...]) -> Strip:
        pieces = [Segment(" ", self.style_of("tone--plain", *over))]
        room = width - 1
        for at, cell in enumerate(entry.cells):
            last = at == len(entry.cells) - 1
            taken = room if last else min(room, cell_width(visible(cell.text)) + 1)
            pieces.append(self.painted(cell, max(0, taken), "left", *over))
            room -= taken
        return self.strip_of(pieces, width, "tone--plain", *over)

    def on_click(self, event: Click) -> None:
        """A click moves the cursor; a second one chooses."""
        line = event.y + self.scroll_offset.y
        if line in self._places:
            position = self._places.index(line)
            if position == self._cursor and event.chain > 1:
                self.post_message(self.Chosen(self))
            self.move_to(position)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the view."""
        event.stop()
        self.scroll_relative(y=3, animate=False)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the view."""
        event.stop()
        self.scroll_relative(y=-3, animate=False)


def _is_same(one: Entry | None, other: Entry) -> bool:
    return one is not None and (one.target, one.field, one.figure) == (
        other.target, other.field, other.figure,
    )  # fmt: skip


def _overflow(entry: Entry, width: int) -> list[str]:
    """What of a long last cell does not fit its line, on lines of its own below."""
    used = 1 + sum(cell_width(visible(cell.text)) + 1 for cell in entry.cells[:-1])
    last = entry.cells[-1].text if entry.cells else ""
    if used + cell_width(last) < width and "\n" not in last:
        return []
    indent = "   "
    return [indent + line for line in wrap(last, width - len(indent) - 1)]
