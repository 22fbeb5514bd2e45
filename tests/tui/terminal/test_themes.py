"""This file tests the themes: every one can be read, in daylight and at night."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from pmtui.resources import themes_directory
from pmtui.tui.terminal.themes import ThemeChoice, choose_theme
from pmtui.views.shapes.table import SERIES_INKS
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

SHIPPED = {
    "pmtui-16",
    "pmtui-colour-blind",
    "pmtui-contrast",
    "pmtui-dark",
    "pmtui-light",
    "pmtui-mono",
}
GOOD = 'name = "mine"\nprimary = "blue"\n'


def chosen(
    *folders: Path, wanted: str = "", environment: Mapping[str, str] | None = None
) -> ThemeChoice:
    return choose_theme([themes_directory(), *folders], wanted, environment or {})


def theme_named(choice: ThemeChoice, name: str) -> Theme:
    return next(theme for theme in choice.themes if theme.name == name)


def a_folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name}.toml").write_text(text, "utf-8")
    return path


def light(colour: Color) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shares = [channel / 255 for channel in colour.rgb]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    low, high = sorted((light(Color.parse(one)), light(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


def texts_and_grounds() -> Iterator[tuple[str, str, str]]:
    choice = chosen()
    for theme in choice.themes:
        if theme.ansi:
            continue
        colours = {**choice.variable_defaults, **theme.variables}
        names = ("rag-red", "rag-amber", "rag-green", "dim", *SERIES_INKS)
        tones = {name: colours[name] for name in names}
        tones |= {"foreground": theme.foreground or "", "accent": theme.accent or ""}
        grounds = {name: colours[name] for name in ("cursor", "cursor-idle")}
        grounds |= {
            "background": theme.background or "",
            "surface": theme.surface or "",
            "panel": theme.panel or "",
        }
        for tone, colour in tones.items():
            for ground, under in grounds.items():
                yield f"{theme.name} {tone} on {ground}", colour, under


def test_every_shipped_theme_loads_without_a_word() -> None:
    choice = chosen()
    assert {theme.name for theme in choice.themes} == SHIPPED
    assert choice.problems == ()
    assert choice.chosen == "pmtui-dark"


def test_every_text_can_be_read_on_every_ground() -> None:
    pairs = list(texts_and_grounds())
    assert len(pairs) == 4 * 12 * 5
    assert [name for name, colour, under in pairs if contrast(colour, under) < 4.5] == []


def test_the_cursor_row_stands_out_of_the_background() -> None:
    for name in SHIPPED:
        theme = theme_named(chosen(), name)
        if theme.ansi:
            assert "reverse" in theme.variables["cursor-style"]
        else:
            assert contrast(theme.variables["cursor"], theme.background or "") >= 1.3


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({}, "pmtui-dark"),
        ({"NO_COLOR": "1"}, "pmtui-mono"),
        ({"TERM": "linux"}, "pmtui-16"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "pmtui-dark"),
        ({"TERM": "xterm-256color"}, "pmtui-dark"),
    ],
)
def test_the_terminal_chooses_where_the_person_did_not(
    environment: dict[str, str], name: str
) -> None:
    assert chosen(environment=environment).chosen == name


def test_the_number_of_colours_a_person_set_beats_the_terminal() -> None:
    folders = [themes_directory()]
    assert choose_theme(folders, "", {"NO_COLOR": "1"}, "truecolor").chosen == "pmtui-dark"
    assert choose_theme(folders, "", {}, "none").chosen == "pmtui-mono"
    assert choose_theme(folders, "", {}, "16").chosen == "pmtui-16"


def test_a_wanted_theme_is_taken_and_an_unknown_one_reported() -> None:
    assert chosen(wanted="pmtui-light").chosen == "pmtui-light"
    choice = chosen(wanted="neon")
    assert choice.chosen == "pmtui-dark"
    assert choice.problems == ("there is no theme neon; using pmtui-dark",)


def test_a_theme_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, own='name = "pmtui-dark"\nprimary = "#ff0000"\n')
    assert theme_named(chosen(folder), "pmtui-dark").primary == "#ff0000"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = ", "Invalid value"),
        ('primary = "blurple"\n', "it needs a primary colour"),
        (GOOD + 'accent = "nope"\n', "no colour in accent"),
        (GOOD + 'shiny = "blue"\n', "unknown shiny"),
        (GOOD + 'variables = "blue"\n', "variables is no table"),
        (GOOD + '[variables]\ncursor = "12"\n', "no colour in cursor"),
        (GOOD + '[variables]\ncursor-style = "flashy"\n', "no colour in cursor-style"),
        (GOOD + "accent = 7\n", "no colour in accent"),
    ],
)
def test_a_bad_theme_is_reported_by_its_file(tmp_path: Path, text: str, told: str) -> None:
    choice = chosen(a_folder(tmp_path, bad=text))
    assert choice.chosen == "pmtui-dark"
    assert any(one.startswith("theme bad.toml: ") and told in one for one in choice.problems)


def test_a_file_that_is_no_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00")
    assert "theme bad.toml" in chosen(tmp_path).problems[0]


def test_what_is_good_in_a_bad_theme_holds(tmp_path: Path) -> None:
    folder = a_folder(tmp_path, mine=GOOD + 'accent = "nope"\n[variables]\ndim = "gray"\n')
    theme = theme_named(chosen(folder), "mine")
    assert theme.primary == "blue"
    assert theme.accent is None
    assert theme.variables == {"dim": "gray"}


def test_without_any_theme_the_screen_still_has_colours(tmp_path: Path) -> None:
    choice = choose_theme([tmp_path], "", {})
    assert choice.chosen == "textual-dark"
    assert set(choice.variable_defaults) >= {"rag-red", "cursor", "dim", "cursor-style"}
    assert "missing" in choice.problems[0]


@pytest.mark.parametrize("name", sorted(SHIPPED))
async def test_the_screen_is_drawn_in_every_theme(name: str) -> None:
    async with started(a_portfolio(), Start(theme=name)) as stage:
        assert "Cookie banner" in stage.text
        assert stage.app.theme == name


async def test_a_theme_of_a_person_that_names_next_to_nothing_can_be_worn(tmp_path: Path) -> None:
    choice = chosen(a_folder(tmp_path, mine=GOOD))
    async with started(a_portfolio(), Start(themes=choice)) as stage:
        stage.app.theme = "mine"
        await stage.settle()
        assert "Cookie banner" in stage.text


async def test_no_color_leaves_letters_bold_and_reverse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    choice = chosen(environment={"NO_COLOR": "1"})
    async with started(a_portfolio(), Start(themes=choice)) as stage:
        styles = [segment.style for strip in stage.strips for segment in strip if segment.style]
        coloured = [style for style in styles for colour in (style.color, style.bgcolor)
                    if colour is not None and not colour.is_default]  # fmt: skip
        assert coloured == []
        row = next(strip for strip in stage.strips if "▌T-1" in strip.text)
        assert any(segment.style and segment.style.reverse for segment in row)
