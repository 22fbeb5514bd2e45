"""This file tests rules of RFC 5545: one spelling for each, and a reason for what is none."""

import pytest

from pmtui.model.recurring.rules import RuleError, normalised


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("rrule:freq=weekly; byday=tu,mo ;interval=1", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("BYDAY=+1MO,-1FR;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR,1MO"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,01,15", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("FREQ=DAILY;UNTIL=20271231T235959Z;WKST=MO", "FREQ=DAILY;UNTIL=20271231"),
        ("FREQ=WEEKLY;WKST=SU;COUNT=010", "FREQ=WEEKLY;WKST=SU;COUNT=10"),
    ],
)
def test_a_rule_has_one_spelling(typed: str, kept: str) -> None:
    assert normalised(typed) == kept
    assert normalised(kept) == kept


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "is no part of a rule"),
        ("BYDAY=MO", "FREQ is missing"),
        ("FREQ=WEEKLY;FREQ=DAILY", "stands there twice"),
        ("FREQ=HOURLY", "recurs within a day"),
        ("FREQ=SECONDLY;INTERVAL=5", "recurs within a day"),
        ("FREQ=OFTEN", "is none: it is DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("FREQ=DAILY;BYHOUR=9", "has a day and no time"),
        ("FREQ=DAILY;BYEASTER=0", "BYEASTER is no part of a rule"),
        ("FREQ=DAILY;INTERVAL=0", "from 1 to 1000"),
        ("FREQ=DAILY;COUNT=99999999999", "from 1 to 10000"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "two ends"),
        ("FREQ=DAILY;UNTIL=20271332", "is no day"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "each is 1 to 31 or -1 to -31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "each is 1 to 31 or -1 to -31"),
        ("FREQ=YEARLY;BYMONTH=-1", "each is 1 to 12"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "does not go with FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYDAY=1MO", "counted in a month or a year only"),
        ("FREQ=MONTHLY;BYDAY=MO,1TU", "write two rules"),
        ("FREQ=MONTHLY;BYDAY=XX", "is no day"),
        ("FREQ=YEARLY;BYWEEKNO=1", "needs the day of the week"),
        ("FREQ=MONTHLY;BYSETPOS=1", "say which"),
        ("FREQ=WEEKLY;WKST=1MO", "is no day"),
        ("FREQ=WEEKLY;\x1b[31m=1", "is no part of a rule"),
    ],
)
def test_what_is_no_rule_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(RuleError) as refused:
        normalised(typed)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
