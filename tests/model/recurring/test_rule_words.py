"""This file tests rules in words: what is written can be typed, and what is skipped is named."""

from datetime import date
from random import Random

import pytest

from pmtui.model.recurring.plain_forms import read_rule
from pmtui.model.recurring.rule_words import in_words, preview, unclear_day
from pmtui.model.recurring.rules import RuleError
from tests.model.recurring.made import a_random_rule


@pytest.mark.parametrize("seed", range(5))
def test_words_of_a_rule_are_read_back_as_that_rule(seed: int) -> None:
    random = Random(seed)
    rules = [a_random_rule(random) for _ in range(400)]
    worded = [(rule, words) for rule in rules if (words := in_words(rule)) != rule]
    assert len(worded) > 20
    for rule, words in worded:
        assert read_rule(words) == rule, words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;INTERVAL=3", "every quarter"),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1;COUNT=5", "every year on 1 March, 5 times"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"),
        ("no rule", "no rule"),
    ],
)
def test_a_rule_is_shown_in_words_where_there_are_some(rule: str, words: str) -> None:
    assert in_words(rule) == words


def test_a_preview_names_the_months_that_are_skipped() -> None:
    text = preview("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 11, 1), date(2026, 11, 30), 3)
    assert text == "31 Dec, 31 Jan 2027, 31 Mar; skips Feb 2027"
    text = preview("FREQ=MONTHLY;BYMONTHDAY=-1", date(2026, 11, 1), date(2027, 2, 1), 2)
    assert text == "28 Feb, 31 Mar"
    years = preview("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", date(2026, 1, 1), date(2026, 1, 1))
    assert "; skips 2029, 2030, 2031, 2033, 2034, 2035 and 9 more" in years
    assert preview("FREQ=DAILY;COUNT=1", date(2026, 1, 1), date(2026, 1, 2)) == "no more days"


@pytest.mark.parametrize(
    ("rule", "starts", "is_unclear"),
    [
        ("FREQ=MONTHLY", date(2026, 1, 31), True),
        ("FREQ=MONTHLY", date(2026, 1, 28), False),
        ("FREQ=MONTHLY;INTERVAL=12", date(2026, 10, 31), False),
        ("FREQ=MONTHLY;INTERVAL=3", date(2026, 10, 31), True),
        ("FREQ=YEARLY", date(2028, 2, 29), True),
        ("FREQ=YEARLY", date(2026, 10, 31), False),
        ("FREQ=WEEKLY", date(2026, 10, 31), False),
        ("FREQ=MONTHLY;BYMONTHDAY=31", date(2026, 10, 31), False),
    ],
)
def test_a_day_taken_from_the_first_one_is_unclear_where_a_month_lacks_it(
    rule: str, starts: date, *, is_unclear: bool
) -> None:
    assert bool(unclear_day(rule, starts)) == is_unclear


def test_each_reading_of_an_unclear_day_can_be_typed() -> None:
    text = unclear_day("FREQ=MONTHLY;INTERVAL=3", date(2026, 10, 31))
    skipping = text.split("): write ")[1].split("; or the last day")[0]
    assert read_rule(skipping) == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31"
    assert read_rule(text.split("): write ")[2]) == "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"
    with pytest.raises(RuleError):
        read_rule(text)
