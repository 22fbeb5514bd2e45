"""This file paints cells: text of a tone, made safe, in a style of the widget's own classes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, Self

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from pmtui.text import cell_width, cut_before, fit, visible, wrap
from pmtui.tui.lines.glyphs import ASCII, UNICODE, Glyphs
from pmtui.views.shapes.table import SERIES_INKS, Align, Cell, Tone

TONES: Final[tuple[Tone, ...]] = ("plain", "good", "warn", "bad", "dim", "head", "accent")


class _Look(NamedTuple):
    """Names of the theme's variables that make a style; a style may be a word of Rich itself."""

    colour: str = ""
    background: str = ""
    style: str = ""
    tint: str = ""
    """A colour of which the ground has a share; among a terminal's own colours none is mixed."""


_LOOKS: Final[Mapping[str, _Look]] = {
    "tone--plain": _Look("foreground"),
    "tone--good": _Look("rag-green"),
    "tone--warn": _Look("rag-amber"),
    "tone--bad": _Look("rag-red", style="bold"),
    "tone--dim": _Look("dim"),
    "tone--head": _Look("foreground", style="bold"),
    "tone--accent": _Look("accent"),
    "tint--good": _Look("rag-green", tint="rag-green"),
    "tint--warn": _Look("rag-amber", tint="rag-amber"),
    "tint--bad": _Look("rag-red", tint="rag-red"),
    "tint--dim": _Look("dim", tint="dim"),
    "tint--accent": _Look("accent", tint="accent"),
    "fill": _Look(style="fill-style"),
    "line--cursor": _Look(background="cursor", style="cursor-style"),
    "line--idle": _Look(background="cursor-idle", style="cursor-idle-style"),
    "line--mark": _Look("accent", style="bold"),
    "line--head": _Look("dim", style="bold"),
    "bar--grid": _Look("dim"),
    "bar--plain": _Look("bar"),
    "bar--critical": _Look("rag-red"),
    "bar--late": _Look("rag-amber"),
    "bar--over": _Look("dim"),
    "bar--summary": _Look("foreground"),
    "bar--ghost": _Look("ghost"),
    "bar--today": _Look("today"),
    "bar--status": _Look("accent"),
    "bar--link": _Look("accent", style="bold"),
    **{ink: _Look(ink) for ink in SERIES_INKS},
}
"""How tones and lines look. Textual's component classes would cost each widget a style apiece."""
TINT: Final = 0.15
"""The share of a tint in its ground: as much as leaves text in the same colour easy to read."""


