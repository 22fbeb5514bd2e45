"""This file counts what the modules need of one another: circles, long chains, imports by string.

Every import counts, also one inside a function; a name that a module only hands on counts as an
import of where it is defined. The numbers of the budgets are those of today: they only fall.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import networkx as nx

from tests.house.checkout import module_name, python_files

_LONGEST_CHAIN: Final = 38
"""Modules in the longest chain of imports; 14 are wanted."""
_MEAN_IMPORTS: Final = 5.08
"""Modules of ours that a module imports on average; 3.5 are wanted."""
_BY_STRING: Final = 0
"""Places where a module is named in a string, to be loaded."""
_NAMED_IN_TEXT: Final = re.compile(r"pmtui(\.\w+)+:\w+")


@cache
def _trees() -> Mapping[str, ast.Module]:
    return {module_name(path): ast.parse(path.read_text("utf-8")) for path in python_files()}


@cache
def _reexports() -> Mapping[tuple[str, str], str]:
    """Where a name comes from that a module imports, by the module and the name."""
    return {
        (module, alias.asname or alias.name): node.module or ""
        for module, tree in _trees().items()
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module in _trees()
        for alias in node.names
    }


def _origin(module: str, name: str) -> str:
    """The module that a name is defined in, when it is imported from another."""
    if f"{module}.{name}" in _trees():
        return f"{module}.{name}"
    while (module, name) in _reexports():
        module = _reexports()[module, name]
    return module


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (_origin(node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
    yield from (text.partition(":")[0] for text in _named(tree))


def _named(tree: ast.Module) -> list[str]:
    """What a module names by string."""
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _NAMED_IN_TEXT.fullmatch(node.value)
    ]


@cache
def _graph() -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(_trees())
    for module, tree in _trees().items():
        graph.add_edges_from((module, origin) for origin in _imports(tree) if origin in _trees())
    graph.remove_edges_from([(module, module) for module in _trees()])
    return graph


def test_no_modules_need_one_another_in_a_circle_even_by_late_imports() -> None:
    circles = [sorted(part) for part in nx.strongly_connected_components(_graph())]
    assert not [circle for circle in circles if len(circle) > 1]


def test_the_longest_chain_of_imports_grows_no_longer() -> None:
    chain = nx.dag_longest_path(nx.condensation(_graph()))
    assert len(chain) <= _LONGEST_CHAIN, nx.dag_longest_path(_graph())


def test_a_module_imports_no_more_others_on_average() -> None:
    assert _graph().number_of_edges() / len(_trees()) <= _MEAN_IMPORTS


def test_no_more_is_imported_by_string() -> None:
    assert sum(len(_named(tree)) for tree in _trees().values()) <= _BY_STRING


def test_the_count_sees_late_imports_names_in_strings_and_where_a_name_is_defined() -> None:
    late = ast.parse("def f():\n    from pmtui.model.ids import IdSource\n")
    assert list(_imports(late)) == ["pmtui.model.ids"]
    assert list(_imports(ast.parse('f("pmtui.text:visible")'))) == ["pmtui.text"]
    handed_on = ast.parse("from pmtui.session.session import Rejected")
    assert list(_imports(handed_on)) == ["pmtui.model.merging.outcome"]
