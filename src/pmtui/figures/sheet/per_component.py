"""This file keeps a figure of each component beside a sheet, and carries it on after an edit."""

from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

from pmtui.figures.core.invalidation import stale_components
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures

Value = TypeVar("Value")


class _Kept(Generic[Value]):
    """A figure of each component, worked out when it is first asked for."""

    def __init__(
        self, figures: Figures, work: Callable[[Figures, int], Value], reads: frozenset[str]
    ) -> None:
        self._figures = figures
        self._work = work
        self._reads = reads
        self._known: dict[int, Value] = {}
        self._may_have_moved = False

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "_Kept[Value]":
        """The same after an edit: what it cannot have changed is taken over."""
        self._drop_moved()
        after = _Kept(figures, self._work, self._reads)
        before = self._figures.workspace
        dirty = stale_components(before, figures.workspace, touched, self._reads)
        if dirty is None:
            return after
        after._known = {key: value for key, value in self._known.items() if key not in dirty}
        after._may_have_moved = self._reads >= PLANNED_FROM
        return after

    def of(self, component: int) -> Value:
        """The figure of a component."""
        self._drop_moved()
        if component not in self._known:
            self._known[component] = self._work(self._figures, component)
        return self._known[component]

    def _drop_moved(self) -> None:
        """Forget the figures of components whose plans the last edit may have changed."""
        if self._may_have_moved:
            self._may_have_moved = False
            for component in self._figures.moved():
                self._known.pop(component, None)


@cache
def _name_of(work: Callable[[Figures, int], object]) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def kept_per_component(
    figures: Figures,
    component: int,
    work: Callable[[Figures, int], Value],
    reads: frozenset[str],
) -> Value:
    """A figure of a component's own rows, kept until an edit may have changed it.

    Args:
        figures: the sheet it is kept with.
        component: whose figure it is.
        work: a named function that works it out; its name tells the figure from others.
        reads: the tables it is worked out from; `PLANNED_FROM` among them where it hangs on dates
            that are planned.
    """
    part = figures.part(_name_of(work), lambda sheet: _Kept(sheet, work, reads))
    return part.of(component)
