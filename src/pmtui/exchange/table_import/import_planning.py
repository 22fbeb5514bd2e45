"""This file plans an import: what a table would make and change, with nothing done yet."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from pmtui.exchange.import_memory import ImportMemory
from pmtui.exchange.import_plan import ImportPlan, Take, ThreeWay
from pmtui.exchange.ledger_import.ledger_rows import LedgerPlanner
from pmtui.exchange.ledger_import.time_rows import TimePlanner
from pmtui.exchange.matching.changes_since import kept_notes, report_missing
from pmtui.exchange.matching.import_builder import ImportBuilder
from pmtui.exchange.matching.import_trial import settled, tried
from pmtui.exchange.matching.row_matching import RowMatcher, start_problem
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.table_import.own_tables import OwnPlanner
from pmtui.exchange.table_import.tasks import TaskPlanner
from pmtui.exchange.tables.column_maps.column_map import TableMap
from pmtui.exchange.tables.column_maps.source_columns import left_out
from pmtui.exchange.tables.export.edition import Edition
from pmtui.exchange.tables.row_reading.row_reader import RowReader, Watch, no_progress
from pmtui.exchange.tables.row_reading.row_values import RowRead, TitleRequest
from pmtui.exchange.tables.values.cells import Style
from pmtui.exchange.text_folding import folded
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.field_readers import known_currencies

_HOLDS_TASKS = frozenset({"project", "operation"})


def plan(
    workspace: Workspace,
    sheet: Sheet,
    mapping: TableMap,
    new_id: Callable[[], int],
    today: date,
    *,
    into: int = 0,
    watch: Watch = no_progress,
    take: Take = "",
    edition: Edition | None = None,
) -> ImportPlan:
    """What importing a table would do.

    What is there already is found by key, by code, or by name in the same place, and changed; a
    cell that is empty leaves its field as it is. What a table says again that was imported before
    changes nothing; a field that was changed in it and here is a clash, and with one, as with an
    error, there are no ops at all.

    Args:
        workspace: what there is.
        sheet: the table.
        mapping: what its columns feed.
        new_id: draws ids.
        today: the day new cards and undated remarks get.
        into: the component it goes into; 0 for the top.
        watch: told how many rows are read; may raise to give up.
        take: which side stands where both changed a field; empty asks.
        edition: what the table was written from, where it was exported here.
    """
    reader = RowReader(sheet, mapping, _style(workspace, sheet, mapping, today))
    _check_start(reader)
    rows = reader.read(watch)
    threeway = ThreeWay(_memory(workspace, sheet, rows, edition), take)
    draft = ImportBuilder(workspace, new_id, today, threeway)
    notes: tuple[str, ...] = ()
    if not _has_errors(reader):
        planner = _Planner(draft, reader, into)
        planner.plan(rows)
        notes = (*planner.notes, *kept_notes(threeway))
        report_missing(draft, threeway, reader)
    if not _has_errors(reader):
        reader.findings += tried(
            draft, misfit="correct the map", problem="correct the row"
        ).findings
    findings = tuple(sorted(reader.findings, key=lambda finding: finding.line))
    notes = (*notes, *sheet.notes, *left_out(sheet, mapping), *filter(None, [mapping.credit]))
    if _has_errors(reader):
        return ImportPlan((), (), findings, notes)
    return settled(draft, threeway, findings, notes, new_id)


def _memory(
    workspace: Workspace, sheet: Sheet, rows: Sequence[RowRead], edition: Edition | None
) -> ImportMemory:
    """What a table said before, or what stood in the store it was exported from."""
    titles = [folded(row.title) for row in rows]
    mark, base = (edition.mark, edition.base) if edition is not None else ("", None)
    return ImportMemory(
        workspace, sheet.source or sheet.name, sheet.headers, titles, mark=mark, base=base
    )


def _style(workspace: Workspace, sheet: Sheet, mapping: TableMap, today: date) -> Style:
    """How the cells of a table are read."""
    policy = workspace.policy
    return Style(
        today=today,
        date_order=mapping.date_order,
        decimal=mapping.decimal,
        day_0=sheet.day_0,
        currency=mapping.currency or policy.base_currency,
        money_unit=mapping.money_unit,
        time_unit=mapping.time_unit,
        minutes_per_day=policy.minutes_per_day,
        currencies=known_currencies(workspace),
    )


class _Planner:
    def __init__(self, draft: ImportBuilder, reader: RowReader, into: int) -> None:
        self._draft = draft
        self._reader = reader
        self._mapping = reader.mapping
        self._into = into
        self._claims = RowMatcher(draft, reader, into)
        self._of_boards: tuple[str, ...] = ()
        self._of_books: tuple[str, ...] = ()
        self._own = OwnPlanner(draft, reader, self._claims, into)
        self._holder = str(draft.value("components", into, "kind") or "") if into else ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Which row is which where several have one title, which columns boards were given."""
        return (*self._claims.notes, *self._of_boards, *self._of_books)

    def plan(self, rows: list[RowRead]) -> None:
        if self._into and not self._holder:
            self._reader.tell(0, "", "the place to import into is gone", "choose another", "error")
            return
        if self._mapping.own:
            components = self._own.components(rows, holds=self._holder in _HOLDS_TASKS)
            if self._mapping.table == "tasks":
                self._tasks(rows, components)
            else:
                self._own.plan(rows, components)
            return
        if TABLES[self._mapping.table].identified_by:
            self._books(rows)
            return
        if self._holder in _HOLDS_TASKS and self._mapping.above:
            rows = [msgspec.structs.replace(row, levels=()) for row in rows]
        places = [self._claims.component(row) for row in rows]
        if self._mapping.table == "tasks":
            self._tasks(rows, [component for component, _ in places])
            return
        known = self._known(rows, places)
        for row, (component, _), row_id in zip(rows, places, known, strict=True):
            if row_id and self._draft.workspace.get(self._mapping.table, row_id) is None:
                continue
            if self._mapping.table == "components":
                self._component(row, component, row_id)
            else:
                self._entry(row, component, row_id)

    def _known(self, rows: list[RowRead], places: Sequence[tuple[int, int]]) -> list[int]:
        """What each row is about, 0 where it is new."""
        table = self._mapping.table
        of_tree = table == "components"
        found = [
            self._claims.find(table, row, top if of_tree else component, dict(row.fields))
            for row, (component, top) in zip(rows, places, strict=True)
        ]
        wants = [
            TitleRequest(at, row, component, component if of_tree else None)
            for at, (row, (component, _)) in enumerate(zip(rows, places, strict=True))
            if not found[at] and (component or of_tree or not TABLES[table].needs_component)
        ]
        for at, row_id in self._claims.titled(table, wants).items():
            found[at] = row_id
        gone = [at for at, row_id in enumerate(found) if row_id and not self._is_there(row_id)]
        self._claims.tell_gone([rows[at] for at in gone])
        return found

    def _is_there(self, one: int) -> bool:
        return self._draft.workspace.get(self._mapping.table, one) is not None

    def _books(self, rows: list[RowRead]) -> None:
        planner: LedgerPlanner | TimePlanner
        if self._mapping.table == TimePlanner.table:
            planner = TimePlanner(self._draft, self._reader, self._into)
        else:
            planner = LedgerPlanner(self._draft, self._reader, self._claims, self._into)
        planner.plan(rows)
        self._of_books = planner.notes

    def _tasks(self, rows: list[RowRead], components: list[int]) -> None:
        homeless = [
            row
            for row, component in zip(rows, components, strict=True)
            if self._draft.value("components", component, "kind") not in _HOLDS_TASKS
        ]
        for row in homeless:
            todo = "fill it in, or import into a project"
            self._reader.tell(row.line, "", "the row names no project", todo, "error")
        if homeless:
            return
        planner = TaskPlanner(self._draft, self._reader, self._claims)
        tasks = planner.plan(rows, components)
        self._of_boards = planner.notes
        for row, task, component in zip(rows, tasks, components, strict=False):
            self._remark(row, "tasks", task, component)

    def _component(self, row: RowRead, parent: int, known: int) -> None:
        draft = self._draft
        fields: dict[str, object] = {**row.fields, "name": row.title}
        fields.pop("key", None)
        fields |= self._claims.references(row, "components")
        if row.as_of and ("reported_rag" in fields or "reported_rating" in fields):
            fields["reported_at"] = row.as_of
        self._claims.allowed("components", known, row, fields)
        if known:
            if row.levels:
                fields["component"] = parent
            draft.change("components", known, fields, row.line)
            draft.recall("components", known, {"component": parent})
        else:
            kind = self._mapping.kind or "project"
            rank = draft.rank_after("components", "component", parent)
            start = self._claims.start("components")
            place = {"kind": kind, "component": parent, "rank": rank}
            known = draft.make("components", {**start, **place, **fields}, row.line)
            draft.boards.board(known, row.line)
        self._remark(row, "components", known, known)

    def _entry(self, row: RowRead, component: int, known: int) -> None:
        table = self._mapping.table
        if not component and TABLES[table].needs_component:
            todo = "import into a component, or name one in the map"
            self._reader.tell(
                row.line, "", f"a {self._mapping.rows} needs a component", todo, "error"
            )
            return
        title = self._reader.title
        fields: dict[str, object] = {**row.fields, title: row.title}
        fields.pop("key", None)
        fields |= self._claims.references(row, table)
        self._claims.allowed(table, known, row, fields)
        if known:
            self._draft.change(table, known, fields, row.line)
            if TABLES[table].home != "store":
                self._draft.recall(table, known, {"component": component})
        else:
            place = {} if TABLES[table].home == "store" else {"component": component}
            kind = {"kind": self._mapping.kind} if self._mapping.kind else {}
            start = self._claims.start(table)
            known = self._draft.make(table, {**start, **kind, **place, **fields}, row.line)
        self._remark(row, table, known, component)

    def _remark(self, row: RowRead, table: str, about: int, component: int) -> None:
        """One remark by nobody for each topic and day; the same topic again changes its text."""
        draft = self._draft
        for topic, text in row.remarks:
            day = row.as_of
            known = [
                row_id
                for row_id in draft.found("remarks", "about topic", (about, folded(topic)))
                if not draft.value("remarks", row_id, "by")
                and day in {None, draft.value("remarks", row_id, "at")}
            ]
            if known:
                draft.change("remarks", known[-1], {"text": text}, row.line)
                continue
            fields = {
                "component": component,
                "about": about,
                "about_table": table,
                "text": text,
                "topic": topic,
                "at": day or draft.today,
            }
            draft.make("remarks", fields, row.line)


def _check_start(reader: RowReader) -> None:
    mapping = reader.mapping
    problems = [
        start_problem(mapping.table, mapping.start_with, reader.style),
        *(start_problem("components", level.start_with, reader.style) for level in mapping.above),
    ]
    for problem in filter(None, problems):
        reader.tell(0, "", problem, "correct the map", "error")


def _has_errors(reader: RowReader) -> bool:
    return any(finding.severity == "error" for finding in reader.findings)
