"""This file tests that approving a case freezes it, and that a revision goes on from it."""

from datetime import date

import pytest

from pmtui.model.benefits.cases import BusinessCase, CashFlow
from pmtui.model.changes.ops import create, delete, edit
from pmtui.model.merging.settle import InvalidError, validated
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, id_of
from tests.figures.business_case.cases import a_case, a_flow, one_flow


def _store() -> Workspace:
    workspace = a_workspace(a_project(), a_person("H-1", "Ann Roe"), a_case(), *one_flow())
    return Workspace(workspace.tables, counters={"BX": 1}, revision=1)


def _approved() -> Workspace:
    return after("case.approve", at(_store(), "BX-1", actor="H-1"))


def test_an_approval_says_by_whom_and_when_and_what_it_comes_to() -> None:
    case = row(_approved(), "BX-1")
    assert (case.state, case.approved_by, case.approved_at) == ("approved", id_of("H-1"), TODAY)
    said = proposed("case.approve", at(_store(), "BX-1", actor="H-1")).message
    assert said == "BX-1 approved: NPV 39.20 EUR, IRR 28.09 %"


def test_a_case_without_flows_is_not_approved() -> None:
    empty = a_workspace(a_project(), a_case())
    assert "it has no flows" in refusal("case.approve", at(empty, "BX-1"))


@pytest.mark.parametrize(
    "fields",
    [{"discount_rate": "5"}, {"horizon": 2}, {"start": None}, {"version": 7}, {"period": "month"}],
)
def test_what_an_approved_case_is_reckoned_from_is_frozen(fields: dict[str, object]) -> None:
    approved = _approved()
    with pytest.raises(InvalidError, match="BX-1 is approved and stays as it is"):
        validated(approved, edit("cases", row(approved, "BX-1"), **fields))


def test_the_flows_of_an_approved_case_are_frozen() -> None:
    approved = _approved()
    flow = one_flow()[0]
    draft = after("case.revise", at(approved, "BX-1"))
    elsewhere = next(draft.rows_by(CashFlow, "case", row(draft, "BX-2").id))
    for workspace, ops in (
        (approved, edit("cash_flows", flow, cost=None)),
        (approved, (delete("cash_flows", flow),)),
        (approved, (create("cash_flows", a_flow("BX-1", "more", 1, 5)),)),
        (draft, edit("cash_flows", elsewhere, case=id_of("BX-1"))),
    ):
        with pytest.raises(InvalidError, match=r"BX-1 is approved.*:revise makes a new version"):
            validated(workspace, ops)


def test_who_reviews_an_approved_case_and_when_may_change() -> None:
    approved = _approved()
    ops = edit("cases", row(approved, "BX-1"), reviewer=id_of("H-1"), review_date=TODAY)
    assert row(validated(approved, ops), "BX-1").review_date == TODAY


def test_a_revision_is_a_draft_with_the_same_flows() -> None:
    following = after("case.revise", at(_approved(), "BX-1"))
    draft = row(following, "BX-2")
    assert (draft.version, draft.state, draft.approved_at) == (2, "draft", None)
    copied = [(flow.title, flow.period, flow.cost) for flow in _flows(following, draft)]
    original = [(flow.title, flow.period, flow.cost) for flow in one_flow()]
    assert copied == original
    assert "BX-2 Move to the cloud is a draft already" in refusal(
        "case.revise", at(following, "BX-1")
    )


def test_an_approval_freezes_a_flow_on_the_day_its_milestone_has_now() -> None:
    workspace = a_workspace(
        a_project(),
        a_person("H-1", "Ann Roe"),
        a_task("M-1", finish=date(2027, 3, 10)),
        a_case(start=date(2026, 12, 1), period="month"),
        a_flow("BX-1", "build", 0, -100),
        a_flow("BX-1", "savings", 1, 150, start_after=id_of("M-1"), months_after=1),
    )
    approved = after("case.approve", at(workspace, "BX-1", actor="H-1"))
    _, flow = _flows(approved, row(approved, "BX-1"))
    assert (flow.at, flow.period, flow.start_after) == (date(2027, 4, 10), 4, id_of("M-1"))


def _flows(workspace: Workspace, case: BusinessCase) -> list[CashFlow]:
    rows = workspace.rows_by(CashFlow, "case", case.id)
    return sorted(rows, key=lambda flow: (flow.period, flow.id))


def test_a_newly_approved_version_supersedes_the_last() -> None:
    revised = after("case.revise", at(_approved(), "BX-1"))
    assert "supersedes BX-1" in proposed("case.approve", at(revised, "BX-2")).message
    following = after("case.approve", at(revised, "BX-2"))
    assert [row(following, key).state for key in ("BX-1", "BX-2")] == ["superseded", "approved"]
    assert "superseded already" in refusal("case.approve", at(following, "BX-1"))


def test_no_component_has_two_approved_versions() -> None:
    revised = after("case.revise", at(_approved(), "BX-1"))
    with pytest.raises(InvalidError, match="BX-1 is approved already"):
        validated(revised, edit("cases", row(revised, "BX-2"), state="approved"))
