"""This file is a week of a person over the screen: digits type hours into tasks and days."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from pmtui.text import fit, visible
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.timesheets.week_grid import DAYS, WeekGrid, week_lines

Ask = Callable[[date], WeekGrid]
"""The week that a day is in."""
Book = Callable[[int, date, str], str]
"""Sets what is booked on a task on a day; gives the reason where it cannot be."""
Step = Callable[[str, date, str], str]
"""Submits, approves or reopens a week, with a reason; says what became of it."""

_NARROW: Final = 100
"""Columns of a screen below which days have two letters, so that tasks have room."""
_AROUND: Final = 10
"""Lines of the screen that the rows do not have."""
_LEAST: Final = 3
_MOVES: Final = {
    "up": (-1, 0), "k": (-1, 0), "down": (1, 0), "j": (1, 0), "left": (0, -1), "h": (0, -1),
    "right": (0, 1), "l": (0, 1), "tab": (0, 1), "shift+tab": (0, -1), "enter": (1, 0),
}  # fmt: skip
_LEAVING: Final = frozenset({"q", "escape", "ctrl+c"})
"""Keys that close the week, once what is typed is booked; while it cannot be, it stays open."""
_STEPS: Final = {"s": "time.submit", "a": "time.approve"}
_KEYS: Final = " 0-9 hours   x none   [ ] week   s submit   a approve   r reopen   q back"


class WeekScreen(Dialog[None]):
    """Rows are tasks, columns days; what is typed is booked when the cursor moves on.

    Args:
        day: any day of the week that is shown first.
        ask: gives a week.
        book: books into it.
        step: takes a week a step on.
    """

    def __init__(self, day: date, ask: Ask, book: Book, step: Step) -> None:
        super().__init__()
        self._ask, self._book, self._step = ask, book, step
        self.week = ask(day)
        """The week shown."""
        self.row, self.column = 0, day.weekday()
        """The cell under the cursor."""
        self.typed = ""
        """Hours that are typed and not booked yet."""
        self.reason: str | None = None
        """Why the week is reopened, while that is typed."""
        self.notice = ""
        """What became of the last key."""

    def compose(self) -> ComposeResult:
        """Whose week it is, the grid, what happened, the keys."""
        with Vertical(id="week"):
            yield Static(id="week-title")
            yield Static(id="week-grid")
            yield Static(id="week-notice")
            yield Static(Content(_KEYS), id="week-keys")

    def on_mount(self) -> None:
        """Show the week."""
        self._draw()

    def on_key(self, event: Key) -> None:
        """Type, move, take the week a step on, or leave."""
        event.stop()
        event.prevent_default()
        if self.reason is not None:
            self._type_reason(event)
        elif self._is_typing(event):
            self.typed += event.character or ""
        elif event.key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
        elif event.key == "escape" and self.typed:
            self.typed = ""
        elif self._take_typed():
            if event.key in _LEAVING:
                self.dismiss(None)
                return
            self._run(event.key)
        self._draw()

    def _is_typing(self, event: Key) -> bool:
        """Whether a key goes on with what is typed, or begins it."""
        mark = event.character or ""
        return mark.isdecimal() or bool(self.typed and mark and mark in ".,:hm")

    def _type_reason(self, event: Key) -> None:
        if event.key == "escape":
            self.reason, self.notice = None, ""
        elif event.key == "enter":
            self.notice = self._step("time.reopen", self.week.week, self.reason or "")
            self.reason = None
            self._renew(self.week.week)
        elif event.key == "backspace":
            self.reason = (self.reason or "")[:-1]
        elif event.is_printable and event.character:
            self.reason = (self.reason or "") + event.character

    def _take_typed(self) -> bool:
        """Book what is typed; whether nothing speaks against it."""
        if not self.typed:
            return True
        typed, self.typed = self.typed, ""
        return self._booked(typed)

    def _booked(self, spent: str) -> bool:
        if not self.week.rows:
            return False
        day = self.week.week + timedelta(days=self.column)
        self.notice = self._book(self.week.rows[self.row].task, day, spent)
        is_done = not self.notice
        self._renew(self.week.week)
        return is_done

    def _run(self, key: str) -> None:
        if key in _MOVES:
            down, across = _MOVES[key]
            self.row = min(max(self.row + down, 0), max(len(self.week.rows) - 1, 0))
            self.column = min(max(self.column + across, 0), DAYS - 1)
            self.notice = ""
        elif key in {"left_square_bracket", "comma", "right_square_bracket", "semicolon"}:
            back = key in {"left_square_bracket", "comma"}
            self._renew(self.week.week + timedelta(days=-DAYS if back else DAYS))
            self.notice = ""
        elif key in {"x", "delete", "backspace"}:
            self._booked("0")
        elif key in _STEPS:
            self.notice = self._step(_STEPS[key], self.week.week, "")
            self._renew(self.week.week)
        elif key == "r":
            self.reason = ""

    def _renew(self, day: date) -> None:
        """Show a week as it is now; the cursor stays on its task where that is there."""
        task = self.week.rows[self.row].task if self.week.rows else 0
        self.week = self._ask(day)
        tasks = [row.task for row in self.week.rows]
        at = tasks.index(task) if task in tasks else min(self.row, len(tasks) - 1)
        self.row = max(at, 0)

    def _draw(self) -> None:
        week = self.week
        title = f" Week of {week.week} of {week.who}   {week.state}"
        self.query_one("#week-title", Static).update(Content(visible(title)))
        self.query_one("#week-grid", Static).update(self._grid())
        notice = f"why is it reopened? {self.reason}_" if self.reason is not None else self.notice
        if not week.rows:
            notice = notice or "no task is yours and nothing is booked: :time T-1 3h30 books on any"
        self.query_one("#week-notice", Static).update(Content(visible(f" {notice}")))

    def _grid(self) -> Content:
        """The lines of the week, those around the cursor, with its cell in reverse."""
        is_narrow = self.app.size.width < _NARROW
        cell = 6 if is_narrow else 7
        wide = min(self.app.size.width * 94 // 100, 130) - (DAYS + 1) * cell - 3
        head, *rows, foot = week_lines(self.week, letters=2 if is_narrow else 3)
        most = max(self.app.size.height - _AROUND, _LEAST)
        first = max(0, min(self.row - most // 2, len(rows) - most))
        lines = [head, *rows[first : first + most], foot]
        content = Content("\n").join(Content(_line(cells, wide, cell)) for cells in lines)
        if not rows:
            return content
        at = sum(len(_line(cells, wide, cell)) + 1 for cells in lines[: self.row - first + 1])
        begin = at + 1 + wide + self.column * cell
        if self.typed:
            text = fit(f"{self.typed}_", cell)
            plain = content.plain
            content = Content(plain[:begin] + text + plain[begin + cell :])
        return content.stylize("reverse", begin, begin + cell)


def _line(cells: tuple[str, ...], wide: int, cell: int) -> str:
    return " " + fit(visible(cells[0]), wide) + "".join(f"{text:>{cell}}" for text in cells[1:])
