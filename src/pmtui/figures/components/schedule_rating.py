"""This file rates a component's schedule: its slip, what it promised, and the dates it misses."""

from collections.abc import Iterator
from datetime import date

from pmtui.figures.components.rollup import Rollup
from pmtui.figures.core.rag_ratings import Dimension, rag_by, worst
from pmtui.model.entities.components import Component, Rag
from pmtui.model.entities.policy import Policy


def schedule_rating(
    component: Component | None, rollup: Rollup, policy: Policy, today: date
) -> Dimension:
    """Amber and red from days past baseline, past what was promised, and past dates agreed.

    A promise or an agreed date that is missed is amber at least, red from the policy's days on.
    What is promised only below a component is judged there. Unknown without a slip where nothing
    is missed.

    Args:
        component: None for the whole store.
        rollup: its figures with those below.
        policy: from which day on a component is late.
        today: the day from which a promise is past.
    """
    parts = [*_slip(rollup, policy), *_misses(component, rollup, policy, today)]
    if not parts:
        return Dimension("schedule", "", _lacking(rollup))
    rag = worst(rag for rag, _ in parts)
    reasons = [text for part, text in parts if rag == "G" or part != "G"]
    return Dimension("schedule", rag, "; ".join(reasons))


def days_past_promise(component: Component | None, rollup: Rollup, today: date) -> int:
    """Days since the finish that was promised of a component which has not ended; else 0.

    What has all its work done only waits to be closed.
    """
    if component is None or component.finish is None or component.actual_finish is not None:
        return 0
    if rollup.work.tasks and not rollup.work.open:
        return 0
    return max(0, (today - component.finish).days)


def _slip(rollup: Rollup, policy: Policy) -> Iterator[tuple[Rag, str]]:
    slip = rollup.slip
    if slip is None:
        return
    whose = "baseline" if rollup.dates.is_own_baseline else "the latest baseline below"
    if slip <= 0:
        text = f"planned on {whose}" if slip == 0 else f"planned {-slip} d before {whose}"
    else:
        text = f"planned {slip} d past {whose}"
    yield rag_by(slip, policy.late_amber_days, policy.late_red_days), text


def _misses(
    component: Component | None, rollup: Rollup, policy: Policy, today: date
) -> Iterator[tuple[Rag, str]]:
    dates, red = rollup.dates, policy.late_red_days
    is_told = dates.promised_by == "own" or (
        # A due date that is past makes its task overdue, which is counted there.
        dates.promised_by == "tasks" and dates.promised is not None and dates.promised >= today
    )
    missed = -(dates.margin or 0) if is_told else 0
    past = days_past_promise(component, rollup, today)
    if past >= max(missed, 1):
        yield rag_by(past, 1, red), f"{past} d past its promised finish"
    elif missed > 0:
        yield rag_by(missed, 1, red), f"planned {missed} d past its promised finish"
    if dates.missed:
        noun = "agreed date" if dates.missed == 1 else "agreed dates"
        worst_by = f"{dates.missed_days:g} working d"
        text = f"{dates.missed} {noun} missed, by up to {worst_by}"
        yield rag_by(round(dates.missed_days), 0, red), text


def _lacking(rollup: Rollup) -> str:
    if rollup.dates.is_waiting:
        return "its dates are being worked out"
    return "no baseline finish" if rollup.baseline_finish is None else "no finish"
