"""This file tests what tells the address of a server from the path of a file."""

import pytest

from pmtui.model.storing.address import scheme_of


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("plan.json", ""), ("/srv/plan.json", ""), ("postgres://host/db", "postgres"),
        ("Postgres+SSL://host", "postgres+ssl"), ("://host", ""), ("a/b://c", ""),
        ("memory:", ""), ("memory://", "memory"),
    ],
)  # fmt: skip
def test_an_address_with_a_scheme_names_an_engine(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme
