"""This file declares the figures of check-ins, asks and directives: what came when, how old."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.checkins.standing import (
    COMINGS,
    READS,
    CheckInStanding,
    age,
    days_late,
    last_due,
    open_asks,
    open_recoveries,
    recovery_wanted,
    standings,
)
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import RATINGS_FROM, Figures, Getter
from pmtui.model.entities.components import Component
from pmtui.model.governance.checkins import (
    ASKS,
    CHECKINS,
    DIRECTIVES,
    RECOVERIES,
    Ask,
    CheckIn,
    Directive,
)

_SOURCE: Final = "PMBOK 6, 10.2 manage communications and 4.3 direct and manage project work"


def _coming(figures: Figures) -> Getter:
    def read(component: Component) -> str | None:
        standing = last_due(figures, component.id)
        return standing.coming if standing is not None else None

    return read


def _coming_inputs(figures: Figures, component: int) -> Iterable[Input]:
    policy = figures.workspace.policy
    yield Input("every so many weeks", policy.checkin_weeks)
    yield Input("due on", policy.checkin_day)
    known = standings(figures, component)
    if not known:
        yield Input("undefined because", "check-ins are those of a component: stand on one")
    for standing in known:
        yield Input(f"period up to {standing.due}", _words(standing))


def _words(standing: CheckInStanding) -> str:
    days = f" {standing.days} d" if standing.days else ""
    return f"{standing.coming}{days}" if standing.coming else f"not asked for: {standing.reason}"


def _asks(figures: Figures) -> Getter:
    workspace = figures.workspace

    def read(component: Component) -> int:
        below = workspace.subtree(component.id, archived=False)
        return sum(1 for place in below for _ in open_asks(figures, place))

    return read


def _asks_inputs(figures: Figures, component: int) -> Iterable[Input]:
    yield Input("counted", "asks that are neither answered nor withdrawn, here and below")
    count = 0
    for place in figures.workspace.subtree(component, archived=False):
        for ask in open_asks(figures, place):
            count += 1
            yield Input(f"{ask.key} {ask.title}", f"{age(figures, ask) or 0} d")
    yield Input("together", count)


def _recovery(figures: Figures) -> Getter:
    def read(component: Component) -> str | None:
        if any(open_recoveries(figures, component.id)):
            return "open"
        return "owed" if recovery_wanted(figures, component.id) else None

    return read


def _recovery_inputs(figures: Figures, component: int) -> Iterable[Input]:
    health = figures.health(component)
    yield Input("computed rating", health.computed or None)
    yield Input("reported rating", health.reported or None)
    plans = [row.title for row in open_recoveries(figures, component)]
    yield Input("open recovery plans", ", ".join(plans) or 0)


def _late_inputs(figures: Figures, checkin_id: int) -> Iterable[Input]:
    checkin = figures.workspace.rows_of(CheckIn)[checkin_id]
    policy = figures.workspace.policy
    yield Input("period", checkin.period)
    yield Input("came on", checkin.at)
    yield Input("every so many weeks", policy.checkin_weeks)
    yield Input("due on", policy.checkin_day)


def _ask_inputs(figures: Figures, ask_id: int) -> Iterable[Input]:
    ask = figures.workspace.rows_of(Ask)[ask_id]
    yield Input("asked on", ask.asked_at)
    yield Input("acknowledged on", ask.acknowledged_at)
    yield Input("answered on", ask.answered_at)
    yield Input("needed by", ask.needed_by)
    yield Input("today", figures.today)


def _directive_inputs(figures: Figures, directive_id: int) -> Iterable[Input]:
    directive = figures.workspace.rows_of(Directive)[directive_id]
    yield Input("issued on", directive.issued_at)
    yield Input("acknowledged on", directive.acknowledged_at)
    yield Input("done on", directive.done_at)
    yield Input("due", directive.due)
    yield Input("today", figures.today)


FIGURES: Final = (
    Figure(
        id="recovery",
        table="components",
        title="its recovery plan",
        short="recovery",
        help="whether a recovery plan is open, or owed because it is red or amber",
        kind="choice",
        unit="a word",
        formula="open where one is; owed where it checks in, is red or amber and has none",
        source=_SOURCE,
        undefined="it is green or not asked to check in, and has no open recovery plan",
        reads=RATINGS_FROM | READS | {RECOVERIES.name},
        read=_recovery,
        inputs=_recovery_inputs,
        choices=("owed", "open"),
    ),
    Figure(
        id="checkin",
        table="components",
        title="how its last check-in came",
        help="whether its check-in of the last period came, came late or is missing",
        kind="choice",
        unit="received, late, missing or due",
        formula=(
            "received by the last day of its period, late after it, missing once it is past and"
            " none came, due until then"
        ),
        source=_SOURCE,
        undefined="none is asked for: it is no project under way, or nobody has checked in yet",
        reads=READS,
        read=_coming,
        inputs=_coming_inputs,
        choices=COMINGS,
    ),
    Figure(
        id="open_asks",
        table="components",
        title="asks without an answer",
        short="open asks",
        help="asks that are neither answered nor withdrawn, here and below",
        kind="number",
        unit="count",
        formula="count of the asks of it and of what lies below that are open or acknowledged",
        source=_SOURCE,
        undefined="never",
        reads=frozenset({"components", ASKS.name}),
        read=_asks,
        inputs=_asks_inputs,
    ),
    Figure(
        id="days_late",
        table=CHECKINS.name,
        title="days it came late",
        short="late",
        help="days it came after the last day of its period",
        kind="number",
        unit="days",
        formula="the day it came - the last day of its period, 0 where it came before",
        source=_SOURCE,
        undefined="the day it came is not known",
        reads=READS,
        read=lambda figures: lambda checkin: days_late(figures, checkin),
        inputs=_late_inputs,
    ),
    Figure(
        id="age",
        table=ASKS.name,
        title="days it waits for its answer",
        help="days from the day it was asked to its answer, or to today",
        kind="number",
        unit="days",
        formula="the day it was answered, else today - the day it was asked",
        source=_SOURCE,
        undefined="the day it was asked is not known",
        reads=frozenset({ASKS.name}),
        read=lambda figures: lambda ask: age(figures, ask),
        inputs=_ask_inputs,
    ),
    Figure(
        id="age",
        table=DIRECTIVES.name,
        title="days since it was issued",
        help="days from the day it was issued until it was done, or to today",
        kind="number",
        unit="days",
        formula="the day it was done, else today - the day it was issued",
        source=_SOURCE,
        undefined="the day it was issued is not known",
        reads=frozenset({DIRECTIVES.name}),
        read=lambda figures: lambda directive: age(figures, directive),
        inputs=_directive_inputs,
    ),
)
"""What is known of who reports and who waits."""
