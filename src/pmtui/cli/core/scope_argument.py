"""This file lets reading verbs be asked for a scope: a component and all below it."""

from pmtui.cli.core.entity_names import at_argument, read_as_of, reading_of, resolve_component
from pmtui.cli.core.verb import Call, Parser
from pmtui.figures.sheet.figures_sheet import Figures


def scope_argument(parser: Parser) -> None:
    """Let a verb be asked for a scope, and for the store as it was."""
    only_scope_argument(parser)
    at_argument(parser)


def only_scope_argument(parser: Parser) -> None:
    """Let a verb be asked for a scope."""
    parser.add_argument(
        "scope", nargs="?", default=".", metavar="SCOPE", help="key, id or path; . for everything"
    )


def scoped_figures(call: Call) -> tuple[Figures, int, int]:
    """The figures of the store, the scope that is meant, and who asks.

    Raises:
        Stop: the store cannot be opened, or there is no such component.
    """
    reading = read_as_of(call)
    scope = resolve_component(reading.workspace, call.args.scope)
    return Figures(reading.workspace, reading.today), scope, reading.me


def figures_as_of(call: Call, moment: str) -> tuple[Figures, int, dict[str, object] | None]:
    """The figures of the store at a typed moment, the scope that is meant, and that moment.

    The moment is a revision and when that was made; None for now.

    Raises:
        Stop: the store cannot be opened, its history does not go there, or there is no such scope.
    """
    reading, past = reading_of(call, moment)
    scope = resolve_component(reading.workspace, call.args.scope)
    figures = Figures(reading.workspace, reading.today)
    if past is None:
        return figures, scope, None
    return figures, scope, {"revision": past.workspace.revision, "ts": past.at or None}


def scope_key(figures: Figures, scope: int) -> str | None:
    """The key of a scope; None for everything."""
    row = figures.workspace.components.get(scope)
    return row.key if row is not None else None
