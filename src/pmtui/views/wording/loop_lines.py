"""This file names the tasks that wait for each other, by their components."""

from collections.abc import Iterable, Iterator

from pmtui.figures.schedule_analysis.dependency_loops import has_loops, loop_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.rules.dependency_loops import loop_path_text


def loop_lines(figures: Figures, ids: Iterable[int]) -> Iterator[str]:
    """Which of some components have tasks that wait for each other, and so no sure dates.

    The ids are not looked at where nothing loops, which is nearly always.
    """
    if not has_loops(figures):
        return
    workspace = figures.workspace
    for component_id in ids:
        row = workspace.components.get(component_id)
        loop = loop_of(figures, component_id) if row is not None and not row.archived else ()
        if row is not None and loop:
            path = loop_path_text(workspace, loop)
            yield f"{row.key} {row.name}: tasks wait for each other: {path}"
