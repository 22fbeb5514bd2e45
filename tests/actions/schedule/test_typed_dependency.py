"""This file tests dependencies as they are typed: the predecessor, then type and lag."""

import pytest

from pmtui.actions.core.action import Refused
from pmtui.actions.schedule.typed_dependency import Dependency, read_dependency
from tests.actions.doing import after, at, refusal
from tests.conftest import a_project, a_task, a_workspace, id_of

PLAN = a_workspace(
    a_project(),
    a_task("T-1", "Content model"),
    a_task("T-2", "Payments"),
    a_task("T-3", "Launch SS"),
)


@pytest.mark.parametrize(
    ("typed", "type_", "lag", "unit"),
    [
        ("T-1", "FS", 0, "work"),
        ("t-1 fs+2d", "FS", 960, "work"),
        ("T-1 SS", "SS", 0, "work"),
        ("T-1 FF-1d", "FF", -480, "work"),
        ("T-1 SF +4h", "SF", 240, "work"),
        ("Content model +1d", "FS", 480, "work"),
        ("T-1 FS+2ed", "FS", 2880, "elapsed"),
        ("T-1 +50%", "FS", 50, "percent"),
        ("T-1 FS +50 %", "FS", 50, "percent"),
        ("T-1 SS+8eh", "SS", 480, "elapsed"),
        ("T-1 FS+3 edays", "FS", 4320, "elapsed"),
        ("T-1 FS+1ew", "FS", 10080, "elapsed"),
        ("T-1 -2d", "FS", -960, "work"),
        ("T-1 FF-1w 2d", "FF", -3360, "work"),
        ("T-1 FS+1,5d", "FS", 720, "work"),
        ("T-1 FS+PT16H", "FS", 960, "work"),
    ],
)
def test_a_dependency_is_read(typed: str, type_: str, lag: int, unit: str) -> None:
    found = read_dependency(at(PLAN, "T-2"), typed)
    assert (found.predecessor, found.type, found.lag, found.lag_unit) == (
        id_of("T-1"),
        type_,
        lag,
        unit,
    )


@pytest.mark.parametrize("typed", ["nobody", "T-1 FS+soon", "T-1 +2x", "T-1 +5.5%", ""])
def test_what_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_dependency(at(PLAN, "T-2"), typed)


def test_a_link_gets_another_type_and_lag_and_goes_when_nothing_is_said() -> None:
    waits = Dependency(id_of("T-1"), "SS", 480, "work", spelled=True)
    linked = after("task.link", at(PLAN, "T-2"), predecessor=waits)
    link = next(iter(linked.links.values()))
    assert (link.type, link.lag) == ("SS", 480)
    waits = Dependency(id_of("T-1"), "FF", -60, "work", spelled=True)
    changed = after("task.link", at(linked, "T-2"), predecessor=waits)
    assert [(one.type, one.lag) for one in changed.links.values()] == [("FF", -60)]
    assert not after("task.link", at(changed, "T-2"), predecessor=Dependency(id_of("T-1"))).links


def test_a_circle_is_refused_with_its_way() -> None:
    linked = after("task.link", at(PLAN, "T-2"), predecessor=id_of("T-1"))
    told = refusal("task.link", at(linked, "T-1"), predecessor=id_of("T-2"))
    assert "closes a loop" in told
    assert "T-1 > T-2" in told or "T-2 > T-1" in told
