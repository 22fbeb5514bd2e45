"""This file tests pmtui.exchange.sheets.header_synonyms."""

import pytest

from pmtui.exchange.sheets.header_spelling import plain_header
from pmtui.exchange.sheets.header_synonyms import FIELDS, LEVELS
from pmtui.exchange.tables.column_maps.column_map import fields_for
from pmtui.exchange.tables.values.value_synonyms import STATUS, VALUES


@pytest.mark.parametrize("rows", FIELDS)
def test_every_listed_field_is_one_a_column_may_feed(rows: str) -> None:
    assert set(FIELDS[rows]) <= set(fields_for(rows))


def test_every_word_is_spelt_as_headers_are_compared() -> None:
    lists = [*FIELDS.values(), LEVELS, *VALUES.values()]
    words = {word for listed in lists for each in listed.values() for word in each}
    assert {word for word in words if plain_header(word) != word} == set()


def test_a_word_of_a_status_means_one_column() -> None:
    words = [word for listed in STATUS.values() for word in listed]
    assert len(words) == len(set(words))
