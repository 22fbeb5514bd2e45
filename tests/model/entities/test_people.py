"""This file tests by what people are known: initials and logins."""

import pytest

from pmtui.model.entities.people import Person, initials_of, person_with_login


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ann Archer", "AA"), ("Cho", "CH"), ("Jo van der Berg", "JB"), ("anna-lena", "AL")],
)
def test_initials_are_those_of_the_first_and_last_name(name: str, initials: str) -> None:
    assert initials_of(Person(id=1, name=name)) == initials
    assert initials_of(Person(id=1, name=name, initials="XYZ")) == "XYZ"


def test_a_login_belongs_to_who_carries_it() -> None:
    people = (Person(id=1, name="A", logins=("a",)), Person(id=2, name="B", logins=("b", "bb")))
    assert person_with_login(people, "bb") == 2
    assert person_with_login(people, "c") == 0
