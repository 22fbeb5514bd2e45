"""This file runs the program as one of several people, on a day that a file says.

Run it with `python -m tests.tour.person LOGIN DAY_FILE [WORDS]`: what follows is what somebody
types after `pmtui`. The day is read each time somebody asks for it, so that it moves on for all.
"""

import sys
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Final

from pmtui import clock, machine

PEOPLE: Final = frozenset({"ann", "bob", "cho"})
"""The logins of the people of the tour."""


def _pretend(login: str, day_file: Path) -> None:
    """Let the machine know one login, and the day that a file says.

    Before the program is imported: what it imports by name it then has from here.
    """

    def at(zone: tzinfo) -> datetime:
        real = datetime.now(UTC)
        day = date.fromisoformat(day_file.read_text("ascii").strip())
        return datetime.combine(day, real.time(), UTC).astimezone(zone)

    vars(machine)["login_of"] = lambda _uid: login
    vars(clock)["now"] = lambda: at(UTC)
    vars(clock)["now_in"] = lambda timezone: at(clock.zone_or_utc(timezone))


if __name__ == "__main__":
    _pretend(sys.argv[1], Path(sys.argv[2]))
    sys.argv = ["pmtui", *sys.argv[3:]]
    from pmtui.__main__ import main

    sys.exit(main())
