"""This file tests a session: edits painted at once, two people on one store, undo and redo."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread, current_thread
from typing import Any, ClassVar

import msgspec
import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Refused, Target
from pmtui.figures.planning.plans import plan_of
from pmtui.model.calendar.work_calendar import moment_of
from pmtui.model.changes.ops import Commit, create, edit
from pmtui.model.merging.outcome import Committed, Draft, Outcome, Rejected, Settle
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.events import SessionEvent
from pmtui.session.ports import Author, Store
from pmtui.session.session import Session
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.log.memory_store import MemoryStore
from tests.conftest import TODAY, a_link, a_person, a_project, a_task, a_workspace, id_of

OpenAnother = Callable[[], Session]
"""Opens one more session on the same store, as a second window would."""
_ME = Author(0, "ann")
_PATIENCE = 5.0


@pytest.fixture(params=["memory", "disk"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenAnother]:
    """Sessions on one store of a project with three tasks, in memory and on disk."""
    start = a_workspace(
        a_project(),
        *(a_task(f"T-{at}", column="Ready") for at in (1, 2, 3)),
        a_person("H-1", "Ann", logins=("ann",)),
    )
    log: list[Commit] = []
    path = tmp_path / "plan.json"
    opened: list[Session] = []
    if request.param == "disk":
        init_store(path, workspace=start).close()

    def store() -> Store:
        if request.param == "disk":
            return open_store(path)
        shared = MemoryStore(start, log)
        shared.refresh()
        return shared

    def session() -> Session:
        opened.append(Session(store(), _ME))
        return opened[-1]

    yield session
    for one in opened:
        one.close()


class SlowStore(MemoryStore):
    """A store whose disk takes as long as the test wants."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.may_answer = Event()

    def commit(self, draft: Draft, settle: Settle) -> Outcome:
        """Wait, then commit."""
        assert self.may_answer.wait(_PATIENCE)
        return super().commit(draft, settle)


def _set(session: Session, key: str, **fields: Any) -> Outcome:
    """Set fields of a task and wait for the disk."""
    task = session.workspace.tasks[id_of(key)]
    return session.submit(edit("tasks", task, **fields), "entity.set").wait()


def _title(session: Session, key: str = "T-1") -> str:
    return session.workspace.tasks[id_of(key)].title


def _seen(session: Session, sees: Callable[[], bool]) -> bool:
    """Whether a session sees something before patience runs out."""
    news = Event()

    def told(_change: SessionEvent) -> None:
        news.set()

    session.listener = told
    for _ in range(50):
        if sees():
            return True
        news.wait(_PATIENCE / 50)
        news.clear()
    return sees()


def test_an_edit_is_painted_before_the_disk_has_answered() -> None:
    store = SlowStore(a_workspace(a_project(), a_task("T-1")))
    session = Session(store, _ME)
    ticket = session.submit(
        edit("tasks", session.workspace.tasks[id_of("T-1")], title="Fly"), "entity.set"
    )
    assert (_title(session), session.is_saved) == ("Fly", False)
    store.may_answer.set()
    assert isinstance(ticket.wait(), Committed)
    assert (_title(session), session.is_saved) == ("Fly", True)
    session.close()


def test_a_new_entity_has_a_pending_key_until_it_is_confirmed() -> None:
    store = SlowStore(a_workspace(a_project()))
    session = Session(store, _ME)
    ran = session.run(
        CATALOGUE["entity.add"], session.situation(scope=id_of("P-1")), {"text": "Write"}
    )
    assert [one.key for one in session.workspace.tasks.values()] == ["T-1~"]
    store.may_answer.set()
    assert ran.ticket is not None
    ran.ticket.wait()
    assert [one.key for one in session.workspace.tasks.values()] == ["T-1"]
    session.close()


def test_an_edit_that_is_invalid_is_refused_and_nothing_is_painted(another: OpenAnother) -> None:
    session = another()
    task = session.workspace.tasks[id_of("T-1")]
    with pytest.raises(Refused, match="which is not in people"):
        session.submit(edit("tasks", task, owner=42), "entity.set")
    assert session.workspace.tasks[id_of("T-1")].owner == 0
    assert session.is_saved


def test_a_refused_action_says_why_and_writes_nothing(another: OpenAnother) -> None:
    session = another()
    with pytest.raises(Refused, match="nothing under the cursor"):
        session.run(CATALOGUE["entity.set"], session.situation(), {"field": "due", "value": "fri"})
    assert session.history(5) == ()


def test_two_sessions_see_each_others_edits(another: OpenAnother) -> None:
    first, second = another(), another()
    assert isinstance(_set(first, "T-1", title="Fly"), Committed)
    assert _seen(second, lambda: _title(second) == "Fly")
    assert isinstance(_set(second, "T-2", title="Land"), Committed)
    assert _seen(first, lambda: _title(first, "T-2") == "Land")


