"""This file tests large tables in pages against plain dicts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.workspace.paged import PAGE, Paged, copied, paged

_MANY = {one * 3: f"row {one}" for one in range(5 * PAGE)}

_STEPS = st.lists(
    st.tuples(st.sampled_from(("put", "take", "copy")), st.integers(0, 16 * PAGE)), max_size=60
)


@settings(max_examples=100)
@given(_STEPS)
def test_pages_hold_what_a_dict_holds_in_the_order_of_ids(steps: list[tuple[str, int]]) -> None:
    ours, theirs = paged(_MANY), dict(_MANY)
    earlier: list[tuple[Paged[str], dict[int, str]]] = []
    for kind, key in steps:
        if kind == "copy":
            earlier.append((ours, dict(theirs)))
            ours = ours.copy()
        elif kind == "put":
            ours[key] = theirs[key] = f"new {key}"
        else:
            assert ours.pop(key, None) == theirs.pop(key, None)
    for one, expected in (*earlier, (ours, theirs)):
        assert list(one.items()) == sorted(expected.items())
        assert list(one) == sorted(expected)
        assert list(one.values()) == [expected[key] for key in sorted(expected)]
        assert len(one) == len(expected)
        assert all((key in one) == (key in expected) for _, key in steps)


def test_a_page_that_grew_is_split_and_still_found() -> None:
    rows = paged(_MANY)
    rows.update(dict.fromkeys(range(6 * PAGE), "between"))
    assert max(map(len, rows.pages)) < 2 * PAGE
    assert all(rows[one] == "between" for one in range(6 * PAGE))


def test_a_copy_shares_every_page_but_the_one_it_changes() -> None:
    rows = paged(_MANY)
    following = rows.copy()
    following[3] = "changed"
    shared = [one is two for one, two in zip(rows.pages, following.pages, strict=True)]
    assert shared.count(False) == 1
    assert (rows[3], following[3]) == ("row 1", "changed")


def test_a_small_table_stays_a_plain_dict() -> None:
    assert type(copied({1: "a"})) is dict
    assert isinstance(copied(_MANY), Paged)
    assert copied(_MANY) == _MANY
