"""This file tests the few words that figures are put into."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pmtui.figures.components.rollup import RiskCount
from pmtui.figures.core.amounts import NO_AMOUNT, amount_of, rates_at
from pmtui.model.entities.entity import Money
from pmtui.views.shapes.table import Cell
from pmtui.views.wording.formatting import (
    NOTHING,
    alarm_cell,
    amount_cell,
    count_with_noun,
    date_cell,
    days_away,
    display_title,
    hidden_text,
    initials,
    level_tone,
    number_cell,
    person_cell,
    person_name,
    rag_cell,
    risks_text,
    score_text,
    short_date,
    short_money,
    slip_text,
)
from tests.conftest import (
    TODAY,
    a_column,
    a_link,
    a_person,
    a_project,
    a_task,
    a_workspace,
    eur,
    id_of,
)


@pytest.mark.parametrize(("days", "text"), [(12, "+12d"), (-1, "-1d"), (0, "0d"), (None, "—")])
def test_slip_shows_its_sign(days: int | None, text: str) -> None:
    assert slip_text(days) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("4200000", "4.20m"),
        ("42000000", "42.0m"),
        ("420000000", "420m"),
        ("214000", "214k"),
        ("1310000000", "1.31bn"),
        ("-950", "-950"),
        ("-12500", "-12.5k"),
        ("0", "0"),
    ],
)
def test_money_is_short_and_without_the_base_currency(amount: str, text: str) -> None:
    assert short_money(eur(amount), "EUR") == text


def test_money_of_another_currency_names_it() -> None:
    assert short_money(Money(1_500_00, "GBP"), "EUR") == "1.50k GBP"
    assert short_money(None, "EUR") == "—"


@pytest.mark.parametrize(
    ("day", "text", "tone"),
    [
        (date(2026, 11, 18), "late 5 d", "bad"),
        (TODAY, "today", "warn"),
        (date(2026, 11, 25), "in 2 d", "plain"),
        (date(2026, 12, 12), "12 Dec", "plain"),
        (date(2027, 12, 12), "12 Dec 27", "plain"),
        (None, "—", "dim"),
    ],
)
def test_a_day_to_keep_says_how_far_it_is(day: date | None, text: str, tone: str) -> None:
    cell = days_away(day, TODAY)
    assert (cell.text, cell.tone) == (text, tone)


def test_a_date_of_another_year_shows_it() -> None:
    assert short_date(date(2026, 1, 8), TODAY) == "8 Jan"
    assert short_date(date(2030, 6, 30), TODAY) == "30 Jun 30"


def test_a_score_comes_with_its_level() -> None:
    assert score_text(Decimal(20), "H") == "20 H"
    assert score_text(Decimal("0.18"), None) == "0.18"
    assert score_text(None, None) == "—"


def test_nobody_is_a_dash_and_has_no_initials() -> None:
    workspace = a_workspace(a_person("H-1", "Bob Orr"))
    assert person_name(workspace, id_of("H-1")) == "Bob Orr"
    assert initials(workspace, id_of("H-1")) == "BO"
    assert person_name(workspace, 0) == "—"
    assert initials(workspace, 0) == ""


@pytest.mark.parametrize(
    ("kind", "level", "tone"),
    [
        ("threat", "H", "bad"),
        ("threat", "M", "warn"),
        ("threat", "L", "good"),
        ("threat", None, "dim"),
        ("opportunity", "H", "good"),
        ("opportunity", "M", "plain"),
        ("opportunity", None, "dim"),
    ],
)
def test_the_higher_a_threat_the_worse_and_an_opportunity_the_better(
    kind: Any, level: Any, tone: str
) -> None:
    assert level_tone(kind, level) == tone


@pytest.mark.parametrize(
    ("count", "noun", "text"),
    [
        (0, "task", "0 tasks"),
        (1, "task", "1 task"),
        (2, "task", "2 tasks"),
        (1, "person", "1 person"),
        (2, "person", "2 people"),
        (2, "summary", "2 summaries"),
        (1, "summary", "1 summary"),
    ],
)
def test_a_count_comes_with_its_noun(count: int, noun: str, text: str) -> None:
    assert count_with_noun(count, noun) == text


def test_threats_issues_and_opportunities_are_told_apart() -> None:
    assert risks_text(RiskCount(open=1, high=1)) == "1 high of 1 threat open"
    assert risks_text(RiskCount(open=4, opportunities=1, issues=2, high_issues=1)) == (
        "0 high of 3 threats open; 2 issues, 1 high; 1 opportunity"
    )
    assert risks_text(RiskCount(open=2, opportunities=2)) == (
        "0 high of 0 threats open; 2 opportunities"
    )


def test_what_is_hidden_is_told_only_where_something_is() -> None:
    assert hidden_text((2, "not major: Z"), (0, "closed"), (1, "cut")) == "2 not major: Z, 1 cut"
    assert hidden_text((0, "closed"), (-1, "cut")) == ""


def test_what_is_undefined_is_a_dim_dash_and_what_is_zero_is_not() -> None:
    assert number_cell(None) == date_cell(None, TODAY) == amount_cell(NO_AMOUNT, "EUR") == NOTHING
    assert number_cell(0, "warn") == Cell("0", "warn")
    assert date_cell(TODAY, TODAY) == Cell("23 Nov", day=TODAY)
    rates = rates_at(a_workspace(), TODAY)
    assert amount_cell(amount_of([eur(950)], 1, rates), "EUR") == Cell("950")


def test_a_rating_that_nobody_gave_is_a_question_mark() -> None:
    assert (rag_cell("").text, rag_cell("").tone) == ("?", "dim")
    assert (rag_cell("R").text, rag_cell("R").tone) == ("R", "bad")


def test_a_count_of_something_bad_is_dim_at_zero() -> None:
    assert (alarm_cell(0).tone, alarm_cell(1).tone) == ("dim", "bad")


def test_a_cell_names_a_person_and_nobody_is_a_dash() -> None:
    workspace = a_workspace(a_person("H-1", "Bob Orr"))
    assert person_cell(workspace, id_of("H-1")) == Cell("Bob Orr")
    assert person_cell(workspace, 0) == NOTHING


@pytest.mark.parametrize(("days", "text"), [(6, "in 6 d"), (7, "in 7 d"), (8, "1 Dec")])
def test_a_day_within_a_week_is_told_by_how_far_it_is(days: int, text: str) -> None:
    assert days_away(TODAY + timedelta(days=days), TODAY).text == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("999", "999"),
        ("1000", "1.00k"),
        ("9990", "9.99k"),
        ("10000", "10.0k"),
        ("99900", "99.9k"),
        ("100000", "100k"),
        ("1000000", "1.00m"),
    ],
)
def test_money_keeps_three_digits_from_the_very_thousand_on(amount: str, text: str) -> None:
    assert short_money(eur(amount), "EUR") == text


def test_a_row_is_called_by_its_title_and_never_by_nothing() -> None:
    link = a_link("T-1", "T-2")
    workspace = a_workspace(a_project(), a_task("T-1", "Dig"), a_task("T-2", "Fill"), link)
    task = workspace.tasks[id_of("T-1")]
    assert display_title(workspace, "tasks", task) == "Dig"
    assert " → " in display_title(workspace, "links", link)
    column = a_column("P-1", "", "todo", 0, 1)
    assert display_title(workspace, "columns", column) == "column"
