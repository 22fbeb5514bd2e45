"""This file defines what an hour of work costs from a day on: by role, and of one person."""

from datetime import date
from typing import Final

from pmtui.model.entities.entity import Entity, Money, PersonId, Prose
from pmtui.model.entities.table import TableSpec


class RoleRate(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What an hour of everybody in a role costs from a day on, who has no rate of their own."""

    role: str
    """The role as people have it; capitals do not count."""
    rate: Money
    """Cost of an hour."""
    since: date
    """The first day it holds; until the next rate of the role."""
    notes: Prose = ""


class PersonRate(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What an hour of one person costs from a day on, whatever others of the role cost.

    Everybody who can open the store can read it, and nobody else: exports leave it out unless they
    are asked for it.
    """

    person: PersonId
    rate: Money
    """Cost of an hour."""
    since: date
    """The first day it holds; until their next one."""
    notes: Prose = ""


ROLE_RATES: Final = TableSpec(
    "role_rates", RoleRate, "RR", "role_rate",
    is_removed=True,
    noun="rate of a role",
    home="store",
    day="since",
    start=lambda birth: {"since": birth.today},
    started=("since",),
    counts_in="everything",
    searched=("role", "notes"),
    columns=("key", "role", "rate", "since", "notes"),
)  # fmt: skip
PERSON_RATES: Final = TableSpec(
    "person_rates", PersonRate, "PR", "person_rate",
    is_removed=True,
    noun="rate of a person",
    home="store",
    day="since",
    start=lambda birth: {"since": birth.today},
    started=("since",),
    counts_in="everything",
    columns=("key", "person", "rate", "since", "notes"),
)  # fmt: skip
