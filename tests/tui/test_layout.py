"""This file tests what the screen does with its width: no name is cut while there is room."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.workspace import Workspace
from pmtui.tui.shares import LEAST_DETAIL, WIDE, shares
from tests.conftest import a_component, a_person, a_project, a_risk, a_task, a_workspace, id_of
from tests.tui.cells import cut_though_room
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

SIZES = ((80, 24), (100, 30), (120, 36), (140, 40), (160, 45), (200, 60))


def long_names() -> Workspace:
    """Names of every kind of length: short, long, without a space, of wide characters."""
    names = (
        "Yard",
        "Renewal of the signalling between the harbour and the northern junction",
        "Donaudampfschifffahrtsgesellschaft",
        "東京湾横断道路の改修工事第二期",
        "Nové Mesto nad Váhom",
    )
    return a_workspace(
        a_person("H-1", "Wilhelmina Featherstonehaugh-Cholmondeley"),
        a_component("PF-1", name="All the works of the northern region"),
        *(
            part
            for at, name in enumerate(names, 1)
            for part in (
                a_project(f"P-{at}", "PF-1", name=name),
                a_task(f"T-{at}", f"{name}: design and approval by all", project=f"P-{at}"),
                a_task(f"T-{at + 10}", name, project=f"P-{at}", days=3, owner=id_of("H-1")),
                a_risk(f"R-{at}", 3, 4, project=f"P-{at}", title=f"{name} is late again"),
            )
        ),
    )


def many_projects() -> Workspace:
    """A portfolio of 300 projects."""
    names = (f"Project number {at}" * (1 + at % 3) for at in range(300))
    return a_workspace(
        a_component("PF-1", name="Everything"),
        *(a_project(f"P-{at}", "PF-1", name=name) for at, name in enumerate(names, 1)),
    )


STORES: Mapping[str, Callable[[], Workspace]] = {
    "sample": a_portfolio,
    "long": long_names,
    "many": many_projects,
    "empty": a_workspace,
}


@pytest.mark.parametrize("store", STORES)
@pytest.mark.parametrize("size", SIZES)
async def test_no_name_is_cut_while_there_is_room_for_it(store: str, size: tuple[int, int]) -> None:
    scope = "PF-1" if store != "empty" else ""
    async with started(STORES[store](), Start(size=size, view="overview", scope=scope)) as stage:
        for key in "1348":
            await stage.press(key)
            await stage.rest()
            edges = "▕▏│" if key == "3" else "▕▏"  # a chart is no room for names
            assert cut_though_room(stage.lines, edges) == [], f"view {key}"
            if size[0] < 100:
                await stage.press("tab")
                assert cut_though_room(stage.lines) == [], "the tree"
                await stage.press("tab")


@given(st.integers(100, 400), st.integers(0, 300), st.integers(0, 300))
def test_the_tree_takes_a_third_at_most_and_the_detail_gives_way_to_the_view(
    width: int, tree: int, view: int
) -> None:
    given_out = shares(width, tree, view)
    assert given_out.tree == min(tree, width // 3)
    if given_out.detail:
        assert width >= WIDE
        assert LEAST_DETAIL <= given_out.detail <= width // 4
        assert width - given_out.tree - given_out.detail >= view
