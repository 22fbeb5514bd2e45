"""This file is `completion`: what a shell needs to complete the words of this command line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pmtui.cli.core.verb import DONE, Call, Parser, ReadVerb
from pmtui.cli.verb_shapes import FILE, Option, Shape, shapes
from pmtui.views.catalogue import VIEWS

_COMMON: Final = ("--store", "--json", "--help", "--version")
_SCREEN: Final = ("--scope", "--view", "--ascii")
_DEMO: Final = "Opens the screen on a throw-away copy of the sample portfolio."
_HELP: Final = "Describes a verb in full."

_BASH: Final = """\
# Completion of pmtui for bash, written by `pmtui completion bash`.
_pmtui_options() {
    case $1 in
@OPTIONS@
    esac
}
_pmtui_valued() {
    case $1 in
@VALUED@
    esac
}
_pmtui_offer() {
    case $1 in
@OFFERS@
    esac
}
_pmtui() {
    local IFS=$' \\t\\n' cur=${COMP_WORDS[COMP_CWORD]} verb= word= waits= offer= file=
    local -i at place=0
    for ((at = 1; at < COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if [[ $word == = ]]; then
            continue
        elif [[ $waits ]]; then
            waits=
        elif [[ $word == --* ]]; then
            [[ " $(_pmtui_valued "$verb") " == *" $word "* ]] && waits=$word
        elif [[ -z $verb ]]; then
            verb=$word
        else
            place+=1
        fi
    done
    COMPREPLY=()
    if [[ $waits ]]; then
        [[ $cur == = ]] && cur=
        offer=$(_pmtui_offer "$verb $waits")
    elif [[ $cur == -* ]]; then
        offer=$(_pmtui_options "$verb")
    else
        offer=$(_pmtui_offer "$verb $place")
    fi
    if [[ " $offer " == *' @file '* ]]; then
        offer=${offer//@file/}
        compopt -o filenames 2>/dev/null
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
    fi
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$offer" -- "$cur")
}
complete -F _pmtui pmtui
"""

_ZSH: Final = """\
#compdef pmtui
# Completion of pmtui for zsh, written by `pmtui completion zsh`.
_pmtui() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    local -a verbs
    verbs=(
@VERBS@
    )
    _arguments -C \\
        '--store=[the store to use]:file:_files' \\
        '--json[one JSON document on stdout]' \\
        '(-h --help)'{-h,--help}'[help]' \\
        '(-V --version)'{-V,--version}'[which version this is]' \\
        '--scope=[where the screen begins]:scope:' \\
        '--view=[which view the screen begins with]:view:(@VIEWS@)' \\
        '--ascii[draw without box characters]' \\
        '1: :->verb' '*:: :->rest'
    case $state in
        verb)
            _describe -t verbs verb verbs
            _files -g '*.json'
            ;;
        rest)
            case $words[1] in
@REST@
            esac
            ;;
    esac
}
if [[ $funcstack[1] == _pmtui ]]; then
    _pmtui "$@"
else
    compdef _pmtui pmtui
