"""This file tests what a business case keeps: its rate, one approved version, no flow too early."""

from datetime import date
from typing import Any, Final

import pytest

from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.entities.entity import Entity
from pmtui.model.rules.checks import check
from tests.conftest import a_project, a_workspace, id_of

START: Final = date(2027, 1, 1)
BEFORE: Final = date(2026, 12, 31)


def a_case(number: int = 1, **fields: Any) -> BusinessCase:
    given = {"component": id_of("P-1"), "title": f"Case {number}", "start": START, **fields}
    return BusinessCase(id=number, key=f"BX-{number}", **given)


def a_flow(at: date | None, **fields: Any) -> CashFlow:
    return CashFlow(id=90, title="licences", case=1, at=at, **fields)


def problems_of(table: str, row: int, *rows: Entity) -> list[str]:
    """What is wrong with one row."""
    workspace = a_workspace(a_project("P-1"), a_project("P-2"), *rows)
    return [problem.text for problem in check(workspace, [(table, row)])]


def test_a_sound_case_has_no_problem() -> None:
    assert problems_of("cases", 1, a_case(), a_flow(START)) == []


def test_a_case_is_of_a_component() -> None:
    assert problems_of("cases", 1, a_case(component=0)) == [
        "BX-1: a business case needs a component"
    ]


def test_a_case_has_a_rate_that_can_be_read() -> None:
    (text,) = problems_of("cases", 1, a_case(discount_rate="much"))
    assert text.startswith("BX-1: ")


def test_a_component_has_one_approved_case() -> None:
    first, second = a_case(1, state="approved"), a_case(2, state="approved")
    assert problems_of("cases", 1, first) == []
    assert problems_of("cases", 1, first, second) == [
        "BX-1: BX-2 is approved already: :approve supersedes it"
    ]


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ({"state": "approved"}, {"state": "draft"}),
        ({"state": "approved"}, {"state": "superseded"}),
        ({"state": "draft"}, {"state": "approved"}),
        ({"state": "approved"}, {"state": "approved", "component": id_of("P-2")}),
    ],
)
def test_versions_that_are_not_both_approved_for_one_component_stand_beside_each_other(
    mine: dict[str, Any], other: dict[str, Any]
) -> None:
    assert problems_of("cases", 1, a_case(1, **mine), a_case(2, **other)) == []


def test_an_approved_case_without_a_key_is_told_by_its_title() -> None:
    other = BusinessCase(id=2, title="Old", component=id_of("P-1"), state="approved")
    assert problems_of("cases", 1, a_case(state="approved"), other) == [
        "BX-1: Old is approved already: :approve supersedes it"
    ]


@pytest.mark.parametrize(
    ("start", "at", "texts"),
    [
        (START, None, []),
        (None, None, []),
        (START, START, []),
        (START, date(2027, 1, 2), []),
        (START, BEFORE, ["licences: 2026-12-31 is before the case starts on 2027-01-01"]),
        (None, START, ["licences: it falls on 2027-01-01, and BX-1 has no start"]),
    ],
)
def test_a_flow_falls_on_the_start_of_its_case_or_later(
    start: date | None, at: date | None, texts: list[str]
) -> None:
    rows = a_case(start=start), a_flow(at)
    assert problems_of("cash_flows", 90, *rows) == texts
    assert problems_of("cases", 1, *rows) == texts


def test_a_flow_of_a_case_without_a_key_is_told_with_the_title() -> None:
    case = BusinessCase(id=1, title="Old", component=id_of("P-1"))
    assert problems_of("cash_flows", 90, case, a_flow(START)) == [
        "licences: it falls on 2027-01-01, and Old has no start"
    ]


def test_a_flow_whose_case_is_gone_is_told_once() -> None:
    assert problems_of("cash_flows", 90, a_flow(BEFORE)) == [
        "licences: case refers to 1, which is not in cases"
    ]
