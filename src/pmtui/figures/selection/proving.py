"""This file looks for the best columns by the own search first, then by HiGHS for what is left."""

from collections.abc import Callable, Sequence
from typing import Final

from pmtui.figures.selection.branch_and_bound import best_columns
from pmtui.figures.selection.filling import found_quickly
from pmtui.figures.selection.highs_solver import MissingHighsError, columns_by_highs
from pmtui.figures.selection.program import Found, Program

_LARGE: Final = 60_000
"""Rows times columns from which a dense tableau takes too long for a single step."""
_OWN_SHARE: Final = 5
"""The own search has one part in so many of the time."""
_OWN_SECONDS: Final = 1.0


class Prover:
    """Solves one program after another until a moment.

    Args:
        now: tells seconds that go by.
        until: when to stop.
    """

    def __init__(self, now: Callable[[], float], until: float) -> None:
        self._now, self._until = now, until
        self.lacks = ""
        """What is not installed that would have gone on; empty where nothing is."""

    def __call__(
        self, program: Program, start: Sequence[int] | None, enough: Callable[[], bool]
    ) -> Found:
        """The best columns that are found in the time."""
        begun = self._now()
        soon = begun + min(_OWN_SECONDS, max(self._until - begun, 0) / _OWN_SHARE)
        known = found_quickly(program, start)
        is_large = len(program.rows) * len(program.gains) > _LARGE
        if not is_large:
            first = best_columns(program, known.columns, lambda: enough() or self._now() > soon)
            if first.is_proved:
                return first
            known = first
        if enough():
            return known
        try:
            return columns_by_highs(program, known, enough, max(self._until - self._now(), 0.1))
        except MissingHighsError as error:
            self.lacks = str(error)
        return known if is_large else best_columns(program, known.columns, enough)
