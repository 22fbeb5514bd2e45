"""This file puts figures into the few words a cell has room for."""

from datetime import date
from decimal import Decimal
from typing import Final

from pmtui.figures.components.rollup import RiskCount
from pmtui.figures.core.amounts import Amount
from pmtui.model.entities.components import Rag
from pmtui.model.entities.entity import Entity, Money, title_of
from pmtui.model.entities.people import initials_of
from pmtui.model.entities.risks import Level, RiskKind
from pmtui.model.entities.table import plural_of
from pmtui.model.entities.tasks import Link
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import MONTHS
from pmtui.query.values.formatting import DASH, label
from pmtui.views.shapes.table import Cell, Tone

RAG_TONES: Final[dict[str, Tone]] = {"R": "bad", "A": "warn", "G": "good", "": "dim"}
"""The tone of a rating."""
LEVEL_TONES: Final[dict[Level | None, Tone]] = {"H": "bad", "M": "warn", "L": "good", None: "dim"}
"""The tone of a threat's level."""
NO_VALUE: Final = DASH
"""What stands where there is no value."""
NOTHING: Final = Cell(NO_VALUE, "dim")
"""Stands where a figure is undefined."""

NO_COMPONENT: Final = "nothing here yet: a adds a portfolio, a program or a project"
"""Stands in every view of a store that holds nothing: the first step comes before any other."""

_SHORT_SCALES: Final = ((9, "bn"), (6, "m"), (3, "k"))


CLOSED: Final = "closed: /is:any"
"""Why rows are not shown that are over, and the filter that shows them."""


def hidden_text(*parts: tuple[int, str]) -> str:
    """How many rows are not shown, and why: `2 not major: Z, 1 closed: /is:any`."""
    return ", ".join(f"{count} {why}" for count, why in parts if count > 0)


def slip_text(days: int | None) -> str:
    """Days past baseline: `+12d`, `0d`, `-1d`, or a dash."""
    if days is None:
        return DASH
    return f"{days:+d}d" if days else "0d"


def level_tone(kind: RiskKind, level: Level | None) -> Tone:
    """The tone of a risk's level: the higher a threat the worse, an opportunity the better."""
    if kind == "threat" or level is None:
        return LEVEL_TONES[level]
    return "good" if level == "H" else "plain"


def risks_text(risks: RiskCount) -> str:
    """Threats, issues and opportunities told apart: `1 high of 3 threats open, 2 opportunities`."""
    parts = [f"{risks.high} high of {count_with_noun(risks.threats, 'threat')} open"]
    if risks.issues:
        high = f", {risks.high_issues} high" if risks.high_issues else ""
        parts.append(f"{count_with_noun(risks.issues, 'issue')}{high}")
    if risks.opportunities:
        plural = "opportunity" if risks.opportunities == 1 else "opportunities"
        parts.append(f"{risks.opportunities} {plural}")
    return "; ".join(parts)


def number_cell(value: int | None, tone: Tone = "plain") -> Cell:
    """A number, or a dash where it is undefined."""
    return NOTHING if value is None else Cell(str(value), tone)


def alarm_cell(count: int) -> Cell:
    """A count of something bad: dim at zero."""
    return Cell(str(count), "bad" if count else "dim")


def rag_cell(rag: Rag) -> Cell:
    """A rating as its letter; `?` while it is unknown."""
    return Cell(rag or "?", RAG_TONES[rag])


def short_date(day: date, today: date) -> str:
    """A day without its weekday: `27 Nov`, or `27 Nov 27` in another year."""
    year = f" {day.year % 100:02}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def date_cell(day: date | None, today: date, tone: Tone = "plain") -> Cell:
    """A date in short, or a dash."""
    return NOTHING if day is None else Cell(short_date(day, today), tone, day=day)


def days_away(day: date | None, today: date) -> Cell:
    """How far a day that should be kept is: `late 5 d`, `today`, `in 2 d`, then the date."""
    if day is None:
        return NOTHING
    days = (day - today).days
    if days < 0:
        return Cell(f"late {-days} d", "bad", day=day)
    if days == 0:
        return Cell("today", "warn", day=day)
    return Cell(f"in {days} d" if days <= 7 else short_date(day, today), day=day)


def short_money(money: Money | None, base: str) -> str:
    """An amount in three digits or more: `4.20m`, `214k`, `-950`; the currency unless the base's.

    Args:
        money: the amount; None gives a dash.
        base: the store's base currency, which goes without saying.
    """
    if money is None:
        return DASH
    value = money.decimal
    suffix = "" if money.currency == base else f" {money.currency}"
    for power, letter in _SHORT_SCALES:
        scaled = value.scaleb(-power)
        if abs(scaled) >= 1:
            digits = 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2
            return f"{scaled:,.{digits}f}{letter}{suffix}"
    return f"{value:,.0f}{suffix}"


def amount_cell(amount: Amount, base: str) -> Cell:
    """A sum of money in short, or a dash."""
    return NOTHING if amount.value is None else Cell(short_money(amount.value, base))


def score_text(score: Decimal | None, level: Level | None) -> str:
    """A risk's score with its level: `20 H`, or a dash."""
    if score is None:
        return DASH
    return f"{score} {level}" if level else str(score)


def person_name(workspace: Workspace, person_id: int) -> str:
    """The name of a person; a dash for nobody."""
    person = workspace.people.get(person_id)
    return person.name if person is not None else DASH


def person_cell(workspace: Workspace, person_id: int) -> Cell:
    """The name of a person; a dim dash for nobody."""
    person = workspace.people.get(person_id)
    return Cell(person.name) if person is not None else NOTHING


def initials(workspace: Workspace, person_id: int) -> str:
    """The short mark of a person; empty for nobody."""
    person = workspace.people.get(person_id)
    return initials_of(person) if person is not None else ""


def display_title(workspace: Workspace, table: str, row: Entity) -> str:
    """How an entity is called where its title stands; a link by what it links, never empty."""
    if isinstance(row, Link):
        ends = (label(workspace, "tasks", end) for end in (row.predecessor, row.successor))
        return " → ".join(ends)
    return title_of(row) or TABLES[table].kind_words


def choice_label(value: str) -> str:
    """A choice as people read it: `response_planned` is `response planned`."""
    return value.replace("_", " ")


def count_with_noun(count: int, noun: str) -> str:
    """A count with its noun: `1 task`, `12 tasks`, `2 bodies`, `3 people`."""
    return f"1 {noun}" if count == 1 else f"{count} {plural_of(noun)}"
