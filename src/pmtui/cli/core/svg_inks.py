"""This file reads the colours of an SVG from the themes that are shipped."""

import tomllib
from pathlib import Path
from typing import Final

from pmtui.resources import themes_directory
from pmtui.views.charts.vector import Inks

_THEMES: Final = ("pmtui-light", "pmtui-dark")
"""The themes whose colours it has, on a light page and on a dark one."""


def shipped_inks() -> Inks:
    """The colours of the shipped themes, by ink."""
    light, dark = (_colours(themes_directory() / f"{name}.toml") for name in _THEMES)
    return Inks(light, dark)


def _colours(path: Path) -> dict[str, str]:
    theme = tomllib.loads(path.read_text("utf-8"))
    own = theme["variables"]
    return {
        "ground": theme["background"],
        "plain": theme["foreground"],
        "head": theme["foreground"],
        "accent": theme["accent"],
        "dim": own["dim"],
        "good": own["rag-green"],
        "warn": own["rag-amber"],
        "bad": own["rag-red"],
        **{name: colour for name, colour in own.items() if name.startswith("series-")},
    }
