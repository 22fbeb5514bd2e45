"""This file keeps a figure of each component beside a sheet, and carries it on after an edit."""

from collections.abc import Callable
from typing import Generic, TypeVar

from pmtui.figures.core.invalidation import invalidated_components, invalidates_everything
from pmtui.figures.sheet.figures_sheet import Figures

Figure = TypeVar("Figure")


class _Each(Generic[Figure]):
    """A figure of each component, worked out when it is first asked for."""

    def __init__(self, figures: Figures, work: Callable[[Figures, int], Figure]) -> None:
        self._figures = figures
        self._work = work
        self._found: dict[int, Figure] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "_Each[Figure]":
        """The same after an edit: what it cannot have changed is taken over."""
        after = _Each(figures, self._work)
        before = self._figures.workspace
        if not invalidates_everything(before, figures.workspace, touched):
            dirty = invalidated_components(before, figures.workspace, touched)
            after._found = {key: one for key, one in self._found.items() if key not in dirty}
        return after

    def of(self, component: int) -> Figure:
        """The figure of a component."""
        if component not in self._found:
            self._found[component] = self._work(self._figures, component)
        return self._found[component]


def kept_per_component(
    figures: Figures, component: int, work: Callable[[Figures, int], Figure]
) -> Figure:
    """A figure of a component's own rows, kept until an edit may have changed it.

    Args:
        figures: the sheet it is kept with.
        component: whose figure it is.
        work: a named function that works it out; its name tells the figure from others.
    """
    name = f"{work.__module__}.{work.__qualname__}"
    part = figures.part(name, lambda sheet: _Each(sheet, work))
    return part.of(component)
