"""This file tests measuring a benefit, re-profiling it by a change, and closing what feeds it."""

from datetime import date
from typing import Any

import msgspec
import pytest

from pmtui.model.benefits.measure_dates import next_measure_after
from pmtui.model.benefits.profiles import Attribution, ProfilePoint, Reading
from pmtui.model.entities.registers import Change
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_component, a_person, a_project, a_workspace, id_of
from tests.figures.benefits.benefits import a_benefit, a_point


def _store(*more: Any, **fields: Any) -> Workspace:
    return a_workspace(
        a_project(), a_project("P-2"), a_person("H-1", "Ann Roe"), a_benefit(**fields), *more
    )


def test_a_measure_is_noted_with_who_and_where_from() -> None:
    following = after(
        "benefit.measure", at(_store(), "B-1", actor="H-1"), value="190 call centre report"
    )
    (reading,) = following.rows_of(Reading).values()
    assert (reading.value, reading.at, reading.by) == ("190", TODAY, id_of("H-1"))
    assert reading.source == "call centre report"
    assert reading.component == id_of("P-1")


def test_what_is_no_number_is_not_noted() -> None:
    assert "value: 'many' is not a number" in refusal(
        "benefit.measure", at(_store(), "B-1"), value="many"
    )


def test_a_measure_says_when_the_next_is_due() -> None:
    store = _store(frequency="month", next_measure=date(2026, 11, 20))
    following = after("benefit.measure", at(store, "B-1"), value="190")
    assert row(following, "B-1").next_measure == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("frequency", "due", "following"),
    [
        ("month", date(2026, 1, 31), date(2026, 11, 30)),
        ("quarter", date(2026, 11, 23), date(2027, 2, 23)),
        ("half_year", None, date(2027, 5, 23)),
        ("year", date(2024, 2, 29), date(2027, 2, 28)),
        ("year", date(2026, 11, 24), None),
        ("", date(2026, 1, 1), None),
    ],
)
def test_the_next_measure_follows_from_the_frequency(
    frequency: str, due: date | None, following: date | None
) -> None:
    assert next_measure_after(due, frequency, TODAY) == following


def _anchored(decision: str, end: str = "fixed") -> Workspace:
    milestone = Task(
        id=id_of("M-1"), key="M-1", component=id_of("P-1"), title="Go live", kind="milestone",
        start=date(2027, 3, 15), finish=date(2027, 3, 15), manual=True,
    )  # fmt: skip
    change = Change(
        id=id_of("C-1"), key="C-1", component=id_of("P-1"), title="Later go-live",
        decision=decision,  # type: ignore[arg-type]
    )  # fmt: skip
    points = (
        a_point("B-1", date(2027, 1, 1), "240", "250"),
        a_point("B-1", date(2027, 5, 1), "120"),
    )
    return _store(
        milestone, change, *points,
        start_after=id_of("M-1"), months_after=1, starts=date(2027, 1, 1),
        ends=date(2027, 6, 30), end=end,
    )  # fmt: skip


def test_a_profile_is_changed_by_an_accepted_change_alone() -> None:
    wanted = "B-1: C-1 Later go-live is not accepted"
    assert refusal("benefit.reprofile", at(_anchored(""), "B-1"), change="C-1") == wanted
    assert "name an accepted change" in refusal(
        "benefit.reprofile", at(_anchored("accept"), "B-1"), change="P-1"
    )


def test_the_forecast_becomes_the_profile_and_a_fixed_end_cuts_it() -> None:
    following = after("benefit.reprofile", at(_anchored("accept"), "B-1"), change="C-1")
    points = sorted(following.rows_of(ProfilePoint).values(), key=lambda point: point.period)
    assert [(point.period, point.planned, point.archived) for point in points] == [
        (date(2027, 4, 1), "250", False),
        (date(2027, 8, 1), "120", True),
    ]
    benefit = row(following, "B-1")
    assert (benefit.starts, benefit.ends) == (date(2027, 4, 1), date(2027, 6, 30))
    assert benefit.profile_change == id_of("C-1")


def test_a_moving_end_goes_along() -> None:
    following = after("benefit.reprofile", at(_anchored("accept", "moving"), "B-1"), change="C-1")
    assert row(following, "B-1").ends == date(2027, 9, 30)
    assert not any(point.archived for point in following.rows_of(ProfilePoint).values())
    assert (
        "is its profile now, from 2027-04, by C-1"
        in proposed("benefit.reprofile", at(_anchored("accept"), "B-1"), change="C-1").message
    )


def _closing(store: Workspace, key: str = "P-1") -> str:
    return refusal("entity.set", at(store, key, actor="H-1"), field="state", value="closed")


def _closable(*more: Any, **fields: Any) -> Workspace:
    projects = (a_project("P-1", state="closing"), a_project("P-2", state="closing"))
    return a_workspace(*projects, a_person("H-1", "Ann Roe"), a_benefit(**fields), *more)


def test_a_project_is_not_closed_while_nobody_watches_a_benefit_it_feeds() -> None:
    assert "B-1 Fewer calls has no business owner and no next measure" in _closing(_closable())
    assert "has no next measure" in _closing(_closable(owner=id_of("H-1")))
    share = Attribution(id=77, component=id_of("P-2"), benefit=id_of("B-1"), share=40)
    assert "P-2 project P-2 cannot close: B-1 Fewer calls has no" in _closing(
        _closable(share), "P-2"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("state", "closed"), ("phase", "closed")],
)
def test_whichever_state_closes_a_project_its_benefits_must_be_watched(
    field: str, value: str
) -> None:
    store = at(_closable(), "P-1", actor="H-1")
    assert "set them first (set B-1 owner=NAME next_measure=DATE)" in refusal(
        "entity.set", store, field=field, value=value
    )


def test_a_program_is_not_closed_while_nobody_watches_a_benefit_below_it() -> None:
    delivered = a_component("PG-1", state="delivered")
    store = a_workspace(delivered, a_project("P-1", "PG-1", state="closing"), a_benefit())
    for value in ("closed", "realising"):
        assert "PG-1 program PG-1 cannot close: B-1 Fewer calls has no business owner" in refusal(
            "entity.set", at(store, "PG-1"), field="state", value=value
        )


def test_a_watched_or_ended_benefit_keeps_no_project_open() -> None:
    for fields in (
        {"owner": id_of("H-1"), "next_measure": TODAY},
        {"state": "retired"},
        {"archived": True},
    ):
        store = _closable(**fields)
        confirmed = at(store, "P-1", actor="H-1")
        confirmed = msgspec.structs.replace(confirmed, confirmed=True)
        following = after("entity.set", confirmed, field="state", value="closed")
        assert row(following, "P-1").state == "closed"
