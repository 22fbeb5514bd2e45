"""This file declares the figures of stakeholders: how far they are from where they should stand."""

from collections.abc import Iterable
from typing import Final, get_args

from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.governance.stakeholders import STAKEHOLDERS, Engagement, Stakeholder

STEPS: Final[tuple[str, ...]] = tuple(word for word in get_args(Engagement) if word)
"""How somebody stands to it, from the least engaged to the most."""


def engagement_gap(stakeholder: Stakeholder) -> int | None:
    """Steps of engagement that are still to be won; None where either end is not known."""
    if not stakeholder.engagement or not stakeholder.desired:
        return None
    return STEPS.index(stakeholder.desired) - STEPS.index(stakeholder.engagement)


def _inputs(figures: Figures, stakeholder_id: int) -> Iterable[Input]:
    stakeholder = figures.workspace.rows_of(Stakeholder)[stakeholder_id]
    yield Input("now", stakeholder.engagement or None)
    yield Input("desired", stakeholder.desired or None)


FIGURES: Final = (
    Figure(
        id="gap",
        table=STAKEHOLDERS.name,
        title="engagement still to be won",
        help="steps from how they stand to it to how they should",
        kind="number",
        unit="steps of unaware, resistant, neutral, supportive, leading",
        formula="step of the desired engagement - step of the one now",
        source="stakeholder engagement assessment matrix, PMBOK 6, 13.2",
        undefined="nobody has said how they stand to it, or how they should",
        reads=frozenset({STAKEHOLDERS.name}),
        read=lambda _figures: engagement_gap,
        inputs=_inputs,
    ),
)
"""What is known of stakeholders."""
