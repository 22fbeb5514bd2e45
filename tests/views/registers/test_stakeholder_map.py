"""This file tests the map of stakeholders by power and interest."""

from typing import Any

from pmtui.model.governance.stakeholders import STAKEHOLDERS, Stakeholder
from pmtui.views.charts.chart import Chart
from pmtui.views.registers.stakeholder_map import stakeholder_map
from pmtui.views.shapes.table import request_of_scope
from tests.conftest import a_project, figures_of, id_of


def a_stakeholder(key: str, power: int = 0, interest: int = 0, **fields: Any) -> Stakeholder:
    return Stakeholder(
        id=id_of(key), key=key, component=id_of("P-1"), name=f"Group {key}", power=power,
        interest=interest, **fields,
    )  # fmt: skip


def _drawn(*rows: Stakeholder) -> Chart:
    figures = figures_of(a_project(), *rows)
    return stakeholder_map(request_of_scope(figures, id_of("P-1"), (STAKEHOLDERS.name,)))


def test_those_still_to_be_won_stand_apart() -> None:
    chart = _drawn(
        a_stakeholder("SH-1", 5, 4, engagement="resistant", desired="supportive"),
        a_stakeholder("SH-2", 2, 3, engagement="leading", desired="supportive"),
        a_stakeholder("SH-3", 1, 1),
        a_stakeholder("SH-4", 3),
    )
    shown = {series.title: [point.title for point in series.points] for series in chart.series}
    assert shown["to be won"] == ["SH-1"]
    assert shown["as they should be, or not rated"] == ["SH-2", "SH-3"]
    assert chart.title == "Power by interest, 3 of 4 stakeholders"
    assert [(point.at, point.value) for point in chart.series[0].points] == [(4, 5)]


def test_no_two_of_one_cell_stand_on_one_another() -> None:
    chart = _drawn(*(a_stakeholder(f"SH-{number}", 4, 4) for number in range(1, 8)))
    places = [(point.at, point.value) for series in chart.series for point in series.points]
    assert len(set(places)) == 7
    assert all(4 <= float(str(across)) < 5 for across, _ in places)
    assert all(up is not None and 3 < up <= 4 for _, up in places)


def test_where_nobody_is_rated_it_says_how() -> None:
    assert "s p and s i rate them" in _drawn(a_stakeholder("SH-1")).empty
