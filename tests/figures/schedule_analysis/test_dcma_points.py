"""This file tests each of the fourteen points of the DCMA at its very limit."""

from datetime import date, timedelta
from typing import Any

import pytest

from pmtui.figures.schedule_analysis.dcma_quality import LONG_DAYS, QualityCheck, quality
from pmtui.model.entities.baselines import Baseline, BaselineRow
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Assignment
from tests.conftest import TODAY, Parts, a_link, a_project, a_task, figures_of, id_of

DAY = 480
PROJECT, ONE = id_of("P-1"), id_of("T-1")


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


def points(*parts: Entity | Parts, **project: Any) -> dict[str, QualityCheck]:
    given = {"start": TODAY, "status_date": TODAY, **project}
    checks = quality(figures_of(a_project(**given), *parts), PROJECT)
    return {check.id: check for check in checks}


def breaks(point: str, *parts: Entity | Parts, **fields: Any) -> bool:
    """Whether one task does not keep a point."""
    task = a_task("T-1", **{"duration": DAY, **fields})
    return ONE in points(task, *parts)[point].offenders


def test_the_points_stand_in_their_order() -> None:
    assert list(points(a_task("T-1", duration=DAY))) == [
        "logic", "leads", "lags", "relations", "constraints", "float", "negative", "duration",
        "dates", "resources", "missed", "path", "cpli", "bei",
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "kept"), [(0.04, True), (0.05, True), (0.06, False)])
def test_a_share_may_reach_its_limit_and_an_index_must(value: float, *, kept: bool) -> None:
    check = QualityCheck(id="x", title="", value=value, limit=0.05)
    assert check.kept is kept
    least = QualityCheck(id="x", title="", value=0.1 - value, limit=0.05, at_least=True)
    assert least.kept is (value <= 0.05)
    assert QualityCheck(id="x", title="", value=None, limit=0.05).kept is None


def test_a_task_needs_something_before_and_something_after_it() -> None:
    before, after = a_task("T-8", duration=DAY), a_task("T-9", duration=DAY)
    into, out = a_link("T-8", "T-1"), a_link("T-1", "T-9")
    assert breaks("logic", before, after)
    assert breaks("logic", before, after, into)
    assert breaks("logic", before, after, out)
    assert not breaks("logic", before, after, into, out)


def test_what_is_done_inactive_a_milestone_or_a_summary_is_not_counted() -> None:
    check = points(
        a_task("T-1", duration=DAY),
        a_task("T-2", duration=DAY, percent=100),
        a_task("T-3", duration=DAY, active=False),
        a_task("M-4"),
        a_task("T-5"),
        a_task("T-6", under="T-5", duration=DAY),
    )["logic"]
    assert (check.of, set(check.offenders)) == (2, {ONE, id_of("T-6")})


@pytest.mark.parametrize(("lag", "lead", "late"), [(-1, 1, 0), (0, 0, 0), (1, 0, 1)])
def test_a_lead_is_a_lag_below_nothing(lag: int, lead: int, late: int) -> None:
    found = points(
        a_task("T-1", duration=DAY), a_task("T-2", duration=DAY), a_link("T-1", "T-2", lag=lag)
    )
    assert (found["leads"].count, found["lags"].count) == (lead, late)
    assert (found["leads"].of, found["leads"].value) == (1, float(lead))


def test_links_that_are_not_from_finish_to_start_are_counted_and_shares_need_links() -> None:
    tasks = [a_task(f"T-{at}", duration=DAY) for at in range(1, 4)]
    check = points(*tasks, a_link("T-1", "T-2"), a_link("T-2", "T-3", type="SS"))["relations"]
    assert (check.value, check.count, check.of, check.offenders) == (0.5, 1, 2, (id_of("T-3"),))
    bare = points(*tasks)
    assert (bare["relations"].value, bare["leads"].value) == (None, None)
    gone = points(*tasks, a_link("T-9", "T-1"))
    assert gone["relations"].of == 0


@pytest.mark.parametrize(
    ("kind", "is_hard"),
    [("MSO", True), ("MFO", True), ("SNLT", True), ("FNLT", True), ("SNET", False), ("", False)],
)
def test_a_constraint_that_holds_a_date_is_hard(kind: str, *, is_hard: bool) -> None:
    day = on(3) if kind else None
    assert breaks("constraints", constraint=kind, constraint_date=day) is is_hard