fi
"""


def bash() -> str:
    """The completion for bash."""
    every = [*shapes()]
    names = " ".join([*(shape.name for shape in every), "demo", "help", "ls"])
    options = [
        (_verb(other_shape.name), " ".join(map(_name, other_shape.options)))
        for other_shape in every
    ]
    options += [("''", " ".join((*_COMMON, *_SCREEN))), ("*", " ".join(_COMMON))]
    valued = [
        (
            _verb(other_shape.name),
            " ".join(option.name for option in other_shape.options if option.takes_value),
        )
        for other_shape in every
    ]
    valued.append(("*", "--store --scope --view"))
    offers = [("' 0'", f"{names} {FILE}"), ("'help 0'", names), ("*' --store'", FILE)]
    for shape in every:
        for where, words in _offers(shape):
            alias = "|'ls " + where + "'" if shape.name == "list" else ""
            offers.append((f"'{shape.name} {where}'{alias}", " ".join(words)))
    parts = {"OPTIONS": options, "VALUED": valued, "OFFERS": offers}
    return _filled(_BASH, {name: _cases(rows) for name, rows in parts.items()})


def _verb(name: str) -> str:
    return "list|ls" if name == "list" else name


def _name(option: Option) -> str:
    return option.name


def _cases(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"        {pattern}) echo '{words}' ;;" for pattern, words in rows)


def _offers(shape: Shape) -> Iterator[tuple[str, Sequence[str]]]:
    """The words at each place and behind each option of a verb, where they are known."""
    for at, place in enumerate(shape.places):
        if place.words:
            yield str(at), place.words
    for option in shape.options:
        if option.words and option.name != "--store":
            yield option.name, option.words


def _filled(text: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        text = text.replace(f"@{name}@", part)
    return text


def zsh() -> str:
    """The completion for zsh."""
    every = [*shapes()]
    verbs = [(shape.name, shape.help) for shape in every] + [("demo", _DEMO), ("help", _HELP)]
    shown = "\n".join(f"        {_single(f'{name}:{_plain(says)}')}" for name, says in verbs)
    names = " ".join(name for name, _ in verbs)
    rest = [_zsh_case(shape) for shape in every]
    rest.append(f"                help) _arguments '1:verb:({names})' ;;")
    parts = {"VERBS": shown, "REST": "\n".join(rest), "VIEWS": " ".join(VIEWS)}
    return _filled(_ZSH, parts)


def _zsh_case(shape: Shape) -> str:
    specs = []
    for option in shape.options:
        if option.name in {"-h", "--help"}:
            continue
        value = f"=[{_plain(option.help)}]:{_plain(option.value)}:" if option.takes_value else ""
        specs.append(f"{option.name}{value}{_zsh_words(option)}" if value
                     else f"{option.name}[{_plain(option.help)}]")  # fmt: skip
    for at, place in enumerate(shape.places, 1):
        where = "*" if place.repeats else str(at)
        specs.append(f"{where}:{_plain(place.value)}:{_zsh_words(place)}")
    lines = " \\\n                        ".join(map(_single, specs))
    name = "list|ls" if shape.name == "list" else shape.name
    indent = " " * 16
    return f"{indent}{name})\n{indent}    _arguments \\\n{indent}        {lines} ;;"


def _zsh_words(option: Option) -> str:
    if FILE in option.words:
        return "_files"
    return f"({' '.join(option.words)})" if option.words else ""


def _plain(text: str) -> str:
    """A text without what `_arguments` would take for marks of its own."""
    return text.translate({ord(mark): f"\\{mark}" for mark in ":[]\\"})


def _single(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish() -> str:
    """The completion for fish."""
    lines = [
        "# Completion of pmtui for fish, written by `pmtui completion fish`.",
        "complete -c pmtui -f",
        "complete -c pmtui -l store -r -F -d 'the store to use'",
        "complete -c pmtui -l json -d 'one JSON document on stdout'",
        "complete -c pmtui -s h -l help -d help",
        "complete -c pmtui -n __fish_use_subcommand -s V -l version -d 'which version this is'",
        "complete -c pmtui -n __fish_use_subcommand -F",
    ]
    every = [*shapes()]
    verbs = [(shape.name, shape.help) for shape in every] + [("demo", _DEMO), ("help", _HELP)]
    lines += [
        f"complete -c pmtui -n __fish_use_subcommand -a {name} -d {_fish(says)}"
        for name, says in verbs
    ]
    names = " ".join(name for name, _ in verbs)
    lines.append(f"complete -c pmtui -n '__fish_seen_subcommand_from help' -a '{names}'")
    return "\n".join([*lines, *(line for shape in every for line in _fish_lines(shape))]) + "\n"


def _fish_lines(shape: Shape) -> Iterator[str]:
    name = "list ls" if shape.name == "list" else shape.name
    start = f"complete -c pmtui -n '__fish_seen_subcommand_from {name}'"
    for option in shape.options:
        if option.name in {"-h", "--help", "--store", "--json"}:
            continue
        value = " -x" if option.takes_value else ""
        if FILE in option.words:
            value = " -r -F"
        elif option.words:
            value = f" -x -a {_fish(' '.join(option.words))}"
        yield f"{start} -l {option.name.removeprefix('--')}{value} -d {_fish(option.help)}"
    for place in shape.places:
        if FILE in place.words:
            yield f"{start} -F"
        elif place.words:
            yield f"{start} -a {_fish(' '.join(place.words))}"


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {"bash": bash, "zsh": zsh, "fish": fish}
)
"""What writes the completion of each shell."""


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", choices=tuple(SHELLS), help="bash, zsh or fish")


def _run(call: Call) -> int:
    call.out.page(SHELLS[call.args.shell]())
    return DONE


VERB: Final = ReadVerb(
    name="completion",
    help="Prints what bash, zsh or fish needs to complete the words of pmtui.",
    arguments=_arguments,
    run=_run,
)
