"""This file tests rows by whom and what they refer to."""

import pytest

from pmtui.query.error import QueryError
from pmtui.query.fields.catalogue import resolve_field
from pmtui.query.filter.comparison import Comparison
from pmtui.query.filter.reference_tests import component_test, people_test, reference_test
from pmtui.query.filter.terms import Value
from tests.query.sample import ANN, figures

_FIGURES = figures()
_TASKS = _FIGURES.workspace.tasks.values()


def _asked(name: str, table: str = "tasks") -> Comparison:
    return Comparison(resolve_field(table, name), ":", _FIGURES, ANN)


@pytest.mark.parametrize("pattern", ["AARCH*", "ann*", "h-1*", "*archer"])
def test_a_pattern_of_a_person_takes_in_names_keys_and_logins(pattern: str) -> None:
    test = reference_test(_asked("owner"), Value(pattern))
    assert [row.id for row in _TASKS if test(row)] == [101, 103]


def test_a_pattern_that_fits_nobody_keeps_nothing() -> None:
    test = people_test(_asked("who"), Value("zz*"))
    assert not [row.id for row in _TASKS if test(row)]


def test_a_component_of_another_kind_is_not_meant() -> None:
    with pytest.raises(QueryError, match="no program is called 'site-build'"):
        component_test(_asked("program"), Value("site-build"))


def test_a_key_names_a_component_of_any_kind() -> None:
    test = component_test(_asked("project"), Value("PG-1"))
    assert [row.id for row in _TASKS if test(row)] == [101, 102, 103, 104, 106]


def test_anything_with_a_key_can_be_what_a_remark_is_about() -> None:
    remarks = _FIGURES.workspace.rows("remarks").values()
    assert [
        row.id for row in remarks if reference_test(_asked("about", "remarks"), Value("t2"))(row)
    ]
    with pytest.raises(QueryError, match="nothing has the key 'Checkout'"):
        reference_test(_asked("about", "remarks"), Value("Checkout"))
