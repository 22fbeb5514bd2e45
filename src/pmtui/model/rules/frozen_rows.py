"""This file keeps what was agreed: baselines, status points, cases, reports, weeks, periods."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Final

from pmtui.model.benefits.cases import CASES, CASH_FLOWS, FROZEN_FIELDS, BusinessCase, CashFlow
from pmtui.model.changes.ops import Op, plain
from pmtui.model.choosing.decisions import CHOICES, Decision, ProjectChoice
from pmtui.model.costing.periods import PERIODS, AccountingPeriod
from pmtui.model.entities.entity import Entity, as_document, as_number, title_of
from pmtui.model.entities.remarks import REPORTS, Report
from pmtui.model.meetings.meetings import AGENDA_ITEMS, ATTENDANCES, HELD, MEETINGS, Meeting
from pmtui.model.rules.checks import Problem
from pmtui.model.timesheets.time_checks import closed_week_problems, gives_reason
from pmtui.model.workspace.closed_periods import closed_period_on
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace

_VERBS: Final = {"closed": "close", "open": "reopen"}
_OF_ITS_DAYS: Final = frozenset({"start", "finish", "archived"})
_REOPEN_FIRST: Final = "reopen it first, with pmtui reopen and why"
_KEPT_OF_REPORTS: Final = frozenset({"numbers", "of_revision", "day", "since"})
"""Fields of a report that never change once it has numbers."""
_OF_MEETINGS: Final = frozenset({MEETINGS.name, ATTENDANCES.name, AGENDA_ITEMS.name})
_KEPT_OF_MEETINGS: Final = frozenset({"body", "day", "chair"})
"""Fields of a meeting that never change once it was held."""
_OUTSIDE_THE_BOOKS: Final = frozenset({"notes", "note"})
"""Fields of a posting that may change when its period is closed."""


def check_frozen(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The edits of what is never edited: rows that say so, approved cases, numbers of reports.

    Args:
        ops: the edit.
        workspace: as it is before; what is approved in the same edit is not frozen yet.
    """
    problems: list[Problem] = []
    for op in ops:
        why = TABLES[op.table].frozen if op.table in TABLES else ""
        if why and op.op not in {"create", "delete"} and op.field != "archived":
            row = workspace.get(op.table, op.id)
            name = (row.key or title_of(row)) if row is not None else op.table
            problems.append(Problem(op.table, op.id, f"{name} {why}"))
        elif op.table == REPORTS.name:
            problems += _of_report(op, workspace)
        elif op.table in _OF_MEETINGS:
            problems += _of_meeting(op, workspace)
        elif op.table == CHOICES.name:
            problems += _of_choice(op, workspace)
        elif op.table in {CASES.name, CASH_FLOWS.name}:
            case = _frozen_case(op, workspace)
            if case is not None:
                text = f"{case.key} is {case.state} and stays as it is: :revise makes a new version"
                problems.append(Problem(op.table, op.id, text))
    return tuple(problems)


def _of_report(op: Op, workspace: Workspace) -> Iterator[Problem]:
    """A sent report stays as it is, and the numbers of one never change."""
    report = workspace.rows_of(Report).get(op.id)
    if report is None or op.op in {"create", "delete"} or op.field == "archived":
        return
    if report.sent_at is not None:
        text = f"{report.key} was sent on {report.sent_at} and stays as it is: write a new one"
        yield Problem(op.table, op.id, text)
    elif report.numbers and (op.op == "put" or op.field in _KEPT_OF_REPORTS):
        text = f"the numbers of {report.key} stay as they were on {report.day}: write a new one"
        yield Problem(op.table, op.id, text)


def _of_meeting(op: Op, workspace: Workspace) -> Iterator[Problem]:
    """Who was in a meeting that was closed, and what was on it, stay as they are."""
    row = workspace.get(op.table, op.id)
    if isinstance(row, Meeting):
        meeting: Meeting | None = row if op.op == "put" or op.field in _KEPT_OF_MEETINGS else None
    elif row is None and op.op in {"create", "put"}:
        meeting = workspace.rows_of(Meeting).get(as_number(as_document(op.new).get("meeting")))
        if meeting is not None and not workspace.ids_by(op.table, "meeting", meeting.id):
            return  # a meeting that was held comes in from a file before what was on it
    else:
        meeting = workspace.rows_of(Meeting).get(attrgetter("meeting")(row) if row else 0)
    if meeting is not None and meeting.state == HELD:
        text = (
            f"{meeting.key} was held: who was there and what was on it stay as they are;"
            f" set {meeting.key} state=planned opens it again"
        )
        yield Problem(op.table, op.id, text)


def _of_choice(op: Op, workspace: Workspace) -> Iterator[Problem]:
    """What a body has decided on stays as it was before it."""
    row = workspace.rows_of(ProjectChoice).get(op.id)
    decision_id = (
        row.decision if row is not None else as_number(as_document(op.new).get("decision"))
    )
    decision = workspace.rows_of(Decision).get(decision_id)
    if decision is None or not decision.verdict or decision.decided_at is None:
        return
    if row is not None or workspace.ids_by(op.table, "decision", decision.id):
        text = (
            f"{decision.key} was decided on {decision.decided_at}: what it says of each project"
            " stays as it is: undo takes the decision back"
        )
        yield Problem(op.table, op.id, text)


