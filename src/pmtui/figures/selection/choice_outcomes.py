"""This file says what became of a project that a body was asked to select."""

from collections.abc import Iterable
from typing import Final

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.choosing.decisions import CHOICES, DECISIONS, Decision, ProjectChoice

OUTCOMES: Final = ("asked", "selected", "not_selected", "refused")
"""Nobody has decided yet; taken in; left out; the whole of it was refused."""


def outcome_of(figures: Figures, choice: ProjectChoice) -> str | None:
    """What became of it; None where its decision is gone."""
    decision = figures.workspace.rows_of(Decision).get(choice.decision)
    if decision is None:
        return None
    if decision.verdict == "accept":
        return "selected" if choice.place == "in" else "not_selected"
    return "refused" if decision.verdict == "reject" else "asked"


def _inputs(figures: Figures, row_id: int) -> Iterable[Input]:
    choice = figures.workspace.rows_of(ProjectChoice).get(row_id)
    decision = figures.workspace.rows_of(Decision).get(choice.decision) if choice else None
    if choice is None or decision is None:
        yield Input("undefined because", "its decision is gone")
        return
    yield Input("decision", f"{decision.key} {decision.title}")
    yield Input("what was decided", decision.verdict or "nothing yet")
    yield Input("place", choice.place)


FIGURES: Final = (
    Figure(
        id="outcome",
        table=CHOICES.name,
        title="what became of it",
        help="whether its project was selected by the decision",
        kind="choice",
        choices=OUTCOMES,
        unit=", ".join(OUTCOMES),
        formula="by the decision, and whether it takes the project in",
        source="own reading of PMI, The Standard for Portfolio Management, 4th edition",
        undefined="its decision is gone",
        reads=frozenset({CHOICES.name, DECISIONS.name}),
        read=lambda figures: lambda choice: outcome_of(figures, choice),
        inputs=_inputs,
    ),
)
"""What becomes of choices."""
