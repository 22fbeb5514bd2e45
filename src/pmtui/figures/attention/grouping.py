"""This file holds needs together that come from one cause."""

from collections.abc import Collection, Iterator

from pmtui.figures.attention.need import Need, Urgency
from pmtui.figures.attention.scope_needs import ORDER
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import title_of

RowRef = tuple[str, int]
"""Table and id."""


class Group:
    """One cause as it is put together.

    Args:
        head: what goes wrong.
    """

    __slots__ = ("_told", "head", "mark", "needs", "weight")  # there are thousands of them

    def __init__(self, head: Need) -> None:
        self.head = head
        self.needs: list[Need] = []
        """What is put down to it."""
        self._told: dict[RowRef, str] | None = None  # few drag anything
        self.mark = head.mark
        """That of the worst put down to it."""
        self.weight = head.weight
        """The largest among those of its mark."""

    @property
    def place(self) -> RowRef:
        """What it is about."""
        return self.head.table, self.head.id

    def worsen(self, mark: Urgency, weight: int) -> None:
        """Let it be at least as bad as something that is put down to it."""
        if ORDER[mark] < ORDER[self.mark]:
            self.mark, self.weight = mark, weight
        elif mark == self.mark:
            self.weight = max(self.weight, weight)

    def take(self, need: Need, *, is_listed: bool = True) -> None:
        """Put a need down to it; what is worse than its head about the same row becomes the head.

        Args:
            need: what is put down to it.
            is_listed: whether it is a need of the scope, not only part of one.
        """
        if is_listed:
            self.needs.append(need)
        if need is self.head:
            return
        self.worsen(need.mark, need.weight)
        place = (need.table, need.id)
        if place != self.place:
            self._drags.setdefault(place, "")
        elif (ORDER[need.mark], -need.weight) < (ORDER[self.head.mark], -self.head.weight):
            self.head = need

    def drag(self, table: str, row_id: int, text: str) -> None:
        """Say that it drags a row, in words."""
        if (table, row_id) != self.place:
            self._drags[table, row_id] = text

    @property
    def _drags(self) -> dict[RowRef, str]:
        """What it drags, with the words for it where it has some of its own."""
        if self._told is None:
            self._told = {}
        return self._told

    def components(self, figures: Figures) -> Collection[int]:
        """The components of the row it is about and of the tasks it drags."""
        if self.head.table != "tasks" and not self._told:
            return (self.head.component,)
        tasks = figures.workspace.tasks
        ids = (row_id for table, row_id in (self.place, *(self._told or ())) if table == "tasks")
        return {
            self.head.component,
            *(tasks[task_id].component for task_id in ids if task_id in tasks),
        }

    def drags(self, figures: Figures) -> Iterator[tuple[RowRef, str]]:
        """What it drags with the words for it: milestones, contracts, components, then tasks."""

        def rank(place: RowRef) -> tuple[int, int, int]:
            table, one = place
            row = figures.workspace.get(table, one)
            slip = figures.rollup(one).slip or 0 if table == "components" else 0
            kinds = ["milestone", "links", "components", "tasks"]
            kind = "milestone" if getattr(row, "kind", "") == "milestone" else table
            return (kinds.index(kind) if kind in kinds else len(kinds), -slip, one)

        drags = self._told or {}
        for place in sorted(drags, key=rank):
            yield place, drags[place] or _words(figures, place)


class Groups:
    """The groups of a scope, by what each is about."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, str], Group] = {}

    def of(self, need: Need, apart: str = "") -> Group:
        """The group of what a need is about, made where there is none.

        Args:
            need: its head where it is made.
            apart: tells causes apart that one row may have several of.
        """
        place = (need.table, need.id, apart)
        group = self._found.get(place)
        if group is None:
            group = self._found[place] = Group(need)
        return group

    def known(self, table: str, row_id: int) -> Group | None:
        """The group about a row; None where there is none."""
        return self._found.get((table, row_id, ""))

    def every(self) -> list[Group]:
        """All of them."""
        return list(self._found.values())


def _words(figures: Figures, place: RowRef) -> str:
    table, one = place
    row = figures.workspace.get(table, one)
    if row is None:
        return ""
    if table != "components":
        return f"{row.key} {title_of(row)}"
    slip = figures.rollup(one).slip
    return f"{title_of(row)} {slip:+d} d" if slip is not None and slip > 0 else title_of(row)
