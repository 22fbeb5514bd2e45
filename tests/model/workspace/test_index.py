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
