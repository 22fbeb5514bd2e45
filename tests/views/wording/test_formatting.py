"""This file tests the few words that figures are put into."""

from datetime import date
from decimal import Decimal

import pytest

from pmtui.model.entities.money import Money
from pmtui.views.wording.formatting import (
    days_away,
    initials,
    person_name,
    score_text,
    short_date,
    short_money,
    slip_text,
)
from tests.conftest import TODAY, a_person, a_workspace, eur, id_of


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
