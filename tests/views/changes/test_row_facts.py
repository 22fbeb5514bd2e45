"""This file tests the words for what became of one row."""

from datetime import date
from typing import Any

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.difference import changed_rows
from pmtui.model.entities.entity import Entity, Money
from pmtui.views.changes.fact import Fact
from pmtui.views.changes.row_facts import facts
from tests.conftest import (
    TODAY,
    Parts,
    a_component,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    eur,
    id_of,
)

ANN, BOB = a_person("H-1", "Ann"), a_person("H-2", "Bob")


def found(old: Entity | Parts, new: Entity | Parts, *around: Entity | Parts) -> list[Fact]:
    """What became of one row, in a program with two people and two projects."""
    rest = (a_component("PG-1"), a_project("P-2", "PG-1", name="Shop"), ANN, BOB, *around)
    before, after = a_workspace(*rest, old), a_workspace(*rest, new)
    sheets = Figures(before, TODAY), Figures(after, TODAY)
    return [fact for row in changed_rows(before, after) for fact in facts(*sheets, row)]


def of_task(old: dict[str, Any], new: dict[str, Any]) -> list[Fact]:
    project = a_project(name="Site")
    return found(a_task("T-1", **old), a_task("T-1", **new), project)


def of_risk(old: dict[str, Any], new: dict[str, Any]) -> list[Fact]:
    return found(a_risk("R-1", **old), a_risk("R-1", **new), a_project())


def told(some: list[Fact]) -> list[tuple[str, str, str]]:
    return [(one.what, one.text, one.tone) for one in some]


def test_a_finished_task_is_told_once_whatever_says_so() -> None:
    done = {"column": "Done", "percent": 100, "actual_finish": TODAY, "entered": TODAY}
    assert told(of_task({"column": "Doing"}, done)) == [("finished", "finished", "good")]
    assert told(of_task(done, {"column": "Doing"})) == [("reopened", "open again", "warn")]


def test_a_card_that_moved_says_from_where_to_where() -> None:
    (fact,) = of_task({"column": "Ready"}, {"column": "Doing", "entered": TODAY})
    assert (fact.what, fact.text) == ("moved", "moved from Ready to Doing")
    assert (fact.field, fact.before, fact.after) == ("column", "Ready", "Doing")


def test_an_order_alone_is_no_news() -> None:
    assert of_task({"board_rank": "a", "outline_rank": "a"}, {"board_rank": "b"}) == []


@pytest.mark.parametrize(
    ("field", "days", "what", "tone"),
    [
        ("due", 9, "slipped", "bad"),
        ("finish", -2, "earlier", "good"),
        ("start", 9, "changed", "plain"),
        ("requested", 1, "changed", "plain"),
    ],
)
def test_a_date_says_by_how_many_days_it_moved(field: str, days: int, what: str, tone: str) -> None:
    first, second = date(2026, 12, 10), date.fromordinal(date(2026, 12, 10).toordinal() + days)
    (fact,) = of_task({field: first}, {field: second})
    assert (fact.what, fact.tone, fact.days) == (what, tone, days)
    assert (fact.before, fact.after) == (first.isoformat(), second.isoformat())
    assert fact.text.startswith(f"{field} 10 Dec -> {second.day} Dec, {abs(days)} day")


def test_a_date_that_is_set_or_taken_away_is_no_slip() -> None:
    assert told(of_task({}, {"due": date(2026, 12, 4)})) == [
        ("changed", "due is Fri 4 Dec now", "plain")
    ]
    assert told(of_task({"due": date(2026, 12, 4)}, {})) == [
        ("changed", "due Fri 4 Dec -> —", "plain")
    ]


def test_people_tags_and_long_texts_are_told_in_words() -> None:
    changed = of_task(
        {"owner": ANN.id, "tags": ("web", "old"), "notes": "a\nb", "priority": 2},
        {"owner": BOB.id, "tags": ("web", "new"), "notes": "c", "priority": 1},
    )
    assert [one.text for one in changed] == [
        "notes rewritten",
        "priority 2 -> 1",
        "tags +new -old",
        "owner Ann -> Bob",
    ]


def test_what_is_blocked_is_bad_and_free_again_is_good() -> None:
    assert told(of_task({}, {"blocked": "no server"})) == [
        ("changed", "blocked is no server now", "bad")
    ]
    assert told(of_task({"blocked": "no server"}, {}))[0][2] == "good"


def test_a_budget_says_how_much_more_it_is() -> None:
    old = a_project(name="Site", budget=eur(12_000))
    (fact,) = found(old, a_project(name="Site", budget=eur(14_500)))
    assert (fact.text, fact.tone) == ("budget 12,000 EUR -> 14,500 EUR (+2,500 EUR)", "warn")
    (less,) = found(old, a_project(name="Site", budget=eur(11_999)))
    assert (less.text, less.tone) == ("budget 12,000 EUR -> 11,999 EUR (-1 EUR)", "good")
    (other,) = found(old, a_project(name="Site", budget=Money(100, "USD")))
    assert other.text == "budget 12,000 EUR -> 1 USD"


