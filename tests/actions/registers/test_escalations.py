"""This file tests handing risks and issues to the level above, and answering them there."""

import os
from contextlib import suppress
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused, Situation
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.registers import Issue
from pmtui.model.rules.life_cycles import waits_for_answer
from pmtui.model.workspace.workspace import Workspace
from pmtui.views.registers.register_log import log
from pmtui.views.risks.risk_register import risk_register
from tests.actions.doing import after, at, refusal, row
from tests.conftest import TODAY, a_component, a_person, a_project, a_risk, a_workspace, id_of
from tests.figures.attention.needs import needs_in

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "60"))
"""Plans that the property is tried on."""
ROWS: Final = ("R-1", "I-1")
_EITHER = pytest.mark.parametrize("key", ROWS)


def a_plan(**risk: Any) -> Workspace:
    """A project in a program in a portfolio, with a risk and an issue."""
    return a_workspace(
        a_component("PF-1", name="Acme"),
        a_component("PG-1", "PF-1", name="Website"),
        a_project("P-1", "PG-1", name="Build"),
        a_person("H-1", "Ann Ames"),
        a_risk("R-1", 4, 4, **{"state": "assessed", **risk}),
        Issue(id=id_of("I-1"), key="I-1", component=id_of("P-1"), title="Crane broken"),
    )


def escalated(key: str = "R-1") -> Workspace:
    """The same with one row waiting at the program."""
    return after("risk.escalate", at(a_plan(), key), text="too big")


def answered(workspace: Workspace, key: str, *texts: str) -> Workspace:
    """What an answer makes of it, given by Ann."""
    values = dict(zip(("answer", "words"), texts, strict=False))
    return after("risk.answer", at(workspace, key, actor="H-1"), **values)


def told(workspace: Workspace, key: str, scope: str) -> str:
    """The row of a risk or an issue in the register of a scope; empty where it is not there."""
    figures = Figures(workspace, TODAY)
    one = row(workspace, key).id
    if key.startswith("R"):
        table = risk_register(figures, id_of(scope), lens="all").table
    else:
        table = log(figures, id_of(scope))
    return " ".join(c.text for c in table.row_of(one).cells) if one in table.ids else ""


def needs(workspace: Workspace, key: str, scope: str) -> list[str]:
    """What the attention list of a scope says of an escalation."""
    items = needs_in(Figures(workspace, TODAY), id_of(scope))
    return [
        one.text for one in items if one.id == row(workspace, key).id and "no answer" in one.why
    ]


@_EITHER
def test_what_is_escalated_waits_at_the_level_above_and_stays_below_as_a_shadow(key: str) -> None:
    plan = escalated(key)
    one = row(plan, key)
    assert (one.escalated_to, one.escalated_from, one.component) == (
        id_of("PG-1"), id_of("P-1"), id_of("P-1"),
    )  # fmt: skip
    assert (one.escalated_at, one.escalation_reason) == (TODAY, "too big")
    assert waits_for_answer(one)
    assert "^ " in told(plan, key, "P-1")
    assert "(escalated 0 d)" in told(plan, key, "P-1")
    assert told(plan, key, "PG-1") != ""
    assert needs(plan, key, "PG-1") == [
        f"{key} {title_of(one)} escalated 0 d ago, no answer (too big)"
    ]


@_EITHER
@pytest.mark.parametrize(
    ("typed", "kept", "says"),
    [
        (("accept",), "accept", "[accepted AA] {}"),
        (("accept", "mine now"), "accept: mine now", "[accepted AA] {}: mine now"),
        (("return", "yours"), "return: yours", "[sent back AA] {}: yours"),
        (("send back: yours",), "return: yours", "[sent back AA] {}: yours"),
        (("send", "back yours"), "return: yours", "[sent back AA] {}: yours"),
        (("decide", "buy two"), "decide: buy two", "[decided AA] {}: buy two"),
        (("Decide: buy two",), "decide: buy two", "[decided AA] {}: buy two"),
    ],
)
def test_an_answer_is_shown_below_with_who_gave_it_and_is_recorded_as_a_decision(
    key: str, typed: tuple[str, ...], kept: str, says: str
) -> None:
    plan = answered(escalated(key), key, *typed)
    one = row(plan, key)
    assert one.escalation_answer == kept
    assert says.format(one.title) in told(plan, key, "P-1")
    decision = row(plan, "D-1")
    assert one.escalation_decision == decision.id
    assert (decision.owner, decision.decided_at, decision.component) == (
        id_of("H-1"), TODAY, id_of("PG-1"),
    )  # fmt: skip
    assert (decision.title.partition(" ")[0], decision.rationale) == (key, "too big")
    assert needs(plan, key, "PG-1") == []


def test_an_accepted_row_belongs_to_the_level_above_and_one_sent_back_to_the_project() -> None:
    taken = row(answered(escalated(), "R-1", "accept"), "R-1")
    assert (taken.component, taken.state) == (id_of("PG-1"), "assessed")
    back = row(answered(escalated(), "R-1", "return", "yours"), "R-1")
    assert (back.component, back.state, back.escalated_to) == (id_of("P-1"), "assessed", 0)
    decided = row(answered(escalated(), "R-1", "decide", "buy"), "R-1")
    assert (decided.component, decided.state) == (id_of("P-1"), "monitoring")
    assert row(answered(escalated("I-1"), "I-1", "decide", "buy"), "I-1").decision == "buy"


def test_what_was_sent_back_can_be_escalated_again_and_what_was_accepted_further_up() -> None:
    again = after("risk.escalate", at(answered(escalated(), "R-1", "return", "no"), "R-1"))
    assert needs(again, "R-1", "PG-1") != []
    higher = after("risk.escalate", at(answered(escalated(), "R-1", "accept"), "R-1"))
    assert row(higher, "R-1").escalated_to == id_of("PF-1")
    assert needs(higher, "R-1", "PF-1") != []


