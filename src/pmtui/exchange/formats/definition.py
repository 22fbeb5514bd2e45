"""This file defines what a format is: how files of it are told, read and written.

Adding one is a module beside this file that declares a `Format`, and a line in the catalogue.
Options, help, completion, the picking of files and docs/formats.md follow from it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from pmtui.exchange.file_limits import LARGEST_FILE
from pmtui.exchange.plans.field_coverage import FieldCoverage
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.source_file import PlanFile
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.export.csv_xlsx import OutSheet
from pmtui.model.workspace.workspace import Workspace

ReadOption = Literal["worksheet", "encoding", "project"]
"""What may be said of a file that is read, by the name of its option."""
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class ReadOptions(Struct, frozen=True, kw_only=True):
    """What was said of a file that is read."""

    format: str = ""
    """The name of its format, or `table` for any table; told by its content where empty."""
    worksheet: str = ""
    """Which sheet of a workbook; the first that looks like a table where empty."""
    encoding: str = ""
    """What a text was saved in; guessed where empty."""
    projects: Sequence[str] = ()
    """Which projects of a file that holds several; none for all."""


class OutRows(Struct, frozen=True):
    """Rows of one table on their way out."""

    workspace: Workspace
    table: str
    ids: Sequence[int]
    sheet: OutSheet
    """The rows with the columns that are asked for."""
    schema: str
    """The form of documents, as they name it."""


class Format(Struct, frozen=True, kw_only=True):
    """One format of files; what it cannot do is None.

    A reader is handed the bytes of a file, what the file is called without its ending, and what
    was said of it; it raises `UnreadableError` with what is wrong, where, and what to do.
    """

    name: str
    """As `--format` takes it."""
    title: str
    """What people call it."""
    endings: tuple[str, ...]
    """Of its files, with the dot."""
    other_names: tuple[str, ...] = ()
    """What else `export --format` knows it by."""
    is_like: Callable[[bytes], bool] = lambda _head: False
    """Whether a file is one, by its first bytes without the mark of an encoding."""
    read_table: Callable[[bytes, str, ReadOptions], Sheet] | None = None
    read_plan: Callable[[bytes, str, ReadOptions], PlanFile] | None = None
    write_rows: Callable[[OutRows], bytes] | None = None
    write_plan: Callable[[Plan], bytes] | None = None
    options: frozenset[ReadOption] = frozenset()
    """The options that its reader minds."""
    largest: int = LARGEST_FILE
    """Most bytes of a file that is read."""
    longest_cell: int = 0
    """Characters of a cell that come back from a written file; 0 where all do."""
    is_binary: bool = False
    """Whether its files are no text."""
    a_file: str = ""
    """A file of it as a sentence names it, where it does not hold every table."""
    coverage: Callable[[str], Mapping[str, FieldCoverage]] | None = None
    """How a written file carries the fields of a table; a field that is not named stays behind."""

    @property
    def is_read(self) -> bool:
        """Whether an import takes it."""
        return self.read_table is not None or self.read_plan is not None

    @property
    def is_written(self) -> bool:
        """Whether an export makes it."""
        return self.write_rows is not None or self.write_plan is not None


def bare_head(head: bytes) -> bytes:
    """The first bytes of a file without the mark of its encoding, NULs and leading space."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip()
