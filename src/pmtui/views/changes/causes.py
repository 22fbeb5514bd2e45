"""This file says what moved each change: commits with their authors, passing time, or rates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from pmtui.figures.reports.comparison import Difference, Mover, ScopeComparison
from pmtui.views.changes.fact import PLANNED, Fact, RowChange
from pmtui.views.reports.changed_values import (
    TOPIC_WORDS,
    moved_text,
    movers_text,
    reasons,
    tone_of,
    value_text,
)
from pmtui.views.wording.formatting import display_title

_PLANNED: Final = ("finish", "task", "milestone")
"""Topics whose day is that of a planned finish."""
_OF_COMPONENTS: Final[Mapping[str, frozenset[str]]] = {
    "finish": frozenset({"finish", PLANNED}),
    "reported": frozenset({"reported_rag", "reported_rating"}),
    "budget": frozenset({"budget"}),
    "actual": frozenset({"actual"}),
    "forecast": frozenset({"forecast"}),
}
"""Fields of a component whose change says what a value of it has become."""
DAYS_LATE: Final = "days_late"
"""Stands for the field in a change of how late something is."""
_WHOLE: Final = frozenset({"added", "removed", "archived", "restored", "finished", "reopened"})


def with_causes(
    changes: Mapping[int, Iterable[RowChange]], comparison: ScopeComparison
) -> dict[int, list[RowChange]]:
    """Changes by component with what moved each, and those that follow from edits elsewhere.

    Args:
        changes: what became of rows.
        comparison: of the scope between the same moments.
    """
    by_subject: dict[tuple[str, str, int], Difference] = {
        change.subject: change for change in comparison.differences
    }
    listed = {
        place: [_with_cause(change, comparison, by_subject) for change in some]
        for place, some in changes.items()
    }
    known: dict[tuple[str, int], list[RowChange]] = {}
    for some in listed.values():
        for change in some:
            for place in {(change.table, change.id), change.row}:
                known.setdefault(place, []).append(change)
    for difference in comparison.differences:
        _, table, row_id = difference.subject
        if row_id and not _is_covered(difference, known.get((table, row_id), ())):
            other = _of_difference(difference, comparison)
            if other is not None:
                listed.setdefault(other.component, []).append(other)
    return listed


def _with_cause(
    change: RowChange,
    comparison: ScopeComparison,
    by_subject: Mapping[tuple[str, str, int], Difference],
) -> RowChange:
    if change.fact.field == PLANNED:
        subjects = ((topic, change.table, change.id) for topic in _PLANNED)
        moved = next((by_subject[key] for key in subjects if key in by_subject), None)
        if moved is not None:
            # What only edits moved is as planned today, the rest as it was at both moments.
            whole = _of_difference(moved, comparison) if moved.is_by_time else None
            return whole or _due_to(change, moved)
        return _by(change, comparison.plan_movers(change.component))
    return _by(change, comparison.edited.get(change.row, ()))


def _by(change: RowChange, movers: Sequence[Mover]) -> RowChange:
    revisions = tuple(mover.revision for mover in movers)
    return msgspec.structs.replace(change, due=movers_text(movers), revisions=revisions)


def _due_to(change: RowChange, difference: Difference) -> RowChange:
    return msgspec.structs.replace(
        change,
        due="; ".join(reasons(difference)),
        revisions=tuple(mover.revision for mover in difference.movers),
    )


def _is_covered(difference: Difference, changes: Iterable[RowChange]) -> bool:
    """Whether what became of a row says all of what a value has become.

    Of what passing time moved nothing does but the planned finish, which has the days of both.
    """
    topic, table, row_id = difference.subject
    own = [change for change in changes if change.is_own]
    if difference.is_by_time:
        return topic in _PLANNED and any(change.fact.field == PLANNED for change in own)
    if table == "components":
        fields = _OF_COMPONENTS.get(topic, frozenset())
        return any(change.fact.field in fields for change in own)
    if topic in {"task", "milestone", "late"}:
        return any(change.fact.days is not None or change.fact.what in _WHOLE for change in own)
    return any(change.row == (table, row_id) for change in changes)


def _of_difference(difference: Difference, comparison: ScopeComparison) -> RowChange | None:
    """A value that is another one as a change; None of what is gone from both moments."""
    _, table, row_id = difference.subject
    for figures in (comparison.now, comparison.then):
        row = figures.workspace.get(table, row_id)
        if row is not None:
            change = RowChange(
                component=row.id if table == "components" else row.component,
                table=table,
                id=row_id,
                key=row.key,
                title=display_title(figures.workspace, table, row),
                is_own=True,
                fact=_fact(difference),
                row=(table, row_id),
            )
            return _due_to(change, difference)
    return None


def _fact(difference: Difference) -> Fact:
    topic, days = difference.subject[0], difference.days
    moved = moved_text(difference)
    before, after = value_text(difference.before), value_text(difference.after)
    text = f"{TOPIC_WORDS[topic]} {before} -> {after}{f' ({moved})' if moved else ''}"
    is_planned = topic in _PLANNED and days is not None
    return Fact(
        what="changed" if not days else "slipped" if days > 0 else "earlier",
        text=text,
        tone=tone_of(difference),
        field=PLANNED if is_planned else DAYS_LATE if topic == "late" else topic,
        before=difference.before.value if difference.before is not None else "",
        after=difference.after.value if difference.after is not None else "",
        days=days,
    )
