"""This file finds what a component hands on as it closes, and what is handed on to it at its start.

What has to be before a project closes is its closing list: nothing of it is open, its outputs are
accepted, somebody watches its benefits, and what it taught is written down. Like projects that
begin later find those lessons.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final

import msgspec

from pmtui.figures.attention.open_rows import OPEN_ROWS_READ, open_rows, open_words
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.requirements import ACCEPTANCES, Acceptance, newest_verdicts
from pmtui.model.entities.components import Component
from pmtui.model.governance.lessons import LESSONS, Lesson
from pmtui.model.realisation.live_benefits import FED_FROM, fed_benefits, lacks_of


class ClosingItem(msgspec.Struct, frozen=True):
    """One thing that has to be before a component closes."""

    title: str
    is_done: bool
    words: str
    """How it stands."""
    target: tuple[str, int] | None = None
    """The first row that keeps it open; None where there is none."""


def closing_list(figures: Figures, component: Component) -> tuple[ClosingItem, ...]:
    """What has to be before a project or program closes, with all below it, in order.

    Args:
        figures: of the workspace.
        component: what is to close; nothing is asked of a portfolio or an operation.
    """
    if component.kind not in _CLOSING:
        return ()
    return tuple(find(figures, component) for find in (_work, _outputs, _benefits, _lessons))


def _work(figures: Figures, component: Component) -> ClosingItem:
    """Tasks, risks, issues, changes, gates, orders and all else that somebody has to end."""
    benefits = {benefit.id for benefit in fed_benefits(figures.workspace, component.id)}
    kinds = tuple(
        kind
        for kind in open_rows(figures, "components", component.id)
        if not benefits.issuperset(kind.ids)
    )
    words = open_words(figures.workspace, kinds) or "nothing is open"
    target = (kinds[0].table, kinds[0].ids[0]) if kinds else None
    return ClosingItem("work, risks, decisions and orders ended", not kinds, words, target)


def _outputs(figures: Figures, component: Component) -> ClosingItem:
    """Deliverables whose newest verdict accepts them."""
    workspace = figures.workspace
    outputs = [
        task
        for place in figures.live_subtree(component.id)
        for task in figures.tasks_in(place)
        if task.kind == "deliverable" and not task.archived
    ]
    rows = (row for task in outputs for row in workspace.rows_by(Acceptance, "task", task.id))
    accepted = {at for at, row in newest_verdicts(rows).items() if row.verdict == "accepted"}
    waiting = [task for task in outputs if task.id not in accepted]
    words = (
        f"{len(outputs) - len(waiting)} of {len(outputs)} accepted" if outputs else "it has none"
    )
    if waiting:
        words += f", not {_keys(task.key for task in waiting)}"
    target = _first(figures, [task.id for task in waiting])
    return ClosingItem("outputs handed over and accepted", not waiting, words, target)


def _benefits(figures: Figures, component: Component) -> ClosingItem:
    """Live benefits it has a share in that have an owner and a day to be measured."""
    benefits = [*fed_benefits(figures.workspace, component.id)]
    alone = [benefit for benefit in benefits if any(True for _ in lacks_of(benefit))]
    words = (
        f"{len(benefits) - len(alone)} of {len(benefits)} watched" if benefits else "it feeds none"
    )
    if alone:
        words += f", not {_keys(benefit.key for benefit in alone)}"
    target = _first(figures, [benefit.id for benefit in alone])
    return ClosingItem("benefits with an owner and a next measure", not alone, words, target)


def _lessons(figures: Figures, component: Component) -> ClosingItem:
    """Lessons that were noted in it or below."""
    places = figures.live_subtree(component.id)
    count = sum(
        not lesson.archived
        for place in places
        for lesson in figures.workspace.rows_by(Lesson, "component", place)
    )
    return ClosingItem("lessons written down", count > 0, f"{count} noted" if count else "none yet")


def _first(figures: Figures, ids: Sequence[int]) -> tuple[str, int] | None:
    """The table and id of the first of some rows; None where there is none."""
    table = figures.workspace.table_of(ids[0]) if ids else None
    return (table, ids[0]) if table is not None else None


def _keys(keys: Iterable[str]) -> str:
    every = [*keys]
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more


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


def _open_items(figures: Figures, component: Component) -> int | None:
    items = closing_list(figures, component)
    return sum(not point.is_done for point in items) if items else None


def _item_inputs(figures: Figures, component: int) -> Iterable[Input]:
    row = figures.workspace.components.get(component)
    points = closing_list(figures, row) if row is not None else ()
    if not points:
        yield Input("undefined because", "only a project or program closes: stand on one")
    for point in points:
        yield Input(point.title, f"{'done' if point.is_done else 'open'}: {point.words}")


_CLOSING: Final = frozenset({"program", "project"})
"""Kinds of components that close."""
_NAMED: Final = 3
"""Rows that are called by their keys before the rest is counted."""
FIGURES: Final = (
    Figure(
        id="closing_open",
        table="components",
        title="open items of the closing list",
        short="to close",
        help="what has to be before it closes, and is not yet",
        kind="number",
        unit="items",
        formula="items of the closing list that are open: work and registers ended, outputs"
        " accepted, benefits watched, lessons written down",
        source="PRINCE2, closing a project; PMI PMBOK 7e, project closeout",
        undefined="of a portfolio or operation: neither closes",
        reads=OPEN_ROWS_READ | FED_FROM | {ACCEPTANCES.name, LESSONS.name},
        read=lambda figures: lambda component: _open_items(figures, component),
        inputs=_item_inputs,
    ),
)
"""What is known of components that are to close."""
