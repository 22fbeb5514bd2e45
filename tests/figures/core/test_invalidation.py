"""This file tests which components' figures an edit is taken to have changed."""

import pytest

from pmtui.figures.core.invalidation import invalidated_components
from pmtui.model.changes.ops import apply, edit, touched
from pmtui.model.entities.components import Component
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import a_workspace

ABOVE, BELOW, LOWEST, BESIDE = 1, 2, 3, 4


def a_tree() -> Workspace:
    """A program with a project in a project, and a program beside it."""
    return a_workspace(
        Component(id=ABOVE, key="G-1", kind="program", name="Above"),
        Component(id=BELOW, key="P-1", kind="project", name="Below", component=ABOVE),
        Component(id=LOWEST, key="P-2", kind="project", name="Lowest", component=BELOW),
        Component(id=BESIDE, key="G-2", kind="program", name="Beside"),
    )


@pytest.mark.parametrize(
    "changed", [{"archived": True}, {"state": "closed"}, {"component": BESIDE}], ids=str
)
def test_all_below_a_component_hangs_on_whether_and_where_it_stands(
    changed: dict[str, object],
) -> None:
    before = a_tree()
    ops = edit("components", before.components[ABOVE], **changed)
    dirty = invalidated_components(before, apply(before, ops), touched(ops))
    assert {ABOVE, BELOW, LOWEST} <= dirty


def test_what_lies_below_does_not_hang_on_a_name() -> None:
    before = a_tree()
    ops = edit("components", before.components[ABOVE], name="Other")
    assert not {BELOW, LOWEST} & invalidated_components(before, apply(before, ops), touched(ops))
