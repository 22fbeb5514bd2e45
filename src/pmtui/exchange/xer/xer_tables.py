"""This file takes an XER file apart into tables of text, and reads their cells."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO
from typing import Final, TypeVar

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.plans.import_warnings import ImportWarnings, quoted
from pmtui.exchange.sheets.decoding import decoded
from pmtui.model.rules.date_range import FIRST_DAY, LAST_DAY

MOST_CELLS: Final = 20_000_000
"""Most cells of a file that are held."""
LONGEST: Final = 100 * 365 * 1440
"""Most minutes of a duration or a lag."""
_MOST_MONEY: Final = 1e13
_LINE_BREAK: Final = "\x7f\x7f"
_EXPORT_AGAIN: Final = "export the project from P6 as XER"
_LEFT_OUT: Final = "left out"
_LARGEST: Final = 1 << 53
_P6_DAY_ZERO: Final = 1900
"""Before this year lies the date by which P6 says none."""
_LABELS: Final = {
    "PROJECT": ("project", "proj_short_name", ""),
    "TASK": ("task", "task_code", "task_name"),
    "CALENDAR": ("calendar", "clndr_id", "clndr_name"),
    "PROJWBS": ("WBS", "wbs_short_name", "wbs_name"),
    "RSRC": ("resource", "rsrc_short_name", "rsrc_name"),
    "ROLES": ("role", "role_short_name", "role_name"),
    "TASKPRED": ("link", "task_pred_id", ""),
    "TASKRSRC": ("assignment", "taskrsrc_id", ""),
}
"""What a row of a table is called, and the columns that say which one it is."""
_NOTHING: Final = frozenset({"", "0", "0.0", "0.00", "0.0000", "N"})
_Code = TypeVar("_Code")


class XerRow:
    """One row of a table; what is asked for counts as taken.

    A cell that cannot be read is told, by its place, and read as if it were empty.
    """

    __slots__ = ("_cells", "_table")

    def __init__(self, table: "XerTable", cells: list[str]) -> None:
        self._table = table
        self._cells = cells

    @property
    def place(self) -> str:
        """Where it is, as `task A10 'Dig'`; `the plan` for the project."""
        table = self._table
        if table.name == "PROJECT" and len(table) == 1:
            return "the plan"
        word, id_, name = _LABELS.get(table.name, (table.name, table.first, ""))
        label = table.plain(self._cells, name)
        parts = (word, table.plain(self._cells, id_)[:40], quoted(label) if label else "")
        return " ".join(part for part in parts if part)

    def tell(self, what: str, instead: str) -> None:
        """Tells that something here is odd, and what was done in spite of it."""
        self._table.odd.add(self.place, what, instead)

    def code(
        self,
        name: str,
        codes: Mapping[str, _Code],
        default: _Code,
        instead: str,
        *,
        may_be_empty: bool = False,
    ) -> _Code:
        """What a word stands for; one that stands for nothing is told and read as `default`."""
        text = self.text(name)
        if not text and not may_be_empty:
            self.note_blank(name, instead)
        if text and text not in codes:
            self._wrong(name, text, "none that is known", instead)
        return codes.get(text, default)

    def note_blank(self, name: str, instead: str) -> None:
        """Notes that a cell is empty where P6 writes something, and what it is taken for."""
        if not self.text(name):
            self._table.note_blank(name, self.place, instead)

    def text(self, name: str) -> str:
        """A cell as it is written, on one line; empty where it is missing."""
        return self._raw(name).strip()

    def prose(self, name: str) -> str:
        """A cell of several lines."""
        return self._raw(name).replace(_LINE_BREAK, "\n").replace('""', '"')

    def number(self, name: str, default: int = 0) -> int:
        """A whole number."""
        text = self.text(name)
        if not text:
            return default
        try:
            value = int(text)
        except ValueError:
            value = _LARGEST
        if abs(value) < _LARGEST:
            return value
        self._wrong(name, text, "no whole number")
        return default

    def decimal(self, name: str) -> float | None:
        """A number with a fraction; None where it is missing."""
        text = self.text(name)
        if not text:
            return None
        try:
            value = float(text if "." in text else text.replace(",", "."))
        except ValueError:
            value = _MOST_MONEY
        if -_MOST_MONEY < value < _MOST_MONEY:
            return value
        self._wrong(name, text, "no number")
        return None

    def minutes(self, name: str) -> int | None:
        """Hours as minutes; None where they are missing."""
        hours = self.decimal(name)
        if hours is None:
            return None
        minutes = round(hours * 60)
        if abs(minutes) > LONGEST:
            self._wrong(name, self.text(name), "more than a century of hours")
            return None
        return minutes

    def length(self, name: str) -> int | None:
        """Hours as minutes, of which there cannot be fewer than none."""
        minutes = self.minutes(name)
        return None if minutes is None else max(minutes, 0)

    def money(self, name: str) -> int | None:
        """An amount in hundredths; None where it is missing."""
        value = self.decimal(name)
        return None if value is None else round(value * 100)

    def flag(self, name: str) -> bool:
        """A yes or no, written Y or N."""
        return self.text(name) == "Y"

    def moment(self, name: str) -> datetime | None:
        """A local date and time; None where it is missing, or P6's day zero."""
        text = self.text(name)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)
        except ValueError:
            self._wrong(name, text, "no date and time such as 2026-01-31 08:00")
            return None
        if moment.year < _P6_DAY_ZERO:
            return None
        if not FIRST_DAY <= moment.date() <= LAST_DAY:
            self._wrong(name, text, f"in no year from {FIRST_DAY.year} to {LAST_DAY.year}")
            return None
        return moment

    def _raw(self, name: str) -> str:
        place = self._table.place(name)
        return self._cells[place] if 0 <= place < len(self._cells) else ""

    def _wrong(self, name: str, text: str, why: str, instead: str = _LEFT_OUT) -> None:
        self.tell(f"{name} is {quoted(text)}, {why}", instead)


