"""This file tests that rows written a column at a time are those an encoder would write."""

from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pmtui.cli.console.row_texts import row_texts

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_MARKS = st.text(alphabet=st.sampled_from('ab%"\\\x00\x1f\x7f\n\té\u2028\U0001f600'), max_size=4)
_CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([0, 1, 0.0, 1.0, -0.0, 2**53, Decimal("1.0"), Decimal(1), "", [], {}, [1]]),
    st.integers(),
    st.text(),
    _MARKS,
    st.lists(st.one_of(_MARKS, st.booleans(), st.integers(0, 1)), max_size=2),
    st.dictionaries(_MARKS, st.text(), max_size=2),
)
_COLUMNS = st.integers(1, 6).flatmap(
    lambda count: st.lists(
        st.one_of(
            st.lists(_CELLS, min_size=count, max_size=count),
            st.lists(st.integers(0, 1), min_size=count, max_size=count),
            st.lists(_MARKS, min_size=count, max_size=count),
            _CELLS.map(lambda cell: [cell] * count),
        ),
        min_size=1,
        max_size=4,
    )
)


@given(_COLUMNS, st.lists(_MARKS, min_size=4, max_size=4, unique=True))
def test_a_page_reads_as_if_each_row_had_been_encoded(
    columns: list[list[object]], names: list[str]
) -> None:
    called = names[: len(columns)]
    rows = [dict(zip(called, row, strict=True)) for row in zip(*columns, strict=True)]
    expected = _ENCODER.encode(rows).decode()[1:-1]
    assert row_texts(called, columns, _ENCODER.encode) == expected
