"""This file tests that text reaches the terminal by one writer, which makes it safe."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.house.checkout import PACKAGE, place, python_files

WRITERS: Final = {
    "cli/console/output.py": "the writer itself",
    "cli/console/streams.py": "gives the streams to it",
    "cli/core/verb.py": "the help of a verb, which holds nothing from a store",
}
"""Modules that may write what is not constant to a standard stream, with the reason."""


def writes(tree: ast.Module) -> Iterator[int]:
    """Lines that print, or write something to a standard stream that is not a constant."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "print":
            yield node.lineno
        is_write = isinstance(node.func, ast.Attribute) and node.func.attr in {
            "write",
            "writelines",
        }
        if is_write and _is_standard(node.func) and not _is_constant(node.args):
            yield node.lineno


def _is_standard(function: ast.expr) -> bool:
    return any(
        isinstance(part, ast.Attribute | ast.Name)
        and (part.attr if isinstance(part, ast.Attribute) else part.id)
        in {"stdout", "stderr", "_stdout", "_stderr", "__stdout__", "__stderr__"}
        for part in ast.walk(function)
    )


def _is_constant(values: list[ast.expr]) -> bool:
    return all(isinstance(value, ast.Constant) for value in values)


def test_every_other_module_leaves_writing_to_it() -> None:
    found = [
        place(path, line)
        for path in python_files()
        if path.relative_to(PACKAGE).as_posix() not in WRITERS
        for line in writes(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_no_module_is_excused_that_does_not_write() -> None:
    for name in WRITERS:
        assert (Path(PACKAGE) / name).exists()


def test_the_check_sees_a_writer() -> None:
    text = "import sys\nprint(1)\nsys.stderr.write(f'{x}')\nsys.stdout.write('ok')\nfile.write(x)\n"
    assert list(writes(ast.parse(text))) == [2, 3]
