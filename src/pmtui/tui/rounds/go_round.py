"""This file goes round: a line for each due task, then the check-in of the component."""

from typing import Final

from pmtui.actions.checkins.updates import read_update, update_ops
from pmtui.actions.core.action import Refused, Target
from pmtui.figures.checkins.due_tasks import due_tasks
from pmtui.model.entities.tasks import TASKS, Task
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.quick_line import Question
from pmtui.views.wording.formatting import short_date

_GIVE: Final = "checkin.give"


def go_round(desk: Workbench) -> None:
    """Ask of each due task how far it is: mine where some are mine, else all of the scope."""
    asked = desk.situation()
    figures = desk.session.figures
    mine = due_tasks(figures, asked.scope, asked.actor) if asked.actor else ()
    tasks = mine or due_tasks(figures, asked.scope)
    _ask(desk, tuple(task.id for task in tasks), 0, asked.scope)


def _ask(desk: Workbench, tasks: tuple[int, ...], at: int, scope: int) -> None:
    """Ask about a task of the round; after the last one the component is checked in."""
    rows = desk.session.workspace.tasks
    while at < len(tasks) and (tasks[at] not in rows or rows[tasks[at]].archived):
        at += 1
    if at == len(tasks):
        _end(desk, scope, len(tasks))
        return
    task = rows[tasks[at]]

    def answered(text: str) -> None:
        if text.strip():
            desk.perform("task.update", {"text": text}, (Target(TASKS.name, task.id),))
        _ask(desk, tasks, at + 1, scope)

    desk.ask(
        Question(
            f"{at + 1}/{len(tasks)} {task.key} {task.percent} %",
            answered,
            echo=lambda text: _meaning(desk, task, text),
            refuse=lambda text: _refusal(desk, task, text),
        )
    )


def _end(desk: Workbench, scope: int, count: int) -> None:
    component = desk.session.workspace.components.get(scope)
    if component is not None and component.kind in {"project", "operation"}:
        desk.perform(_GIVE, {}, (Target("components", component.id),))
    elif count:
        desk.say("that was the last one; :checkin P-1 checks in for a project")
    else:
        desk.say("no open task is under way or due within a week here")


def _meaning(desk: Workbench, task: Task, text: str) -> str:
    """What the line is about; of a typed one what it sets, and the remark it makes."""
    if not text.strip():
        days = desk.session.figures.finish_of(task)
        finish = days.planned or days.promised
        until = f", finish {short_date(finish, desk.session.today)}" if finish else ""
        return f"{task.title}{until}   60% rem:2d remark; Enter alone goes on, Esc leaves"
    fields, remark = read_update(text)
    parts = [f"{name} {value}" for name, value in fields.items()]
    return "= " + ", ".join([*parts, *([f"remark: {remark}"] if remark else [])])


def _refusal(desk: Workbench, task: Task, text: str) -> str:
    """Why a line cannot be taken; empty where it can."""
    row = desk.session.workspace.tasks.get(task.id)
    if not text.strip() or row is None:
        return ""
    try:
        update_ops(desk.situation(), row, text)
    except Refused as refused:
        return str(refused)
    return ""