def test_edits_of_different_fields_of_one_row_merge(another: OpenAnother) -> None:
    first, second = another(), another()
    seen = second.workspace.tasks[id_of("T-1")]
    _set(first, "T-1", title="Fly")
    outcome = second.submit(edit("tasks", seen, priority=1), "entity.set").wait()
    assert isinstance(outcome, Committed)
    merged = second.workspace.tasks[id_of("T-1")]
    assert (merged.title, merged.priority) == ("Fly", 1)


def test_the_same_field_written_by_another_first_is_rejected_and_rolled_back(
    another: OpenAnother,
) -> None:
    first, second = another(), another()
    seen = second.workspace.tasks[id_of("T-1")]
    _set(first, "T-1", title="Fly")
    outcome = second.submit(edit("tasks", seen, title="Walk"), "entity.set").wait()
    assert isinstance(outcome, Rejected)
    (conflict,) = outcome.conflicts
    assert (conflict.before, conflict.mine, conflict.theirs) == ("Task T-1", "Walk", "Fly")
    assert _title(second) == "Fly"
    assert second.is_saved


def test_the_listener_is_told_what_was_touched(another: OpenAnother) -> None:
    session = another()
    told: list[SessionEvent] = []
    session.listener = told.append
    _set(session, "T-1", title="Fly")
    assert told[0].touched == {("tasks", id_of("T-1"))}
    assert isinstance(told[0].outcome, Committed)


def test_undo_and_redo_go_back_and_forth_over_several_edits(another: OpenAnother) -> None:
    session = another()
    for title in ("one", "two", "three"):
        _set(session, "T-1", title=title)
    for title in ("two", "one", "Task T-1"):
        assert isinstance(session.undo().result(), Committed)
        assert _title(session) == title
    assert session.undo().result() == Rejected("nothing to undo")
    for title in ("one", "two", "three"):
        assert isinstance(session.redo().result(), Committed)
        assert _title(session) == title
    assert session.redo().result() == Rejected("nothing to redo")


def test_a_bulk_edit_is_one_step_of_undo(another: OpenAnother) -> None:
    session = another()
    targets = [Target("tasks", id_of(f"T-{at}")) for at in (1, 2, 3)]
    ran = session.run(CATALOGUE["task.complete"], session.situation(targets), {})
    assert ran.ticket is not None
    ran.ticket.wait()
    assert all(session.figures.is_done(one.id) for one in targets)
    session.undo().result()
    assert not any(session.figures.is_done(one.id) for one in targets)


def test_a_new_edit_clears_what_could_be_done_again(another: OpenAnother) -> None:
    session = another()
    _set(session, "T-1", title="one")
    session.undo().result()
    _set(session, "T-2", title="other")
    assert session.redo().result() == Rejected("nothing to redo")


def test_undo_and_redo_survive_a_new_session(another: OpenAnother) -> None:
    before = another()
    _set(before, "T-1", title="one")
    _set(before, "T-1", title="two")
    before.undo().result()
    before.close()
    later = another()
    assert _title(later) == "one"
    later.redo().result()
    assert _title(later) == "two"
    later.undo().result()
    later.undo().result()
    assert _title(later) == "Task T-1"


def test_undo_takes_back_only_what_this_session_did_while_another_is_open(
    another: OpenAnother,
) -> None:
    first, second = another(), another()
    _set(first, "T-1", title="mine")
    _set(second, "T-2", title="theirs")
    assert isinstance(first.undo().result(), Committed)
    assert (_title(first), _title(first, "T-2")) == ("Task T-1", "theirs")


def test_undo_is_refused_where_the_field_moved_on(another: OpenAnother) -> None:
    first, second = another(), another()
    _set(first, "T-1", title="mine")
    assert _seen(second, lambda: _title(second) == "mine")
    _set(second, "T-1", title="theirs")
    outcome = first.undo().result()
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "T-1: somebody else changed title first"
    assert _seen(first, lambda: _title(first) == "theirs")


def test_undo_of_an_add_takes_the_row_away_again(another: OpenAnother) -> None:
    session = another()
    situation = session.situation(scope=id_of("P-1"))
    ran = session.run(CATALOGUE["entity.add"], situation, {"text": "Write @ann"})
    assert ran.ticket is not None
    ran.ticket.wait()
    assert len(session.workspace.tasks) == 4
    session.undo().result()
    assert len(session.workspace.tasks) == 3


