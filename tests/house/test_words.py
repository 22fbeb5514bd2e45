"""This file keeps words that newcomers do not understand out of what people read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.house.checkout import ROOT

INSTEAD: Final = {
    r"nobody said|nobody says": "not reported",
    r"(?:is|are) said": "is given, is reported",
    r"(?:is|was|were) told (?!as)": "is given, was asked",
    r"puts? (?:\w+ ){0,3}to work": "assigns",
    r"puts? away one|was put away": "archives, archived",
    r"its manager says": "its manager reports",
    r"parted from": "diverged from",
    r"parted by": "separated by",
    r"(?:the|unfinished|no|its|a) givers?": "predecessor",
    r"(?:the|unfinished|no|its|a) takers?": "successor",
    r"held by": "driven by, waiting for, fixed by",
    r"frees\b": "unblocks",
    r"(?:critical, |total |free )float": "slack",
    r"said (?:green|amber|red|G|A|R)\b": "reported green",
    r"computed beside the said|the said ones": "the reported ones",
}
"""What must not come back in a text that people read, and what to write instead."""
IDENTIFIERS: Final = {
    "giver": "predecessor",
    "taker": "successor",
    "said_rag": "reported_rag",
    "said_rating": "reported_rating",
    "said_at": "reported_at",
}
"""What must not come back in a name of the code, as a part of it, and what to write instead."""
SAID_OR_TOLD: Final = 522
"""Names of the code with `said` or `told` in them; the number only falls."""
PAGES: Final = ("README.md", "docs/query.md", "docs/keys.md", "docs/cli.md", "docs/import.md")
"""Pages that people read who only use the program."""
_WRONG: Final = re.compile("|".join(f"(?:{one})" for one in INSTEAD), re.IGNORECASE)


def texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that are sentences: no docstrings, names, keys or patterns."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in docstrings and " " in node.value.strip():
            yield node.lineno, node.value


def names_of(path: Path) -> Iterator[str]:
    """Every name that a module gives or uses: of variables, arguments, attributes, definitions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            yield node.arg or ""
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def wrong_in(text: str) -> str:
    """The first word of a text that must not be there, with what to write; empty where none is."""
    found = _WRONG.search(text)
    if found is None:
        return ""
    instead = next(new for old, new in INSTEAD.items() if re.search(old, text, re.IGNORECASE))
    return f"{found[0]!r}: write {instead}"


def test_no_text_of_the_program_has_a_word_that_newcomers_do_not_understand() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {wrong}"
        for path in sorted((ROOT / "src" / "pmtui").rglob("*.py"))
        for line, text in texts_of(path)
        if (wrong := wrong_in(text))
    ]
    assert not found


def test_no_name_of_the_code_has_a_word_that_is_not_of_the_field() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}: write {instead}"
        for path in sorted((ROOT / "src" / "pmtui").rglob("*.py"))
        for name in names_of(path)
        for word, instead in IDENTIFIERS.items()
        if word in name.casefold()
    ]
    assert not found


def test_fewer_names_of_the_code_say_said_or_told() -> None:
    told = re.compile(r"(?:^|_)(?:un)?(?:told|said)(?:_|$)", re.IGNORECASE)
    found = sum(
        bool(told.search(name))
        for path in (ROOT / "src" / "pmtui").rglob("*.py")
        for name in names_of(path)
    )
    assert found <= SAID_OR_TOLD


@pytest.mark.parametrize("page", PAGES)
def test_no_page_for_users_has_one(page: str) -> None:
    lines = (ROOT / page).read_text("utf-8").splitlines()
    assert not [f"{at}: {wrong}" for at, one in enumerate(lines, 1) if (wrong := wrong_in(one))]


def test_the_check_sees_a_wrong_word_and_lets_names_be(tmp_path: Path) -> None:
    module = tmp_path / "one.py"
    module.write_text('"""It is said."""\nA = "giver"\nB = f"held by {A}"\nC = {"said rag": 1}\n')
    assert [wrong_in(text) for _, text in texts_of(module)] == [
        "'held by': write driven by, waiting for, fixed by",
        "",
    ]
