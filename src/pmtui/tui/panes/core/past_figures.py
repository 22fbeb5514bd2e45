"""This file reads how everything was some time ago; a long history takes a while."""

from datetime import date

from pmtui.actions.core.action import Refused
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import HorizonError, Past
from pmtui.session.session import Session

QUIET_SECONDS = 0.4
"""How long after a first frame a pane begins to look back: keys pressed at once come first."""
MOST_TASKS = 20_000
"""Tasks up to which the plans of a past day are worked out beside the screen."""


def past_or_oldest(session: Session, day: date) -> Past | None:
    """Everything at the end of a day, or as early as a shorter history knows it."""
    try:
        return session.past(day)
    except Refused as refused:
        horizon = refused.__cause__
    return horizon.reached if isinstance(horizon, HorizonError) else None


def figures_at(session: Session, day: date) -> Figures | None:
    """The figures at the end of a day, plans and all; None where nobody knows or it takes long."""
    if len(session.workspace.tasks) > MOST_TASKS:
        return None
    try:
        past = session.past(day)
    except Refused:
        return None
    figures = Figures(past.workspace, day)
    figures.rollup(0)
    return figures
