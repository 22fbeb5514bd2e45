"""This file tests what moved the forecast since last month, and that the parts add up to it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as some

from pmtui.figures.costs.last_forecast import NO_STATUS, forecast_change
from pmtui.figures.reports.forecast_causes import ForecastCauses, forecast_causes
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Commit, Ops, create, delete, edit
from pmtui.model.costing.ledger import LedgerEntry
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.entity import Money
from pmtui.model.entities.policy import Rate
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    a_component,
    a_policy,
    a_project,
    a_rate,
    a_task,
    a_workspace,
    eur,
    id_of,
)
from tests.figures.reports.test_comparison import after_commits

TODAY: Final = date(2026, 11, 23)
OCTOBER: Final = date(2026, 10, 31)
_History = tuple[Workspace, tuple[Commit, ...]]
_Edit = Callable[[Workspace], Ops]


def _store(*more: Any) -> Workspace:
    return a_workspace(
        a_policy(),
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1", forecast=eur(50)),
        a_task("T-1", "Dig", fixed_cost=eur(100)),
        a_task("T-2", "Fill", fixed_cost=eur(20)),
        *more,
    )


def _status(of: str, eac: int | Money) -> Ops:
    amount = eur(eac) if isinstance(eac, int) else eac
    point = StatusPoint(
        id=7000 + id_of(of), key="SP-1", component=id_of(of), data_date=OCTOBER, eac=amount
    )
    return (create("status_points", point),)


def _set(workspace: Workspace, table: str, key: str, **fields: object) -> Ops:
    row = workspace.get(table, id_of(key))
    assert row is not None
    return edit(table, row, **fields)


def _changed(table: str, key: str, **fields: object) -> _Edit:
    return lambda workspace: _set(workspace, table, key, **fields)


def _history(workspace: Workspace, edits: Iterable[tuple[str, Ops | _Edit]]) -> _History:
    """A workspace after some edits, each made where the one before it led."""
    commits: tuple[Commit, ...] = ()
    for login, made in edits:
        ops = made if isinstance(made, tuple) else made(workspace)
        workspace, newest = after_commits(workspace, (login, ops))
        commits = (*newest, *commits)
    return workspace, commits


def _causes(store: Workspace, scope: str, *edits: tuple[str, Ops | _Edit]) -> ForecastCauses:
    after, commits = _history(store, edits)
    return forecast_causes(Figures(after, TODAY), id_of(scope) if scope else 0, commits)


def _lines(found: ForecastCauses) -> list[tuple[str, int, str, list[str]]]:
    return [
        (
            cause.kind,
            cause.amount.amount // 100,
            cause.mover.author if cause.mover is not None else "",
            [row.key for _, row in cause.rows],
        )
        for cause in found.causes
    ]


def test_each_commit_since_the_status_has_its_part_and_those_before_it_none() -> None:
    store = _store()
    found = _causes(
        store, "P-1",
        ("bob", _changed("tasks", "T-1", fixed_cost=eur(90))),
        ("ada", _status("P-1", 110)),
        ("ada", _changed("tasks", "T-2", fixed_cost=eur(35))),
        ("ada", _changed("tasks", "T-2", title="Fill up")),
        ("bob", _changed("components", "P-2", forecast=eur(70))),
        ("eve", _changed("tasks", "T-1", fixed_cost=eur(86))),
    )  # fmt: skip
    assert _lines(found) == [
        ("commit", -4, "eve", ["T-1"]),
        ("commit", 15, "ada", ["T-2"]),
    ]
    assert (found.before, found.after, found.change) == (eur(110), eur(121), eur(11))
    assert (found.is_whole, found.day, found.revision) == (True, OCTOBER, store.revision + 2)


def test_a_scope_is_moved_by_what_lies_below_it_alone() -> None:
    store = _store()
    edits: tuple[tuple[str, Ops | _Edit], ...] = (
        ("ada", (*_status("P-1", 120), *_status("P-2", 50))),
        ("bob", _changed("components", "P-2", forecast=eur(70))),
        ("eve", lambda now: (*_set(now, "tasks", "T-1", fixed_cost=eur(101)),
                             *_set(now, "components", "P-2", forecast=eur(71)))),
    )  # fmt: skip
    assert _lines(_causes(store, "PG-1", *edits)) == [
        ("commit", 2, "eve", ["T-1", "P-2"]),
        ("commit", 20, "bob", ["P-2"]),
    ]
    assert _lines(_causes(store, "P-1", *edits)) == [("commit", 1, "eve", ["T-1"])]


def test_what_was_reported_otherwise_than_the_store_said_is_no_commit_s() -> None:
    store = _store()
    found = _causes(store, "P-1", ("ada", _status("P-1", 117)))
    assert _lines(found) == [("reported", 3, "", ["P-1"])]
    same = _causes(store, "P-1", ("ada", _status("P-1", 120)))
    assert (same.causes, same.change) == ((), eur(0))


def test_a_rate_that_is_changed_and_one_that_comes_of_age_are_told_apart() -> None:
    store = _store(
        a_project("P-3", forecast=Money(100_00, "USD")),
        a_project("P-4", forecast=eur(5)),
        a_rate("USD", "2", date(2026, 1, 1)),
        a_rate("USD", "3", date(2026, 11, 9)),
    )
    rate = max(store.rows_of(Rate).values(), key=lambda row: row.at)
    statuses = [
        op
        for key, euros in (("P-1", 120), ("P-2", 50), ("P-3", 200), ("P-4", 5))
        for op in _status(key, euros)
    ]
    found = _causes(
        store, "", ("ada", tuple(statuses)), ("bob", edit("rates", rate, rate="2.5"))
    )  # fmt: skip
    assert _lines(found) == [
        ("rate", -50, "bob", [rate.key]),
        ("time", 100, "", []),
    ]
    assert found.change == eur(50)


def test_what_came_and_went_has_moved_it() -> None:
    store = _store()
    entry = LedgerEntry(
        id=900, key="LE-1", component=id_of("P-1"), title="Rack", task=id_of("T-1"), posted=TODAY,
        amount=eur(160),
    )  # fmt: skip
    task = store.tasks[id_of("T-2")]
    found = _causes(
        store, "P-1",
        ("ada", _status("P-1", 120)),
        ("bob", (create("ledger", entry),)),
        ("eve", (delete("tasks", task),)),
    )  # fmt: skip
    assert found.change is not None
    assert sum(cause.amount.amount for cause in found.causes) == found.change.amount
    assert ("commit", -20, "eve", ["T-2"]) in _lines(found)
    assert [row[3] for row in _lines(found)] == [["T-2"], ["LE-1"]]


def test_where_history_begins_later_the_rest_is_said_to_be_from_before_it() -> None:
    store = _store()
    edits = (
        ("ada", _status("P-1", 100)),
        ("bob", _changed("tasks", "T-1", fixed_cost=eur(90))),
        ("eve", _changed("tasks", "T-2", fixed_cost=eur(30))),
    )
    after, commits = _history(store, edits)
    found = forecast_causes(Figures(after, TODAY), id_of("P-1"), commits[:1])
    assert _lines(found) == [("commit", 10, "eve", ["T-2"]), ("reported", 10, "", ["P-1"])]
    assert not found.is_whole


def test_without_a_status_there_is_nothing_to_tell_and_the_reason_is_said() -> None:
    found = _causes(_store(), "P-1", ("ada", ()))
    assert (found.reason, found.change, found.causes) == (NO_STATUS, None, ())


_EDITS = some.lists(
    some.tuples(some.sampled_from(["T-1", "T-2", "P-1", "P-2"]), some.integers(0, 900)), max_size=6
)


@given(_EDITS, some.integers(0, 900), some.integers(0, 6))
def test_the_parts_add_up_to_the_change_whatever_happened(
    edits: list[tuple[str, int]], reported: int, after: int
) -> None:
    store = _store()
    ops: list[Ops | _Edit] = [
        _changed("tasks", key, fixed_cost=eur(amount))
        if key.startswith("T")
        else _changed("components", key, forecast=eur(amount))
        for key, amount in edits
    ]
    statuses = (*_status("P-1", reported), *_status("P-2", 50))
    ops.insert(min(after, len(ops)), statuses)
    now, commits = _history(store, (("ada", made) for made in ops))
    for scope in (0, id_of("PG-1"), id_of("P-1")):
        figures = Figures(now, TODAY)
        found = forecast_causes(figures, scope, commits)
        assert found.change == forecast_change(figures, scope).value
        assert found.change is not None
        assert sum(cause.amount.amount for cause in found.causes) == found.change.amount
        assert all(cause.amount.amount for cause in found.causes)
