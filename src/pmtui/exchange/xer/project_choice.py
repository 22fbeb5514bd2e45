"""This file tells which projects of a P6 export are read, and which rows are theirs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plans.source_file import Offer
from pmtui.exchange.text_folding import folded
from pmtui.exchange.xer.xer_tables import XerRow, XerTable

_BELONGS: Final = (
    ("PROJCOST", "task_id", "TASK", "activity"),
    ("TASKMEMO", "task_id", "TASK", "activity"),
    ("RSRCRATE", "rsrc_id", "RSRC", "resource"),
)
"""Tables whose rows say something about a row of another, by the column that names it."""
_MOST_NAMED: Final = 20


def source_of(project: str) -> str:
    """What a project is called in other files, by its id in P6; empty for none."""
    return f"P6 {project}" if project else ""


def report_stray_rows(tables: Mapping[str, XerTable]) -> None:
    """Tells of costs, notes and rates of what is not in the file."""
    for name, column, other, word in _BELONGS:
        known = {row.text(column) for row in tables[other]}
        for row in tables[name]:
            id_ = row.text(column)
            if not id_:
                row.tell(f"it has no {column}", "left out")
            elif id_ not in known:
                row.tell(f"its {word} {id_[:20]} is not in the file", "left out")


class Projects:
    """The projects of a file, with the rows of each.

    Args:
        tables: the tables of the file by name.

    Raises:
        UnreadableError: it holds none, or activities and none of any project of the file.
    """

    def __init__(self, tables: Mapping[str, XerTable]) -> None:
        found: dict[str, XerRow] = {}
        for row in tables["PROJECT"]:
            if found.setdefault(row.text("proj_id"), row) is not row:
                row.tell("another one has the same proj_id", "left out")
        if not found:
            raise UnreadableError("the file holds no project", "export one from P6 as XER")
        self._rows = [*found.values()]
        self.ids = found.keys()
        self.activities = self.by_project(tables["TASK"])
        """The activities of each project by its id."""
        if len(tables["TASK"]) and not any(self.activities.values()):
            first = self._rows[0].text("proj_id")
            raise UnreadableError(
                f"no activity is of project {first[:20]!r}", "export the project from P6 as XER"
            )
        self._wbs = tables["PROJWBS"]

    def by_project(self, table: XerTable) -> dict[str, list[XerRow]]:
        """The rows of each project; one that names no project that is there is told."""
        rows: dict[str, list[XerRow]] = {}
        only = next(iter(self.ids)) if len(self.ids) == 1 else ""
        for row in table:
            project = row.text("proj_id")
            if project not in self.ids and not project and only:
                row.tell("it has no proj_id", "taken as of the only project")
                project = only
            elif project not in self.ids:
                what = f"its project {project[:20]} is not in the file"
                row.tell(what if project else "it has no proj_id", "left out")
                continue
            rows.setdefault(project, []).append(row)
        return rows

    def chosen(self, wanted: Sequence[str]) -> list[XerRow]:
        """The rows of the projects that are read: those asked for by name or id, or the usual.

        Raises:
            UnreadableError: one that is asked for is not there.
        """
        if not wanted:
            return self._usual()
        rows: dict[str, XerRow] = {}
        for name in wanted:
            asked = self._called(name)
            if not asked:
                raise UnreadableError(
                    f"the file holds no project {name[:40]!r}; it holds the projects "
                    f"{listed(self.offers([]))}",
                    "say which with --project, by one of these names",
                )
            rows |= {row.text("proj_id"): row for row in asked}
        return [row for row in self._rows if rows.get(row.text("proj_id")) is row]

    def offers(self, taken: Iterable[XerRow]) -> tuple[Offer, ...]:
        """Every project of the file, those that are read among them."""
        chosen = {row.text("proj_id") for row in taken}
        usual = {row.text("proj_id") for row in self._usual()}
        titles = {
            row.text("proj_id"): row.text("wbs_name")
            for row in self._wbs
            if row.flag("proj_node_flag")
        }
        return tuple(
            Offer(
                id=id_,
                source=source_of(id_),
                code=row.text("proj_short_name") or id_,
                title=titles.get(id_, ""),
                rows=len(self.activities.get(id_, ())),
                taken=id_ in chosen,
                why_not="" if id_ in usual else self._why_not(row),
            )
            for row in self._rows
            for id_ in [row.text("proj_id")]
        )

    def _usual(self) -> list[XerRow]:
        """The projects with activities that were exported for themselves; all where none was."""
        return [row for row in self._rows if not self._why_not(row)] or self._rows

    def _called(self, name: str) -> list[XerRow]:
        """The projects of a name or id; of several those with activities."""
        rows = [row for row in self._rows if name == row.text("proj_id")]
        rows = rows or [
            row for row in self._rows if folded(name) == folded(row.text("proj_short_name"))
        ]
        return [row for row in rows if self.activities.get(row.text("proj_id"))] or rows

    def _why_not(self, row: XerRow) -> str:
        original = row.text("orig_proj_id")
        if original in self.ids and original != row.text("proj_id"):
            return "a baseline of another"
        if not self.activities.get(row.text("proj_id")):
            return "without activities"
        return "only named in links" if row.text("export_flag") == "N" else ""


def listed(offers: Sequence[Offer]) -> str:
    """The codes of projects in a line."""
    return ", ".join(_shortened([offer.code for offer in offers]))


def _shortened(names: list[str]) -> Iterator[str]:
    yield from names[:_MOST_NAMED]
    if len(names) > _MOST_NAMED:
        yield f"{len(names) - _MOST_NAMED} more"
