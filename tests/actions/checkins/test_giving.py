"""This file tests checking in: the rating it moves, the asks it makes, what it corrects."""

from datetime import date
from typing import Any

import pytest

from pmtui.actions.checkins.typed_words import needed, read_rating
from pmtui.model.governance.checkins import Ask, CheckIn, Directive
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, refusal, row
from tests.conftest import TODAY, a_component, a_person, a_project, a_workspace, id_of


def a_plan() -> Workspace:
    """A project below a program that Ann leads."""
    return a_workspace(
        a_component("PG-1", name="Website", owner=id_of("H-1")),
        a_project("P-1", "PG-1", name="Build", state="executing", reported_rag="G"),
        a_person("H-1", "Ann Ames"),
        a_person("H-2", "Bob Bell"),
    )


def given(workspace: Workspace | None = None, **values: Any) -> Workspace:
    told = {"how": "On track", **values}
    return after("checkin.give", at(workspace or a_plan(), "P-1", actor="H-2"), **told)


def rows(workspace: Workspace) -> list[CheckIn]:
    return list(workspace.rows_of(CheckIn).values())


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("amber: supplier late", ("A", "supplier late")),
        ("R, all stopped", ("R", "all stopped")),
        ("green", ("G", "")),
        ("red tape slows us", ("", "red tape slows us")),
        ("all well", ("", "all well")),
    ],
)
def test_a_rating_stands_before_the_words(text: str, rating: tuple[str, str]) -> None:
    assert read_rating(text) == rating


def test_needs_stand_between_semicolons_or_on_lines_of_their_own() -> None:
    assert needed("two testers; a room\n- two testers\n\n") == ("two testers", "a room")


def test_a_check_in_is_about_its_period_by_who_gives_it() -> None:
    (checkin,) = rows(given())
    assert (checkin.period, checkin.text) == (date(2026, 11, 27), "On track")
    assert checkin.component == id_of("P-1")


def test_the_same_period_is_corrected_not_told_twice() -> None:
    (checkin,) = rows(given(given(), how="amber: slips"))
    assert (checkin.text, checkin.rag) == ("slips", "A")


def test_each_need_becomes_an_ask_to_who_leads_the_level_above_once() -> None:
    workspace = given(given(needs="two testers; a room"), needs="Two testers; a van")
    asks = list(workspace.rows_of(Ask).values())
    assert [ask.title for ask in asks] == ["two testers", "a room", "a van"]
    assert {ask.owner for ask in asks} == {id_of("H-1")}
    assert {ask.asked_at for ask in asks} == {TODAY}
    assert {ask.checkin for ask in asks} == {rows(workspace)[0].id}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"how": " "}, "how: say how P-1 goes"),
        ({"how": "amber"}, "how: say how P-1 goes"),
        ({"rag": "purple"}, "rag: 'purple' is no rating"),
        ({"period": "2026-13-01"}, "period: "),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(values: dict[str, str], reason: str) -> None:
    assert reason in refusal("checkin.give", at(a_plan(), "P-1"), **{"how": "x", **values})


def test_an_ask_is_acknowledged_answered_and_not_twice() -> None:
    workspace = after("ask.raise", at(a_plan(), "P-1"), text="two testers needed_by:fri")
    asked = row(workspace, "AK-1")
    assert isinstance(asked, Ask)
    assert (asked.owner, asked.needed_by) == (id_of("H-1"), date(2026, 11, 27))
    workspace = after("ask.acknowledge", at(workspace, "AK-1", actor="H-1"))
    assert row(workspace, "AK-1").state == "acknowledged"
    assert "acknowledged already" in refusal("ask.acknowledge", at(workspace, "AK-1"))
    workspace = after("risk.answer", at(workspace, "AK-1", actor="H-1"), answer="from", words="May")
    answered = row(workspace, "AK-1")
    assert (answered.answer, answered.answered_by) == ("from May", id_of("H-1"))
    assert answered.answered_at == TODAY
    assert "answered already" in refusal("ask.answer", at(workspace, "AK-1"), words="again")


def test_a_directive_names_its_source_and_who_carries_it_out() -> None:
    text = "freeze the scope @bob due:fri source:Board"
    workspace = after("directive.issue", at(a_plan(), "P-1"), text=text)
    directive = row(workspace, "DV-1")
    assert isinstance(directive, Directive)
    assert (directive.title, directive.source) == ("freeze the scope", "Board")
    assert (directive.owner, directive.due) == (id_of("H-2"), date(2026, 11, 27))


def test_nobody_is_asked_where_nothing_is_typed() -> None:
    assert "say what is wanted" in refusal("ask.raise", at(a_plan(), "P-1"), text=" ")
