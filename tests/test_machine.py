"""This file tests what a machine says of itself: its time zone, its currency, the day there."""

import locale
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pmtui import clock
from pmtui.machine import NO_CURRENCY, day_note, machine_currency, zone_note


@contextmanager
def here(zone: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in a time zone."""
    with patch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


def zone_of_a_start(named: str) -> str:
    """What a program started with TZ takes for the machine's zone; it is asked once a start."""
    asked = "from pmtui.machine import machine_zone; print(machine_zone())"
    environment = {**os.environ, "TZ": named}
    return subprocess.check_output(
        [sys.executable, "-c", asked], env=environment, text=True
    ).strip()


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Pacific/Auckland", "Pacific/Auckland"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_the_zone_is_the_one_of_the_environment(named: str, zone: str) -> None:
    assert zone_of_a_start(named) == zone


@pytest.mark.parametrize("named", ["", "Nowhere/None", "CET-1CEST", ":/etc/passwd", "None", "../x"])
def test_the_zone_is_always_one_that_can_be_read_again(named: str) -> None:
    assert clock.zone_problem(zone_of_a_start(named)) == ""


@pytest.mark.parametrize(
    ("symbol", "code"), [("CHF ", "CHF"), ("", NO_CURRENCY), ("Rs.", NO_CURRENCY), ("usd ", "USD")]
)
def test_the_currency_is_the_one_the_locale_counts_in(
    symbol: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "setlocale", lambda *_: "C")
    monkeypatch.setattr(locale, "localeconv", lambda: {"int_curr_symbol": symbol})
    assert machine_currency() == code


def test_a_locale_that_is_not_installed_counts_in_the_usual_currency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
    assert machine_currency() == NO_CURRENCY


def test_another_time_here_than_in_the_store_is_said_and_the_same_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with here("Pacific/Kiritimati", monkeypatch):
        assert zone_note("Pacific/Kiritimati") == ""
        assert zone_note("Pacific/Pago_Pago").startswith("dates follow Pacific/Pago_Pago, where")
        # Twenty-five hours apart: it is never the same day in both.
        assert "in this store (Pacific/Pago_Pago)" in day_note("Pacific/Pago_Pago")
        assert day_note("Pacific/Kiritimati") == ""
