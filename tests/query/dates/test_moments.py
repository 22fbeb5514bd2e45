"""This file tests the moments people type."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from pmtui.model.changes.as_of import When
from pmtui.query.dates.moments import parse_moment
from pmtui.query.error import QueryError
from tests.conftest import TODAY

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("1242", 1242),
        ("r12", 12),
        ("R0", 0),
        ("yesterday", date(2026, 11, 22)),
        ("-7d", date(2026, 11, 16)),
        ("2026-11-01", date(2026, 11, 1)),
        ("1 nov", date(2026, 11, 1)),
        ("2026-10", date(2026, 10, 31)),
        ("last week", date(2026, 11, 22)),
        ("last fri", date(2026, 11, 20)),
        ("2026-11-01 14:30", datetime(2026, 11, 1, 14, 30, tzinfo=BERLIN)),
        ("2026-11-01T14:30", datetime(2026, 11, 1, 14, 30, tzinfo=BERLIN)),
        ("9:05", datetime(2026, 11, 23, 9, 5, tzinfo=BERLIN)),
        ("now", None),
        ("today", None),
        ("this week", None),
        (" Now ", None),
    ],
)
def test_a_moment_is_a_revision_a_day_or_a_minute(text: str, means: When | None) -> None:
    assert parse_moment(text, TODAY, BERLIN) == means


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("tomorrow", "yet to come"),
        ("2027-01-01", "yet to come"),
        ("soon", "is not a date; write a revision such as r1242"),
        ("2026-02-30", "there is no day"),
        ("yesterday 25:00", "there is no time"),
        ("r-1", "is not a date"),
    ],
)
def test_what_is_no_moment_is_refused_with_what_would_be_one(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        parse_moment(text, TODAY, BERLIN)
