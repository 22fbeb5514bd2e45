"""This file sees to it that a protocol is there for a reason: two classes keep it, or a fake does.

One class behind a protocol, and no test that hands over another, is an interface for nobody.
"""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import pytest

from tests.house.checkout import ROOT, python_files

_WORKBENCH: Final = "Workbench"
_MOST_MEMBERS: Final = 12
"""Members of the workbench: what is more is a part of its own."""


@cache
def _classes() -> Mapping[str, ast.ClassDef]:
    """Every class of the package and its tests, by module and name."""
    classes: dict[str, ast.ClassDef] = {}
    for path in (*python_files(), *python_files(ROOT / "tests")):
        where = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                classes[f"{where}:{node.name}"] = node
    return classes


@cache
def _by_name() -> Mapping[str, ast.ClassDef]:
    return {place.rpartition(":")[2]: node for place, node in _classes().items()}


def _bases(node: ast.ClassDef) -> list[str]:
    return [ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases]


def _own(node: ast.ClassDef) -> Iterator[str]:
    """The members that a class defines: methods, annotated names, what its methods set."""
    for statement in ast.walk(node):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            yield statement.name
        elif isinstance(statement, ast.AnnAssign | ast.Assign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            for target in targets:
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                for name in names:
                    if isinstance(name, ast.Name):
                        yield name.id
                    elif isinstance(name, ast.Attribute):
                        yield name.attr


def _members(node: ast.ClassDef, seen: frozenset[str] = frozenset()) -> set[str]:
    members = set(_own(node))
    for base in _bases(node):
        if base in _by_name() and base not in seen:
            members |= _members(_by_name()[base], seen | {base})
    return members


def _protocols() -> dict[str, ast.ClassDef]:
    return {
        place.rpartition(":")[2]: node
        for place, node in _classes().items()
        if place.startswith("src/") and "Protocol" in _bases(node)
    }


@pytest.mark.parametrize("name", sorted(_protocols()))
def test_a_protocol_is_kept_by_two_classes_or_by_a_fake(name: str) -> None:
    wanted = {member for member in _members(_protocols()[name]) if not member.startswith("__")}
    keeping = [
        place
        for place, node in _classes().items()
        if "Protocol" not in _bases(node) and wanted <= _members(node)
    ]
    faked = [place for place in keeping if place.startswith("tests/")]
    assert len(keeping) > 1 or faked, keeping


def test_a_workbench_asks_for_no_more_than_one_look_takes_in() -> None:
    assert len(set(_own(_protocols()[_WORKBENCH]))) <= _MOST_MEMBERS
