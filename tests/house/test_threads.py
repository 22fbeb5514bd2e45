"""This file keeps threads in three places: the writer, work beside the screen, the way out."""

import ast
from typing import Final

import pytest

from tests.house.checkout import module_name, place, python_files

_MAY_START: Final = frozenset(
    {
        "pmtui.session.writer",  # the one thread that writes
        "pmtui.tui.app.shutdown",  # ends a program whose screen hangs
        "pmtui.tui.background",  # everything else that takes long
    }
)
"""The only modules that make threads; locks may be anywhere."""
_STARTS: Final = frozenset(
    {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "run_worker",
     "run_in_executor", "to_thread", "start_new_thread"}
)  # fmt: skip


def _started(tree: ast.Module) -> list[int]:
    """The lines of a module that make a thread, or have one made."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _STARTS
    ]


def test_threads_are_made_in_three_places_only() -> None:
    elsewhere = [
        place(path, line)
        for path in python_files()
        if module_name(path) not in _MAY_START
        for line in _started(ast.parse(path.read_text("utf-8")))
    ]
    assert not elsewhere


@pytest.mark.parametrize("text", ["Thread(target=f).start()", "self.run_worker(f, thread=True)"])
def test_the_check_sees_a_thread(text: str) -> None:
    assert _started(ast.parse(text)) == [1]
