"""This file runs one verb: finds it, opens what it needs, turns what comes of it into a code."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from io import TextIOWrapper
from types import ModuleType
from typing import TextIO

from pmtui.cli.command_line import (
    ALIASES,
    HELP,
    SCREEN_VERBS,
    VERBS,
    CommandLine,
    named_store,
    names_a_file,
    needs_store,
    refuse_missing,
    split,
    store_path,
)
from pmtui.cli.console.ending import flushed, interrupted, throw_away_stdout, unwritten
from pmtui.cli.console.output import Output, UnwrittenError
from pmtui.cli.console.streams import hold_descriptors, stderr, stdin, stdout
from pmtui.cli.core.verb import (
    DONE,
    NO_STORE,
    USAGE,
    Call,
    Parser,
    ReadVerb,
    Stop,
    StoreReading,
    Verb,
    no_option,
    no_such,
)
from pmtui.model.changes.as_of import moment_of
from pmtui.model.entities.people import person_with_login
from pmtui.model.workspace.workspace import Workspace

_FROM_CATALOGUE = "verbs.edit.catalogue"
_EVERYWHERE = ("--store", "--json", "--scenario", "--help", "--version", "-h", "-V")
"""Options that may stand before any verb."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb and return its exit code; `codes` says what each means.

    Args:
        argv: the words after the program's name; those of this process unless given.
    """
    hold_descriptors()
    out = Output(_lenient(stdout()), _lenient(stderr()), width=_width(stdout()))
    try:
        code = _run(split(sys.argv[1:] if argv is None else argv), out)
        out.flush()
    except Stop as stop:
        out.say(str(stop))
        return flushed(out, stop.code)
    except KeyboardInterrupt:
        return interrupted(out)
    except BrokenPipeError:
        throw_away_stdout()
        return DONE
    except UnwrittenError as error:
        return unwritten(out, error)
    except SystemExit as ended:
        return flushed(out, DONE if not ended.code else USAGE)
    return code


def _run(front: CommandLine, out: Output) -> int:
    said = {*front.options, *front.rest}
    if {"--version", "-V"} & {*front.options}:
        from pmtui import __version__

        out.line(f"pmtui {__version__}")
        return DONE
    if front.verb in {*SCREEN_VERBS, HELP} and {"--help", "-h"} & said:
        return _help(CommandLine([], HELP, [front.verb][: front.verb == "demo"]), out)
    if front.verb == HELP:
        return _help(front, out)
    if front.verb in SCREEN_VERBS or names_a_file(front.verb):
        raise Stop(USAGE, "this opens the screen, which needs a terminal; pmtui --help lists verbs")
    if needs_store(front):
        # What reads a file of another program is slow to load, and of no use without a store.
        refuse_missing(store_path(named_store(front), _own_store), named_store(front))
    verb = find_verb(front.verb, front.options)
    args = verb_parser(verb).read([*front.options, *front.rest])
    out.as_json = args.json
    store = store_path(args.store, _own_store)
    with ExitStack() as opened:
        read = partial(_reading, store, args, opened, out)
        call = Call(args, out, store, read, _sample, stdin())
        if isinstance(verb, ReadVerb):
            return verb.run(call)
        from pmtui.cli.core.maintenance_verb import MaintenanceVerb, maintenance_call

        if isinstance(verb, MaintenanceVerb):
            if args.scenario:
                raise Stop(USAGE, f"{verb.name} looks after the whole store: leave --scenario out")
            return verb.run(maintenance_call(call))
        refuse_missing(store, args.store)
        return _edit(verb, args, out, store)


def _help(front: CommandLine, out: Output) -> int:
    """Print the help of the program, or of the verb that is asked for."""
    from pmtui.cli.help_text import DEMO_HELP, overall_help

    asked = next((word for word in front.rest if not word.startswith("-")), "")
    if not asked or asked == HELP:
        out.page(overall_help(every_verb()))
    elif asked == "demo":
        out.page(DEMO_HELP)
    else:
        verb_parser(find_verb(ALIASES.get(asked, asked))).print_help()
    return DONE


def find_verb(name: str, before: Sequence[str] = ()) -> Verb:
    """The verb of a name, with only the modules loaded that it needs.

    Args:
        name: what was typed.
        before: the options before it; where one is unknown, its value was taken for the verb.

    Raises:
        Stop: there is none; says what comes close.
    """
    if name in VERBS:
        verb: Verb = _module(VERBS[name]).VERB
        return verb
    verbs = {verb.name: verb for verb in _catalogue()}
    if name not in verbs:
        if name in set(importlib.import_module("pmtui.cli.core.table_names").plurals()):
            raise Stop(USAGE, f"there is no verb {name!r}; `pmtui list {name}` lists them")
        odd = next((word for word in before if word.partition("=")[0] not in _EVERYWHERE), "")
        if odd:
            raise no_option(odd, _EVERYWHERE)
        known = sorted({*VERBS, *verbs, "demo", HELP})
        raise no_such(name, "verb", known, "pmtui help lists them")
    return verbs[name]


def every_verb() -> list[Verb]:
    """All verbs, in the order of their names."""
    verbs = [*(find_verb(name) for name in VERBS), *_catalogue()]
    return sorted(verbs, key=lambda verb: verb.name)


def _catalogue() -> tuple[Verb, ...]:
    verbs: tuple[Verb, ...] = _module(_FROM_CATALOGUE).VERBS
    return verbs


def _module(home: str) -> ModuleType:
    return importlib.import_module(f"pmtui.cli.{home}")


def verb_parser(verb: Verb) -> Parser:
    """The parser of one verb's arguments."""
    parser = Parser(f"pmtui {verb.name}", verb.help)
    verb.arguments(parser)
    parser.add_argument("--store", default="", metavar="FILE", help="the store to use")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.add_argument(
        "--scenario", default="", metavar="KEY", help="with the edits of a scenario; edits go there"
    )
    return parser