@pytest.mark.parametrize(("days", "is_high"), [(LONG_DAYS, False), (LONG_DAYS + 1, True)])
def test_slack_and_duration_are_high_above_two_months(days: int, *, is_high: bool) -> None:
    longest = a_task("T-9", duration=(days + 1) * DAY)
    assert breaks("float", longest) is is_high
    assert breaks("duration", duration=days * DAY) is is_high


@pytest.mark.parametrize(("due", "is_negative"), [(0, True), (1, False), (2, False)])
def test_slack_is_negative_below_nothing(due: int, *, is_negative: bool) -> None:
    assert breaks("negative", duration=2 * DAY, due=on(due)) is is_negative


@pytest.mark.parametrize(
    ("fields", "is_invalid"),
    [
        ({}, False),
        ({"actual_start": on(1), "percent": 10}, True),
        ({"actual_start": on(0), "percent": 10}, False),
        ({"actual_start": on(-3), "duration": 9 * DAY, "percent": 10}, False),
        ({"actual_start": on(-3), "duration": DAY, "percent": 10}, True),
        ({"start": on(-3), "finish": on(3), "duration": None}, True),
    ],
)
def test_work_to_come_lies_after_the_status_date_and_what_has_happened_before_it(
    fields: dict[str, Any], *, is_invalid: bool
) -> None:
    assert breaks("dates", **fields) is is_invalid


@pytest.mark.parametrize(
    ("fields", "is_nobodys"),
    [
        ({}, True),
        ({"owner": 7}, False),
        ({"duration": DAY - 1}, False),
        ({"duration": DAY}, True),
    ],
)
def test_a_task_of_a_day_or_more_needs_somebody(
    fields: dict[str, Any], *, is_nobodys: bool
) -> None:
    assert breaks("resources", **fields) is is_nobodys
    assert not breaks("resources", Assignment(id=9, task=ONE, person=7), **fields)


def agreed(*finishes: date | None, end: date | None = None) -> Parts:
    """A baseline with a row for each of the first tasks."""
    baseline = Baseline(id=900, component=PROJECT, label="", number=1, taken_at=TODAY, finish=end)
    rows = [
        BaselineRow(id=901 + at, baseline=900, task=id_of(f"T-{at}"), title="", finish=finish,
                    component=PROJECT)
        for at, finish in enumerate(finishes, 1)
    ]  # fmt: skip
    return (baseline, *rows)


@pytest.mark.parametrize(
    ("day", "of", "missed"), [(-1, 1, True), (0, 1, False), (1, 0, False), (None, 0, False)]
)
def test_a_task_is_missed_that_was_due_by_the_status_date_and_ends_later(
    day: int | None, of: int, *, missed: bool
) -> None:
    rows = agreed(None if day is None else on(day))
    check = points(a_task("T-1", duration=DAY), a_task("T-2", duration=DAY), rows)["missed"]
    assert (check.of, check.offenders) == (of, (ONE,) if missed else ())


def test_execution_is_what_is_done_of_what_was_agreed_by_what_was_due() -> None:
    tasks = (
        a_task("T-1", duration=DAY, percent=100),
        a_task("T-2", duration=DAY),
        a_task("T-3", duration=DAY, percent=100),
        a_task("T-4", duration=DAY, percent=100),
    )
    check = points(*tasks, agreed(on(-2), on(-1), on(5)))["bei"]
    assert (check.count, check.of, check.value) == (2, 2, 1.0)
    assert check.offenders == (id_of("T-2"),)
    assert points(*tasks)["bei"].value is None
    assert points(*tasks, agreed(on(5)))["bei"].value is None


def test_the_critical_path_carries_a_delay_to_the_end() -> None:
    chain = a_task("T-1", duration=DAY), a_task("T-2", duration=DAY, after="T-1")
    assert (points(*chain)["path"].value, points(*chain)["path"].offenders) == (1.0, ())
    by_hand = points(a_task("T-1", start=on(0), finish=on(1)))["path"]
    assert (by_hand.value, by_hand.kept) == (None, None)


@pytest.mark.parametrize(("end", "value"), [(3, 1.0), (4, 1.25), (2, 0.75), (0, 0.25)])
def test_the_path_index_is_the_working_days_to_the_end_agreed_by_those_to_the_end(
    end: int, value: float
) -> None:
    task = a_task("T-1", duration=4 * DAY)
    assert points(task, baseline_finish=on(end))["cpli"].value == value
    assert points(task, agreed(end=on(end)), baseline_finish=on(30))["cpli"].value == value
    assert points(task)["cpli"].value is None
    done = points(a_task("T-1", duration=DAY, actual_start=on(-3), actual_finish=on(-3)),
                  baseline_finish=on(-3))  # fmt: skip
    assert done["cpli"].value is None
