"""This file reads a command as typed after `:`: an action's word, what it is done to, arguments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.actions.adding.occurrence_rows import target_named, with_occurrences
from pmtui.actions.arguments import read_argument
from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Action, Arg, Refused, Situation, Target
from pmtui.query.values.entity_names import normal_key

_WORD: Final = re.compile(r'"([^"]*)"(?=\s|$)|\S+')


class Command(msgspec.Struct, frozen=True):
    """What a line means as far as it was typed."""

    action: Action | None = None
    named: tuple[Target, ...] = ()
    """What the line says it is done to; empty where that is what is marked or under the cursor."""
    given: Mapping[str, object] = MappingProxyType({})
    """Arguments that were read, by name."""
    arg: Arg | None = None
    """The argument that the last word is for."""
    start: int = 0
    """Where the text of that argument begins."""
    problem: str = ""
    """Why the line cannot be run."""


def read_command(situation: Situation, line: str) -> Command:
    """What a typed line means.

    It begins with an action's word: its verb on the command line, its id, or its title. Keys of
    things that are there, where more words follow, say what it is done to. Each argument then
    takes a word, or several in quotes, and the last one takes the rest of the line. One that may
    be given behind its name takes what stands between that and the next such name; where it is
    not asked for it stands nowhere else.
    """
    action, at = _action_named(line)
    if action is None:
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        return Command(problem=f"no command is called {word!r}; ? lists the keys")
    words = [(match.start() + at, _said(match)) for match in _WORD.finditer(line[at:])]
    named = tuple(_named(situation, action, words))
    here = msgspec.structs.replace(situation, targets=named) if named else situation
    try:
        here = with_occurrences(here)
    except Refused as refused:
        return Command(problem=str(refused))
    return _with_names(here, Command(action, named), line, words[len(named) :])


def phrases(action: Action) -> tuple[str, ...]:
    """What a line that runs an action may begin with."""
    spelled = (action.verb, action.verb.replace("_", " "), action.id, action.title.casefold())
    return tuple(dict.fromkeys(name for name in spelled if name))


def _action_named(line: str) -> tuple[Action | None, int]:
    """The action whose phrase the line begins with, and where that ends.

    The longest phrase wins; of two alike, the verb of the command line does.
    """
    typed = line.casefold()
    lead = len(line) - len(line.lstrip())
    best: tuple[Action | None, int] = (None, 0)
    for action in CATALOGUE.values():
        for phrase in phrases(action):
            end = lead + len(phrase)
            whole = typed.startswith(phrase, lead) and typed[end : end + 1].strip() == ""
            if whole and (end > best[1] or (end == best[1] and phrase == action.verb)):
                best = (action, end)
    return best


def _said(word: "re.Match[str]") -> str:
    return word[0] if word[1] is None else word[1]


def _named(situation: Situation, action: Action, words: list[tuple[int, str]]) -> Iterator[Target]:
    if action.propose is None or not _has_targets(situation, action):
        return
    may_be_text = any(arg.asked for arg in action.args) and not action.args[0].choices
    for at, (_, word) in enumerate(words):
        is_last = at == len(words) - 1
        found = target_named(situation.workspace, word) if normal_key(word) else None
        if found is None:
            return
        # A key alone says what is meant, where the first argument is words on that.
        is_meant = not at and found.table in (action.tables or (found.table,))
        is_text = may_be_text and not (is_meant and action.args[0].kind == "text")
        if is_last and is_text:
            return
        yield found


def _has_targets(situation: Situation, action: Action) -> bool:
    nothing = msgspec.structs.replace(situation, targets=())
    return bool(action.tables) or action.refuse(nothing) is not None


def _with_names(
    situation: Situation, command: Command, line: str, words: list[tuple[int, str]]
) -> Command:
    """The arguments of a command: in their order, and from the first name on behind their names."""
    args = command.action.args if command.action is not None else ()
    names = {arg.name: arg for arg in args if arg.worded}
    in_line = [arg for arg in args if arg.asked or not arg.worded]
    by_name = [
        (start, names[word.casefold()])
        for start, word in words
        if word.casefold() in names and line[start] != '"'
    ]
    if not by_name:
        return _read(situation, command, line, words, in_line)
    end = by_name[0][0]
    before = [word for word in words if word[0] < end]
    others = [arg for arg in in_line if arg not in {named for _, named in by_name}]
    in_order = [arg for arg in others if not arg.worded] or others
    read = _read(situation, command, line[:end], before, in_order)
    if read.problem and in_order != others:
        shorter = _read(situation, command, line[:end], before, others)
        read = read if shorter.problem else shorter
    if read.problem:
        return read
    given = dict(read.given)
    ends = [*(start for start, _ in by_name[1:]), len(line)]
    for (start, arg), stop in zip(by_name, ends, strict=True):
        value = start + len(arg.name)
        text = line[value:stop].strip()
        begins = stop - len(line[value:stop].lstrip())
        if arg.name in given or not text:
            problem = f"{arg.name} is given twice" if text else f"{arg.name}: say which, behind it"
            return _at(command, given, arg, begins, problem)
        whole = _WORD.fullmatch(text)
        try:
            given[arg.name] = read_argument(
                situation, arg, _said(whole) if whole is not None else text, given
            )
        except Refused as refused:
            return _at(command, given, arg, begins, str(refused))
    return _at(command, given, arg, begins, "")


def _read(
    situation: Situation,
    command: Command,
    line: str,
    words: list[tuple[int, str]],
    wanted: Sequence[Arg],
) -> Command:
    """The arguments of a command, in their order."""
    action = command.action
    given: dict[str, object] = {}
    arg: Arg | None = None
    start = len(line)
    args = list(wanted)
    while args:
        arg = args.pop(0)
        if not words:
            break
        start, text = words[0]
        if not args:
            words, text = [], line[start:].strip() if len(words) > 1 else text
        try:
            given[arg.name] = read_argument(situation, arg, text, given)
        except Refused as refused:
            if not arg.required and args:
                continue
            return _at(command, given, arg, start, str(refused))
        words = words[1:]
        if not words and not line[-1:].isspace():
            break
        start = len(line)
    if words and action is not None:
        extra = " ".join(text for _, text in words)
        return _at(command, given, None, start, f"{action.title} takes no more words: {extra!r}")
    return _at(command, given, arg, start, "")


def _at(
    command: Command, given: Mapping[str, object], arg: Arg | None, start: int, problem: str
) -> Command:
    return msgspec.structs.replace(
        command, given=MappingProxyType(dict(given)), arg=arg, start=start, problem=problem
    )
