"""This file goes back in time on the screen: all as it was, what changed since, and my day."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, tzinfo
from typing import Final, TypeVar

from pmtui import clock
from pmtui.actions.core.action import Target
from pmtui.figures.reports.comparison import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.as_of import Past, When
from pmtui.query.dates.moments import parse_moment
from pmtui.query.dates.parsing import date_text
from pmtui.query.error import QueryError
from pmtui.tui.background import beside
from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.tui.navigation.view_context import AsOf
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.screens.adopt_changes import ChangesScreen
from pmtui.views.changes.change_list import Changes, changes
from pmtui.views.changes.conflict_card import moment_words
from pmtui.views.overview.my_day import FAR, MyDay, last_here, my_day

Result = TypeVar("Result")
_HINT: Final = "yesterday, -7d, 1 nov, 2026-11-01 14:30, r1242"


def _as_of(desk: Workbench) -> None:
    """Show everything as it was at a moment, or come back to now."""
    if desk.screen.as_of is not None:
        desk.screen.go_to(None)
        desk.say("this is now again")
        return
    _ask(desk, "as of", lambda when: _go(desk, when))


def _changes_since(desk: Workbench) -> None:
    """List what changed in the scope since a moment: the one shown, else one that is asked for."""
    shown = desk.screen.as_of
    if shown is not None:
        _list(desk, shown.past)
        return

    def answered(when: When) -> None:
        _later(desk, lambda: desk.session.past(when), lambda past: _list(desk, past))

    _ask(desk, "changes since", answered)


def _ask(desk: Workbench, prompt: str, chosen: Callable[[When], None]) -> None:
    today, zone = desk.session.today, _zone(desk)

    def meaning(text: str) -> str:
        try:
            when = parse_moment(text, today, zone) if text.strip() else None
        except QueryError as error:
            return str(error)
        return f"= {_words(when, today)}" if when is not None else _HINT

    def wrong(text: str) -> str:
        try:
            parse_moment(text, today, zone)
        except QueryError as error:
            return str(error)
        return ""

    def answered(text: str) -> None:
        when = parse_moment(text, today, zone)
        if when is None:
            desk.say("this is now")
        else:
            chosen(when)

    desk.ask(Question(prompt, answered, echo=meaning, refuse=wrong))


def _go(desk: Workbench, when: When) -> None:
    def read() -> AsOf:
        past = desk.session.past(when)
        day = past.day or desk.session.today
        words = f"as of {_moment(desk, past)} r{past.workspace.revision}"
        return AsOf(past, Figures(past.workspace, day, in_turns=True), day, words)

    def arrived(found: AsOf) -> None:
        desk.screen.go_to(found)
        desk.say(f"{found.words}: @ or Esc comes back to now, C lists what changed since")

    _later(desk, read, arrived)


def _list(desk: Workbench, past: Past) -> None:
    scope = desk.screen.showing.scope_id
    now, today = desk.session.workspace, desk.session.today

    def arrived(found: Changes) -> None:
        desk.say("")
        title = f"changed since {_moment(desk, past)}"
        desk.push(
            ChangesScreen(title, found.sections, found.summary), lambda target: _open(desk, target)
        )

    def listed() -> Changes:
        then = Figures(past.workspace, past.day or today)
        count = now.revision - past.workspace.revision
        commits = desk.session.history(count) if count else ()
        comparison = compared(then, Figures(now, today), scope, commits)
        return changes(past.workspace, now, scope, today, comparison=comparison)

    _later(desk, listed, arrived)


def _day(desk: Workbench) -> None:
    """List what is due, and what changed of theirs since somebody was here last."""
    session, me = desk.session, desk.screen.showing.me
    now, today, zone = session.workspace, session.today, _zone(desk)
    if me not in now.people:
        desk.say("nobody here has your login: add it to the logins of your person", bad=True)
        return
    scope = desk.screen.showing.scope_id

    def worked_out() -> MyDay:
        commits = session.history(FAR)
        revision = last_here(now.people[me].logins, commits, today, zone)
        past = session.past(revision) if 0 < revision < now.revision else None
        then = Figures(past.workspace, past.day or today) if past is not None else None
        return my_day(Figures(now, today), scope, me, then=then, commits=commits)

    def arrived(mine: MyDay) -> None:
        desk.say("")
        desk.push(ChangesScreen("my day", mine.sections), lambda target: _open(desk, target))

    _later(desk, worked_out, arrived)


def _open(desk: Workbench, target: Target | None) -> None:
    if target is not None:
        desk.screen.open_detail(target)


def _later(desk: Workbench, work: Callable[[], Result], arrived: Callable[[Result], None]) -> None:
    """Do what may take a while beside the screen, and go on with what came of it."""
    desk.say("reading the history")
    beside(desk.screen, lambda _job: work(), arrived, lambda words: desk.say(words, bad=True))


def _words(when: When, today: date) -> str:
    if isinstance(when, int):
        return f"revision {when}"
    if isinstance(when, datetime):
        return f"{date_text(when.date(), today)} {when:%H:%M}"
    return f"the end of {date_text(when, today)}"


def _moment(desk: Workbench, past: Past) -> str:
    today = desk.session.today
    if past.at:
        return moment_words(past.at, today, _zone(desk))
    return date_text(past.day, today) if past.day is not None else "the beginning"


def _zone(desk: Workbench) -> tzinfo:
    return clock.zone(desk.session.workspace.policy.timezone)


PAST: Final[Mapping[str, ScreenCommand]] = {
    "as_of": _as_of,
    "changes.since": _changes_since,
    "day": _day,
}
"""Commands that look back, by action id."""
