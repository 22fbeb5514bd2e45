"""This file tests what is said of rows that nobody calls by name: links, checks, assignments."""

from datetime import date
from typing import Any

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.calendar.stored_calendars import CalendarException
from pmtui.model.changes.difference import changed_rows
from pmtui.model.entities.baselines import BaselineRow
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.remarks import Reference, Remark
from pmtui.model.entities.tasks import Assignment, Check
from pmtui.views.changes.child_facts import child_facts, subject_of
from tests.conftest import TODAY, a_column, a_link, a_person, a_project, a_task, a_workspace, id_of

ANN = a_person("H-1", "Ann")
TASK = id_of("T-2")


def told(old: Entity | None, new: Entity | None) -> list[str]:
    """What is said of one row, in a project with two tasks."""
    rest = (a_project(board=False), a_task("T-1"), a_task("T-2"), ANN)
    before = a_workspace(*rest, *([old] if old else []))
    after = a_workspace(*rest, *([new] if new else []))
    sheets = Figures(before, TODAY), Figures(after, TODAY)
    rows = list(changed_rows(before, after))
    return [fact.text for row in rows for fact in child_facts(*sheets, row)]


def test_a_link_is_news_of_the_task_that_waits() -> None:
    link = a_link("T-1", "T-2")
    assert subject_of("links", link) == ("tasks", TASK)
    assert told(None, link) == ["waits for T-1 now"]
    assert told(link, None) == ["waits for T-1 no more"]
    assert told(link, a_link("T-1", "T-2", lag=480)) == ["waits for T-1: lag 0d -> 1d"]


def test_an_assignment_names_the_person() -> None:
    row = Assignment(id=9, task=TASK, person=ANN.id)
    assert subject_of("assignments", row) == ("tasks", TASK)
    assert told(None, row) == ["Ann assigned"]
    assert told(row, Assignment(id=9, task=TASK, person=ANN.id, units=50)) == [
        "Ann: units 100 -> 50"
    ]
    assert told(row, None) == ["Ann taken off"]


def test_a_check_is_ticked_or_open_again() -> None:
    open_, done = (Check(id=9, task=TASK, text="Print it", done=one) for one in (False, True))
    assert told(open_, done) == ["check 'Print it' ticked"]
    assert told(done, open_) == ["check 'Print it' open again"]
    assert told(None, open_) == ["check 'Print it' added"]


def test_a_remark_and_a_reference_are_news_of_what_they_are_about() -> None:
    about: dict[str, Any] = {"about": TASK, "about_table": "tasks"}
    remark = Remark(id=9, text="Late\nagain " + "x" * 80, by=ANN.id, **about)
    assert subject_of("remarks", remark) == ("tasks", TASK)
    (text,) = told(None, remark)
    assert text.startswith("remark by Ann: Late again xxx")
    assert text.endswith("...")
    assert told(None, Reference(id=9, url="https://x.example", **about)) == [
        "reference https://x.example added"
    ]


def test_a_column_is_news_of_its_board() -> None:
    column = a_column("P-1", "Test", "doing", 0, 9)
    assert subject_of("columns", column) == ("components", id_of("P-1"))
    assert told(None, column) == ["column Test added"]


def test_hours_of_a_calendar_and_rows_of_a_baseline_are_news_of_these() -> None:
    first, last = date(2026, 12, 24), date(2027, 1, 1)
    closed = CalendarException(id=9, calendar=4, name="Winter", first=first, last=last)
    assert subject_of("calendar_exceptions", closed) == ("calendars", 4)
    assert told(None, closed) == ["hours of 2026-12-24 to 2027-01-01 added"]
    row = BaselineRow(id=9, baseline=4, task=TASK, title="Task T-2")
    assert subject_of("baseline_rows", row) == ("baselines", 4)


def test_what_has_a_name_is_its_own_subject() -> None:
    assert subject_of("people", ANN) == ("people", ANN.id)


def test_a_text_of_a_check_that_changes_is_told_with_the_new_one() -> None:
    old, new = (Check(id=9, task=TASK, text=text) for text in ("Print it", "Send it"))
    assert told(old, new) == ["check 'Send it': text Print it -> Send it"]


def test_a_text_of_sixty_characters_is_shown_whole_and_a_longer_one_cut() -> None:
    for length, end in ((60, "'"), (61, "...'")):
        check = Check(id=9, task=TASK, text="x" * length)
        assert told(None, check) == [f"check '{'x' * 60}{end} added"]


def test_a_limit_of_a_column_that_changes_is_no_tick() -> None:
    old, new = (a_column("P-1", "Test", "doing", limit, 9) for limit in (2, 3))
    assert told(old, new) == ["column Test: limit 2 -> 3"]


def test_who_went_is_called_as_before_and_who_is_there_as_now() -> None:
    row = Assignment(id=9, task=TASK, person=ANN.id)
    rest = (a_project(board=False), a_task("T-2"))
    before = a_workspace(*rest, ANN, row)
    after = a_workspace(*rest, a_person("H-1", "Ann Archer"))
    sheets = Figures(before, TODAY), Figures(after, TODAY)
    (gone,) = (change for change in changed_rows(before, after) if change.table == "assignments")
    assert [fact.text for fact in child_facts(*sheets, gone)] == ["Ann taken off"]
    (come,) = (change for change in changed_rows(after, before) if change.table == "assignments")
    assert [fact.text for fact in child_facts(sheets[1], sheets[0], come)] == ["Ann assigned"]
