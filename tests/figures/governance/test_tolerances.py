"""This file tests what has gone further from what was agreed than is tolerated."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.governance.tolerances import departures, exceeded, unraised
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.requirements import Acceptance, Requirement
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.registers import Issue
from pmtui.model.governance.bodies import TOLERANCE_LIMITS, Tolerance, ToleranceKind
from pmtui.model.rules.checks import check
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    figures_of,
    id_of,
)
from tests.figures.benefits.benefits import a_benefit, a_point, a_reading


def a_tolerance(key: str, within: str, kind: ToleranceKind, **fields: Any) -> Tolerance:
    place = id_of(within) if within else 0
    return Tolerance(id=id_of(key), key=key, component=place, title=key, kind=kind, **fields)


def _figures(*parts: Entity | Parts, **project: Any) -> Figures:
    base = a_component("PF-1"), a_component("PG-1", "PF-1"), a_project("P-1", "PG-1", **project)
    return figures_of(*base, *parts)


def _told(*parts: Entity | Parts, **project: Any) -> list[tuple[str, bool]]:
    found = departures(_figures(*parts, **project), id_of("P-1"))
    return [(departure.text, departure.is_exceeded) for departure in found]


_PAST = {"finish": TODAY - timedelta(days=12)}


def test_time_is_counted_from_the_agreed_finish_and_the_limit_itself_is_tolerated() -> None:
    work = a_task("T-1", days=1)
    eleven, twelve = (a_tolerance("TL-1", "", "time", days=days) for days in (11, 12))
    assert _told(eleven, work, **_PAST) == [("12 d of at most 11 d", True)]
    assert _told(twelve, work, **_PAST) == [("12 d of at most 12 d", False)]


def test_without_an_agreed_finish_nobody_knows_and_nothing_is_exceeded() -> None:
    told = _told(a_tolerance("TL-1", "", "time", days=0))
    assert told == [("not known: it has no baseline and no agreed finish", False)]


_MONEY = {"budget": Money(100_000_00, "EUR"), "forecast": Money(105_010_00, "EUR")}


def test_cost_is_the_forecast_over_the_budget_in_percent_and_in_money() -> None:
    told = _told(
        a_tolerance("TL-1", "P-1", "cost", percent=5),
        a_tolerance("TL-2", "P-1", "cost", amount=Money(6_000_00, "EUR")),
        a_tolerance("TL-3", "P-1", "cost", amount=Money(6_000_00, "CHF")),
        **_MONEY,
    )
    assert told == [
        ("5.1 % of at most 5 %", True),
        ("5,010.00 EUR of at most 6,000.00 EUR", False),
        ("not known: no rate from EUR to CHF", False),
    ]


def test_the_nearest_component_with_a_tolerance_of_the_kind_has_its_way() -> None:
    every = [
        a_tolerance("TL-1", "", "time", days=1),
        a_tolerance("TL-2", "PF-1", "time", days=2),
        a_tolerance("TL-3", "PG-1", "cost", percent=1),
        a_tolerance("TL-4", "P-1", "time", days=4, since=TODAY + timedelta(days=1)),
        a_tolerance("TL-5", "P-1", "time", days=5, archived=True),
    ]
    figures = _figures(*every, **_PAST, **_MONEY)
    keys = [departure.tolerance.key for departure in departures(figures, id_of("P-1"))]
    assert keys == ["TL-2", "TL-3"]


def test_threats_beyond_a_score_are_told_one_by_one_until_they_are_handed_up() -> None:
    parts = (
        a_tolerance("TL-1", "", "risk", count=12),
        a_risk("R-1", 4, 4),
        a_risk("R-2", 3, 4),
        a_risk("R-3", 5, 5, state="closed"),
        a_risk("R-4", 5, 5, kind="opportunity"),
        a_risk("R-5", 5, 5, state="escalated", escalated_to=id_of("PG-1")),
    )
    beyond = exceeded(_figures(*parts), id_of("P-1"))
    assert [(one.table, one.id, one.text) for one in beyond] == [
        ("risks", id_of("R-1"), "16 of at most 12 points")
    ]


def test_what_threats_are_expected_to_cost_is_held_to_an_amount() -> None:
    threat = a_risk("R-1", 5, 1, money_impact=Money(10_000_00, "EUR"))
    limit = a_tolerance("TL-1", "", "risk", amount=Money(1_000_00, "EUR"))
    ((text, is_exceeded),) = _told(limit, threat)
    assert is_exceeded
    assert text.endswith("of at most 1,000.00 EUR")
    assert _told(limit) == [("0.00 EUR of at most 1,000.00 EUR", False)]


def test_requirements_dropped_or_late_count_against_scope() -> None:
    def requirement(key: str, **fields: Any) -> Requirement:
        given = {"component": id_of("P-1"), "title": key, **fields}
        return Requirement(id=id_of(key), key=key, **given)

    late = {"due": TODAY - timedelta(days=1)}
    told = _told(
        a_tolerance("TL-1", "", "scope", count=1),
        requirement("Q-1", state="dropped"),
        requirement("Q-2", state="agreed", **late),
        requirement("Q-3", state="accepted", **late),
        requirement("Q-4", state="dropped", archived=True),
    )
    assert told == [("2 of at most 1 requirements dropped or late", True)]


def test_a_deliverable_counts_by_its_newest_verdict() -> None:
    def verdict(number: int, task: str, word: Any) -> Acceptance:
        day = TODAY - timedelta(days=10 - number)
        place = {"component": id_of("P-1"), "task": id_of(task), "at": day, "verdict": word}
        return Acceptance(id=9_000 + number, **place)

    told = _told(
        a_tolerance("TL-1", "", "quality", count=0),
        a_task("T-1"),
        a_task("T-2"),
        verdict(1, "T-1", "rejected"),
        verdict(2, "T-1", "accepted"),
        verdict(3, "T-2", "rejected"),
    )
    assert told == [("1 of at most 0 deliverables rejected", True)]


def test_a_benefit_is_short_in_percent_of_its_way_from_baseline_to_target() -> None:
    parts = (
        a_benefit(state="realising", baseline="260", target="120"),
        a_point("B-1", date(2026, 10, 1), "190"),
        a_reading("B-1", TODAY, "204"),
        a_tolerance("TL-1", "", "benefit", percent=9),
    )
    assert _told(*parts) == [("10 % of at most 9 % behind its profile", True)]


def test_what_has_ended_is_held_to_no_tolerance() -> None:
    assert not _told(a_tolerance("TL-1", "", "time", days=0), state="closed", **_PAST)


def test_what_was_raised_is_not_proposed_again_while_its_issue_is_open() -> None:
    def left(**fields: Any) -> int:
        issue = Issue(
            id=77, component=id_of("P-1"), title="late", tags=("time-exception",), **fields
        )
        parts = a_tolerance("TL-1", "", "time", days=1), issue
        return len([*unraised(_figures(*parts, **_PAST), id_of("P-1"))])

    assert left() == 0
    assert left(state="closed") == 1
    assert left(archived=True) == 1


@pytest.mark.parametrize("kind", TOLERANCE_LIMITS)
def test_a_tolerance_is_given_in_what_its_kind_is_measured_in(kind: ToleranceKind) -> None:
    limits = {"days": 1, "percent": 1, "amount": Money(1, "EUR"), "count": 1}
    for field, limit in limits.items():
        row = a_tolerance("TL-1", "", kind, **{field: limit})
        problems = check(a_workspace(row), {("tolerances", row.id)}, set())
        assert bool(problems) == (field not in TOLERANCE_LIMITS[kind]), (field, problems)
    bare = a_tolerance("TL-1", "P-1", kind)
    ((text, is_exceeded),) = _told(bare, **_PAST)
    assert text == f"not known: TL-1 says no limit ({', '.join(TOLERANCE_LIMITS[kind])})"
    assert not is_exceeded


def test_a_tolerance_without_a_limit_does_not_lift_the_one_above() -> None:
    bare, above = a_tolerance("TL-1", "P-1", "time"), a_tolerance("TL-2", "PG-1", "time", days=5)
    told = _told(bare, above, **_PAST)
    assert ("12 d of at most 5 d", True) in told


@pytest.mark.parametrize(("since", "holds"), [(TODAY, True), (TODAY + timedelta(days=1), False)])
def test_a_tolerance_holds_from_its_first_day(since: date, *, holds: bool) -> None:
    assert bool(_told(a_tolerance("TL-1", "", "time", days=1, since=since), **_PAST)) is holds


def test_how_far_over_it_is_counts_from_the_limit() -> None:
    figures = _figures(a_tolerance("TL-1", "", "time", days=5), **_PAST)
    (departure,) = departures(figures, id_of("P-1"))
    assert departure.over == 7
    within = _figures(a_tolerance("TL-1", "", "time", days=50), **_PAST)
    assert [one.over for one in departures(within, id_of("P-1"))] == [0]


def test_a_plan_within_its_baseline_and_promise_departs_by_nothing() -> None:
    ahead = {"baseline_finish": TODAY + timedelta(days=90), "finish": TODAY + timedelta(days=90)}
    told = _told(a_tolerance("TL-1", "", "time", days=0), a_task("T-1", days=1), **ahead)
    assert told == [("0 d of at most 0 d", False)]
    slipped = {"baseline_finish": TODAY - timedelta(days=3)}
    told = _told(a_tolerance("TL-1", "", "time", days=2), a_task("T-1", days=1), **slipped)
    assert told == [("3 d of at most 2 d", True)]


@pytest.mark.parametrize("lacking", ["budget", "forecast"])
def test_without_budget_or_forecast_nobody_knows_what_it_costs_too_much(lacking: str) -> None:
    given = {name: money for name, money in _MONEY.items() if name != lacking}
    told = _told(a_tolerance("TL-1", "", "cost", percent=0), **given)
    assert told == [("not known: its budget or its forecast is undefined", False)]


def test_of_a_budget_of_nothing_there_is_no_percent() -> None:
    money = {"budget": Money(0, "EUR"), "forecast": Money(5_00, "EUR")}
    limits = {"percent": 5, "amount": Money(4_00, "EUR")}
    told = _told(a_tolerance("TL-1", "", "cost", **limits), **money)
    assert told == [("5.00 EUR of at most 4.00 EUR", True)]


def test_the_limit_in_money_is_itself_tolerated() -> None:
    exact = a_tolerance("TL-1", "", "cost", amount=Money(5_010_00, "EUR"))
    assert _told(exact, **_MONEY) == [("5,010.00 EUR of at most 5,010.00 EUR", False)]


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"due": TODAY}, 0),
        ({"due": TODAY - timedelta(days=1)}, 1),
        ({}, 0),
        ({"state": "dropped"}, 1),
    ],
)
def test_a_requirement_is_late_the_day_after_it_was_due(
    fields: dict[str, Any], counts: int
) -> None:
    row = Requirement(id=9, component=id_of("P-1"), title="Fast", **fields)
    ((text, _),) = _told(a_tolerance("TL-1", "", "scope", count=0), row)
    assert text == f"{counts} of at most 0 requirements dropped or late"


@pytest.mark.parametrize(
    ("count", "verdict", "archived", "told"),
    [
        (1, "rejected", False, ("1 of at most 1 deliverables rejected", False)),
        (0, "rejected", False, ("1 of at most 0 deliverables rejected", True)),
        (0, "accepted", False, ("0 of at most 0 deliverables rejected", False)),
        (0, "rejected", True, ("0 of at most 0 deliverables rejected", False)),
    ],
)
def test_rejected_is_what_was_rejected_last_and_is_not_archived(
    count: int, verdict: Any, told: tuple[str, bool], *, archived: bool
) -> None:
    row = Acceptance(id=9, component=id_of("P-1"), task=id_of("T-1"), at=TODAY, verdict=verdict)
    parts = a_tolerance("TL-1", "", "quality", count=count), a_task("T-1", archived=archived), row
    assert _told(*parts) == [told]


def test_a_benefit_that_was_not_measured_or_has_no_way_to_go_departs_from_nothing() -> None:
    limit = a_tolerance("TL-1", "", "benefit", percent=0)
    point, reading = a_point("B-1", date(2026, 10, 1), "190"), a_reading("B-1", TODAY, "204")
    assert _told(limit, a_benefit(state="realising"), point) == []
    assert _told(limit, a_benefit(state="realising", target="260"), point, reading) == []
    assert _told(limit, a_benefit(state="realising"), reading) == []


def test_what_was_handed_up_to_a_component_is_held_to_the_tolerance_where_it_is_from() -> None:
    handed = a_risk("R-1", 5, 5, escalated_to=id_of("PG-1"))
    figures = _figures(a_tolerance("TL-1", "", "risk", count=3), handed)
    assert [one.id for one in departures(figures, id_of("P-1"))] == [id_of("R-1")]
    assert not [*departures(figures, id_of("PG-1"))]
