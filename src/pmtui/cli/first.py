"""This file asks what to do when there is no store yet: the first start of the program."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

Choice = Literal["demo", "empty", "leave"]
"""What a person wants to begin with."""

_CHOICES: Final[dict[str, Choice]] = {"d": "demo", "e": "empty", "q": "leave", "": "leave"}
_QUESTION: Final = """\
There is no store at {path} yet.

  d  look at the demo portfolio (a copy that is thrown away)
  e  begin with an empty store there
  q  leave; `pmtui import plan.xlsx` takes a spreadsheet into a store once there is one

"""


def first_choice(path: Path, tell: Callable[[str], object], ask: Callable[[], str]) -> Choice:
    """What the person wants to begin with.

    Args:
        path: where the store would be.
        tell: shows text.
        ask: reads a line.
    """
    tell(_QUESTION.format(path=path))
    while True:
        tell("d, e or q: ")
        try:
            typed = ask().strip().casefold()[:1]
        except EOFError:
            return "leave"
        if typed in _CHOICES:
            return _CHOICES[typed]
