"""This file reads off a store which of its projects need, exclude and replace one another."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from pmtui.figures.selection.problem import Rule, RuleKind
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.measure_dates import moved_by_months
from pmtui.model.choosing.selection_rules import SelectionRule
from pmtui.model.entities.components import LIVE_COMPONENT_STATES
from pmtui.model.entities.tasks import Link
from pmtui.model.rules.life_cycles import has_ended

_STEP: Final = 3
"""Months between two starts that are weighed."""
_MOST_STEPS: Final = 12


class AskedRule(msgspec.Struct, frozen=True):
    """What is asked for beside the limits, with the ids of components."""

    kind: RuleKind
    members: tuple[int, ...]
    key: str = ""
    """Of the row that says so; empty where none does."""
    reason: str = ""


def stored_rules(figures: Figures, scope: int) -> Iterator[AskedRule]:
    """The rules of the projects of a scope: those that are written down, then those of contracts.

    Where a task waits for one of another project, its project needs that one.
    """
    inside, components = {*figures.live_subtree(scope)}, figures.workspace.components
    groups: dict[tuple[RuleKind, str], list[SelectionRule]] = {}
    for rule in figures.workspace.rows_of(SelectionRule).values():
        match rule.kind:
            case "must" | "must_not" if rule.component in inside:
                yield AskedRule(rule.kind, (rule.component,), rule.key, rule.notes)
            case "needs" | "excludes" if rule.other and rule.component in inside:
                pair = (rule.component, rule.other)
                yield AskedRule(rule.kind, pair, rule.key, rule.notes)
            case "excludes" | "at_least_one" if (
                rule.group and not components[rule.component].archived
            ):
                groups.setdefault((rule.kind, rule.group.casefold()), []).append(rule)
    for (kind, _), rules in groups.items():
        members = tuple(rule.component for rule in rules)
        there = [member in inside for member in members]
        if any(there) if kind == "excludes" else all(there):
            notes = next((rule.notes for rule in rules if rule.notes), rules[0].group)
            yield AskedRule(kind, members, rules[0].key, notes)
    yield from _contracts(figures, inside)


def _contracts(figures: Figures, inside: set[int]) -> Iterator[AskedRule]:
    tasks = figures.workspace.tasks
    seen: set[tuple[int, int]] = set()
    for row in figures.workspace.rows_of(Link).values():
        before, after = tasks.get(row.predecessor), tasks.get(row.successor)
        if before is None or after is None or before.archived or after.archived:
            continue
        pair = (after.component, before.component)
        if pair[0] != pair[1] and pair[0] in inside and pair not in seen:
            seen.add(pair)
            yield AskedRule("needs", pair, row.key, f"{after.key} waits for {before.key}")


def placed_rules(
    figures: Figures, rules: Sequence[AskedRule], place: Mapping[int, int]
) -> Iterator[Rule]:
    """The rules between candidates.

    Who is none of them is in where it is under way or done, else out: what a rule asks of the
    others follows.
    """
    for rule in rules:
        there = tuple(dict.fromkeys(place[row] for row in rule.members if row in place))
        others = [row for row in dict.fromkeys(rule.members) if row not in place]
        done = [_key(figures, row) for row in others if goes_on(figures, row)]
        if not others or (rule.kind in {"excludes", "at_least_one"} and there and not done):
            yield Rule(rule.kind, there, rule.key, rule.reason)
        elif rule.kind == "needs" and rule.members[0] in place and not done:
            why = f"{_key(figures, others[0])}, which it needs, is no candidate"
            yield Rule("must_not", (place[rule.members[0]],), rule.key, why)
        elif rule.kind == "excludes" and done:
            why = f"it excludes {done[0]}, which is under way or done"
            yield from (Rule("must_not", (member,), rule.key, why) for member in there)


def goes_on(figures: Figures, component: int) -> bool:
    """Whether a project is under way, or was brought to an end."""
    row = figures.workspace.components.get(component)
    if row is None or row.archived or row.is_given_up:
        return False
    return row.state in LIVE_COMPONENT_STATES or has_ended(row)


def _key(figures: Figures, component: int) -> str:
    row = figures.workspace.components.get(component)
    return (row.key or row.name) if row is not None else "what is gone"


def months_later(figures: Figures, scope: int) -> Mapping[int, tuple[int, ...]]:
    """By how many months projects may start later than planned, quarter by quarter, from 0."""
    later: dict[int, tuple[int, ...]] = {}
    components = figures.workspace.components
    inside = {*figures.live_subtree(scope)}
    for rule in figures.workspace.rows_of(SelectionRule).values():
        if rule.kind == "start_by" and rule.component in inside and rule.latest is not None:
            start = components[rule.component].start
            if start is not None:
                later[rule.component] = tuple(_steps(start, rule.latest))
    return later


def _steps(start: date, latest: date) -> Iterator[int]:
    yield 0
    for at in range(1, _MOST_STEPS + 1):
        if moved_by_months(start, at * _STEP) > latest:
            return
        yield at * _STEP


def sharers(figures: Figures) -> Mapping[int, tuple[int, ...]]:
    """Who brings about benefits that count once, by the benefit."""
    sharing: dict[int, tuple[int, ...]] = {}
    for rule in figures.workspace.rows_of(SelectionRule).values():
        if rule.kind == "shares":
            sharing[rule.benefit] = (*sharing.get(rule.benefit, ()), rule.component)
    return sharing
