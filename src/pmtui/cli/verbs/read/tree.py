"""This file is `tree`: the components of a scope with their rolled-up figures."""

from typing import Final

from pmtui.cli.console.view_text import draw_table
from pmtui.cli.core.entity_names import at_argument, read_as_of, resolve_component
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.error import QueryError
from pmtui.query.filter.parser import combine_filters, parse
from pmtui.query.filter.selection import matching
from pmtui.query.scope import Scope, ids_in
from pmtui.views.portfolio.component_columns import WIDE_COLUMNS
from pmtui.views.portfolio.portfolio_tree import tree
from pmtui.views.registers.plain_data import component_figures
from pmtui.views.wording.loop_lines import loop_lines

_TREE_COLUMNS: Final = ("name", "key", *(name for name in WIDE_COLUMNS if name != "name"))


def _tree(call: Call) -> int:
    reading = read_as_of(call)
    root = resolve_component(reading.workspace, call.args.scope)
    figures = Figures(reading.workspace, reading.today)
    try:
        ids = _filtered(figures, root, combine_filters(call.args.filter), reading.me)
    except QueryError as error:
        raise Stop(USAGE, str(error)) from error
    shown = tree(figures, root=root, archived=call.args.archived, ids=ids, columns=_TREE_COLUMNS)
    loops = tuple(loop_lines(figures, shown.ids))
    if call.out.as_json:
        rows = [
            {"depth": shown.row(at).depth, **component_figures(figures, row_id)}
            for at, row_id in enumerate(shown.ids)
        ]
        revision = reading.workspace.revision
        call.out.document("tree", revision=revision, rows=rows, loops=loops)
    else:
        draw_table(call.out, shown)
        for line in loops:
            call.out.say(line)
    return DONE


def _filtered(figures: Figures, root: int, text: str, me: int) -> list[int] | None:
    if not text.strip():
        return None
    ids = ids_in(figures.workspace, "components", Scope(root))
    return matching(figures, "components", ids, parse(text), me)


def _tree_arguments(parser: Parser) -> None:
    parser.add_argument("scope", nargs="?", default=".", metavar="SCOPE", help="where to begin")
    parser.add_argument(
        "filter", nargs="*", default=[], metavar="FILTER", help="which components to show"
    )
    parser.add_argument("--archived", action="store_true", help="archived rows as well")
    at_argument(parser)


VERB: Final = ReadVerb(
    name="tree",
    help="Shows the components of a scope with their rolled-up figures.",
    arguments=_tree_arguments,
    run=_tree,
)
