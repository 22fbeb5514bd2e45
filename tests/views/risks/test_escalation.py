"""This file tests how a title says what became of an escalation."""

from typing import Any

import pytest

from pmtui.model.choosing.decisions import Decision
from pmtui.views.risks.escalation import escalated_title, escalation_text
from tests.conftest import TODAY, a_component, a_person, a_project, a_risk, figures_of, id_of

WAITS: dict[str, Any] = {"state": "escalated", "escalated_to": id_of("PG-1")}


def titles(**fields: Any) -> tuple[str, str, str]:
    """What is said of a risk, and its title without and with the mark of a shadow."""
    figures = figures_of(
        a_component("PG-1"),
        a_project("P-1", "PG-1"),
        a_person("H-1", "Ann Archer"),
        Decision(id=5, key="D-1", component=id_of("PG-1"), title="", owner=id_of("H-1")),
        a_risk("R-1", 3, 3, title="Flood", **fields),
    )
    row = figures.workspace.risks[id_of("R-1")]
    return (
        escalation_text(figures, row),
        escalated_title(figures, row, is_shadow=False),
        escalated_title(figures, row, is_shadow=True),
    )


@pytest.mark.parametrize(
    ("fields", "text", "title"),
    [
        ({}, "", "Flood"),
        (WAITS, "escalated", "Flood (escalated)"),
        (
            {**WAITS, "escalated_at": TODAY.replace(day=21)},
            "escalated 2 d",
            "Flood (escalated 2 d)",
        ),
        ({**WAITS, "escalation_answer": "accept"}, "escalated", "Flood (escalated)"),
        ({"escalation_answer": "accept"}, "accepted", "[accepted] Flood"),
        (
            {"escalation_answer": "decide: buy two", "escalation_decision": 5},
            "decided by Ann Archer: buy two",
            "[decided AA] Flood: buy two",
        ),
        ({"escalation_answer": "return: yours"}, "sent back: yours", "[sent back] Flood: yours"),
        ({"escalation_answer": "later"}, "answer: later", "Flood (answer: later)"),
    ],
)
def test_a_title_says_what_became_of_its_escalation(
    fields: dict[str, Any], text: str, title: str
) -> None:
    assert titles(**fields) == (text, title, f"^ {title}")
