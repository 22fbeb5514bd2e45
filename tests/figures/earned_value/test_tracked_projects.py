"""This file tests earned value against real projects that were tracked with another program."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.work_calendar import minutes_of
from tests.conftest import id_of
from tests.figures.earned_value.tracked_projects import read_project
from tests.house.checkout import ROOT

_TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", ROOT.parent / "shared" / "data"))
_FOLDER = _TRUTH / "measure_only" / "dslib"
_NAMES = (
    "C2011_05_Telecom_System_Agnes",
    "C2011_12_Claeys_Verhelst_Premises",
    "C2013_13_Office_Finishing_Works_1",
)
_WITHIN = 1
"""Units of money that planned value, earned value and actual cost may differ by."""


def _read(name: str) -> Any:
    path = _FOLDER / name
    if not path.exists():
        pytest.skip(f"{path} is not there: set PMTUI_TRUTH_DIR")
    return json.loads(path.read_text("utf-8"))


def _measured(name: str) -> list[tuple[float, float, float]]:
    """PV, EV and AC at the end of each tracking period."""
    _read(f"{name}.json")
    project = read_project(_FOLDER / f"{name}.json")
    agreed = project.baselined
    found = []
    for period in range(len(project.plan["tracking"])):
        workspace, moment = project.tracked(agreed, period)
        figures = Figures(workspace, moment.date())
        now = performance(figures, id_of("P-1"), minutes_of(moment)).now
        pv, ev, ac = ((part.minor or 0) / 100 for part in (now.pv, now.ev, now.ac))
        found.append((pv, ev, ac))
    return found


@pytest.mark.parametrize("name", _NAMES)
def test_a_tracked_project_has_the_values_it_was_reported_with(name: str) -> None:
    periods = _read(f"{name}.evm.json")["periods"]
    wanted = [(period["PV"], period["EV"], period["AC"]) for period in periods]
    for found, expected in zip(_measured(name), wanted, strict=True):
        assert found == pytest.approx(expected, abs=_WITHIN)


def test_a_tracked_project_has_the_values_that_protrack_worked_out() -> None:
    periods = _read("C2011-12_protrack_evm_truth.json")["periods"]
    names = ("Planned Value (PV)", "Earned Value (EV)", "Actual Cost (AC)")
    wanted = [tuple(period[name] for name in names) for period in periods]
    for found, expected in zip(_measured(_NAMES[1]), wanted, strict=True):
        assert found == pytest.approx(expected, abs=_WITHIN)
