"""This file tests how entities are found by what people call them."""

import pytest

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.people import Person
from pmtui.model.entities.tasks import Task
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError, UnknownNameError
from pmtui.query.values.entity_names import candidate, find, named, normal_key, slug, word_of_key
from pmtui.query.values.formatting import label
from tests.query.sample import ANN, APOLLO, BOB, CAMPAIGN, CHO, workspace

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
    assert normal_key("40") == normal_key("Z-1") == normal_key("t٤") == ""


def test_a_label_is_key_and_title() -> None:
    assert label(_WORKSPACE, "tasks", 102) == "T-2 Checkout flow"
    assert label(_WORKSPACE, "tasks", 9) == "9"


def test_a_title_of_ten_thousand_tasks_is_found_without_slugs() -> None:
    rows: dict[int, Entity] = {
        one: Task(id=one, title=f"Task number {one}") for one in range(1, 10_001)
    }
    assert find(Workspace({"tasks": rows}), "tasks", "task number 9999") == 9999


@pytest.mark.parametrize(("count", "hinted"), [(5_000, True), (5_001, False)])
def test_a_name_that_comes_close_is_looked_for_among_five_thousand(
    count: int,
    hinted: bool,  # noqa: FBT001
) -> None:
    rows: dict[int, Entity] = {
        number: Task(id=number, title=f"{number}") for number in range(2, count + 1)
    }
    store = Workspace({"tasks": {1: Task(id=1, title="Checkout"), **rows}})
    with pytest.raises(UnknownNameError) as refused:
        find(store, "tasks", "chekout")
    assert ("did you mean checkout" in str(refused.value)) is hinted


@pytest.mark.parametrize(("count", "listed"), [(0, False), (1, True), (8, True), (9, False)])
def test_all_names_are_listed_where_they_are_few(
    count: int,
    listed: bool,  # noqa: FBT001
) -> None:
    store = _people(*(Person(id=at, name=f"Person {at}") for at in range(1, count + 1)))
    with pytest.raises(UnknownNameError) as refused:
        find(store, "people", "zzz")
    assert ("; there is Person 1" in str(refused.value)) is listed
    assert listed or str(refused.value) == "no person is called 'zzz'"


def test_a_key_of_something_else_is_answered_with_what_it_is() -> None:
    with pytest.raises(UnknownNameError, match="R-1 is a risk, not a task"):
        find(_WORKSPACE, "tasks", "R-1")
    with pytest.raises(UnknownNameError, match="I-1 is an issue, not a person"):
        find(_WORKSPACE, "people", "I-1")
    with pytest.raises(UnknownNameError, match="no task is called 'T-99'"):
        find(_WORKSPACE, "tasks", "T-99")


def test_a_key_and_an_id_may_have_sixteen_characters() -> None:
    assert normal_key("T-" + "9" * 14) == "T-" + "9" * 14
    assert normal_key("T-" + "9" * 15) == ""
    longest = 2**53 - 1
    store = Workspace({"tasks": {longest: Task(id=longest, title="x")}})
    assert find(store, "tasks", str(longest)) == longest


def test_a_component_narrows_columns_only() -> None:
    assert named(_WORKSPACE, "columns", "ready") == (41, 44)
    assert named(_WORKSPACE, "columns", "ready", component=CAMPAIGN) == (44,)
    assert named(_WORKSPACE, "tasks", "check", component=CAMPAIGN) == (102,)


def test_what_stands_for_an_entity_is_its_key_and_title_or_what_it_has_of_both() -> None:
    assert candidate(_WORKSPACE, "tasks", 102) == "T-2 (Checkout flow)"
    assert candidate(_WORKSPACE, "tasks", 9) == "9"
    assert candidate(_people(Person(id=1, name="Bo Ash")), "people", 1) == "Bo Ash"
    assert label(_people(Person(id=1, name="Bo Ash")), "people", 1) == "Bo Ash"


@pytest.mark.parametrize(
    ("key", "word"), [("R-9", "risk"), ("PG-1", "program"), ("M-1", "milestone"), ("T-1", "task")]
)
def test_a_key_says_what_kind_of_thing_has_it(key: str, word: str) -> None:
    assert word_of_key(key) == word


def test_signs_alone_name_nobody() -> None:
    with pytest.raises(UnknownNameError):
        find(_WORKSPACE, "people", "!?")
