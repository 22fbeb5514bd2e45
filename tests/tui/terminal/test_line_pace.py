"""This file tests how frames are paced by the answers of the terminal."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.tui.terminal.line_pace import ANSWER, LOST_SECONDS, QUERY, LinePace

FRAME = 8_000


class Line:
    """A line of so many bytes a second, with a terminal at its end; nothing waits but time."""

    def __init__(self, rate: float, *, away: float = 0.0, answers: bool = True) -> None:
        self.now = 0.0
        self.rate, self.away, self.answers = rate, away, answers
        self.pace = LinePace(lambda: self.now)
        self._free_at = 0.0
        self._due: deque[float] = deque()

    @property
    def lag(self) -> float:
        """Seconds until all that was sent has come out."""
        return max(0.0, self._free_at - self.now)

    def draw(self, size: int = FRAME) -> bool:
        """Draw a frame if one may be drawn now."""
        if not self.pace.may_draw():
            return False
        self._free_at = max(self._free_at, self.now) + size / self.rate
        if self.pace.query_after(size) and self.answers:
            self._due.append(self._free_at + self.away)
        return True

    def wait(self, seconds: float) -> None:
        """Let time pass, with the answers that come in it."""
        until = self.now + seconds
        while self._due and self._due[0] <= until:
            self.now = max(self.now, self._due.popleft())
            self.pace.answered()
        self.now = until


def pressed(line: Line, keys: int = 60, size: int = FRAME) -> int:
    """Frames drawn while keys are pressed thirty times a second."""
    drawn = 0
    for _ in range(keys):
        drawn += line.draw(size)
        line.wait(1 / 30)
    return drawn


def warm(line: Line) -> Line:
    """The line after a first frame and a quiet moment."""
    line.draw()
    line.wait(FRAME / line.rate + 1)
    return line


@pytest.mark.parametrize(("rate", "longest"), [(20_000, 1.2), (100_000, 0.4), (5_000, 4.8)])
def test_a_slow_line_is_never_far_behind_the_keys(rate: int, longest: float) -> None:
    line = warm(Line(rate))
    drawn = pressed(line)
    assert line.lag < longest
    assert line.pace.is_holding
    assert 1 <= drawn < 60
    line.wait(line.lag + 0.1)
    assert line.draw()  # what was held is drawn with the last answer


def test_a_fast_line_draws_every_key() -> None:
    assert pressed(warm(Line(10_000_000))) == 60


def test_a_long_way_alone_slows_nothing() -> None:
    line = warm(Line(10_000_000, away=0.2))
    pressed(line, size=2_000)
    assert pressed(line, size=2_000) == 60


def test_a_terminal_that_never_answers_is_drawn_on_and_asked_no_more() -> None:
    line = Line(1_000_000, answers=False)
    assert pressed(line, 300) == 300
    assert line.pace.query_after(1) == ""
    line.pace.answered()  # it was only late
    assert line.pace.query_after(1) == QUERY


def test_a_lost_answer_holds_for_some_seconds_and_no_longer() -> None:
    line = warm(Line(20_000))
    while line.draw():
        pass
    line._due.clear()
    held = line.pace.seconds_left()
    assert held == pytest.approx(LOST_SECONDS)
    line.wait(held - 0.01)
    assert not line.draw()
    line.wait(0.02)
    assert line.draw()


@given(
    st.integers(2_000, 10_000_000),
    st.floats(0, 0.3),
    st.lists(st.tuples(st.integers(1, 20_000), st.floats(0.001, 0.5)), max_size=60),
)
def test_whatever_was_held_is_drawn_in_the_end(
    rate: int, away: float, frames: list[tuple[int, float]]
) -> None:
    line = Line(rate, away=away)
    for size, seconds in frames:
        line.draw(size)
        line.wait(seconds)
    line.wait(min(line.lag + away, LOST_SECONDS) + 0.01)
    assert line.draw()
    assert not line.pace.is_holding


def test_an_answer_is_told_from_keys() -> None:
    assert ANSWER.sub("", "a\x1b[12;40Rb\x1b[1;2C") == "ab\x1b[1;2C"
