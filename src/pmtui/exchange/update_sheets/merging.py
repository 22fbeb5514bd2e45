"""This file merges an update sheet that came back: what it changed, field by field, is taken."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

import msgspec

from pmtui.actions.checkins.giving import check_in_ops, checked_in
from pmtui.actions.checkins.updates import is_remarked, row_update_ops
from pmtui.actions.consequences.companions import with_companions
from pmtui.actions.core.action import Refused, Situation, Target
from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.import_memory import ImportMemory
from pmtui.exchange.import_plan import Count, FieldClash, ImportPlan, Take, ThreeWay
from pmtui.exchange.matching.changes_since import kept_notes
from pmtui.exchange.matching.import_trial import tried_ops
from pmtui.exchange.tables.export.edition import Edition, mark_of, revision_of
from pmtui.exchange.update_sheets.answers import answers_of, stored_name, text_of, typed
from pmtui.exchange.update_sheets.shape import WORDS, ReturnedRow, ReturnedSheet
from pmtui.model.changes.ops import Op, Ops, apply, plain
from pmtui.model.entities.entity import Entity, is_archived, title_of
from pmtui.model.workspace.schema import TABLES


class _Heard(msgspec.Struct, frozen=True):
    """What a row that came back says, and the row of the store that it is about."""

    row: ReturnedRow
    entity: Entity | None
    """None for a check-in that nobody has made yet."""
    fields: Mapping[str, object]
    was: Mapping[str, object]
    """The fields as they were written, as plain JSON."""

    @property
    def edited(self) -> dict[str, object]:
        """The fields of which a cell is not as written: one that is says nothing, in any copy."""
        return {name: value for name, value in self.fields.items() if value != self.was.get(name)}


def merged_update(
    sheet: ReturnedSheet, situation: Situation, edition: Edition | None, take: Take = ""
) -> ImportPlan:
    """What taking an update sheet in would do, in the name of the person it was written for.

    What only the sheet changed since it was written is taken; what both changed is a clash, and
    with one, as with an error, there are no ops at all. Of a stale sheet every change is one.

    Args:
        sheet: as it came back.
        situation: the store, and who takes it in.
        edition: what it was written from; None where the history does not reach back so far.
        take: which side stands where both changed a field; empty asks.
    """
    merge = _Merge(sheet, situation, edition, take)
    for heard in merge.heard:
        try:
            if heard.row.written.period is not None:
                merge.take_check_in(heard, heard.row.written.period)
            elif heard.entity is not None:
                merge.take_row(heard, heard.entity)
        except Refused as refused:
            merge.tell(heard.row, "", str(refused), "correct the row", is_error=True)
    return merge.plan(situation.actor)


class _Merge:
    """What of a sheet is taken so far, each row on the workspace after those before it."""

    def __init__(
        self, sheet: ReturnedSheet, situation: Situation, edition: Edition | None, take: Take
    ) -> None:
        origin, workspace = sheet.origin, situation.workspace
        self._origin, self._take = origin, take
        actor = origin.person if origin.person in workspace.people else 0
        # Figures of its own, asked for once: this runs beside a screen that has others.
        fresh = msgspec.structs.replace(situation, actor=actor, sheet=None)
        self._start = self._here = msgspec.structs.replace(fresh, sheet=fresh.figures)
        self._findings = list(sheet.findings)
        self._changed: dict[str, dict[int, bool]] = {}
        self._lines: dict[tuple[str, int], int] = {}
        self._ops: Ops = ()
        self.heard = [heard for row in sheet.rows if (heard := self._hear(row)) is not None]
        """Every row whose row of the store is there."""
        self._memory = ImportMemory(
            workspace,
            origin.source,
            mark=mark_of(origin.store, origin.revision),
            written={
                (heard.row.written.table, heard.entity.id): dict(heard.was)
                for heard in self.heard
                if heard.entity is not None
            },
        )
        self._stale = "" if edition is not None else "the history does not reach back to it"
        if (newest := revision_of(self._memory.last_mark)) > origin.revision:
            self._stale = f"one of revision {newest} was read already"
        self._threeway = ThreeWay(self._memory, take, is_stale=bool(self._stale))

    def tell(
        self, row: ReturnedRow, name: str, what: str, todo: str, *, is_error: bool = False
    ) -> None:
        """Say what of a row cannot be taken as it is."""
        where = ", ".join(filter(None, (row.page, row.headers.get(name, name))))
        finding = ImportFinding(row.line, where, what, todo, "error" if is_error else "warning")
        self._findings.append(finding)

    def _tell_cell(self, row: ReturnedRow, name: str, what: str, todo: str) -> None:
        is_filled = bool(text_of(row, name))
        self.tell(row, name, f"{row.written.key}: {what}", todo, is_error=is_filled)

    def _hear(self, row: ReturnedRow) -> _Heard | None:
        """What a row says; None where what it is about is gone, which is told if it matters."""
        written, workspace = row.written, self._start.workspace
        about = entity = workspace.get(written.table, written.id)
        if written.period is not None:
            about = workspace.components.get(written.id)
            entity = checked_in(self._start, written.id, written.period)
        if about is None or is_archived(about):
            changes = [f"{row.headers[name]} {text_of(row, name)!r}" for name in row.changed]
            if changes:
                what = f"{written.key} is no longer here: {', '.join(changes)}"
                self.tell(row, "", what, "it is left out")
            return None
        day = workspace.policy.minutes_per_day
        fields, was = answers_of(row, self._start.today, day, partial(self._tell_cell, row))
        return _Heard(row, entity, fields, was)

    def take_row(self, heard: _Heard, entity: Entity) -> None:
        """Take what was changed of a task or of an entry of the log, and the remark on it.

        Raises:
            Refused: a field cannot have its value.
        """
        row, table = heard.row, heard.row.written.table
        taken = self._threeway.taken(table, entity, heard.edited, row.line)
        if "percent" in taken and self._start.figures.is_summary(entity.id):
            what = f"{entity.key} has sub-tasks now, from which its percentage follows"
            self.tell(row, "percent", what, "it is left out")
            del taken["percent"]
        target = Target(table, entity.id)
        texts = {name: typed(table, name, value) for name, value in taken.items()}
        ops = row_update_ops(self._here, target, texts)
        along = _overwritten(heard, entity, texts, ops)
        if along and self._take == "mine":
            alone = ({name: text} for name, text in texts.items())
            one_by_one = [(field, row_update_ops(self._here, target, field)) for field in alone]
            texts = {}
            for field, more in one_by_one:
                texts |= {} if _overwritten(heard, entity, field, more) else field
            ops = row_update_ops(self._here, target, texts)
        elif along and not self._take:
            for op in along:
                values = (heard.was[op.field], op.new, plain(getattr(entity, op.field)))
                self._clash(heard, entity, op.field, values)
        self._add(heard, ops, entity.id)
        self._remark(heard, entity)

    def _remark(self, heard: _Heard, entity: Entity) -> None:
        """Keep the words that are no answer as a remark, once."""
        row, table = heard.row, heard.row.written.table
        text = text_of(row, WORDS) if stored_name(table, WORDS) == WORDS else ""
        kept = {"about": entity.id, "text": text}
        was_read = not self._memory.is_new and kept in self._memory.of_this.values()
        if not text or was_read or is_remarked(self._here, entity.id, text, self._origin.written):
            return
        if self._stale and self._take != "theirs":
            self._clash(heard, entity, "remark", ("", text, ""))
            return
        ops = row_update_ops(self._here, Target(table, entity.id), {}, text)
        self._threeway.hear(ops[0].table, ops[0].id, kept)
        self._add(heard, ops, entity.id)

    def take_check_in(self, heard: _Heard, period: date) -> None:
        """Take what was said of a period; of one that nobody has spoken of, a new check-in.

        Raises:
            Refused: it cannot stand as it is said.
        """
        row, table = heard.row, heard.row.written.table
        component = self._start.workspace.components[row.written.id]
        if heard.entity is not None:
            count = len(self._threeway.clashes)
            taken = self._threeway.taken(table, heard.entity, heard.edited, row.line)
            self._threeway.clashes[count:] = [
                msgspec.structs.replace(clash, key=component.key, title=component.name)
                for clash in self._threeway.clashes[count:]
            ]
            ops = check_in_ops(self._here, component, taken, period)[0] if taken else ()
            self._add(heard, ops, heard.entity.id)
            return
        changed = heard.edited
        was_read = not self._memory.is_new and any(
            of == table and row_of.get("component") == component.id
            for (of, _), row_of in self._memory.of_this.items()
        )
        if not changed or was_read:
            return
        if self._stale and self._take != "theirs":
            for name in changed:
                values = (heard.was[name], heard.fields[name], "")
                self._clash(heard, component, name, values)
            return
        if not heard.fields.get("text"):
            raise Refused(f"{component.key}: say how it goes beside that")
        ops, row_id = check_in_ops(self._here, component, heard.fields, period)
        self._threeway.hear(table, row_id, {**heard.fields, "component": component.id})
        self._add(heard, ops, row_id)

    def _clash(
        self, heard: _Heard, entity: Entity, field: str, values: tuple[object, object, object]
    ) -> None:
        """Ask which side stands; of a field that a sheet has changed and no table holds as well."""
        if self._take == "mine":
            return
        written, line = heard.row.written, heard.row.line
        clash = FieldClash(
            written.table, entity.id, entity.key, title_of(entity), field, line, *values
        )
        self._threeway.clashes.append(clash)

    def _add(self, heard: _Heard, ops: Ops, row_id: int) -> None:
        changed = self._changed.setdefault(heard.row.written.table, {})
        is_edited = any(op.table == heard.row.written.table for op in ops)
        changed[row_id] = changed.get(row_id, False) or is_edited
        for op in ops:
            self._lines.setdefault((op.table, op.id), heard.row.line)
        if ops:
            self._ops += ops
            workspace = apply(self._here.workspace, ops)
            self._here = msgspec.structs.replace(self._here, workspace=workspace, sheet=None)

    def plan(self, by: int) -> ImportPlan:
        """All of it, with what goes along: nothing while a cell is wrong or fields clash.

        Args:
            by: who takes it in.
        """
        start = self._start
        ops = with_companions(start, self._ops)
        clashes = tuple(self._threeway.clashes)
        if not clashes:
            self._findings += tried_ops(
                start.workspace, ops, self._lines, misfit="correct it", problem="correct the row"
            ).findings
        findings = tuple(sorted(self._findings, key=lambda finding: finding.line))
        plan = ImportPlan((), self._counts(ops), findings, self._notes(by), clashes=clashes)
        if clashes or plan.errors:
            return plan if not plan.errors else msgspec.structs.replace(plan, counts=())
        memory, heard = self._memory, self._threeway.heard
        dropped = [place for place in memory.of_this if place not in heard and memory.is_new]
        kept = () if self._stale else memory.ops(heard, dropped, start.new_id, start.today)
        return msgspec.structs.replace(plan, ops=ops, memory=kept)

    def _counts(self, ops: Ops) -> tuple[Count, ...]:
        made: dict[str, set[int]] = {}
        for op in ops:
            if op.op == "create":
                made.setdefault(op.table, set()).add(op.id)
        counts = []
        for table in TABLES:
            new = made.get(table, set())
            rows = {
                row: edited
                for row, edited in self._changed.get(table, {}).items()
                if row not in new
            }
            edited = sum(rows.values())
            if new or rows:
                counts.append(Count(TABLES[table].called, len(new), edited, len(rows) - edited))
        return tuple(counts)

    def _notes(self, by: int) -> tuple[str, ...]:
        """Whose sheet it is, in whose name it is taken in, and why it may be too old."""
        origin, people = self._origin, self._start.workspace.people
        about = f"update sheet of {origin.name} for {origin.place}"
        notes = [f"{about}, written {origin.written} at revision {origin.revision}"]
        if not self._start.actor:
            notes.append(f"{origin.name} is no longer here: nobody is named as its author")
        elif by in people and by != self._start.actor:
            notes.append(f"said by {origin.name}, entered by {people[by].name}")
        if self._stale:
            notes.append(f"it is stale: {self._stale}; nothing that it changes is taken unasked")
        return (*notes, *kept_notes(self._threeway))


def _overwritten(heard: _Heard, entity: Entity, taken: Collection[str], ops: Ops) -> list[Op]:
    """What goes along with changed fields over what somebody changed here, or typed beside them."""
    along = [op for op in ops if op.op == "set" and op.field in heard.fields.keys() - {*taken}]
    return [
        op  # 100 % brings an actual finish, less takes it away, and a finish brings 100 %
        for op in along
        if op.field in heard.edited
        or plain(getattr(entity, op.field)) != plain(heard.fields[op.field])
    ]
