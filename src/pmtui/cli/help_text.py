"""This file says what the program is started with: verbs in groups, and the environment."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from pmtui.cli.core.verb import Verb
from pmtui.query.error import either
from pmtui.views.catalogue import VIEWS

GROUPS: Final = MappingProxyType(
    {
        "begin": ("init", "config", "policy", "doctor", "keys", "completion", "man", "selftest"),
        "look": (
            "list", "show", "tree", "question", "attention", "day", "mine", "inbox", "remind",
            "health", "risks", "simulate", "flow",
            "case", "benefits", "schedule", "evm", "money", "causes", "ledger", "people",
            "contracts", "chart",
            "report", "send_report",
        ),
        "change": (
            "add", "set", "done", "rename", "move", "copy", "template", "new_from", "remark",
            "assign", "link", "remove", "archive", "restore", "handover", "snooze", "undo", "redo",
        ),
        "plan": (
            "shift", "stretch", "split", "indent", "outdent", "reschedule", "level", "unlevel",
            "baseline",
            "rebaseline", "status", "holidays",
        ),
        "let work recur": (
            "recur", "occurrences", "recur_from", "occurrence", "occurrence_done", "skip",
        ),
        "book time": ("time", "week", "submit_week", "approve_week", "reopen_week"),
        "look after benefits": ("measure", "reprofile", "approve", "revise"),
        "choose": ("select", "recommend", "authorise"),
        "close the books": ("close", "reopen"),
        "answer and decide": ("escalate", "raise_exception", "answer", "decide", "convert"),
        "meet": ("agenda", "arrange", "present", "settle", "minute", "minutes"),
        "keep stakeholders informed": ("sent", "raci"),
        "report and ask": (
            "checkin", "round", "update", "update_sheets", "advance", "ask", "direct",
            "acknowledge",
        ),
        "work in cycles": ("begin_cycle", "end_cycle"),
        "try what would be": ("scenario", "scale", "apply_scenario", "discard_scenario"),
        "look back": ("log", "diff"),
        "exchange": ("import", "export", "calendar", "apply", "schema"),
        "keep the store": ("check", "backup", "adopt", "compact", "snapshot"),
    }
)  # fmt: skip
"""Every verb, once, under what it is for."""

ENVIRONMENT: Final = MappingProxyType(
    {
        "PMTUI_STORE": "the store to use where no --store says one",
        "PMTUI_MAX_STORE": "the largest store to read, in MiB",
        "NO_COLOR": "no colours, where it is not empty",
        "TERM, COLORTERM": "what the terminal can show",
        "LANG, LC_ALL": "characters, and the currency of a new store",
        "TZ": "the time zone of a new store, where the machine's is another",
        "VISUAL, EDITOR": "what opens a long text",
        "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME": "where settings, your own store and "
        "drafts lie (pmtui config shows the paths)",
    }
)
"""What is read from the environment, for whoever looks for it."""

EXIT_CODES: Final = MappingProxyType(
    {
        0: "done",
        1: "a check found something",
        2: "wrong usage or bad input",
        3: "the store cannot be opened",
        4: "rejected: a conflict, a loop, a refusal, no space",
        5: "the store is read-only",
        6: "in doubt: the disk did not say whether it is written",
        7: "the answer could not be written; the words say whether an edit was made",
    }
)
"""What each exit code means."""

DEMO_HELP: Final = f"""\
usage: pmtui demo [--scope SCOPE] [--view NAME] [--ascii]

Opens the screen on a throw-away copy of the sample portfolio: nothing you do there is kept.
`pmtui init FILE --from sample` makes a store of the same that stays.

  --scope SCOPE  where it begins: a key (P-1), an id or a path
  --view NAME    {either(tuple(VIEWS))}
  --ascii        draw without box characters\
"""

_HELP: Final = """\
usage: pmtui [FILE] [--scope SCOPE] [--view NAME] [--ascii]
       pmtui VERB ... [--store FILE] [--json]

Without a verb it opens the screen on a store: FILE, else PMTUI_STORE, else your own.
`pmtui demo` opens a throw-away copy of the sample portfolio; `pmtui init` makes a store.
{verbs}

pmtui help VERB, or pmtui VERB --help, says more; pmtui --version says which one this is.

environment
{environment}

exit codes: 0 done, 1 a check found something, 2 wrong usage or bad input, 3 store cannot be
opened, 4 rejected, 5 read-only, 6 in doubt, 7 the answer could not be written\
"""
_WIDTH: Final = 96


def overall_help(verbs: Iterable[Verb]) -> str:
    """What the program is started with, a line a verb, under what it is for."""
    known = {verb.name: verb.help for verb in verbs}
    groups = [
        "\n".join(["", group, *(_line(name, known[name], 12) for name in names if name in known)])
        for group, names in GROUPS.items()
    ]
    environment = "\n".join(_line(name, says, 18) for name, says in ENVIRONMENT.items())
    return _HELP.format(verbs="\n".join(groups), environment=environment)


def _line(name: str, says: str, wide: int) -> str:
    """One entry; what does not fit goes on below, under the beginning of its text."""
    lines = [f"  {name:<{wide}}"] if len(name) < wide else [f"  {name}", " " * (wide + 2)]
    for word in says.split():
        if len(lines[-1]) + len(word) > _WIDTH:
            lines.append(" " * (wide + 2))
        gap = "" if lines[-1].endswith(" ") else " "
        lines[-1] += gap + word
    return "\n".join(line.rstrip() for line in lines)
