"""This file tests which rules hold where and when, and how much each allows."""

from datetime import timedelta
from typing import Any, Final

import pytest

from pmtui.figures.governance.decision_rights import breaches
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import Change
from pmtui.model.governance.bodies import ApprovalRule
from pmtui.model.governance.gates import Gate
from tests.conftest import TODAY, a_rate, eur, id_of
from tests.figures.governance.rights import (
    ANN,
    BOB,
    CHO,
    EVE,
    MORROW,
    PROGRAM,
    PROJECT,
    a_change,
    a_plan,
    a_rule,
    wrong,
)


def test_where_no_rule_is_nothing_is_outside_rights() -> None:
    assert wrong(a_change(authority=BOB, raised_by=BOB)) == ()


@pytest.mark.parametrize(
    "change", [a_change(authority=BOB, archived=True), Change(id=70, title="")]
)
def test_what_is_archived_or_was_not_accepted_breaks_no_rule(change: Change) -> None:
    assert wrong(change, a_rule()) == ()


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        (a_rule(), True),
        (a_rule(since=TODAY), True),
        (a_rule(since=MORROW), False),
        (a_rule(archived=True), False),
        (a_rule(kind="gate"), False),
        (a_rule(component=PROJECT), True),
        (a_rule(component=PROGRAM), True),
        (a_rule(component=id_of("P-9")), False),
    ],
)
def test_a_rule_holds_from_its_day_for_its_kind_in_its_component_and_below(
    rule: ApprovalRule, *, holds: bool
) -> None:
    told = wrong(a_change(authority=BOB), rule)
    assert told == (("Bob may not: that may the owner",) if holds else ())


def test_it_is_judged_by_the_rules_of_its_own_day() -> None:
    rule = a_rule(since=TODAY)
    assert wrong(a_change(authority=BOB, decided_at=EVE), rule) == ()
    assert wrong(a_change(authority=BOB, decided_at=None), rule)


def test_the_rules_of_the_nearest_component_take_the_place_of_those_above() -> None:
    above, here = a_rule(1), a_rule(2, component=PROJECT, role="sponsor")
    (told,) = wrong(a_change(), above, here, sponsor=CHO)
    assert told == "Ann may not: that may the sponsor"
    assert wrong(a_change(authority=CHO), above, here, sponsor=CHO) == ()


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ({"role": "Owner"}, ANN),
        ({"role": "owner", "level": "program"}, BOB),
        ({"role": " sponsor ", "level": "program"}, CHO),
        ({"role": "controller"}, CHO),
    ],
)
def test_a_role_is_of_the_component_of_its_level_or_of_people(
    rule: dict[str, Any], who: int
) -> None:
    allowed = {
        person
        for person in (ANN, BOB, CHO)
        if not wrong(a_change(authority=person), a_rule(**rule))
    }
    assert allowed == {who}


def test_where_any_of_several_rules_allows_it_that_is_enough() -> None:
    rules = a_rule(1), a_rule(2, role="controller")
    assert wrong(a_change(), *rules) == wrong(a_change(authority=CHO), *rules) == ()
    (told,) = wrong(a_change(authority=BOB), *rules)
    assert told == "Bob may not: that may the owner or the controller"


def test_somebody_is_named_who_decided_and_it_is_not_who_asked() -> None:
    assert wrong(a_change(authority=0), a_rule()) == (
        "nobody is named who approved it: that may the owner",
    )
    assert wrong(a_change(raised_by=ANN), a_rule()) == ("own request approved by oneself (Ann)",)
    assert wrong(a_change(raised_by=BOB), a_rule()) == ()
    assert wrong(a_change(raised_by=BOB, owner=ANN), a_rule()) == ()
    assert wrong(a_change(owner=ANN), a_rule()) == ("own request approved by oneself (Ann)",)


def test_a_gate_is_decided_and_not_approved() -> None:
    gate = Gate(id=71, component=PROJECT, title="G1", decision="go")
    rule = a_rule(kind="gate")
    told = breaches(a_plan(gate, rule), "gates", gate, TODAY)
    assert told == ("nobody is named who decided it: that may the owner",)


@pytest.mark.parametrize(
    ("length", "told"),
    [
        ("", ()),
        ("5d", ()),
        ("1w", ()),
        ("5.5d", ("over the limit of Ann (AR-1): 5.5 d of at most 5 d",)),
        ("1 mo", ("over the limit of Ann (AR-1): 20 d of at most 5 d",)),
        ("long", ("over the limit of Ann (AR-1): 'long' is no length in days, write it as 5d",)),
    ],
)
def test_the_limit_in_days_is_itself_allowed(length: str, told: tuple[str, ...]) -> None:
    assert wrong(a_change(impact_time=length), a_rule(days=5)) == told
    assert wrong(a_change(impact_time=length), a_rule()) == ()


_UNRATED: Final = (
    "over the limit of Ann (AR-1): no rate from CHF to EUR for 100.00 CHF, at most 100.00 EUR"
)


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        (None, ()),
        (eur(100), ()),
        (eur(-100), ()),
        (eur(101), ("over the limit of Ann (AR-1): 101.00 EUR of at most 100.00 EUR",)),
        (eur(-101), ("over the limit of Ann (AR-1): 101.00 EUR of at most 100.00 EUR",)),
        (Money(100_00, "USD"), ()),
        (Money(100_00, "CHF"), (_UNRATED,)),
    ],
)
def test_the_limit_in_money_is_itself_allowed_whichever_way_it_goes(
    cost: Money | None, told: tuple[str, ...]
) -> None:
    rate = a_rate("USD", "0.9")
    assert wrong(a_change(impact_cost=cost), a_rule(amount=eur(100)), rate) == told
    assert wrong(a_change(impact_cost=cost), a_rule(), rate) == ()


def test_money_is_compared_at_the_rate_of_the_day_it_was_approved() -> None:
    rates = a_rate("USD", "0.9", TODAY - timedelta(days=9)), a_rate("USD", "1.1", TODAY)
    cost = Money(100_00, "USD")
    assert wrong(a_change(impact_cost=cost, decided_at=EVE), a_rule(amount=eur(100)), *rates) == ()
    assert wrong(a_change(impact_cost=cost, decided_at=None), a_rule(amount=eur(100)), *rates)


@pytest.mark.parametrize(
    ("scope", "may", "is_wrong"),
    [("", False, False), (" ", False, False), ("wider", True, False), ("wider", False, True)],
)
def test_what_changes_the_scope_needs_a_rule_that_lets_it(
    scope: str, *, may: bool, is_wrong: bool
) -> None:
    told = wrong(a_change(impact_scope=scope), a_rule(changes_scope=may))
    wanted = ("over the limit of Ann (AR-1): it changes the scope",)
    assert told == (wanted if is_wrong else ())
