"""This file is `schedule`: dates, slack and critical tasks of a scope."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, TypedDict

from pmtui.cli.console.output import ROWS
from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, FOUND, Call, Parser, ReadVerb
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.schedule_analysis.component_span import margin_text
from pmtui.figures.schedule_analysis.float_paths import float_paths
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.views.schedule.timetable import Timetable, TimetableRow, loop_word, timetable
from pmtui.views.wording.formatting import slip_text
from pmtui.views.wording.past_work_line import past_work_line

_FIELDS: Final = (
    "id", "key", "uid", "name", "wbs", "summary", "milestone", "start", "finish", "early_start",
    "early_finish", "late_start", "late_finish", "total_slack_days", "free_slack_days", "critical",
    "loop", "parts",
)  # fmt: skip
"""What `--json` says of each task."""
_PAGE: Final = 1_000
"""Tasks that are written together."""


def _schedule(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    found = timetable(figures, scope)
    if call.args.paths:
        return _paths(call, figures, scope)
    if call.out.as_json:
        _document(call, figures, scope, found)
    else:
        draw_table(call.out, found.table)
        if found.finish is not None and found.start is not None:
            call.out.line()
            call.out.line(
                f"planned start {_text(found.start)}  planned finish {_text(found.finish)}"
            )
            for text in _promise(figures, scope):
                call.out.line(text)
        for text in found.conflicts:
            call.out.line(f"conflict: {text}")
    way = "`pmtui reschedule {}` lets them go on from there"
    behind = past_work_line(figures, figures.live_subtree(scope), way)
    if behind:
        call.out.say(behind)
    for component, reason in found.problems:
        row = figures.workspace.components[component]
        call.out.say(f"{row.key} {row.name} has no dates: {reason}")
    for component, reason in found.loops:
        row = figures.workspace.components[component]
        what = f"{reason}; dates are planned without these links"
        call.out.say(f"{row.key} {row.name} has no sure dates: {what}")
    return FOUND if found.problems or found.loops else DONE


def _promise(figures: Figures, scope: int) -> Iterator[str]:
    """How far the plan is from what was promised and from the baseline."""
    dates = figures.rollup(scope).dates
    hand = margin_text(dates.promised, dates.planned)
    if hand is not None:
        yield f"promised {dates.promised}: {hand}"
    if dates.slip is not None:
        whose = "" if dates.is_own_baseline else ", the latest below"
        yield f"baseline {dates.baseline}{whose}: slip {slip_text(dates.slip)}"
    row = figures.workspace.components.get(dates.worst_at)
    if row is not None:
        yield f"worst below {slip_text(dates.worst_below)} {row.key}"


def _paths(call: Call, figures: Figures, scope: int) -> int:
    """The float paths of each project in scope."""
    rows = [path for part in figures.live_subtree(scope) for path in _paths_of(call, figures, part)]
    if call.out.as_json:
        call.out.document("paths", rows=rows)
        return DONE
    texts = [
        (
            document["project"],
            str(document["number"]),
            f"{document['slack_days']:g}d",
            " > ".join(document["tasks"]) + (f" > {document['into']}" if document["into"] else ""),
        )
        for document in rows
    ]
    call.out.table(("project", "path", "slack", "tasks"), texts, (1, 2))
    return DONE


class _Path(TypedDict):
    project: str
    number: int
    slack_days: float
    tasks: list[str]
    into: str | None


def _paths_of(call: Call, figures: Figures, component: int) -> Iterator[_Path]:
    plan = plan_of(figures, component)
    if plan is None or plan.problem:
        return
    tasks = figures.workspace.tasks
    for path in float_paths(figures, component, most=call.args.paths):
        yield {
            "project": figures.workspace.components[component].key,
            "number": path.number,
            "slack_days": plan.slack_days(path.slack),
            "tasks": [tasks[task_id].key for task_id in path.tasks],
            "into": tasks[path.into].key if path.into else None,
        }


def _document(call: Call, figures: Figures, scope: int, found: Timetable) -> None:
    dates = figures.rollup(scope).dates
    moments = _Moments()
    call.out.rows(
        "schedule",
        _FIELDS,
        _pages(found, moments),
        scope=scope_key(figures, scope),
        revision=figures.workspace.revision,
        project_start=None if found.start is None else moments[found.start],
        finish=None if found.finish is None else moments[found.finish],
        planned=dates.planned,
        promised=dates.promised,
        due_finish=dates.promised,
        margin=dates.margin,
        baseline_finish=dates.baseline,
        slip_days=dates.slip,
        worst_below=dates.worst_below,
        tasks=ROWS,
        conflicts=list(found.conflicts),
        unscheduled=[
            {"key": figures.workspace.components[component_id].key, "reason": reason}
            for component_id, reason in found.problems
        ],
        loops=[
            {"key": figures.workspace.components[component_id].key, "reason": reason}
            for component_id, reason in found.loops
        ],
    )


class _Moments(dict[int, str]):
    """Moments as other programs read them, each written once: many tasks begin together."""

    def __missing__(self, minutes: int) -> str:
        text = self[minutes] = moment_of(minutes).isoformat()
        return text


def _pages(planned: Timetable, moments: _Moments) -> Iterator[list[list[object]]]:
    """The tasks of a timetable, some at a time, as columns."""
    rows = iter(planned.rows.values())
    at = moments.__getitem__
    while page := [*islice(rows, _PAGE)]:
        tasks, dates = [row.task for row in page], [row.dates for row in page]
        yield [
            [task.id for task in tasks],
            [task.key for task in tasks],
            [task.uid or (int(task.code) if task.code.isdecimal() else None) for task in tasks],
            [task.title for task in tasks],
            [row.place.number for row in page],
            [dated.summary for dated in dates],
            [task.kind == "milestone" for task in tasks],
            [at(dated.start) for dated in dates],
            [at(dated.finish) for dated in dates],
            [at(dated.early_start) for dated in dates],
            [at(dated.early_finish) for dated in dates],
            [at(dated.late_start) for dated in dates],
            [at(dated.late_finish) for dated in dates],
            [row.plan.slack_days(row.dates.total_slack) for row in page],
            [row.plan.slack_days(row.dates.free_slack) for row in page],
            [dated.critical for dated in dates],
            [loop_word(row.plan, row.task.id) for row in page],
            [_parts(row, moments) for row in page],
        ]


def _parts(row: TimetableRow, moments: _Moments) -> list[dict[str, str]]:
    """The parts of a split or interrupted task; none of one that is worked on without a gap."""
    parts = () if row.dates.summary else row.plan.parts(row.task.id)
    if len(parts) < 2:
        return []
    return [{"start": moments[start], "finish": moments[finish]} for start, finish in parts]


def _text(minutes: int) -> str:
    return f"{moment_of(minutes):%Y-%m-%d %H:%M}"


def _schedule_arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument(
        "--paths", type=int, default=0, metavar="N", help="the N most critical paths instead"
    )


VERB: Final = ReadVerb(
    name="schedule",
    help="Shows dates, slack and critical tasks of a scope.",
    arguments=_schedule_arguments,
    run=_schedule,
)
