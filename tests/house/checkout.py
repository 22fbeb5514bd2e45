"""This file tells the house tests where the checkout's files are."""

import ast
from pathlib import Path
from typing import Final

from pmtui.libraries import LATE_LIBRARIES

ROOT: Final = Path(__file__).parents[2]
"""Top level of the checkout."""

PACKAGE: Final = ROOT / "src" / "pmtui"
"""The package's folder."""

LAZY: Final = frozenset(library.name for library in LATE_LIBRARIES)
"""Libraries that load at first use; the only ones a function may import."""

SCREEN: Final = frozenset({"textual", "rich"})
"""Libraries that only the TUI may know."""


def python_files(folder: Path = PACKAGE) -> list[Path]:
    """Every Python file below a folder, in order."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def module_name(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place(path: Path, line: int) -> str:
    """A file and line as editors open them."""
    return f"{path.relative_to(ROOT)}:{line}"


def imported(node: ast.AST) -> list[str]:
    """The modules that an import statement names; none for any other node."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def imports_in_functions(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and module of every import below a function's first line."""
    functions = (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return sorted(
        {
            (getattr(node, "lineno", 0), name)
            for function in functions
            for node in ast.walk(function)
            for name in imported(node)
        }
    )
