"""This file makes baselines for tests of what is late."""

from datetime import date

from pmtui.model.entities.baselines import Baseline, BaselineKind, BaselineRow
from tests.conftest import TODAY, Parts, id_of


def a_baseline(
    task: str = "T-1",
    finish: date | None = None,
    kind: BaselineKind = "original",
    project: str = "P-1",
) -> Parts:
    """A baseline of a project that has a finish of one task."""
    home = id_of(project)
    return (
        Baseline(id=900, component=home, label="Approved", number=1, taken_at=TODAY, kind=kind),
        BaselineRow(
            id=901, task=id_of(task), title="", baseline=900, component=home, finish=finish
        ),
    )
