"""This file tests the portfolio tree: order, depth, folds, filter and what a row says."""

from collections.abc import Iterator
from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.portfolio.portfolio_tree import WHOLE, figure_width, name_width, tree
from pmtui.views.shapes.table import Table, TableColumn
from pmtui.views.wording.loop_lines import loop_lines
from tests.conftest import a_component, a_project, a_risk, a_task, figures_of, id_of


def a_portfolio() -> Figures:
    return figures_of(
        a_component("PF-1", name="Acme"),
        a_component("PG-1", "PF-1", name="Website relaunch", rank="a"),
        a_project(
            "P-1", "PG-1",
            name="Site build", rank="a", reported_rag="G",
            finish=date(2027, 1, 18), baseline_finish=date(2027, 1, 6),
        ),
        a_project("P-2", "PG-1", name="Campaign", rank="b"),
        a_project("P-3", "PF-1", name="Old", rank="b", archived=True),
        a_component("O-1", "PF-1", name="Service desk", rank="c"),
        a_task("T-1", column="Done"),
        a_task("T-2", column="Ready", finish=date(2027, 1, 18)),
        a_task("T-3", project="P-2", due=date(2026, 11, 1)),
        a_risk("R-1", 5, 5),
        a_risk("R-2", 1, 1),
    )  # fmt: skip


def names(table: Table) -> list[str]:
    place = [column.key for column in table.columns].index("name")
    return [table.row(at).cells[place].text for at in range(table.count)]


def test_parents_come_before_children_in_their_order_and_depth() -> None:
    table = tree(a_portfolio())
    assert names(table) == [
        "Acme", "Website relaunch", "Site build", "Campaign", "Service desk"
    ]  # fmt: skip
    rows = [table.row(at) for at in range(table.count)]
    assert [row.depth for row in rows] == [0, 1, 2, 2, 1]
    assert [row.fold for row in rows] == ["open", "open", "", "", ""]


def test_a_closed_component_hides_what_is_below_it() -> None:
    table = tree(a_portfolio(), closed={id_of("PG-1")})
    assert names(table) == ["Acme", "Website relaunch", "Service desk"]
    assert table.row(1).fold == "closed"


def test_archived_components_are_hidden_unless_asked_for() -> None:
    figures = a_portfolio()
    assert tree(figures).total == 5
    table = tree(figures, archived=True)
    assert "Old" in names(table)
    assert table.row(names(table).index("Old")).tone == "dim"
    assert table.total == 6


def test_a_filter_keeps_what_lies_above_and_passes_over_folds() -> None:
    table = tree(a_portfolio(), ids=[id_of("P-2")], closed={id_of("PF-1")})
    assert names(table) == ["Acme", "Website relaunch", "Campaign"]
    assert (table.count, table.total) == (3, 5)


def test_a_row_says_rating_percent_slip_risks_and_late_tasks() -> None:
    table = tree(a_portfolio())
    site = table.row(2)
    texts = [cell.text for cell in site.cells]
    assert texts == ["R/G", "P", "Site build", "50", "+12d", "1/2", "0"]
    assert [site.cells[at].tone for at in (0, 4, 5, 6)] == ["bad", "bad", "bad", "dim"]
    campaign = [cell.text for cell in table.row(3).cells]
    assert campaign == ["R", "P", "Campaign", "0", "—", "0/0", "1"]


def test_what_a_schedule_may_still_change_is_not_given_out_as_known() -> None:
    table = tree(a_portfolio().without_plans())
    site, campaign = ([cell.text for cell in table.row(at).cells] for at in (2, 3))
    assert site == ["R/G", "P", "Site build", "50", "…", "1/2", "…"]
    assert campaign == ["R", "P", "Campaign", "0", "—", "0/0", "1+"]


def test_the_letters_of_its_key_tell_what_a_component_is() -> None:
    table = tree(a_portfolio())
    place = [column.key for column in table.columns].index("kind")
    signs = [table.row(at).cells[place].text for at in range(table.count)]
    assert signs == ["PF", "PG", "P", "P", "O"]


def test_a_name_is_measured_with_its_outline_whatever_is_folded_away() -> None:
    figures = figures_of(
        a_component("PG-1", name="North"),
        a_project("P-1", "PG-1", name="東京の橋"),
        a_project("P-2", "PG-1", name="put away long ago", archived=True),
    )
    assert name_width(figures) == 1 + 2 + 8
    assert name_width(figures, archived=True) == 1 + 2 + len("put away long ago")
    assert name_width(figures_of()) == 0


def test_a_subtree_can_stand_at_the_top() -> None:
    table = tree(a_portfolio(), root=id_of("PG-1"))
    assert names(table) == ["Website relaunch", "Site build", "Campaign"]
    assert table.row(0).depth == 0


def test_an_empty_tree_names_the_next_key() -> None:
    assert tree(figures_of()).empty.startswith("nothing here yet: a adds a portfolio")
    assert "filter" in tree(a_portfolio(), ids=[]).empty


def test_columns_are_the_ones_asked_for() -> None:
    table = tree(a_portfolio(), columns=("name", "expected_finish", "state"))
    assert [column.key for column in table.columns] == ["name", "expected_finish", "state"]
    assert [cell.text for cell in table.row(2).cells] == ["Site build", "18 Jan 27", "executing"]


def test_a_row_for_the_whole_store_stands_above_several_roots_only() -> None:
    several = figures_of(
        a_component("PG-1", name="North", rank="a"),
        a_component("PG-2", name="South", rank="b"),
        a_component("PG-3", name="Gone", rank="c", archived=True),
        a_project("P-1", "PG-1"),
        a_risk("R-1", 5, 5),
    )
    table = tree(several, whole=True)
    assert names(table)[:2] == ["everything", "North"]
    assert table.row(0).id == WHOLE
    at = [column.key for column in table.columns].index("open_risks")
    assert table.row(0).cells[at].text == "1/1"
    assert "everything" not in names(tree(several))
    assert "everything" not in names(tree(a_portfolio(), whole=True))


def test_what_waits_for_itself_is_named_by_its_component() -> None:
    figures = figures_of(
        a_component("PF-1", name="Acme"),
        a_project("P-1", "PF-1", name="Site"),
        a_project("P-2", "PF-1", name="Shop"),
        a_task("T-1", after="T-2"),
        a_task("T-2", after="T-1"),
        a_task("T-3", project="P-2"),
    )
    assert list(loop_lines(figures, tree(figures).ids)) == [
        "P-1 Site: tasks wait for each other: T-2 > T-1 > T-2"
    ]
    assert not list(loop_lines(figures, [id_of("P-2"), WHOLE]))


def test_what_loops_is_told_without_a_look_at_any_component_where_nothing_does() -> None:
    def ids() -> Iterator[int]:
        raise AssertionError
        yield 0

    for in_turns in (True, False):
        figures = Figures(a_portfolio().workspace, date(2026, 11, 9), in_turns=in_turns)
        assert not figures.without_plans().has_plans
        assert figures.has_plans
        assert [*loop_lines(figures, ids())] == []


def test_figures_take_their_columns_and_a_space_behind_each() -> None:
    columns = [
        TableColumn(key="name", title="name", width=30, flex=1),
        TableColumn(key="rag", title="", width=1),
        TableColumn(key="slip", title="slip", width=6),
    ]
    assert figure_width(columns) == 2 + 7
    assert figure_width(columns[:1]) == 0
