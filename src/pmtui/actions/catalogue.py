"""This file gathers every action by id and finds the one a key means in a context."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.actions.adding import add_lines, remarks
from pmtui.actions.benefits import business_cases, measuring
from pmtui.actions.board import cards, columns, cycles
from pmtui.actions.checkins import asks
from pmtui.actions.choosing import authorising, recommending
from pmtui.actions.core import screen_actions
from pmtui.actions.core.action import SHOWN, Action, SetMenu, set_menu
from pmtui.actions.costing import closing_periods, status_points
from pmtui.actions.editing import archive, copies, next_state, policy, set_fields
from pmtui.actions.meetings import deciding, holding
from pmtui.actions.registers import (
    communications,
    escalations,
    issues,
    recurring,
    responsibilities,
    risks,
)
from pmtui.actions.reports import simulations, status_reports
from pmtui.actions.scenarios import outcomes, scaling
from pmtui.actions.schedule import (
    baselines,
    calendar_holidays,
    data_dates,
    levelling,
    move_bars,
    reschedule,
    split_tasks,
)
from pmtui.actions.tasks import outline, relocation, task_details
from pmtui.actions.timesheets import time_booking
from pmtui.model.workspace.schema import TABLES
from pmtui.views.catalogue import VIEWS, views_of

FAMILIES: Final = (
    screen_actions,
    add_lines,
    set_fields,
    next_state,
    archive,
    copies,
    cards,
    columns,
    cycles,
    relocation,
    task_details,
    move_bars,
    reschedule,
    data_dates,
    split_tasks,
    levelling,
    outline,
    escalations,
    deciding,
    recommending,
    authorising,
    risks,
    issues,
    communications,
    recurring,
    responsibilities,
    holding,
    remarks,
    baselines,
    status_points,
    closing_periods,
    time_booking,
    calendar_holidays,
    business_cases,
    measuring,
    asks,
    simulations,
    status_reports,
    outcomes,
    scaling,
    policy,
)
"""The modules that define actions, in the order the help lists them."""


def _placed(action: Action) -> Action:
    """An action with the views that show what it is for among its contexts, where it asks so."""
    if SHOWN not in action.contexts:
        return action
    at = action.contexts.index(SHOWN)
    before, after = action.contexts[:at], action.contexts[at + 1 :]
    shown = (*before, *views_of(*action.tables), *after)
    return msgspec.structs.replace(action, contexts=shown)


CATALOGUE: Final = MappingProxyType(
    {action.id: _placed(action) for family in FAMILIES for action in family.ACTIONS}
)
"""Every action, by id, in the order of its family."""

SET_MENUS: Final[Mapping[str, SetMenu]] = MappingProxyType(
    {name: set_menu(spec.letters) for name, spec in TABLES.items() if spec.letters}
)
"""The letters that set fields, by table, as its declaration has them."""

CONTEXTS: Final = ("tree", *VIEWS, "detail")
"""Where keys may mean something of their own."""

NEVER_BOUND: Final = frozenset(
    {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket", "shift+enter", "ctrl+enter",
     "alt+enter"}
    | {f"{hold}+{digit}" for hold in ("ctrl", "alt") for digit in range(10)}
    | {f"ctrl+shift+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
)  # fmt: skip
"""Keys that do not arrive over SSH and tmux."""


def holds_in(action: Action, context: str) -> bool:
    """Whether an action's keys hold in a context; `any` means every view but not the tree."""
    if context in action.contexts:
        return True
    return context != "tree" and "any" in action.contexts


def actions_in(context: str) -> Iterator[Action]:
    """The actions whose keys hold in a context; an action of its own comes before one of `any`."""
    held = [value for value in CATALOGUE.values() if holds_in(value, context)]
    return iter(sorted(held, key=lambda other_action: context not in other_action.contexts))


def verbs() -> Iterator[Action]:
    """The actions that the command line spells."""
    return (value for value in CATALOGUE.values() if value.verb)


def set_menu_of(table: str) -> SetMenu:
    """The letters that set fields of a table's entities; empty where it has none."""
    return SET_MENUS.get(table, ())