class LineWidget(Widget, inherit_bindings=False):
    """A widget drawn line by line, which scrolls by itself and costs no layout when it does.

    It never has Textual's focus: the screen takes every key and says who is `active`, so that
    moving between panes restyles nothing. Styles by tone are made once a theme.
    """

    drawings = 0
    """How often something of it was to be drawn anew."""

    def __init__(self, *, id: str | None = None, glyphs: Glyphs | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._painted_styles: dict[tuple[str, ...], Style] = {}
        self._active = False
        self._known_size = Size(0, 0)
        self.top = 0
        """The first line of the content that is shown."""
        self.moved: Callable[[], None] = lambda: None
        """Called when the cursor stands on something else, before anything is painted."""
        self.chosen: Callable[[], None] = lambda: None
        """Called when what is under the cursor was clicked twice."""

    @property
    def active(self) -> bool:
        """Whether the keys come here; the cursor is bright then."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        if active != self._active:
            self._active = active
            if self.size.height:
                self.cursor_changed()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw it anew, or some of it; that is counted."""
        self.drawings += 1
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def cursor_changed(self) -> None:
        """The cursor became bright or dim."""
        self.refresh()

    def scroll_lines(self, count: int) -> None:
        """Show lines further down or up, as far as there are any."""
        wanted = max(0, min(self.top + count, self.line_count() - self.body_height()))
        if wanted != self.top:
            self.top = wanted
            self.refresh()

    def line_count(self) -> int:
        """How many lines of content there are."""
        return 0

    def body_height(self) -> int:
        """How many lines of content are shown at once."""
        return max(1, self.size.height)

    def measured(self) -> None:
        """Make anew what depends on the size, where that is another one."""
        if self.size != self._known_size:
            self._known_size = self.size
            self.size_changed()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, measured before the first of them."""
        self.measured()
        return super().render_lines(crop)

    def size_changed(self) -> None:
        """The widget has another size."""

    def on_hide(self) -> None:
        """What is hidden has no size: what it is told to show meanwhile is measured when seen.

        No line of it can be told to be drawn anew meanwhile, so none that is kept is trusted.
        """
        self._known_size = Size(0, 0)
        self.forget_lines()
        self.refresh()

    def forget_lines(self) -> None:
        """Let go of lines that are kept: where nobody looks they only take memory."""

    def refresh_line(self, y: int) -> None:
        """Draw one line anew."""
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def scrollbar(self, y: int, first: int = 0) -> Segment:
        """The last cell of a line: where the lines shown stand among all."""
        shown, count = self.body_height(), self.line_count()
        if count <= shown or y < first:
            return Segment(" ", self.style_of("tone--plain"))
        size = max(1, shown * shown // count)
        start = first + (shown - size) * self.top // max(1, count - shown)
        glyph = self.glyphs.bar if start <= y < start + size else self.glyphs.track
        return Segment(glyph, self.style_of("tone--dim"))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves the view, not the cursor."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves the view, not the cursor."""
        event.stop()
        self.scroll_lines(-3)

    @property
    def glyphs(self) -> Glyphs:
        """The drawing characters in force."""
        if self._glyphs is None:
            self._glyphs = ASCII if getattr(self.app, "draws_ascii", False) else UNICODE
        return self._glyphs

    def notify_style_update(self) -> None:
        """The theme changed: styles are made again."""
        self._painted_styles.clear()
        super().notify_style_update()

    def style_of(self, *names: str) -> Style:
        """The joined style of looks, remembered until the theme changes."""
        style = self._painted_styles.get(names)
        if style is None:
            style = self.style_of(*names[:-1]) if names else self.rich_style
            if names:
                style += _style(_LOOKS[names[-1]], self.app.theme_variables)
            self._painted_styles[names] = style
        return style

    def painted(self, cell: Cell, width: int, align: Align = "left", *line: str) -> Segment:
        """A cell in exactly `width` cells, in its tone over the line's classes."""
        style = self.style_of(f"tone--{cell.tone}", *line)
        text = cell.text
        if cell.kept:
            head, end = visible(text[: -cell.kept]), visible(text[-cell.kept :])
            text = cut_before(head, end, width, self.glyphs.ellipsis)
        return Segment(fit(text, width, align, self.glyphs.ellipsis), style)

    def painted_row(self, cells: Sequence[Cell], width: int, *line: str) -> list[Segment]:
        """Cells side by side with a space between, in exactly `width` cells."""
        pieces: list[Segment] = []
        room = width
        for at, cell in enumerate(cells):
            last = at == len(cells) - 1
            taken = room if last else min(room, cell_width(visible(cell.text)) + 1)
            pieces.append(self.painted(cell, taken, "left", *line))
            room -= taken
        if room > 0:
            pieces.append(Segment(" " * room, self.style_of("tone--plain", *line)))
        return pieces

    def words(self, text: str, at: int, width: int) -> Strip:
        """One line of what there is to say where nothing is shown, broken at spaces to fit."""
        lines = wrap(text, max(1, width - 2))
        line = f" {lines[at]}" if 0 <= at < len(lines) else ""
        return self.strip_of([self.painted(Cell(line, "dim"), width)], width)

    def strip_of(self, segments: Iterable[Segment], width: int, *line: str) -> Strip:
        """Segments as a line of exactly `width` cells."""
        strip = Strip(segments)
        return strip.adjust_cell_length(width, self.style_of(*(line or ("tone--plain",))))


def _style(look: _Look, variables: Mapping[str, str]) -> Style:
    words = variables.get(look.style, look.style)
    style = Style.parse(words) if words and words != "none" else Style()
    if look.colour:
        style += Style(color=Color.parse(variables[look.colour]).rich_color)
    if look.background:
        style += Style(bgcolor=Color.parse(variables[look.background]).rich_color)
    if look.tint:
        ground, tint = (Color.parse(variables[name]) for name in ("background", look.tint))
        if ground.ansi is None and tint.ansi is None:
            style += Style(bgcolor=ground.blend(tint, TINT).rich_color)
    return style
