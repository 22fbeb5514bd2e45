"""This file tests where a quick-add value ends that runs over several words."""

from typing import Any

import pytest

from pmtui.query.entry.preview import preview_text
from pmtui.query.entry.quick_add import parse_quick_add
from pmtui.query.error import QueryError
from tests.query.sample import ANN, BUILD, TODAY, workspace

_WORKSPACE = workspace()


def _echoed(line: str) -> str:
    quick = parse_quick_add(_WORKSPACE, "tasks", line, TODAY, me=ANN, component=BUILD)
    return preview_text(_WORKSPACE, quick, TODAY)


@pytest.mark.parametrize(
    ("line", "echoed"),
    [
        ("Buy fixed_cost:1 200,50 due:fri", "Task 'Buy', fixed cost 1,200.50 EUR, due Fri 27 Nov"),
        ("Buy fixed_cost:3.000 \u20ac now", "Task 'Buy now', fixed cost 3,000 EUR"),
        ("Buy fixed_cost:10 Mio", "Task 'Buy', fixed cost 10,000,000 EUR"),
        ("Buy fixed_cost:EUR 3,000 @ann", "Task 'Buy', fixed cost 3,000 EUR, Ann Archer"),
        ("Buy fixed_cost:5k 2027", "Task 'Buy 2027', fixed cost 5,000 EUR"),
        ("Buy est:2w 3d #web", "Task 'Buy', estimate 13d, #web"),
        ("Buy est:1,5 days", "Task 'Buy', estimate 1d 4h"),
        ("Buy est:3d chairs", "Task 'Buy chairs', estimate 3d"),
        ("Buy percent:12 % due:1 dec 2027 x", "Task 'Buy x', percent 12 %, due Wed 1 Dec 2027"),
        ('fixed_cost:"5" 200 chairs', "Task '200 chairs', fixed cost 5 EUR"),
    ],
)
def test_a_value_takes_the_words_that_belong_to_it(line: str, echoed: str) -> None:
    assert _echoed(line) == echoed


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Buy fixed_cost:5 200 chairs", "'5 200' can be one value, or '5' with '200' in the title"),
        ("fixed_cost:10 m hose", "'10 m' can be one value, or '10' with 'm' in the title"),
        ("est:1d 4h workshop", "'1d 4h' can be one value, or '1d' with '4h' in the title"),
        ("Buy fixed_cost:5 2000 chairs", "5 '2000' is not one value"),
        ("Buy fixed_cost:1 200,505", "'1 200,505' is too fine"),
        ("Buy fixed_cost:1,200", "'1,200' can be 1200 or 1.20"),
        ("Buy fixed_cost:USD 5", "'USD 5' is in USD, and there is no rate for it"),
    ],
)
def test_words_that_can_be_value_or_title_are_refused_with_both(line: str, said: Any) -> None:
    with pytest.raises(QueryError) as refused:
        _echoed(line)
    assert said in str(refused.value)
