"""This file tests that merging an update sheet loses nothing in silence, whoever edited what."""

from datetime import date, timedelta
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.changes.ops import apply, edit, plain
from pmtui.model.entities.remarks import Remark
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import id_of
from tests.exchange.update_sheets.sheets import (
    a_store,
    after,
    at_revision,
    filled,
    merged,
    texts,
    written,
)

STORE: Final = a_store(actual_start=date(2026, 11, 2), remaining=960)
SHEET: Final = written(STORE)
DAYS: Final = st.integers(0, 20).map(lambda days: date(2026, 11, 1) + timedelta(days=days))
_TASKS: Final = ("T-1", "T-2", "T-3")
_STATES: Final = {"X-1": ("open", "done", "dropped"), "R-1": ("assessed", "monitoring", "closed")}
_HEADERS: Final = {
    "percent": "percent complete",
    "remaining": "remaining work",
    "actual_start": "actual start",
    "actual_finish": "actual finish",
    "state": "state",
    "due": "due",
}
_VALUES: Final = {
    "percent": st.integers(0, 100),
    "remaining": st.sampled_from([60, 480, 960, 1440]),
    "actual_start": DAYS,
    "actual_finish": DAYS,
    "due": DAYS,
}
Edits = dict[tuple[str, str], Any]
"""New values by key and field."""


@st.composite
def _edits(draw: st.DrawFn, fields: tuple[str, ...]) -> Edits:
    places = [(key, field) for key in _TASKS for field in fields if field != "due"]
    places += [("X-1", "due"), ("X-1", "state"), ("R-1", "state")]
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=8))
    return {
        (key, field): draw(st.sampled_from(_STATES[key]) if field == "state" else _VALUES[field])
        for key, field in chosen
    }


def _table(key: str) -> str:
    return {"T": "tasks", "X": "action_items", "R": "risks"}[key[0]]


def _value(workspace: Workspace, key: str, field: str) -> object:
    row = workspace.get(_table(key), id_of(key))
    assert row is not None
    return plain(getattr(row, field))


def _edited_here(edits: Edits) -> Workspace:
    workspace = STORE
    for (key, field), value in edits.items():
        row = workspace.get(_table(key), id_of(key))
        assert row is not None
        workspace = apply(workspace, edit(_table(key), row, **{field: value}))
    return at_revision(workspace, 2)


def _sheet_with(edits: Edits, remark: str) -> bytes:
    cells = {
        ("Tasks" if key[0] == "T" else "Log", key, _HEADERS[field]): (
            f"{value}m" if field == "remaining" else value
        )
        for (key, field), value in edits.items()
    }
    return filled(SHEET, cells | {("Tasks", "T-2", "new remark"): remark})


@settings(max_examples=60)
@given(
    _edits(("percent", "remaining", "actual_start", "actual_finish")),
    _edits(("percent", "remaining", "actual_start", "actual_finish")),
    st.sampled_from(["", "waits for =them"]),
    st.booleans(),
)
def test_each_edited_cell_is_in_the_store_or_named_and_no_edit_here_is_overwritten(
    typed: Edits,
    here: Edits,
    remark: str,
    known: bool,  # noqa: FBT001
) -> None:
    workspace = _edited_here(here)
    plan = merged(workspace, _sheet_with(typed, remark), known=known)
    named = texts(plan)
    clashing = {(clash.key, clash.field) for clash in plan.clashes}
    news = {
        (key, field): plain(value)
        for (key, field), value in typed.items()
        if plain(value) != _value(STORE, key, field)
    }
    if plan.clashes or plan.errors:
        assert not plan.all_ops
    else:
        done = after(workspace, plan)
        for (key, field), value in news.items():
            assert _value(done, key, field) == value or key in named
        for (key, field), value in here.items():
            if plain(value) != _value(STORE, key, field) and (key, field) not in news:
                assert _value(done, key, field) == plain(value)
        assert [row.text for row in done.rows_of(Remark).values()] == [remark] * bool(remark)
    for (key, field), value in news.items():
        differs = _value(workspace, key, field) not in (value, _value(STORE, key, field))
        if differs and not plan.errors:
            assert (key, field) in clashing


def test_a_percentage_that_takes_away_a_finish_typed_beside_it_is_asked_about() -> None:
    finish = {("T-2", "actual_finish"): date(2026, 11, 1)}
    typed = _sheet_with({**finish, ("T-2", "percent"): 1}, "")
    plan = merged(_edited_here(finish), typed, known=True)
    assert not plan.all_ops
    assert {(clash.key, clash.field) for clash in plan.clashes} == {("T-2", "actual_finish")}
