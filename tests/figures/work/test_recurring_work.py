"""This file tests what is due next and what was missed of work that recurs, each rule once."""

from datetime import date, timedelta

import msgspec

from pmtui.figures.attention.dated_rows import dated_rows
from pmtui.figures.catalogue import figure
from pmtui.figures.work.recurring_work import days_of, missed_text, occurrences_until
from pmtui.model.changes.ops import apply, create
from pmtui.model.recurring.occurrences import occurrence_on, row_of
from tests.conftest import TODAY, a_person, a_project, a_workspace, figures_of, id_of
from tests.figures.attention.needs import needs_in
from tests.model.recurring.made import a_recurrence

_CALL = a_recurrence(owner=id_of("H-1"))


def test_what_was_missed_is_one_line_however_often() -> None:
    daily = a_recurrence("RE-2", rule="FREQ=DAILY", starts=date(2020, 1, 1), title="Backup")
    figures = figures_of(a_project(), a_person("H-1", "Ann"), _CALL, daily)
    lines = [need.text for need in needs_in(figures, id_of("P-1")) if need.topic == "recurring"]
    assert sorted(lines) == [
        "RE-1 Weekly call: 3 missed, the last on Mon 16 Nov 2026, owner Ann",
        "RE-2 Backup: 2518 missed, the last on Sun 22 Nov 2026, no owner",
    ]
    assert missed_text([TODAY]) == "missed on Mon 23 Nov 2026"


def test_what_recurs_has_a_next_day_and_one_for_all_that_was_missed() -> None:
    figures = figures_of(a_project(), a_person("H-1", "Ann"), _CALL)
    rows = dated_rows(figures, person=id_of("H-1"))
    assert [(row.key, row.day, row.what) for row in rows] == [
        ("RE-1", date(2026, 11, 16), "3 missed, the last on Mon 16 Nov 2026"),
        ("XR-120261123", TODAY, "action item due"),
    ]
    assert not dated_rows(figures, person=id_of("H-2"))
    ended = figures_of(a_project(state="closed"), _CALL)
    assert not dated_rows(ended)


def test_an_occurrence_that_was_made_has_its_day_once() -> None:
    workspace = a_workspace(a_project(), _CALL)
    for day in (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16), TODAY):
        occurrence = occurrence_on(workspace, _CALL, day)
        row = msgspec.structs.replace(row_of(occurrence), due=TODAY + timedelta(days=2))
        workspace = apply(workspace, (create(occurrence.table, row),))
    rows = dated_rows(
        figures_of(*(row for rows in workspace.tables.values() for row in rows.values()))
    )
    keys = [row.key for row in rows if row.series is None]
    assert sorted(keys) == ["XR-120261102", "XR-120261109", "XR-120261116", "XR-120261123"]
    (left,) = (row for row in rows if row.series is not None)
    assert (left.key, left.day) == ("XR-120261130", date(2026, 11, 30))
    assert left.series is not None
    assert len(left.series.left_out) == 4


def test_the_figures_of_a_recurrence_are_the_day_that_comes_and_the_number_missed() -> None:
    paused = a_recurrence("RE-2", state="paused")
    figures = figures_of(a_project(), _CALL, paused)
    next_day, missed = figure("next_day", "recurrences"), figure("missed", "recurrences")
    assert next_day is not None
    assert missed is not None
    values = [(next_day.read(figures)(row), missed.read(figures)(row)) for row in (_CALL, paused)]
    assert values == [(TODAY, 3), (None, 0)]


def test_what_gives_no_days_has_none_for_a_calendar() -> None:
    figures = figures_of(a_project(), _CALL)
    assert days_of(figures, a_recurrence(starts=None)) is None
    milestone = days_of(figures, a_recurrence(kind="milestone"))
    assert milestone is not None
    assert (milestone.what, milestone.takes_place) == ("milestone", True)


def test_the_next_occurrences_of_a_scope_are_days_of_its_rules_and_rows_where_they_were_moved() -> (
    None
):
    other = a_recurrence("RE-2", rule="FREQ=WEEKLY;BYDAY=TU", component=id_of("P-2"))
    ended = a_recurrence("RE-3", component=id_of("P-3"))
    paused = a_recurrence("RE-4", state="paused")
    follows = a_recurrence("RE-5", rule="FREQ=WEEKLY;BYDAY=WE", follows=paused.id)
    places = (a_project(), a_project("P-2"), a_project("P-3", state="closed"))
    workspace = a_workspace(*places, _CALL, other, ended, paused, follows)
    for own, day, due in (
        (_CALL, date(2026, 11, 16), TODAY + timedelta(days=2)),
        (paused, date(2026, 11, 30), date(2026, 11, 30)),
        (_CALL, date(2026, 11, 30), date(2027, 3, 1)),
    ):
        occurrence = occurrence_on(workspace, own, day)
        row = msgspec.structs.replace(row_of(occurrence), due=due)
        workspace = apply(workspace, (create(occurrence.table, row),))
    figures = figures_of(*(row for rows in workspace.tables.values() for row in rows.values()))
    last = date(2026, 12, 2)

    def listed(scope: str) -> list[tuple[str, str]]:
        every = occurrences_until(figures, id_of(scope) if scope else 0, last)
        return [(own.key, own.recurrence.key) for own in every]

    assert listed("P-1") == [
        ("XR-120261123", "RE-1"),
        ("XR-120261116", "RE-1"),
        ("XR-520261125", "RE-5"),
        ("XR-420261130", "RE-4"),
        ("XR-520261202", "RE-5"),
    ]
    assert listed("P-2") == [("XR-220261124", "RE-2"), ("XR-220261201", "RE-2")]
    assert sorted(listed("")) == sorted(listed("P-1") + listed("P-2"))
    assert not listed("P-3")
