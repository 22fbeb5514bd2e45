"""This file reads what people do and see, day by day, out of a page that is written for readers.

A heading with a date begins a day. In a block `console` a line such as `ann$ pmtui ...` is typed
by Ann; what stands below it has to come, in that order, with `...` for what is left out. In a block
`screen bob` a line that begins with `>` is what Bob presses, text in quotes; what stands below it
has to be on his screen.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

_HEADING: Final = re.compile(r"#+ .*?(\d{1,2} [A-Z][a-z]+ \d{4})")
_FENCE: Final = re.compile(r"```(console|screen) ?(\w*)$")
_TYPED: Final = re.compile(r"(\w+)\$ pmtui ?(.*)$")
_PRESSED: Final = re.compile(r'"[^"]*"|\S+')
_LEFT_OUT: Final = "..."


class Step(NamedTuple):
    """What one person does, and what comes of it."""

    day: date
    who: str
    line: int
    """Where it stands in the page."""
    typed: str
    """A command line, without the name of the program; empty where keys are pressed."""
    keys: tuple[str, ...]
    seen: tuple[str, ...]


def steps(page: str) -> Iterator[Step]:
    """Every step of a page, in order."""
    day, kind, who = date.min, "", ""
    begun: Step | None = None
    for number, line in enumerate(page.splitlines(), 1):
        fence = _FENCE.match(line)
        if kind and line == "```":
            yield from (begun,) if begun is not None else ()
            kind, begun = "", None
        elif fence is not None and not kind:
            kind, who = fence[1], fence[2]
        elif not kind:
            heading = _HEADING.match(line)
            day = datetime.strptime(heading[1], "%d %B %Y").date() if heading is not None else day  # noqa: DTZ007
        else:
            typed = _TYPED.match(line) if kind == "console" else None
            pressed = line[1:] if kind == "screen" and line.startswith(">") else None
            if typed is not None or pressed is not None:
                yield from (begun,) if begun is not None else ()
                keys = tuple(_PRESSED.findall(pressed or ""))
                person, words = (typed[1], typed[2]) if typed is not None else (who, "")
                begun = Step(day, person, number, words, keys, ())
            elif begun is not None and line.strip() not in {"", _LEFT_OUT}:
                begun = begun._replace(seen=(*begun.seen, line))
