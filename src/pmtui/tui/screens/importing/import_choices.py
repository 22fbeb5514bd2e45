"""This file lists what a line of an import may be instead, and takes the choice in."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Literal, cast

import msgspec

from pmtui.exchange.formats.incoming_file import ImportFile
from pmtui.exchange.formats.preview import ImportLine, meaning_text, ranked
from pmtui.exchange.import_plan import ImportPlan, Take
from pmtui.exchange.tables.column_maps.map_correction import corrected, meanings_for, meanings_of
from pmtui.exchange.tables.column_maps.map_guess import guess
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.scope import path_text
from pmtui.tui.lines.status_line import Segment
from pmtui.tui.screens.picker import Choice

ImportStage = Literal["reading", "asking", "importing", "done"]
"""How far an import is."""
_DECIDE: Final = "x decide"
_CORRECT: Final = ("Enter correct", "o into")
_KEYS: Final[Mapping[ImportStage, tuple[str, ...]]] = {
    "asking": (_CORRECT[0], "i import", _CORRECT[1], "p problems", _DECIDE, "q leave"),
    "reading": ("q cancel",),
    "importing": ("q leave it to itself",),
    "done": ("b keep the map beside the file", "c keep it in the settings", "q done"),
}

LEAVE_OUT: Final = "-"
"""The choice that leaves a column out."""
TAKE, ONLY = "+", "="
"""The choices that take a project of a file, or it alone."""
TAKES: Final[dict[str | None, Take]] = {"theirs": "theirs", "mine": "mine"}
"""The choices that say which side stands."""
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
        ("ledger_entry", "ledger entry", "each row is a line of an invoice or a credit note"),
        ("time_entry", "time entry", "each row is time of a person on a task and a day"),
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


def foot_of(
    stage: ImportStage, plan: ImportPlan | None, *, may_correct: bool = True
) -> list[Segment]:
    """The keys of the dialog; those that correct and decide only where there is something to."""
    asks = plan is not None and bool(plan.clashes)
    left_out = {*(() if asks else (_DECIDE,)), *(() if may_correct else _CORRECT)}
    words = [word for word in _KEYS[stage] if word not in left_out]
    return [Segment(word, "plain", 0 if "q " in word else at) for at, word in enumerate(words)]


def why_not(plan: ImportPlan | None) -> str:
    """Why a plan cannot be imported yet; empty where it can."""
    if plan is None:
        return "one moment: it is still being counted"
    if plan.errors:
        return "correct the errors first: p lists them"
    return "decide first what was changed in the file and here: x" if plan.clashes else ""


def choices_of(incoming: ImportFile, line: ImportLine, workspace: Workspace) -> tuple[Choice, ...]:
    """What a line may be instead."""
    if line.setting == "into":
        return tuple(_places(workspace))
    if not line.setting:
        return ()
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
            str(at),
            f"line {finding.line}" if finding.line else "",
            finding.column,
            f"{finding.what}; {finding.todo}",
        )
        for at, finding in enumerate(ranked(plan), 1)
    )


def with_choice(incoming: ImportFile, line: ImportLine, choice: str) -> ImportFile:
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


def projects_with(incoming: ImportFile, line: ImportLine, choice: str) -> tuple[str, ...]:
    """The projects of a file that are taken after a choice, each as it can be asked for."""
    offers = incoming.plans.offers if incoming.plans is not None else ()
    return tuple(
        offer.id
        for offer in offers
        if (offer.code == line.name and choice != LEAVE_OUT)
        or (offer.code != line.name and offer.taken and choice != ONLY)
    )


def _takings(incoming: ImportFile, code: str) -> Iterator[Choice]:
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


def clash_choices(plan: ImportPlan | None, workspace: Workspace, today: date) -> tuple[Choice, ...]:
    """The two ways out of what was changed in the file and here, and each such field."""
    if plan is None or not plan.clashes:
        return ()
    ways = (
        Choice("theirs", "", "take the file's values", "what was changed here is overwritten"),
        Choice("mine", "", "keep what stands here", "the file's changes are passed over"),
    )
    fields = (
        Choice(f"{at}", f"line {clash.line}", "", clash.text(workspace, today))
        for at, clash in enumerate(plan.clashes, 1)
    )
    return (*ways, *fields)


def _places(workspace: Workspace) -> Iterator[Choice]:
    yield Choice("0", "", "the top", "what the file names is made at the top")
    for component_id, row in workspace.components.items():
        if not row.archived:
            yield Choice(
                str(component_id),
                row.key,
                row.name,
                f"{row.kind}  {path_text(workspace, component_id)}",
            )


def _meanings(incoming: ImportFile, header: str) -> Iterator[Choice]:
    now = meanings_of(incoming.mapping, header) or ("",)
    for meaning, told in meanings_for(incoming.mapping, header):
        key = _NOW if meaning in now else ""
        yield Choice(meaning or LEAVE_OUT, key, meaning_text(meaning), told)
