"""This file tests that a baseline stays as it was agreed."""

from datetime import date

import pytest

from pmtui.model.changes.ops import delete, edit
from pmtui.model.entities.baselines import Baseline
from pmtui.model.merging.settle import InvalidError, validated
from tests.conftest import a_project, a_workspace, id_of


def test_a_baseline_is_never_edited_but_its_taking_can_be_undone() -> None:
    agreed = Baseline(
        id=id_of("BL-1"),
        key="BL-1",
        component=id_of("P-1"),
        label="Agreed",
        number=1,
        taken_at=date(2026, 11, 1),
    )
    workspace = a_workspace(a_project("P-1"), agreed)
    with pytest.raises(InvalidError, match="BL-1 is agreed and stays as it is"):
        validated(workspace, edit("baselines", agreed, label="Nicer"))
    assert not validated(workspace, (delete("baselines", agreed),)).rows("baselines")
