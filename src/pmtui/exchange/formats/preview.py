"""This file says an import in lines: what each column is meant as, and what would come of it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final, Literal
from zlib import crc32

import msgspec

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.formats.incoming_file import ImportFile
from pmtui.exchange.import_plan import ImportPlan, several
from pmtui.exchange.tables.column_maps.column_map import TableMap, Unfed, fed_field
from pmtui.exchange.tables.column_maps.map_correction import ABOVE, headers_of, meanings_of, samples
from pmtui.exchange.text_folding import folded
from pmtui.model.workspace.workspace import Workspace
from pmtui.text import wrap
from pmtui.views.shapes.table import Cell, Line, Table, TableColumn, TableRow, Tone

Setting = Literal["into", "rows", "date_order", "decimal", "time_unit", "project", "column", ""]
"""What a line of the dialog corrects; nothing where it is only there to be read."""

_DATES: Final = {
    "": ("", "each column's own"),
    "day": ("as 31.12.2026", "the day"),
    "month": ("as 12/31/2026", "the month"),
    "year": ("as 26/12/31", "the year"),
}
_DECIMALS: Final = {
    "": ("", "each column's own"),
    ".": ("as 1.5", "a point"),
    ",": ("as 1,5", "a comma"),
}


_WHY: Final[Mapping[Unfed, str]] = {
    "": "",
    "unknown": "not recognised",
    "no field": "no field for it",
    "said": "given by another",
}


class ImportLine(msgspec.Struct, frozen=True):
    """One line of the dialog: what it corrects, how it is now, and who said so."""

    setting: Setting
    name: str
    sample: str
    meant: str
    said_by: str = ""
    why: str = ""
    """Why a guess means nothing by it; empty where somebody left it out."""


def import_lines(
    incoming: ImportFile, where: str, yours: Collection[str] = frozenset()
) -> tuple[ImportLine, ...]:
    """The lines of a file: where it goes, how its table is read, what its columns mean.

    Args:
        incoming: the file.
        where: the path of the component it goes into.
        yours: settings and headers the person has corrected.
    """
    path, _, name = where.rpartition("/")
    into = ImportLine("into", "import into", path, name, _said(incoming, yours, "into"))
    if incoming.update is not None:
        return tuple(_changed(incoming))
    if incoming.sheet is None:
        return (into, *_projects(incoming, yours))
    return (into, *_settings(incoming, yours), *_columns(incoming, yours))


def _changed(incoming: ImportFile) -> Iterator[ImportLine]:
    """Whose update sheet it is, and each cell that was changed in it."""
    sheet = incoming.update
    if sheet is not None:
        yield ImportLine("", sheet.origin.name, sheet.origin.place, "update sheet")
    for row in sheet.rows if sheet is not None else ():
        for name in row.changed:
            was = row.written.shown.get(name) or "-"
            place = f"{row.written.key} {row.headers[name]}"
            yield ImportLine("", place, f"{was} > {row.cells[name]}", row.page)


def _projects(incoming: ImportFile, yours: Collection[str]) -> Iterator[ImportLine]:
    """The projects of a file that holds several, each taken or left out."""
    offers = incoming.plans.offers if incoming.plans is not None else ()
    for offer in offers if len(offers) > 1 else ():
        title = offer.title if offer.title != offer.code else ""
        told = (title, several(offer.rows, "activity"), offer.why_not)
        meant = "project" if offer.taken else ""
        said = "you" if offer.code in yours else "file"
        yield ImportLine("project", offer.code, ", ".join(t for t in told if t), meant, said)


def _settings(incoming: ImportFile, yours: Collection[str]) -> Iterator[ImportLine]:
    mapping = incoming.mapping
    kinds = {
        spec.kind
        for column_map in mapping.column
        if (spec := fed_field(mapping, column_map)) is not None
    }
    shown: list[tuple[Setting, str, str, str]] = [("rows", "a row is", "", mapping.rows)]
    if "date" in kinds:
        shown.append(("date_order", "dates begin with", *_DATES[mapping.date_order]))
    if kinds & {"money", "minutes", "int", "percent"}:
        shown.append(("decimal", "decimals follow", *_DECIMALS[mapping.decimal]))
    if "minutes" in kinds:
        shown.append(("time_unit", "a bare 3 of work", "", f"3 {mapping.time_unit}"))
    for setting, name, sample, meant in shown:
        yield ImportLine(setting, name, sample, meant, _said(incoming, yours, setting))


def _columns(incoming: ImportFile, yours: Collection[str]) -> Iterator[ImportLine]:
    sheet = incoming.sheet
    for header in headers_of(sheet) if sheet is not None else ():
        cells = " | ".join(samples(sheet, header)) if sheet is not None else ""
        meant = column_meaning(incoming.mapping, header)
        why = _why(incoming.mapping, header)
        yield ImportLine("column", header, cells, meant, _said(incoming, yours, header), why)


def _why(mapping: TableMap, header: str) -> str:
    """Why a guess feeds nothing with a column."""
    name = folded(header)
    unfed = (
        column_map.unfed for column_map in mapping.column if name in map(folded, column_map.headers)
    )
    return _WHY[next(filter(None, unfed), "")]


def column_meaning(mapping: TableMap, header: str) -> str:
    """What a column is meant as, in words; empty where it is left out."""
    return ", ".join(meaning_text(meaning) for meaning in meanings_of(mapping, header))


def meaning_text(meaning: str) -> str:
    """A meaning in words: `said rag`, `its project`; a dash for leaving the column out."""
    if meaning.startswith(ABOVE):
        return f"its {meaning.removeprefix(ABOVE)}"
    return meaning.replace("_", " ") or "left out"


def import_table(lines: tuple[ImportLine, ...], plan: ImportPlan | None) -> Table:
    """The lines as a table, with how many cells of each column cannot be taken as they are."""
    bad = (
        Counter(finding.column for finding in plan.findings) if plan is not None else Counter[str]()
    )
    by_id = {_line_id(line): line for line in lines}
    return Table(_COLUMNS, tuple(by_id), lambda row_id: _row(row_id, by_id[row_id], bad))


def _line_id(line: ImportLine) -> int:
    """A number that stays with a line when others come or go above it."""
    return crc32(f"{line.setting}\0{line.name}".encode())


def preview_lines(
    plan: ImportPlan, width: int, height: int, today: date, workspace: Workspace | None = None
) -> Iterator[Line]:
    """What an import would do in at most so many lines: counts, problems, how it was read.

    Whether the tasks of a plan come out at the dates of its file stands right below the counts.
    """
    if plan.errors:
        count = several(len(plan.errors), "error")
        head = Cell(f"nothing can be imported: {count} to correct first", "bad")
    else:
        head = Cell(plan.preview, "head")
    lines = [Cell(name, head.tone) for name in wrap(head.text, width)]
    tone: Tone = "warn" if plan.dates.moved or plan.dates.problem else "good"
    lines += [Cell(name, tone) for name in wrap(plan.dates.text(today), width) if name]
    if plan.findings:
        rows = {import_finding.line for import_finding in plan.findings} - {0}
        told = several(len(plan.findings), "problem")
        where = f" in {several(len(rows), 'row')}" if rows else ""
        lines.append(Cell(f"{told}{where}; p lists them", "warn"))
    if plan.clashes:
        count = several(len(plan.clashes), "field")
        is_both = any(clash.before != clash.here for clash in plan.clashes)
        how = "changed in the file and here" if is_both else "changed in a stale file"
        both = f"{count} {how}; x decides, nothing is imported before"
        lines += [Cell(name, "bad") for name in wrap(both, width)]
        for clash in plan.clashes[: max(0, height - len(lines))]:
            text = clash.text(workspace, today) if workspace is not None else clash.key
            lines += [Cell(f"  {name}", "warn") for name in wrap(text, max(20, width - 2))[:2]]
    room = height - len(lines)
    for finding in ranked(plan)[: max(0, room)]:
        lines += [
            Cell(name, "bad" if finding.severity == "error" else "plain")
            for name in _wrapped(finding, width)
        ]
    if len(lines) < height:
        lines += [Cell(name, "dim") for note in plan.notes for name in wrap(note, width)[:2]]
    for cell in lines[:height]:
        yield (cell,)


def ranked(plan: ImportPlan) -> list[ImportFinding]:
    """The findings, errors first, then by line."""
    return sorted(plan.findings, key=lambda finding: (finding.severity != "error", finding.line))


def _wrapped(finding: ImportFinding, width: int) -> list[str]:
    first, *more = wrap(finding.text, max(20, width - 2))
    return [first, *(f"  {name}" for name in more[:1])]


def _said(incoming: ImportFile, yours: Collection[str], name: str) -> str:
    if name in yours:
        return "you"
    if name == "into":
        return ""
    return "map" if incoming.kept is not None else "guess"


def _row(at: int, line: ImportLine, bad: "Counter[str]") -> TableRow:
    is_column = line.setting == "column"
    name = Cell(line.name, "plain" if line.setting in {"column", "project"} else "accent")
    meant = Cell(line.meant or line.why or "left out", "plain" if line.meant else "dim")
    count = bad[line.name] if is_column else 0
    said = Cell(line.said_by, "accent" if line.said_by == "you" else "dim")
    return TableRow(
        at, (name, Cell(line.sample, "dim"), meant, said, Cell(str(count or ""), "warn"))
    )


_COLUMNS: Final = (
    TableColumn(key="column", title="column", width=16, flex=1),
    TableColumn(key="cells", title="cells", width=14, flex=2),
    TableColumn(key="meant", title="meant as", width=19),
    TableColumn(key="said", title="by", width=5),
    TableColumn(key="bad", title="bad", width=4, align="right"),
)
