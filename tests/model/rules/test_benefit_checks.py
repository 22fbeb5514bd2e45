"""This file tests what a benefit keeps: its dates, its profile, its readings, and its shares."""

from datetime import date
from typing import Any, Final

import pytest
from msgspec.structs import replace

from pmtui.model.benefits.profiles import Attribution, ProfilePoint, Reading
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Benefit
from pmtui.model.rules.checks import check
from tests.conftest import a_component, a_workspace, id_of

DAY: Final = date(2027, 3, 15)


def a_benefit(**fields: Any) -> Benefit:
    given = {"key": "B-1", "component": id_of("PG-1"), "title": "Fewer calls", **fields}
    return Benefit(id=1, **given)


def a_point(at: date, number: int = 11, **fields: Any) -> ProfilePoint:
    given = {"benefit": 1, "planned": "5", **fields}
    return ProfilePoint(id=number, component=id_of("PG-1"), period=at, **given)


def a_share(component: str, share: int, number: int, **fields: Any) -> Attribution:
    return Attribution(id=number, benefit=1, component=id_of(component), share=share, **fields)


def problems_of(table: str, row: int, *rows: Entity) -> list[str]:
    """What is wrong with one row."""
    components = a_component("PG-1"), a_component("P-1", "PG-1"), a_component("P-2", "PG-1")
    workspace = a_workspace(*components, *rows)
    return [problem.text for problem in check(workspace, [(table, row)])]


@pytest.mark.parametrize(
    ("starts", "ends", "texts"),
    [
        (None, None, []),
        (DAY, None, []),
        (None, DAY, []),
        (DAY, DAY, []),
        (DAY, date(2027, 3, 16), []),
        (DAY, date(2027, 3, 14), ["B-1: it ends on 2027-03-14, before it starts on 2027-03-15"]),
    ],
)
def test_a_benefit_ends_when_it_starts_or_later(
    starts: date | None, ends: date | None, texts: list[str]
) -> None:
    assert problems_of("benefits", 1, a_benefit(starts=starts, ends=ends)) == texts


@pytest.mark.parametrize(
    ("at", "texts"),
    [
        (date(2027, 2, 28), ["period: 2027-02 is before B-1 starts on 2027-03-15"]),
        (date(2027, 3, 1), []),
        (date(2027, 4, 10), []),
        (date(2027, 5, 31), []),
        (date(2027, 6, 1), ["period: 2027-06 is after B-1 ends on 2027-05-02"]),
    ],
)
def test_a_profile_lies_between_the_months_of_its_benefit(at: date, texts: list[str]) -> None:
    rows = a_benefit(starts=DAY, ends=date(2027, 5, 2)), a_point(at)
    assert problems_of("benefits", 1, *rows) == texts
    assert problems_of("profile_points", 11, *rows) == texts


def test_a_profile_of_a_benefit_without_dates_may_lie_anywhere() -> None:
    rows = a_benefit(), a_point(date(1999, 1, 1))
    assert problems_of("benefits", 1, *rows) == []
    assert problems_of("profile_points", 11, *rows) == []


def test_a_benefit_without_a_key_is_told_by_its_title() -> None:
    rows = (
        a_benefit(key="", starts=DAY), a_point(date(2027, 2, 1), 11), a_point(date(2027, 2, 9), 12),
        a_share("P-1", 100, 21), a_share("", 1, 22),
    )  # fmt: skip
    assert problems_of("profile_points", 11, *rows) == [
        "period: 2027-02 is before Fewer calls starts on 2027-03-15",
        "Fewer calls has a point for 2027-02 already",
    ]
    assert problems_of("attributions", 22, *rows) == [
        "Fewer calls: a share needs the component that brings it about"
    ]
    assert problems_of("attributions", 21, *rows)[0].startswith("share: the shares of Fewer calls ")


