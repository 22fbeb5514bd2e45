"""This file lists what a line of an import may be instead, and takes the choice in."""

from collections.abc import Iterator
from typing import Any, Final, cast

import msgspec

from pmtui.exchange.findings import ImportPlan
from pmtui.exchange.incoming import Incoming
from pmtui.exchange.tables.correct import corrected, meanings_for, meanings_of
from pmtui.exchange.tables.guess import guess
from pmtui.exchange.tables.preview import ImportLine, meaning_words, ranked
from pmtui.model.workspace import Workspace
from pmtui.query.scope import path_text
from pmtui.tui.screens.picker import Choice

LEAVE_OUT: Final = "-"
"""The choice that leaves a column out."""
TAKE, ONLY = "+", "="
"""The choices that take a project of a file, or it alone."""
_NOW: Final = "now"
_WORDS: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "rows": (
        ("task", "task", "each row is a task of a project"),
        ("project", "project", "each row is a project"),
        ("risk", "risk", "each row is a risk"),
        ("issue", "issue", "each row is an issue"),
        ("benefit", "benefit", "each row is a benefit"),
        ("action", "action", "each row is an action item"),
        ("person", "person", "each row is a person"),
    ),
    "date_order": (
        ("day", "the day", "31.12.2026, 31/12/2026"),
        ("month", "the month", "12/31/2026"),
        ("year", "the year", "26/12/31"),
    ),
    "decimal": ((".", "a point", "1.5"), (",", "a comma", "1,5")),
    "time_unit": tuple(
        (unit, f"3 {unit}", f"a cell that says 3 means 3 {unit}")
        for unit in ("days", "hours", "weeks", "minutes", "seconds")
    ),
}


def choices_of(incoming: Incoming, line: ImportLine, workspace: Workspace) -> tuple[Choice, ...]:
    """What a line may be instead."""
    if line.setting == "into":
        return tuple(_places(workspace))
    if line.setting == "column":
        return tuple(_meanings(incoming, line.name))
    if line.setting == "project":
        return tuple(_takings(incoming, line.name))
    now = str(getattr(incoming.mapping, line.setting))
    return tuple(
        Choice(value, _NOW if value == now else "", title, told)
        for value, title, told in _WORDS[line.setting]
    )


def problems_of(plan: ImportPlan) -> tuple[Choice, ...]:
    """What cannot be taken as it is, each by its place."""
    return tuple(
        Choice(
            str(at), f"line {one.line}" if one.line else "", one.column, f"{one.what}; {one.todo}"
        )
        for at, one in enumerate(ranked(plan), 1)
    )


def with_choice(incoming: Incoming, line: ImportLine, choice: str) -> Incoming:
    """The file with a line taken as chosen."""
    sheet = incoming.sheet
    if sheet is None:
        return incoming
    if line.setting == "column":
        meaning = "" if choice == LEAVE_OUT else choice
        mapping = corrected(incoming.mapping, sheet, line.name, meaning)
    elif line.setting == "rows":
        mapping = guess(sheet, choice)
    else:
        value = cast("Any", choice)
        mapping = msgspec.structs.replace(incoming.mapping, **{line.setting: value})
    return msgspec.structs.replace(incoming, mapping=mapping)


def projects_with(incoming: Incoming, line: ImportLine, choice: str) -> tuple[str, ...]:
    """The projects of a file that are taken after a choice, each as it can be asked for."""
    offers = incoming.plans.offers if incoming.plans is not None else ()
    return tuple(
        offer.id
        for offer in offers
        if (offer.code == line.name and choice != LEAVE_OUT)
        or (offer.code != line.name and offer.taken and choice != ONLY)
    )


def _takings(incoming: Incoming, code: str) -> Iterator[Choice]:
    """Whether a project of several is taken; the last one that is cannot be left out."""
    offers = incoming.plans.offers if incoming.plans is not None else ()
    taken = [offer.code for offer in offers if offer.taken]
    is_taken = code in taken
    yield Choice(TAKE, _NOW if is_taken else "", "take it", "it becomes a project here")
    if taken != [code]:
        yield Choice(ONLY, "", "take only this one", "the others of the file are left out")
        now = "" if is_taken else _NOW
        told = "links to it wait until it is imported"
        yield Choice(LEAVE_OUT, now, "leave it out", told)


def _places(workspace: Workspace) -> Iterator[Choice]:
    yield Choice("0", "", "the top", "what the file names is made at the top")
    for one, row in workspace.components.items():
        if not row.archived:
            yield Choice(str(one), row.key, row.name, f"{row.kind}  {path_text(workspace, one)}")


def _meanings(incoming: Incoming, header: str) -> Iterator[Choice]:
    now = meanings_of(incoming.mapping, header) or ("",)
    for meaning, told in meanings_for(incoming.mapping, header):
        key = _NOW if meaning in now else ""
        yield Choice(meaning or LEAVE_OUT, key, meaning_words(meaning), told)
