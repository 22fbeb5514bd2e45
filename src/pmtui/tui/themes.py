"""This file reads themes from their TOML files and chooses the one to start with."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from textual.color import Color, ColorParseError
from textual.theme import Theme

DEFAULT: Final = "pmtui-dark"
"""The theme to fall back on."""
_COLOURS: Final = frozenset(
    "primary secondary accent foreground background surface panel boost success warning error"
    .split()
)
_FLAGS: Final = frozenset({"dark", "ansi"})
_FALLBACK: Final = {
    "rag-red": "ansi_bright_red",
    "rag-amber": "ansi_yellow",
    "rag-green": "ansi_green",
    "dim": "ansi_bright_black",
    "cursor": "ansi_blue",
    "cursor-idle": "ansi_bright_black",
    "bar": "ansi_blue",
    "ghost": "ansi_bright_black",
    "today": "ansi_yellow",
}


class ThemeChoice(msgspec.Struct, frozen=True):
    """The themes there are, the one to start with, and what could not be read."""

    themes: tuple[Theme, ...]
    chosen: str
    variable_defaults: Mapping[str, str]
    """Variables a theme may leave out."""
    problems: tuple[str, ...] = ()


def choose_theme(
    folders: Sequence[Path], wanted: str, environment: Mapping[str, str]
) -> ThemeChoice:
    """Read every theme and choose: the one wanted, or what the terminal can show.

    Args:
        folders: where themes lie; later ones replace a theme of the same name.
        wanted: the name the person set; empty chooses by the terminal.
        environment: NO_COLOR and TERM are read from it.
    """
    found: dict[str, Theme] = {}
    problems: list[str] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        theme = _read(path, problems)
        if theme is not None:
            found[theme.name] = theme
    chosen = _chosen(found, wanted, environment)
    if wanted and wanted not in found:
        problems.append(f"there is no theme {wanted}; using {chosen}")
    defaults = found[DEFAULT].variables if DEFAULT in found else _FALLBACK
    joined = _FALLBACK | dict(defaults)
    return ThemeChoice(tuple(found.values()), chosen, joined, tuple(problems))


def _chosen(found: Mapping[str, Theme], wanted: str, environment: Mapping[str, str]) -> str:
    if wanted in found:
        return wanted
    if environment.get("NO_COLOR"):
        return "pmtui-mono" if "pmtui-mono" in found else "textual-ansi"
    few = environment.get("TERM", "") in {"linux", "vt100", "xterm", "screen", "ansi"}
    if few and "COLORTERM" not in environment and "pmtui-16" in found:
        return "pmtui-16"
    return DEFAULT if DEFAULT in found else "textual-dark"


def _read(path: Path, problems: list[str]) -> Theme | None:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"theme {path.name}: {error}")
        return None
    name = found.pop("name", path.stem)
    variables = found.pop("variables", {})
    unknown = [key for key in found if key not in _COLOURS | _FLAGS]
    bad = [
        key
        for key, value in {**found, **variables}.items()
        if key not in _FLAGS and not _is_colour(value)
    ]
    if unknown or bad:
        told = [f"unknown {_listed(unknown)}"] * bool(unknown)
        told += [f"no colour in {_listed(bad)}"] * bool(bad)
        problems.append(f"theme {path.name}: {'; '.join(told)}")
    kept = {key: value for key, value in found.items() if key in _COLOURS and key not in bad}
    if "primary" not in kept:
        problems.append(f"theme {path.name}: it needs a primary colour")
        return None
    flags = {key: bool(found[key]) for key in _FLAGS if key in found}
    good = {key: str(value) for key, value in variables.items() if key not in bad}
    return Theme(name=str(name), variables=good, **kept, **flags)


def _is_colour(value: Any) -> bool:
    try:
        Color.parse(str(value))
    except ColorParseError:
        return False
    return True


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
