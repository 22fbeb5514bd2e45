"""This file paints cells: text of a tone, made safe, in a style of the widget's own classes."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmtui.text import fit
from pmtui.tui.lines.glyphs import ASCII, UNICODE, Glyphs
from pmtui.views.table import Align, Cell, Tone

TONES: tuple[Tone, ...] = ("plain", "good", "warn", "bad", "dim", "head", "accent")


class LineWidget(ScrollView, inherit_bindings=False):
    """A widget drawn line by line, with styles by tone that are made once a theme."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{tone}" for tone in TONES} | {
        "line--cursor", "line--idle", "line--mark", "line--head",
    }  # fmt: skip
    DEFAULT_CSS = """
    LineWidget { scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0; }
    LineWidget > .tone--plain { color: $foreground; }
    LineWidget > .tone--good { color: $rag-green; }
    LineWidget > .tone--warn { color: $rag-amber; }
    LineWidget > .tone--bad { color: $rag-red; text-style: bold; }
    LineWidget > .tone--dim { color: $dim; }
    LineWidget > .tone--head { color: $foreground; text-style: bold; }
    LineWidget > .tone--accent { color: $accent; }
    LineWidget > .line--cursor { background: $cursor; text-style: bold; }
    LineWidget > .line--idle { background: $cursor-idle; }
    LineWidget > .line--mark { color: $accent; text-style: bold; }
    LineWidget > .line--head { color: $dim; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None, glyphs: Glyphs | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._glyphs = glyphs
        self._styles: dict[str, Style] = {}
        self.can_focus = True

    @property
    def glyphs(self) -> Glyphs:
        """The drawing characters in force."""
        if self._glyphs is None:
            self._glyphs = ASCII if getattr(self.app, "draws_ascii", False) else UNICODE
        return self._glyphs

    def notify_style_update(self) -> None:
        """The theme changed: styles are made again."""
        self._styles.clear()
        super().notify_style_update()

    def style_of(self, *names: str) -> Style:
        """The joined style of component classes, remembered until the theme changes."""
        joined = "|".join(names)
        style = self._styles.get(joined)
        if style is None:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(name, partial=True)
            self._styles[joined] = style
        return style

    def painted(
        self, cell: Cell, width: int, align: Align = "left", *line: str
    ) -> Segment:
        """A cell in exactly `width` cells, in its tone over the line's classes."""
        style = self.style_of(f"tone--{cell.tone}", *line)
        return Segment(fit(cell.text, width, align, self.glyphs.ellipsis), style)

    def strip_of(self, segments: Iterable[Segment], width: int, *line: str) -> Strip:
        """Segments as a line of exactly `width` cells."""
        strip = Strip(segments)
        return strip.adjust_cell_length(width, self.style_of(*(line or ("tone--plain",))))
