"""This file tests the tree: folding, the scope that follows, adding, moving, putting away."""

from tests.conftest import a_component, a_project, a_task, a_workspace, id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

TREE = Start(view="overview", scope="PG-1")


async def into_tree(stage: Stage) -> None:
    """Give the keys to the tree."""
    await stage.press("tab")
    assert stage.pane is stage.main.tree_pane


async def test_the_scope_follows_the_cursor() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        assert stage.cursor == "PG-1"
        await stage.press("j")
        await stage.rest()
        assert stage.cursor == "P-1"
        assert "Website relaunch > Site build" in stage.head
        assert "project lens" in stage.head
        await stage.press("k")
        await stage.rest()
        assert "program lens" in stage.head


async def test_h_closes_then_goes_to_the_parent_and_l_opens_then_steps_in() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("h")
        assert "▸ Website" in stage.text
        assert stage.cursor == "PG-1"
        await stage.press("h")
        assert stage.cursor == "PF-1"
        await stage.follow("PG-1")
        await stage.press("l")
        assert "▾ Website" in stage.text
        await stage.press("l")
        assert stage.cursor == "P-1"
        await stage.press("l")
        assert stage.cursor == "P-1"


async def test_z_folds_and_unfolds() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("z")
        assert "Site b" not in "".join(line[:42] for line in stage.lines[1:])
        await stage.press("z")
        assert "Site b" in "".join(line[:42] for line in stage.lines[1:])


async def test_adding_asks_what_and_makes_it_below() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("a")
        assert "new project" in stage.line
        await stage.type("Content move\n")
        made = stage.titled("components", "Content move")
        assert made.component == id_of("PG-1")
        assert made.kind == "project"  # type: ignore[attr-defined]
        assert stage.cursor == "PG-1"
        assert "Content move" in stage.text
        assert len(stage.workspace.board_of(made.id)) > 2


async def test_a_component_is_renamed() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("e")
        assert "Website relaunch" in stage.line
        await stage.answer("Shop relaunch")
        assert stage.workspace.components[id_of("PG-1")].name == "Shop relaunch"
        assert "Shop relaunch" in stage.text


async def test_a_component_is_moved_under_another() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.follow("P-2")
        await stage.rest()
        await stage.press("m")
        await stage.answer("PF-1")
        assert stage.workspace.components[id_of("P-2")].component == id_of("PF-1")
        assert stage.cursor == "P-2"


async def test_a_move_under_itself_is_refused_with_the_reason() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("m")
        await stage.answer("P-1")
        assert stage.workspace.components[id_of("PG-1")].component == id_of("PF-1")
        assert stage.workspace.revision == 1
        assert stage.foot != ""


async def test_what_others_live_on_is_not_put_away_and_the_reason_is_said() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("d")
        assert not stage.workspace.components[id_of("PG-1")].archived
        assert "PG-1" in stage.foot


async def test_an_empty_component_is_put_away_seen_again_and_restored() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.follow("O-1")
        await stage.rest()
        await stage.press("d")
        assert stage.workspace.components[id_of("O-1")].archived
        assert "Service" not in "".join(line[:42] for line in stage.lines[1:])
        await stage.press("A")
        assert "Service" in "".join(line[:42] for line in stage.lines[1:])


async def test_enter_goes_to_the_view_and_tab_back() -> None:
    async with started(a_portfolio(), TREE) as stage:
        await into_tree(stage)
        await stage.press("enter")
        assert stage.pane is stage.main.pane
        await stage.press("shift+tab")
        assert stage.pane is stage.main.tree_pane


async def test_the_computed_rating_stands_before_the_reported_one() -> None:
    async with started(a_portfolio(), TREE) as stage:
        line = next(line for line in stage.lines if "▾ Website" in line)
        assert line.split()[0] == "R/A"


async def test_k_from_the_first_of_several_roots_goes_to_the_whole_store() -> None:
    two = a_workspace(
        a_component("PG-1", name="North", rank="a"), a_component("PG-2", name="South", rank="b")
    )
    async with started(two, Start(view="overview", scope="PG-1")) as stage:
        await into_tree(stage)
        await stage.press("k")
        await stage.rest()
        assert stage.main.showing.scope_id == 0
        assert stage.head.startswith(" everything")
        assert "2 components" in stage.main.tree_pane.summary()
        for key in ("d", "e", "s", "z", "h", "l", "space", "equals_sign", "m"):
            await stage.press(key)
        assert stage.session.workspace.revision == two.revision
        await stage.press("j", "j")
        await stage.rest()
        assert "North" in stage.head or "South" in stage.head


async def test_where_one_portfolio_holds_everything_the_screen_starts_on_it() -> None:
    async with started(a_portfolio(), Start(view="overview", scope="")) as stage:
        assert stage.head.startswith(" Acme ")
        await into_tree(stage)
        assert stage.cursor == "PF-1"


async def test_tasks_that_wait_for_each_other_are_named_above_and_at_their_project() -> None:
    """As an older store may hold them."""
    plan = a_workspace(
        a_component("PF-1", name="Acme"),
        a_project("P-1", "PF-1", name="Site"),
        a_project("P-2", "PF-1", name="Shop"),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
    )
    async with started(plan, Start(view="overview", scope="PF-1", size=(120, 36))) as stage:
        await into_tree(stage)
        await stage.until(lambda: "tasks wait for each other" in stage.pane.summary())
        await stage.follow("P-1")
        assert "P-1 Site: tasks wait for each other: T-2 > T-1" in stage.pane.summary()
        await stage.follow("P-2")
        assert "components" in stage.pane.summary()
