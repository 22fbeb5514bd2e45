"""This file tests that money is read as people type it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model.entities.entity import LARGEST, MINOR_UNITS, Money, exponent
from pmtui.query.error import AmbiguousError, QueryError, UnderstoodError
from pmtui.query.values.formatting import money_text
from pmtui.query.values.money import is_money_word, refuse_negative, typed_money

_WRITTEN = json.loads(
    (Path(__file__).parents[2] / "vectors" / "typed" / "cldr_amounts.json").read_text("utf-8")
)
GROUPING = [one for one in _WRITTEN if "##0" in one["pattern"]]


@pytest.mark.parametrize(
    ("typed", "minor", "currency"),
    [
        ("1200", 120_000, "EUR"), ("1,5m", 150_000_000, "EUR"), ("1.2m", 120_000_000, "EUR"),
        ("\u20ac1.200,50", 120_050, "EUR"), ("3.000 \u20ac", 300_000, "EUR"),
        ("CHF 3'000", 300_000, "CHF"), ("eur 100", 10_000, "EUR"),
        ("10 Mio", 1_000_000_000, "EUR"), ("10 Mio. \u20ac", 1_000_000_000, "EUR"),
        ("1.5k", 150_000, "EUR"), ("2bn", 200_000_000_000, "EUR"),
        ("2 Mrd", 200_000_000_000, "EUR"),
        ("1 200,50", 120_050, "EUR"), ("1\u202f200,50", 120_050, "EUR"),
        ("(1200)", -120_000, "EUR"), ("-\u00a3250", -25_000, "GBP"), ("\u00a3-250", -25_000, "GBP"),
        ("\u00a340.5k", 4_050_000, "GBP"), ("100kUSD", 10_000_000, "USD"),
        ("EUR 3,000", 300_000, "EUR"), ("TEUR 500", 50_000_000, "EUR"),
        ("500 T\u20ac", 50_000_000, "EUR"), ("BHD 1,234.567", 1_234_567, "BHD"),
        ("JPY 1,500", 1_500, "JPY"), ("1,234,567 k\u20ac", 123_456_700_000, "EUR"),
        ("SFr. 20", 2_000, "CHF"), ("US$ 5", 500, "USD"), ("12,34,567 EUR", 123_456_700, "EUR"),
    ],
)  # fmt: skip
def test_money_is_read_as_people_type_it(typed: str, minor: int, currency: str) -> None:
    assert typed_money(typed, "EUR") == Money(minor, currency)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,200", "'1,200' can be 1200 or 1.20; write 1200 or 1.20"),
        ("1.200", "'1.200' can be 1200 or 1.20; write 1200 or 1.20"),
        ("(1,200)", "'(1,200)' can be -1200 or -1.20; write -1200 or -1.20"),
        ("1,200k", "'1,200k' can be 1200000 or 1200.00; write 1200000 or 1200.00"),
        ("BHD 1,200", "'BHD 1,200' can be 1200 or 1.200; write 1200 or 1.2000"),
        (
            "12.345",
            "'12.345' can be 12345 or 12.345, and EUR has 2 digits after the point",
        ),
        ("5 kr", "'kr' can be DKK or ISK or NOK or SEK; write the code"),
        ("\u00a55", "'\u00a5' can be JPY or CNY; write the code"),
    ],
)
def test_an_amount_with_two_readings_is_refused_with_both(typed: str, said: str) -> None:
    with pytest.raises(AmbiguousError) as refused:
        typed_money(typed, "EUR")
    assert str(refused.value).startswith(said)


@pytest.mark.parametrize(
    ("typed", "base", "minor", "currency"),
    [
        ("1,200", "GBP", 120_000, "GBP"), ("(1,200)", "USD", -120_000, "USD"),
        ("1,200", "JPY", 1_200, "JPY"), ("$5", "CAD", 500, "CAD"), ("$5", "EUR", 500, "USD"),
        ("5 kr", "SEK", 500, "SEK"), ("\u00a55", "CNY", 500, "CNY"), ("1,5", "BHD", 1_500, "BHD"),
    ],
)  # fmt: skip
def test_the_currency_of_the_store_decides(
    typed: str, base: str, minor: int, currency: str
) -> None:
    assert typed_money(typed, base) == Money(minor, currency)


@pytest.mark.parametrize(
    ("typed", "base", "said"),
    [
        ("0.001", "EUR", "EUR has 2 digits after the point"),
        ("10.5555", "EUR", "EUR has 2 digits after the point"),
        ("1.5", "JPY", "JPY has no digits after the point"),
        ("1.2345", "BHD", "BHD has 3 digits after the point"),
        ("1.000001k", "EUR", "EUR has 2 digits after the point"),
    ],
)
def test_an_amount_finer_than_its_currency_is_refused(typed: str, base: str, said: str) -> None:
    with pytest.raises(UnderstoodError, match=said):
        typed_money(typed, base)


def test_an_amount_without_a_rate_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnderstoodError) as refused:
        typed_money("USD 5", "EUR", frozenset({"EUR", "GBP"}))
    assert str(refused.value) == (
        "'USD 5' is in USD, and there is no rate for it; write it in EUR, or first add a rate: "
        'pmtui add rate "USD rate:... at:today"'
    )


@pytest.mark.parametrize(
    "typed",
    ["", "m", "EUR", "a lot", "nan", "1e400", "9" * 17, "1.2.3", "5 EUR USD", "5 k m", "100 t",
     "5 XAU", "1,5mm", "--5", "5 apples", "1 20", "\u00a3", "5 EUR 6"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(QueryError):
        typed_money(typed, "EUR")


def written(rule: dict[str, str], value: Decimal, beside: str) -> str:
    """An amount as a locale writes it: its marks, its minus, the sign or code where it has them."""
    pattern, _, negative = rule["pattern"].partition(";")
    places = max(-int(value.as_tuple().exponent), 0)
    grouped = f"{abs(value):,.{places}f}"
    if "#,##,##" in pattern:
        whole, point, fraction = grouped.replace(",", "").partition(".")
        head, tail = whole[:-3], whole[-3:]
        pairs = [head[max(at - 2, 0) : at] for at in range(len(head), 0, -2)][::-1]
        grouped = ",".join([*pairs, tail]) + point + fraction
    number = grouped.translate({ord(","): rule["group"], ord("."): rule["decimal"]})
    if value < 0:
        pattern = negative or f"-{pattern}"
        pattern = pattern.replace("-", rule["minus"])
    places_of_number = pattern.index("#"), pattern.rindex("0") + 1
    head, tail = pattern[: places_of_number[0]], pattern[places_of_number[1] :]
    return f"{head}{number}{tail}".replace("\u00a4", beside)


@settings(deadline=None)
@given(st.data())
def test_no_locale_is_misread(data: Any) -> None:
    rule = data.draw(st.sampled_from(GROUPING))
    code = data.draw(st.sampled_from(["EUR", "USD", "GBP", "CHF", "JPY", "BHD", "SEK", "INR"]))
    minor = data.draw(st.integers(-(10**9), 10**9))
    value = Decimal(minor).scaleb(-exponent(code))
    text = written(rule, value, data.draw(st.sampled_from([code, "", f"\u00a0{code}"])))
    try:
        money = typed_money(text, code)
    except AmbiguousError:
        assert exponent(code) in {0, 3}
        return
    assert money == Money(minor, code)


@settings(deadline=None)
@given(st.integers(-(10**12), 10**12), st.sampled_from(sorted(MINOR_UNITS)))
def test_what_is_shown_of_an_amount_is_never_misread(minor: int, code: str) -> None:
    money = Money(minor, code)
    try:
        assert typed_money(money_text(money), "EUR") == money
    except AmbiguousError:
        assert exponent(code) > 2


@settings(deadline=None)
@given(st.text(max_size=20), st.sampled_from(["EUR", "GBP", "JPY", "BHD"]))
def test_no_text_makes_the_reader_of_money_fail(text: str, base: str) -> None:
    try:
        money = typed_money(text, base)
    except QueryError:
        return
    assert money.currency in MINOR_UNITS


def test_the_largest_amount_is_kept_exact() -> None:
    assert typed_money("90071992547409.91", "EUR") == Money(LARGEST, "EUR")
    with pytest.raises(UnderstoodError, match="too large to keep exact"):
        typed_money("90071992547409.92", "EUR")


@pytest.mark.parametrize(
    ("typed", "minor", "currency"),
    [
        ("Fr.20", 2_000, "CHF"), ("5.", 500, "EUR"), (".5", 50, "EUR"), ("\u20ac,5", 50, "EUR"),
        ("\u00a3+250", 25_000, "GBP"), ("\u00a3 -250", -25_000, "GBP"),
    ],
)  # fmt: skip
def test_signs_and_marks_may_stand_right_before_the_digits(
    typed: str, minor: int, currency: str
) -> None:
    assert typed_money(typed, "EUR") == Money(minor, currency)


@pytest.mark.parametrize("typed", ["apples 5", "k 5 m", "EUR 5 USD", "-\u00a3-5", "-\u00a3+5"])
def test_an_amount_has_one_sign_one_scale_and_one_currency(typed: str) -> None:
    with pytest.raises(QueryError, match="is not an amount"):
        typed_money(typed, "EUR")


def test_a_point_groups_before_a_sign_at_the_end_but_not_before_a_code() -> None:
    assert typed_money("1.200 \u20ac", "EUR") == Money(120_000, "EUR")
    with pytest.raises(AmbiguousError, match=r"can be 1200 or 1\.20"):
        typed_money("1.200 EUR", "EUR")


def test_a_price_may_be_nothing_but_not_less() -> None:
    refuse_negative(Money(0, "EUR"), "0")
    with pytest.raises(UnderstoodError, match="less than nothing"):
        refuse_negative(Money(-1, "EUR"), "-0.01")


@pytest.mark.parametrize(
    ("word", "is_money"), [("EUR", True), ("Mio.", True), ("\u20ac", True), ("kr", True),
                           ("now", False), ("t", False)],
)  # fmt: skip
def test_a_word_beside_a_number_is_its_currency_its_scale_or_none_of_it(
    word: str,
    is_money: bool,  # noqa: FBT001
) -> None:
    assert is_money_word(word, "EUR") is is_money
