"""This file tests what is done about work that recurs: made, changed from a day on, skipped."""

from datetime import date
from typing import Any

import msgspec
import pytest

from pmtui.actions.adding.occurrence_rows import target_named, with_occurrences
from pmtui.actions.core.action import Refused, Situation, UnagreedError, WrongInputError
from pmtui.model.entities.registers import ActionItem
from pmtui.model.entities.tasks import Task
from pmtui.model.merging.clones import with_counters
from pmtui.model.recurring.occurrences import coming, missed
from pmtui.model.recurring.recurrences import Recurrence
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed
from tests.conftest import TODAY, a_component, a_person, a_project, a_workspace, id_of
from tests.model.recurring.made import a_recurrence

_START = with_counters(
    a_workspace(a_component("PF-1"), a_project(), a_person("H-1", "Ann"), a_recurrence()),
    {"RE": 1},
)


def _agreed(situation: Situation) -> Situation:
    return msgspec.structs.replace(situation, confirmed=True)


def _on(workspace: Workspace, key: str) -> Situation:
    """Standing on an occurrence, whether it was made or not."""
    target = target_named(workspace, key)
    assert target is not None
    return with_occurrences(msgspec.structs.replace(at(workspace), targets=(target,)))


def _recurrences(workspace: Workspace) -> dict[str, Recurrence]:
    return {row.key: row for row in workspace.rows_of(Recurrence).values()}


def test_the_next_days_are_shown_before_anything_is_made() -> None:
    situation = at(_START, scope="P-1")
    given: dict[str, Any] = {"title": "Accruals", "rule": "monthly on the 31st, skipping"}
    with pytest.raises(UnagreedError) as asked:
        proposed("recurrence.add", situation, **given)
    days = "31 Dec, 31 Jan 2027, 31 Mar, 31 May, 31 Jul, 31 Aug; skips Feb 2027, Apr, Jun"
    assert asked.value.question == days
    assert len(days) < 80
    made = after("recurrence.add", _agreed(situation), **given)
    row = _recurrences(made)["RE-2"]
    assert (row.title, row.rule, row.starts) == ("Accruals", "FREQ=MONTHLY;BYMONTHDAY=31", TODAY)
    assert (row.kind, row.component, row.owner) == ("action", id_of("P-1"), 0)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"title": "", "rule": "daily"}, "needs a name"),
        ({"title": "A", "rule": "sometimes"}, "rule: "),
        ({"title": "A", "rule": "monthly on the 31st"}, "two ways"),
        ({"title": "A", "rule": "daily", "starts": "whenever"}, "starts: "),
    ],
)
def test_what_cannot_recur_is_refused_with_the_reason(given: dict[str, str], reason: str) -> None:
    with pytest.raises(WrongInputError, match=reason):
        proposed("recurrence.add", at(_START, scope="P-1"), **given)


def test_completing_takes_the_occurrence_of_today_then_the_last_that_was_missed() -> None:
    once = after("occurrence.complete", at(_START, "RE-1"))
    twice = after("occurrence.complete", at(once, "RE-1"))
    rows = {row.key: row.state for row in twice.rows_of(ActionItem).values()}
    assert rows == {"XR-120261123": "done", "XR-120261116": "done"}
    with pytest.raises(Refused, match="XR-120261116 is done already"):
        proposed("occurrence.complete", at(twice, "RE-1"), day="2026-11-16")
    with pytest.raises(
        WrongInputError, match="no occurrence on 2026-11-17; the next occurrence is 2026-11-30"
    ):
        proposed("occurrence.complete", at(twice, "RE-1"), day="2026-11-17")


def test_completing_a_task_brings_it_to_the_done_column() -> None:
    start = a_workspace(a_project(), a_recurrence(kind="task"))
    done = after("occurrence.complete", at(start, "RE-1"))
    (row,) = done.rows_of(Task).values()
    assert (row.key, row.percent, row.actual_finish) == ("TR-120261123", 100, TODAY)
    assert done.columns[row.column].role == "done"


def test_opening_makes_the_row_and_no_more() -> None:
    made = after("occurrence.open", at(_START, "RE-1"), day="2026-12-07")
    (row,) = made.rows_of(ActionItem).values()
    assert (row.key, row.state, row.due) == ("XR-120261207", "open", date(2026, 12, 7))
    with pytest.raises(Refused, match="is there already"):
        proposed("occurrence.open", at(made, "RE-1"), day="2026-12-07")


def test_all_that_was_missed_is_skipped_at_once() -> None:
    left = after("occurrence.skip", at(_START, "RE-1"), day="missed")
    row = _recurrences(left)["RE-1"]
    assert row.skipped == ("2026-11-02", "2026-11-09", "2026-11-16")
    assert missed(left, row, TODAY) == ()
    with pytest.raises(Refused, match="missed nothing"):
        proposed("occurrence.skip", at(left, "RE-1"), day="missed")
    old = a_workspace(a_project(), a_recurrence(rule="FREQ=DAILY", starts=date(2020, 1, 1)))
    with pytest.raises(Refused, match="give it a later first day"):
        proposed("occurrence.skip", at(old, "RE-1"), day="missed")


def test_one_occurrence_is_skipped_on_its_rule_and_archived_where_it_was_made() -> None:
    skipped = proposed("occurrence.skip", _on(_START, "XR-120261130"))
    assert [(op.op, op.table, op.new) for op in skipped.ops] == [
        ("add", "recurrences", "2026-11-30")
    ]
    made = after("occurrence.open", at(_START, "RE-1"))
    left = after("occurrence.skip", _on(made, "XR-120261123"))
    (row,) = left.rows_of(ActionItem).values()
    assert row.archived
    assert _recurrences(left)["RE-1"].skipped == ()
    plain = a_workspace(a_project(), ActionItem(id=5, key="X-1", title="Once"))
    with pytest.raises(Refused, match="X-1 is no occurrence"):
        proposed("occurrence.skip", at(plain, "X-1"))


def test_this_and_all_later_ones_get_another_rule_and_what_was_made_stays() -> None:
    made = after("occurrence.complete", at(_START, "RE-1"))
    changed = after(
        "recurrence.change_from", _agreed(_on(made, "XR-120261123")), rule="every tuesday"
    )
    rules = _recurrences(changed)
    assert rules["RE-1"].rule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261122"
    new = rules["RE-2"]
    assert (new.rule, new.starts, new.follows) == ("FREQ=WEEKLY;BYDAY=TU", TODAY, id_of("RE-1"))
    assert [row.key for row in changed.rows_of(ActionItem).values()] == ["XR-120261123"]
    assert list(coming(changed, new, TODAY, 2)) == [date(2026, 11, 24), date(2026, 12, 1)]
    assert len(missed(changed, rules["RE-1"], TODAY)) == 3


def test_a_rule_changed_from_its_first_day_on_is_the_same_recurrence() -> None:
    situation = _agreed(_on(_START, "XR-120261102"))
    changed = after("recurrence.change_from", situation, rule="every friday")
    (row,) = _recurrences(changed).values()
    assert (row.rule, row.starts) == ("FREQ=WEEKLY;BYDAY=FR", date(2026, 11, 2))
    with pytest.raises(UnagreedError):
        proposed("recurrence.change_from", _on(_START, "XR-120261102"), rule="every friday")
