"""This file is `keys`: what every key means, and what this terminal sends when one is pressed."""

import os
import sys
import termios
import tty
from collections.abc import Iterator
from typing import Final

from pmtui.actions.catalogue import CATALOGUE, CONTEXTS, actions_in
from pmtui.actions.core.action import Action
from pmtui.actions.core.key_labels import key_label
from pmtui.cli.console.streams import stdin
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop

_LEAVE: Final = frozenset({b"q", b"\x04", b"\x03"})
_ABOUT: Final = (
    "Written by `make docs` from the catalogue of actions. Every key can be changed in a keymap"
    " file, by the id in the last column. Pasted text is never keys:"
    " [how the two are told apart](decisions/0048-a-paste-is-never-keys.md)."
)
_NAMES: Final = {
    b"\t": "tab",
    b"\r": "enter",
    b"\n": "ctrl+j",
    b"\x1b": "escape",
    b" ": "space",
    b"\x7f": "backspace",
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1b[H": "home",
    b"\x1b[F": "end",
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b[Z": "shift+tab",
}


def keys_markdown() -> str:
    """The reference page of keys, as docs/keys.md has it."""
    parts = [
        "# Keys",
        _ABOUT,
    ]
    for group in dict.fromkeys(action.group for action in CATALOGUE.values()):
        actions = [value for value in CATALOGUE.values() if value.group == group]
        rows = "\n".join(_markdown_row(value) for value in actions)
        head = "| key | does | where | id |\n|---|---|---|---|"
        parts.append(f"## {group.capitalize()}\n\n{head}\n{rows}")
    return "\n\n".join(parts) + "\n"


def _markdown_row(action: Action) -> str:
    labels = [key_label(key) for key in action.keys]
    keys = " ".join(
        f"`` {label} ``" if label == "`" else f"`{_escaped(label)}`" for label in labels
    )
    where = ", ".join(action.contexts)
    return f"| {keys or '-'} | {action.help} | {where} | `{action.id}` |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _arguments(parser: Parser) -> None:
    parser.add_argument("--markdown", action="store_true", help="the page docs/keys.md")
    parser.add_argument("--press", action="store_true", help="show what this terminal sends")
    parser.add_argument("--context", choices=CONTEXTS, help="only the keys of one place")


def _run(call: Call) -> int:
    if call.args.press:
        return _echo(call)
    if call.args.markdown:
        call.out.page(keys_markdown())
    elif call.out.as_json:
        call.out.document("keys", contexts={name: list(_json(name)) for name in _contexts(call)})
    else:
        for context in _contexts(call):
            call.out.line(context)
            rows = [
                ["", " ".join(key_label(key) for key in action.keys), action.title, action.help]
                for action in actions_in(context)
                if action.keys
            ]
            call.out.table((), rows)
            call.out.line()
    return DONE


def _contexts(call: Call) -> tuple[str, ...]:
    return (call.args.context,) if call.args.context else CONTEXTS


def _json(context: str) -> Iterator[dict[str, object]]:
    for action in actions_in(context):
        for key in action.keys:
            yield {"key": key, "shown": key_label(key), "action": action.id, "title": action.title}


def _echo(call: Call) -> int:
    """Print the bytes of each key press until q, in a terminal put into raw mode."""
    if not stdin().isatty():
        raise Stop(USAGE, "--press needs a terminal to read keys from")
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    call.out.line("Press keys; q leaves.")
    try:
        tty.setcbreak(descriptor)
        while (sent := os.read(descriptor, 64)) not in _LEAVE and sent:
            call.out.line(pressed_text(sent))
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return DONE


def pressed_text(sent: bytes) -> str:
    """What a terminal sent for one key: its bytes, and the name of the key where it is known."""
    name = _NAMES.get(sent, "")
    if not name and len(sent) == 1 and sent[0] < 0x20:
        name = f"ctrl+{chr(sent[0] + 0x60)}"
    elif not name and len(sent) == 2 and sent[0] == 0x1B and chr(sent[1]).isprintable():
        name = f"alt+{chr(sent[1])}"
    elif not name and sent[0] != 0x1B:
        name = sent.decode("utf-8", "replace")
    spelt = " ".join(f"{row_id:02x}" for row_id in sent)
    return f"{spelt:<24} {name or 'no name of ours'}"


VERB: Final = ReadVerb(
    name="keys",
    help="Shows what every key means, or what this terminal sends.",
    arguments=_arguments,
    run=_run,
)
