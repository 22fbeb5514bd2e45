"""This file runs one verb: finds it, opens what it needs, and turns what comes of it into a code."""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from pmtui.cli.codes import DONE, INTERRUPTED, NO_STORE, USAGE, Stop
from pmtui.cli.front import SCREEN_VERBS, VERBS, Front, names_a_file, split
from pmtui.cli.output import Output
from pmtui.cli.verb import Call, Parser, Reading, Verb, no_such

_FROM_CATALOGUE = "editing"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb and return its exit code; `codes` says what each means.

    Args:
        argv: the words after the program's name; those of this process unless given.
    """
    out = Output(_lenient(sys.stdout), _lenient(sys.stderr), width=_width(sys.stdout))
    try:
        return _run(split(sys.argv[1:] if argv is None else argv), out)
    except Stop as stop:
        out.say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as ended:
        return DONE if not ended.code else USAGE


def _run(front: Front, out: Output) -> int:
    if not front.verb and {"--help", "-h"} & set(front.options):
        out.page(overall_help())
        return DONE
    if "--version" in front.options:
        from pmtui import __version__

        out.line(f"pmtui {__version__}")
        return DONE
    if front.verb in SCREEN_VERBS or names_a_file(front.verb):
        raise Stop(USAGE, "this opens the screen, which needs a terminal; pmtui --help lists verbs")
    verb = find_verb(front.verb)
    args = verb_parser(verb).parse_args([*front.options, *front.rest])
    out.as_json = args.json
    store = store_path(args.store)
    if isinstance(verb, Verb):
        return verb.run(Call(args, out, store, lambda: _reading(store)))
    return _edit(verb, args, out, store)


def find_verb(name: str) -> Any:
    """The verb of a name, with only the modules loaded that it needs.

    Raises:
        Stop: there is none; says what comes close.
    """
    home = VERBS.get(name, _FROM_CATALOGUE)
    verbs = {verb.name: verb for verb in importlib.import_module(f"pmtui.cli.{home}").VERBS}
    if name not in verbs:
        raise no_such(name, "verb", sorted({*VERBS, *verbs, "demo"}))
    return verbs[name]


def every_verb() -> list[Any]:
    """All verbs, in the order of their names."""
    homes = dict.fromkeys((*VERBS.values(), _FROM_CATALOGUE))
    modules = (importlib.import_module(f"pmtui.cli.{home}") for home in homes)
    found = {verb.name: verb for module in modules for verb in module.VERBS}
    return [found[name] for name in sorted(found)]


def verb_parser(verb: Any) -> Parser:
    """The parser of one verb's arguments."""
    parser = Parser(prog=f"pmtui {verb.name}", description=verb.help, allow_abbrev=False)
    verb.arguments(parser)
    parser.add_argument("--store", default="", metavar="FILE", help="the store to use")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return parser


def overall_help() -> str:
    """What the program is started with, a line a verb."""
    lines = [f"  {verb.name:<12}{verb.help}" for verb in every_verb()]
    return _HELP.format(verbs="\n".join(lines))


def store_path(said: str) -> Path:
    """The store that is meant: the one that was said, else PMTUI_STORE, else the user's own."""
    named = said or os.environ.get("PMTUI_STORE", "")
    if named:
        return Path(named)
    from pmtui.resources import default_store_path

    return default_store_path()