class XerTable:
    """The rows of one table of the file, with a note of the columns that were read."""

    __slots__ = ("_asked", "_blank", "_columns", "_places", "_rows", "name", "odd")

    def __init__(self, name: str, odd: ImportWarnings) -> None:
        self.name = name
        """What P6 calls it, such as `TASK`."""
        self.odd = odd
        """Takes what cannot be read."""
        self._columns: list[str] = []
        self._places: dict[str, int] = {}
        self._asked: set[str] = set()
        self._rows: list[list[str]] = []
        self._blank: dict[tuple[str, str], dict[str, None]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[XerRow]:
        return (XerRow(self, cells) for cells in self._rows)

    def set_columns(self, names: list[str]) -> None:
        """Names the columns of the rows to come."""
        if self._rows and names != self._columns:
            raise UnreadableError(f"{self.name} changes its columns half-way", _EXPORT_AGAIN)
        self._columns = names
        self._places = {name: place for place, name in enumerate(names)}

    def add(self, cells: list[str]) -> None:
        """Adds a row."""
        if not self._columns:
            raise UnreadableError(f"{self.name} has rows before its columns", _EXPORT_AGAIN)
        self._rows.append(cells)

    def go_on(self, text: str) -> None:
        """Adds a line to the last cell of the last row, which held a line break."""
        if self._rows:
            self._rows[-1][-1] = f"{self._rows[-1][-1]}\n{text}"

    def place(self, name: str) -> int:
        """Which column has a name, -1 for none; it counts as read from now on."""
        self._asked.add(name)
        return self._places.get(name, -1)

    @property
    def first(self) -> str:
        """The name of its first column, by which P6 knows a row."""
        return self._columns[0] if self._columns else ""

    def plain(self, cells: list[str], name: str) -> str:
        """A cell of a row for a message, which does not count as read."""
        place = self._places.get(name, -1)
        return cells[place].strip() if 0 <= place < len(cells) else ""

    def note_blank(self, name: str, place: str, instead: str) -> None:
        """Notes an empty cell of a column that the table has."""
        if name in self._places:
            self._blank.setdefault((name, instead), {})[place] = None

    def tell_blanks(self) -> None:
        """Tells of the empty cells that were filled, in one line for each column."""
        for (name, instead), places in self._blank.items():
            first, more = next(iter(places)), len(places) - 1
            where = f"{first} and {more} more" if more else first
            self.odd.add(where, f"{name} is empty", instead)

    def note_rest(self, unknown: Counter[str], computed: frozenset[str]) -> None:
        """Counts the cells with content in columns nobody asked for."""
        for place, name in enumerate(self._columns):
            if name in self._asked or name in computed:
                continue
            filled = sum(
                1 for row in self._rows if place < len(row) and row[place].strip() not in _NOTHING
            )
            if filled:
                unknown[f"{self.name}/{name}"] = filled


def read_tables(
    data: bytes, encoding: str = "", odd: ImportWarnings | None = None
) -> tuple[Mapping[str, XerTable], str]:
    """The tables of an XER file by name, and a note on how its text was read.

    P6 writes the code page of its machine, and does not say which.

    Raises:
        UnreadableError: it is no such file, holds too many cells, or is not in order.
    """
    text, note = decoded(data, encoding, _EXPORT_AGAIN)
    lines = StringIO(text)
    if not lines.readline().startswith("ERMHDR"):
        raise UnreadableError("the file does not begin with ERMHDR", _EXPORT_AGAIN)
    tables: dict[str, XerTable] = {}
    odd = odd or ImportWarnings()
    table: XerTable | None = None
    room = MOST_CELLS
    for line in lines:
        mark, _, rest = line.rstrip("\r\n").partition("\t")
        if mark == "%T":
            name = rest.strip()
            table = tables.setdefault(name, XerTable(name, odd))
        elif table is None:
            continue
        elif mark == "%F":
            table.set_columns([name.strip() for name in rest.split("\t")])
        elif mark == "%R":
            room -= rest.count("\t") + 1
            if room < 0:
                raise UnreadableError(
                    f"the file holds more than {MOST_CELLS} cells", "export fewer projects"
                )
            table.add(rest.split("\t"))
        elif mark == "%E":
            break
        elif line.strip():
            table.go_on(line.rstrip("\r\n"))
    return tables, "" if text.isascii() else note