def test_the_past_is_now_with_what_came_after_taken_back(another: OpenAnother) -> None:
    session = another()
    first = _set(session, "T-1", title="one")
    _set(session, "T-1", title="two")
    assert isinstance(first, Committed)
    past = session.workspace_at(first.rev)
    assert past.tasks[id_of("T-1")].title == "one"
    assert session.workspace_at(first.rev - 1).tasks[id_of("T-1")].title == "Task T-1"
    with pytest.raises(Refused, match="reaches back to revision"):
        session.workspace_at(-1)


def test_the_past_of_a_day_is_its_end_and_tells_the_day(another: OpenAnother) -> None:
    session = another()
    _set(session, "T-1", title="one")
    past = session.past(session.today)
    assert past.workspace.tasks[id_of("T-1")].title == "one"
    assert past.day == session.today
    with pytest.raises(Refused, match=r"reaches back to revision 1, as it was until "):
        session.workspace_at(session.today - timedelta(days=1))
    with pytest.raises(Refused, match="there is no revision 99"):
        session.workspace_at(99)


def test_the_file_system_vouches_for_who_made_a_commit(another: OpenAnother) -> None:
    session = another()
    outcome = _set(session, "T-1", title="one")
    assert isinstance(outcome, Committed)
    assert session.owner_of(outcome.commit) == outcome.commit.uid


def test_the_history_is_newest_first_and_of_one_thing_when_asked(another: OpenAnother) -> None:
    session = another()
    _set(session, "T-1", title="one")
    _set(session, "T-2", title="two")
    assert [commit.rev for commit in session.history(9)] == sorted(
        (commit.rev for commit in session.history(9)), reverse=True
    )
    (only,) = session.history(9, id_of("T-1"))
    assert only.ops[0].new == "one"


def test_me_is_the_person_who_carries_my_login(another: OpenAnother) -> None:
    assert another().actor == id_of("H-1")


def test_nothing_is_written_where_the_store_is_read_only() -> None:
    store = MemoryStore(a_workspace(a_project(), a_task("T-1")))
    store.read_only = "no write permission"
    session = Session(store, _ME)
    with pytest.raises(Refused, match="read-only: no write permission"):
        _set(session, "T-1", title="Fly")
    assert _title(session) == "Task T-1"
    session.close()


def test_figures_follow_an_edit(another: OpenAnother) -> None:
    session = another()
    assert session.figures.rollup(id_of("P-1")).work.done == 0
    done = {row.name: row.id for row in session.workspace.board_of(id_of("P-1"))}["Done"]
    _set(session, "T-1", column=done)
    assert session.figures.rollup(id_of("P-1")).work.done == 1


def test_an_action_of_the_screen_is_not_run_here(another: OpenAnother) -> None:
    session = another()
    with pytest.raises(Refused, match="for the screen only"):
        session.run(CATALOGUE["cursor.down"], session.situation(), {})


def test_a_preview_shows_what_would_be_and_changes_nothing(another: OpenAnother) -> None:
    session = another()
    task = session.workspace.tasks[id_of("T-1")]
    shown = session.preview(edit("tasks", task, title="Fly"))
    assert shown.tasks[id_of("T-1")].title == "Fly"
    assert msgspec.structs.asdict(session.workspace.tasks[id_of("T-1")])["title"] == "Task T-1"


def test_the_listener_is_told_who_was_faster_and_what_is_left_to_write(
    another: OpenAnother,
) -> None:
    first, second = another(), another()
    seen = second.workspace.tasks[id_of("T-1")]
    _set(first, "T-1", title="Fly")
    told: list[SessionEvent] = []
    second.listener = told.append
    second.submit(edit("tasks", seen, title="Walk"), "entity.set").wait()
    (change,) = [one for one in told if one.outcome is not None]
    (dispute,) = change.disputes
    assert (dispute.mine, dispute.theirs) == ("Walk", "Fly")
    assert dispute.by == first.history(1)[0]
    assert change.draft is not None
    assert change.draft.ops[0].new == "Walk"


def test_what_was_rejected_can_be_offered_again(another: OpenAnother) -> None:
    session = another()
    ops = edit("tasks", session.workspace.tasks[id_of("T-1")], title="Fly")
    draft = Draft("old-1", ops, "entity.set", "old")
    assert isinstance(session.offer(draft).result(), Committed)
    assert (_title(session), session.is_saved) == ("Fly", True)
    assert isinstance(session.undo().result(), Committed)
    assert _title(session) == "Task T-1"


def test_what_is_not_on_disk_yet_is_known() -> None:
    store = SlowStore(a_workspace(a_project(), a_task("T-1")))
    session = Session(store, _ME)
    ops = edit("tasks", session.workspace.tasks[id_of("T-1")], title="Fly")
    ticket = session.submit(ops, "entity.set")
    offered = session.offer(Draft("old-1", ops, "entity.set", "old"))
    assert [one.commit_id for one in session.unsaved] == [ticket.draft.commit_id, "old-1"]
    assert not session.is_saved
    store.may_answer.set()
    offered.result()
    assert session.unsaved == ()
    session.close()


