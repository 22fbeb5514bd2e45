"""This file tests when a row is no longer open: it has ended, or was put away."""

from pmtui.model.entities.registers import Issue
from pmtui.model.governance.gates import Gate
from pmtui.model.rules.life_cycles import HOLDERS, has_ended, is_put_away
from tests.conftest import a_check, a_link, a_person, a_project, a_risk, a_task, a_workspace, id_of

_STORE = a_workspace(a_project(), a_task("T-1"), a_task("T-2", archived=True), a_task("T-3"))


def test_a_row_ends_by_its_own_fields() -> None:
    assert has_ended(Issue(id=1, title="A", state="closed"))
    assert not has_ended(Issue(id=1, title="A", state="open"))
    assert has_ended(a_risk("R-1", state="closed"))
    assert not has_ended(a_risk("R-1"))
    assert not has_ended(a_person("H-1", "Ann"))
    assert not has_ended(Gate(id=1, title="G1"))


def test_a_row_is_put_away_itself_or_with_a_task_it_hangs_on() -> None:
    assert is_put_away(_STORE, "tasks", _STORE.tasks[id_of("T-2")])
    assert not is_put_away(_STORE, "tasks", _STORE.tasks[id_of("T-1")])
    assert is_put_away(_STORE, "links", a_link("T-1", "T-2"))
    assert is_put_away(_STORE, "links", a_link("T-2", "T-1"))
    assert not is_put_away(_STORE, "links", a_link("T-1", "T-3"))
    assert not is_put_away(_STORE, "links", a_link("T-1", "T-99"))
    assert is_put_away(_STORE, "checks", a_check("T-2", 1))
    assert not is_put_away(_STORE, "checks", a_check("T-1", 1))
    assert {"links", "checks"} <= set(HOLDERS)