def test_a_profile_has_one_point_for_a_month() -> None:
    first, second = a_point(date(2027, 3, 1), 11), a_point(date(2027, 3, 31), 12)
    text = "B-1 has a point for 2027-03 already"
    assert problems_of("profile_points", 11, a_benefit(), first) == []
    assert problems_of("profile_points", 11, a_benefit(), first, second) == [text]
    assert problems_of("profile_points", 12, a_benefit(), first, second) == [text]
    for month in (date(2027, 4, 1), date(2028, 3, 1)):
        other = a_point(month, 12)
        assert problems_of("profile_points", 11, a_benefit(), first, other) == []


def test_what_is_archived_of_a_profile_is_in_nobodys_way() -> None:
    benefit = a_benefit(starts=DAY)
    point, early = a_point(DAY, 11), a_point(date(2027, 1, 1), 12, archived=True)
    twin = a_point(DAY, 13, archived=True)
    rows = benefit, point, early, twin
    assert problems_of("benefits", 1, *rows) == []
    for number in (11, 12, 13):
        assert problems_of("profile_points", number, *rows) == []


def test_a_point_has_a_number() -> None:
    for fields in ({}, {"archived": True}):
        point = a_point(DAY, planned="", **fields)
        assert problems_of("profile_points", 11, a_benefit(), point) == [
            "planned: a profile point needs a number"
        ]
    assert problems_of("profile_points", 11, a_benefit(), a_point(DAY, planned="0")) == []


def test_a_point_whose_benefit_is_gone_is_told_once() -> None:
    (text,) = problems_of("profile_points", 11, a_point(DAY))
    assert "refers to 1, which is not in benefits" in text


def test_a_reading_has_a_number() -> None:
    for value, texts in (("", ["value: a reading needs a number"]), ("0", []), ("7", [])):
        reading = Reading(id=31, component=id_of("PG-1"), benefit=1, at=DAY, value=value)
        assert problems_of("readings", 31, a_benefit(), reading) == texts


def test_the_shares_of_a_benefit_add_up_to_the_whole_of_it_at_most() -> None:
    sixty, forty = a_share("P-1", 60, 21), a_share("P-2", 40, 22)
    assert problems_of("attributions", 21, a_benefit(), sixty, forty) == []
    more = a_share("P-2", 41, 22)
    for number in (21, 22):
        assert problems_of("attributions", number, a_benefit(), sixty, more) == [
            "share: the shares of B-1 add up to 101 %, more than all of it: P-1 60 %, P-2 41 %"
        ]


def test_a_component_shares_in_a_benefit_once() -> None:
    first, second = a_share("P-1", 10, 21), a_share("P-1", 20, 22)
    assert problems_of("attributions", 22, a_benefit(), first, second) == [
        "B-1: P-1 is counted twice"
    ]
    assert problems_of("attributions", 22, a_benefit(), second, a_share("P-2", 10, 21)) == []


def test_a_share_is_of_a_component_or_else_of_nobody() -> None:
    nobodys = a_share("", 10, 21)
    assert problems_of("attributions", 21, a_benefit(), nobodys) == [
        "B-1: a share needs the component that brings it about"
    ]
    (text,) = problems_of("attributions", 22, a_benefit(), nobodys, a_share("P-1", 95, 22))
    assert text.endswith("add up to 105 %, more than all of it: nobody 10 %, P-1 95 %")


def test_a_component_without_a_key_is_told_by_its_name() -> None:
    nameless = a_component("P-9", name="Call centre")
    rows = replace(nameless, key=""), a_benefit(), a_share("P-9", 90, 21), a_share("P-9", 5, 22)
    assert problems_of("attributions", 21, *rows) == ["B-1: Call centre is counted twice"]


def test_archived_shares_do_not_count() -> None:
    rows = a_benefit(), a_share("P-1", 60, 21), a_share("P-1", 60, 22, archived=True)
    assert problems_of("attributions", 21, *rows) == []
    assert problems_of("attributions", 22, *rows) == []
    assert problems_of("attributions", 23, a_benefit(), a_share("", 5, 23, archived=True)) == []


def test_a_share_whose_benefit_is_gone_is_told_once() -> None:
    (text,) = problems_of("attributions", 21, a_share("P-1", 60, 21))
    assert "refers to 1, which is not in benefits" in text
