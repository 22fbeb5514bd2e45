"""This file tests a session in a scenario: edits go beside the plan, and the plan stays."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pmtui.actions.core.action import Refused, Target
from pmtui.actions.editing.set_fields import set_fields
from pmtui.figures.planning.plans import plan_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import create, edit
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.outcome import Committed, Outcome, Rejected
from pmtui.model.scenarios.overlay import edits_of, laid_over
from pmtui.model.scenarios.scenarios import Scenario, ScenarioEdit
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.conftest import a_link, a_person, a_project, a_task, a_workspace, id_of

OpenAnother = Callable[[], Session]
_MINE = Author(0, "ann")


def a_scenario(key: str = "W-1", **fields: Any) -> Scenario:
    """A scenario of the whole store."""
    return Scenario(id=id_of(key), key=key, name=f"Name of {key}", **fields)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[OpenAnother]:
    """Sessions on one store file of a project with two linked tasks, and two scenarios."""
    start = a_workspace(
        a_project(),
        a_task("T-1", days=1),
        a_task("T-2", days=1),
        a_task("T-3", days=1),
        a_link("T-1", "T-2"),
        a_person("H-1", "Ann", logins=("ann",)),
        a_scenario(),
        a_scenario("W-2"),
    )
    path = tmp_path / "plan.json"
    init_store(path, workspace=start).close()
    opened: list[Session] = []

    def session() -> Session:
        opened.append(Session(open_store(path), _MINE))
        return opened[-1]

    yield session
    for own in opened:
        own.close()


def _set(session: Session, key: str, **fields: str) -> Outcome:
    target = Target("tasks", id_of(key))
    ops = set_fields(session.situation([target]), fields)
    return session.submit(ops, "entity.set").done.result()


def _title(session: Session, key: str = "T-1") -> str:
    return session.workspace.tasks[id_of(key)].title


def _planned_title(session: Session, key: str = "T-1") -> str:
    return session.plan.tasks[id_of(key)].title


def _in(session: Session, key: str = "W-1") -> Session:
    session.show_scenario(id_of(key)).result()
    return session


def _finish(figures: Figures, key: str = "T-2") -> int:
    """When a task ends by its plan, in minutes of the schedule."""
    plan = plan_of(figures, id_of("P-1"))
    assert plan is not None
    return plan.ends(id_of(key))[1]


def test_an_edit_in_a_scenario_leaves_the_plan_as_it_is(another: OpenAnother) -> None:
    session = _in(another())
    before = session.plan.tasks
    outcome = _set(session, "T-1", title="Cut")
    assert isinstance(outcome, Committed)
    assert (_title(session), _planned_title(session)) == ("Cut", "Task T-1")
    assert session.plan.tasks == before
    (edit,) = edits_of(session.plan, id_of("W-1"))
    assert (edit.number, edit.action) == (1, "entity.set")
    session.show_scenario(0).result()
    assert _title(session) == "Task T-1"
    assert _title(_in(session)) == "Cut"
    assert _title(_in(session, "W-2")) == "Task T-1"


def test_a_scenario_is_on_disk_and_another_session_finds_it(another: OpenAnother) -> None:
    first = _in(another())
    _set(first, "T-1", title="Cut")
    first.flushed().result()
    second = another()
    assert _title(second) == "Task T-1"
    assert _title(_in(second)) == "Cut"


def test_figures_of_a_scenario_are_those_of_a_plan_with_its_edits(another: OpenAnother) -> None:
    session = another()
    planned = _finish(session.figures)
    _in(session)
    _set(session, "T-1", estimate="5d")
    assert _finish(session.figures) == _finish(Figures(session.workspace, session.today)) > planned
    session.undo().result()
    assert _finish(session.figures) == planned
    session.redo().result()
    session.show_scenario(0).result()
    assert _finish(session.figures) == planned


def test_undo_and_redo_in_a_scenario_are_of_its_edits_alone(another: OpenAnother) -> None:
    session = another()
    _set(session, "T-2", title="Planned")
    _in(session)
    _set(session, "T-1", title="Cut")
    assert isinstance(session.undo().result(), Committed)
    assert (_title(session), _title(session, "T-2")) == ("Task T-1", "Planned")
    assert isinstance(session.undo().result(), Rejected)
    assert isinstance(session.redo().result(), Committed)
    assert _title(session) == "Cut"
    session.show_scenario(0).result()
    assert isinstance(session.undo().result(), Committed)
    assert _title(session, "T-2") == "Task T-2"
    assert _title(_in(session)) == "Cut"


def test_a_new_row_of_a_scenario_has_a_key_that_the_plan_has_not_given(
    another: OpenAnother,
) -> None:
    session = another()
    own = Task(id=session.situation().new_id(), key="T-4", component=id_of("P-1"), title="Known")
    session.submit((create("tasks", own),), "entity.add").done.result()
    _in(session)
    row = Task(id=session.situation().new_id(), component=id_of("P-1"), title="Hire")
    session.submit((create("tasks", row),), "entity.add").done.result()
    assert session.workspace.tasks[row.id].key == "T-5~"
    assert session.plan.counters["T"] == 4
    other = another()
    third = Task(id=other.situation().new_id(), component=id_of("P-1"), title="Theirs")
    other.submit((create("tasks", third),), "entity.add").done.result()
    assert other.plan.tasks[third.id].key == "T-5"
    assert _in(other).workspace.tasks[row.id].key == "T-6~"


def test_what_others_change_in_the_plan_is_seen_in_a_scenario_and_wins_over_its_edit(
    another: OpenAnother,
) -> None:
    session, other = _in(another()), another()
    _set(session, "T-1", title="Cut", estimate="3d")
    _set(other, "T-1", title="Theirs", notes="of theirs")
    overlay = laid_over(other.plan, id_of("W-1"))
    row = overlay.workspace.tasks[id_of("T-1")]
    assert (row.title, row.notes, row.estimate) == ("Theirs", "of theirs", 1440)
    (left,) = overlay.left_out
    assert left.conflict is not None
    assert (left.conflict.field, left.conflict.mine, left.conflict.theirs) == (
        "title",
        "Cut",
        "Theirs",
    )


def test_an_edit_that_would_not_be_valid_any_more_is_left_out_and_named(
    another: OpenAnother,
) -> None:
    session, other = _in(another()), another()
    _set(session, "T-1", title="Cut")
    link, back = a_link("T-3", "T-1"), a_link("T-2", "T-3")
    session.submit((create("links", link),), "link").done.result()
    other.submit((create("links", back),), "link").done.result()
    overlay = laid_over(other.plan, id_of("W-1"))
    assert overlay.workspace.tasks[id_of("T-1")].title == "Cut"
    assert link.id not in overlay.workspace.links
    (left,) = overlay.left_out
    assert left.edit == edits_of(other.plan, id_of("W-1"))[1].id
    assert "T-3" in left.reason


def test_a_scenario_that_is_over_takes_no_edit(another: OpenAnother) -> None:
    session, other = _in(another()), another()
    row = other.workspace.rows_of(Scenario)[id_of("W-1")]
    other.submit(edit("scenarios", row, state="discarded"), "entity.set").done.result()
    outcome = _set(session, "T-1", title="Cut")
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "W-1 is discarded"


def test_two_people_in_one_scenario_see_each_others_edits(another: OpenAnother) -> None:
    session, other = _in(another()), _in(another())
    _set(session, "T-1", title="Cut")
    assert isinstance(_set(other, "T-2", title="Later"), Committed)
    assert (_title(other), _title(other, "T-2")) == ("Cut", "Later")
    conflict = _set(session, "T-2", title="Mine")
    assert isinstance(conflict, Rejected)
    assert [clash.theirs for clash in conflict.conflicts] == ["Later"]
    assert len(other.plan.rows_of(ScenarioEdit)) == 2


def test_what_is_refused_in_the_plan_is_refused_in_a_scenario(another: OpenAnother) -> None:
    session = _in(another())
    with pytest.raises(Refused, match="outside 1950"):
        _set(session, "T-1", due="2301-01-01")
    assert edits_of(session.plan, id_of("W-1")) == ()


def test_a_copy_of_what_is_shown_has_the_plan_and_its_scenarios(
    another: OpenAnother, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = another()
    _in(session)
    _set(session, "T-1", title="Cut")
    written: list[Workspace] = []

    def copied(workspace: Workspace, _path: str) -> str:
        written.append(workspace)
        return ""

    monkeypatch.setattr(session, "_copies", copied)
    assert session.save_as("x").result() == ""
    assert written[0].tasks[id_of("T-1")].title == "Task T-1"
    assert len(edits_of(written[0], id_of("W-1"))) == 1
