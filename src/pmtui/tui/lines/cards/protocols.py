"""This file says what a board of cards must be able to tell the widget that draws it."""

from collections.abc import Sequence
from typing import Protocol

from pmtui.views.shapes.table import Card


class ColumnHead(Protocol):
    """What a column's header shows."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def count(self) -> int:
        """Cards in it."""
        ...

    @property
    def limit(self) -> int:
        """Most it should hold; 0 for none."""
        ...

    @property
    def over(self) -> bool:
        """Whether it holds more."""
        ...


class LaneHead(Protocol):
    """What a lane's first line shows."""

    @property
    def name(self) -> str:
        """Its name."""
        ...


class Cards(Protocol):
    """What a board shows."""

    @property
    def columns(self) -> Sequence[ColumnHead]:
        """The columns, left to right."""
        ...

    @property
    def lanes(self) -> Sequence[LaneHead]:
        """The lanes, top to bottom; one where the board is not cut."""
        ...

    @property
    def shown(self) -> int:
        """Cards there are to show."""
        ...

    @property
    def empty(self) -> str:
        """What to say where there is no card."""
        ...

    def cards(self, lane: int, column: int) -> Sequence[int]:
        """Ids of the cards of one cell in their order."""
        ...

    def card(self, card_id: int, width: int, whole: bool, /) -> Card:  # noqa: FBT001
        """A card as it is shown in so many cells; its title whole as far as two lines go."""
        ...


def shape_of(cards: Cards) -> tuple[int, bool, tuple[str, ...]]:
    """What makes every line of a board look different."""
    return len(cards.columns), cards.shown > 0, tuple(lane.name for lane in cards.lanes)
