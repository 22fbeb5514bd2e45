"""This file shows the week of a person over the screen, and books what is typed into it."""

from datetime import date

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Refused
from pmtui.actions.timesheets.time_booking import cell_ops
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.timesheets.week_screen import WeekScreen
from pmtui.views.timesheets.week_grid import WeekGrid, week_grid


def show_week(desk: Workbench) -> None:
    """Show this week of the person under the cursor, or else of who is at the keyboard."""
    asked = desk.situation()
    chosen = next((target.id for target in asked.targets if target.table == "people"), 0)
    person = chosen or asked.actor
    if person not in asked.workspace.people:
        desk.say("nobody here has your login: stand on a person (8, then people)", bad=True)
        return
    session = desk.session
    key = asked.workspace.people[person].key

    def ask(day: date) -> WeekGrid:
        return week_grid(session.situation(()).figures, person, day)

    def book(task: int, day: date, spent: str) -> str:
        if desk.standstill:
            return desk.standstill
        try:
            ops = cell_ops(session.situation(()), task, person, day, spent)
            if ops:
                session.submit(ops, "time.book")
        except Refused as refused:
            return str(refused)
        return ""

    def step(action_id: str, week: date, reason: str) -> str:
        if desk.standstill:
            return desk.standstill
        values = {"week": f"@{key} {week} {reason}"}
        try:
            return session.run(CATALOGUE[action_id], session.situation(()), values).proposal.message
        except Refused as refused:
            return str(refused)

    desk.push(WeekScreen(asked.today, ask, book, step), lambda _nothing: None)