def _own_store() -> str:
    from pmtui.resources import default_store_path

    return str(default_store_path())


def _reading(path: str, args: argparse.Namespace, opened: ExitStack, out: Output) -> StoreReading:
    from pmtui import clock
    from pmtui.bootstrap.catalogue import engine_of
    from pmtui.machine import login_of
    from pmtui.model.storing.care import StoreError

    refuse_missing(path, args.store)
    try:
        store = engine_of(path).open(path)
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    opened.callback(store.close)
    workspace = store.workspace
    _say_zone(workspace, out)
    for told in (store.barred, store.notice):
        if told:
            out.say(told)
    zone = clock.zone_or_utc(workspace.policy.timezone)
    reading = StoreReading(
        workspace=workspace,
        today=clock.now().astimezone(zone).date(),
        zone=zone,
        me=person_with_login(workspace.people.values(), login_of(os.getuid())),
        store_id=store.store_id,
        read_only=store.read_only,
        history=store.history,
        notice=lambda: store.notice,
        past=lambda when: store.past(moment_of(when, zone)),
        owner_of=store.owner_of,
    )
    if not args.scenario:
        return reading
    from pmtui.cli.core.scenario_option import reading_in

    return reading_in(reading, args.scenario, out)


def _say_zone(workspace: Workspace, out: Output) -> None:
    from pmtui.clock import zone_problem
    from pmtui.machine import day_note

    timezone = workspace.policy.timezone
    note = zone_problem(timezone) or day_note(timezone)
    if note:
        out.say(note)


def _sample() -> Workspace:
    from pmtui.demo import sample_workspace, without_about
    from pmtui.model.storing.care import StoreError
    from pmtui.resources import MissingResourceError

    try:
        return without_about(sample_workspace())
    except (MissingResourceError, StoreError) as error:
        raise Stop(NO_STORE, str(error)) from error


def _edit(verb: Verb, args: argparse.Namespace, out: Output, path: str) -> int:
    from pmtui.bootstrap.wiring import open_session
    from pmtui.cli.core.edit_verb import EditCall, EditVerb
    from pmtui.cli.core.verb import deferred_interrupt
    from pmtui.model.storing.care import StoreError

    assert isinstance(verb, EditVerb)  # noqa: S101  (the last kind)
    with ExitStack() as ending:
        # A thread begins in it, and an interruption then leaves Python's own locks in disorder.
        with deferred_interrupt(out, out.done):
            try:
                session = open_session(path)
            except StoreError as error:
                raise Stop(NO_STORE, str(error)) from error
            ending.callback(session.close)
        _say_zone(session.workspace, out)
        if args.scenario:
            from pmtui.cli.core.scenario_option import edit_in

            edit_in(session, args.scenario)
        return verb.run(EditCall(args, out, session, stdin()))


def _lenient(stream: TextIO) -> TextIO:
    """A stream that writes a stand-in for what its encoding lacks, instead of failing."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _width(stream: TextIO) -> int:
    """Cells of the terminal that a stream is; 0 where it is none."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    except (OSError, ValueError):
        return 80
