"""This file tests which funding counts, and what of it somebody has released."""

from datetime import date
from typing import Any

import pytest

from pmtui.model.costing.funding import Funding
from tests.conftest import eur

DAY = date(2026, 11, 2)


def funding(**fields: Any) -> Funding:
    return Funding(id=1, title="Capital budget", amount=eur(100), at=DAY, **fields)


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({"state": "agreed"}, True),
        ({"state": "received"}, True),
        ({"state": "expected"}, False),
        ({"state": "withdrawn"}, False),
        ({"state": "agreed", "archived": True}, False),
    ],
)
def test_funding_counts_once_it_is_agreed(fields: dict[str, Any], *, counts: bool) -> None:
    assert funding(**fields).is_given is counts


@pytest.mark.parametrize(
    ("fields", "is_release"),
    [
        ({}, False),
        ({"approved_at": DAY}, True),
        ({"released_from": 7}, True),
        ({"released_from": 7, "state": "expected"}, False),
        ({"approved_at": DAY, "archived": True}, False),
    ],
)
def test_a_release_was_approved_or_is_part_of_what_is_above(
    fields: dict[str, Any], *, is_release: bool
) -> None:
    assert funding(**fields).is_release is is_release
