"""This file explains what a pane shows; the words load with the first question."""

from collections.abc import Iterable

from pmtui.figures.attention.need import Topic
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.shapes.table import Section


def explained(
    figures: Figures, figure: str, entity_id: int, table: str = "components"
) -> Section | None:
    """What a figure of a row is made of; see `views.wording.figure_explanation`."""
    from pmtui.views.wording.figure_explanation import explained as explanation_of

    return explanation_of(figures, figure, entity_id, table)


def explained_finish(figures: Figures, table: str, entity_id: int) -> Section | None:
    """Where the planned finish of a row comes from; see `views.wording.figure_explanation`."""
    from pmtui.views.wording.figure_explanation import explained_finish as explanation_of

    return explanation_of(figures, table, entity_id)


def explained_cause(
    figures: Figures, scope: int, target: tuple[str, int], topic: Topic
) -> Section | None:
    """Why a line needs somebody and what clears it; see `views.overview.exceptions`."""
    from pmtui.views.overview.exceptions import explained_cause as explanation_of

    return explanation_of(figures, scope, target, topic)


def loop_line(figures: Figures, components: Iterable[int]) -> str:
    """The first loop of tasks that wait for each other; empty where there is none."""
    from pmtui.views.wording.loop_lines import loop_lines

    return next(loop_lines(figures, components), "")


def counted_rows(figures: Figures, topic: Topic, component: int) -> tuple[str, tuple[int, ...]]:
    """The rows that a number of the overview counts; see `figures.attention.counted_rows`."""
    from pmtui.figures.attention.counted_rows import counted_rows as rows_of

    return rows_of(figures, topic, component)
