"""This file tests that an index that follows a table equals one made anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.index import SHARD, indexed
from pmtui.model.workspace.paged import PAGE

_ROWS: dict[int, Entity] = {
    one: Task(id=one, key=f"T-{one}", title="t", component=one % 7, parent=one // (3 * PAGE))
    for one in range(1, 3 * PAGE + SHARD)
}


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from(("put", "take")), st.integers(1, 4 * PAGE)), max_size=30),
    st.sampled_from(("key", "component", "parent")),
)
def test_an_index_that_followed_equals_a_new_one(steps: list[tuple[str, int]], field: str) -> None:
    after = dict(_ROWS)
    for kind, one in steps:
        after.pop(one, None)
        if kind == "put":
            after[one] = Task(id=one, key=f"T-{one}", title="t", component=one % 5, parent=one % 2)
    ours = indexed(_ROWS, field).followed(field, {one for _, one in steps}, _ROWS, after)
    fresh = indexed(after, field)
    values = {getattr(one, field) for one in (*_ROWS.values(), *after.values())}
    assert {one: set(ours.ids(one)) for one in values} == {
        one: set(fresh.ids(one)) for one in values
    }


def test_a_value_no_row_has_gives_no_ids() -> None:
    assert indexed(_ROWS, "key").ids("T-0") == ()


def test_rows_of_a_value_are_counted_and_its_values_gathered() -> None:
    index = indexed(_ROWS, "component")
    assert index.values() == set(range(7)) == index.values()
    for value in range(8):
        assert index.count(value) == len(index.ids(value))
    assert type(index.ids(1)) is tuple
    many = indexed({at: Task(id=at, title="t") for at in range(2 * PAGE + 1)}, "component")
    assert many.ids(0) == tuple(range(2 * PAGE + 1))
    assert many.count(0) == 2 * PAGE + 1


def test_an_index_without_a_change_of_its_field_stays_the_same() -> None:
    index = indexed(_ROWS, "component")
    renamed = {**_ROWS, 1: Task(id=1, key="T-1", title="new", component=1)}
    assert index.followed("component", {1, 9_999}, _ROWS, renamed) is index


def test_a_row_that_only_comes_or_only_goes_is_followed() -> None:
    index = indexed(_ROWS, "component")
    fewer = {key: row for key, row in _ROWS.items() if key != 1}
    assert 1 not in index.followed("component", {1}, _ROWS, fewer).ids(1)
    back = indexed(fewer, "component").followed("component", {1}, fewer, _ROWS)
    assert 1 in back.ids(1)
    empty = indexed({}, "component")
    assert empty.values() == frozenset()
    assert empty.followed("component", {1}, {}, {1: _ROWS[1]}).ids(1) == (1,)
