"""This file tests what is offered for a name nobody carries, and how a line is written anew."""

import pytest

from pmtui.query.entry.unknown_names import alike_people, with_person, with_text
from tests.conftest import a_person, a_workspace, id_of

PEOPLE = a_workspace(
    a_person("H-1", "Ann Ames", logins=("ann",)),
    a_person("H-2", "Anne Bell", logins=("bell",)),
    a_person("H-3", "Bob Cole", logins=("bob",)),
)


def test_people_alike_in_name_or_login_are_offered_closest_first() -> None:
    assert alike_people(PEOPLE, "anna") == (id_of("H-1"), id_of("H-2"))
    assert alike_people(PEOPLE, "bobb") == (id_of("H-3"),)
    assert alike_people(PEOPLE, "zoe") == ()


def test_a_person_chosen_stands_in_the_line_by_id() -> None:
    assert with_person("tasks", "Copy @dora !2 #dora", "dora", 7) == "Copy @7 !2 #dora"
    assert with_person("tasks", "Copy owner:dora notes:dora", "dora", 7) == (
        "Copy owner:7 notes:dora"
    )


def test_a_name_left_as_text_is_quoted_where_it_stood() -> None:
    assert with_text("tasks", "Ask @dora today", "dora") == 'Ask "@dora" today'
    assert with_text("tasks", 'Ask @"d \\"x" now', 'd "x') == 'Ask "@\\"d \\\\\\"x\\"" now'


@pytest.mark.parametrize(("typed", "name"), [("alex", "Alexandria"), ("alexandria", "Alex")])
def test_a_name_that_begins_as_another_is_alike_however_long_the_rest_is(
    typed: str, name: str
) -> None:
    assert alike_people(a_workspace(a_person("H-1", name)), typed) == (id_of("H-1"),)


def test_a_name_is_alike_from_three_letters_in_five() -> None:
    people = a_workspace(a_person("H-1", "Marta"))
    assert alike_people(people, "marzo") == (id_of("H-1"),)
    assert alike_people(people, "mazzo") == ()


@pytest.mark.parametrize(("count", "offered"), [(2_000, 1), (2_001, 0)])
def test_nobody_is_offered_where_the_people_are_too_many_to_compare(
    count: int, offered: int
) -> None:
    people = (a_person(f"H-{number}", f"{number}") for number in range(2, count + 1))
    crowd = a_workspace(a_person("H-1", "Ann Ames"), *people)
    assert len(alike_people(crowd, "ann")) == offered
