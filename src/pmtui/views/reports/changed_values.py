"""This file says what changed between two moments of a scope, each change with what moved it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from pmtui.figures.reports.comparison import (
    BY_RATES,
    BY_TIME,
    Difference,
    Mover,
    ScopeComparison,
    moved_by,
)
from pmtui.figures.reports.kept_value import AMOUNTS, DATED, DONE, ScopeValue, Topic
from pmtui.views.reports.content import ReportLine, ReportSection, long_date
from pmtui.views.shapes.table import Tone
from pmtui.views.wording.formatting import NO_VALUE, choice_label, count_with_noun, display_title

MOST: Final = 8
"""Changes of one kind that are written out."""
_NAMED: Final = 2
"""Commits that are named before the others are counted."""
TOPIC_WORDS: Final[dict[Topic, str]] = {
    "rating": "computed rating", "reported": "reported rating", "finish": "finish",
    "milestone": "milestone", "gate": "gate", "contract": "delivery", "late": "days late",
    "task": "task finish", "budget": "budget", "actual": "actual cost", "forecast": "forecast",
    "planned_benefit": "planned benefit", "realised_benefit": "realised benefit", "risk": "risk",
    "issue": "issue",
}  # fmt: skip
"""What each value is called."""
_ORDER: Final = {topic: place for place, topic in enumerate(TOPIC_WORDS)}
_WORSE: Final = ("", "G", "A", "R")


def changed_section(comparison: ScopeComparison, most: int = MOST) -> ReportSection:
    """What changed, the ratings first, of each kind as many as there is room for.

    Args:
        comparison: of the two moments.
        most: changes of one kind to write out.
    """
    lines: list[ReportLine] = []
    more = 0
    ordered = sorted(
        comparison.differences, key=lambda change: (_ORDER[change.subject[0]], -_size(change))
    )
    for _, alike in groupby(ordered, key=lambda change: change.subject[0]):
        changes = tuple(alike)
        lines += (changed_line(comparison, change) for change in changes[:most])
        more += max(0, len(changes) - most)
    then = comparison.then
    return ReportSection(
        id="changed",
        title=f"What changed since {long_date(then.today)}",
        note=count_with_noun(len(ordered), "change") if ordered else "",
        heads=("what", "was", "is", "by", "due to"),
        lines=tuple(lines),
        more=more,
        empty="nothing changed",
    )


def changed_line(comparison: ScopeComparison, change: Difference) -> ReportLine:
    """What changed, what it was, what it is, by how much, and what moved it."""
    cells = (
        subject_text(comparison, change),
        value_text(change.before),
        value_text(change.after),
        moved_text(change),
        "; ".join(reasons(change)),
    )
    return ReportLine(cells, tone_of(change))


def subject_text(comparison: ScopeComparison, change: Difference) -> str:
    """What a change is of: its key, its title, and which of its values."""
    topic, table, row_id = change.subject
    if not row_id:
        return f"everything: {TOPIC_WORDS[topic]}"
    for figures in (comparison.now, comparison.then):
        row = figures.workspace.get(table, row_id)
        if row is not None:
            title = display_title(figures.workspace, table, row)
            return f"{' '.join(part for part in (row.key, title) if part)}: {TOPIC_WORDS[topic]}"
    return TOPIC_WORDS[topic]


def value_text(value: ScopeValue | None) -> str:
    """A value as people read it; a dash where there is none."""
    if value is None or not value.value:
        return NO_VALUE
    if value.topic in DATED and (day := value.day) is not None:
        return long_date(day)
    if value.topic in AMOUNTS:
        return f"{Decimal(value.value):,} {value.currency}"
    if value.topic == "late":
        return f"{value.value} d"
    return choice_label(value.value)


def moved_text(change: Difference) -> str:
    """By how much a value moved; what happened where that is no number."""
    days = change.days
    if days is not None:
        return f"{abs(days)} d {'later' if days > 0 else 'earlier'}" if days else "0 d"
    if change.before is None:
        return "" if change.subject[0] == "late" else "new"
    if change.after is None:
        return "no longer late" if change.subject[0] == "late" else "gone"
    moved = moved_by(change.before, change.after)
    if moved is None:
        return ""
    if change.subject[0] == "late":
        return f"{moved:+} d"
    return f"{moved:+,}{f' {change.after.currency}' if change.after.currency else ''}"


def reasons(change: Difference) -> Iterator[str]:
    """What moved a value: passing time, changed rates, or commits with their authors."""
    if change.is_by_time:
        days = change.days_by_time
        is_part = days is not None and change.is_by_edits
        yield f"{days:+d} d {BY_TIME}" if is_part else BY_TIME
    if change.is_by_edits:
        commits = movers_text(change.movers)
        if change.is_by_rates:
            yield f"{BY_RATES} ({commits})"
        else:
            yield commits or "commits that the history does not name"


def movers_text(movers: Sequence[Mover]) -> str:
    """Commits by revision and author, the newest first, as many as a line has room for."""
    named = ", ".join(f"r{mover.revision} {mover.author}" for mover in movers[:_NAMED])
    others = len(movers) - _NAMED
    return f"{named} and {others} more" if others > 0 else named


def tone_of(change: Difference) -> Tone:
    """Whether a change is for the worse or for the better."""
    topic = change.subject[0]
    before = change.before.value if change.before is not None else ""
    after = change.after.value if change.after is not None else ""
    if topic in {"rating", "reported"}:
        step = _WORSE.index(after) - _WORSE.index(before) if before and after else 0
    elif topic in DATED:
        step = -1 if after == DONE else change.days or 0
    elif topic in {"late", "forecast", "risk"}:
        moved = moved_by(change.before, change.after) or Decimal(change.before is None)
        step = int(moved.compare(Decimal(0)))
    else:
        step = 0
    return "bad" if step > 0 else "good" if step < 0 else "plain"


def _size(change: Difference) -> Decimal:
    """How much a change weighs among its kind."""
    if change.days is not None:
        return Decimal(abs(change.days))
    moved = moved_by(change.before, change.after)
    return abs(moved) if moved is not None else Decimal(0)


def plain_differences(comparison: ScopeComparison) -> list[dict[str, object]]:
    """All that changed as plain values, for other programs."""
    return [_plain(comparison, change) for change in comparison.differences]


def _plain(comparison: ScopeComparison, change: Difference) -> dict[str, object]:
    topic, table, row_id = change.subject
    now, then = (
        figures.workspace.get(table, row_id) for figures in (comparison.now, comparison.then)
    )
    row = now or then
    return {
        "topic": topic,
        "table": table,
        "key": (row.key if row is not None else "") or None,
        "before": _plain_value(change.before),
        "after": _plain_value(change.after),
        "days": change.days,
        "by_time": change.is_by_time,
        "days_by_time": change.days_by_time if change.is_by_time else None,
        "by_rates": change.is_by_rates,
        "commits": [
            {"revision": mover.revision, "author": mover.author, "action": mover.action}
            for mover in change.movers
        ],
    }


def _plain_value(value: ScopeValue | None) -> dict[str, object] | None:
    if value is None:
        return None
    return {
        "value": value.value or None,
        "currency": value.currency or None,
        "reason": value.reason or None,
    }
