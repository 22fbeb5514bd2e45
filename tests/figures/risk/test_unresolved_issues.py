"""This file tests that a risk that happens, is escalated or is good news is counted truly."""

import os
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as some

from pmtui.actions.core.action import Refused
from pmtui.figures.core.rag_ratings import is_worse
from pmtui.figures.risk.exposure import (
    Scales,
    answering_component,
    exposure_of,
    is_unrecorded,
    unresolved_issues_in,
)
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Ops, apply, edit, touched
from pmtui.model.entities.registers import Issue
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_policy,
    a_project,
    a_risk,
    a_workspace,
    eur,
    figures_of,
    id_of,
)
from tests.figures.attention.needs import needs_in

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "80"))
_KEYS: Final = ("R-1", "R-2", "R-3")
_PLACES: Final = ("PG-1", "P-1", "P-2")
_ALL: Final = ("", *_PLACES)


def _issue(key: str, risk: str = "", **fields: Any) -> Issue:
    given = {"id": id_of(key), "key": key, "title": key, "component": id_of("P-1")}
    return Issue(**{**given, "from_risk": id_of(risk), **fields})


@some.composite
def stores(draw: some.DrawFn) -> Workspace:
    """A program of two projects with risks of every kind and state, and issues of what occurred."""
    parts: list[Any] = [a_component("PG-1"), a_person("H-1", "Ann")]
    parts += [a_project(key, "PG-1", board=False) for key in ("P-1", "P-2")]
    for key in _KEYS:
        state = draw(some.sampled_from(("identified", "assessed", "escalated", "occurred")))
        fields: dict[str, Any] = {"state": state}
        if state == "escalated":
            fields["escalated_to"] = id_of("PG-1")
        fields["kind"] = draw(some.sampled_from(("threat", "threat", "opportunity")))
        fields["owner"] = draw(some.sampled_from((0, id_of("H-1"))))
        fields["response"] = draw(some.sampled_from(("", "accept")))
        fields["money_impact"] = draw(some.sampled_from((None, eur(100))))
        steps = draw(some.integers(0, 5)), draw(some.integers(0, 5))
        parts.append(a_risk(key, *steps, project=draw(some.sampled_from(("P-1", "P-2"))), **fields))
    occurred = [one.key for one in parts if getattr(one, "state", "") == "occurred"]
    for key in ("I-1", "I-2"):
        if draw(some.booleans()):
            issue = _issue(
                key,
                draw(some.sampled_from(("", *occurred))),
                component=id_of(draw(some.sampled_from(_PLACES))),
                severity=draw(some.integers(0, 5)),
                state=draw(some.sampled_from(("open", "action", "resolved"))),
            )
            parts.append(issue)
    return a_workspace(*parts)


def _figures(workspace: Workspace) -> Figures:
    return Figures(workspace, TODAY)


def _exposure(figures: Figures) -> int:
    components = tuple(figures.live_subtree(0))
    risks = [risk for one in components for risk in figures.risks_for(one)]
    happened = [risk for one in components for risk in figures.happened_in(one)]
    value = exposure_of(risks, figures.scales, figures.rates, happened).threats.value
    return value.amount if value is not None else 0


@settings(max_examples=TRIES, deadline=None)
@given(workspace=stores(), key=some.sampled_from(_KEYS), by_hand=some.booleans())
def test_what_happens_never_makes_anything_look_better(
    workspace: Workspace, key: str, *, by_hand: bool
) -> None:
    """Law: converted, or set to occurred by hand, a threat improves no rating, count or sum."""
    if workspace.risks[id_of(key)].kind == "opportunity":
        return
    try:
        values = {"field": "state", "value": "occurred"} if by_hand else {}
        later = after("entity.set" if by_hand else "entity.convert", at(workspace, key), **values)
    except Refused:
        return
    before, now = _figures(workspace), _figures(later)
    risk = workspace.risks[id_of(key)]
    places = [id_of(one) for one in _ALL]
    if risk.state == "escalated" and by_hand:
        # Without an issue it is again the project's that has it: what lies above both counts on.
        places = [0, id_of("PG-1")]
    for one in places:
        assert not is_worse(before.health(one).computed, now.health(one).computed)
        assert now.rollup(one).risks.bad >= before.rollup(one).risks.bad
        assert now.rollup(one).risks.high_bad >= before.rollup(one).risks.high_bad
    assert _exposure(now) <= _exposure(before)
    names = {need.id for need in needs_in(now)}
    made = set(later.rows("issues")) - set(workspace.rows("issues"))
    assert made <= names


