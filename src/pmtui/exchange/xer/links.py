"""This file reads the links of a P6 export: those inside a project and those between projects."""

from collections.abc import Iterable, Mapping
from typing import Final

from pmtui.exchange.plans.plan import PlanLink
from pmtui.exchange.plans.source_file import ProjectLink
from pmtui.exchange.xer.project_choice import Projects, source_of
from pmtui.exchange.xer.xer_tables import XerRow
from pmtui.model.entities.tasks import LagUnit, LinkType

_LINKS: Final[Mapping[str, LinkType]] = {
    "PR_FS": "FS", "PR_SS": "SS", "PR_FF": "FF", "PR_SF": "SF",
}  # fmt: skip


class LinkReader:
    """Sorts the links of a file by the projects of their ends.

    An activity that is in the file says itself of which project it is. One that is not is of the
    project that the link names, unless that is in the file with other activities.

    Args:
        projects: the projects of the file.
        lag_units: of each project that is read, by its id, in what its lags are counted.
    """

    def __init__(self, projects: Projects, lag_units: Mapping[str, LagUnit]) -> None:
        self._projects = projects
        self._lag_units = lag_units
        self._homes: dict[int, str] = {}
        for project, rows in projects.activities.items():
            for row in rows:
                self._homes.setdefault(row.number("task_id"), project)
        self._homes.pop(0, None)
        self.inside: dict[str, list[PlanLink]] = {project: [] for project in lag_units}
        """The links of each project that is read."""
        self.between: list[ProjectLink] = []
        """Those of which one end at least is in a project that is read."""
        self._known: dict[tuple[int, int, str], XerRow] = {}

    def read(self, rows: Iterable[XerRow]) -> None:
        """Take in the rows of the links."""
        for row in rows:
            predecessor, successor = row.number("pred_task_id"), row.number("task_id")
            ends = (
                self._place(predecessor, row.text("pred_proj_id")),
                self._place(successor, row.text("proj_id")),
            )
            if not any(place in self.inside for place in ends):
                if not (all(ends) or any(place in self._projects.ids for place in ends)):
                    self._tell_missing(row, predecessor, successor, ends)
            elif predecessor == successor:
                row.tell(f"activity {predecessor} is its own predecessor", "left out")
            elif not all(ends):
                self._tell_missing(row, predecessor, successor, ends)
            else:
                self._tell_project(row)
                self._take(row, predecessor, successor, ends)

    def _place(self, activity: int, said: str) -> str:
        """The project of one end; empty where the file should hold it and does not."""
        home = self._homes.get(activity)
        if home is not None:
            return home
        is_here = said in self._projects.ids and bool(self._projects.activities.get(said))
        return "" if is_here or not activity else said

    def _tell_project(self, row: XerRow) -> None:
        project = row.text("proj_id")
        if project not in self._projects.ids and row.number("task_id") in self._homes:
            what = f"its project {project[:20]} is not in the file" if project else "no proj_id"
            row.tell(what, "taken as of the project of its activity")

    @staticmethod
    def _tell_missing(row: XerRow, predecessor: int, successor: int, ends: tuple[str, str]) -> None:
        word, id_ = ("predecessor", predecessor) if ends[1] else ("successor", successor)
        row.tell(f"its {word} {id_} is not in the file", "left out")

    def _take(self, row: XerRow, predecessor: int, successor: int, ends: tuple[str, str]) -> None:
        kind = row.code("pred_type", _LINKS, "FS", "taken as FS")
        row.note_blank("lag_hr_cnt", "taken as no lag")
        lag = row.minutes("lag_hr_cnt") or 0
        if self._known.setdefault((predecessor, successor, kind), row) is not row:
            row.tell(f"it is there twice as {kind}", "the first one is taken")
            return
        unit = self._lag_units.get(ends[1]) or self._lag_units.get(ends[0]) or "work"
        if ends[0] == ends[1]:
            link = PlanLink(
                predecessor=predecessor, successor=successor, type=kind, lag=lag, lag_unit=unit
            )
            self.inside[ends[0]].append(link)
            return
        self.between.append(
            ProjectLink(
                predecessor_project=source_of(ends[0]),
                predecessor=predecessor,
                successor_project=source_of(ends[1]),
                successor=successor,
                type=kind,
                lag=lag,
                lag_unit=unit,
            )
        )
