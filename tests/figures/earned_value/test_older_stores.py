"""This file tests earned value of stores that an older version has written."""

import shutil
from datetime import date
from pathlib import Path

from msgspec import structs

from pmtui.figures.earned_value.planned_value import NO_COST
from pmtui.figures.earned_value.scope_performance import performance
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, create, delete
from pmtui.model.entities.baselines import BaselineRow
from pmtui.store.disk.making_and_opening import open_store
from tests.conftest import eur
from tests.house.checkout import ROOT

_GOLDEN = ROOT / "tests" / "store" / "golden" / "as_planned.json"


def test_a_baseline_of_an_older_store_is_read_marked_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    shutil.copy(_GOLDEN, path)
    store = open_store(path)
    workspace = store.workspace
    store.close()
    (project,) = workspace.components
    today = date(2026, 3, 13)
    assert performance(Figures(workspace, today), project).now.pv.reason == NO_COST
    row = next(iter(workspace.rows_of(BaselineRow).values()))
    costly = structs.replace(row, cost=eur(500))
    changed = apply(workspace, [delete("baseline_rows", row), create("baseline_rows", costly)])
    measured = performance(Figures(changed, today), project)
    assert measured.is_older
    assert (measured.now.bac.minor, measured.now.pv.minor) == (500_00, 500_00)
