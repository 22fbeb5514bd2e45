"""This file tests what is handed up to the level above, and how that answers."""

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import Issue
from pmtui.model.rules.life_cycles import (
    answer_text,
    can_be_escalated,
    level_above,
    read_answer,
    taken_over_from,
    waiting_at,
    waits_for_answer,
)
from tests.conftest import a_component, a_person, a_project, a_risk, a_workspace, id_of

_UP = 7


@pytest.mark.parametrize(
    ("row", "waits"),
    [
        (a_risk("R-1", state="escalated"), True),
        (a_risk("R-1", state="escalated", archived=True), False),
        (a_risk("R-1", state="assessed"), False),
        (Issue(id=1, title="A", escalated_to=_UP), True),
        (Issue(id=1, title="A"), False),
        (Issue(id=1, title="A", escalated_to=_UP, escalation_answer="accept"), False),
        (Issue(id=1, title="A", escalated_to=_UP, archived=True), False),
        (Issue(id=1, title="A", escalated_to=_UP, state="closed"), False),
        (a_person("H-1", "Ann"), False),
    ],
)
def test_what_was_handed_up_waits_until_it_is_answered_ended_or_put_away(
    row: Entity,
    waits: bool,  # noqa: FBT001
) -> None:
    assert waits_for_answer(row) is waits


def test_risks_and_issues_can_be_handed_up() -> None:
    assert can_be_escalated(a_risk("R-1"))
    assert can_be_escalated(Issue(id=1, title="A"))
    assert not can_be_escalated(a_person("H-1", "Ann"))


def test_a_component_sees_what_waits_for_its_answer() -> None:
    above = id_of("PG-1")
    store = a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_risk("R-1", state="escalated", escalated_to=above),
        a_risk("R-2", state="closed", escalated_to=above),
        Issue(id=5, title="A", component=id_of("P-1"), escalated_to=above),
        Issue(id=6, title="B", component=id_of("P-1")),
    )
    assert [(table, row.id) for table, row in waiting_at(store, above)] == [
        ("risks", id_of("R-1")), ("issues", 5),
    ]  # fmt: skip


def test_what_the_level_above_took_over_leaves_a_shadow_until_it_is_put_away() -> None:
    below = id_of("P-1")
    store = a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_risk("R-1", project="PG-1", escalated_from=below),
        a_risk("R-2", project="PG-1", escalated_from=below, archived=True),
        a_risk("R-3", project="P-1", escalated_from=below),
    )
    assert list(taken_over_from(store, "risks", below)) == [id_of("R-1")]


def test_the_level_above_is_the_nearest_that_can_answer() -> None:
    def above(**fields: object) -> int:
        store = a_workspace(
            a_component("PF-1"), a_component("PG-1", "PF-1", **fields), a_project("P-1", "PG-1")
        )
        return level_above(store, a_risk("R-1", project="P-1"))

    assert above() == id_of("PG-1")
    assert above(archived=True) == id_of("PF-1")
    assert above(state="closed") == id_of("PF-1")
    assert level_above(a_workspace(a_project()), a_risk("R-1", project="P-1")) == 0


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("accept", ("accept", "")), ("Accepted: ours", ("accept", "ours")),
        ("return", ("return", "")), ("send back: yours", ("return", "yours")),
        ("sent-back yours", ("return", "yours")), ("decide buy two", ("decide", "buy two")),
        ("decided", ("decide", "")), ("maybe", None), ("acceptable", None), ("", None),
    ],
)  # fmt: skip
def test_an_answer_is_read_with_its_words(typed: str, answer: tuple[str, str] | None) -> None:
    assert read_answer(typed) == answer


def test_an_answer_is_kept_with_its_words_and_reads_back() -> None:
    assert answer_text("decide", "buy two") == "decide: buy two"
    assert answer_text("accept", "") == "accept"
    assert read_answer(answer_text("decide", "buy two")) == ("decide", "buy two")
