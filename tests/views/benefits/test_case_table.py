"""This file tests how business cases are shown: what each is worth, and whether one holds."""

from typing import Final

import pytest
from msgspec.structs import replace

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.cases import BusinessCase
from pmtui.model.entities.entity import Entity
from pmtui.views.benefits.case_table import component_ids, holds_section
from pmtui.views.benefits.part_tables import cases, plain_table
from pmtui.views.shapes.table import Cell
from tests.conftest import Parts, a_component, a_project, figures_of, id_of
from tests.figures.business_case.cases import a_case, a_flow, one_flow

APPROVED: Final = a_case(state="approved")
FORECAST: Final = a_case("BX-2", version=2)
DASH: Final = Cell("—", "dim")


def shown(case: BusinessCase, *rows: Entity | Parts) -> dict[str, Cell]:
    """The cells of a case, by their column."""
    figures = figures_of(a_project(name="Cloud"), case, *rows)
    table = plain_table(cases, figures, ("cases",), [case.id])
    keys = [column.key for column in table.columns]
    return dict(zip(keys, table.row(0).cells, strict=True))


def test_a_case_shows_what_it_is_worth() -> None:
    cells = shown(a_case(), *one_flow())
    # Worked example WE-24: 100 out, then 39, 59, 55 and 20 in, at 10 % a year.
    assert (cells["npv"].text, cells["irr"].text, cells["bcr"].text) == ("39", "28.09 %", "1.39")
    assert cells["npv"].tone == "plain"
    assert (cells["payback"].text, cells["roi"].text) == ("2.04", "73.00 %")
    assert (cells["component"], cells["version"]) == (Cell("Cloud", "dim"), Cell("1"))
    assert cells["state"] == Cell("draft", "accent")


@pytest.mark.parametrize(("net", "tone"), [(1, "plain"), (0, "plain"), (-1, "bad")])
def test_what_is_worth_less_than_nothing_is_bad(net: int, tone: str) -> None:
    flows = a_flow("BX-1", "in", 0, 10), a_flow("BX-1", "out", 0, net - 10)
    assert shown(a_case(), *flows)["npv"].tone == tone


def test_a_case_without_flows_has_dashes() -> None:
    cells = shown(a_case())
    assert [cells[key] for key in ("npv", "irr", "mirr", "bcr", "roi", "payback")] == [DASH] * 6


def test_flows_that_turn_twice_have_two_rates() -> None:
    nets = enumerate((-100, 230, -132))
    flows = [a_flow("BX-1", f"flow {period}", period, net) for period, net in nets]
    assert shown(a_case(), *flows)["irr"] == Cell("2 rates", "warn")


def test_a_case_whose_component_is_gone_names_none() -> None:
    assert shown(a_case(component="P-9"))["component"] == DASH


@pytest.mark.parametrize(
    ("savings", "cell", "verdict"),
    [
        (150, Cell("yes", "good"), "yes: it is worth more than it costs with today's flows"),
        (50, Cell("no", "bad"), "no: broken by savings"),
    ],
)
def test_an_approved_case_says_whether_it_holds(savings: int, cell: Cell, verdict: str) -> None:
    flows = (*one_flow(), a_flow("BX-2", "build", 0, -100), a_flow("BX-2", "savings", 1, savings))
    assert shown(APPROVED, FORECAST, *flows)["holds"] == cell
    assert shown(FORECAST, APPROVED, *flows)["holds"] == DASH
    figures = figures_of(a_project(name="Cloud"), APPROVED, FORECAST, *flows)
    section = holds_section(figures, id_of("P-1"))
    assert section.title == "P-1 Cloud: does it still hold?"
    assert section.entries[0].cells == (Cell(verdict, cell.tone),)


def test_what_changed_is_listed_with_what_broke_it() -> None:
    flows = (
        a_flow("BX-1", "in", 0, 10), a_flow("BX-2", "in", 0, 10), a_flow("BX-2", "fee", 0, -15),
        a_flow("BX-2", "more", 0, 2),
    )  # fmt: skip
    figures = figures_of(a_project(), APPROVED, FORECAST, *flows)
    rows = [entry.cells for entry in holds_section(figures, id_of("P-1")).entries]
    assert [row[0].text for row in rows] == ["no: broken by fee", "fee", "more"]
    assert [row[1].tone for row in rows[1:]] == ["bad", "plain"]
    assert rows[1][1].text == "0 EUR approved, -15 EUR now, -15 EUR today's value"


def test_a_case_that_was_worth_nothing_before_is_broken_by_nothing() -> None:
    flows = a_flow("BX-1", "in", 0, -1), a_flow("BX-2", "in", 0, -1)
    figures = figures_of(a_project(), APPROVED, FORECAST, *flows)
    (entry,) = holds_section(figures, id_of("P-1")).entries
    assert entry.cells == (Cell("no: it was worth no more than it costs before", "bad"),)


def test_a_case_of_which_that_is_not_known_says_why() -> None:
    figures = figures_of(a_project(), APPROVED)
    (entry,) = holds_section(figures, id_of("P-1")).entries
    assert entry.cells == (Cell("there is no forecast beside it: :revise makes one", "dim"),)
    assert shown(APPROVED)["holds"] == DASH
    assert holds_section(figures, id_of("P-9")).title == "does it hold?"


def test_the_components_with_a_case_are_those_with_one_that_is_not_archived() -> None:
    archived = replace(a_case("BX-2", "P-2"), archived=True)
    figures: Figures = figures_of(
        a_component("PG-1"), a_project("P-1", "PG-1"), a_project("P-2", "PG-1"), a_case(), archived
    )
    assert list(component_ids(figures, id_of("PG-1"))) == [id_of("P-1")]
