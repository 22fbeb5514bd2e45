"""This file tests what is taken down in a meeting, who is there, and how its agenda is arranged."""

import pytest

from pmtui.figures.meetings.agenda import agenda
from pmtui.figures.meetings.attendees import attendees, minuted
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.meetings.meetings import AgendaItem, Attendance
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal, row
from tests.actions.meetings.test_deciding import ANN, PROGRAM, PROJECT, a_board
from tests.conftest import TODAY, id_of


def minute(plan: Workspace, form: str, text: str, about: str = "") -> Workspace:
    situation = at(plan, "MT-1", actor="H-2")
    return after("meeting.minute", situation, form=form, text=text, about=about)


def keys(plan: Workspace) -> list[str]:
    entries = agenda(Figures(plan, TODAY), row(plan, "MT-1"))
    return [entry.name.split()[0] for entry in entries]


def arranged(plan: Workspace, about: str, to: str) -> Workspace:
    return after("meeting.arrange", at(plan, "MT-1"), about=about, to=to)


def test_an_action_item_comes_from_the_meeting_and_lies_where_its_matter_does() -> None:
    plan = minute(a_board(), "action", "Call the vendor @Bob due:fri", "C-1")
    _, (action,) = minuted(plan, row(plan, "MT-1"))
    assert (action.title, action.owner, action.component) == (
        "Call the vendor", id_of("H-2"), PROJECT,
    )  # fmt: skip
    plan = minute(a_board(), "action", "Book the room")
    _, (action,) = minuted(plan, row(plan, "MT-1"))
    assert action.component == PROGRAM


def test_a_decision_is_dated_and_of_who_leads_the_meeting() -> None:
    plan = minute(a_board("H-1"), "decision", "Two shops less", "C-1")
    (decision,), _ = minuted(plan, row(plan, "MT-1"))
    assert (decision.decided_at, decision.owner) == (TODAY, ANN)
    assert [item.outcome for item in plan.rows_of(AgendaItem).values()] == ["Two shops less"]


def test_notes_gather_on_their_matter_and_on_the_meeting() -> None:
    plan = minute(minute(a_board(), "note", "first", "C-1"), "note", "second", "C-1")
    assert [item.notes for item in plan.rows_of(AgendaItem).values()] == ["first\nsecond"]
    plan = minute(plan, "note", "of all")
    assert row(plan, "MT-1").notes == "of all"


def test_what_cannot_be_read_is_refused_in_a_sentence() -> None:
    situation = at(a_board(), "MT-1")
    refused = refusal("meeting.minute", situation, form="action", text="x due:somewhen")
    assert "due" in refused
    assert "nobody is called" in refusal(
        "meeting.minute", situation, form="action", text="call @nobodyknown"
    )
    assert "say what" in refusal("meeting.minute", situation, form="note", text=" ")


def test_who_is_there_is_noted_exactly_and_guests_stay_invited() -> None:
    plan = after("meeting.present", at(a_board(), "MT-1"), who="Ann, cho")
    assert attendees(plan, row(plan, "MT-1"), TODAY).present == {ANN, id_of("H-3")}
    plan = after("meeting.present", at(plan, "MT-1"), who="bob")
    come = attendees(plan, row(plan, "MT-1"), TODAY)
    assert come.present == {id_of("H-2")}
    assert id_of("H-3") in come.invited
    assert len(plan.rows_of(Attendance)) == 3
    plan = after("meeting.present", at(plan, "MT-1"), who="nobody")
    assert not attendees(plan, row(plan, "MT-1"), TODAY).present
    assert "Zed" in refusal("meeting.present", at(plan, "MT-1"), who="Ann, Zed")


@pytest.mark.parametrize(
    ("to", "order"),
    [
        ("first", ["C-1", "R-1", "G-1"]),
        ("last", ["R-1", "G-1", "C-1"]),
        ("1", ["C-1", "R-1", "G-1"]),
        ("99", ["R-1", "G-1", "C-1"]),
        ("drop", ["R-1", "G-1"]),
    ],
)
def test_the_chair_puts_things_elsewhere(to: str, order: list[str]) -> None:
    plan = a_board()
    assert sorted(keys(plan)) == ["C-1", "G-1", "R-1"]
    plan = arranged(arranged(plan, "R-1", "first"), "G-1", "2")
    assert keys(arranged(plan, "C-1", to)) == order


def test_what_was_dropped_comes_back_and_what_is_not_there_is_refused() -> None:
    plan = arranged(a_board(), "C-1", "drop")
    assert "not on the agenda" in refusal("meeting.arrange", at(plan, "MT-1"), about="C-1", to="1")
    assert "C-1" in keys(arranged(plan, "C-1", "back"))
    assert "no place" in refusal("meeting.arrange", at(a_board(), "MT-1"), about="C-1", to="x")


def test_closing_keeps_what_was_on_it_by_whatever_door_and_then_it_stays() -> None:
    plan = after("entity.set", at(a_board("H-1"), "MT-1"), field="state", value="held")
    assert {item.about for item in plan.rows_of(AgendaItem).values()} == {
        id_of(key) for key in ("C-1", "G-1", "R-1")
    }
    assert all(item.why for item in plan.rows_of(AgendaItem).values())
    held = at(plan, "MT-1")
    assert "was held" in refusal("entity.set", held, field="chair", value="Bob")
    seat = next(iter(plan.rows_of(Attendance).values()))
    assert seat.present
    again = after("entity.set", held, field="state", value="planned")
    assert row(again, "MT-1").state == "planned"
    assert sorted(keys(again)) == ["C-1", "G-1", "R-1"]


def test_a_closed_agenda_keeps_the_order_in_which_it_was_gone_through() -> None:
    plan = arranged(minute(a_board("H-1"), "item", "Any other business"), "R-1", "first")
    before = keys(plan)
    assert before[-1] == "Any"
    held = after("entity.set", at(plan, "MT-1"), field="state", value="held")
    assert keys(held) == before


def test_nothing_is_taken_down_in_an_archived_meeting() -> None:
    plan = a_board(archived=True)
    assert "restore MT-1" in refusal("meeting.minute", at(plan, "MT-1"), form="note", text="x")
