"""This file tests what serves objectives, how far they are covered, and who serves none."""

from typing import Any

from pmtui.figures.benefits.objectives import contributors, coverage, objectives_served
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.benefit_map import Capability, Contribution, Outcome
from pmtui.model.benefits.profiles import Attribution
from pmtui.model.entities.registers import Objective
from tests.conftest import a_component, a_project, a_task, figures_of, id_of
from tests.figures.benefits.benefits import a_benefit


def a_contribution(number: int, component: str = "P-1", **ends: Any) -> Contribution:
    """A step of the map: ends by their keys, a share as it is."""
    given: dict[str, Any] = {
        name: id_of(key) if isinstance(key, str) else key for name, key in ends.items()
    }
    return Contribution(id=7_000_000 + number, component=id_of(component), **given)


def an_objective(key: str = "J-1", title: str = "Cheaper service") -> Objective:
    return Objective(id=id_of(key), key=key, component=id_of("PF-1"), title=title)


def a_map(*more: Any, benefit: dict[str, Any] | None = None, state: str = "executing") -> Figures:
    """V-1 > CP-1 > OC-1 > B-1 > J-1 in P-1; P-2 serves J-1 by itself, J-2 has nobody."""
    return figures_of(
        a_component("PF-1"),
        a_component("PG-1", "PF-1"),
        a_project("P-1", "PG-1"),
        a_project("P-2", "PG-1", state=state),
        a_project("P-3", "PG-1"),
        a_task("V-1", "Portal", kind="deliverable"),
        Capability(id=id_of("CP-1"), key="CP-1", component=id_of("P-1"), title="Self service"),
        Outcome(id=id_of("OC-1"), key="OC-1", component=id_of("P-1"), title="They help themselves"),
        a_benefit("B-1", **(benefit or {})),
        an_objective(),
        an_objective("J-2", "Growth"),
        a_contribution(1, output="V-1", capability="CP-1"),
        a_contribution(2, capability="CP-1", outcome="OC-1"),
        a_contribution(3, outcome="OC-1", benefit="B-1"),
        a_contribution(4, benefit="B-1", objective="J-1", share=60),
        a_contribution(5, "P-2", objective="J-1", share=20),
        *more,
    )


def test_coverage_adds_up_the_shares_of_what_contributes() -> None:
    figures = a_map()
    assert coverage(figures, id_of("J-1")) == 80
    assert coverage(figures, id_of("J-2")) == 0
    served_by = [(row.node, row.share) for row in contributors(figures, id_of("J-1"))]
    assert served_by == [
        (("benefits", id_of("B-1")), 60),
        (("components", id_of("P-2")), 20),
    ]


def test_what_was_given_up_or_dropped_covers_nothing() -> None:
    assert coverage(a_map(benefit={"state": "not_realised"}), id_of("J-1")) == 20
    assert coverage(a_map(state="cancelled"), id_of("J-1")) == 60
    assert coverage(a_map(benefit={"archived": True}), id_of("J-1")) == 20


def test_a_component_serves_objectives_itself_by_the_map_or_by_a_share() -> None:
    share = Attribution(id=77, component=id_of("P-3"), benefit=id_of("B-1"), share=40)
    for figures, served in ((a_map(), ()), (a_map(share), (id_of("J-1"),))):
        assert objectives_served(figures, id_of("P-1")) == (id_of("J-1"),)
        assert objectives_served(figures, id_of("P-2")) == (id_of("J-1"),)
        assert objectives_served(figures, id_of("P-3")) == served
        assert objectives_served(figures, id_of("PG-1")) == (id_of("J-1"),)
    assert objectives_served(a_map(benefit={"state": "retired"}), id_of("P-2")) == (id_of("J-1"),)
