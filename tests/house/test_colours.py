"""This file keeps colours in themes: code and style sheets name tokens only."""

import ast
import re

from textual.color import Color, ColorParseError

from tests.house.checkout import PACKAGE, ROOT, place, python_files

_LITERAL = re.compile(
    r"(?<![\w&])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b|\brgba?\(|\bhsla?\("
)
_PAINTS = re.compile(r"^\s*[\w-]*(?:color|background|border|outline|tint|keyline)[\w-]*\s*:(.*)$")
_NO_COLOUR = {"auto", "transparent", "none", "blank", "hidden"}
_SHEETS = sorted(PACKAGE.rglob("*.tcss"))


def _colours_in_python(source: str) -> list[tuple[int, str]]:
    """Line and text of every colour that the strings of a module spell out."""
    tree = ast.parse(source)
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found = [
        (node.lineno, match.group())
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
        for match in _LITERAL.finditer(node.value)
    ]
    named = [
        (keyword.value.lineno, str(keyword.value.value))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in {"color", "bgcolor", "background"}
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    ]
    return found + [hit for hit in named if _is_colour(hit[1])]


def _colours_in_sheet(sheet: str) -> list[tuple[int, str]]:
    """Line and text of every colour of a style sheet that is not a theme variable."""
    plain = re.sub(r"/\*.*?\*/", _its_lines, sheet, flags=re.DOTALL)
    return [
        (number, word)
        for number, line in enumerate(plain.splitlines(), 1)
        if (declared := _PAINTS.match(line))
        for word in re.split(r"[\s;]+", declared.group(1))
        if _is_colour(word)
    ]


def _its_lines(comment: re.Match[str]) -> str:
    return "\n" * comment.group().count("\n")


def _is_colour(word: str) -> bool:
    if not word or word in _NO_COLOUR or word.startswith("$"):
        return False
    try:
        Color.parse(word)
    except ColorParseError:
        return False
    return True


def test_code_spells_out_no_colour() -> None:
    spelt = [
        f"{place(path, line)} {word}"
        for path in python_files()
        for line, word in _colours_in_python(path.read_text("utf-8"))
    ]
    assert not spelt


def test_a_style_sheet_uses_theme_variables_only() -> None:
    spelt = [
        f"{place(path, line)} {word}"
        for path in _SHEETS
        for line, word in _colours_in_sheet(path.read_text("utf-8"))
    ]
    assert not spelt


def test_every_sheet_is_where_it_styles() -> None:
    outside = [path for path in ROOT.glob("*/**/*.tcss") if ".venv" not in path.parts]
    assert sorted(outside) == _SHEETS


def test_the_check_sees_colours_and_lets_tokens_pass() -> None:
    assert _colours_in_python('"""#fff"""\nx = "a #12ab9F b"\nStyle(color="red", bold=True)\n') == [
        (2, "#12ab9F"),
        (3, "red"),
    ]
    assert _colours_in_python('tag = "#web #feature"\nStyle(color=tone)\n') == []
    sheet = "/* red\n*/\nA {\n  color: $text;\n  border: solid blue;\n  background: #123 10%;\n}\n"
    assert _colours_in_sheet(sheet) == [(5, "blue"), (6, "#123")]
