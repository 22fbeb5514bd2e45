"""This file takes a file in step by step: reads it, plans what it would do, as often as asked."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

import msgspec

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.plan_formats import plan_format, read_plan_file
from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plans.source_file import PlanFile
from pmtui.exchange.sheets.sheet import Sheet, read_sheet
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import TableMap
from pmtui.exchange.tables.column_maps.map_file import kept_map
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.exchange.tables.export.edition import Edition, unmarked
from pmtui.exchange.three_way_merge import Take
from pmtui.model.workspace.workspace import Workspace


class ImportFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read: a table with its map, or the plans of another program."""

    path: Path
    sheet: Sheet | None = None
    mapping: TableMap = TableMap()
    kept: Path | None = None
    """Where its map was kept; None where it was guessed."""
    plans: PlanFile | None = None

    @property
    def rows(self) -> int:
        """How many rows or tasks it has."""
        if self.sheet is not None:
            return len(self.sheet.rows)
        return self.plans.rows if self.plans is not None else 0

    def is_worth_keeping(self, yours: Collection[str]) -> bool:
        """Whether its map could be kept: one that was guessed, or that somebody corrected.

        Args:
            yours: the settings and headers that were corrected.
        """
        return (
            self.sheet is not None
            and not self.mapping.own
            and (self.kept is None or bool({*yours} - {"into"}))
        )


def read_import_file(
    path: Path, maps: tuple[Path, ...], projects: Sequence[str] = (), within: str = ""
) -> ImportFile:
    """What stands in a file: its content tells whether it is a table or a plan.

    Args:
        path: the file.
        maps: where a map of it may have been kept.
        projects: which projects to read of a file that holds several; none for all.
        within: the kind of the component it goes into; empty for the top.

    Raises:
        UnreadableError: it cannot be read; says why and what to do.
    """
    try:
        shape = plan_format(path)
        if shape:
            return ImportFile(path=path, plans=read_plan_file(path, shape, projects))
        sheet = unmarked(read_sheet(path))
    except UnreadableError as error:
        text = str(error)
        if str(path) in text:
            raise
        raise UnreadableError(f"{path.name}: {error.what}", error.todo) from error
    kept = kept_map(maps)
    if kept is not None:
        return ImportFile(path=path, sheet=sheet, mapping=kept[0], kept=kept[1])
    return ImportFile(path=path, sheet=sheet, mapping=guess(sheet, within=within))


def plan_file_import(
    incoming: ImportFile,
    workspace: Workspace,
    new_id: Callable[[], int],
    today: date,
    *,
    into: int,
    watch: Callable[[int, int], None],
    take: Take = "",
    edition: Edition | None = None,
) -> ImportPlan:
    """What taking a file in would do.

    Args:
        incoming: the file.
        workspace: what there is.
        new_id: draws ids.
        today: the day new cards come into their columns.
        into: the component it goes into; 0 for the top.
        watch: told how many rows of how many are read; may raise to give up.
        take: which side stands where a field was changed in a table and here; empty asks.
        edition: what a table was written from, where it was exported here.
    """
    if incoming.plans is not None:
        name = incoming.path.stem
        return plan_import(
            workspace, incoming.plans, new_id, today, into=into, name=name, take=take
        )
    sheet = incoming.sheet or Sheet(incoming.path.stem, (), ())
    mapping = incoming.mapping
    return plan(
        workspace,
        sheet,
        mapping,
        new_id,
        today,
        into=into,
        watch=watch,
        take=take,
        edition=edition,
    )
