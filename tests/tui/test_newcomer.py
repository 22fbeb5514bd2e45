"""This file lets a newcomer spend a first hour with the README alone, in a real terminal.

On every screen no key may be silent, and no name may be cut while its row has room for it.
"""

from pathlib import Path
from typing import Final

import pytest

from tests.tui.seat import Seat, cut_with_room, seated

pytestmark = pytest.mark.pty
SIZES: Final = pytest.mark.parametrize("size", [(80, 24), (120, 36)])
PROJECT: Final = "Newcomer yard"
NARROWED: Final = ("risk █", "risk ░")
"""Rows of the overview's position, whose last column is as wide for all of them."""
SHEET: Final = """\
title,owner,due,estimate
Order signs,ann,2027-01-15,2d
Hang signs,bob,2027-01-20,1d
"""


def add(seat: Seat, line: str, label: str, *words: str) -> None:
    """Add something by a line, which says what it will be before Enter."""
    seat.press("a", f"new {label}:")
    seat.type(line, line.rsplit(maxsplit=1)[-1])
    seat.press("enter", *words)


def look_around(seat: Seat) -> None:
    """Walk the tree and every view."""
    seat.press("escape", "Exceptions")
    seat.press("tab", "Website relaunch", "Service desk")
    for key, words in (("j", "Website relaunch"), ("l", "Site build"), ("h", "Website relaunch")):
        seat.press(key, words)
    seat.press("enter")
    for key, words in (("2", "Backlog"), ("3", "planned"), ("4", "score"), ("8", "kind")):
        seat.press(key, words)
    seat.press("1", "Position")
    seat.press("Z", "lens")
    seat.press("Z", "lens")
    seat.press("?", "Keys and signs in the overview", "Enter runs")
    seat.press("escape")


def answer_what_is_escalated(seat: Seat) -> None:
    """Decide what was escalated to the program, and see the log."""
    seat.press("j")
    seat.press("g", "BC-3")
    seat.press("j", "R-15")
    seat.press("!", "answer R-15", "d decide")
    seat.press("d")
    seat.type("Renew for a year", "Renew for a year")
    seat.press("enter")
    seat.press("8", "entries")


def set_up_a_project(seat: Seat) -> None:
    """Add a project with tasks, a milestone, a link and a risk."""
    seat.press("tab", "Service desk")
    seat.press("g")
    add(seat, f"project: {PROJECT}", "program", PROJECT)
    seat.press("G", f"Acme > {PROJECT}")
    seat.press("enter")
    seat.press("2", "no card here yet")
    add(seat, "Write launch copy !2 @ann #web est:3d due:fri", "task", "Write launch")
    add(seat, "Review copy est:2d @bob", "task", "Review copy")
    seat.press("w", "waits for")
    seat.type("T-73", "= T-73 Write launch copy")
    seat.press("enter", "Enter keep")
    seat.press("enter", "waits for T-73")
    add(seat, "milestone: Launch due:+30d", "task", "Launch")
    seat.press("4", "no")
    add(seat, "Supplier late p:4 i:5 @ann", "risk", "Supplier late", "20 H")
    seat.press("!", "why")
    seat.type("No second source", "second source")
    seat.press("enter", "escalated to")


def work_with_fields_and_marks(seat: Seat) -> None:
    """Set a field, keep a filter as a view, set marked cards at once, undo and redo."""
    seat.press("2", "Review copy")
    seat.press("s", "p priority")
    seat.press("p", "4 4")
    seat.press("1", "priority set")
    seat.press("/", "filter:")
    seat.type("owner:ann", "1 of 3 cards")
    seat.press("enter", "/owner:ann")
    seat.press("f", "k keep")
    seat.press("k", "keep this view as")
    seat.type("Annas", "Annas")
    seat.press("enter", "kept as Annas")
    seat.press("q", "3 cards")
    seat.press("V")
    seat.press("s", "p priority")
    seat.press("p", "4 4")
    seat.press("3", "priority set")
    seat.press("u", "taken back")
    seat.press("U", "done again")
    seat.press("L", "in Ready")


def import_and_look_back(seat: Seat) -> None:
    """Import a table, see the day before, and leave."""
    seat.press(":", "Commands")
    seat.type("import tasks.csv", "import tasks.csv")
    seat.press("enter", "2 rows", "i import", "2 tasks")
    seat.press("i", "imported as")
    seat.press("q", "Order signs")
    seat.press("3", "Hang signs")
    seat.press("@", "as of")
    seat.type("r5", "r5")
    seat.press("enter", "as of")
    seat.press("@", "saved")
    seat.press("1", "Next 30 days")


def leave(seat: Seat) -> None:
    """Leave from the tree, which asks once."""
    seat.press("tab")
    seat.press("q", "leave pmtui?")
    seat.end("y")


@SIZES
def test_a_first_hour_goes_as_the_readme_says(tmp_path: Path, size: tuple[int, int]) -> None:
    (tmp_path / "tasks.csv").write_text(SHEET)
    with seated(tmp_path, *size, "demo") as seat:
        seat.see("New here?")
        look_around(seat)
        answer_what_is_escalated(seat)
        set_up_a_project(seat)
        work_with_fields_and_marks(seat)
        import_and_look_back(seat)
        leave(seat)
    cut = [one for one in seat.cut if not one.startswith(NARROWED)]
    assert cut == [], "names that are cut while their rows have room"


@pytest.mark.parametrize(
    ("rows", "is_cut"),
    [
        (["T-1 A long na…    ", "T-2 Short        "], True),
        (["T-1 A long na…    ", "T-2 It needs all  of it"], False),
        (["T-1 A long na… 3d", "T-2 Short      4d"], False),
        (["T-1 Whole    ", "T-2 Whole    "], False),
    ],
)
def test_a_cut_name_is_found_where_every_row_leaves_room(rows: list[str], is_cut: bool) -> None:  # noqa: FBT001
    width = max(map(len, rows))
    lines = ["", *(row.ljust(width) for row in rows), ""]
    assert bool(cut_with_room(lines)) is is_cut
