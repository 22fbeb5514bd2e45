"""This file tells what an edit would leave open, out of hand or unheld, so that it is agreed to."""

from collections.abc import Iterator
from typing import Final

from pmtui.actions.checks.ended_places import ended_place_refusal
from pmtui.actions.checks.gate_criteria import unmet_criteria
from pmtui.actions.checks.unwatched_benefits import unwatched_benefits
from pmtui.actions.core.action import Arg, Refused, UnagreedError, WrongInputError
from pmtui.figures.attention.open_rows import open_rows, open_words
from pmtui.figures.effects.edit_effect import edit_effect
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.model.changes.ops import Op, Ops, touched
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.life_cycles import ENDED_COMPONENT_STATES, is_realising
from pmtui.model.workspace.workspace import Workspace

SUCCESSOR: Final = Arg("to", "person", "who takes it over", required=False, asked=False)
"""What archiving somebody who answers for open work needs to be told."""
_MOST: Final = 3
"""Acts of one edit that are written out."""
_WAYS: Final = {
    "components": "finish, close or move what is open first",
    "tasks": "link what waits to something else first",
}
"""What to do before something is ended or archived, by its table."""


def require_consent(
    before: Figures, following: Workspace, ops: Ops, *, agreed: bool = False
) -> str:
    """What an edit leaves open, where that is agreed to; empty where it leaves nothing.

    Every door to a store goes through it, whatever made the ops.

    Args:
        before: the figures of the workspace that is edited.
        following: the workspace with the ops applied.
        ops: the edit.
        agreed: whether what is left open was shown, or is told afterwards, and agreed to.

    Raises:
        Refused: it is not agreed to (`UnagreedError`), or something new would be put where it is
            lost from sight.
    """
    reason = ended_place_refusal(before.workspace, following, ops)
    if reason:
        raise Refused(reason)
    lacking = unwatched_benefits(before.workspace, following, ops)
    lacking = lacking or unmet_criteria(before.workspace, following, ops)
    if lacking:
        raise WrongInputError(lacking)
    if not any(_is_act(op) for op in ops):
        return ""
    after = Figures.next(before, following, touched(ops), before.today)
    return _agreed_to(before, after, ops, agreed=agreed)


def _agreed_to(before: Figures, after: Figures, ops: Ops, *, agreed: bool) -> str:
    """What is left open, if that is agreed to.

    A component that still holds open work, or a task that others wait for, is not ended or
    archived unless that is agreed to. A person who answers for open work is not archived, whoever
    agrees: somebody must take it over. What the same edit ends or hands over is not open.
    """
    acts = list({(op.table, op.id): op for op in ops if _is_act(op)}.values())
    people = [words for op in acts if op.table == "people" and (words := _held(after, op))]
    if people:
        way = "hand it over first, or say who takes it over (archive KEY --to SOMEBODY)"
        raise UnagreedError(_listed(people), way, SUCCESSOR)
    left = [(op.table, words) for op in acts if (words := _left(before, after, op))]
    listed = _listed([words for _, words in left])
    if left and not agreed:
        ways = sorted({_WAYS[table] for table, _ in left})
        raise UnagreedError(listed, " and ".join(ways))
    return listed


def _is_act(op: Op) -> bool:
    if op.op != "set":
        return False
    if op.field == "archived":
        return bool(op.new) and op.table in {"components", "people", "tasks"}
    is_state = op.table == "components" and op.field in {"state", "portfolio_status", "phase"}
    return is_state and op.new in ENDED_COMPONENT_STATES and op.old not in ENDED_COMPONENT_STATES


def _held(after: Figures, op: Op) -> str:
    kinds = open_rows(after, "people", op.id)
    person = after.workspace.people.get(op.id)
    if not kinds or person is None:
        return ""
    what = open_words(after.workspace, kinds)
    return f"{person.key} {person.name} still answers for {what}".strip()


def _left(before: Figures, after: Figures, op: Op) -> str:
    if op.table == "tasks":
        return _unheld(before, after, op.id)
    row = after.workspace.components.get(op.id)
    if row is None or op.table != "components":
        return ""
    kinds = open_rows(after, "components", op.id)
    if is_realising(row):
        kinds = tuple(kind for kind in kinds if kind.table != "benefits")
    if not kinds:
        return ""
    what = open_words(after.workspace, kinds)
    return f"{row.key} {row.name} still has {what}"


def _unheld(before: Figures, after: Figures, task_id: int) -> str:
    """What follows for tasks that wait for one that is archived."""
    workspace = after.workspace
    task = workspace.tasks.get(task_id)
    kinds = open_rows(after, "tasks", task_id)
    if task is None or not kinds:
        return ""
    links = [workspace.links[link_id] for kind in kinds for link_id in kind.ids]
    successors = [workspace.tasks[link.successor] for link in links]
    keys = ", ".join(successor.key for successor in successors[:_MOST]) + (
        ", ..." if len(successors) > _MOST else ""
    )
    waits = "no longer waits" if len(successors) == 1 else "no longer wait"
    name = f"{task.key} {title_of(task)}"
    moved = "; ".join(_moves(before, after, task_id, links))
    return f"{keys} {waits} for {name} once it is archived{f'; {moved}' if moved else ''}"


def _moves(before: Figures, after: Figures, task_id: int, links: list[Link]) -> Iterator[str]:
    found = edit_effect(before, after, {task_id})
    if found.skipped:
        yield "too many tasks to work out what moves with it"
        return
    for link in links[:_MOST]:
        days = _days_moved(before, after, link.successor)
        if days:
            task = after.workspace.tasks[link.successor]
            much = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
            yield f"{task.key} starts {much} {'earlier' if days < 0 else 'later'}"
    if found.days:
        yield f"project finish {found.days:+d} d"


def _days_moved(before: Figures, after: Figures, task_id: int) -> int:
    component = after.workspace.tasks[task_id].component
    starts: list[int] = []
    for figures in (before, after):
        plan = plan_of(figures, component)
        if plan is None or plan.problem or task_id not in plan:
            return 0
        starts.append(plan.ends(task_id)[0] // MINUTES_PER_DAY)
    return starts[1] - starts[0]


def _listed(words: list[str]) -> str:
    more = f"; and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return "; ".join(words[:_MOST]) + more
