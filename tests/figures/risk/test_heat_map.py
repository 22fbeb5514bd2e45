"""This file tests how risks are counted for the heat map."""

from pmtui.figures.risk.heat_map import heat_map
from tests.conftest import a_risk


def test_the_heat_map_counts_open_rated_risks_of_one_kind() -> None:
    risks = [
        a_risk("R-1", 5, 1),
        a_risk("R-2", 5, 1),
        a_risk("R-3", 1, 5),
        a_risk("R-4", 1, 5, kind="opportunity"),
        a_risk("R-5", 1, 5, state="expired"),
        a_risk("R-6", 0, 5),
    ]
    threats = heat_map(risks, "threat")
    assert threats[4][0] == 2
    assert threats[0][4] == 1
    assert sum(map(sum, threats)) == 3
    assert sum(map(sum, heat_map(risks, "opportunity"))) == 1
