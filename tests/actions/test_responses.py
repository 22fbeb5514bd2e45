"""This file tests that a risk has the responses of its kind, through whichever door they come."""

from contextlib import suppress
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from pmtui.actions.core.action import Refused
from pmtui.actions.editing.set_fields import set_fields
from pmtui.exchange.documents.upsert import upsert
from pmtui.model.changes.ops import apply
from pmtui.model.entities.risks import OPPORTUNITY_RESPONSES, THREAT_RESPONSES, response_refusal
from tests.actions.doing import at, proposed, refusal, row
from tests.conftest import a_project, a_risk, a_workspace

RESPONSES: Final = ("", *THREAT_RESPONSES, *OPPORTUNITY_RESPONSES)


@given(st.sampled_from(["threat", "opportunity"]), st.data())
def test_no_door_gives_a_risk_a_response_of_the_other_kind(kind: str, data: st.DataObject) -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 3, 3))
    for _ in range(3):
        response = data.draw(st.sampled_from(RESPONSES))
        fields = data.draw(
            st.sampled_from([{"kind": kind}, {"response": response},
                             {"response": response, "kind": kind}])
        )  # fmt: skip
        if data.draw(st.booleans()):
            with suppress(Refused):
                plan = apply(plan, set_fields(at(plan, "R-1"), fields))
        else:
            found = upsert(at(plan, scope="P-1"), {"risks": [{"key": "R-1", **fields}]})
            plan = apply(plan, found.ops)
        risk = row(plan, "R-1")
        assert not response_refusal(risk.kind, risk.response)


def test_a_response_of_the_other_kind_is_refused_with_those_there_are() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 3, 3))
    said = refusal("entity.set", at(plan, "R-1"), field="response", value="exploit")
    assert "is not one of avoid, transfer, mitigate, accept" in said
    assert "share" not in said


def test_another_kind_of_risk_takes_a_response_that_is_none_of_it_away() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 3, 3, response="mitigate"))
    done = proposed("entity.set", at(plan, "R-1"), field="kind", value="opportunity")
    assert "its response was none of that kind and is empty now" in done.message
    assert row(apply(plan, done.ops), "R-1").response == ""
    kept = a_workspace(a_project(), a_risk("R-1", 3, 3, response="accept"))
    both = apply(kept, set_fields(at(kept, "R-1"), {"kind": "opportunity"}))
    assert row(both, "R-1").response == "accept"
