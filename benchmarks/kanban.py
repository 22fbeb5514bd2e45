"""This file makes kanban-tui ready to be compared: a board of as many tasks as ours."""

import os
import random
import sqlite3
import subprocess
from pathlib import Path
from typing import Final

MARKER: Final = "number"
"""A word of every task's title in the stores and boards made here."""
_COLUMNS: Final = (1, 1, 1, 2, 3)
"""The columns Ready, Doing and Done of its first board, as likely as ours."""


def make_board(program: str, folder: Path, tasks: int) -> None:
    """Make its first board with so many tasks; this process and its children use it from now on.

    Args:
        program: its command.
        folder: an empty folder for its configuration and its database.
        tasks: how many.
    """
    database = folder / "kanban.db"
    os.environ["KANBAN_TUI_CONFIG_FILE"] = str(folder / "kanban.toml")
    os.environ["KANBAN_TUI_DATABASE_FILE"] = str(database)
    for words in (("board", "list"), ("board", "create", "bench")):
        subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL)
    dice = random.Random(tasks)
    rows = (
        (f"Task {MARKER} {at:06}", dice.choice(_COLUMNS), "", "2026-01-05T08:00:00")
        for at in range(tasks)
    )
    with sqlite3.connect(database) as opened:
        insert = (
            'INSERT INTO tasks (title, "column", description, creation_date) VALUES (?, ?, ?, ?)'
        )
        opened.executemany(insert, rows)
