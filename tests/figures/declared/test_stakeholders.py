"""This file tests how far stakeholders are from where they should stand."""

from typing import Any

import pytest

from pmtui.figures.catalogue import figure
from pmtui.figures.declared.stakeholders import engagement_gap
from pmtui.model.governance.stakeholders import Stakeholder
from tests.conftest import a_project, figures_of, id_of


def a_stakeholder(now: Any, desired: Any) -> Stakeholder:
    return Stakeholder(id=5, component=id_of("P-1"), name="Mayor", engagement=now, desired=desired)


@pytest.mark.parametrize(
    ("now", "desired", "gap"),
    [
        ("resistant", "supportive", 2),
        ("unaware", "leading", 4),
        ("leading", "neutral", -2),
        ("neutral", "neutral", 0),
        ("", "leading", None),
        ("neutral", "", None),
        ("", "", None),
    ],
)
def test_the_gap_is_counted_in_steps_and_unknown_where_an_end_is(
    now: str, desired: str, gap: int | None
) -> None:
    row = a_stakeholder(now, desired)
    assert engagement_gap(row) == gap
    declared = figure("gap", "stakeholders")
    assert declared is not None
    told = [(item.label, item.value) for item in declared.inputs(figures_of(a_project(), row), 5)]
    assert told == [("now", now or None), ("desired", desired or None)]
