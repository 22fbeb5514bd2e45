"""This file says which check-ins came, came late or are missing, and how old asks are."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import msgspec

from pmtui.figures.core.rag_ratings import worst
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import COMPONENTS, LIVE_COMPONENT_STATES, Component, Rag
from pmtui.model.entities.policy import POLICY
from pmtui.model.governance.checkins import CHECKINS, Ask, CheckIn, Directive, Recovery
from pmtui.model.governance.rhythm import is_first_half, period_of, periods_until
from pmtui.model.workspace.workspace import Workspace

Coming = Literal["received", "late", "missing", "due", ""]
"""How a check-in came: on time, after its day, not by its day, not yet; or none is expected."""
COMINGS: Final[tuple[Coming, ...]] = ("missing", "late", "due", "received")
"""The same, the worst first."""
READS: Final = frozenset({COMPONENTS.name, CHECKINS.name, POLICY.name})
"""The tables that the standing of check-ins is worked out from."""
PERIODS: Final = 4
"""Periods that are looked at, with the one under way."""


class CheckInStanding(msgspec.Struct, frozen=True, kw_only=True):
    """How the check-in of a component about a period came."""

    due: date
    """The last day of the period."""
    coming: Coming
    days: int = 0
    """Days it came after that day, or is waited for."""
    checkin: CheckIn | None = None
    """What was said last of the period; None while nothing was."""
    reason: str = ""
    """Why none is expected; empty where one is."""


def checkins_of(figures: Figures, component: int) -> dict[date, list[CheckIn]]:
    """The check-ins of a component by the last day of the period each is about, in order."""
    policy = figures.workspace.policy
    of_period: dict[date, list[CheckIn]] = {}
    for row in figures.workspace.rows_by(CheckIn, "component", component):
        day = row.period or row.at
        if day is not None and not row.archived:
            of_period.setdefault(period_of(policy, day), []).append(row)
    for rows in of_period.values():
        rows.sort(key=lambda row: (row.at or date.min, row.id))
    return of_period


def standings(
    figures: Figures, component: int, count: int = PERIODS
) -> tuple[CheckInStanding, ...]:
    """How the check-ins of a component about the last periods came, oldest first."""
    row = figures.workspace.components.get(component)
    if row is None:
        return ()
    of_period = checkins_of(figures, component)
    periods = periods_until(figures.workspace.policy, figures.today, count)
    return tuple(_standing(figures, row, due, of_period.get(due, [])) for due in periods)


def _standing(
    figures: Figures, component: Component, due: date, rows: list[CheckIn]
) -> CheckInStanding:
    if rows:
        first = min(row.at or date.min for row in rows)
        days = max(0, (first - due).days)
        return CheckInStanding(
            due=due, coming="late" if days else "received", days=days, checkin=rows[-1]
        )
    reason = _unexpected(figures, component, due)
    if reason:
        return CheckInStanding(due=due, coming="", reason=reason)
    days = (figures.today - due).days
    return CheckInStanding(due=due, coming="missing" if days > 0 else "due", days=max(0, days))


def is_under_way(component: Component) -> bool:
    """Whether work goes on in a component, so that there is something to be reported of it."""
    return not component.archived and component.state in LIVE_COMPONENT_STATES


def _unexpected(figures: Figures, component: Component, due: date) -> str:
    """Why a component is not expected to check in about a period; empty where it is."""
    policy = figures.workspace.policy
    if not policy.checkin_weeks:
        return "the policy asks for no check-ins (checkin_weeks)"
    if component.kind != "project":
        return f"a {component.kind} is not asked to check in"
    if not is_under_way(component):
        return "it is not under way"
    if component.start is not None and component.start > due:
        return "it had not started"
    begun = first_period(figures.workspace)
    if begun is None or due < begun:
        return "nobody had checked in yet"
    return ""


@lru_cache(maxsize=4)
def first_period(workspace: Workspace) -> date | None:
    """The period of the first check-in of a store; None where nobody has checked in.

    From it on every project under way is expected to.
    """
    rows = workspace.rows_of(CheckIn).values()
    days = [day for row in rows if not row.archived and (day := row.period or row.at)]
    return period_of(workspace.policy, min(days)) if days else None


def last_due(figures: Figures, component: int) -> CheckInStanding | None:
    """How the check-in came that is to be spoken of: of the last period, else of the one now."""
    if first_period(figures.workspace) is None:
        return None
    known = standings(figures, component, 2)
    asked = [standing for standing in known if standing.coming]
    current = next((standing for standing in asked[::-1] if standing.coming != "due"), None)
    return current or (asked[-1] if asked else None)


def recovery_wanted(
    figures: Figures, component: int, reported: Rag = "", *, checks_in: bool = False
) -> Rag:
    """The red or amber for which a component owes a recovery plan; empty where it owes none.

    A component that is asked to check in owes one while the worst of its ratings is no green and
    no recovery plan of it is open.

    Args:
        figures: of the workspace.
        component: its id.
        reported: a rating that is about to be reported.
        checks_in: whether it checks in just now, asked or not.
    """
    if not checks_in and last_due(figures, component) is None:
        return ""
    health = figures.health(component)
    rag = worst((health.computed, reported or health.reported))
    has_plan = any(open_recoveries(figures, component))
    return rag if rag in {"A", "R"} and not has_plan else ""


def open_recoveries(figures: Figures, component: int) -> Iterator[Recovery]:
    """The recovery plans of a component that are open."""
    for row in figures.workspace.rows_by(Recovery, "component", component):
        if row.state == "open" and not row.archived:
            yield row


def last_checkin(figures: Figures, component: int) -> CheckIn | None:
    """The newest check-in of a component, whatever period it is about; None where none came."""
    of_period = checkins_of(figures, component)
    return of_period[max(of_period)][-1] if of_period else None


def period_to_check_in(figures: Figures, component: int) -> date:
    """The period that a check-in of today is about.

    In the first half of a period that is the one before it, where nothing was said of that yet.
    """
    policy, today = figures.workspace.policy, figures.today
    now = period_of(policy, today)
    before = next(iter(standings(figures, component, 2)), None)
    if before is None or before.coming != "missing" or not is_first_half(policy, today):
        return now
    return before.due


def days_late(figures: Figures, checkin: CheckIn) -> int | None:
    """Days a check-in came after the last day of its period; 0 on time, None without a day."""
    if checkin.at is None:
        return None
    due = period_of(figures.workspace.policy, checkin.period or checkin.at)
    return max(0, (checkin.at - due).days)


def age(figures: Figures, row: Ask | Directive) -> int | None:
    """Days an ask waited for its answer, or a directive until it was done; so far while open."""
    if isinstance(row, Ask):
        begun, ended = row.asked_at, row.answered_at
    else:
        begun, ended = row.issued_at, row.done_at
    if begun is None:
        return None
    return max(0, ((ended or figures.today) - begun).days)


def open_asks(figures: Figures, component: int) -> Iterator[Ask]:
    """The asks of a component that are neither answered nor withdrawn."""
    for ask in figures.workspace.rows_by(Ask, "component", component):
        if not ask.archived and ask.state in {"open", "acknowledged"}:
            yield ask


def needs_of(figures: Figures, component: int) -> Iterator[Ask | str]:
    """What a component needs: its open asks, the longest waiting first, then what nobody was asked.

    The latter are the needs of its last check-in that no ask of it has the words of, answered or
    not.
    """
    asks = sorted(
        open_asks(figures, component), key=lambda ask: (-(age(figures, ask) or 0), ask.id)
    )
    yield from asks
    checkin = last_checkin(figures, component)
    every = figures.workspace.rows_by(Ask, "component", component)
    asked = {ask.title.casefold() for ask in every if not ask.archived}
    for line in checkin.needs.splitlines() if checkin is not None else ():
        if line.strip() and line.strip().casefold() not in asked:
            yield line.strip()
