"""This file tests how money and benefits of a scope have gone, at the days it was told."""

from datetime import date
from typing import Any

from pmtui.figures.reports.position_history import MOST, benefit_course, forecast_course
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Reading
from pmtui.model.changes.ops import apply, create
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.entity import Money
from pmtui.model.entities.registers import Benefit
from tests.conftest import TODAY, a_component, a_project, a_workspace, eur, id_of


def _point(number: int, of: str, day: date, eac: int | Money | None) -> StatusPoint:
    amount = eur(eac) if isinstance(eac, int) else eac
    return StatusPoint(
        id=7000 + number, key=f"SP-{number}", component=id_of(of), data_date=day, eac=amount
    )


def _with(*points: StatusPoint) -> Figures:
    workspace = a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", forecast=eur(120)),
        a_project("P-2", "PG-1", forecast=eur(50)),
    )
    return Figures(apply(workspace, tuple(create("status_points", row) for row in points)), TODAY)


def test_each_day_of_a_status_has_what_was_forecast_by_then_and_the_last_is_now() -> None:
    figures = _with(
        _point(1, "P-1", date(2026, 8, 31), 100),
        _point(2, "P-2", date(2026, 9, 30), 40),
        _point(3, "P-1", date(2026, 9, 30), 110),
        _point(4, "P-1", date(2026, 10, 31), 115),
        _point(5, "P-1", date(2026, 11, 7), None),
    )
    assert forecast_course(figures, id_of("P-1")) == (100_00, 110_00, 115_00, 120_00)
    # In August P-2 had not reported, and neither had P-1 in November.
    assert forecast_course(figures, id_of("PG-1")) == (150_00, 155_00, 170_00)
    assert forecast_course(figures, 0) == (150_00, 155_00, 170_00)


def test_what_nobody_reported_or_has_no_rate_has_no_course() -> None:
    assert forecast_course(_with(), id_of("P-1")) == ()
    foreign = _with(_point(1, "P-1", date(2026, 8, 31), Money(5, "XTS")))
    assert forecast_course(foreign, id_of("P-1")) == (120_00,)


def test_no_more_days_than_a_line_has_room_for_are_added_up() -> None:
    days = (date(2026, 1, 1 + at) for at in range(20))
    figures = _with(*(_point(at, "P-1", day, at) for at, day in enumerate(days)))
    assert forecast_course(figures, id_of("P-1"))[:-1] == tuple(
        at * 100 for at in range(20 - MOST, 20)
    )


def _benefit(key: str, **fields: Any) -> Benefit:
    given = {"value": eur(1000), "baseline": "10", "target": "30", **fields}
    return Benefit(id=id_of(key), key=key, component=id_of("P-1"), title=key, **given)


def _reading(number: int, of: str, day: date, value: str, **fields: Any) -> Reading:
    return Reading(
        id=8000 + number, component=id_of("P-1"), benefit=id_of(of), at=day, value=value, **fields
    )


def test_benefits_have_brought_their_share_of_the_way_at_each_measure() -> None:
    figures = Figures(
        a_workspace(
            a_project("P-1"),
            _benefit("B-1"),
            _benefit("B-2", value=eur(50), baseline="8", target="4"),
            _benefit("B-3", kind="dis_benefit"),
            _benefit("B-4", target="many"),
            _reading(1, "B-1", date(2026, 8, 1), "15"),
            _reading(2, "B-2", date(2026, 9, 1), "6"),
            _reading(3, "B-1", date(2026, 10, 1), "25"),
            _reading(4, "B-3", date(2026, 10, 2), "25"),
            _reading(5, "B-4", date(2026, 10, 3), "25"),
            _reading(6, "B-1", date(2026, 10, 4), "29", archived=True),
            _reading(7, "B-1", date(2027, 10, 4), "30"),
        ),
        TODAY,
    )
    assert benefit_course(figures, id_of("P-1")) == (250_00, 275_00, 775_00)
    assert benefit_course(figures, 0) == (250_00, 275_00, 775_00)
