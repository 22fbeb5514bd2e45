"""This file keeps what was agreed as it was: baselines, status points, approved cases."""

from collections.abc import Sequence

from pmtui.model.benefits.cases import CASES, CASH_FLOWS, FROZEN_FIELDS, BusinessCase, CashFlow
from pmtui.model.changes.ops import Op
from pmtui.model.entities.entity import title_of
from pmtui.model.narrowing import as_document, as_number
from pmtui.model.rules.checks import Problem
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace


def check_frozen(ops: Sequence[Op], workspace: Workspace) -> tuple[Problem, ...]:
    """The edits of what is never edited: rows that say so, and an approved case with its flows.

    Args:
        ops: the edit.
        workspace: as it is before; what is approved in the same edit is not frozen yet.
    """
    problems: list[Problem] = []
    for op in ops:
        why = TABLES[op.table].frozen if op.table in TABLES else ""
        if why and op.op not in {"create", "delete"}:
            row = workspace.get(op.table, op.id)
            name = (row.key or title_of(row)) if row is not None else op.table
            problems.append(Problem(op.table, op.id, f"{name} {why}"))
        elif op.table in {CASES.name, CASH_FLOWS.name}:
            case = _frozen_case(op, workspace)
            if case is not None:
                text = f"{case.key} is {case.state} and stays as it is: :revise makes a new version"
                problems.append(Problem(op.table, op.id, text))
    return tuple(problems)


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
