"""This file lists the engines, and finds the one that an address means."""

from typing import Final

from pmtui.bootstrap.files import FILES, Engine
from pmtui.bootstrap.postgresql import POSTGRESQL
from pmtui.model.storing.address import scheme_of, shown_address
from pmtui.model.storing.care import StoreError

ENGINES: Final[tuple[Engine, ...]] = (FILES, POSTGRESQL)
"""Every engine."""


def engine_of(address: str, engines: tuple[Engine, ...] = ENGINES) -> Engine:
    """The engine that an address means.

    Raises:
        StoreError: its scheme is of none.
    """
    scheme = scheme_of(address)
    for engine in engines:
        if engine.scheme == scheme:
            return engine
    known = " or ".join(engine.address for engine in engines)
    raise StoreError(f"{shown_address(address)}: no store is kept by {scheme}://; name {known}")
