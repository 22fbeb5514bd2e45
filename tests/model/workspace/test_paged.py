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


def test_a_table_is_paged_from_two_pages_on() -> None:
    assert type(copied(dict.fromkeys(range(2 * PAGE)))) is dict
    assert isinstance(copied(dict.fromkeys(range(2 * PAGE + 1))), Paged)


def test_a_page_is_split_when_it_is_twice_as_large() -> None:
    rows = paged(dict.fromkeys(range(PAGE)))
    for key in range(PAGE, 2 * PAGE - 1):
        rows[key] = None
    assert [len(page) for page in rows.pages] == [2 * PAGE - 1]
    rows[2 * PAGE] = None
    assert [len(page) for page in rows.pages] == [PAGE, PAGE]


def test_no_change_of_either_reaches_the_other_after_a_copy() -> None:
    rows = paged(_MANY)
    following = rows.copy()
    for key in _MANY:
        following[key] = "theirs"
    for key in range(1, 3 * PAGE, 3):
        rows[key] = "ours"
    assert all(row == "theirs" for row in following.values())
    assert all(rows[key] == row for key, row in _MANY.items())


def test_nothing_but_a_number_is_in_a_table() -> None:
    rows = paged(_MANY)
    word: object = "3"
    assert word not in rows
    assert 3 in rows
    assert 4 not in rows
