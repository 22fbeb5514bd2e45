"""This file takes a file in step by step: reads it, plans what it would do, as often as asked."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path

import msgspec

from pmtui.exchange.findings import ImportPlan
from pmtui.exchange.plans.formats import plan_format, read_plan_file
from pmtui.exchange.plans.incoming import plan_import
from pmtui.exchange.plans.planfile import PlanFile
from pmtui.exchange.safe import UnreadableError
from pmtui.exchange.tables.edition import Edition, unmarked
from pmtui.exchange.tables.guess import guess
from pmtui.exchange.tables.mapfile import kept_map
from pmtui.exchange.tables.mapping import TableMap
from pmtui.exchange.tables.plan import plan
from pmtui.exchange.tables.tables_in import Sheet, read_sheet
from pmtui.exchange.threeway import Take
from pmtui.model.workspace import Workspace


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
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


def read_incoming(
    path: Path, maps: tuple[Path, ...], projects: Sequence[str] = (), within: str = ""
) -> Incoming:
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
            return Incoming(path=path, plans=read_plan_file(path, shape, projects))
        sheet = unmarked(read_sheet(path))
    except UnreadableError as error:
        text = str(error)
        if str(path) in text:
            raise
        raise UnreadableError(f"{path.name}: {error.what}", error.todo) from error
    kept = kept_map(maps)
    if kept is not None:
        return Incoming(path=path, sheet=sheet, mapping=kept[0], kept=kept[1])
    return Incoming(path=path, sheet=sheet, mapping=guess(sheet, within=within))


def planned(
    incoming: Incoming,
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
