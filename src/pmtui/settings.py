"""This file keeps a person's settings: one flat TOML file that they may also edit by hand."""

import os
import re
import tomllib
from pathlib import Path
from typing import Final, Literal, get_args

import msgspec

Glyphs = Literal["auto", "unicode", "ascii"]
"""Which characters draw bars and boxes; auto asks the locale."""

Colours = Literal["auto", "truecolor", "256", "16", "none"]
"""How many colours the terminal gets; auto asks the terminal and honours NO_COLOR."""

Mouse = Literal["auto", "on", "off"]
"""Whether clicks and the wheel are heard; auto does not over SSH."""

SettingValue = str | bool
"""What a setting may hold."""

_NEW_FILE: Final = "# Settings of pmtui. Every key may be left out.\n"
_FRESH: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
_TABLE: Final = re.compile(r"^\s*\[", re.MULTILINE)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose for themselves, on every store they open."""

    theme: str = ""
    """Name of a theme; empty chooses by the terminal."""
    keymap: str = "us"
    """Name of a shipped keymap, or the path of a keymap file."""
    glyphs: Glyphs = "auto"
    """Which characters draw bars and boxes."""
    colours: Colours = "auto"
    """How many colours the terminal gets."""
    mouse: Mouse = "auto"
    """Whether clicks and the wheel are heard."""
    toured: bool = False
    """Whether the tour was offered; the demo offers it once."""
    kitty_keys: bool = True
    """Whether keys may be read by the Kitty protocol; some terminals lose input methods by it."""
    report_templates: str = ""
    """A folder of templates of reports that an office shares; empty for none."""


class SettingsRead(msgspec.Struct, frozen=True):
    """Settings as far as they could be read, and a sentence on every key that could not."""

    settings: Settings
    """What holds; a key that cannot be read has its default."""
    problems: tuple[str, ...] = ()
    """One sentence for each key or file that was passed over."""


class SettingsError(Exception):
    """Says why a setting was not written; the file is as it was."""


def read_settings(path: Path) -> SettingsRead:
    """The settings in a file; a missing file means the defaults and is no problem."""
    try:
        found = _parsed(path, _text(path))
    except SettingsError as error:
        return SettingsRead(Settings(), (f"{error}; using the defaults",))
    known: dict[str, object] = {}
    problems = []
    for name, value in found.items():
        try:
            known[name] = _accepted(name, value)
        except SettingsError as error:
            problems.append(f"{path}: {error}")
    return SettingsRead(msgspec.convert(known, Settings), tuple(problems))


def write_setting(path: Path, name: str, value: SettingValue) -> None:
    """Write one setting; every other line, a comment or a key of another version, stays.

    Raises:
        SettingsError: unknown name, a value it cannot have, or a file that cannot be written.
    """
    _accepted(name, value)
    path = path.resolve()
    before = _text(path)
    wanted = _parsed(path, before) | {name: value}
    changed = _with_line(before or _NEW_FILE, name, f"{name} = {_toml(value)}")
    if not _holds(changed, wanted):
        raise SettingsError(f"{path}: {name} is not on a line of its own; change it in an editor")
    try:
        _replace(path, changed)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror})") from error


def _accepted(name: str, value: object) -> object:
    """The value, if the setting exists and may have it, else SettingsError."""
    kinds = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    if name not in kinds:
        raise SettingsError(f"unknown setting {name!r}; known are {', '.join(kinds)}")
    try:
        str(value).encode()
        return msgspec.convert(value, kinds[name])
    except (UnicodeEncodeError, msgspec.ValidationError) as error:
        raise SettingsError(f"{name} cannot be {value!r}; {_expected(kinds[name])}") from error


def _expected(kind: object) -> str:
    choices = get_args(kind)
    if choices:
        return f"choose {', '.join(choices)}"
    return "choose true or false" if kind is bool else "write it as a quoted text"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error


def _parsed(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not valid TOML: {error}") from error


def _holds(text: str, wanted: dict[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _with_line(text: str, name: str, line: str) -> str:
    """The text with its top-level line for a key replaced, or added before the first table."""
    table = _TABLE.search(text)
    end = table.start() if table else len(text)
    head, tail = text[:end], text[end:]
    pattern = re.compile(rf"^[ \t]*{name}[ \t]*=.*$", re.MULTILINE)
    if pattern.search(head):
        return pattern.sub(lambda _: line, head, count=1) + tail
    gap = "" if head.endswith("\n") else "\n"
    return f"{head}{gap}{line}\n{tail}"


def _toml(value: SettingValue) -> str:
    """A value as TOML writes it; JSON spells texts alike but leaves DEL bare."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")


def _replace(path: Path, text: str) -> None:
    """Put a whole new file in the place of the old one, for its owner's eyes only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, _FRESH, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
