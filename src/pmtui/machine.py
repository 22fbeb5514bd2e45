"""This file asks the machine where it stands: its time zone and its currency."""

import os
import pwd
from datetime import datetime
from pathlib import Path
from typing import Final

from pmtui import clock

NO_CURRENCY: Final = "EUR"
"""The currency of a machine whose locale names none, as the C locale does."""

_ZONES: Final = "zoneinfo/"


def machine_zone() -> str:
    """The IANA name of the machine's time zone; UTC where it has none of that kind."""
    import pendulum

    named = (pendulum.local_timezone().name, _linked_zone())
    return next((name for name in named if name and not clock.zone_problem(name)), "UTC")


def machine_currency() -> str:
    """The ISO 4217 code of the currency that the locale counts in; `NO_CURRENCY` without one."""
    import locale

    before = locale.setlocale(locale.LC_MONETARY)
    try:
        locale.setlocale(locale.LC_MONETARY, "")
        code = str(locale.localeconv()["int_curr_symbol"]).strip().upper()
    except locale.Error:
        return NO_CURRENCY
    finally:
        locale.setlocale(locale.LC_MONETARY, before)
    return code if len(code) == 3 and code.isascii() and code.isalpha() else NO_CURRENCY


def day_note(timezone: str) -> str:
    """What to say where it is another day in a store's time zone than here; else nothing."""
    there, here = clock.now_in(timezone), _now_here()
    if there.date() == here.date():
        return ""
    days = f"{there:%a} {there.day} {there:%b} in this store ({timezone})"
    return f"it is {days}, {here:%a} {here.day} {here:%b} here ({here:%Z}): dates follow the store"


def zone_note(timezone: str) -> str:
    """What to say where a store's clock shows another time than the machine's; else nothing."""
    there, here = clock.now_in(timezone), _now_here()
    if there.utcoffset() == here.utcoffset():
        return ""
    return (
        f"dates follow {timezone}, where it is {there:%H:%M}; here it is {here:%H:%M} ({here:%Z})"
    )


def _now_here() -> datetime:
    return clock.now().astimezone()


def _linked_zone() -> str:
    """The zone that the file of the machine's local time stands for."""
    name = os.environ.get("TZ", "").removeprefix(":")
    path = Path(name) if name.startswith("/") else Path("/etc/localtime")
    try:
        _, found, zone = str(path.resolve()).partition(_ZONES)
    except OSError:
        return ""
    return zone if found else ""


def login_of(uid: int) -> str:
    """The user name of an id; the number where this machine knows none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
