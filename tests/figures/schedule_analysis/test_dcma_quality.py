"""This file tests the fourteen points on a small schedule whose figures can be told by hand."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.schedule_analysis.dcma_quality import QualityCheck, quality
from pmtui.model.entities.baselines import Baseline, BaselineRow
from tests.conftest import TODAY, a_link, a_person, a_project, a_task, figures_of, id_of

DAY = 480
P = id_of("P-1")


def checks(*parts: Any, **fields: Any) -> dict[str, QualityCheck]:
    """The points of a project from Monday on, by their ids."""
    found = quality(figures_of(a_project(start=TODAY, **fields), *parts), P)
    return {one.id: one for one in found}


def a_chain() -> tuple[Any, ...]:
    """Four tasks in a row between two milestones, everybody's."""
    who: dict[str, Any] = {"owner": id_of("H-1"), "duration": 2 * DAY}
    return (
        a_person("H-1", "Ann"),
        a_task("M-1"),
        a_task("T-1", after="M-1", **who),
        a_task("T-2", after="T-1", **who),
        a_task("T-3", after="T-2", **who),
        a_task("T-4", after="T-3", **who),
        a_task("M-2", after="T-4"),
    )


def test_a_clean_chain_keeps_every_point_that_can_be_measured() -> None:
    found = checks(*a_chain())
    assert len(found) == 14
    assert {one.id for one in found.values() if one.kept is False} == set()
    assert {one.id for one in found.values() if one.kept is None} == {"missed", "cpli", "bei"}
    assert found["path"].value == 1.0
    assert found["relations"].value == 1.0


@pytest.mark.parametrize(
    ("part", "check", "count", "of"),
    [
        (a_task("T-9", duration=DAY, owner=1), "logic", 1, 5),
        (a_task("T-9", duration=DAY), "resources", 1, 5),
        (a_task("T-9", duration=45 * DAY, owner=1), "duration", 1, 5),
        (a_task("T-9", duration=DAY, constraint="MSO", constraint_date=TODAY), "constraints", 1, 5),
        (a_task("T-9", duration=3 * DAY, due=TODAY), "negative", 1, 5),
        (a_task("T-9", duration=DAY, actual_start=date(2026, 12, 1)), "dates", 1, 5),
        ((a_link("T-1", "T-3", component=P, lag=-DAY),), "leads", 1, 6),
        ((a_link("T-1", "T-3", component=P, lag=DAY),), "lags", 1, 6),
    ],
)
def test_who_does_not_keep_a_point_is_counted_and_named(
    part: Any, check: str, count: int, of: int
) -> None:
    found = checks(*a_chain(), part)[check]
    assert (found.count, found.of, found.kept) == (count, of, False)
    assert len(found.offenders) == 1


def test_links_of_other_types_are_more_than_a_tenth() -> None:
    other = a_link("T-1", "T-3", component=P, type="SS")
    found = checks(*a_chain(), other)["relations"]
    assert found.value == pytest.approx(5 / 6)
    assert found.kept is False


def test_float_is_high_from_two_months() -> None:
    found = checks(*a_chain(), a_task("T-8", duration=60 * DAY), a_task("T-9", duration=DAY))
    assert id_of("T-9") in found["float"].offenders
    assert id_of("T-8") not in found["float"].offenders


def test_a_path_that_a_due_date_makes_critical_does_not_carry_to_the_end() -> None:
    pinned = a_task("M-9", constraint="MFO", constraint_date=date(2027, 3, 1))
    found = checks(a_task("T-1", duration=2 * DAY, due=date(2026, 11, 24)), pinned)["path"]
    assert (found.value, found.kept, found.offenders) == (0.0, False, (id_of("T-1"),))
    assert checks(a_task("M-1"))["path"].value is None


def test_the_baseline_tells_what_is_missed_and_executed() -> None:
    def row(at: int, key: str, finish: date) -> BaselineRow:
        return BaselineRow(id=900 + at, component=P, baseline=900, task=id_of(key), title=key,
                           start=finish, finish=finish)  # fmt: skip

    found = checks(
        a_task("T-1", duration=DAY, percent=100, actual_start=date(2026, 11, 18),
               actual_finish=date(2026, 11, 18)),
        a_task("T-2", duration=2 * DAY, actual_start=date(2026, 11, 20)),
        a_task("T-3", duration=2 * DAY),
        Baseline(id=900, component=P, label="Approved", number=1, taken_at=TODAY,
                 finish=date(2026, 11, 24)),
        row(1, "T-1", date(2026, 11, 18)),
        row(2, "T-2", date(2026, 11, 20)),
        row(3, "T-3", date(2026, 11, 24)),
    )  # fmt: skip
    assert (found["missed"].count, found["missed"].of) == (1, 2)
    assert found["missed"].offenders == (id_of("T-2"),)
    assert found["bei"].value == 0.5
    assert found["bei"].offenders == (id_of("T-2"),)
    assert found["cpli"].value == 1.0


def test_an_end_later_than_agreed_lowers_the_path_index() -> None:
    found = checks(a_task("T-1", duration=10 * DAY), baseline_finish=date(2026, 11, 27))["cpli"]
    assert found.value == 0.5
    assert found.kept is False


def test_what_has_no_plan_has_no_points() -> None:
    assert quality(figures_of(a_project()), P) == ()
    loop = (a_task("T-1", after="T-2"), a_task("T-2", after="T-1"))
    assert quality(figures_of(a_project(), *loop), P) == ()
