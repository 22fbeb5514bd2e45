"""This file keeps files and functions short enough to be read in one go.

The number of files that are too long is that of today: it only falls.
"""

import ast
from typing import Final

from tests.house.checkout import place, python_files

_LONGEST_FILE: Final = 300
"""Lines; about 170 are usual."""
_LONGEST_FUNCTION: Final = 50
"""Lines, its description counted."""


def _lengths(source: str) -> list[tuple[int, int]]:
    """First line and number of lines of every function of a source."""
    return [
        (node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {str(path): len(path.read_text("utf-8").splitlines()) for path in python_files()}
    longer = {path: lines for path, lines in lengths.items() if lines > _LONGEST_FILE}
    assert not longer


def test_no_function_is_longer_than_50_lines() -> None:
    longer = [
        f"{place(path, line)} {lines}"
        for path in python_files()
        for line, lines in _lengths(path.read_text("utf-8"))
        if lines > _LONGEST_FUNCTION
    ]
    assert not longer


def test_the_check_counts_the_lines_of_functions_in_functions_too() -> None:
    source = "async def f():\n    def g():\n        pass\n    return g\n"
    assert sorted(_lengths(source)) == [(1, 4), (2, 2)]
