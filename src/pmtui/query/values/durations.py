"""This file reads and writes working time: `3d`, `1d 4h`, `90m`, as minutes of a store's day."""

import re
from typing import Final

from pmtui.model.calendar.work_calendar import MINUTES_PER_DAY
from pmtui.query.error import QueryError
from pmtui.query.values.lengths import Length, length_text, read_length

_GAP_HINT: Final = "write 2d+1w: after 2d of work a gap of 1w; more behind a comma"
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


def parse_duration(text: str, minutes_per_day: int) -> int:
    """Working minutes of `3d`, `2h`, `1.5d`, `1w`, `1mo`, `90m` or `PT16H`; a minus makes a lead.

    Raises:
        QueryError: it is no working time, or can be read in two ways.
    """
    minutes, unit = read_length(text, minutes_per_day)
    if unit != "work":
        raise QueryError(f"{text.strip()!r} is not working time", hint="write 3d or 24h")
    return minutes


def parse_clock(text: str) -> int:
    """Minutes after midnight of a time of day: `8:00`, `13:30`, `24:00`.

    Raises:
        QueryError: it is no time of day.
    """
    found = _CLOCK.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found else -1
    if not found or int(found[2]) > 59 or minutes > MINUTES_PER_DAY:
        raise QueryError(f"{text.strip()!r} is not a time of day", hint="write 8:00 or 13:30")
    return minutes


def duration_text(minutes: int, minutes_per_day: int) -> str:
    """Working minutes as people read them: `3d`, `1d 4h`, `45m`; reads back to the same."""
    return length_text(Length(minutes), minutes_per_day)


def parse_gaps(text: str, minutes_per_day: int) -> tuple[tuple[int, int], ...]:
    """The gaps of a split task, in order: `2d+1w, 4d+1d`, each after so much work in all.

    Raises:
        QueryError: one lacks its length, or no work or gap is left between two.
    """
    gaps: dict[int, int] = {}
    for part in re.split(r"[,;]", text):
        work, plus, gap = part.partition("+")
        if not plus:
            raise QueryError(f"{part.strip()!r} is no gap", hint=_GAP_HINT)
        at, length = parse_duration(work, minutes_per_day), parse_duration(gap, minutes_per_day)
        if at <= 0 or length <= 0:
            raise QueryError(f"{part.strip()!r} is no gap between two parts", hint=_GAP_HINT)
        if at in gaps:
            raise QueryError(f"two gaps after {work.strip()}", hint=_GAP_HINT)
        gaps[at] = length
    return tuple(sorted(gaps.items()))


def gaps_text(gaps: tuple[tuple[int, int], ...], minutes_per_day: int) -> str:
    """Gaps as people read them: `2d+1w`; reads back to the same."""
    return ", ".join(
        f"{duration_text(at, minutes_per_day)}+{duration_text(gap, minutes_per_day)}"
        for at, gap in gaps
    )