def test_a_level_that_cannot_answer_is_passed_over() -> None:
    plan = a_plan()
    program = row(plan, "PG-1")
    closed = apply(plan, edit("components", program, archived=True))
    assert row(after("risk.escalate", at(closed, "R-1")), "R-1").escalated_to == id_of("PF-1")


def test_a_wrong_state_is_one_sentence() -> None:
    top = a_workspace(a_project("P-1"), a_risk("R-1", 4, 4, state="assessed"))
    assert refusal("risk.escalate", at(top, "R-1")) == (
        "R-1: nothing lies above it to hand the risk to"
    )
    assert refusal("risk.escalate", at(escalated(), "R-1")) == (
        "R-1 is escalated already and waits for an answer from PG-1 Website:"
        " answer R-1 accept, return or decide"
    )
    over = a_plan(state="closed")
    assert (
        refusal("risk.escalate", at(over, "R-1")) == "R-1 is closed: there is nothing to escalate"
    )
    assert refusal("risk.answer", at(a_plan(), "R-1"), answer="accept") == (
        "R-1 is not escalated, there is nothing to answer"
    )
    done = answered(escalated(), "R-1", "decide", "buy two")
    assert refusal("risk.answer", at(done, "R-1"), answer="accept") == (
        "R-1 was answered already by Ann Ames: decide: buy two"
    )
    assert refusal("risk.answer", at(escalated(), "R-1"), answer="maybe") == (
        "'maybe' is no answer: write accept, return or decide, then your words"
    )
    assert refusal("risk.answer", at(escalated(), "R-1"), answer="return") == (
        'R-1: say why it is sent back: answer R-1 return "..."'
    )


def test_a_state_set_by_hand_escalates_and_takes_back() -> None:
    plan = after("entity.set", at(a_plan(), "R-1"), field="state", value="escalated")
    assert waits_for_answer(row(plan, "R-1"))
    assert row(plan, "R-1").escalated_to == id_of("PG-1")
    back = after("entity.set", at(plan, "R-1"), field="state", value="assessed")
    assert row(back, "R-1").escalated_to == 0
    top = a_workspace(a_project("P-1"), a_risk("R-1", 4, 4, state="assessed"))
    assert "nothing lies above it" in refusal(
        "entity.set", at(top, "R-1"), field="state", value="escalated"
    )


def test_an_answer_written_into_its_field_is_the_answer() -> None:
    values = {"field": "escalation_answer", "value": "send back: yours"}
    plan = after("entity.set", at(escalated(), "R-1", actor="H-1"), **values)
    one = row(plan, "R-1")
    assert (one.state, one.escalated_to, one.escalation_answer) == (
        "assessed", 0, "return: yours",
    )  # fmt: skip
    assert row(plan, "D-1").owner == id_of("H-1")
    wrong = {"field": "escalation_answer", "value": "perhaps"}
    assert "write accept, return or decide" in refusal(
        "entity.set", at(escalated(), "R-1"), **wrong
    )


_STEPS: Final = ("escalate", "accept", "return", "decide", "undo", "by hand", "assess")


def _step(plan: Workspace, step: str, key: str) -> Workspace:
    situation: Situation = at(plan, key, actor="H-1")
    if step == "escalate":
        return after("risk.escalate", situation, text="why")
    if step == "by hand":
        return after("entity.set", situation, field="state", value="escalated")
    if step == "assess":
        return after("entity.set", situation, field="state", value="assessed")
    return after("risk.answer", situation, answer=step, words="so")


@settings(max_examples=TRIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(_STEPS), st.sampled_from(ROWS)), max_size=12))
def test_any_order_of_steps_leaves_the_row_its_shadow_and_its_decisions_consistent(
    steps: list[tuple[str, str]],
) -> None:
    past = [a_plan()]
    for step, key in steps:
        if step == "undo":
            past = past[:-1] or past
            continue
        with suppress(Refused):
            past.append(_step(past[-1], step, key))
        _check(past[-1])


def _check(plan: Workspace) -> None:
    for key in ROWS:
        one = row(plan, key)
        waits = waits_for_answer(one)
        lies_in = next(c.key for c in plan.components.values() if c.id == one.component)
        assert told(plan, key, "P-1") != ""
        assert told(plan, key, lies_in) != ""
        assert bool(needs(plan, key, "PF-1")) == waits
        if waits:
            assert one.escalated_to in plan.ancestors(one.component)
            assert one.escalated_from == id_of("P-1")
            assert not one.escalation_answer
        else:
            assert not one.escalated_to
        if one.escalation_answer:
            decision = plan.rows("decisions")[one.escalation_decision]
            assert decision.key in {d.key for d in plan.rows("decisions").values()}
        if lies_in != "P-1" or (waits and lies_in == "P-1"):
            assert told(plan, key, "P-1").count("^ ") == 1


def test_a_request_for_change_in_the_log_is_decided_with_its_words() -> None:
    asked = Issue(id=77, key="I-7", component=id_of("P-1"), title="Blue", kind="request_for_change")
    plan = a_workspace(a_project("P-1"), asked)
    for answer, words, kept in (("accept", "", "accepted"), ("return", "no", "sent back: no")):
        made = after("decision.take", at(plan, "I-7"), answer=answer, words=words)
        (row,) = made.rows_of(Issue).values()
        assert row.decision == kept
        assert "nothing to decide" in refusal("decision.take", at(made, "I-7"), answer=answer)
