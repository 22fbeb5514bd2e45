"""This file declares the people view: load, requests for roles, and who is there."""

from typing import Final

from pmtui.model.entities.people import PEOPLE
from pmtui.model.entities.tasks import ASSIGNMENTS
from pmtui.model.staffing.teams import LEAVES, ROLE_REQUESTS, SKILLS, TEAM_MEMBERS, TEAMS
from pmtui.model.workspace.schema import TABLES
from pmtui.views.shapes.view import RowList, TableFunction, TablePart, View

_LENGTHS: Final = ("week", "month", "quarter")
OWN_TABLES: Final = tuple(
    name for name, spec in TABLES.items() if spec.open_word and spec.prefix and name != "components"
)
"""Tables of which somebody's own open rows are listed."""
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


def _by_department() -> TableFunction:
    from pmtui.views.people.load_table import load_by_department

    return load_by_department


def _roster() -> TableFunction:
    from pmtui.views.people.roster import people

    return people


def _requests() -> TableFunction:
    from pmtui.views.people.request_table import requests

    return requests


def _work() -> TableFunction:
    from pmtui.views.people.listed_parts import work

    return work


def _members() -> TableFunction:
    from pmtui.views.people.listed_parts import members

    return members


def _skills() -> TableFunction:
    from pmtui.views.people.listed_parts import skills

    return skills


def _mine() -> TableFunction:
    from pmtui.views.people.mine import mine

    return mine


def _leaves() -> TableFunction:
    from pmtui.views.people.listed_parts import leaves

    return leaves


VIEW: Final = View(
    id="people",
    title="People",
    key="7",
    tables=(
        PEOPLE.name, ROLE_REQUESTS.name, ASSIGNMENTS.name, TEAMS.name, TEAM_MEMBERS.name,
        SKILLS.name, LEAVES.name,
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
            name="departments", tables=_PEOPLE, noun="department", label="by department",
            sort="name", lengths=_LENGTHS, table=_by_department,
        ),
        TablePart(
            name=ASSIGNMENTS.name, tables=(ASSIGNMENTS.name,), sort="person", noun="assignment",
            table=_work,
        ),
        TablePart(
            name=ROLE_REQUESTS.name, tables=(ROLE_REQUESTS.name,), sort="first", title="requests",
            noun="request", table=_requests,
        ),
        TablePart(
            name="roster", tables=_PEOPLE, sort="name", title=PEOPLE.plural, label="roster",
            table=_roster,
        ),
        TablePart(
            name=TEAM_MEMBERS.name, tables=(TEAM_MEMBERS.name,), sort="team", label="members",
            noun="member", table=_members,
        ),
        TablePart(
            name=SKILLS.name, tables=(SKILLS.name,), sort="name", noun=SKILLS.word, table=_skills
        ),
        TablePart(
            name=LEAVES.name, tables=(LEAVES.name,), sort="first", label="leave", noun="leave",
            table=_leaves,
        ),
        TablePart(name="mine", tables=OWN_TABLES, sort="due", noun="entry", table=_mine),
    ),
    lists=(
        RowList("load"),
        RowList(PEOPLE.plural, "roster"),
        RowList(TEAMS.plural, TEAMS.name),
        RowList(ROLE_REQUESTS.plural, ROLE_REQUESTS.name),
        RowList(ASSIGNMENTS.plural, ASSIGNMENTS.name),
        RowList(TEAM_MEMBERS.plural, TEAM_MEMBERS.name),
        RowList(SKILLS.plural, SKILLS.name),
        RowList(LEAVES.plural, LEAVES.name),
        RowList("mine", "mine"),
    ),
    hints=(
        "open", "explain", "subtab.next", "periods.shorter", "entity.set", "sort", "entity.add",
    ),
    signs=(
        ("80%", "assigned / available, in all projects"),
        ("30+50%", "here, and in other projects; of a department run and change"),
        ("!", "on some day more than can be worked; = says which and why"),
        ("?", "with what is asked for beside, more than there is"),
        ("12h!", "work where nothing is available: leave, or days off"),
        ("asked for", "requests for roles, in percent of what is available; not assigned"),
    ),
)  # fmt: skip
