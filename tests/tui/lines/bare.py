"""This file shows one drawing primitive in an app that has nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from pmtui.resources import themes_directory
from pmtui.tui.lines.cells import LineWidget
from pmtui.tui.terminal.themes import choose_theme

Of = TypeVar("Of", bound=LineWidget)


class BareApp(App[None]):
    """One widget over the whole screen."""

    CSS = "LineWidget { width: 1fr; height: 1fr; }"

    def __init__(self, widget: Widget) -> None:
        self._themes = choose_theme([themes_directory()], "pmtui-dark", {})
        super().__init__()
        self._widget = widget

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that are ours."""
        return dict(self._themes.variable_defaults)

    def compose(self) -> ComposeResult:
        """The widget."""
        yield self._widget


class Bare(Generic[Of]):
    """A widget on the screen: what it shows, and which of its lines it draws anew."""

    def __init__(self, widget: Of, pilot: Pilot[None], asked: list[int]) -> None:
        self.widget = widget
        self.pilot = pilot
        self._asked = asked

    @property
    def strips(self) -> list[Strip]:
        """Its lines as they go to the terminal."""
        size = self.widget.size
        return self.widget.render_lines(Region(0, 0, size.width, size.height))

    @property
    def lines(self) -> list[str]:
        """Its lines as plain text."""
        return [strip.text.rstrip() for strip in self.strips]

    async def redrawn(self) -> list[int]:
        """The lines it asked to be drawn anew since this was last asked."""
        await self.pilot.pause()
        lines = sorted(set(self._asked))
        self._asked.clear()
        return lines


@asynccontextmanager
async def bare(widget: Of, size: tuple[int, int] = (60, 10)) -> AsyncIterator[Bare[Of]]:
    """Show a widget; it has the keys."""
    asked: list[int] = []
    refresh = widget.refresh

    def heard(*regions: Region, **options: bool) -> LineWidget:
        for region in regions or (Region(0, 0, widget.size.width, widget.size.height),):
            asked.extend(range(region.y, region.bottom))
        return refresh(*regions, **options)

    widget.refresh = heard  # type: ignore[method-assign, assignment]
    async with BareApp(widget).run_test(size=size) as pilot:
        widget.active = True
        shown = Bare(widget, pilot, asked)
        await shown.redrawn()
        yield shown
