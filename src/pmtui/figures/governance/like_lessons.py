"""This file finds the lessons that others have learnt and a project like theirs should know."""

from collections.abc import Iterator
from operator import itemgetter

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.governance.lessons import Lesson


def lessons_for(figures: Figures, component: Component) -> Iterator[Lesson]:
    """The lessons of like components elsewhere, those that share the most first.

    A lesson is one for it where its category is that of the component, or where both have a tag;
    one without a category has that of the component it was learnt in. Those that were dropped, and
    those learnt in the component itself or around it, are left out.

    Args:
        figures: of the workspace.
        component: what is about to begin.
    """
    workspace = figures.workspace
    near = {component.id, *workspace.ancestors(component.id), *workspace.subtree(component.id)}
    alike: list[tuple[int, int, Lesson]] = []
    for lesson in workspace.rows_of(Lesson).values():
        if lesson.archived or lesson.state == "dropped" or lesson.component in near:
            continue
        place = workspace.components.get(lesson.component)
        category = lesson.category or (place.category if place is not None else "")
        shared = len({*lesson.tags} & {*component.tags})
        shared += bool(category) and category.casefold() == component.category.casefold()
        if shared:
            alike.append((-shared, lesson.id, lesson))
    yield from (lesson for _, _, lesson in sorted(alike, key=itemgetter(0, 1)))
