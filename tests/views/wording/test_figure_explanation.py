"""This file tests the answer to `=`."""

from datetime import date

from pmtui.views.wording.figure_explanation import explained
from tests.conftest import a_project, a_risk, a_task, eur, figures_of, id_of


def lines(figure: str, key: str, table: str = "components") -> list[tuple[str, str]]:
    figures = figures_of(
        a_project(budget=eur(1200), baseline_finish=date(2027, 1, 6)),
        a_task("T-1", column="Doing", finish=date(2027, 1, 18)),
        a_risk("R-1", 4, 5),
    )
    section = explained(figures, figure, id_of(key), table)
    assert section is not None
    return [(one.cells[0].text, one.cells[1].text) for one in section.entries]


def test_a_figure_says_its_formula_and_what_went_in() -> None:
    found = lines("slip", "P-1")
    assert [label for label, _ in found[:4]] == ["formula", "source", "unit", "undefined when"]
    assert found[4:] == [
        ("planned finish", "Mon 18 Jan 2027"),
        ("baseline finish, its own", "Wed 6 Jan 2027"),
        ("slip in days", "12"),
    ]


def test_money_and_numbers_are_written_in_full() -> None:
    assert ("as typed", "1,200 EUR") in lines("budget", "P-1")
    assert ("score", "20") in lines("score", "R-1", "risks")
    assert ("residual impact step", "—") in lines("residual", "R-1", "risks")


def test_what_is_unknown_or_gone_has_no_explanation() -> None:
    figures = figures_of(a_project())
    assert explained(figures, "beauty", id_of("P-1")) is None
    assert explained(figures, "slip", 4711) is None
    assert explained(figures, "slip", 0) is not None