@settings(max_examples=TRIES, deadline=None)
@given(workspace=stores())
def test_each_open_risk_counts_in_one_place(workspace: Workspace) -> None:
    """Law: escalated or not, an open risk counts in one component, and in all above it."""
    figures = _figures(workspace)
    counted = [risk.id for one in _PLACES for risk in figures.risks_for(id_of(one))]
    assert sorted(counted) == sorted(workspace.risks)


@settings(max_examples=TRIES, deadline=None)
@given(workspace=stores())
def test_good_news_is_no_danger(workspace: Workspace) -> None:
    """Law: without its opportunities no component is rated better, and no top risk is one."""
    bad = [row for row in workspace.risks.values() if row.kind == "threat"]
    issues = [
        row
        for row in workspace.rows("issues").values()
        if isinstance(row, Issue)
        and (not row.from_risk or row.from_risk in {one.id for one in bad})
    ]
    others = [*workspace.components.values(), *workspace.people.values(), *bad, *issues]
    with_all, without = _figures(workspace), _figures(a_workspace(*others))
    for one in map(id_of, _ALL):
        now, then = with_all.rollup(one).risks, without.rollup(one).risks
        assert (now.high, now.major, now.top, now.bad, now.high_bad) == (
            then.high, then.major, then.top, then.bad, then.high_bad,
        )  # fmt: skip
        rated, bare = with_all.health(one), without.health(one)
        assert "A" not in (rated.computed, bare.computed) or rated.computed == bare.computed
        assert "R" not in (rated.computed, bare.computed) or rated.computed == bare.computed
        assert not now.top or workspace.risks[now.top].kind == "threat"


@settings(max_examples=TRIES, deadline=None)
@given(workspace=stores(), data=some.data())
def test_figures_carried_on_are_those_worked_out_afresh(
    workspace: Workspace, data: some.DataObject
) -> None:
    """Law: over edits of risks, issues and components, ratings, counts and needs are the same."""
    figures = _figures(workspace)
    for _ in range(3):
        for one in map(id_of, _ALL):
            figures.health(one)
        needs_in(figures)
        ops = _an_edit(figures.workspace, data)
        figures = figures.next(apply(figures.workspace, ops), touched(ops), TODAY)
        fresh = _figures(figures.workspace)
        for one in map(id_of, _ALL):
            assert figures.health(one) == fresh.health(one)
            assert figures.rollup(one) == fresh.rollup(one)
        assert needs_in(figures) == needs_in(fresh)


def _an_edit(workspace: Workspace, data: some.DataObject) -> Ops:
    tables = ("risks", "components", *(("issues",) if workspace.rows("issues") else ()))
    table = data.draw(some.sampled_from(tables))
    rows = workspace.rows(table)
    row: Any = rows[data.draw(some.sampled_from(sorted(rows)))]
    if table == "components":
        if data.draw(some.booleans()):
            return edit(table, row, archived=not row.archived)
        return edit(table, row, state=data.draw(some.sampled_from(("closed", "active"))))
    if table == "issues":
        state = data.draw(some.sampled_from(("open", "resolved")))
        risk = data.draw(some.sampled_from((0, *workspace.risks)))
        return edit(table, row, state=state, from_risk=risk)
    state = data.draw(some.sampled_from(("assessed", "escalated", "occurred", "closed")))
    above = id_of("PG-1") if state == "escalated" else 0
    return edit(table, row, state=state, escalated_to=above)


def test_a_high_threat_that_happens_is_a_high_issue_until_it_is_resolved() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 5, 5))
    happened = after("entity.convert", at(plan, "R-1"))
    health = _figures(happened).health(id_of("P-1"))
    (reason,) = (one.reason for one in health.dimensions if one.name == "risk")
    assert (health.computed, reason) == ("R", "1 high issue without owner or response")
    needs = [need.why for need in needs_in(_figures(happened))]
    assert " has happened, without owner or response" in needs
    (issue,) = happened.rows("issues").values()
    over = apply(happened, edit("issues", issue, state="resolved"))
    assert _figures(over).health(id_of("P-1")).computed == ""


def test_the_quality_at_stake_is_the_severity_of_the_issue() -> None:
    plan = a_workspace(a_project(), a_risk("R-1", 5, 1, impact_quality=5))
    assert proposed("entity.convert", at(plan, "R-1")).ops[0].new["severity"] == 5


