"""This file tests whether marks and spaces of a filter part values or belong to one."""

from decimal import Decimal

import pytest

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.filter.parser import parse
from pmtui.query.filter.selection import matching
from tests.query.sample import TODAY

_BUDGETS = (1, 5, 1.5, 10, 100, 200, 1_500_000, 5_000_000, 10_000_000)
_ROWS = {
    at: Component(
        id=at, kind="project", name="x", budget=Money(int(Decimal(str(one)) * 100), "EUR")
    )
    for at, one in enumerate(_BUDGETS)
}
_FIGURES = Figures(Workspace({"components": _ROWS}), TODAY)


def _kept(line: str) -> list[float]:
    return [_BUDGETS[at] for at in matching(_FIGURES, "components", _ROWS, parse(line), 0)]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("budget>=1,5m", [1_500_000, 5_000_000, 10_000_000]),
        ("budget<1,6", [1, 1.5]),
        ('budget>="10 Mio"', [10_000_000]),
        ('budget:"1,5"', [1.5]),
        ("budget:1.5", [1.5]),
        ("budget:5m,10m", [5_000_000, 10_000_000]),
        ('budget:"1,5".."5,5"', [5, 1.5]),
        ("budget>=5m x", [5_000_000, 10_000_000]),
        ('budget:"EUR 100"', [100]),
    ],
)
def test_a_filter_keeps_what_its_amount_means(line: str, kept: list[float]) -> None:
    assert _kept(line) == kept


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "budget:1,5m",
            """column 8: '1,5m' can be one value or 2; write budget:"1,5m", or (budget:1 or""",
        ),
        ("budget:100,200", "'100,200' can be one value or 2"),
        ("budget>100,200", "'100,200' can be 100200 or 100.20"),
        (
            "budget>10 Mio",
            "column 8: '10 Mio' can be one value, or '10' and the text 'Mio'; write budget>",
        ),
        ("budget>1 200,50", "'1 200,50' can be one value"),
        ("budget:5..10 Mio", "'10 Mio' can be one value"),
        ("budget<a,b", "budget< takes one value"),
    ],
)
def test_what_can_be_one_value_or_two_is_refused_with_both(line: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        _kept(line)
    assert said in str(refused.value)


@pytest.mark.parametrize("line", ['budget:"10" Mio', 'budget:10 "Mio"', "budget:10 now"])
def test_what_is_quoted_or_no_amount_is_a_text_of_its_own(line: str) -> None:
    assert _kept(line) == []


def test_digits_after_a_number_are_refused_and_other_words_are_text() -> None:
    with pytest.raises(QueryError, match="'1 000' can be one value"):
        _kept("id<1 000")
    assert _kept("id<3 x") == [1, 5, 1.5]


def test_whole_numbers_and_texts_stay_a_list() -> None:
    assert _kept("id:1,2") == [5, 1.5]
    assert _kept("name:1,5") == []
