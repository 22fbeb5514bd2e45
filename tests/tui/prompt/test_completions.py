"""This file tests what a typed line is said to mean while it is typed, for every action."""

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Situation, Target
from pmtui.tui.prompt.completions import describe_arguments
from tests.conftest import TODAY, a_project, a_task, a_workspace, id_of

WORKSPACE = a_workspace(a_project(), a_task("T-1", "Dig"))
ARGUED = sorted(name for name, action in CATALOGUE.items() if action.args)


@pytest.mark.parametrize("name", ARGUED)
@pytest.mark.parametrize("targets", [(), (Target("tasks", id_of("T-1")),)])
def test_every_argument_typed_so_far_is_echoed(name: str, targets: tuple[Target, ...]) -> None:
    """A reading has a value as well, but no field that it is set to."""
    action = CATALOGUE[name]
    situation = Situation(WORKSPACE, TODAY, lambda: 1, targets=targets)
    given: dict[str, object] = {}
    for arg in action.args:
        given[arg.name] = "due" if arg.kind == "field" else "3"
        assert isinstance(describe_arguments(situation, action, given), str)
