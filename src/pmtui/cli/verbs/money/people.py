"""This file is `people`: what people, roles or teams are assigned against what they can work."""

from datetime import date
from typing import Final

from msgspec import structs

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import scope_argument, scope_key, scoped_figures
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.query.dates.parsing import parse_date
from pmtui.views.people.load_data import plain_rows
from pmtui.views.people.load_table import LOADS
from pmtui.views.people.load_words import ROWS_OF, ShownLoads
from pmtui.views.shapes.table import request_of_scope

_LENGTHS: Final = ("week", "month", "quarter")


def _people(call: Call) -> int:
    figures, scope, _ = scoped_figures(call)
    by = call.args.by
    first, last = (
        _day(figures.today, option, text)
        for option, text in (("--from", call.args.since), ("--to", call.args.until))
    )
    if first is not None and last is not None and last < first:
        raise Stop(USAGE, f"--to {last} is before --from {first}: write the later day last")
    request = structs.replace(
        request_of_scope(figures, scope, (ROWS_OF[by],)),
        period=call.args.period,
        first=first,
        last=last,
        sort="name",
    )
    if not call.out.as_json:
        draw_table(call.out, LOADS[by](request))
        return DONE
    loads = ShownLoads(request, by)
    call.out.document(
        "people",
        scope=scope_key(figures, scope),
        revision=figures.workspace.revision,
        by=by,
        period=call.args.period,
        periods=[{"from": period.first, "to": period.last} for period in loads.periods],
        rows=plain_rows(loads),
    )
    return DONE


def _day(today: date, option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_date(text, today)
    except ValueError as error:
        raise Stop(USAGE, f"{option} {text}: {error}") from error


def _arguments(parser: Parser) -> None:
    scope_argument(parser)
    parser.add_argument("--by", choices=tuple(LOADS), default="person", help="whose load a row is")
    parser.add_argument(
        "--period", choices=_LENGTHS, default="week", help="how long a period is; weeks from Monday"
    )
    parser.add_argument("--from", dest="since", metavar="DATE", help="the first period holds it")
    parser.add_argument("--to", dest="until", metavar="DATE", help="the last period holds it")


VERB: Final = ReadVerb(
    name="people",
    help="Shows what people, roles or teams are assigned against what they can work.",
    arguments=_arguments,
    run=_people,
)
