"""This file finds the rows that one need counts: the overdue tasks behind "2 tasks overdue"."""

from pmtui.figures.attention.need import Topic
from pmtui.figures.attention.open_rows import OPEN_ROWS_READ, own_open_rows
from pmtui.figures.schedule_analysis.dependency_loops import loop_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.figures.tasks.held_up_tasks import held_up
from pmtui.figures.work.board_flow import is_over
from pmtui.model.rules.dependency_loops import Loop

Rows = tuple[str, tuple[int, ...]]
"""A table and ids of rows in it."""


def counted_rows(figures: Figures, topic: Topic, component: int) -> Rows:
    """The rows that a need about a component counts; none where it counts none of one table.

    Args:
        figures: of the workspace.
        topic: what the need is about.
        component: the component it is about.
    """
    if topic == "many_late":
        return "tasks", tuple(figures.work(component).overdue)
    if topic == "many_held":
        return "tasks", held_up(figures, component)
    if topic == "loop":
        return "tasks", _around(loop_of(figures, component))
    if topic == "column":
        return "tasks", _crowded(figures, component)
    if topic == "ended":
        kinds = kept_per_component(figures, component, own_open_rows, OPEN_ROWS_READ)
        if len({kind.table for kind in kinds}) == 1:
            return kinds[0].table, tuple(id_ for kind in kinds for id_ in kind.ids)
    return "", ()


def _around(loop: Loop) -> tuple[int, ...]:
    return tuple(dict.fromkeys(end for link in loop for end in link))


def _crowded(figures: Figures, component: int) -> tuple[int, ...]:
    """The cards of the columns that hold more than they may."""
    cards = figures.cards(component)
    over = (
        column
        for column in figures.workspace.board_of(component)
        if is_over(column, len(cards.get(column.id, ())))
    )
    return tuple(card for column in over for card in cards.get(column.id, ()))
