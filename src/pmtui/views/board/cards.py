"""This file writes one card of a board, and the strip that says more about it."""

from collections.abc import Iterator, Sequence

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.work.board_flow import card_age, is_old
from pmtui.model.entities.cycles import ENDED, Cycle
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.tasks import Check, Task
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.durations import duration_text
from pmtui.views.board.card_layout import CardContent, content_of, laid_out_card
from pmtui.views.shapes.table import Card, Cell, Line, Tone
from pmtui.views.wording.formatting import count_with_noun, initials, person_name, score_text

_MOST_NAMED = 4
"""Tasks named in a list before the rest is only counted."""


def card_content(figures: Figures, task_id: int) -> CardContent:
    """What the card of a task says whatever its width."""
    task = figures.workspace.tasks[task_id]
    return content_of(_tone(figures, task), task.key, task.title, (*_facts(figures, task),))


def card(
    figures: Figures,
    task_id: int,
    width: int,
    whole: bool = False,  # noqa: FBT001, FBT002  (as the board calls it)
    said: CardContent | None = None,
) -> Card:
    """A card of one line, or of two where its title or its facts need them.

    Only facts that are not the default are shown; where width is short the last ones go, those
    that alarm nobody before the title is cut.

    Args:
        figures: of the workspace the task is in.
        task_id: the task.
        width: cells a line has.
        whole: whether every fact gives way to the title, as on the card under the cursor.
        said: what `card_content` gives, where it is known.
    """
    task = figures.workspace.tasks[task_id]
    content = said or card_content(figures, task_id)
    return laid_out_card(task_id, task.key, task.title, width, whole=whole, content=content)


def card_strip(figures: Figures, task_id: int) -> tuple[Line, ...]:
    """What stands under the board about the card under the cursor: up to three lines."""
    task = figures.workspace.tasks[task_id]
    lines = (
        tuple(_where(figures, task)),
        tuple(_ties(figures, task)),
        tuple(_invitation(figures, task)),
    )
    return tuple(line for line in lines if line)


def task_names(figures: Figures, ids: Sequence[int]) -> str:
    """Keys of a few tasks, and how many more there are."""
    tasks = figures.workspace.tasks
    named = ", ".join(tasks[task_id].key for task_id in ids[:_MOST_NAMED])
    more = len(ids) - _MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named


def checks_of(figures: Figures, task_id: int) -> tuple[int, int]:
    """How many lines of a task's checklist are done, of how many."""
    checks = list(figures.workspace.rows_by(Check, "task", task_id))
    return sum(check.done for check in checks), len(checks)


def _tone(figures: Figures, task: Task) -> Tone:
    if task.archived or figures.is_done(task.id):
        return "dim"
    if figures.is_overdue(task.id):
        return "bad"
    return "warn" if figures.is_blocked(task.id) else "plain"


def _facts(figures: Figures, task: Task) -> Iterator[Cell]:
    if figures.is_done(task.id):
        return
    if figures.is_blocked(task.id):
        predecessors = figures.blockers(task.id)
        tasks = figures.workspace.tasks
        yield Cell(f"■ by {tasks[predecessors[0]].key}" if predecessors else "■ blocked", "warn")
    late = figures.days_late(task.id)
    if late:
        yield Cell(f"late {late}d", "bad")
    if task.priority:
        yield Cell(f"!{task.priority}", "accent" if task.priority == 1 else "plain")
    if task.owner:
        yield Cell(initials(figures.workspace, task.owner), "dim")
    percent = figures.percent(task.id)
    if percent > 0:
        yield Cell(f"{percent}%")
    done, checks = checks_of(figures, task.id)
    if checks:
        yield Cell(f"{done}/{checks}", "dim")
    yield from _age(figures, task)
    yield from _cycle(figures, task)
    yield from (Cell(f"#{tag}", "dim") for tag in task.tags)


def _cycle(figures: Figures, task: Task) -> Iterator[Cell]:
    cycle = figures.workspace.rows_of(Cycle).get(task.cycle)
    if cycle is not None:
        yield Cell(cycle.key, "warn" if cycle.state == ENDED else "dim")


def _age(figures: Figures, task: Task) -> Iterator[Cell]:
    column = figures.workspace.columns.get(task.column)
    days = card_age(task, figures.today)
    if column is not None and column.role == "doing" and days:
        limit = figures.workspace.policy.card_age_days
        yield Cell(f"{days}d", "warn" if is_old(task, column, figures.today, limit) else "dim")


def _where(figures: Figures, task: Task) -> Iterator[Cell]:
    workspace, today = figures.workspace, figures.today
    yield Cell(f"{task.key} {task.title}", "head")
    column = workspace.columns.get(task.column)
    if column is not None:
        days = card_age(task, today)
        limit = workspace.policy.card_age_days
        old = is_old(task, column, today, limit)
        since = f" since {days} d" if days else ""
        text = f"{column.name}{since}{f' (limit {limit})' if old else ''}"
        yield Cell(text, "warn" if old else "plain")
    yield Cell(person_name(workspace, task.owner) if task.owner else "nobody's", "dim")
    wanted = task.due or task.finish
    late = figures.days_late(task.id)
    if wanted is not None:
        text = f"{'due' if task.due else 'ends'} {date_text(wanted, today)}"
        yield Cell(f"{text}, late {late} d", "bad") if late else Cell(text)
    elif late:
        yield Cell(f"late {late} d", "bad")


def _ties(figures: Figures, task: Task) -> Iterator[Cell]:
    workspace = figures.workspace
    predecessors = figures.blockers(task.id)
    if predecessors:
        yield Cell(f"waits for {task_names(figures, predecessors)}", "warn")
    links = workspace.links
    successors = [
        links[link_id].successor for link_id in workspace.ids_by("links", "predecessor", task.id)
    ]
    live = (
        task_id
        for task_id in successors
        if task_id in workspace.tasks and not workspace.tasks[task_id].archived
    )
    waiting = [row_id for row_id in live if not figures.is_done(row_id)]
    if waiting:
        yield Cell(f"blocks {task_names(figures, waiting)}")
    done, checks = checks_of(figures, task.id)
    if checks:
        yield Cell(f"{done}/{checks} checks")
    children = figures.subtasks(task.id)
    if children:
        finished = sum(figures.is_done(child_id) for child_id in children)
        yield Cell(f"{finished}/{len(children)} sub-tasks")
    if task.estimate is not None:
        per_day = workspace.policy.minutes_per_day
        yield Cell(f"estimate {duration_text(task.estimate, per_day)}", "dim")
    risk = workspace.risks.get(task.risk)
    if risk is not None:
        level = figures.level(risk.id)
        yield Cell(f"{risk.key} {risk.title} ({score_text(figures.score(risk.id), level)})")


def _invitation(figures: Figures, task: Task) -> Iterator[Cell]:
    if task.blocked:
        yield Cell(f"blocked: {task.blocked}", "warn")
    board = figures.workspace.board_of(task.component)
    places = [column.id for column in board]
    if task.column not in places or figures.is_done(task.id):
        return
    following = board[places.index(task.column) + 1 :]
    freed = figures.frees(task.id)
    if freed and following and following[0].role == "done":
        names = task_names(figures, freed)
        yield Cell(f"Moving {task.key} to {title_of(following[0])} unblocks {names}", "good")
    elif freed:
        count = count_with_noun(len(freed), "task")
        yield Cell(f"{count} waiting for it alone: {task_names(figures, freed)}")
