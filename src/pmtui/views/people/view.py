"""This file declares the people view: load, requests for roles, and who is there."""

from typing import Final

from pmtui.model.entities.people import PEOPLE
from pmtui.model.staffing.teams import LEAVES, ROLE_REQUESTS, SKILLS, TEAM_MEMBERS, TEAMS
from pmtui.views.shapes.view import RowList, TableFunction, TablePart, View

_LENGTHS: Final = ("week", "month", "quarter")
_PEOPLE: Final = (PEOPLE.name,)


def _by_person() -> TableFunction:
    from pmtui.views.people.load_table import load_by_person

    return load_by_person


def _by_role() -> TableFunction:
    from pmtui.views.people.load_table import load_by_role

    return load_by_role


def _by_team() -> TableFunction:
    from pmtui.views.people.load_table import load_by_team

    return load_by_team


def _roster() -> TableFunction:
    from pmtui.views.people.roster import people

    return people


VIEW: Final = View(
    id="people",
    title="People",
    key="7",
    tables=(
        PEOPLE.name, ROLE_REQUESTS.name, TEAMS.name, TEAM_MEMBERS.name, SKILLS.name, LEAVES.name,
    ),
    parts=(
        TablePart(
            tables=_PEOPLE, noun="row", label="load", sort="name", lengths=_LENGTHS,
            table=_by_person,
        ),
        TablePart(
            name="roles", tables=_PEOPLE, noun="row", label="by role", sort="name",
            lengths=_LENGTHS, table=_by_role,
        ),
        TablePart(
            name=TEAMS.name, tables=(TEAMS.name,), noun=TEAMS.word, label="by team", sort="name",
            lengths=_LENGTHS, table=_by_team,
        ),
        TablePart(
            name="roster", tables=_PEOPLE, sort="name", title=PEOPLE.plural, label="roster",
            table=_roster,
        ),
    ),
    lists=(
        RowList("load"),
        RowList(PEOPLE.plural, "roster"),
        RowList(TEAMS.plural, TEAMS.name),
    ),
    hints=(
        "open", "explain", "subtab.next", "periods.shorter", "entity.set", "sort", "entity.add",
    ),
    signs=(
        ("80%", "assigned / available, in all projects"),
        ("30+50%", "here, and in other projects"),
        ("!", "on some day more than can be worked; = says which and why"),
        ("?", "with what is asked for beside, more than there is"),
        ("12h!", "work where nothing is available: leave, or days off"),
        ("asked for", "requests for roles, in percent of what is available; not assigned"),
    ),
)  # fmt: skip
