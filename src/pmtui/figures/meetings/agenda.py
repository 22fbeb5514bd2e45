"""This file computes the agenda of a meeting from what waits for its body or component."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from pmtui.figures.attention.decisions_wanted import WantedDecision, decisions_wanted
from pmtui.figures.governance.decision_rights import approval_of, authorities_for
from pmtui.figures.governance.tolerances import unraised
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, title_of
from pmtui.model.entities.registers import ACTION_ITEMS, ActionItem
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.model.governance.gates import GATE_CONDITIONS, GateCondition
from pmtui.model.meetings.meetings import HELD, MEETINGS, AgendaItem, Meeting
from pmtui.model.rules.life_cycles import has_ended

Part = Literal["last time", "decision", "exception", "condition", "action", "report", "item"]
"""Why something is on an agenda, in the order in which these stand."""
_FIRST: Final = timedelta(days=31)
"""How old a report may be that the first meeting of a body receives."""


class AgendaEntry(msgspec.Struct, frozen=True):
    """One thing on the agenda of a meeting."""

    table: str
    """Of what it is about; that of meetings for an item of its own."""
    id: int
    part: Part
    name: str
    """Key and title."""
    why: str
    """Why it is on it."""
    asked_by: int = 0
    """Who asks for it, or owns it; 0 where nobody is named."""
    since: date | None = None
    """Since when it waits; None where nobody knows."""
    due: date | None = None
    kept: AgendaItem | None = None
    """What was set down about it; None where nothing was."""

    @property
    def outcome(self) -> str:
        """What was decided about it in the meeting; empty while it is open."""
        return self.kept.outcome if self.kept is not None else ""


def agenda(figures: Figures, meeting: Meeting, *, dropped: bool = False) -> tuple[AgendaEntry, ...]:
    """What is on the agenda of a meeting, as its chair ordered it.

    Until it is closed it is what waits for its body or component on its day, each thing once, with
    what was decided in the meeting, and items of its own; then what was on it when it was closed.

    Args:
        figures: of the workspace.
        meeting: whose agenda it is.
        dropped: whether to give what the chair took off as well.
    """
    rows = _set_down(figures, meeting)
    waiting: dict[tuple[str, int], AgendaEntry] = {}
    for entry in () if has_ended(meeting) else _waiting(figures, meeting):
        known = waiting.setdefault((entry.table, entry.id), entry)
        if known is not entry and known.part == entry.part:
            both = f"{known.why}; {entry.why}"
            waiting[entry.table, entry.id] = msgspec.structs.replace(known, why=both)
    entries = [
        msgspec.structs.replace(entry, kept=rows.get(place)) for place, entry in waiting.items()
    ]
    entries += (
        _of_row(figures, row)
        for place, row in sorted(rows.items(), key=lambda pair: pair[1].id)
        if place not in waiting and _stays(meeting, row)
    )
    return _ordered(entry for entry in entries if dropped or not _is_dropped(entry))


def _set_down(figures: Figures, meeting: Meeting) -> dict[tuple[str, int], AgendaItem]:
    """What was set down, by what it is about; each item of its own by itself.

    Where two people set something down about one thing at once there are two rows, read as one.
    """
    rows: dict[tuple[str, int], AgendaItem] = {}
    for row in sorted(
        figures.workspace.rows_by(AgendaItem, "meeting", meeting.id), key=lambda row: row.id
    ):
        is_own = row.about == meeting.id
        place = ("", row.id) if is_own else (row.about_table, row.about)
        rows[place] = _joined(rows[place], row) if place in rows else row
    return rows


def _joined(first: AgendaItem, second: AgendaItem) -> AgendaItem:
    """What two rows say of one thing."""
    return msgspec.structs.replace(
        first,
        position=second.position or first.position,
        dropped=first.dropped or second.dropped,
        outcome=first.outcome or second.outcome,
        notes="\n".join(filter(None, (first.notes, second.notes))),
    )


def _stays(meeting: Meeting, row: AgendaItem) -> bool:
    """Whether something is on an agenda that waits for nobody (any more)."""
    is_own = row.about == meeting.id
    return is_own or meeting.state == HELD or bool(row.outcome or row.notes)


def _is_dropped(entry: AgendaEntry) -> bool:
    return entry.kept is not None and entry.kept.dropped


def _of_row(figures: Figures, kept: AgendaItem) -> AgendaEntry:
    """An entry as it was set down."""
    row = figures.workspace.get(kept.about_table, kept.about)
    if row is None or kept.about_table == MEETINGS.name:
        return AgendaEntry(MEETINGS.name, kept.id, "item", kept.title, kept.why, kept=kept)
    return AgendaEntry(kept.about_table, kept.about, "item", kept.title, kept.why, kept=kept)


def _ordered(entries: Iterator[AgendaEntry]) -> tuple[AgendaEntry, ...]:
    """Entries by their kind, those that the chair put somewhere at their places."""
    placed: list[AgendaEntry] = []
    ordered: list[AgendaEntry] = []
    for entry in entries:
        is_placed = entry.kept is not None and entry.kept.position
        (placed if is_placed else ordered).append(entry)
    placed.sort(key=lambda entry: (_position(entry), entry.id))
    for entry in placed:
        ordered.insert(_position(entry) - 1, entry)
    return tuple(ordered)


def _position(entry: AgendaEntry) -> int:
    return entry.kept.position if entry.kept is not None else 0


def _waiting(figures: Figures, meeting: Meeting) -> Iterator[AgendaEntry]:
    """What waits for a meeting on its day; what waits twice comes twice."""
    day = max(meeting.day or figures.today, figures.today)
    inside = (*figures.live_subtree(meeting.component), *(() if meeting.component else (0,)))
    former = _former(figures, meeting)
    yield from _from_last_time(figures, former)
    for wanted in _decisions(figures, meeting, frozenset(inside)):
        yield _decision(figures, wanted)
    yield from _exceptions(figures, inside)
    yield from _chased(figures, GateCondition, "condition", inside, day)
    yield from _chased(figures, ActionItem, "action", inside, day)
    last = max((row.day for row in former if row.state == HELD and row.day), default=day - _FIRST)
    yield from _reports(figures, meeting.component, last, day)


def _former(figures: Figures, meeting: Meeting) -> list[Meeting]:
    """The meetings of the same body, or else of the same component, before one."""
    field, value = ("body", meeting.body) if meeting.body else ("component", meeting.component)
    return [
        row
        for row in figures.workspace.rows_by(Meeting, field, value)
        if row.id != meeting.id
        and row.body == meeting.body
        and (row.day or date.min, row.id) < (meeting.day or date.max, meeting.id)
    ]


def _from_last_time(figures: Figures, former: list[Meeting]) -> Iterator[AgendaEntry]:
    for meeting in sorted(former, key=lambda row: (row.day or date.min, row.id)):
        for row in figures.workspace.rows_by(ActionItem, "meeting", meeting.id):
            if not row.archived and not has_ended(row):
                why = f"open since {meeting.key}"
                yield _entry(
                    ACTION_ITEMS.name, row, "last time", why, since=meeting.day, due=row.due
                )


def _decisions(
    figures: Figures, meeting: Meeting, inside: frozenset[int]
) -> Iterator[WantedDecision]:
    """The decisions that wait for a body by the rules, and those that no rule gives anybody.

    For a meeting of a component they are those of its inbox.
    """
    if not meeting.body:
        yield from decisions_wanted(figures, meeting.component)
        return
    workspace = figures.workspace
    for wanted in decisions_wanted(figures):
        row = workspace.rows(wanted.table)[wanted.id]
        approval = approval_of(wanted.table, wanted.kind)
        every = authorities_for(workspace, approval, row, figures.today) if approval else ()
        is_ours = any(authority.rule.body == meeting.body for authority in every)
        if getattr(row, "body", 0):  # it was asked for by name, whoever else might
            if attrgetter("body")(row) == meeting.body:
                yield wanted
            continue
        place = getattr(row, "escalated_to", 0) or row.component
        if is_ours or (not every and place in inside):
            yield wanted


_ASKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "gate": "to be decided",
        "escalation": "escalated",
        "case": "to be reviewed",
        "selection": "to be decided",
    }
)
"""What is wanted, where it is not to be accepted or sent back."""


def _decision(figures: Figures, wanted: WantedDecision) -> AgendaEntry:
    row = figures.workspace.rows(wanted.table)[wanted.id]
    words = f"{wanted.kind} {_ASKED.get(wanted.kind, 'to be accepted or sent back')}"
    reason = str(getattr(row, "escalation_reason", "")) if wanted.kind == "escalation" else ""
    why = words if wanted.kind != "escalation" else f"escalated{reason and ': '}{reason}"
    return AgendaEntry(
        wanted.table, row.id, "decision", _named(row), why, wanted.asked_by or _owner(row),
        wanted.since, wanted.due,
    )  # fmt: skip


def _exceptions(figures: Figures, inside: tuple[int, ...]) -> Iterator[AgendaEntry]:
    """What goes beyond a tolerance and was not handed up."""
    workspace = figures.workspace
    for component in inside:
        for departure in unraised(figures, component):
            row = workspace.get(departure.table, departure.id)
            if row is not None:
                why = f"exceeds its {departure.tolerance.kind} tolerance: {departure.text}"
                yield _entry(departure.table, row, "exception", why)


def _chased(
    figures: Figures,
    kind: type[ActionItem] | type[GateCondition],
    part: Literal["condition", "action"],
    inside: tuple[int, ...],
    day: date,
) -> Iterator[AgendaEntry]:
    """Open rows that are due by the day of a meeting, the earliest first."""
    rows = [
        row
        for component in inside
        for row in figures.workspace.rows_by(kind, "component", component)
        if row.due is not None and row.due <= day and not row.archived and not has_ended(row)
    ]
    for row in sorted(rows, key=lambda row: (row.due or date.max, row.id)):
        if row.due is None:
            continue
        late = (figures.today - row.due).days
        why = f"{late} d late" if late > 0 else f"due {row.due.day} {row.due:%b %Y}"
        table = ACTION_ITEMS.name if isinstance(row, ActionItem) else GATE_CONDITIONS.name
        yield _entry(table, row, part, why, due=row.due)


def _reports(figures: Figures, scope: int, last: date, day: date) -> Iterator[AgendaEntry]:
    """Reports of a component and of those right below it that came since the last meeting."""
    places = (scope, *figures.live_children(scope))
    for component in places:
        for report in figures.workspace.rows_by(Report, "component", component):
            came = report.sent_at or report.at
            if came is not None and last < came <= day and not report.archived:
                yield _entry(REPORTS.name, report, "report", "to be received", since=came)


def _entry(
    table: str,
    row: Entity,
    part: Part,
    why: str,
    *,
    since: date | None = None,
    due: date | None = None,
) -> AgendaEntry:
    return AgendaEntry(table, row.id, part, _named(row), why, _owner(row), since, due)


def _named(row: Entity) -> str:
    return f"{row.key} {title_of(row)}".strip()


def _owner(row: Entity) -> int:
    """Who answers for a row, or wrote it."""
    fields = (name for name in ("owner", "by") if name in row.__struct_fields__)
    return next(filter(None, (int(attrgetter(name)(row)) for name in fields)), 0)
