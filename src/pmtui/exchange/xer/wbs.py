"""This file reads the work breakdown structure of a P6 export."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pmtui.exchange.plans.plan import PlanTask
from pmtui.exchange.xer.xer_tables import XerRow


class WbsPart(Struct, frozen=True):
    """One part of the WBS in its place in the plan."""

    id: str
    uid: int
    """Uid of the task that stands for it; 0 for the whole project."""
    path: str
    """Its code with those above it, such as `L1.2`."""
    summary: PlanTask | None


class WorkBreakdown:
    """The parts of one project, each under its parent; strays stand under the whole."""

    def __init__(self, rows: Iterable[XerRow]) -> None:
        self._rows: dict[str, XerRow] = {}
        for row in rows:
            id_ = row.text("wbs_id")
            if not id_ or id_ in self._rows:
                what = "another one has the same wbs_id" if id_ else "it has no wbs_id"
                row.tell(what, "left out")
            else:
                self._rows[id_] = row
        self._root = self._found_root()
        self._parents = {id_: self._above(id_) for id_ in self._rows}
        self._break_loops()
        self._taken: set[int] = set()
        self._children: dict[str, list[tuple[int, str]]] = {}
        for id_, row in self._rows.items():
            if id_ != self._root:
                self._children.setdefault(self._parents[id_], []).append(
                    (row.number("seq_num"), id_)
                )

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

    def place_told(self, row: XerRow) -> str:
        """Where an activity goes; a part that is not there is told."""
        id_ = row.text("wbs_id")
        if id_ not in self._rows and self._rows:
            what = f"its wbs_id {id_[:20]} is not in the file" if id_ else "it has no wbs_id"
            row.tell(what, "it stands right below the whole")
        return self.place_of(id_)

    def parts_with(self, holders: Iterable[str], taken: frozenset[int]) -> Iterator[WbsPart]:
        """The whole and the parts that hold activities at whatever depth, each after its parent.

        Args:
            holders: ids of the parts that hold activities themselves.
            taken: uids of activities; a part with the same id gets its negative.
        """
        used = self._used(holders)
        self._taken = set(taken) | {0}
        waiting = [WbsPart(self._root, 0, "", None)]
        while waiting:
            part = waiting.pop()
            yield part
            below = [id_ for _, id_ in sorted(self._children.get(part.id, ())) if id_ in used]
            waiting += [self._part(id_, part) for id_ in reversed(below)]

    def count_without(self, holders: Iterable[str]) -> int:
        """How many parts hold no activities."""
        return len(self._rows.keys() - self._used(holders) - {self._root})

    def _found_root(self) -> str:
        """The part that is the whole project; where none says so, the one with nothing above."""
        roots = [id_ for id_, row in self._rows.items() if row.flag("proj_node_flag")]
        if roots or not self._rows:
            return roots[0] if roots else ""
        tops = [
            id_ for id_, row in self._rows.items() if row.text("parent_wbs_id") not in self._rows
        ]
        if len(tops) != 1:
            return ""
        self._rows[tops[0]].tell(
            "proj_node_flag is not Y and nothing stands above it", "it is the whole project"
        )
        return tops[0]

    def _above(self, id_: str) -> str:
        row = self._rows[id_]
        parent = row.text("parent_wbs_id")
        if id_ != self._root and self._root and parent not in self._rows:
            what = f"its parent_wbs_id {parent[:20]} is not in the file"
            row.tell(
                what if parent else "it has no parent_wbs_id", "it stands right below the whole"
            )
        return self._root if id_ == self._root else self.place_of(parent)

    def _break_loops(self) -> None:
        """Parts that stand under each other in a circle: one of them goes under the whole."""
        safe = {self._root, ""}
        for id_ in self._rows:
            walked: dict[str, None] = {}
            place = id_
            while place not in safe and place not in walked:
                walked[place] = None
                place = self._parents[place]
            if place in walked:
                self._rows[place].tell("it stands under itself", "it stands right below the whole")
                self._parents[place] = self._root
            safe.update(walked)

    def _used(self, holders: Iterable[str]) -> set[str]:
        used = {self._root}
        for holder in holders:
            place = holder
            while place not in used:
                used.add(place)
                place = self._parents[place]
        return used

    def _part(self, id_: str, above: WbsPart) -> WbsPart:
        row = self._rows[id_]
        uid = row.number("wbs_id")
        uid = -uid if uid in self._taken else uid
        if uid in self._taken:
            uid = min(self._taken) - 1
        self._taken.add(uid)
        path = f"{above.path}.{row.text('wbs_short_name')}".lstrip(".")
        return WbsPart(id_, uid, path, _summary(row, uid, above.uid, path))


def _summary(row: XerRow, uid: int, parent: int, path: str) -> PlanTask:
    return PlanTask(
        uid=uid,
        code=path,
        name=row.text("wbs_name"),
        parent=parent,
        wbs=path,
        summary=True,
    )
