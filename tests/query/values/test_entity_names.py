"""This file tests how entities are found by what people call them."""

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError, UnknownNameError
from pmtui.query.values.entity_names import find, label, named, normal_key, slug
from tests.query.sample import ANN, APOLLO, BOB, CHO, workspace

_WORKSPACE = workspace()


def _people(*people: Person) -> Workspace:
    rows: dict[int, Entity] = {one.id: one for one in people}
    return Workspace({"people": rows})


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("H-2", BOB), ("h2", BOB), ("32", BOB), ("BOB", BOB), ("ann", ANN), ("Archer", ANN),
        ("ann.archer", ANN), ("cho-muller", CHO), ("Cho Müller", CHO), ("müll", CHO), ("CM", CHO),
        ("me", CHO),
    ],
)  # fmt: skip
def test_a_person_is_found_by_key_name_initials_and_login(typed: str, person: int) -> None:
    assert find(_WORKSPACE, "people", typed, me=CHO) == person


def test_a_login_goes_before_the_start_of_a_name() -> None:
    store = _people(Person(id=1, name="Annika Fox"), Person(id=2, name="Zoe", logins=("anni",)))
    assert named(store, "people", "anni") == (2,)


def test_who_is_still_here_goes_before_who_is_archived() -> None:
    store = _people(Person(id=1, name="Ann Gone", archived=True), Person(id=2, name="Ann Here"))
    assert named(store, "people", "ann") == (2,)
    assert named(store, "people", "ann gone") == (1,)


def test_several_names_are_all_meant_or_refused() -> None:
    store = _people(Person(id=1, name="Bo Ash"), Person(id=2, name="Bo Elm"))
    assert named(store, "people", "bo") == (1, 2)
    with pytest.raises(QueryError, match="'bo' can be 2 people; write Bo Ash or Bo Elm"):
        find(store, "people", "bo")


def test_an_unknown_name_is_answered_with_what_comes_close() -> None:
    with pytest.raises(
        UnknownNameError, match="no person is called 'bobb baker'; did you mean bob"
    ):
        find(_WORKSPACE, "people", "bobb baker")


def test_a_task_is_found_by_key_and_by_the_start_of_its_title() -> None:
    assert find(_WORKSPACE, "tasks", "t1") == 101
    assert find(_WORKSPACE, "tasks", "check") == 102
    assert find(_WORKSPACE, "tasks", "stage") == 104


def test_a_key_of_another_table_names_nothing_here() -> None:
    with pytest.raises(UnknownNameError):
        find(_WORKSPACE, "tasks", "R-1")


def test_a_kind_narrows_the_search() -> None:
    assert named(_WORKSPACE, "components", "apollo", kind="project") == (APOLLO,)
    with pytest.raises(UnknownNameError, match="no program is called 'apollo'"):
        named(_WORKSPACE, "components", "apollo", kind="program")


def test_an_empty_name_is_missing() -> None:
    with pytest.raises(QueryError, match="a person is missing"):
        find(_WORKSPACE, "people", " ")


def test_a_slug_has_no_accents_and_no_signs() -> None:
    assert slug("Apollo Übersicht (2nd)!") == "apollo-ubersicht-2nd"
    assert slug("発射") == "発射"
    assert slug("!?") == ""


def test_a_key_is_read_in_any_spelling() -> None:
    assert normal_key("t40") == normal_key("T-40~") == "T-40"
    assert normal_key("40") == normal_key("Q-1") == normal_key("t٤") == ""


def test_a_label_is_key_and_title() -> None:
    assert label(_WORKSPACE, "tasks", 102) == "T-2 Checkout flow"
    assert label(_WORKSPACE, "tasks", 9) == "9"


def test_a_title_of_ten_thousand_tasks_is_found_without_slugs() -> None:
    rows: dict[int, Entity] = {
        one: Task(id=one, title=f"Task number {one}") for one in range(1, 10_001)
    }
    assert find(Workspace({"tasks": rows}), "tasks", "task number 9999") == 9999
