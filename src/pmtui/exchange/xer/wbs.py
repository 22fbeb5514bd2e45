"""This file reads the work breakdown structure of a P6 export."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pmtui.exchange.plans.plan import PlanTask
from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.xer.tables import Row


class Part(Struct, frozen=True):
    """One part of the WBS in its place in the plan."""

    id: str
    uid: int
    """Uid of the task that stands for it; 0 for the whole project."""
    path: str
    """Its code with those above it, such as `L1.2`."""
    summary: PlanTask | None


class WorkBreakdown:
    """The parts of one project, each under its parent; strays stand under the whole."""

    def __init__(self, rows: Iterable[Row], project: str) -> None:
        self._rows = {row.text("wbs_id"): row for row in rows if row.text("proj_id") == project}
        self._root = next(
            (id_ for id_, row in self._rows.items() if row.flag("proj_node_flag")), ""
        )
        self._children: dict[str, list[tuple[int, str]]] = {}
        for id_, row in self._rows.items():
            if id_ != self._root:
                self._children.setdefault(self._above(id_), []).append((row.number("seq_num"), id_))

    @property
    def title(self) -> str:
        """What the whole project is called; empty where nobody says."""
        return self._rows[self._root].text("wbs_name") if self._root else ""

    def whole(self) -> PlanTask | None:
        """The row that stands for the whole project."""
        row = self._rows.get(self._root)
        return None if row is None else _summary(row, row.number("wbs_id"), 0, "")

    def place_of(self, id_: str) -> str:
        """Where an activity of a part goes: that part, or the whole where it is not there."""
        return id_ if id_ in self._rows else self._root

    def parts_with(self, holders: Iterable[str], taken: frozenset[int]) -> Iterator[Part]:
        """The whole and the parts that hold activities at whatever depth, each after its parent.

        Args:
            holders: ids of the parts that hold activities themselves.
            taken: uids of activities; a part with the same id gets its negative.

        Raises:
            UnreadableError: parts stand under each other in a circle.
        """
        used = self._used(holders)
        waiting = [Part(self._root, 0, "", None)]
        while waiting:
            part = waiting.pop()
            yield part
            below = [id_ for _, id_ in sorted(self._children.get(part.id, ())) if id_ in used]
            waiting += [self._part(id_, part, taken) for id_ in reversed(below)]

    def count_without(self, holders: Iterable[str]) -> int:
        """How many parts hold no activities."""
        return len(self._rows.keys() - self._used(holders) - {self._root})

    def _above(self, id_: str) -> str:
        return self.place_of(self._rows[id_].text("parent_wbs_id"))

    def _used(self, holders: Iterable[str]) -> set[str]:
        used = {self._root}
        for holder in holders:
            walked: set[str] = set()
            place = holder
            while place not in used:
                if place in walked:
                    name = self._rows[place].text("wbs_name")
                    raise UnreadableError(
                        f"PROJWBS: {name[:40]!r} stands under itself",
                        "mend the WBS in P6 and export anew",
                    )
                walked.add(place)
                place = self._above(place)
            used |= walked
        return used

    def _part(self, id_: str, above: Part, taken: frozenset[int]) -> Part:
        row = self._rows[id_]
        uid = row.number("wbs_id")
        uid = -uid if uid in taken else uid
        path = f"{above.path}.{row.text('wbs_short_name')}".lstrip(".")
        return Part(id_, uid, path, _summary(row, uid, above.uid, path))


def _summary(row: Row, uid: int, parent: int, path: str) -> PlanTask:
    return PlanTask(
        uid=uid,
        code=path,
        name=row.text("wbs_name"),
        parent=parent,
        wbs=path,
        summary=True,
    )
