"""This file builds the portfolio that the tests of the terminal face stand on."""

from datetime import date, timedelta
from typing import Final

from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.registers import Assumption, Benefit, Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.ids import key_parts
from pmtui.model.workspace.workspace import Workspace
from tests.conftest import (
    TODAY,
    Parts,
    a_check,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    eur,
    id_of,
)

ANN: Final = id_of("H-1")
"""The person at the keyboard."""
BOB: Final = id_of("H-2")


def day(away: int) -> date:
    """A day so many days from the Monday of all tests."""
    return TODAY + timedelta(days=away)


def a_portfolio() -> Workspace:
    """A portfolio with a program of two projects and an operation, tasks, risks and a log."""
    return counted(_portfolio())


def counted(workspace: Workspace) -> Workspace:
    """The workspace with its keys counted on from the highest there is."""
    counters: dict[str, int] = {}
    for rows in workspace.tables.values():
        for parts in filter(None, (key_parts(row.key) for row in rows.values())):
            counters[parts[0]] = max(parts[1], counters.get(parts[0], 0))
    return Workspace(workspace.tables, counters=counters, revision=workspace.revision)


def _portfolio() -> Workspace:
    return a_workspace(
        a_component("PF-1", name="Acme"),
        a_component("PG-1", "PF-1", name="Website relaunch", reported_rag="A"),
        a_project("P-1", "PG-1", name="Site build", owner=ANN, budget=eur(420_000)),
        a_project("P-2", "PG-1", name="Campaign", owner=BOB, reported_rag="G"),
        a_component("O-1", "PF-1", name="Service desk"),
        a_person("H-1", "Ann Ames", initials="AA", logins=("ann",)),
        a_person("H-2", "Bob Bell", initials="BB", logins=("bob",)),
        *_tasks(),
        *_risks(),
        Issue(id=id_of("I-1"), key="I-1", component=id_of("P-1"), title="Test server down"),
        Decision(id=id_of("D-1"), key="D-1", component=id_of("P-1"), title="Host in Europe"),
        Assumption(id=id_of("A-1"), key="A-1", component=id_of("P-1"), title="Texts come in time"),
        Benefit(
            id=id_of("B-1"), key="B-1", component=id_of("P-1"), title="Fewer calls", state="retired"
        ),
    )


def a_large_project(count: int) -> Workspace:
    """A project with so many tasks on its board, and as many risks."""
    columns = ("Backlog", "Ready", "Doing", "Review", "Done")
    return a_workspace(
        a_project("P-1", name="Large"),
        *(a_task(f"T-{at}", f"Task number {at}", column=columns[at % 5]) for at in range(count)),
        *(a_risk(f"R-{at}", at % 5 + 1, at % 4 + 1, title=f"Risk {at}") for at in range(count)),
    )


def _tasks() -> tuple[Parts, ...]:
    return (
        a_task("T-1", "Cookie banner", column="Backlog", board_rank="b", owner=BOB),
        a_task("T-2", "Sitemap", column="Backlog", board_rank="c", tags=("seo",)),
        a_task("T-3", "Redirects", column="Backlog", board_rank="d", priority=3, days=2),
        a_task("T-4", "Content model", column="Ready", board_rank="b", owner=ANN, due=day(4)),
        a_task(
            "T-5", "Checkout flow", column="Doing", board_rank="b", priority=1, owner=BOB,
            due=day(-3), entered=day(-9), percent=60, actual_start=day(-9),
        ),
        a_task("T-6", "Payments", column="Doing", board_rank="c", after="T-5", owner=ANN),
        a_task("T-7", "Domain", column="Done", board_rank="b", percent=100,
               actual_finish=day(-20)),
        (a_check("T-5", 1, done=True), a_check("T-5", 2)),
        a_task("M-1", "Launch", due=day(11), after="T-6"),
        a_task("T-20", "Leaflet", project="P-2", column="Doing", board_rank="b", after="T-4"),
        a_task("T-21", "Posters", project="P-2", column="Backlog", board_rank="b"),
    )  # fmt: skip


def _risks() -> tuple[Risk, ...]:
    return (
        a_risk("R-1", 4, 5, title="Supplier delivers late", owner=BOB, response="mitigate",
               state="assessed", next_review=day(-2), money_impact=eur(50_000)),
        a_risk("R-2", 2, 2, title="Search vendor offers a pilot", kind="opportunity",
               state="assessed", response="exploit"),
        a_risk("R-3", 1, 2, title="Editors leave", state="assessed", owner=ANN),
        a_risk("R-4", 5, 5, project="P-2", title="Print prices rise", state="assessed"),
    )  # fmt: skip
