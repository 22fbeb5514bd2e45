"""This file reads themes from their TOML files and chooses the one to start with."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from textual.color import Color, ColorParseError
from textual.theme import Theme

from pmtui.settings import Colours

DEFAULT: Final = "pmtui-dark"
"""The theme to fall back on."""
_COLOURS: Final = frozenset(
    "primary secondary accent foreground background surface panel boost "
    "success warning error".split()
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
    "series-1": "ansi_cyan",
    "series-2": "ansi_magenta",
    "series-3": "ansi_yellow",
    "series-4": "ansi_bright_blue",
    "series-5": "ansi_green",
    "series-6": "ansi_bright_red",
    "cursor-style": "bold",
    "cursor-idle-style": "none",
    "fill-style": "reverse bold",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "foreground-disabled": "ansi_bright_black",
    "surface-active": "ansi_default",
}
_FEW_COLOURS: Final = frozenset({"linux", "vt100", "xterm", "screen", "ansi"})
_STYLES: Final = frozenset("none bold dim italic underline reverse strike".split())


class ThemeChoice(msgspec.Struct, frozen=True):
    """The themes there are, the one to start with, and what could not be read."""

    themes: tuple[Theme, ...]
    chosen: str
    variable_defaults: Mapping[str, str]
    """Variables a theme may leave out."""
    problems: tuple[str, ...] = ()


def choose_theme(
    folders: Sequence[Path],
    wanted: str,
    environment: Mapping[str, str],
    colours: Colours = "auto",
) -> ThemeChoice:
    """Read every theme and choose: the one wanted, or what the terminal can show.

    Args:
        folders: where themes lie; later ones replace a theme of the same name.
        wanted: the name the person set; empty chooses by the terminal.
        environment: NO_COLOR and TERM are read from it.
        colours: how many colours the person wants; auto asks the environment.
    """
    found: dict[str, Theme] = {}
    problems: list[str] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        theme = _read(path, problems)
        if theme is not None:
            found[theme.name] = theme
    chosen = wanted if wanted in found else _fitting(found, environment, colours)
    if wanted and wanted not in found:
        problems.append(f"there is no theme {wanted}; using {chosen}")
    if DEFAULT not in found:
        problems.append(f"the theme {DEFAULT} is missing; using {chosen}")
    defaults = found[DEFAULT].variables if DEFAULT in found else {}
    return ThemeChoice(tuple(found.values()), chosen, _FALLBACK | defaults, tuple(problems))


def _fitting(found: Mapping[str, Theme], environment: Mapping[str, str], colours: Colours) -> str:
    """The theme that suits the terminal; one of Textual's own where ours are not there."""
    few = environment.get("TERM", "") in _FEW_COLOURS and "COLORTERM" not in environment
    if colours == "none" or (colours == "auto" and environment.get("NO_COLOR")):
        wanted, instead = "pmtui-mono", "ansi-dark"
    elif colours == "16" or (colours == "auto" and few):
        wanted, instead = "pmtui-16", "ansi-dark"
    else:
        wanted, instead = DEFAULT, "textual-dark"
    return wanted if wanted in found else instead


def _read(path: Path, problems: list[str]) -> Theme | None:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"theme {path.name}: {error}")
        return None
    name = str(found.pop("name", path.stem))
    variables = found.pop("variables", {})
    if not isinstance(variables, dict):
        problems.append(f"theme {path.name}: variables is no table")
        variables = {}
    unknown = [key for key in found if key not in _COLOURS | _FLAGS]
    kept = {key: str(value) for key, value in found.items() if key in _COLOURS}
    kept |= {key: str(value) for key, value in variables.items()}
    bad = [key for key, value in kept.items() if not _holds(key, value)]
    if unknown or bad:
        told = [f"unknown {', '.join(unknown)}"] * bool(unknown)
        told += [f"no colour in {', '.join(bad)}"] * bool(bad)
        problems.append(f"theme {path.name}: {'; '.join(told)}")
    good = {key: value for key, value in kept.items() if key not in bad}
    if "primary" not in good:
        problems.append(f"theme {path.name}: it needs a primary colour")
        return None
    return _made(name, good, found)


def _made(name: str, good: Mapping[str, str], found: Mapping[str, object]) -> Theme:
    return Theme(
        name=name,
        primary=good["primary"],
        secondary=good.get("secondary"),
        accent=good.get("accent"),
        foreground=good.get("foreground"),
        background=good.get("background"),
        surface=good.get("surface"),
        panel=good.get("panel"),
        boost=good.get("boost"),
        success=good.get("success"),
        warning=good.get("warning"),
        error=good.get("error"),
        variables={key: value for key, value in good.items() if key not in _COLOURS},
        dark=bool(found.get("dark", True)),
        ansi=bool(found.get("ansi", False)),
    )


def _holds(name: str, value: str) -> bool:
    """Whether a colour, or the style of a text, is one."""
    if name.endswith("-style"):
        return set(value.split()) <= _STYLES
    try:
        Color.parse(value)
    except ColorParseError:
        return False
    return True
