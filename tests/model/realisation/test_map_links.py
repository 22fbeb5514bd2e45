"""This file tests what stands on the benefits map, and which way it is walked."""

from itertools import pairwise

from pmtui.model.entities.entity import is_archived
from pmtui.model.realisation.map_links import (
    MOST_PATHS,
    comes_from,
    contributions_at,
    leads_to,
    map_nodes_in,
    map_steps,
    paths,
    reached,
)
from tests.conftest import id_of
from tests.figures.benefits.test_objectives import a_contribution, a_map

_OUTPUT = ("tasks", id_of("V-1"))
_CAPABILITY = ("capabilities", id_of("CP-1"))
_OUTCOME = ("outcomes", id_of("OC-1"))
_BENEFIT = ("benefits", id_of("B-1"))
_OBJECTIVE = ("objectives", id_of("J-1"))
_WAY = (_OUTPUT, _CAPABILITY, _OUTCOME, _BENEFIT, _OBJECTIVE)


def test_a_step_leads_on_and_back() -> None:
    workspace = a_map().workspace
    for start, end in pairwise(_WAY):
        assert leads_to(workspace, start) == (end,)
        assert start in comes_from(workspace, end)
    assert comes_from(workspace, _OBJECTIVE) == (_BENEFIT, ("components", id_of("P-2")))
    assert leads_to(workspace, _OBJECTIVE) == comes_from(workspace, _OUTPUT) == ()


def test_the_whole_map_has_the_same_steps() -> None:
    workspace = a_map().workspace
    steps = map_steps(workspace)
    for node in _WAY:
        assert set(steps.leads_to(node)) == set(leads_to(workspace, node))
        assert set(steps.comes_from(node)) == set(comes_from(workspace, node))


def test_what_was_put_away_leads_nowhere() -> None:
    workspace = a_map(benefit={"archived": True}).workspace
    assert is_archived(workspace.rows("benefits")[id_of("B-1")])
    assert leads_to(workspace, _OUTCOME) == ()
    assert [*contributions_at(workspace, _BENEFIT)] == []
    assert _BENEFIT not in map_nodes_in(workspace, id_of("P-1"))


def test_outputs_that_lead_on_and_the_layers_above_lie_in_a_component() -> None:
    workspace = a_map().workspace
    assert [*map_nodes_in(workspace, id_of("P-1"))] == [_OUTPUT, _CAPABILITY, _OUTCOME, _BENEFIT]
    # a contribution of the component itself is no output of it
    assert [*map_nodes_in(workspace, id_of("P-2"))] == []


def test_all_that_is_reached_and_every_way_to_it() -> None:
    workspace = a_map(a_contribution(6, output="V-1", outcome="OC-1")).workspace
    step = map_steps(workspace).leads_to
    assert set(reached([_OUTPUT], step)) == set(_WAY)
    ways = {*paths(_OUTPUT, step)}
    assert _WAY in ways
    assert all(way[0] == _OUTPUT and way[-1] == _OBJECTIVE for way in ways)
    assert len(ways) <= MOST_PATHS
