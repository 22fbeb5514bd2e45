"""This file is `config`: a person's own settings, where each comes from, and where files lie."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypedDict, get_args

import msgspec

from pmtui.cli.console.shell_quoting import unquoted_pair
from pmtui.cli.core.verb import DONE, FOUND, USAGE, Call, Parser, ReadVerb, Stop, no_such
from pmtui.model.storing.address import scheme_of, shown_address
from pmtui.resources import (
    config_directory,
    settings_path,
    state_directory,
    systemd_directory,
    themes_directory,
    user_themes_directory,
)
from pmtui.settings import Settings, SettingsError, SettingValue, read_settings, write_setting

_TRUTHS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_VARIABLES: Final = ("PMTUI_STORE", "PMTUI_MAX_STORE", "NO_COLOR")


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "words",
        nargs="*",
        metavar="KEY=VALUE",
        help="such as theme=pmtui-light; KEY= goes back to what holds without it; none shows all",
    )


def _run(call: Call) -> int:
    words: list[str] = call.args.words
    odd = next((word for word in words if "=" not in word), "")
    if odd and "=" in words[0]:
        raise Stop(USAGE, unquoted_pair(words, "KEY=VALUE", "pmtui config"))
    if odd:
        raise Stop(USAGE, f"{odd!r} is no KEY=VALUE, as in: pmtui config theme=pmtui-light")
    values = {name: _value(name, value) for name, _, value in (w.partition("=") for w in words)}
    for name, value in values.items():
        try:
            write_setting(settings_path(), name, value)
        except SettingsError as error:
            raise Stop(USAGE, str(error)) from error
        call.out.done = f"{name} was set"
    return _show(call)


def _value(name: str, text: str) -> SettingValue:
    """What a typed value of a setting means; an empty one is its default.

    Raises:
        Stop: there is no such setting, or it cannot have this value.
    """
    fields = {field.name: field for field in msgspec.structs.fields(Settings)}
    if name not in fields:
        raise no_such(name, "setting", list(fields))
    default: SettingValue = fields[name].default
    if not text:
        return default
    if isinstance(default, bool):
        if text.casefold() not in _TRUTHS:
            raise Stop(USAGE, f"{name} is yes or no, not {text!r}")
        return _TRUTHS[text.casefold()]
    choices = get_args(fields[name].type) or (theme_names() if name == "theme" else ())
    if choices and text not in choices:
        raise no_such(text, name, list(choices))
    return text


def theme_names() -> tuple[str, ...]:
    """The names of the themes there are: the shipped ones and the person's own."""
    files = (path for place in (themes_directory(), user_themes_directory())
             for path in sorted(place.glob("*.toml")))  # fmt: skip
    return tuple(dict.fromkeys(filter(None, map(_theme_name, files))))


def _theme_name(path: Path) -> str:
    try:
        return str(tomllib.loads(path.read_text("utf-8")).get("name", ""))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""


def _show(call: Call) -> int:
    read = read_settings(settings_path())
    settings = [*_settings(read.settings)]
    paths = [*_paths(call)]
    environment = {name: os.environ[name] for name in _VARIABLES if os.environ.get(name)}
    if call.out.as_json:
        call.out.document(
            "config",
            settings=settings,
            paths=[{"what": what, "path": path, "there": _is_there(path), "from": source}
                   for what, path, source in paths],
            environment=environment,
            problems=read.problems,
        )  # fmt: skip
    else:
        rows = [
            (setting["name"], _shown(setting["value"]), setting["from"]) for setting in settings
        ]
        there = [(what, path, source if _is_there(path) else f"{source}, not there yet")
                 for what, path, source in paths]  # fmt: skip
        given = [(name, value, "environment") for name, value in environment.items()]
        call.out.table(("what", "value", "from"), [*rows, *there, *given])
    for problem in read.problems:
        call.out.say(problem)
    return FOUND if read.problems else DONE


_Setting = TypedDict(
    "_Setting", {"name": str, "value": SettingValue, "default": SettingValue, "from": str}
)


def _shown(value: SettingValue) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else value or "chosen for you"


def _settings(settings: Settings) -> Iterator[_Setting]:
    """Each setting with its value, its default and whether the person's file says it."""
    try:
        said = tomllib.loads(settings_path().read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        said = {}
    for field in msgspec.structs.fields(Settings):
        value = getattr(settings, field.name)
        is_own = field.name in said and said[field.name] == value
        source = "settings.toml" if is_own else "default"
        yield {"name": field.name, "value": value, "default": field.default, "from": source}


def _paths(call: Call) -> Iterator[tuple[str, str, str]]:
    """Every place where something of the person's lies, and what says so."""
    if call.args.store:
        source = "--store"
    else:
        source = "PMTUI_STORE" if os.environ.get("PMTUI_STORE") else "default"
    yield "store", shown_address(call.store), source
    config = "XDG_CONFIG_HOME" if os.environ.get("XDG_CONFIG_HOME") else "default"
    yield "settings", str(settings_path()), config
    yield "keys", str(config_directory() / "keys.toml"), config
    yield "themes", str(user_themes_directory()), config
    yield "maps", str(config_directory() / "maps"), config
    state = "XDG_STATE_HOME" if os.environ.get("XDG_STATE_HOME") else "default"
    yield "drafts and state", str(state_directory()), state
    yield "systemd units", str(systemd_directory()), "shipped"


def _is_there(path: str) -> bool:
    """Whether something is at a path; of a URL nobody asks."""
    return bool(scheme_of(path)) or Path(path).exists()


VERB: Final = ReadVerb(
    name="config",
    help="Shows your own settings, where each comes from and where files lie, or changes them.",
    arguments=_arguments,
    run=_run,
)
