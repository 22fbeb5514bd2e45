"""This file loads parts of the screen at their first use: the first frame waits for none."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def loaded(place: str) -> Any:
    """What stands at `package.module:name`, imported at the first call."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
