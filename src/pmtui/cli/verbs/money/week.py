"""This file is `week`: what a person worked on in a week, task by task and day by day."""

from typing import Final

from pmtui.cli.core.entity_names import at_argument, read_as_of, resolve_day, resolve_person
from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb, StoreReading
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.timesheets.week_grid import DAYS, WeekGrid, week_grid, week_lines


def _week(call: Call) -> int:
    reading = read_as_of(call)
    person = resolve_person(reading, call.args.person, "say whose week, such as week Ann")
    today, typed = reading.today, call.args.day
    day = resolve_day(typed, today, "day") if typed else today
    grid = week_grid(Figures(reading.workspace, today), person, day).booked
    if call.out.as_json:
        _document(call, reading, grid)
        return DONE
    call.out.say(f"week of {grid.week} of {grid.who}: {grid.state}")
    if not grid.rows:
        call.out.say("nothing is booked in it: pmtui time T-1 3h30 books time on a task")
        return DONE
    head, *lines = week_lines(grid)
    call.out.table(head, lines, range(1, DAYS + 2))
    return DONE


def _document(call: Call, reading: StoreReading, grid: WeekGrid) -> None:
    """Time in minutes, from Monday to Sunday."""
    workspace = reading.workspace
    call.out.document(
        "week",
        revision=workspace.revision,
        person=workspace.people[grid.person].key,
        name=grid.who,
        week=grid.week,
        state=grid.state,
        days=grid.days,
        tasks=[
            {
                "key": workspace.tasks[row.task].key,
                "title": workspace.tasks[row.task].title,
                "minutes": row.minutes,
                "total": row.total,
            }
            for row in grid.rows
        ],
        minutes=grid.sums,
        total=sum(grid.sums),
    )


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "person", nargs="?", default="", metavar="PERSON", help="whose week; yours if left out"
    )
    parser.add_argument(
        "day", nargs="?", default="", metavar="DAY", help="any day of it; today if left out"
    )
    at_argument(parser)


VERB: Final = ReadVerb(
    name="week",
    help="Shows what a person worked on in a week, and whether it is approved.",
    arguments=_arguments,
    run=_week,
)
