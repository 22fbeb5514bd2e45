"""This file tests the benefits map as an outline, and what of it hangs in the air."""

from typing import Any

from pmtui.figures.benefits.map_outline import MapOutline
from pmtui.figures.benefits.outline_order import outline_of
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Attribution
from pmtui.model.realisation.map_links import MOST_PATHS, paths, ways_from, ways_to
from tests.conftest import a_link, a_project, a_task, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit
from tests.figures.benefits.test_objectives import a_contribution, a_map, an_objective


def lines(figures: Figures, scope: str = "", kept: Any = None) -> list[str]:
    """The outline as `key` indented by its depth."""
    outline = MapOutline(figures, id_of(scope) if scope else 0, kept)
    places = [outline.place(row_id) for row_id in outline.places]
    return [f"{'  ' * place.depth}{place.key}" for place in places]


def keys(figures: Figures, way: Any) -> list[str]:
    return [figures.workspace.get(*node).key for node in way]  # type: ignore[union-attr]


def lacks(figures: Figures) -> dict[str, list[str]]:
    outline = MapOutline(figures, 0)
    return {
        words: [outline.called(node) for node in nodes]
        for words, nodes in outline.lacking().items()
    }


def test_the_map_goes_from_outputs_to_objectives_each_thing_once() -> None:
    figures = a_map(a_task("V-2", "Handbook", kind="deliverable"))
    chain = ["V-1", "  CP-1", "    OC-1", "      B-1", "        J-1"]
    assert lines(figures, "P-1") == [*chain, "V-2"]
    assert lines(figures) == [*chain, "P-2", "V-2", "P-3", "J-2"]


def test_a_share_in_a_benefit_leads_to_it() -> None:
    share = Attribution(id=77, component=id_of("P-3"), benefit=id_of("B-1"), share=40)
    outline = MapOutline(a_map(share), id_of("P-3"))
    assert [outline.place(row_id).key for row_id in outline.places] == ["P-3", "B-1", "J-1"]
    assert outline.place(id_of("P-3")).lacks == ()


def test_what_hangs_in_the_air_is_named() -> None:
    figures = a_map(
        a_task("V-2", "Handbook", kind="deliverable"),
        a_task("V-3", "Leaflet", kind="deliverable", archived=True),
        a_benefit("B-2"),
        a_benefit("B-3"),
        Attribution(id=77, component=id_of("P-2"), benefit=id_of("B-3"), share=40),
    )
    assert lacks(figures) == {
        "leads to nothing": ["V-2"],
        "nothing produces it": ["B-2"],
        "serves no objective": ["B-3", "P-3", "B-2"],
        "nobody serves it": ["J-2"],
    }


def test_a_step_to_what_was_archived_leads_nowhere() -> None:
    assert lacks(a_map(benefit={"archived": True})) == {
        "leads to nothing": ["OC-1"],
        "serves no objective": ["P-1", "P-3"],
        "nobody serves it": ["J-2"],
    }


def test_without_objectives_no_project_is_named() -> None:
    assert lines(figures_of(a_project())) == []


def test_a_filter_leaves_what_leads_to_what_it_keeps() -> None:
    figures = a_map(a_task("V-2", "Handbook", kind="deliverable"))
    assert lines(figures, kept={id_of("OC-1")}) == ["V-1", "  CP-1", "    OC-1"]


def test_steps_are_walked_both_ways_on_the_map_that_is_shown() -> None:
    figures = figures_of(
        a_project(),
        a_task("V-1", "Portal", kind="deliverable"),
        a_benefit("B-1"),
        an_objective(),
        a_contribution(1, output="V-1", benefit="B-1"),
        a_contribution(2, benefit="B-1", objective="J-1"),
    )
    outline = MapOutline(figures, id_of("P-1"))
    assert outline.beside(id_of("V-1"), 1) == id_of("B-1")
    assert outline.beside(id_of("B-1"), 1) == id_of("J-1")
    assert outline.beside(id_of("B-1"), -1) == id_of("V-1")
    assert (outline.beside(id_of("V-1"), -1), outline.beside(id_of("J-1"), 1)) == (None, None)


def test_an_outline_puts_a_thing_below_the_first_that_leads_to_it() -> None:
    steps = {("t", 1): [("t", 3)], ("t", 2): [("t", 3), ("t", 4)]}
    shown = frozenset({("t", 1), ("t", 2), ("t", 3)})
    found = outline_of([("t", 1), ("t", 2)], lambda node: steps.get(node, []), shown=shown)
    assert [(node[1], depth) for node, depth in found] == [(1, 0), (3, 1), (2, 0)]


def test_a_task_leads_on_by_the_outputs_above_it_and_after_it() -> None:
    figures = a_map(
        a_task("T-1", under="V-1"),
        a_task("T-2"),
        a_task("T-3"),
        a_link("T-2", "T-3"),
        a_link("T-3", "V-1"),
        a_link("T-3", "T-2"),
    )
    for key in ("T-1", "T-2"):
        (way,) = ways_from(figures.workspace, ("tasks", id_of(key)))
        assert keys(figures, way) == [key, "V-1", "CP-1", "OC-1", "B-1", "J-1"]


def test_ways_to_an_objective_begin_where_nothing_leads_to() -> None:
    share = Attribution(id=77, component=id_of("P-3"), benefit=id_of("B-1"), share=40)
    figures = a_map(share)
    ways = [keys(figures, way) for way in ways_to(figures.workspace, ("objectives", id_of("J-1")))]
    assert sorted(ways) == [
        ["P-2", "J-1"],
        ["P-3", "B-1", "J-1"],
        ["V-1", "CP-1", "OC-1", "B-1", "J-1"],
    ]


def test_a_component_leads_on_by_what_lies_in_it() -> None:
    figures = a_map()
    ways = [
        keys(figures, way) for way in ways_from(figures.workspace, ("components", id_of("P-1")))
    ]
    assert ways == [["P-1", "V-1", "CP-1", "OC-1", "B-1", "J-1"]]


def test_no_more_ways_are_followed_than_anybody_reads() -> None:
    layers = [[(str(layer), number) for number in range(8)] for layer in range(5)]
    following = {node: layers[at + 1] for at in range(4) for node in layers[at]}
    assert len(list(paths(layers[0][0], lambda node: following.get(node, [])))) == MOST_PATHS
