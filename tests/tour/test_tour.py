"""This file walks through docs/tour.md: three people, a fortnight and more, one store."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pexpect
import pytest

from tests.torture.seat import Seat
from tests.torture.terminal import PATIENCE, environment
from tests.tour.person import PEOPLE
from tests.tour.steps import Step, steps

pytestmark = [pytest.mark.pty]
_PAGE: Final = Path(__file__).parents[2] / "docs" / "tour.md"
_SIZE: Final = (30, 110)


def _plain(text: str) -> str:
    """A text without what a page cannot show: how many blanks stand between words."""
    return " ".join(text.split())


class Walk:
    """Three people at terminals of their own, on one store.

    Args:
        folder: of the store and of their homes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._day = folder / "day"
        self._seats: dict[str, Seat] = {}
        self._open = ExitStack()

    def take(self, step: Step) -> None:
        """Do what a step says, and see what it says is seen."""
        # The programs read it at any moment: it changes in one go.
        following = self._day.with_suffix(".next")
        following.write_text(step.day.isoformat(), "ascii")
        following.replace(self._day)
        place = f"docs/tour.md:{step.line} ({step.who}, {step.day})"
        if step.typed:
            shown = self._typed(step)
            left = _plain(shown)
            for line in step.seen:
                before, found, left = left.partition(_plain(line))
                assert found, f"{place}: {line!r} did not come:\n{shown}\n(after: {before[-80:]!r})"
            return
        seat = self._seat(step.who)
        for key in step.keys:
            if key.startswith('"'):
                seat.send(key[1:-1])
                seat.settle()
            else:
                seat.press(key)
        for line in step.seen:
            words = _plain(line)
            came = seat.until(lambda: words in _plain(seat.text))  # noqa: B023
            assert came, f"{place}: {line!r} was never shown:\n{seat.text}"

    def leave(self) -> None:
        """Everybody ends their session."""
        for login, seat in self._seats.items():
            assert seat.leave() == 0, f"{login}: {seat.text}"
        self._open.close()

    def _typed(self, step: Step) -> str:
        with self._program(step.who, f'exec "$0" "$@" {step.typed}', is_line=True) as child:
            shown = str(child.read())
        child.close()
        return shown

    def _seat(self, who: str) -> Seat:
        if who not in self._seats:
            child = self._open.enter_context(self._program(who, ""))
            seat = Seat(child, _SIZE)
            assert seat.until(lambda: "help" in seat.text), seat.text
            seat.settle()
            self._seats[who] = seat
        return self._seats[who]

    @contextmanager
    def _program(self, who: str, line: str, *, is_line: bool = False) -> Iterator[Any]:
        home = self._folder / who
        home.mkdir(exist_ok=True)
        words = [sys.executable, "-m", "tests.tour.person", who, str(self._day)]
        command = ["sh", "-c", line, *words] if is_line else words
        kept = {**environment(home), "PMTUI_STORE": str(self._folder / "plan.json")}
        child = pexpect.spawn(
            command[0], command[1:], cwd=self._folder, env=kept, dimensions=_SIZE,
            timeout=PATIENCE, use_poll=True, encoding="utf-8" if is_line else None,
        )  # fmt: skip
        try:
            yield child
        finally:
            if not child.closed:
                child.close(force=True)


def test_the_tour_is_as_the_page_says(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    taken = [*steps(_PAGE.read_text("utf-8"))]
    assert {step.who for step in taken} == PEOPLE
    for step in taken:
        walk.take(step)
    walk.leave()
