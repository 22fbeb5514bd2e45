"""This file writes docs/cli.md from the parsers: `python -m tests.house.cli_reference`."""

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from pmtui.cli.help_text import ENVIRONMENT, EXIT_CODES, GROUPS
from pmtui.cli.main import every_verb, verb_parser

_HEAD = """\
# Command line

Written by `make docs` from the program itself.

`pmtui [FILE]` opens the screen on a store and `pmtui demo` on a throw-away copy of the sample
portfolio; `--scope SCOPE` and `--view NAME` say where it begins, `--ascii` draws without box
characters. Every other word is a verb that works without a terminal. `--store FILE` and `--json`
stand before or after it; without `--store` the store is `PMTUI_STORE`, else your own
`portfolio.json` in the data directory. Data goes to stdout, words go to stderr. A table has aligned
columns on a terminal; in a pipe its cells are separated by tabs and its dates are ISO 8601.

`SCOPE` is a key (`P-3`), an id or a path (`acme/website/site-build`); `.` is the whole store.
`pmtui completion` and `pmtui man` print completions and this as a manual page; settings and files
are described in [settings.md](settings.md), the documents of `--json` in [json.md](json.md).
"""
_COMMON = frozenset({"help", "store", "json"})


def reference() -> str:
    """The page docs/cli.md."""
    codes = _rows(("exit code", "means"), [(str(code), says) for code, says in EXIT_CODES.items()])
    read = _rows(("environment", "says"), [(f"`{name}`", says)
                                           for name, says in ENVIRONMENT.items()])  # fmt: skip
    groups = _rows(("for", "verbs"), [(group, " ".join(f"[{name}](#{name})" for name in names))
                                      for group, names in GROUPS.items()])  # fmt: skip
    return "\n".join([_HEAD, codes, read, groups, *(_section(verb) for verb in every_verb())])


def _rows(titles: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"| {first} | {second} |" for first, second in rows)
    return f"| {titles[0]} | {titles[1]} |\n|---|---|\n{lines}\n"


def _section(verb: Any) -> str:
    arguments = [one for one in verb_parser(verb)._actions if one.dest not in _COMMON]
    usage = " ".join(["pmtui", verb.name, *map(_usage, _ordered(arguments))])
    rows = "\n".join(f"| `{_name(one)}` | {_told(one)} |" for one in _ordered(arguments))
    table = f"\n| argument | is |\n|---|---|\n{rows}\n" if rows else ""
    return f"## {verb.name}\n\n{verb.help}\n\n```text\n{usage}\n```\n{table}"


def _ordered(arguments: list[argparse.Action]) -> Iterator[argparse.Action]:
    yield from (one for one in arguments if not one.option_strings)
    yield from (one for one in arguments if one.option_strings)


def _name(argument: argparse.Action) -> str:
    if not argument.option_strings:
        return str(argument.metavar or argument.dest).replace("|", "\\|")
    value = argument.metavar or (_choices(argument) if argument.nargs != 0 else "")
    return f"{argument.option_strings[0]} {value}".strip().replace("|", "\\|")


def _usage(argument: argparse.Action) -> str:
    name = _name(argument).replace("\\|", "|")
    if argument.nargs in {"+", "*"}:
        name = name if "..." in name else f"{name} ..."
    return f"[{name}]" if argument.option_strings or argument.nargs in {"?", "*"} else name


def _choices(argument: argparse.Action) -> str:
    return "|".join(map(str, argument.choices or ())) or argument.dest.upper()


def _told(argument: argparse.Action) -> str:
    default = argument.default
    shown = f" (`{default}` if left out)" if default and isinstance(default, str | int) else ""
    return f"{argument.help or ''}{shown if default is not True else ''}".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(reference())
