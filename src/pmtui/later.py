"""This file loads parts of the program at their first use: a start waits for none of them."""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def loaded(place: str) -> Any:
    """What stands at `package.module:name`, imported at the first call.

    Import contracts do not see such an arrow; a test of the house follows it.
    """
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
