"""This file tests two sessions that write to one occurrence, and a rule that changes meanwhile."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from pmtui.actions.adding.occurrence_rows import target_named
from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Target
from pmtui.actions.editing.set_fields import set_fields
from pmtui.model.entities.registers import ActionItem
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.outcome import Committed, Outcome, Rejected
from pmtui.model.recurring.occurrences import missed
from pmtui.model.recurring.recurrences import Recurrence
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.conftest import a_person, a_project, a_workspace, id_of
from tests.model.recurring.made import a_recurrence

OpenAnother = Callable[[], Session]
_KEY = "XR-120261109"
_DAY = date(2026, 11, 9)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[OpenAnother]:
    """Sessions on one store file with a weekly call, and a monthly task."""
    start = a_workspace(
        a_project(),
        a_person("H-1", "Ann"),
        a_recurrence("RE-1"),
        a_recurrence("RE-2", kind="task", rule="FREQ=MONTHLY;BYMONTHDAY=-1", title="Accruals"),
    )
    path = tmp_path / "plan.json"
    init_store(path, workspace=start).close()
    opened: list[Session] = []

    def session() -> Session:
        opened.append(Session(open_store(path), Author(0, "ann")))
        return opened[-1]

    yield session
    for one in opened:
        one.close()


def _target(session: Session, key: str) -> Target:
    target = target_named(session.workspace, key)
    assert target is not None
    return target


def _set(session: Session, key: str, **fields: str) -> Outcome:
    ops = set_fields(session.situation([_target(session, key)]), fields)
    return session.submit(ops, "entity.set").done.result()


def _rows(session: Session) -> list[ActionItem]:
    return list(session.workspace.rows_of(ActionItem).values())


def test_two_people_who_write_to_one_occurrence_share_one_row(another: OpenAnother) -> None:
    one, other = another(), another()
    assert isinstance(_set(one, _KEY, state="done"), Committed)
    assert isinstance(_set(other, _KEY, owner="Ann"), Committed)
    (row,) = _rows(other)
    assert (row.key, row.state, row.owner) == (_KEY, "done", id_of("H-1"))
    assert (row.recurrence, row.occurrence, row.due) == (id_of("RE-1"), _DAY, _DAY)
    one.flushed().result()
    third = another()
    assert _rows(third) == [row]


def test_the_same_field_written_to_two_values_is_a_conflict_as_on_any_row(
    another: OpenAnother,
) -> None:
    one, other = another(), another()
    _set(one, _KEY, due="2026-11-10")
    outcome = _set(other, _KEY, due="2026-11-12")
    assert isinstance(outcome, Rejected)
    assert [conflict.field for conflict in outcome.conflicts] == ["due"]
    (row,) = _rows(other)
    assert row.due == date(2026, 11, 10)


def test_a_rule_edited_while_another_completes_leaves_one_row_and_no_flood(
    another: OpenAnother,
) -> None:
    one, other = another(), another()
    assert isinstance(_set(one, "RE-1", rule="every tuesday"), Committed)
    assert isinstance(_set(other, _KEY, state="done"), Committed)
    (row,) = _rows(other)
    assert (row.key, row.state) == (_KEY, "done")
    call = other.workspace.rows_of(Recurrence)[id_of("RE-1")]
    assert call.rule == "FREQ=WEEKLY;BYDAY=TU"
    today = date(2026, 11, 23)
    assert list(missed(other.workspace, call, today)) == [
        date(2026, 11, day) for day in (3, 10, 17)
    ]


def test_both_complete_a_task_and_it_is_done_once(another: OpenAnother) -> None:
    one, other = another(), another()
    action = CATALOGUE["task.complete"]
    for session in (one, other):
        situation = session.situation([_target(session, "TR-220261130")])
        ticket = session.run(action, situation, {}).ticket
        assert ticket is not None
        ticket.done.result()
    (row,) = other.workspace.rows_of(Task).values()
    assert (row.key, row.percent, row.column) != ("TR-220261130", 0, 0)
    assert other.figures.is_done(row.id)


def test_undo_makes_it_computed_again_unless_somebody_has_written_to_it_since(
    another: OpenAnother,
) -> None:
    one, other = another(), another()
    _set(one, _KEY, state="done")
    assert isinstance(one.undo().result(), Committed)
    assert _rows(one) == []
    _set(one, _KEY, state="done")
    _set(other, _KEY, owner="Ann")
    assert isinstance(one.undo().result(), Rejected)
    another_one = another()
    assert len(_rows(another_one)) == 1


def test_an_occurrence_shown_by_a_dry_run_is_not_kept(another: OpenAnother) -> None:
    session = another()
    ops = set_fields(session.situation([_target(session, _KEY)]), {"state": "done"})
    foreseen = session.foreseen(ops)
    assert [op.op for op in foreseen] == ["create", "set"]
    assert session.preview(foreseen).by_key(_KEY) is not None
    assert session.workspace.by_key(_KEY) is None


@pytest.mark.parametrize(
    ("action_id", "values"),
    [
        ("entity.remark", {"text": "the ledger is late"}),
        ("task.assign", {"person": id_of("H-1")}),
    ],
)
def test_what_is_said_of_an_occurrence_makes_its_row_and_undo_takes_both_back(
    another: OpenAnother, action_id: str, values: dict[str, object]
) -> None:
    session = another()
    target = _target(session, "TR-220261130")
    propose = CATALOGUE[action_id].propose
    assert propose is not None
    proposal = propose(session.situation([target]), values)
    assert isinstance(session.submit(proposal.ops, action_id).done.result(), Committed)
    row = session.workspace.get(target.table, target.id)
    assert isinstance(row, Task)
    assert row.key == "TR-220261130"
    assert isinstance(session.undo().result(), Committed)
    assert session.workspace.get(target.table, target.id) is None