def test_an_escalated_threat_weighs_where_it_is_answered_for() -> None:
    plan = a_workspace(a_component("PG-1"), a_project("P-1", "PG-1"), a_risk("R-1", 5, 5))
    up = after("risk.escalate", at(plan, "R-1"), text="too big")
    figures = _figures(up)
    assert figures.health(id_of("P-1")).computed == ""
    assert figures.health(id_of("PG-1")).computed == "R"
    assert figures.rollup(id_of("PG-1")).risks.high == 1
    back = after("risk.answer", at(up, "R-1"), answer="send back: yours")
    assert _figures(back).health(id_of("P-1")).computed == "R"


def test_own_threats_and_those_below_are_told_apart() -> None:
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_risk("R-1", 5, 5),
        a_risk("R-2", 1, 1, project="PG-1"),
    )
    health = figures.health(id_of("PG-1"))
    (reason,) = (one.reason for one in health.dimensions if one.name == "risk")
    assert reason == "no high threat of its own; 1 below"


def test_an_issue_is_rated_by_severity_or_else_by_priority() -> None:
    for severity, priority, rag in ((5, 0, "R"), (4, 0, "R"), (2, 1, "G"), (0, 1, "R"), (0, 0, "")):
        issue = _issue("I-1", severity=severity, priority=priority)
        assert figures_of(a_project(), issue).health(id_of("P-1")).computed == rag


def test_an_escalated_risk_counts_above_only_while_somebody_there_can_answer() -> None:
    def answers(escalated_to: str, state: str = "escalated", **program: Any) -> int:
        risk = a_risk("R-1", 5, 5, state=state, escalated_to=id_of(escalated_to))
        rows = a_component("PG-1", **program), a_project("P-1", "PG-1"), risk
        return answering_component(a_workspace(*rows), risk)

    assert answers("PG-1") == id_of("PG-1")
    assert answers("PG-1", archived=True) == id_of("P-1")
    assert answers("PG-2") == id_of("P-1")
    assert answers("") == id_of("P-1")
    assert answers("PG-1", state="assessed") == id_of("P-1")


def test_a_program_that_is_closed_answers_for_nothing() -> None:
    risk = a_risk("R-1", 5, 5, state="escalated", escalated_to=id_of("PG-1"))
    closed = a_workspace(a_component("PG-1", state="closed"), a_project("P-1", "PG-1"), risk)
    assert answering_component(closed, risk) == id_of("P-1")


def test_only_a_threat_that_occurred_and_has_no_issue_is_unrecorded() -> None:
    def is_so(*issues: Issue, **fields: Any) -> bool:
        risk = a_risk("R-1", 3, 3, **{"state": "occurred", **fields})
        return is_unrecorded(a_workspace(a_project(), risk, *issues), risk)

    assert is_so()
    assert not is_so(_issue("I-1", "R-1"))
    assert not is_so(state="assessed")
    assert not is_so(archived=True)
    assert not is_so(kind="opportunity")


def test_a_threat_whose_only_open_issue_was_archived_stands_for_itself() -> None:
    def rows(*issues: Issue) -> list[tuple[str, int]]:
        risk = a_risk("R-1", 5, 5, state="occurred")
        workspace = a_workspace(a_project(), risk, *issues)
        unresolved = unresolved_issues_in(workspace, id_of("P-1"), Scales(a_policy()))
        return [(issue.table, issue.id) for issue in unresolved]

    assert rows() == [("risks", id_of("R-1"))]
    assert rows(_issue("I-1", "R-1")) == [("issues", id_of("I-1"))]
    assert rows(_issue("I-1", "R-1", archived=True)) == [("risks", id_of("R-1"))]
    assert rows(_issue("I-1", "R-1", state="resolved")) == []
    two = _issue("I-1", "R-1", state="resolved"), _issue("I-2", "R-1")
    assert rows(*two) == [("issues", id_of("I-2"))]


def test_a_threat_that_occurred_is_bare_without_an_owner_or_without_a_response() -> None:
    ann = a_person("H-1", "Ann")
    for owner, response, is_bare in (
        (ann.id, "accept", False),
        (ann.id, "", True),
        (0, "accept", True),
        (0, "", True),
    ):
        risk = a_risk("R-1", 4, 4, state="occurred", owner=owner, response=response)
        workspace = a_workspace(a_project(), ann, risk)
        (issue,) = unresolved_issues_in(workspace, id_of("P-1"), Scales(workspace.policy))
        assert issue.is_bare == is_bare
