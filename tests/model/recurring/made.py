"""This file makes recurrences and random rules for tests."""

from datetime import date
from random import Random
from typing import Any

from pmtui.model.recurring.recurrences import Recurrence
from pmtui.model.recurring.rules import RuleError, normalised
from tests.conftest import id_of


def a_recurrence(key: str = "RE-1", **fields: Any) -> Recurrence:
    """A weekly call on Mondays from 2 November 2026 on, in P-1."""
    given: dict[str, Any] = {
        "title": "Weekly call",
        "rule": "FREQ=WEEKLY;BYDAY=MO",
        "starts": date(2026, 11, 2),
        "component": id_of("P-1"),
    }
    return Recurrence(id=id_of(key), key=key, **{**given, **fields})


def a_random_rule(random: Random) -> str:
    """A rule of any shape that is allowed, normalised; it may give no days at all."""
    while True:
        try:
            return normalised(_any_rule(random))
        except RuleError:
            continue


def _any_rule(random: Random) -> str:
    def some(least: int, most: int, count: int = 3) -> str:
        return ",".join(str(random.randint(least, most)) for _ in range(random.randint(1, count)))

    def signed(most: int) -> str:
        return ",".join(
            str(random.choice((-1, 1)) * int(word)) for word in some(1, most).split(",")
        )

    freq = random.choice(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
    days = ",".join(random.sample(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), random.randint(1, 4)))
    nth = ",".join(f"{random.choice((-1, 1, 2, -2, 5))}{day}" for day in days.split(","))
    parts = [f"FREQ={freq}", f"INTERVAL={random.choice((1, 1, 1, 2, 3, 5, 12))}"]
    chances = {
        "BYMONTH": some(1, 12),
        "BYMONTHDAY": random.choice((signed(31), "-1", "31", "29")),
        "BYDAY": random.choice((days, nth)),
        "BYYEARDAY": signed(366),
        "BYWEEKNO": signed(53),
        "BYSETPOS": signed(4),
        "WKST": random.choice(("MO", "SU", "WE")),
    }
    parts += [f"{name}={value}" for name, value in chances.items() if random.random() < 0.3]
    if random.random() < 0.3:
        parts.append(random.choice((f"COUNT={random.randint(1, 40)}", "UNTIL=20290630")))
    return ";".join(parts)
