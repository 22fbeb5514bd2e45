"""This file reads and writes working time: `3d`, `1d 4h`, `90m`, as minutes of a store's day."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.model.workcal import MINUTES_PER_DAY
from pmtui.query.error import QueryError

DAYS_PER_WEEK: Final = 5
"""Working days that `1w` stands for."""

_GAP_HINT: Final = "write 2d+1w: after 2d of work a gap of 1w; more behind a comma"
_PART: Final = re.compile(
    r"(\d{1,9}(?:[.,]\d{1,6})?)\s*"
    r"(?:(w)(?:eeks?)?|(d)(?:ays?)?|(h)(?:ours?|rs?)?|(m)(?:in(?:ute)?s?)?)(?![a-z])\s*",
    re.ASCII,
)
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_LONGEST: Final = (1 << 53) - 1


def parse_duration(text: str, minutes_per_day: int) -> int:
    """Working minutes of `3d`, `2h`, `1.5d`, `1w`, `90m` or `1d 4h`; a minus makes a lead.

    Raises:
        QueryError: a part without its unit, or no number at all.
    """
    typed = text.strip().casefold()
    sign = -1 if typed.startswith("-") else 1
    rest = typed[1:].strip() if typed[:1] in {"+", "-"} else typed
    total = Decimal(0)
    minutes = {"w": minutes_per_day * DAYS_PER_WEEK, "d": minutes_per_day, "h": 60, "m": 1}
    at = 0
    while at < len(rest) and (found := _PART.match(rest, at)):
        total += (
            Decimal(found[1].replace(",", ".")) * minutes[next(filter(None, found.groups()[1:]))]
        )
        at = found.end()
    if not rest or at < len(rest):
        raise QueryError(
            f"{text.strip()!r} is not a duration", hint="write 3d, 2h, 1.5d, 1w or 90m"
        )
    whole = int(total.quantize(Decimal(1), ROUND_HALF_UP))
    if whole > _LONGEST:
        raise QueryError(f"{text.strip()!r} is too long to keep exact")
    return sign * whole


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
    if minutes == 0:
        return "0d"
    days, rest = divmod(abs(minutes), minutes_per_day)
    hours, left = divmod(rest, 60)
    parts = [f"{days}d" if days else "", f"{hours}h" if hours else "", f"{left}m" if left else ""]
    return ("-" if minutes < 0 else "") + " ".join(part for part in parts if part)


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
