"""This file tests merging update sheets: by field, with what was changed on both sides shown."""

from datetime import date, timedelta

import pytest

from pmtui.model.changes.ops import apply, delete
from pmtui.model.entities.remarks import Remark
from pmtui.model.governance.checkins import Ask, CheckIn
from tests.actions.doing import after as checked_in
from tests.actions.doing import at
from tests.conftest import TODAY, a_task, id_of
from tests.exchange.update_sheets.sheets import (
    BOB,
    a_store,
    after,
    at_revision,
    filled,
    merged,
    texts,
    the_task,
    with_task,
    written,
)

PERCENT = ("Tasks", "T-1", "percent complete")
REMARK = ("Tasks", "T-1", "new remark")
HOW = ("Check-in", "P-1", "how it goes")


def test_a_sheet_that_nobody_touched_changes_nothing() -> None:
    plan = merged(a_store(), written(a_store()))
    assert not plan.ops
    assert not plan.clashes
    assert not plan.findings


def test_what_only_the_sheet_changed_is_taken_and_what_only_the_store_changed_stays() -> None:
    store = a_store()
    back = filled(written(store), {PERCENT: 60, ("Tasks", "T-3", "remaining work"): "4h"})
    here = with_task(store, "T-3", percent=30)
    done = after(here, merged(here, back))
    assert the_task(done, "T-1").percent == 60
    assert (the_task(done, "T-3").percent, the_task(done, "T-3").remaining) == (30, 240)


def test_a_field_that_both_changed_is_shown_and_nothing_is_taken_before_somebody_decides() -> None:
    store = a_store()
    back = filled(written(store), {PERCENT: 60, ("Tasks", "T-3", "percent complete"): 20})
    here = with_task(store, "T-1", percent=50)
    plan = merged(here, back)
    assert not plan.all_ops
    (clash,) = plan.clashes
    assert (clash.key, clash.field) == ("T-1", "percent")
    assert (clash.before, clash.sheet, clash.here) == (40, 60, 50)
    percents = {
        take: [
            the_task(after(here, merged(here, back, take)), key).percent for key in ("T-1", "T-3")
        ]
        for take in ("theirs", "mine")
    }
    assert percents == {"theirs": [60, 20], "mine": [50, 20]}


def test_the_same_sheet_read_twice_changes_nothing() -> None:
    store = a_store()
    answers = {
        PERCENT: 60,
        REMARK: "waits for the vendor",
        HOW: "two days late",
        ("Check-in", "P-1", "what the team needs"): "two testers",
        ("Log", "AK-1", "answer, or new remark"): "from Monday",
        ("Log", "R-1", "answer, or new remark"): "called them",
    }
    back = filled(written(store), answers)
    first = after(store, merged(store, back))
    again = merged(first, back)
    assert not again.all_ops
    assert not again.clashes
    edited = with_task(first, "T-1", percent=70)
    assert not merged(edited, back).all_ops


def test_a_sheet_filled_in_further_after_it_was_read_counts_with_what_is_new_in_it() -> None:
    store = a_store()
    first = filled(written(store), {PERCENT: 60})
    here = with_task(after(store, merged(store, first)), "T-1", percent=65)
    more = filled(first, {("Tasks", "T-2", "percent complete"): 30})
    done = after(here, merged(here, more))
    assert (the_task(done, "T-1").percent, the_task(done, "T-2").percent) == (65, 30)


def test_of_a_sheet_older_than_one_that_was_read_nothing_is_taken_unasked() -> None:
    store = a_store()
    old = filled(written(store), {PERCENT: 50, REMARK: "old words", HOW: "old"})
    later = at_revision(store, 9)
    new = filled(written(later), {("Tasks", "T-2", "percent complete"): 80})
    here = after(later, merged(later, new))
    plan = merged(here, old)
    assert not plan.all_ops
    assert "stale: one of revision 9 was read already" in texts(plan)
    assert {(clash.key, clash.field) for clash in plan.clashes} == {
        ("T-1", "percent"),
        ("T-1", "remark"),
        ("P-1", "text"),
    }
    kept = after(here, merged(here, old, "mine"))
    assert (the_task(kept, "T-1").percent, the_task(kept, "T-2").percent) == (40, 80)
    taken = after(here, merged(here, old, "theirs"))
    assert the_task(taken, "T-1").percent == 50
    assert [remark.text for remark in taken.rows_of(Remark).values()] == ["old words"]
    assert "revision 9 was read already" in texts(merged(taken, old)), "the newer one stays known"


