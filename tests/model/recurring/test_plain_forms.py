"""This file tests rules as managers type them, and that what is ambiguous is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.model.recurring.plain_forms import read_rule
from pmtui.model.recurring.rules import AmbiguousRuleError, RuleError


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("Every Mon, Wed and Fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("on fridays", "FREQ=WEEKLY;BYDAY=FR"),
        ("every 2 weeks on tue", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every other monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("daily", "FREQ=DAILY"),
        ("every working day", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("monthly on the 1st and 15th", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("monthly on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("last friday of the month", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("second tuesday of every month", "FREQ=MONTHLY;BYDAY=2TU"),
        ("last working day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("every 3 months on the last day", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3"),
        ("last day of the quarter", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("quarterly on the first monday", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO"),
        ("half-yearly", "FREQ=MONTHLY;INTERVAL=6"),
        ("yearly on 1 march", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("annually on march 1", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("yearly on the last day of february", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("every monday until 2027-06-30", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630"),
        ("every monday, 10 times", "FREQ=WEEKLY;BYDAY=MO;COUNT=10"),
        ("monthly on the 31st, skipping months without one", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("freq=weekly; byday=mo", "FREQ=WEEKLY;BYDAY=MO"),
    ],
)
def test_words_of_managers_are_rules(typed: str, rule: str) -> None:
    assert read_rule(typed) == rule


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("monthly on the 29th", ("every month on the 29th, skipping", "on the last day")),
        ("monthly on the 30th", ("30 Jan 2027, 30 Mar 2027", "28 Feb 2027")),
        ("every 31st", ("31 Jan 2027, 31 Mar 2027", "every month on the last day")),
        ("yearly on 29 feb", ("29 Feb 2028", "every year on the last day of February")),
        ("biweekly", ("every 2 weeks", "every monday and thursday")),
        ("every 2nd tuesday", ("every other tuesday", "second tuesday of the month")),
    ],
)
def test_what_is_ambiguous_is_refused_with_its_readings(
    typed: str, readings: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousRuleError) as refused:
        read_rule(typed)
    assert all(reading in str(refused.value) for reading in readings)


@pytest.mark.parametrize("reading", ["every other tuesday", "second tuesday of the month"])
def test_a_reading_that_is_offered_can_be_typed(reading: str) -> None:
    assert read_rule(reading)


@pytest.mark.parametrize(
    "typed",
    [
        "", "every", "every other", "x", "monthly on monday", "every 0 weeks", "month end",
        "every friday of the month", "every monday and the 15th", "daily on the 3rd",
        "every 1 march of the month", "until 2027-01-01", "every monday, 0 times",
        "every monday until 2027-02-30", "2 quarters on the last day", "\x1b[31m",
    ],
)  # fmt: skip
def test_what_says_no_days_is_refused_in_one_line(typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_rule(typed)
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


@given(
    st.lists(
        st.sampled_from(
            "every other last first 2nd 31st 29 feb march monday fri day days week weeks month"
            " months quarter year of the on and , until times skipping 3 workday working".split()
        ),
        max_size=8,
    )
)
def test_no_words_make_the_reader_fail(words: list[str]) -> None:
    try:
        rule = read_rule(" ".join(words))
    except RuleError:
        return
    assert rule.startswith("FREQ=")


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    try:
        rule = read_rule(text)
    except RuleError:
        return
    assert rule.startswith("FREQ=")