def test_a_component_that_moved_or_is_rated_worse_says_so() -> None:
    old = a_component("P-1", "PG-1", reported_rag="G", reported_at=date(2026, 11, 1))
    new = a_component("P-1", "PG-1", reported_rag="R", reported_at=date(2026, 11, 22))
    assert told(found(old, new)) == [("changed", "reported rag G -> R", "bad")]
    (moved,) = found(old, a_component("P-1", reported_rag="G", reported_at=date(2026, 11, 1)))
    assert moved.text == "moved from PG-1 program PG-1 to the top"


def test_a_risk_is_rescored_once_for_all_its_steps() -> None:
    assert told(of_risk({"p": 3, "i": 4}, {"p": 4, "i": 5, "impact_time": 2})) == [
        ("rescored", "score 12 M -> 20 H", "bad")
    ]
    opportunity = {"kind": "opportunity"}
    assert told(of_risk({"p": 3, "i": 4, **opportunity}, {"p": 4, "i": 5, **opportunity}))[0] == (
        "rescored", "score 12 M -> 20 H", "good",
    )  # fmt: skip
    assert told(of_risk({"p": 4, "i": 5}, {}))[0] == ("rescored", "score 20 H -> —", "warn")
    assert told(of_risk({}, {"p": 4, "i": 5})) == [("rescored", "score — -> 20 H", "bad")]


def test_a_step_that_changes_no_score_is_told_as_a_field() -> None:
    assert told(of_risk({"p": 3, "i": 4}, {"p": 3, "i": 4, "impact_time": 2})) == [
        ("changed", "impact time is 2 now", "plain")
    ]


@pytest.mark.parametrize(
    ("old", "new", "what", "tone"),
    [
        ("identified", "assessed", "changed", "plain"),
        ("assessed", "closed", "closed", "good"),
        ("assessed", "occurred", "closed", "bad"),
        ("closed", "assessed", "reopened", "warn"),
    ],
)
def test_a_risk_that_ends_is_closed(old: str, new: str, what: str, tone: str) -> None:
    (fact,) = of_risk({"state": old}, {"state": new})
    assert (fact.what, fact.tone, fact.text) == (what, tone, f"state {old} -> {new}")


def test_an_escalated_risk_says_to_whom_and_nothing_else() -> None:
    (fact,) = of_risk(
        {"state": "assessed"},
        {
            "state": "escalated",
            "response": "escalate",
            "escalated_to": id_of("PG-1"),
            "escalated_at": TODAY,
        },
    )
    assert (fact.what, fact.text) == ("escalated", "escalated to PG-1 program PG-1")


def test_what_was_put_away_and_taken_out_again_is_told() -> None:
    assert told(of_task({}, {"archived": True})) == [("archived", "archived", "dim")]
    assert told(of_task({"archived": True}, {})) == [("restored", "restored", "accent")]


def test_a_change_of_the_policy_is_told_by_field() -> None:
    assert told(found(a_policy(timezone="UTC"), a_policy(timezone="Europe/Berlin"))) == [
        ("changed", "timezone UTC -> Europe/Berlin", "plain")
    ]


def test_a_new_risk_says_its_score_only_where_it_has_one() -> None:
    def raised(**fields: Any) -> list[tuple[str, str, str]]:
        before = a_workspace(a_project())
        after = a_workspace(a_project(), a_risk("R-1", **fields))
        sheets = Figures(before, TODAY), Figures(after, TODAY)
        return told([fact for row in changed_rows(before, after) for fact in facts(*sheets, row)])

    assert raised(p=4, i=5) == [("raised", "threat raised, score 20 H", "accent")]
    assert raised() == [("raised", "threat raised", "accent")]
    assert raised(kind="opportunity") == [("raised", "opportunity raised", "accent")]


def test_a_new_score_keeps_both_as_they_could_be_typed() -> None:
    (fact,) = of_risk({"p": 3, "i": 4}, {"p": 4, "i": 5})
    assert (fact.field, fact.before, fact.after) == ("score", "12", "20")
    (fact,) = of_risk({}, {"p": 4, "i": 5})
    assert (fact.before, fact.after) == ("", "20")
    (fact,) = of_risk({"p": 4, "i": 5}, {})
    assert (fact.before, fact.after) == ("20", "")


def test_a_risk_that_was_escalated_before_is_not_escalated_again() -> None:
    above = {"state": "escalated", "escalated_to": id_of("PG-1"), "escalated_at": TODAY}
    assert told(of_risk(above, {**above, "title": "Flood"})) == [
        ("changed", "title Risk R-1 -> Flood", "plain")
    ]
    assert [fact.what for fact in of_risk(above, {"state": "assessed"})] == ["changed", "changed"]


def test_an_answer_to_an_escalation_is_told_once() -> None:
    asked = {"state": "escalated", "escalated_to": id_of("PG-1"), "escalated_at": TODAY}
    back = {"state": "assessed", "escalation_answer": "return: yours"}
    answered = of_risk(asked, back)
    assert told(answered) == [("changed", "escalation sent back: yours", "accent")]
    assert answered[0].after == "return: yours"
    assert told(of_risk(back, {**back, "title": "Flood"})) == [
        ("changed", "title Risk R-1 -> Flood", "plain")
    ]


def test_a_budget_that_grows_by_a_cent_is_a_warning() -> None:
    old = a_project(budget=Money(100, "EUR"))
    tones = [found(old, a_project(budget=Money(cents, "EUR")))[0].tone for cents in (101, 99)]
    assert tones == ["warn", "good"]
