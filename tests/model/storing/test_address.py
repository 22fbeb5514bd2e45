"""This file tests what tells the address of a server from the path of a file."""

import pytest

from pmtui.model.storing.address import scheme_of, shown_address


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


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("plan.json", "plan.json"), ("a:b@c/plan.json", "a:b@c/plan.json"),
        ("postgresql://host/db", "postgresql://host/db"),
        ("postgresql://ann@host/db", "postgresql://ann@host/db"),
        ("postgresql://ann:secret@host:5433/db", "postgresql://ann@host:5433/db"),
        ("postgresql://ann:sec@ret@host/db", "postgresql://ann@host/db"),
        ("postgresql:///db?user=ann&password=secret", "postgresql:///db"),
        ("postgresql://ann:secret@", "postgresql://ann@"),
    ],
)  # fmt: skip
def test_no_password_of_an_address_is_shown(address: str, shown: str) -> None:
    assert shown_address(address) == shown
