"""This file keeps choices and frontiers with a sheet; at a screen a thread looks for long ones.

How far they are looked for is counted in branches, so that the same problem always has the same
answer; `pmtui select` takes its time, and a solver, instead.
"""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.selection.problem import SelectionProblem
from pmtui.figures.selection.selecting import Selection, Step, frontier, select, with_all_but

PART: Final = "selections"
"""What a sheet calls them among its parts."""
_AT_ONCE: Final = 600
"""Candidates looked at for a choice while somebody waits, over all of its branches."""
_LOOKS: Final = 200_000
"""Those looked at where nobody does."""
_FRONTIER_LOOKS: Final = 100_000
"""Those for an efficient frontier."""
_BUDGETS: Final = 12
"""Budgets tried where there are too many steps to find each."""
_MOST_KEPT: Final = 16


class Frontier(msgspec.Struct, frozen=True):
    """What each smaller budget is worth, the smallest first."""

    steps: tuple[Step, ...] = ()
    """Every budget from which there is more to be had, with its sets; empty where there are too
    many to find.
    """
    tried: tuple[Selection, ...] = ()
    """Then the best that was found for some budgets, each the only limit of its problem."""


class KeptSelections:
    """What was chosen and the frontiers by problem: an edit that leaves one leaves its answer."""

    def __init__(
        self,
        chosen: Mapping[SelectionProblem, Selection] | None = None,
        frontiers: Mapping[SelectionProblem, Frontier] | None = None,
    ) -> None:
        self.chosen = dict(chosen or {})
        self.frontiers = dict(frontiers or {})
        self.sketched: dict[SelectionProblem, Selection] = {}
        """What was found at once of those that are still looked for."""
        self.waiting: dict[SelectionProblem, bool] = {}
        """What is left to a thread: problems, and whether their frontiers are wanted too."""

    def next(
        self, _figures: StoredFigures, _touched: frozenset[tuple[str, int]]
    ) -> "KeptSelections":
        """The same after an edit."""
        return KeptSelections(
            dict([*self.chosen.items()][-_MOST_KEPT:]),
            dict([*self.frontiers.items()][-_MOST_KEPT:]),
        )


def kept_selections(figures: StoredFigures) -> KeptSelections:
    """The choices that were worked out for a sheet."""
    return figures.part(PART, lambda _sheet: KeptSelections())


def selection_of(figures: StoredFigures, problem: SelectionProblem) -> tuple[Selection, bool]:
    """The best set that is known, and whether a better one is still looked for."""
    kept = kept_selections(figures)
    if problem in kept.chosen:
        return kept.chosen[problem], False
    if problem in kept.sketched:
        return kept.sketched[problem], True
    selection = select(problem, _after(problem, _AT_ONCE if figures.in_turns else _LOOKS))
    if figures.in_turns and selection.status in {"feasible", "unknown"}:
        kept.sketched[problem] = selection
        kept.waiting.setdefault(problem, False)
        return selection, True
    kept.chosen[problem] = selection
    return selection, False


def frontier_of(figures: StoredFigures, problem: SelectionProblem) -> Frontier | None:
    """The efficient frontier by the first limit of a problem; None while a thread is at it."""
    kept = kept_selections(figures)
    if not problem.limits or not problem.candidates:
        return Frontier()
    if problem not in kept.frontiers:
        if figures.in_turns:
            kept.waiting[problem] = True
            return None
        kept.frontiers[problem] = _frontier(problem)
    return kept.frontiers[problem]


def _frontier(problem: SelectionProblem) -> Frontier:
    steps = tuple(frontier(problem, 0, _after(problem, _FRONTIER_LOOKS)))
    if steps and not steps[-1].budget and all(step.is_whole for step in steps):
        return Frontier(steps[::-1])
    there_is = problem.limits[0].most
    tried: list[Selection] = []
    for at in range(_BUDGETS + 1):
        smaller = with_all_but(problem, 0, there_is * at // _BUDGETS)
        tried.append(select(smaller, _after(problem, _FRONTIER_LOOKS // _BUDGETS)))
    return Frontier(tried=tuple(tried))


def _after(problem: SelectionProblem, looks: int) -> Callable[[], bool]:
    """Says that it is enough once so many candidates were looked at, in all branches together."""
    turns = iter(range(max(looks // max(len(problem.candidates), 1), 1)))
    return lambda: next(turns, None) is None


class PendingSelections:
    """Choices that are still looked for, for a thread.

    Args:
        figures: whose they are.
    """

    def __init__(self, figures: StoredFigures) -> None:
        kept = kept_selections(figures)
        self._waiting = dict(kept.waiting)
        self._chosen = dict(kept.chosen)
        self._frontiers: dict[SelectionProblem, Frontier] = {}

    def work_out(self) -> None:
        """Look for them."""
        for problem, is_whole in self._waiting.items():
            if problem not in self._chosen:
                self._chosen[problem] = select(problem, _after(problem, _LOOKS))
            if is_whole:
                self._frontiers[problem] = _frontier(problem)

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what was found: it holds whatever was edited meanwhile."""
        kept = kept_selections(figures)
        kept.chosen |= self._chosen
        kept.frontiers |= self._frontiers
        for problem, is_whole in self._waiting.items():
            kept.sketched.pop(problem, None)
            if is_whole or not kept.waiting.get(problem):
                kept.waiting.pop(problem, None)
