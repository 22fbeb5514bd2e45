"""This file writes one card of a board, and the strip that says more about it."""

from collections.abc import Iterator, Sequence

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.tasks.percent_complete import task_percent
from pmtui.figures.work.board_flow import card_age, is_old
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.tasks import Check, Task
from pmtui.query.dates.parsing import date_text
from pmtui.query.values.durations import duration_text
from pmtui.text import broken, cell_width, cut
from pmtui.views.shapes.table import Card, Cell, Line, Tone
from pmtui.views.wording.formatting import count_with_noun, initials, person_name, score_text

_MOST_NAMED = 4
"""Tasks named in a list before the rest is only counted."""
_MOST_BESIDE = 20
"""Cells of facts for which a card asks room beside its title."""
_LEAST_REST = 5
"""Cells below which the rest of a title is not worth its place beside the facts."""


CardContent = tuple[Tone, tuple[Cell, ...], int]
"""What a card says whatever its width: its tone, its facts, and the cells its title needs."""


def card_content(figures: Figures, task_id: int) -> CardContent:
    """What the card of a task says whatever its width."""
    task = figures.workspace.tasks[task_id]
    facts = tuple(_facts(figures, task))
    return _tone(figures, task), facts, _least(task, facts)


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
    tone, every, least = said or card_content(figures, task_id)
    head = Cell(task.key, "dim")
    room = width - cell_width(task.key) - 1
    if cell_width(task.title) + _taken(every) <= room:
        return Card(task_id, ((head, Cell(task.title, tone), *every),), tone, least)
    first, rest = _broken(task.title, room, anywhere=whole)
    facts = _beside(rest, _fitting(every, width), width, whole=whole)
    left = width - _taken(facts)
    is_cut = cell_width(rest) > left
    if is_cut and (left < _LEAST_REST or cell_width(first) + left <= room + 1):
        # One line shows as much of the title as two would: the facts have the second.
        facts = _fitting(every, width)
        first, rest = task.title, ""
    rest = cut(rest, left)
    second = (*((Cell(rest, tone),) if rest else ()), *facts)
    lines = ((head, Cell(first, tone)), second) if second else ((head, Cell(first, tone)),)
    return Card(task_id, lines, tone, least)


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
    percent = task_percent(figures, task.id)
    if percent > 0:
        yield Cell(f"{percent}%")
    done, checks = checks_of(figures, task.id)
    if checks:
        yield Cell(f"{done}/{checks}", "dim")
    yield from _age(figures, task)
    yield from (Cell(f"#{tag}", "dim") for tag in task.tags)


def _age(figures: Figures, task: Task) -> Iterator[Cell]:
    column = figures.workspace.columns.get(task.column)
    days = card_age(task, figures.today)
    if column is not None and column.role == "doing" and days:
        limit = figures.workspace.policy.card_age_days
        yield Cell(f"{days}d", "warn" if is_old(task, column, figures.today, limit) else "dim")


def _taken(cells: Sequence[Cell]) -> int:
    return sum(cell_width(cell.text) + 1 for cell in cells)


def _fitting(facts: Sequence[Cell], width: int) -> tuple[Cell, ...]:
    kept: list[Cell] = []
    left = width
    for fact in facts:
        left -= cell_width(fact.text) + 1
        if kept and left < -1:
            break
        kept.append(fact)
    return tuple(kept)


def _beside(rest: str, facts: tuple[Cell, ...], width: int, *, whole: bool) -> tuple[Cell, ...]:
    """The facts that stand behind the rest of a title, the last ones left out where it is short."""
    kept = list(facts)
    while kept and cell_width(rest) > width - _taken(kept):
        if not whole and kept[-1].tone != "dim":
            break
        kept.pop()
    return tuple(kept)


def _least(task: Task, facts: Sequence[Cell]) -> int:
    """Cells in which the title is whole in two lines, the facts in the second."""
    beside = _taken(_fitting(facts, _MOST_BESIDE))
    before = cell_width(task.key) + 1
    taken = [cell_width(word) + 1 for word in task.title.split(" ")]
    whole = sum(taken) - 1
    if len(taken) == 1 and len(task.title) < whole:
        return (before + whole + beside) // 2 + 1  # wide characters, broken anywhere
    first, least = 0, before + whole + beside
    for word in taken:
        first += word
        least = min(least, max(before + first - 1, whole - first + beside))
    return least


def _broken(title: str, room: int, *, anywhere: bool) -> tuple[str, str]:
    """A title in two: as many words as fit, and the rest.

    Args:
        title: what is broken.
        room: cells of the first part.
        anywhere: whether a word too long for it is broken, as those without spaces are.
    """
    words = title.split(" ")
    taken = cell_width(words[0])
    count = 1
    for word in words[1:]:
        taken += cell_width(word) + 1
        if taken > room:
            break
        count += 1
    is_wide = len(words[0]) < cell_width(words[0])  # written without spaces: Chinese, Japanese
    if count == 1 and (is_wide or anywhere) and cell_width(words[0]) > room > 1:
        first, *rest = broken(words[0], room)
        return first, " ".join(("".join(rest), *words[1:]))
    return " ".join(words[:count]), " ".join(words[count:])


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
