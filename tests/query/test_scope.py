"""This file tests where one stands in the tree: lenses, subtrees and typed scopes."""

import pytest

from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.templates import Template
from pmtui.model.workspace.index import Index
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.error import QueryError
from pmtui.query.scope import Scope, component_ids, ids_in, path_text, resolve, scope_at
from tests.conftest import a_component, a_task
from tests.query.sample import ACME, APOLLO, BUILD, CAMPAIGN, OLD, WEBSITE, workspace

_WORKSPACE = workspace()


def test_a_project_has_the_project_lens_and_what_is_above_the_program_lens() -> None:
    assert scope_at(_WORKSPACE, BUILD) == Scope(BUILD, "project")
    assert scope_at(_WORKSPACE, WEBSITE) == Scope(WEBSITE, "program")
    assert scope_at(_WORKSPACE, 0) == Scope(0, "program")


def test_a_scope_is_a_component_and_all_below_it_but_the_archived() -> None:
    assert component_ids(_WORKSPACE, Scope(WEBSITE)) == {WEBSITE, BUILD, CAMPAIGN}
    assert component_ids(_WORKSPACE, Scope(0)) == {ACME, WEBSITE, BUILD, CAMPAIGN, APOLLO}
    assert component_ids(_WORKSPACE, Scope(OLD)) == {OLD}


def test_the_rows_of_a_scope_leave_out_the_archived_unless_asked_for() -> None:
    assert ids_in(_WORKSPACE, "tasks", Scope(BUILD)) == (101, 102, 103)
    assert ids_in(_WORKSPACE, "tasks", Scope(BUILD), archived=True) == (101, 102, 103, 106)
    assert ids_in(_WORKSPACE, "components", Scope(WEBSITE)) == (WEBSITE, BUILD, CAMPAIGN)
    assert OLD in ids_in(_WORKSPACE, "components", Scope(0), archived=True)


def test_people_are_the_same_in_every_scope() -> None:
    assert ids_in(_WORKSPACE, "people", Scope(BUILD)) == (31, 32, 33)


@pytest.mark.parametrize("table", [name for name, spec in TABLES.items() if spec.home == "store"])
def test_what_is_of_the_store_alone_is_the_same_in_every_scope(table: str) -> None:
    one = Template(id=9001, key="TP-1", name="Web")  # any row: it is asked for by its table
    store = Workspace({**workspace().tables, table: {one.id: one}})
    for component in (0, APOLLO, BUILD):
        assert ids_in(store, table, Scope(component)) == (one.id,)


def test_rows_of_no_component_belong_to_the_whole_store() -> None:
    assert ids_in(_WORKSPACE, "remarks", Scope(0)) == (601,)
    assert ids_in(_WORKSPACE, "remarks", Scope(BUILD)) == ()


@pytest.mark.parametrize(
    ("typed", "component"),
    [
        ("", 0), (".", 0), ("/", 0), ("p1", BUILD), ("PG-1", WEBSITE), ("3", BUILD),
        ("acme/website-relaunch/site-build", BUILD), ("ACME/web/site", BUILD),
        ("/acme/", ACME), ("site", BUILD), ("website/camp", CAMPAIGN), ("apollo", APOLLO),
        ("acme/old", OLD), ("Apollo Übersicht", APOLLO),
    ],
)  # fmt: skip
def test_a_typed_scope_is_a_key_an_id_a_name_or_a_path(typed: str, component: int) -> None:
    assert resolve(_WORKSPACE, typed) == component


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("zzz", "no component is called 'zzz'; there is acme, apollo-ubersicht, campaign"),
        ("acme/zzz", "nothing in acme is called 'zzz'; there is apollo-ubersicht, old-site"),
        ("acme/webste-launch", "nothing in acme is called 'webste-launch'; did you mean website"),
        ("T-1", "T-1 is a task, not a component"),
        ("99", "no component has the id 99"),
        ("P-99", "there is no project P-99"),
    ],
)
def test_an_unknown_scope_says_what_there_is(typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        resolve(_WORKSPACE, typed)
    assert str(refused.value).startswith(said)


def test_an_ambiguous_scope_names_the_paths() -> None:
    rows: dict[int, Entity] = {
        1: Component(id=1, kind="program", name="Alpha"),
        2: Component(id=2, kind="project", name="Alps", component=1),
        3: Component(id=3, kind="project", name="Almost", component=1),
    }
    store = Workspace({"components": rows})
    assert resolve(store, "al") == 1
    with pytest.raises(QueryError, match="'al' can be 2 components; write alpha/alps or alpha/alm"):
        resolve(store, "alpha/al")


def test_a_path_leads_back_to_its_component() -> None:
    for component in _WORKSPACE.components:
        assert resolve(_WORKSPACE, path_text(_WORKSPACE, component)) == component
    assert path_text(_WORKSPACE, 0) == ""


def test_what_is_live_is_meant_before_what_is_archived_and_a_whole_name_before_its_start() -> None:
    rows: dict[int, Entity] = {
        1: Component(id=1, kind="project", name="Dock", archived=True),
        2: Component(id=2, kind="project", name="Dock"),
        3: Component(id=3, kind="project", name="Docks north"),
        4: Component(id=4, kind="project", name="Pier east"),
        5: Component(id=5, kind="project", name="Pier west", archived=True),
    }
    store = Workspace({"components": rows})
    assert resolve(store, "dock") == 2
    assert resolve(store, "docks") == 3
    assert resolve(store, "pier") == 4
    assert resolve(store, "pier-w") == 5


def test_the_longest_id_there_is_can_be_typed() -> None:
    longest = 2**53 - 1
    store = Workspace({"components": {longest: Component(id=longest, kind="project", name="x")}})
    assert resolve(store, str(longest)) == longest


def test_an_empty_store_has_nothing_to_name_instead() -> None:
    with pytest.raises(QueryError) as refused:
        resolve(Workspace({}), "zzz")
    assert str(refused.value) == "no component is called 'zzz'"


def test_a_component_whose_name_has_no_letter_stands_in_a_path_by_its_key() -> None:
    rows: dict[int, Entity] = {1: Component(id=1, key="P-1", kind="project", name="!!")}
    assert path_text(Workspace({"components": rows}), 1) == "P-1"


class _Asked(Workspace):
    """A workspace that counts how often an index of it is looked up."""

    __slots__ = ("looked_up",)
    looked_up: int

    def index(self, table: str, field: str) -> Index:
        """Count, then answer."""
        self.looked_up = getattr(self, "looked_up", 0) + (table == "tasks")
        return super().index(table, field)


@pytest.mark.parametrize("projects", [3, 300])
def test_an_index_is_looked_up_once_for_all_components_of_a_scope(projects: int) -> None:
    rows = [a_component(f"P-{at}") for at in range(1, projects + 1)]
    components = {row.id: row for row in rows}
    (task,) = a_task("T-1")
    asked = _Asked({"components": components, "tasks": {task.id: task}})
    assert ids_in(asked, "tasks", Scope(0)) == (task.id,)
    assert asked.looked_up == 1