def check_posted(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The edits of what a closed period or an approved week holds, and of what goes into one.

    Args:
        ops: the edit, also one that takes another back.
        workspace: as it is before; what the same edit closes is still open.
    """
    problems = [
        Problem(op.table, op.id, text, is_input=True)
        for op, text in closed_week_problems(ops, workspace)
    ]
    edits: dict[tuple[str, int], list[Op]] = {}
    for op in ops:
        if op.table in TABLES and TABLES[op.table].posting is not None:
            edits.setdefault((op.table, op.id), []).append(op)
    for op in ops:
        if op.table == PERIODS.name:
            problems += _of_period(op, ops, workspace)
        elif (op.table, op.id) in edits and not (op.op == "set" and op.field in _OUTSIDE_THE_BOOKS):
            problems += _into_closed(op, edits[op.table, op.id], workspace)
    return tuple(problems)


def _of_period(op: Op, ops: Sequence[Op], workspace: Workspace) -> Iterator[Problem]:
    """A period is closed and reopened for a reason, and a closed one keeps its days."""
    period = workspace.rows_of(AccountingPeriod).get(op.id)
    if period is None:
        return
    if op.op == "set" and op.field == "state":
        turned = [(other.table, other.id) for other in ops if gives_reason(other)]
        verb, has_reason = _VERBS.get(str(op.new), ""), (op.table, op.id) in turned
        text = "" if has_reason else f"reason: say why: pmtui {verb} {period.key} 'why'"
    else:
        is_kept = op.op == "set" and op.field not in _OF_ITS_DAYS
        text = "" if period.state != "closed" or is_kept else f"is closed: {_REOPEN_FIRST}"
    if text:
        yield Problem(op.table, op.id, f"{period.key} {period.title}: {text}", is_input=True)


def _into_closed(op: Op, edits: Sequence[Op], workspace: Workspace) -> Iterator[Problem]:
    """What an op does to what is posted in a closed period, by the edits of its row together."""
    row = workspace.get(op.table, op.id)
    document = as_document(op.new) if op.op in {"create", "put"} else {}
    field = (TABLES[op.table].posting or ("", ""))[0]
    for text in _posted_days(op.table, field, row, edits):
        try:
            period = closed_period_on(workspace, date.fromisoformat(str(text)[:10]))
        except ValueError:
            continue
        if period is None:
            continue
        called = str(document.get("title") or f"a {TABLES[op.table].called}")
        name = (row.key or title_of(row)) if row is not None else called
        changed = field if row is None or op.op != "set" else op.field
        when = f" since {period.changed_at}" if period.changed_at is not None else ""
        why = f" ({period.reason})" if period.reason else ""
        yield Problem(
            op.table,
            op.id,
            f"{name}: {changed.replace('_', ' ')}: {text} lies in {period.key} {period.title},"
            f" which is closed{when}{why}: post in an open period, or reopen it with"
            f" pmtui reopen {period.key} 'why'",
            is_input=True,
        )
        return


def _posted_days(
    table: str, field: str, row: Entity | None, edits: Sequence[Op]
) -> Iterator[object]:
    """The days on which a row counts in the books before its edits and after them."""
    posted_in = TABLES[table].posted_in
    names = (field, "state") if posted_in else (field,)
    before = {name: plain(attrgetter(name)(row)) for name in names} if row is not None else {}
    after = dict(before)
    for edit in edits:
        given = as_document(edit.new) if edit.op in {"create", "put"} else {edit.field: edit.new}
        after.update({name: given[name] for name in names if name in given})
    for fields in (before, after):
        if field in fields and fields.get("state", "") == posted_in:
            yield fields[field]


def _frozen_case(op: Op, workspace: Workspace) -> BusinessCase | None:
    """The approved case that an op would change; None where it changes none."""
    cases = workspace.rows_of(BusinessCase)
    if op.table == CASES.name:
        case = cases.get(op.id)
        changes = op.op in {"delete", "put"} or op.field in FROZEN_FIELDS
        return case if case is not None and changes and case.state != "draft" else None
    flow = workspace.rows_of(CashFlow).get(op.id)
    ids = {flow.case if flow is not None else 0}
    if op.op in {"create", "put"} and not _comes_in(op, workspace):
        ids.add(as_number(as_document(op.new).get("case")))
    elif op.op == "set" and op.field == "case":
        ids.add(as_number(op.new))
    touched = (cases.get(case_id) for case_id in ids)
    return next((case for case in touched if case is not None and case.state != "draft"), None)


def _comes_in(op: Op, workspace: Workspace) -> bool:
    """Whether a flow comes to a case that has none: approved cases come in before their flows."""
    case = as_number(as_document(op.new).get("case"))
    return next(workspace.rows_by(CashFlow, "case", case), None) is None