def test_a_sheet_from_before_the_history_is_known_by_what_it_carries_and_asked_about() -> None:
    store = a_store()
    back = filled(written(store), {PERCENT: 60})
    plan = merged(store, back, known=False)
    assert "the history does not reach back to it" in texts(plan)
    assert [(clash.before, clash.sheet, clash.here) for clash in plan.clashes] == [(40, 60, 40)]
    assert the_task(after(store, merged(store, back, "theirs", known=False)), "T-1").percent == 60


def test_it_is_taken_in_the_name_of_the_person_and_both_are_named() -> None:
    store = a_store()
    answers = {
        REMARK: "waits",
        HOW: "late",
        ("Check-in", "P-1", "rating"): "amber",
        ("Check-in", "P-1", "what the team needs"): "two testers\na room",
        ("Log", "AK-1", "answer, or new remark"): "yes",
    }
    plan = merged(store, filled(written(store), answers))
    assert "by Bob Day, entered by Ann Roe" in texts(plan)
    done = after(store, plan)
    assert {row.by for row in done.rows_of(Remark).values()} == {id_of(BOB)}
    (checkin,) = done.rows_of(CheckIn).values()
    assert (checkin.by, checkin.rag, checkin.text, checkin.at) == (id_of(BOB), "A", "late", TODAY)
    assert done.components[id_of("P-1")].reported_rag == "A"
    asks = {row.title: row for row in done.rows_of(Ask).values()}
    assert asks["two testers"].raised_by == asks["a room"].raised_by == id_of(BOB)
    assert asks["two testers"].owner == id_of("H-2")
    answered = asks["A room"]
    assert (answered.state, answered.answer, answered.answered_by) == (
        "answered",
        "yes",
        id_of(BOB),
    )
    own = merged(store, filled(written(store), answers), by=BOB)
    assert "entered by" not in texts(own)


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5 % left", "@bob please", "'quoted'"])
def test_text_that_looks_like_a_formula_comes_in_as_typed(text: str) -> None:
    store = a_store()
    back = filled(written(store), {HOW: f"'{text}" if text[0] == "=" else text})
    (checkin,) = after(store, merged(store, back)).rows_of(CheckIn).values()
    assert checkin.text == text
    again = written(at_revision(after(store, merged(store, back)), 5))
    assert not merged(at_revision(after(store, merged(store, back)), 5), again).ops


def test_a_check_in_corrects_what_stands_of_its_period() -> None:
    store = a_store()
    first = after(store, merged(store, filled(written(store), {HOW: "late"})))
    correction = filled(written(first), {HOW: "two days late"})
    done = after(first, merged(first, correction))
    assert [row.text for row in done.rows_of(CheckIn).values()] == ["two days late"]


def test_a_check_in_that_came_meanwhile_clashes_with_another_of_the_sheet() -> None:
    store = a_store()
    here = checked_in("checkin.give", at(store, "P-1"), how="late", next="test")
    plan = merged(here, filled(written(store), {HOW: "early"}))
    assert [(clash.key, clash.field, clash.here) for clash in plan.clashes] == [
        ("P-1", "text", "late")
    ]
    (checkin,) = (
        after(here, merged(here, filled(written(store), {HOW: "early"}), "theirs"))
        .rows_of(CheckIn)
        .values()
    )
    assert (checkin.text, checkin.next_steps) == ("early", "test")


def test_a_check_in_needs_to_say_how_it_goes() -> None:
    store = a_store()
    plan = merged(store, filled(written(store), {("Check-in", "P-1", "next steps"): "test"}))
    assert not plan.all_ops
    assert "say how it goes" in plan.errors[0].text


