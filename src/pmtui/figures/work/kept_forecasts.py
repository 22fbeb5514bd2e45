"""This file keeps forecasts of boards with a sheet; at a screen they are drawn beside it."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pmtui.figures.components.stored_figures import StoredFigures
from pmtui.figures.work.flow_forecast import Forecast, forecast

_MOST_KEPT: Final = 16
PART: Final = "flow forecasts"
"""What a sheet calls them among its parts."""


class BoardPast(NamedTuple):
    """All that a forecast is drawn from: so the same past gives the same one."""

    daily: tuple[int, ...]
    """Cards finished on each day of the window."""
    left: int
    """Cards to be done."""


class KeptForecasts:
    """Forecasts by what they are drawn from; an edit that changes none of it leaves them valid."""

    def __init__(self, known: Mapping[BoardPast, Forecast | None] | None = None) -> None:
        self.known = dict(known or {})
        self.waiting: dict[BoardPast, None] = {}
        """Those that were left out because they take long."""

    def next(
        self, _figures: StoredFigures, _touched: frozenset[tuple[str, int]]
    ) -> "KeptForecasts":
        """The same after an edit."""
        return KeptForecasts(dict([*self.known.items()][-_MOST_KEPT:]))

    def drawn(self) -> Iterator[tuple[BoardPast, Forecast | None]]:
        """Those that wait, worked out; any thread may do it."""
        for past in self.waiting:
            yield past, forecast(past.daily, past.left)


def kept_forecasts(figures: StoredFigures) -> KeptForecasts:
    """The forecasts that were drawn for a sheet."""
    return figures.part(PART, lambda _sheet: KeptForecasts())


def is_drawn(figures: StoredFigures, past: BoardPast) -> bool:
    """Whether a forecast is there; it is drawn at once where nobody waits at a screen."""
    kept = kept_forecasts(figures)
    if past in kept.known:
        return True
    if figures.in_turns and past.left > 0 and any(past.daily):
        kept.waiting[past] = None
        return False
    kept.known[past] = forecast(past.daily, past.left)
    return True


def forecast_of(figures: StoredFigures, past: BoardPast) -> Forecast | None:
    """A forecast that is drawn; None where nothing was finished in the window."""
    return kept_forecasts(figures).known[past]


class PendingForecasts:
    """Forecasts that wait, for a thread to draw.

    Args:
        figures: whose they are.
    """

    def __init__(self, figures: StoredFigures) -> None:
        self._kept = KeptForecasts()
        self._kept.waiting = dict(kept_forecasts(figures).waiting)
        self._found: dict[BoardPast, Forecast | None] = {}

    def work_out(self) -> None:
        """Draw them."""
        self._found.update(self._kept.drawn())

    def take_over(self, figures: StoredFigures) -> None:
        """Give a sheet what has been drawn: it holds whatever was edited meanwhile."""
        kept = kept_forecasts(figures)
        kept.known |= self._found
        for past in self._found:
            kept.waiting.pop(past, None)