def test_an_undo_that_was_let_stand_makes_way_for_the_one_before(another: OpenAnother) -> None:
    first, second = another(), another()
    _set(first, "T-2", title="mine too")
    outcome = _set(first, "T-1", title="mine")
    assert isinstance(outcome, Committed)
    assert _seen(second, lambda: _title(second) == "mine")
    _set(second, "T-1", title="theirs")
    assert isinstance(first.undo().result(), Rejected)
    first.let_stand(outcome.commit.commit_id)
    assert isinstance(first.undo().result(), Committed)
    assert (_title(first), _title(first, "T-2")) == ("theirs", "Task T-2")


def test_a_link_and_a_move_of_two_people_that_close_a_loop_together_are_not_merged(
    another: OpenAnother,
) -> None:
    first, second = another(), another()
    link = a_link("T-1", "T-2")
    seen = second.workspace.tasks[id_of("T-2")]
    assert isinstance(first.submit((create("links", link),), "task.link").wait(), Committed)
    outcome = second.submit(edit("tasks", seen, parent=id_of("T-1")), "entity.set").wait()
    assert isinstance(outcome, Rejected)
    assert "T-2 in T-1 closes a loop: T-1 > T-2 (in T-1)" in outcome.reason
    assert not second.workspace.tasks[id_of("T-2")].parent


def test_an_undo_that_brings_a_loop_back_is_refused_with_it(another: OpenAnother) -> None:
    first, second = another(), another()
    _set(first, "T-2", parent=id_of("T-1"))
    _set(first, "T-2", parent=0)
    assert _seen(second, lambda: not second.workspace.tasks[id_of("T-2")].parent)
    link = create("links", a_link("T-1", "T-2"))
    assert isinstance(second.submit((link,), "task.link").wait(), Committed)
    outcome = first.undo().result()
    assert isinstance(outcome, Rejected)
    assert "closes a loop: T-1 > T-2 (in T-1)" in outcome.reason
    assert not first.workspace.tasks[id_of("T-2")].parent


def test_unfinished_work_goes_on_with_the_day_while_a_session_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = a_project(start=TODAY, unfinished_work="from_status_date")
    session = Session(SlowStore(a_workspace(project, a_task("T-1", duration=480))), _ME)
    for days in (0, 1, 8):
        day = TODAY + timedelta(days=days)
        monkeypatch.setattr("pmtui.clock.today", lambda _zone, day=day: day)
        plan = plan_of(session.figures, id_of("P-1"))
        assert plan is not None
        assert moment_of(plan.ends(id_of("T-1"))[0]).date() == day
    session.close()


class _Watched(MemoryStore):
    """A store that remembers which threads read its history."""

    readers: ClassVar[set[str]] = set()

    def history(self, newest: int | None = None) -> Iterator[Commit]:
        """As in memory."""
        self.readers.add(current_thread().name)
        return super().history(newest)

    def owner_of(self, commit: Commit) -> int | None:
        """As in memory."""
        self.readers.add(current_thread().name)
        return super().owner_of(commit)


def test_only_the_writer_thread_asks_the_store_for_its_history() -> None:
    store = _Watched(a_workspace(a_project(), a_task("T-1", column="Ready")))
    session = Session(store, _ME)
    outcome = _set(session, "T-1", title="one")
    assert isinstance(outcome, Committed)
    _Watched.readers.clear()
    session.history(5)
    session.owner_of(outcome.commit)
    session.deeds(("tasks", id_of("T-1")), None, 5).result(_PATIENCE)
    session.undo().result(_PATIENCE)
    assert _Watched.readers == {"pmtui-writer"}
    session.close()
    assert len(session.history(5)) == 2, "nobody else asks a closed store"


def test_the_past_is_read_rightly_on_any_thread_while_edits_are_written(
    another: OpenAnother,
) -> None:
    session = another()
    _set(session, "T-1", title="first")
    revision = session.workspace.revision
    titles: list[str] = []

    def look_back() -> None:
        titles.extend(session.past(revision).workspace.tasks[id_of("T-1")].title for _ in range(40))

    reader = Thread(target=look_back)
    reader.start()
    for number in range(40):
        assert isinstance(_set(session, "T-1", title=f"later {number}"), Committed)
    reader.join(_PATIENCE)
    assert titles == ["first"] * 40


def test_a_question_that_fails_tells_whoever_asked_and_the_writer_goes_on(
    another: OpenAnother,
) -> None:
    session = another()

    def fail() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        session._writer.ask(fail).result(_PATIENCE)
    assert isinstance(_set(session, "T-1", title="one"), Committed)
