"""This file tests which decisions are waited for, from whom, and until when."""

from datetime import date

from pmtui.figures.attention.decisions_wanted import decisions_wanted
from pmtui.model.entities.registers import Change, Gate, Issue
from tests.conftest import a_component, a_person, a_project, a_risk, figures_of, id_of

ANN, BOB = a_person("H-1", "Ann"), a_person("H-2", "Bob")
PROJECT = id_of("P-1")
PARTS = (
    ANN,
    BOB,
    a_component("PG-1", owner=ANN.id),
    a_project("P-1", "PG-1", owner=BOB.id),
    Gate(id=5, key="G-1", component=PROJECT, title="Build", due=date(2026, 12, 11)),
    Gate(id=6, key="G-2", component=PROJECT, title="Far", due=date(2027, 6, 1)),
    Gate(id=7, key="G-3", component=PROJECT, title="Past", due=date(2026, 11, 1), owner=ANN.id),
    Gate(id=8, key="G-4", component=PROJECT, title="Gone", due=date(2026, 11, 1), decision="go"),
    Change(id=9, key="C-1", component=PROJECT, title="More", authority=ANN.id),
    Change(id=10, key="C-2", component=PROJECT, title="Done", decision="accept", state="accepted"),
    Issue(id=11, key="I-1", component=PROJECT, title="Ask", kind="request_for_change"),
    Issue(id=12, key="I-2", component=PROJECT, title="Bug"),
)


def keys(scope: str) -> list[tuple[str, int]]:
    risk = a_risk(
        "R-1", 4, 4, state="escalated", escalated_to=id_of("PG-1"),
        escalated_at=date(2026, 11, 20), next_review=date(2026, 11, 30),
    )  # fmt: skip
    figures = figures_of(*PARTS, risk)
    found = decisions_wanted(figures, id_of(scope))
    rows = [(figures.workspace.get(one.table, one.id), one.whom) for one in found]
    return [(row.key, whom) for row, whom in rows if row is not None]


def test_what_is_past_comes_first_then_by_date_and_whom_falls_to_the_owner() -> None:
    assert keys("PG-1") == [
        ("G-3", ANN.id),
        ("R-1", ANN.id),
        ("G-1", BOB.id),
        ("C-1", ANN.id),
        ("I-1", BOB.id),
    ]


def test_an_escalation_is_decided_where_it_was_handed_to() -> None:
    assert "R-1" not in dict(keys("P-1"))


def test_nothing_is_wanted_of_what_has_ended() -> None:
    gate = Gate(id=5, key="G-1", component=PROJECT, title="Build", due=date(2026, 12, 11))
    assert decisions_wanted(figures_of(a_project(state="closed"), gate)) == ()
