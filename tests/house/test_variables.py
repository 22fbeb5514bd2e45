"""This file keeps variables named after what they hold, and values that have a type."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest

from tests.house.checkout import PACKAGE, module_name, python_files

_SAYS_NOTHING: Final = frozenset({"one", "each", "item", "thing", "it", "x"})
"""What a variable is called that could hold anything."""
_SAYS_LITTLE: Final = frozenset({"found", "made", "held"})
_MOST_UNNAMED: Final = 675
"""Variables and arguments of either kind that there still are; the number only falls."""
_MOST_ANY: Final = {
    "": 2, "actions": 5, "bootstrap": 0, "cli": 1, "exchange": 6, "figures": 7, "model": 9,
    "query": 6, "session": 0, "store": 4, "tui": 9, "views": 15,
}  # fmt: skip
"""Lines that say `Any`, by part of the package; the numbers only fall."""


def _targets(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
            yield node.target


def test_the_variable_of_a_loop_is_named_after_what_it_goes_through() -> None:
    assert not [
        f"{module_name(path)}: {name.id}"
        for path in python_files()
        for target in _targets(ast.parse(path.read_text("utf-8")))
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and name.id in _SAYS_NOTHING
    ]


def _named(node: ast.AST) -> str:
    if isinstance(node, ast.arg):
        return node.arg
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else ""


def test_there_are_no_more_variables_than_before_whose_name_says_nothing() -> None:
    names = [
        _named(node)
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    assert sum(name in _SAYS_NOTHING | _SAYS_LITTLE for name in names) <= _MOST_UNNAMED


@pytest.mark.parametrize("part", sorted(_MOST_ANY))
def test_no_part_says_any_more_often_than_before(part: str) -> None:
    lines: Counter[str] = Counter()
    for path in python_files():
        parts = path.relative_to(PACKAGE).parts
        text = path.read_text("utf-8")
        lines[parts[0] if len(parts) > 1 else ""] += sum(
            bool(re.search(r"\bAny\b", line)) for line in text.splitlines()
        )
    assert set(lines) <= set(_MOST_ANY)
    assert lines[part] <= _MOST_ANY[part]
