"""This file says which command of the screen does what each of `actions.core.screen_actions` says.

A family of commands that few people use at once loads with the first of them.
"""

from collections.abc import Mapping
from typing import Final

from pmtui.tui.commands.edits import EDITS
from pmtui.tui.commands.filters import FILTERS, FILTERS_WITH_ARGUMENTS
from pmtui.tui.commands.moving import MOVING
from pmtui.tui.commands.places import PLACES
from pmtui.tui.main.workbench import ScreenCommand, ScreenCommandWithArguments, Workbench


def _dialog(action_id: str) -> ScreenCommand:
    def run(desk: Workbench) -> None:
        from pmtui.tui.commands.dialogs import DIALOGS

        DIALOGS[action_id](desk)

    return run


def _roadmap(action_id: str) -> ScreenCommand:
    def run(desk: Workbench) -> None:
        from pmtui.tui.commands.roadmap import ROADMAP

        ROADMAP[action_id](desk)

    return run


def _past(action_id: str) -> ScreenCommand:
    def run(desk: Workbench) -> None:
        from pmtui.tui.commands.as_of import PAST

        PAST[action_id](desk)

    return run


def _what_if(desk: Workbench) -> None:
    from pmtui.tui.commands.adopt import what_if

    what_if(desk)


def _hit(step: int) -> ScreenCommand:
    def run(desk: Workbench) -> None:
        from pmtui.tui.commands.next_hit import go_to_hit

        go_to_hit(desk, step)

    return run


def _adopt(desk: Workbench) -> None:
    from pmtui.tui.commands.adopt import adopt

    adopt(desk)


def _column(desk: Workbench) -> None:
    from pmtui.tui.commands.board_columns import change

    change(desk)


def _week(desk: Workbench) -> None:
    from pmtui.tui.timesheets.show_week import show_week

    show_week(desk)


def _round(desk: Workbench) -> None:
    from pmtui.tui.rounds.go_round import go_round

    go_round(desk)


def _level(desk: Workbench) -> None:
    from pmtui.tui.levelling.show_levelling import show_levelling

    show_levelling(desk)


def _report(desk: Workbench) -> None:
    from pmtui.tui.reports.show_report import show_report

    show_report(desk)


def _simulate(desk: Workbench) -> None:
    from pmtui.tui.reports.simulate_scope import simulate_scope

    simulate_scope(desk)


def _import(desk: Workbench, given: Mapping[str, object]) -> None:
    from pmtui.tui.screens.importing.show_import import import_file

    import_file(desk, given)


def _update_sheets(desk: Workbench, given: Mapping[str, object]) -> None:
    from pmtui.tui.rounds.write_sheets import write_update_sheets

    write_update_sheets(desk, given)


def _meeting(desk: Workbench, given: Mapping[str, object]) -> None:
    from pmtui.tui.meetings.go_through import go_through

    go_through(desk, given)


_IN_DIALOGS: Final = ("edit.external", "explain", "settings", "store.save_as")
_ON_THE_ROADMAP: Final = (
    "row.fold", "row.fold_all",
    "time.nearer", "time.farther", "time.fit", "time.today", "time.bar",
    "links.shown", "links.next", "links.previous",
    "bar.later", "bar.earlier", "bar.longer", "bar.shorter",
)  # fmt: skip
_IN_THE_PAST: Final = ("as_of", "changes.since", "day")

COMMANDS: Final[Mapping[str, ScreenCommand]] = {
    **MOVING,
    **PLACES,
    **FILTERS,
    **EDITS,
    **{action_id: _dialog(action_id) for action_id in _IN_DIALOGS},
    **{action_id: _roadmap(action_id) for action_id in _ON_THE_ROADMAP},
    **{action_id: _past(action_id) for action_id in _IN_THE_PAST},
    "filter.next": _hit(1),
    "filter.previous": _hit(-1),
    "what_if": _what_if,
    "board.column": _column,
    "store.adopt": _adopt,
    "time.week": _week,
    "task.round": _round,
    "report": _report,
    "project.level": _level,
    "simulate": _simulate,
    "meeting.open": lambda desk: _meeting(desk, {}),
}
"""What each command of the screen does, by action id."""
COMMANDS_WITH_ARGUMENTS: Final[Mapping[str, ScreenCommandWithArguments]] = {
    **FILTERS_WITH_ARGUMENTS,
    "import": _import,
    "update_sheets": _update_sheets,
    "meeting.open": _meeting,
}
"""The same, where something was typed behind them: arguments by name."""
