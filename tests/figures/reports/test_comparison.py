"""This file tests what changed between two moments of a scope, and what moved it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from pmtui.figures.reports.comparison import (
    Difference,
    ScopeComparison,
    compared,
    days_between,
    moved_by,
)
from pmtui.figures.reports.kept_value import ScopeValue, Topic
from pmtui.figures.reports.scope_values import scope_values
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Commit, Ops, apply, create, delete, edit
from pmtui.model.entities.registers import Benefit, Issue
from pmtui.model.governance.gates import Gate
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    TODAY,
    a_link,
    a_policy,
    a_project,
    a_rate,
    a_risk,
    a_task,
    a_workspace,
    eur,
    id_of,
)

WEEK = timedelta(days=7)


def _store(*more: Any) -> Workspace:
    return a_workspace(
        a_policy(),
        a_project("P-1", honor_constraints=True),
        a_project("P-2"),
        a_task("T-1", days=5),
        a_task("M-1", "Launch", after="T-1"),
        a_task("T-2", days=3, due=TODAY + timedelta(days=2)),
        a_task("T-3", project="P-2", days=2),
        a_link("T-1", "T-3"),
        *more,
    )


def after_commits(
    workspace: Workspace, *edits: tuple[str, Ops]
) -> tuple[Workspace, tuple[Commit, ...]]:
    """A workspace after some commits, each by a person, and its history."""
    commits: list[Commit] = []
    for login, ops in edits:
        revision = workspace.revision + 1
        workspace = apply(workspace, ops, revision)
        commits.insert(
            0, Commit(revision, f"c{revision}", "", "", 0, "", "", "entity.set", ops, login=login)
        )
    return workspace, tuple(commits)


def _between(
    workspace: Workspace, *edits: tuple[str, Ops], days: timedelta = timedelta(0)
) -> ScopeComparison:
    after, commits = after_commits(workspace, *edits)
    return compared(Figures(workspace, TODAY), Figures(after, TODAY + days), 0, commits)


def _set(workspace: Workspace, table: str, key: str, **fields: object) -> Ops:
    row = workspace.get(table, id_of(key))
    assert row is not None
    return edit(table, row, **fields)


def _of(comparison: ScopeComparison, topic: str, key: str) -> Difference:
    return next(
        change
        for change in comparison.differences
        if (change.subject[0], change.subject[2]) == (topic, id_of(key))
    )


def _authors(change: Difference) -> list[str]:
    return [mover.author for mover in change.movers]


def test_a_store_that_nobody_touched_for_a_week_lists_every_slip_by_passing_time() -> None:
    comparison = _between(_store(), days=WEEK)
    assert {change.subject[0] for change in comparison.differences} == {
        "finish", "milestone", "task", "contract", "late", "rating",
    }  # fmt: skip
    assert all(change.is_by_time and not change.is_by_edits for change in comparison.differences)
    assert not any(change.movers for change in comparison.differences)
    slipped = [change for change in comparison.differences if change.days is not None]
    assert {change.days for change in slipped} == {7}
    assert {change.subject[2] for change in slipped} >= {id_of("M-1"), id_of("T-1"), id_of("T-3")}
    late = _of(comparison, "late", "T-2")
    assert late.before is None
    assert late.after is not None
    assert late.after.value == "5"


def test_the_same_day_and_revision_differ_in_nothing() -> None:
    assert not _between(_store()).differences


def test_what_a_commit_moved_names_it_and_its_author() -> None:
    store = _store()
    comparison = _between(store, ("ann", _set(store, "tasks", "T-1", estimate=10 * 480)))
    launch = _of(comparison, "milestone", "M-1")
    assert (launch.days, launch.is_by_time, launch.is_by_edits) == (7, False, True)
    assert [(mover.revision, mover.author) for mover in launch.movers] == [(2, "ann")]
    assert _authors(_of(comparison, "finish", "P-2")) == ["ann"]  # by a link across projects
    delivery = next(change for change in comparison.differences if change.subject[0] == "contract")
    assert _authors(delivery) == ["ann"]


def test_a_finish_that_time_and_a_commit_moved_says_how_much_is_whose() -> None:
    store = _store()
    edits = ("bob", _set(store, "tasks", "T-1", estimate=6 * 480))
    launch = _of(_between(store, edits, days=WEEK), "milestone", "M-1")
    assert launch.is_by_time
    assert launch.is_by_edits
    assert launch.days_by_time == 7
    assert launch.days == 7 + 3  # its sixth day falls behind a weekend
    assert _authors(launch) == ["bob"]


def test_a_commit_that_another_took_back_is_not_named() -> None:
    store = _store()
    longer = _set(store, "tasks", "T-1", estimate=10 * 480)
    back = _set(apply(store, longer), "tasks", "T-1", estimate=5 * 480)
    other = _set(store, "tasks", "T-2", estimate=30 * 480)
    comparison = _between(store, ("ann", longer), ("ann", back), ("bob", other))
    assert {author for change in comparison.differences for author in _authors(change)} == {"bob"}


def test_a_sum_that_a_rate_moved_says_so() -> None:
    store = _store(a_rate("USD", "0.5"), a_project("P-3", budget=eur(10)))
    dollars = _set(store, "components", "P-1", budget={"amount": 1000, "currency": "USD"})
    store = apply(store, dollars)
    rate = next(iter(store.rows("rates").values()))
    comparison = _between(store, ("ann", edit("rates", rate, rate="0.9")))
    total = next(change for change in comparison.differences if change.subject[0] == "budget")
    assert total.subject[2] == 0
    assert total.is_by_rates
    assert _authors(total) == ["ann"]


def test_a_rating_that_a_changed_policy_moved_says_so() -> None:
    store = _store(a_risk("R-1", 3, 3, owner=1, response="mitigate"))
    policy = next(iter(store.rows("policy").values()))
    comparison = _between(store, ("pmo", edit("policy", policy, probability_scale=("9",) * 5)))
    risk = _of(comparison, "risk", "R-1")
    assert risk.is_by_rates


@pytest.mark.parametrize("kind", ["new", "gone"])
def test_what_came_or_went_has_no_value_on_one_side(kind: str) -> None:
    risk = a_risk("R-7", 4, 4)
    store = _store() if kind == "new" else _store(risk)
    ops = (create("risks", risk),) if kind == "new" else (delete("risks", risk),)
    change = _of(_between(store, ("cho", ops)), "risk", "R-7")
    assert (change.before is None) == (kind == "new")
    assert (change.after is None) == (kind == "gone")
    assert _authors(change) == ["cho"]


def test_an_issue_that_was_closed_is_named_by_who_closed_it() -> None:
    issue = Issue(id=id_of("I-1"), key="I-1", component=id_of("P-1"), title="No power")
    store = _store(issue)
    change = _of(
        _between(store, ("dan", _set(store, "issues", "I-1", state="closed"))), "issue", "I-1"
    )
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value) == ("open", "closed")
    assert _authors(change) == ["dan"]


def test_a_scope_is_compared_without_what_lies_beside_it() -> None:
    store = _store(a_risk("R-1", 3, 3, project="P-2"))
    ops = _set(store, "risks", "R-1", probability=5)
    after, commits = after_commits(store, ("ann", ops))
    for scope, expected in (("P-1", set()), ("P-2", {"risk"})):
        then, now = Figures(store, TODAY), Figures(after, TODAY)
        comparison = compared(then, now, id_of(scope), commits)
        topics = {change.subject[0] for change in comparison.differences}
        assert topics - {"rating"} == expected


def test_the_history_is_read_no_further_than_the_moment_it_compares_with() -> None:
    store = _store()
    after, commits = after_commits(store, ("ann", _set(store, "tasks", "T-1", estimate=10 * 480)))

    def history() -> Any:
        yield from commits
        yield Commit(1, "c1", "", "", 0, "", "", "", ())
        raise AssertionError("read too far")

    assert compared(Figures(store, TODAY), Figures(after, TODAY), 0, history()).differences


def a_value(topic: Topic, value: str, currency: str = "") -> ScopeValue:
    return ScopeValue(topic, "components", 1, value, currency)


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        (a_value("finish", "2026-11-23"), a_value("finish", "2026-11-30"), 7),
        (a_value("finish", "2026-11-30"), a_value("finish", "2026-11-23"), -7),
        (a_value("finish", ""), a_value("finish", "2026-11-23"), None),
        (a_value("gate", "2026-11-23"), a_value("gate", "go"), None),
        (a_value("budget", "2026"), a_value("budget", "2027"), None),
        (None, a_value("finish", "2026-11-23"), None),
        (a_value("finish", "2026-11-23"), None, None),
    ],
)
def test_days_lie_between_two_days_of_a_date(
    before: ScopeValue | None, after: ScopeValue | None, days: int | None
) -> None:
    assert days_between(before, after) == days


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        (a_value("budget", "10.50", "EUR"), a_value("budget", "12", "EUR"), Decimal("1.5")),
        (a_value("budget", "12", "EUR"), a_value("budget", "10", "EUR"), Decimal(-2)),
        (a_value("budget", "10", "EUR"), a_value("budget", "12", "USD"), None),
        (a_value("budget", "", "EUR"), a_value("budget", "12", "EUR"), None),
        (a_value("budget", "12", "EUR"), a_value("budget", "", "EUR"), None),
        (a_value("risk", "closed"), a_value("risk", "12"), None),
        (None, a_value("risk", "12"), None),
        (a_value("risk", "12"), None, None),
    ],
)
def test_an_amount_moved_by_what_it_is_more_in_its_own_currency(
    before: ScopeValue | None, after: ScopeValue | None, more: Decimal | None
) -> None:
    assert moved_by(before, after) == more


def test_a_benefit_is_compared_by_what_it_is_worth_and_has_brought_where_that_is_known() -> None:
    rows = (
        Benefit(id=5, component=id_of("P-1"), title="More", value=eur(100), realised=eur(0)),
        Benefit(id=6, component=id_of("P-1"), title="Calm"),
        Benefit(id=7, component=id_of("P-1"), title="Gone", value=eur(1), archived=True),
    )
    values = scope_values(Figures(_store(*rows), TODAY), id_of("P-1"))
    told = {
        (subject[0], subject[2]): (value.value, value.currency)
        for subject, value in values.items()
        if subject[1] == "benefits"
    }
    assert told == {
        ("planned_benefit", 5): ("100.00", "EUR"),
        ("realised_benefit", 5): ("0.00", "EUR"),
    }


@pytest.mark.parametrize(
    ("gate", "value"),
    [
        ({"due": TODAY}, TODAY.isoformat()),
        ({"due": TODAY, "decision": "go"}, "go"),
        ({"decision": "go"}, "go"),
        ({}, None),
        ({"due": TODAY, "archived": True}, None),
    ],
)
def test_a_gate_is_compared_by_its_decision_else_its_day(
    gate: dict[str, Any], value: str | None
) -> None:
    row = Gate(id=5, component=id_of("P-1"), title="Go", **gate)
    values = scope_values(Figures(_store(row), TODAY), id_of("P-1"))
    found = values.get(("gate", "gates", 5))
    assert (found.value if found is not None else None) == value
