"""This file tests what a body reads before it decides, and what is kept of that as JSON."""

from datetime import date
from typing import Any

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import Decision, ProjectChoice
from pmtui.model.entities.entity import Money
from pmtui.model.governance.bodies import Body
from pmtui.model.meetings.meetings import Meeting
from pmtui.views.decide.decision_paper import choice_rows, decision_paper
from pmtui.views.reports.content import ReportContent
from tests.conftest import TODAY, a_component, a_person, figures_of, id_of

_ASKED, _DECIDED = date(2026, 11, 2), date(2026, 11, 9)
_ANN, _BOB = id_of("H-1"), id_of("H-2")
_SIGNED = {"decided_at": _DECIDED, "verdict": "accept", "owner": _BOB}


def a_choice(number: int, project: str, **fields: Any) -> ProjectChoice:
    return ProjectChoice(
        id=700 + number, component=id_of("PF-1"), decision=600, candidate=id_of(project), **fields
    )


def a_paper(**fields: Any) -> tuple[Figures, Decision]:
    """A decision on three projects, of which one is archived among the choices."""
    given = {"component": id_of("PF-1"), "body": 500, **fields}
    decision = Decision(id=600, key="D-1", title="Which plants", **given)
    figures = figures_of(
        a_component("PF-1", name="Plants"),
        a_component("P-1", "PF-1", name="North"),
        a_component("P-2", "PF-1", name="South"),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        Body(id=500, key="B-1", component=0, name="Board"),
        Meeting(id=501, key="MT-1", component=0, title="November"),
        decision,
        a_choice(2, "P-2", place="out", score="12.5", reason="budget lacks 6 EUR"),
        a_choice(1, "P-1", cost=Money(600, "EUR"), worth=Money(900, "EUR"), score="7"),
        a_choice(3, "P-2", archived=True),
    )
    return figures, decision


def sections(content: ReportContent) -> dict[str, list[tuple[str, ...]]]:
    return {part.id: [tuple(line.cells) for line in part.lines] for part in content.sections}


def facts(**fields: Any) -> dict[str, str]:
    asked = sections(decision_paper(*a_paper(**fields))).get("asked", [])
    return {cells[0]: cells[1] for cells in asked}


def test_what_is_not_decided_yet_says_who_asks_whom_for_how_much() -> None:
    assert facts(asked_by=_ANN, rationale="Best value", amount=Money(600, "EUR")) == {
        "asked of": "B-1 Board", "by": "Ann", "recommended": "Best value", "costs": "6 EUR",
    }  # fmt: skip
    assert facts(body=0) == {}


def test_what_is_decided_says_how_when_by_whom_and_in_which_meeting() -> None:
    assert facts(meeting=501, **_SIGNED) == {
        "asked of": "B-1 Board", "decision": "accepted", "decided": "9 Nov 2026 Bob", "in": "MT-1",
    }  # fmt: skip
    assert facts(decided_at=_DECIDED)["decided"] == "9 Nov 2026"
    assert "decided" not in facts(verdict="more_info")


def test_its_head_is_of_the_component_and_of_the_day_it_was_asked_else_decided() -> None:
    paper = decision_paper(*a_paper(asked_at=_ASKED, **_SIGNED))
    assert (paper.called, paper.day) == ("Decision paper for Plants", _ASKED)
    assert decision_paper(*a_paper(**_SIGNED)).day == _DECIDED
    undated = decision_paper(*a_paper(component=0))
    assert (undated.called, undated.day) == ("Decision paper", TODAY)


def test_the_first_section_is_called_by_whether_it_is_decided() -> None:
    titles = [part.title for part in decision_paper(*a_paper()).sections]
    assert titles == ["To be decided", "To be done", "Not to be done"]
    assert decision_paper(*a_paper(**_SIGNED)).sections[0].title == "Decided"


def test_projects_stand_where_they_were_put_and_those_out_say_why() -> None:
    paper = decision_paper(*a_paper())
    shown = sections(paper)
    assert shown["projects_in"] == [("P-1", "North", "6 EUR", "9 EUR")]
    assert shown["projects_out"] == [("P-2", "South", "", "12.5", "budget lacks 6 EUR")]
    heads = {part.id: part.heads for part in paper.sections}
    assert heads["projects_in"] == ("key", "project", "cost", "worth")
    assert heads["projects_out"] == (*heads["projects_in"], "why it is out")


def test_kept_lines_stand_one_each_and_what_is_empty_has_no_section() -> None:
    shown = sections(decision_paper(*a_paper(options="first\n\nsecond", basis=" ")))
    assert shown["options"] == [("first",), ("second",)]
    assert "basis" not in shown
    assert "sensitivity" not in shown


def test_as_json_each_project_has_its_numbers_and_null_where_there_is_none() -> None:
    figures, decision = a_paper()
    kept = choice_rows(figures, decision)
    assert kept[0] == {
        "key": "P-1", "place": "in", "cost": "6.00", "worth": "9.00", "score": "7", "reason": None,
    }  # fmt: skip
    assert kept[1] == {
        "key": "P-2", "place": "out", "cost": None, "worth": None, "score": "12.5",
        "reason": "budget lacks 6 EUR",
    }  # fmt: skip
    assert kept[2]["score"] is None


def test_a_decision_on_no_projects_lists_none() -> None:
    decision = Decision(id=601, key="D-2", title="Hosted page", component=id_of("PF-1"))
    figures = figures_of(a_component("PF-1", name="Plants"), decision)
    assert not [part.id for part in decision_paper(figures, decision).sections if part.heads]