def test_an_emptied_cell_empties_a_day_and_leaves_a_percentage_with_a_word() -> None:
    store = a_store(actual_start=date(2026, 11, 2))
    back = filled(written(store), {PERCENT: None, ("Tasks", "T-1", "actual start"): None})
    plan = merged(store, back)
    assert "T-1: the cell was emptied; it stays as it is" in texts(plan)
    done = the_task(after(store, plan), "T-1")
    assert (done.percent, done.actual_start) == (40, None)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        (PERCENT, 140, "'140' is not between 0 and 100 %"),
        (("Tasks", "T-1", "remaining work"), "soon", "T-1"),
        (("Tasks", "T-1", "actual start"), "03/04/2026", "can be 2026-04-03 or 2026-03-04"),
        (("Log", "R-1", "state"), "finished", "R-1"),
        (("Log", "I-1", "state"), "verified", "I-1"),
        (("Check-in", "P-1", "rating"), "blue", "is no rating"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_taken(
    cell: tuple[str, str, str], value: object, words: str
) -> None:
    store = a_store()
    plan = merged(store, filled(written(store), {cell: value, REMARK: "kept back", HOW: "well"}))
    assert not plan.all_ops
    assert any(words in finding.text for finding in plan.errors), texts(plan)


def test_a_row_that_is_gone_is_named_with_what_was_filled_in() -> None:
    store = a_store()
    back = filled(written(store), {PERCENT: 60, ("Tasks", "T-2", "percent complete"): 5})
    here = with_task(store, "T-1", archived=True)
    plan = merged(here, back)
    assert "T-1 is no longer here: percent complete '60'" in texts(plan)
    assert the_task(after(here, plan), "T-2").percent == 5


def test_what_goes_along_overwrites_nothing_that_was_changed_here_unasked() -> None:
    store = a_store()
    finish = ("Tasks", "T-1", "actual finish")
    back = filled(written(store), {finish: date(2026, 11, 20)})
    assert the_task(after(store, merged(store, back)), "T-1").percent == 100
    here = with_task(store, "T-1", percent=70)
    assert [(c.field, c.before, c.sheet, c.here) for c in merged(here, back).clashes] == [
        ("percent", 40, 100, 70)
    ]
    kept = the_task(after(here, merged(here, back, "mine")), "T-1")
    assert (kept.percent, kept.actual_finish) == (70, None)
    taken = the_task(after(here, merged(here, back, "theirs")), "T-1")
    assert (taken.percent, taken.actual_finish) == (100, date(2026, 11, 20))


def test_a_remark_is_kept_once_and_the_same_words_of_a_later_week_are_another() -> None:
    store = a_store()
    first = after(store, merged(store, filled(written(store), {REMARK: "still blocked"})))
    remark = next(iter(first.rows_of(Remark).values()))
    assert (remark.text, remark.at, remark.by) == ("still blocked", TODAY, id_of(BOB))
    assert not merged(first, filled(written(first), {REMARK: "still blocked"})).ops
    week = TODAY + timedelta(days=7)
    back = filled(written(first, today=week), {REMARK: "still blocked"})
    second = after(first, merged(first, back, today=week))
    assert [row.at for row in second.rows_of(Remark).values()] == [TODAY, week]


def test_what_was_taken_away_here_since_does_not_come_back() -> None:
    store = a_store()
    back = filled(written(store), {REMARK: "waits", HOW: "late"})
    first = after(store, merged(store, back))
    gone = [
        delete(table, row)
        for table in ("remarks", "checkins")
        for row in first.rows(table).values()
    ]
    assert len(gone) == 2
    here = at_revision(apply(first, tuple(gone)), 9)
    assert not merged(here, back).ops


def test_a_task_that_has_sub_tasks_by_now_keeps_the_percentage_that_follows_from_them() -> None:
    store = a_store()
    back = filled(written(store), {PERCENT: 60, REMARK: "split it"})
    here = a_store(a_task("T-30", under="T-1", percent=10))
    plan = merged(here, back)
    assert "T-1 has sub-tasks now" in texts(plan)
    done = after(here, plan)
    assert the_task(done, "T-1").percent == 40
    assert [row.text for row in done.rows_of(Remark).values()] == ["split it"]


def test_two_scopes_of_one_manager_are_two_sheets_and_neither_makes_the_other_stale() -> None:
    store = a_store()
    program = filled(written(store, "PG-1"), {PERCENT: 60})
    later = at_revision(store, 9)
    here = after(later, merged(later, written(later)))
    assert the_task(after(here, merged(here, program)), "T-1").percent == 60


def test_a_second_copy_changes_nothing_but_what_was_filled_in_there() -> None:
    store = a_store()
    first = filled(written(store), {PERCENT: 60, HOW: "well"})
    second = filled(written(store), {("Tasks", "T-3", "remaining work"): "4h"})
    here = after(store, merged(store, first))
    plan = merged(here, second)
    assert not plan.clashes
    done = after(here, plan)
    assert the_task(done, "T-1").percent == 60
    assert the_task(done, "T-3").remaining == 240
    assert [row.text for row in done.rows_of(CheckIn).values()] == ["well"]
