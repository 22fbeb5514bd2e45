"""This file takes a file in step by step: reads it, plans what it would do, as often as asked.

It is the one door for every face: the command line and the screen read files through it.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from zlib import crc32

import msgspec

from pmtui.actions.core.action import Refused, Situation
from pmtui.exchange.file_limits import UnreadableError, check_size, file_bytes
from pmtui.exchange.formats.catalogue import HEAD, format_of
from pmtui.exchange.formats.definition import Format, ReadOptions
from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.plan_import.import_planning import plan_import
from pmtui.exchange.plans.source_file import PlanFile
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.table_import.import_planning import plan
from pmtui.exchange.tables.column_maps.column_map import TableMap
from pmtui.exchange.tables.column_maps.map_file import kept_map
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.exchange.tables.export.edition import Edition, edition_of, mark_of, unmarked
from pmtui.exchange.update_sheets.merging import merged_update
from pmtui.exchange.update_sheets.reading import returned_sheet
from pmtui.exchange.update_sheets.shape import ReturnedSheet
from pmtui.model.workspace.workspace import Workspace


class FileSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where the bytes of an import are: in a file, or at hand."""

    called: str
    """What findings call it."""
    stem: str
    """What a project is called that is named by nothing else."""
    path: Path | None = None
    data: bytes = b""
    """What came through a pipe."""

    def head(self) -> bytes:
        """How it begins; nothing where it cannot be read."""
        if self.path is None:
            return self.data[:HEAD]
        try:
            with self.path.open("rb") as file:
                return file.read(HEAD)
        except OSError:
            return b""

    def whole(self, largest: int) -> bytes:
        """All of it.

        Raises:
            UnreadableError: it cannot be read, or is larger than that.
        """
        if self.path is not None:
            return file_bytes(self.path, largest)
        check_size(len(self.data), largest)
        return self.data


def source_of(path: Path, called: str = "") -> FileSource:
    """A file; findings call it by its name unless told otherwise."""
    return FileSource(called=called or path.name, stem=path.stem, path=path)


def piped(data: bytes) -> FileSource:
    """What came through standard input."""
    return FileSource(called="standard input", stem="Imported table", data=data)


class ImportFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read: a table with its map, plans of another program, an update sheet."""

    source: FileSource
    sheet: Sheet | None = None
    mapping: TableMap = TableMap()
    kept: Path | None = None
    """Where its map was kept; None where it was guessed."""
    plans: PlanFile | None = None
    update: ReturnedSheet | None = None
    """What an update sheet says that came back."""

    @property
    def rows(self) -> int:
        """How many rows or tasks it has."""
        if self.sheet is not None:
            return len(self.sheet.rows)
        if self.update is not None:
            return len(self.update.rows)
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


def read_file(
    source: FileSource,
    options: ReadOptions | None = None,
    *,
    maps: tuple[Path, ...] = (),
    within: str = "",
) -> ImportFile:
    """What stands in a file: its content tells its format unless that is named.

    Args:
        source: the file.
        options: what was said of it.
        maps: where a map of it may have been kept.
        within: the kind of the component it goes into; empty for the top.

    Raises:
        UnreadableError: it cannot be read; says which file, why and what to do.
    """
    try:
        return _read(source, options or ReadOptions(), maps, within)
    except UnreadableError as error:
        if source.called in str(error):
            raise
        raise UnreadableError(f"{source.called}: {error.what}", error.todo) from error


def _read(
    source: FileSource, options: ReadOptions, maps: tuple[Path, ...], within: str
) -> ImportFile:
    format_ = format_of(source.head(), options.format)
    data = source.whole(format_.largest)
    if format_.read_plan is not None:
        return ImportFile(source=source, plans=format_.read_plan(data, source.stem, options))
    if not options.worksheet and (update := returned_sheet(data)) is not None:
        return ImportFile(source=source, update=update)
    sheet = unmarked(_sheet(format_, data, source, options))
    kept = kept_map(maps)
    if kept is not None:
        return ImportFile(source=source, sheet=sheet, mapping=kept[0], kept=kept[1])
    return ImportFile(source=source, sheet=sheet, mapping=guess(sheet, within=within))


def _sheet(format_: Format, data: bytes, source: FileSource, options: ReadOptions) -> Sheet:
    if format_.read_table is None:
        raise UnreadableError(f"{format_.title} is not read", "save it in another format")
    sheet = format_.read_table(data, source.stem, options)
    if source.path is None:
        return msgspec.structs.replace(sheet, source=f"stdin {crc32(data):08x}")
    return sheet


def edition_in(
    incoming: ImportFile, store_id: str, past: Callable[[int], Workspace]
) -> tuple[Edition | None, str]:
    """What a file was written from, where that was a store, and what is to be said of it.

    Args:
        incoming: the file.
        store_id: the store it goes into.
        past: that store at a revision.

    Raises:
        Refused: it is an update sheet of another store.
    """
    if incoming.update is not None:
        origin = incoming.update.origin
        if origin.store != store_id:
            raise Refused("an update sheet of another store: read it into the one it came from")
        try:
            return Edition(mark_of(store_id, origin.revision), past(origin.revision)), ""
        except Refused:  # the merge says that it is stale
            return None, ""
    if incoming.sheet is None or not incoming.sheet.marks:
        return None, ""
    return edition_of(incoming.sheet.marks, store_id, past)


def plan_file_import(
    incoming: ImportFile,
    situation: Situation,
    *,
    watch: Callable[[int, int], None] = lambda _done, _total: None,
    take: Take = "",
    edition: Edition | None = None,
) -> ImportPlan:
    """What taking a file in would do.

    Args:
        incoming: the file.
        situation: what there is, who takes it in, and the component it goes into.
        watch: told how many rows of how many are read; may raise to give up.
        take: which side stands where a field was changed in a table and here; empty asks.
        edition: what a table was written from, where it was exported here.
    """
    workspace, new_id, today = situation.workspace, situation.new_id, situation.today
    into = situation.scope
    if incoming.update is not None:
        return merged_update(incoming.update, situation, edition, take)
    if incoming.plans is not None:
        name = incoming.source.stem
        return plan_import(
            workspace, incoming.plans, new_id, today, into=into, name=name, take=take
        )
    sheet = incoming.sheet or Sheet(incoming.source.stem, (), ())
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
