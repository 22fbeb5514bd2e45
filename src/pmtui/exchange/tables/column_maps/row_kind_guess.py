"""This file guesses what a row of a table is from its headers."""

from typing import Final

from pmtui.exchange.sheets.header_spelling import plain_header, without_unit
from pmtui.exchange.sheets.header_synonyms import FIELDS, LEVELS, PLAIN_TITLES
from pmtui.exchange.sheets.sheet import Sheet
from pmtui.exchange.tables.column_maps.style_guess import cells_of

HOLDS_TASKS: Final = frozenset({"project", "operation"})
"""Kinds of components that hold tasks and no projects."""
_SEVERITY_OF_RISK: Final = (("probability", "likelihood"), ("impact", "severity"))
_PROJECT_SIGNS: Final = ("reported_rating", "whole_life_cost", "budget", "sponsor", "forecast")
_TASK_SIGNS: Final = ("owner", "assignees", "predecessors", "wbs", "level", "estimate", "status")


def kind_of_rows(sheet: Sheet, heads: frozenset[str], within: str) -> str:
    """What a row of a table is, in one word: task, project, risk, ledger or time entry.

    Args:
        sheet: the table.
        heads: its plain headers.
        within: the kind of the component it goes into, where there is one.
    """
    bare = heads | {without_unit(head) for head in heads}
    if all(any(word in bare for word in words) for words in _SEVERITY_OF_RISK):
        return "risk"
    of_books = _kind_of_books(bare)
    if of_books or within in HOLDS_TASKS:
        return of_books or "task"
    signs = sum(bool(bare & set(FIELDS["project"][field])) for field in _PROJECT_SIGNS)
    of_tasks = sum(bool(bare & set(FIELDS["task"][field])) for field in _TASK_SIGNS)
    titles = bare & (set(FIELDS["task"]["title"]) - set(LEVELS["project"]))
    named = bool(bare & set(LEVELS["project"]))
    if named and not titles:
        return "project"
    if titles - PLAIN_TITLES and (not named or _names_repeat(sheet)):
        return "task"
    return "project" if signs > of_tasks and not _names_repeat(sheet) else "task"


def _kind_of_books(bare: frozenset[str]) -> str:
    """Whether rows are lines of the books or of time sheets, by plain headers without units."""
    books, worked = FIELDS["ledger_entry"], FIELDS["time_entry"]
    if all(bare & set(books[field]) for field in ("document", "amount")) and bare & {
        *books["posted"],
        *books["dated"],
    }:
        return "ledger_entry"
    if all(bare & set(worked[field]) for field in ("person", "task", "day", "minutes")):
        return "time_entry"
    return ""


def _names_repeat(sheet: Sheet) -> bool:
    """Whether the cells of the project column come again, as they do above tasks."""
    for header in sheet.headers:
        if plain_header(header) in LEVELS["project"]:
            cells = [cell for cell in cells_of(sheet, header) if cell]
            return len(set(cells)) < len(cells)
    return False
