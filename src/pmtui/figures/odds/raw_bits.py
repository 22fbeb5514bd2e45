"""This file draws raw bits: PCG64 of numpy, from any place of its period."""

from typing import Final

from pmtui.figures.odds.vectors import Shares

_SHIFT: Final = 11
_UNIT: Final = 2.0**-53


class MissingNumpyError(Exception):
    """Says that the library is not installed that simulation needs."""

    def __init__(self) -> None:
        super().__init__(
            "simulation needs the library numpy, which is not installed:"
            " pip install 'pmtui[simulation]'"
        )


class RawBits:
    """The raw 64 bits of PCG64 by a seed, from any place of its period.

    Raises:
        MissingNumpyError: numpy is not installed.
    """

    def __init__(self, seed: int) -> None:
        try:
            import numpy as np
        except ImportError as error:
            raise MissingNumpyError from error

        self._bits, self._shift, self._place = np.random.PCG64(seed), np.uint64(_SHIFT), 0

    def shares(self, place: int, count: int) -> Shares:
        """So many uniform numbers from 0 up to 1 from a place on: 53 bits each."""
        if place != self._place:
            self._bits.advance((place - self._place) % PERIOD)
        self._place = place + count
        result: Shares = (self._bits.random_raw(count) >> self._shift) * _UNIT
        return result


def with_opposites(shares: Shares, first: int, count: int) -> Shares:
    """Each number and then the one that lies as far from the other end; some of these in turn."""
    import numpy as np

    pairs = np.empty((len(shares), 2))
    pairs[:, 0] = shares
    pairs[:, 1] = ALMOST_ONE - shares
    result: Shares = pairs.reshape(-1)[first : first + count]
    return result


ALMOST_ONE: Final = 1 - _UNIT
"""The last number below 1."""
PERIOD: Final = 1 << 128
"""Places of a seed."""
