"""This file tests the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from pmtui import clock


def test_now_is_aware_and_agrees_with_milliseconds() -> None:
    moment = clock.now()
    assert moment.utcoffset() == timedelta(0)
    assert abs(moment.timestamp() * 1000 - clock.milliseconds()) < 1000


def test_today_follows_the_timezone_and_not_the_machine() -> None:
    # 26 hours lie between these two wall clocks, so their days always differ.
    assert clock.today("Pacific/Kiritimati") > clock.today("Etc/GMT+12")
    assert clock.now_in("Etc/GMT-3").utcoffset() == timedelta(hours=3)
    assert clock.today("UTC") in {datetime.now(UTC).date(), clock.now().date()}


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../../etc/passwd", "Europe/", "\0", "Ber lin"]
)
def test_an_unknown_timezone_is_named_with_a_way_out(name: str) -> None:
    with pytest.raises(clock.UnknownTimezoneError, match="use an IANA name"):
        clock.zone(name)


def test_an_unknown_timezone_is_read_as_utc_and_said_to_be_none() -> None:
    assert clock.zone_or_utc("Mars/Olympus") == clock.zone("UTC")
    assert clock.now_in("Mars/Olympus").utcoffset() == timedelta(0)
    assert "unknown timezone 'Mars/Olympus'" in clock.zone_problem("Mars/Olympus")
    assert clock.zone_problem("Europe/Berlin") == ""


def test_monotonic_never_goes_back() -> None:
    first = clock.monotonic()
    assert clock.monotonic() >= first


def test_chance_keeps_to_its_bits_and_reaches_the_highest() -> None:
    drawn = [clock.chance(12) for _ in range(400)]
    assert all(0 <= number < 4096 for number in drawn)
    assert max(drawn) >= 2048
    assert len(set(drawn)) > 200
