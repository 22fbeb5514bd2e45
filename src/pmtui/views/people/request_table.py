"""This file shows requests for roles, and for each who has the skill and how much free time."""

from typing import Final

from msgspec import structs

from pmtui.figures.people.free_people import Candidate, candidates, wanted
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.staffing.teams import RoleRequest
from pmtui.views.people.load_words import hours
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Entry, Section, Table, Tone, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NOTHING, person_cell, short_date

_NAMED: Final = 2
"""Candidates that a row names."""
_TONES: Final[dict[str, Tone]] = {
    "requested": "warn", "proposed": "accent", "confirmed": "good", "declined": "dim",
}  # fmt: skip
_FREE: Final = "free in its days: what can be worked less what is assigned and confirmed"


def requests(request: ViewRequest) -> Table:
    """Requests for roles in a scope; `=` ranks who could take one on."""
    shown = rows_table(
        request,
        COLUMNS,
        none_yet="nobody is asked for: a asks, such as Developer units:50 first:1mar last:30apr",
        no_match="no request matches the filter: Esc shows all",
    )
    rows = request.figures.workspace.rows_of(RoleRequest)
    return structs.replace(
        shown, explained=lambda row_id, _key: _ranked(request.figures, rows[row_id])
    )


def _ranked(figures: Figures, row: RoleRequest) -> Section:
    """Who could take a request on, most free time first."""
    able = candidates(figures, row)
    needs = wanted(figures, row)
    entries = [Entry(cells=(Cell("rank", "dim"), Cell(_FREE)))]
    if needs is None:
        entries.append(Entry(cells=(Cell("days", "dim"), Cell("say from when to when it is for"))))
    else:
        entries.append(Entry(cells=(Cell("asked for", "dim"), Cell(hours(needs)))))
    entries += [_candidate(figures, row, candidate, needs) for candidate in able]
    what = row.skill or row.role
    none = f"nobody is known to be able to: add a skill {what}, or people with the role"
    if needs is not None and not able:
        entries.append(Entry(cells=(Cell("nobody", "dim"), Cell(none))))
    return Section(f"who is free for {row.key} {row.title}", tuple(entries))


def _candidate(
    figures: Figures, row: RoleRequest, candidate: Candidate, needs: float | None
) -> Entry:
    name = figures.workspace.people[candidate.person].name
    level = f", level {candidate.level}" if candidate.level else ""
    fits = "" if needs is None or candidate.free >= needs else ", less than is asked for"
    text = f"{name}{level}{fits}"
    chosen = ", chosen" if candidate.person == row.person else ""
    return Entry(cells=(Cell(hours(candidate.free), "dim"), Cell(f"{text}{chosen}")))


def _free_cell(figures: Figures, row: RoleRequest) -> Cell:
    """The names of those with most free time, each with the hours of it."""
    if row.state in {"confirmed", "declined"}:
        return Cell("")
    able = candidates(figures, row)
    if not able:
        return NOTHING
    people = figures.workspace.people
    names = [f"{people[free.person].name} {hours(free.free)}" for free in able[:_NAMED]]
    needs = wanted(figures, row) or 0.0
    return Cell(", ".join(names), "plain" if able[0].free >= needs else "warn")


def _span_cell(figures: Figures, row: RoleRequest) -> Cell:
    days = (row.first, row.last)
    texts = [short_date(day, figures.today) if day is not None else "?" for day in days]
    return Cell(" - ".join(texts) if any(days) else "no days", "plain" if all(days) else "warn")


def _place_cell(figures: Figures, row: RoleRequest) -> Cell:
    place = figures.workspace.components.get(row.component)
    return Cell(place.key, "dim") if place is not None else NOTHING


COLUMNS: Final[tuple[ViewColumn[RoleRequest], ...]] = (
    ViewColumn(key="key", title="key", width=5, cell=lambda _figures, row: Cell(row.key)),
    ViewColumn(
        key="title", title="for", width=12, flex=1, cell=lambda _figures, row: Cell(row.title)
    ),
    ViewColumn(key="component", title="of", width=5, priority=3, cell=_place_cell),
    ViewColumn(
        key="role", title="role", width=12, priority=4, cell=lambda _figures, row: Cell(row.role)
    ),
    ViewColumn(
        key="skill", title="skill", width=8, priority=5, cell=lambda _figures, row: Cell(row.skill)
    ),
    ViewColumn(
        key="units",
        title="units",
        width=5,
        align="right",
        cell=lambda _figures, row: Cell(f"{row.units}%"),
    ),
    ViewColumn(key="first", title="days", width=17, priority=1, cell=_span_cell),
    ViewColumn(
        key="state",
        title="state",
        width=9,
        cell=lambda _figures, row: Cell(row.state, _TONES[row.state]),
    ),
    ViewColumn(
        key="person",
        title="person",
        width=12,
        priority=2,
        cell=lambda figures, row: person_cell(figures.workspace, row.person),
    ),
    ViewColumn(
        key="free",
        title="most free",
        width=16,
        flex=1,
        priority=6,
        cell=_free_cell,
        value=lambda figures, row: (
            -max((able.free for able in candidates(figures, row)), default=0)
        ),
    ),
)
