"""This file tests what the screen does with its width: no name is cut while there is room."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmtui.model.workspace.workspace import Workspace
from pmtui.tui.chrome.pane_widths import LEAST_DETAIL, WIDE, pane_widths
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)
from tests.tui.cells import ELLIPSES, cut_though_room, panes_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

COLUMNS = ("Backlog", "Ready", "Doing", "Review", "Done")
DAY = timedelta(days=1)
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
        for key in "12348":
            await stage.press(key)
            await stage.rest()
            if key == "2":
                assert spare_beside_a_cut(stage.lines) <= 2
                continue
            edges = "▕▏│" if key == "3" else "▕▏"  # a chart is no room for names
            assert cut_though_room(stage.lines, edges) == [], f"view {key}"
            if size[0] < 100:
                await stage.press("tab")
                assert cut_though_room(stage.lines) == [], "the tree"
                await stage.press("tab")


@pytest.mark.parametrize("store", ["sample", "long"])
@pytest.mark.parametrize("draws_ascii", [False, True])
async def test_head_and_foot_are_whole_at_eighty_columns(store: str, draws_ascii: bool) -> None:  # noqa: FBT001
    start = Start(size=(80, 24), view="overview", scope="P-1", draws_ascii=draws_ascii)
    async with started(STORES[store](), start) as stage:
        for key in ("1", "2", "3", "4", "8", "tab", "tab", "1", "enter"):
            await stage.press(key)
            assert not any(mark in stage.foot for mark in ELLIPSES), key
            assert stage.foot.endswith(("? help", stage.pane.summary(), "closed: /is:any"))
            assert "saved r1" in stage.head
            assert cell_len(stage.head) <= 80


def spare_beside_a_cut(lines: Sequence[str]) -> int:
    """Where a title is cut on a board: the cells that stay blank in a column all the way down."""
    columns = list(panes_of([one for one in lines[1:-4] if "──" not in one], "▕▏│"))
    if not any("…" in "".join(row).replace(" …", "") for pane in columns for row in pane):
        return 0
    spare = (min(map(_blank_end, pane), default=0) for pane in columns if _is_column(pane))
    return max(spare, default=0)


def _blank_end(row: Sequence[str]) -> int:
    return len(row) - next((at for at in range(len(row), 0, -1) if row[at - 1] != " "), 0)


def _is_column(pane: Sequence[Sequence[str]]) -> bool:
    heading = "".join(pane[0]).split() if pane else []
    return len(heading) > 1 and heading[1].split("/")[0].isdecimal()


async def test_an_empty_column_gives_its_room_to_long_titles() -> None:
    title = "Obtain the approval of both authorities"
    plan = a_workspace(a_project("P-1"), a_task("T-1", title, column="Doing"))
    async with started(plan, Start(size=(120, 36))) as stage:
        assert "T-1 Obtain the approval" in stage.text
        assert "both authorities" in stage.text
        assert "Backlog 0" in stage.text
    async with started(plan, Start(size=(80, 24))) as stage:
        assert "…" not in "".join(stage.lines[1:-5])


async def test_the_detail_gives_way_to_titles_and_stands_where_there_is_room_for_both() -> None:
    async with started(a_portfolio(), Start(size=(160, 45), view="overview")) as stage:
        await stage.rest()
        assert "Fields" in stage.text
    rows = [a_task(f"T-{at}", "Agree on the plan with all of them", column=name)
            for at, name in enumerate(COLUMNS, 1)]  # fmt: skip
    async with started(a_workspace(a_project("P-1"), *rows), Start(size=(160, 45))) as stage:
        await stage.rest()
        assert "Fields" not in stage.text
        assert "…" not in stage.text
        await stage.press("enter")
        assert "Fields" in stage.text


async def test_the_card_under_the_cursor_shows_its_whole_title() -> None:
    late = a_task("T-1", "Basket and addresses", column="Doing", due=TODAY - 9 * DAY,
                  priority=1, tags=("shop", "web"))  # fmt: skip
    rows = [a_task(f"T-{at}", "Agree on the plan with every one", column=name)
            for at, name in enumerate(("Backlog", "Ready", "Review", "Done"), 2)]  # fmt: skip
    async with started(a_workspace(a_project("P-1"), late, *rows), Start(size=(80, 24))) as stage:
        await stage.follow("T-1")
        shown = [line.split("│")[2].strip(" ▌") for line in stage.lines[3:5]]
        assert " ".join(shown).startswith("T-1 Basket and addresses")


@given(st.integers(100, 400), st.integers(0, 300), st.integers(0, 300))
def test_the_tree_takes_a_third_at_most_and_the_detail_gives_way_to_the_view(
    width: int, tree: int, view: int
) -> None:
    given_out = pane_widths(width, tree, view)
    assert given_out.tree == min(tree, width // 3)
    if given_out.detail:
        assert width >= WIDE
        assert LEAST_DETAIL <= given_out.detail <= width // 4
        assert width - given_out.tree - given_out.detail >= view
