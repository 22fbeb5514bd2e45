"""This file names the tasks that wait for each other, by their components."""

from collections.abc import Iterable, Iterator

from pmtui.figures.planning.loops import has_loops, loop_of
from pmtui.figures.sheet import Figures
from pmtui.model.loops import spelled


def loop_lines(figures: Figures, ids: Iterable[int]) -> Iterator[str]:
    """Which of some components have tasks that wait for each other, and so no sure dates.

    The ids are not looked at where nothing loops, which is nearly always.
    """
    if not has_loops(figures):
        return
    workspace = figures.workspace
    for one in ids:
        row = workspace.components.get(one)
        loop = loop_of(figures, one) if row is not None and not row.archived else ()
        if row is not None and loop:
            yield f"{row.key} {row.name}: tasks wait for each other: {spelled(workspace, loop)}"
