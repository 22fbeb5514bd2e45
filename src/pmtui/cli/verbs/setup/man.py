"""This file is `man`: the manual page of the program, from its verbs."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from pmtui import __version__
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.cli.help_text import ENVIRONMENT, EXIT_CODES
from pmtui.cli.verb_shapes import Option, Shape, shapes

_HEAD: Final = """\
.SH NAME
pmtui \\- a workbench for programs and portfolios of projects, in the terminal
.SH SYNOPSIS
.B pmtui
[\\fIFILE\\fR] [\\fB\\-\\-scope\\fR \\fISCOPE\\fR]
[\\fB\\-\\-view\\fR \\fINAME\\fR] [\\fB\\-\\-ascii\\fR]
.br
.B pmtui demo
.br
.B pmtui
\\fIVERB\\fR ... [\\fB\\-\\-store\\fR \\fIFILE\\fR] [\\fB\\-\\-json\\fR]
.SH DESCRIPTION
Without a verb it opens the screen on a store: \\fIFILE\\fR, else \\fBPMTUI_STORE\\fR, else your
own.
\\fBpmtui demo\\fR opens a throw\\-away copy of the sample portfolio. A \\fISCOPE\\fR is a key
(P\\-3), an id or a path (acme/website); . is the whole store. Data goes to standard output, words
go to standard error. \\fBpmtui help\\fR \\fIVERB\\fR says of one verb what stands below.
"""
_FILES: Final = """\
.SH FILES
.TP
.I ~/.local/share/pmtui/portfolio.json
your own store, used where none is named
.TP
.I ~/.config/pmtui/settings.toml
your settings; \\fBpmtui config\\fR shows and changes them, and shows every path
.TP
.I ~/.config/pmtui/keys.toml
keys that mean something else to you; \\fBpmtui keys\\fR lists them
.TP
.I ~/.config/pmtui/themes/
themes of your own
"""
_EXAMPLES: Final = (
    ("pmtui init plan.json", "a new store"),
    ('pmtui add task "Write copy !2 @ann due:fri" --into P-1', "a task from one line"),
    ("pmtui list tasks owner:me 'due<fri' --json", "what is mine and due, as JSON"),
    ("pmtui import plan.xml --dry-run", "what an import would do"),
)


def manual() -> str:
    """The page in roff, as `man` reads it."""
    parts = [f'.TH PMTUI 1 "" "pmtui {__version__}" "User Commands"\n', _HEAD, ".SH VERBS\n"]
    for group, verbs in groupby(shapes(), key=lambda shape: shape.group):
        parts.append(f".SS {_safe(group.capitalize())}\n")
        parts += [line for shape in verbs for line in _verb(shape)]
    parts += [".SH ENVIRONMENT\n", *(_entry(f"\\fB{_safe(name)}\\fR", says)
                                     for name, says in ENVIRONMENT.items())]  # fmt: skip
    parts.append(_FILES)
    parts += [".SH EXIT STATUS\n", *(_entry(f"\\fB{code}\\fR", says)
                                     for code, says in EXIT_CODES.items())]  # fmt: skip
    parts += [".SH EXAMPLES\n", *(_entry(f"\\fB{_safe(line)}\\fR", says)
                                  for line, says in _EXAMPLES)]  # fmt: skip
    return "".join(parts)


def _verb(shape: Shape) -> Iterator[str]:
    own = [
        option
        for option in shape.options
        if option.name not in {"-h", "--help", "--store", "--json"}
    ]
    usage = [f"\\fBpmtui {_safe(shape.name)}\\fR", *map(_usage, shape.places), *map(_usage, own)]
    yield _entry(" ".join(usage), shape.help)
    told = [place for place in (*shape.places, *own) if place.help]
    if told:
        yield ".RS\n"
        for other_option in told:
            name = (
                f"\\fB{_safe(other_option.name)}\\fR"
                if other_option.name.startswith("-")
                else _value(other_option)
            )
            value = (
                f" {_value(other_option)}"
                if other_option.name.startswith("-") and other_option.takes_value
                else ""
            )
            yield _entry(f"{name}{value}", other_option.help)
        yield ".RE\n"


def _usage(option: Option) -> str:
    if option.name.startswith("-"):
        value = f" {_value(option)}" if option.takes_value else ""
        return f"[\\fB{_safe(option.name)}\\fR{value}]"
    dots = " ..." if option.repeats and "..." not in option.value else ""
    return f"{_value(option)}{dots}" if option.required else f"[{_value(option)}{dots}]"


def _value(option: Option) -> str:
    return f"\\fI{_safe(option.value)}\\fR"


def _entry(head: str, says: str) -> str:
    return f".TP\n{head}\n{_safe(says)}\n"


def _safe(text: str) -> str:
    """A text in which roff finds nothing to obey."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    safe = safe.replace("`", "\\(ga").replace('"', "\\(dq")
    return f"\\&{safe}" if safe[:1] in ".'" else safe


def _run(call: Call) -> int:
    call.out.page(manual())
    return DONE


VERB: Final = ReadVerb(
    name="man", help="Prints the manual page: `pmtui man | man -l -` shows it.", run=_run
)
