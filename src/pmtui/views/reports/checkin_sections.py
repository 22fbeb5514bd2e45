"""This file says in a report what check-ins said: how it goes, what is needed, what comes next."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pmtui.figures.checkins.standing import (
    COMINGS,
    CheckInStanding,
    age,
    last_checkin,
    last_due,
    needs_of,
    open_asks,
)
from pmtui.figures.reports.comparison import ScopeComparison
from pmtui.views.reports.content import (
    MOST,
    WORD_TITLES,
    WORST_FIRST,
    ReportLine,
    ReportSection,
    long_date,
)
from pmtui.views.wording.formatting import NO_VALUE, RAG_TONES, person_name

_NAMED: Final = 3
"""Missing check-ins that are named before the others are counted."""
_CAME: Final = {"received": "in"}
"""How a check-in came, where a report has another word for it."""


def word_sections(comparison: ScopeComparison) -> Iterator[ReportSection]:
    """What the last check-in of a scope said, and what it asks for; nothing where none is known.

    The words of the author of a report take the place of what a section says.
    """
    checkin = last_checkin(comparison.now, comparison.scope)
    note = _source(comparison)
    parts = {
        "summary": _lines(checkin.text) if checkin is not None else (),
        "needs": tuple(_needs(comparison)),
        "next_steps": _lines(checkin.next_steps) if checkin is not None else (),
    }
    for name, lines in parts.items():
        if lines:
            yield ReportSection(
                id=name,
                title=WORD_TITLES[name],
                note=note,
                heads=("what", "from", "needed by", "waits") if name == "needs" else (),
                lines=lines[:MOST],
                more=max(0, len(lines) - MOST),
            )


def _lines(text: str) -> tuple[ReportLine, ...]:
    return tuple(ReportLine((line.strip(),)) for line in text.splitlines() if line.strip())


def _source(comparison: ScopeComparison) -> str:
    """Whose check-in of which day it is, and whether a later one is missing."""
    figures, scope = comparison.now, comparison.scope
    checkin, standing = last_checkin(figures, scope), last_due(figures, scope)
    missing = ""
    if standing is not None and standing.coming == "missing":
        missing = f"the one due {long_date(standing.due)} is missing"
    if checkin is None:
        return f"no check-in yet: {missing}" if missing else ""
    by = f" by {person_name(figures.workspace, checkin.by)}" if checkin.by else ""
    text = f"check-in of {long_date(checkin.at or checkin.period)}{by}"
    return f"{text}; {missing}" if missing else text


def _needs(comparison: ScopeComparison) -> Iterator[ReportLine]:
    """What is needed, from whom, by when, and how long it has waited."""
    figures = comparison.now
    for need in needs_of(figures, comparison.scope):
        if isinstance(need, str):
            yield ReportLine((need, NO_VALUE, NO_VALUE, NO_VALUE))
            continue
        days = age(figures, need)
        waits = NO_VALUE if days is None else f"{days} d"
        seen = ", acknowledged" if need.state == "acknowledged" else ""
        is_late = need.needed_by is not None and need.needed_by < figures.today
        cells = (
            f"{need.key} {need.title}", person_name(figures.workspace, need.owner),
            long_date(need.needed_by), f"{waits}{seen}",
        )  # fmt: skip
        yield ReportLine(cells, "bad" if is_late else "plain")


def checkins_section(comparison: ScopeComparison) -> Iterator[ReportSection]:
    """The check-ins right below a scope, a line each; none where nobody there is asked for one."""
    children = comparison.now.live_children(comparison.scope)
    below = [_line_of(comparison, child) for child in children]
    known = sorted((pair for pair in below if pair is not None), key=lambda pair: pair[0])
    if known:
        yield ReportSection(
            id="checked_in",
            title="Check-ins",
            note=_counts(_below(comparison, comparison.scope)),
            heads=("component", "came", "rating", "how it goes", "open asks"),
            lines=tuple(line for _, line in known[:MOST]),
            more=max(0, len(known) - MOST),
        )


_Order = tuple[int, int, int]
"""How soon a line is read: missing before late before in, then red before green."""


def _line_of(comparison: ScopeComparison, component: int) -> tuple[_Order, ReportLine] | None:
    """The line of a component; None where neither it nor anything in it is asked to check in."""
    figures = comparison.now
    row = figures.workspace.components[component]
    standing, checkin = last_due(figures, component), last_checkin(figures, component)
    is_asked = standing is not None and bool(standing.coming)
    below = [] if is_asked else _below(comparison, component)
    if checkin is None and not is_asked and not below:
        return None
    comings = [standing] if standing is not None and is_asked else below
    worst = min((COMINGS.index(coming.coming) for coming in comings), default=len(COMINGS))
    rag = checkin.rag if checkin is not None and checkin.rag else row.reported_rag
    asks = sum(1 for place in figures.live_subtree(component) for _ in open_asks(figures, place))
    came = _came(comings[0]) if is_asked else _counts(below)
    if checkin is not None:
        is_old = is_asked and comings[0].coming == "missing"
        text = _how_it_goes(checkin.text, checkin.at or checkin.period if is_old else None)
    else:
        text = _missing(comparison, component) or _worst(comparison, below)
    cells = (f"{row.key} {row.name}", came or NO_VALUE, rag or NO_VALUE, text, str(asks))
    is_missing, is_late = (
        worst == COMINGS.index("missing"), worst == COMINGS.index("late"),
    )  # fmt: skip
    tone = RAG_TONES[rag]
    line = ReportLine(cells, "bad" if is_missing else "warn" if is_late else tone)
    return (worst, WORST_FIRST[rag], component), line


def _below(comparison: ScopeComparison, component: int) -> list[CheckInStanding]:
    """How those came that are asked for in all that lies below a component."""
    figures = comparison.now
    known = (last_due(figures, place) for place in figures.live_subtree(component))
    return [standing for standing in known if standing is not None and standing.coming]


def _came(standing: CheckInStanding) -> str:
    """How a check-in came: `in`, `due`, `late 2 d`, `missing 3 d`."""
    coming = _CAME.get(standing.coming, standing.coming)
    return f"{coming} {standing.days} d" if standing.days else coming


def _counts(comings: Sequence[CheckInStanding]) -> str:
    """How many came how, the worst first: `1 missing, 2 in`."""
    counts = Counter(standing.coming for standing in comings)
    return ", ".join(
        f"{counts[coming]} {_CAME.get(coming, coming)}" for coming in COMINGS if counts[coming]
    )


def _missing(comparison: ScopeComparison, component: int) -> str:
    """Whose check-in is missing below a component, as many as a line has room for."""
    figures = comparison.now
    names = [
        f"{figures.workspace.components[place].key} {standing.days} d"
        for place in figures.live_subtree(component)
        if place != component
        and (standing := last_due(figures, place)) is not None
        and standing.coming == "missing"
    ]
    others = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"missing: {', '.join(names[:_NAMED])}{others}" if names else ""


def _worst(comparison: ScopeComparison, comings: Sequence[CheckInStanding]) -> str:
    """What was said of the component with the worst rating: `P-4 A: waits for the vendor`."""
    given = [standing.checkin for standing in comings if standing.checkin is not None]
    if not given:
        return NO_VALUE
    worst = min(given, key=lambda checkin: (WORST_FIRST[checkin.rag], checkin.component))
    key = comparison.now.workspace.components[worst.component].key
    return f"{f'{key} {worst.rag}'.strip()}: {_how_it_goes(worst.text, None)}"


def _how_it_goes(text: str, day: date | None) -> str:
    """How it goes in one line; with its day where a newer check-in is missing."""
    line = " ".join(text.split())
    return f"{long_date(day)}: {line}" if day is not None else line
