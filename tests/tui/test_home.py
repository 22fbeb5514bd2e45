"""This file tests where the screen opens: on what the person at the keyboard answers for."""

from pmtui.tui.navigation.location import home_of
from tests.conftest import a_component, a_person, a_project, a_workspace, id_of

ANN, BOB = id_of("H-1"), id_of("H-2")
STORE = a_workspace(
    a_person("H-1", "Ann"),
    a_person("H-2", "Bob"),
    a_component("PF-1"),
    a_project("P-1", "PG-1", owner=ANN),
    a_project("P-2", "PG-1", owner=ANN, state="closed"),
    a_component("PG-1", "PF-1", owner=ANN),
    a_component("PG-2", "PF-1", owner=BOB, archived=True),
)


def test_it_opens_on_the_highest_live_component_a_person_answers_for() -> None:
    assert home_of(STORE, ANN) == id_of("PG-1")


def test_it_opens_on_the_whole_store_for_everybody_else() -> None:
    assert home_of(STORE, BOB) == 0
    assert home_of(STORE, 0) == 0
