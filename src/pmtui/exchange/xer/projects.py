"""This file tells which rows of a P6 export are of the project that is read."""

from collections.abc import Mapping
from typing import Final

from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.xer.tables import Row, Table

_BELONGS: Final = (
    ("PROJCOST", "task_id", "TASK", "activity"),
    ("TASKMEMO", "task_id", "TASK", "activity"),
    ("RSRCRATE", "rsrc_id", "RSRC", "resource"),
)
"""Tables whose rows say something about a row of another, by the column that names it."""


def tell_strays(tables: Mapping[str, Table]) -> None:
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
    """The project that is read, among those of a file.

    Args:
        own: the row of the project.
        all_: the projects of the file.
        tasks: the activities of all of them.

    Raises:
        UnreadableError: there are activities, and none of any project of the file.
    """

    def __init__(self, own: Row, all_: Table, tasks: Table) -> None:
        self._own = own.text("proj_id")
        self._known = {row.text("proj_id") for row in all_}
        given = {row.text("proj_id") for row in tasks} - {""}
        if given and not given & self._known:
            raise UnreadableError(
                f"no activity is of project {self._own[:20]!r}", "export the project from P6 as XER"
            )

    def rows(self, table: Table) -> list[Row]:
        """The rows of the project; one that names no project that is there is told."""
        rows: list[Row] = []
        for row in table:
            project = row.text("proj_id")
            if project not in self._known and not project and len(self._known) == 1:
                row.tell("it has no proj_id", "taken as of the only project")
                project = self._own
            elif project not in self._known:
                row.tell(f"its project {project[:20]} is not in the file", "left out")
            if project == self._own:
                rows.append(row)
        return rows
