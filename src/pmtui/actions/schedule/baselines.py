"""This file takes baselines: what is planned now, frozen for good."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

import msgspec
from msgspec import structs

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Action, Arg, Proposal, Refused, Situation, Values
from pmtui.figures.components.component_dates import (
    APPROVED_KINDS,
    baseline_in_force,
    baselines_of,
)
from pmtui.figures.schedule_analysis.baseline_pictures import Picture, frozen_fields, picture_now
from pmtui.figures.schedule_analysis.frozen_costs import FrozenCosts, frozen_costs
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops, apply, edit
from pmtui.model.entities.baselines import BASELINE_CALENDARS, BaselineKind
from pmtui.model.entities.components import Component
from pmtui.model.entities.registers import CHANGES, Change
from pmtui.model.workspace.workspace import Workspace

KINDS: Final = get_args(BaselineKind)
"""What a baseline can be."""


class _Wish(msgspec.Struct, frozen=True):
    """What was asked for."""

    label: str
    change: str
    """Key of the change request; empty where none was named."""
    is_snapshot: bool = False


def _take(situation: Situation, values: Values) -> Proposal:
    wish = _wish(str(values.get("label") or ""))
    figures = Figures(situation.workspace, situation.today)
    ops: list[Op] = []
    taken = 0
    for component in _components(situation, figures):
        ops += _baseline(situation, figures, component, wish)
        taken += 1
    if not taken:
        raise Refused("nothing here has dates to freeze: give a task a duration, or a start")
    message = f"baseline {wish.label} taken"
    return Proposal(tuple(ops), message if taken == 1 else f"{message} of {taken} components")


def _rebaseline(situation: Situation, values: Values) -> Proposal:
    """Accept changes, and freeze as it is planned now what they are in, in one edit."""
    changes = [row for row in situation.rows if isinstance(row, Change)]
    ops = tuple(op for change in changes for op in _accepted(change))
    now = structs.replace(situation, workspace=apply(situation.workspace, ops))
    figures = Figures(now.workspace, now.today)
    homes: dict[int, Change] = {}
    for change in changes:
        for component in _dated(figures, (change.component,)):
            homes.setdefault(component.id, change)
    if not homes:
        raise Refused("nothing in it has dates to freeze: give a task a duration, or a start")
    for row_id, change in homes.items():
        label = str(values.get("label") or "").strip() or change.title
        component = now.workspace.components[row_id]
        ops += tuple(_baseline(now, figures, component, _Wish(label, change.key)))
    keys = ", ".join(change.key for change in changes)
    count = f"of {len(homes)} components" if len(homes) > 1 else ""
    return Proposal(ops, f"{keys} accepted, new baseline {count}".rstrip() + " taken")


def _accepted(change: Change) -> Ops:
    """What accepts a change that is not accepted yet.

    Raises:
        Refused: it was turned down.
    """
    if "reject" in {change.decision, change.state.removesuffix("ed")}:
        raise Refused(f"{change.key} {change.title} was rejected: assess it anew first")
    return edit(CHANGES.name, change, decision="accept") if change.decision != "accept" else ()


def _needs_change(situation: Situation) -> str | None:
    return None if situation.rows else "no change under the cursor"


def _components(situation: Situation, figures: Figures) -> Iterator[Component]:
    """The components in scope that have something to freeze."""
    chosen = [target.id for target in situation.targets if target.table == "components"]
    yield from _dated(figures, chosen or [situation.scope])


def _dated(figures: Figures, tops: Iterable[int]) -> Iterator[Component]:
    """The components below some, with those, that have something to freeze."""
    components = figures.workspace.components
    for top in tops:
        for component_id in figures.live_subtree(top):
            row = components[component_id]
            picture = _picture(figures, row)
            if picture.tasks or (picture.start and picture.finish):
                yield row


def _baseline(
    situation: Situation, figures: Figures, component: Component, wish: _Wish
) -> Iterator[Op]:
    workspace = situation.workspace
    kind, change = _kind(workspace, component, wish)
    picture = _picture(figures, component)
    costs = frozen_costs(figures, component.id, picture.tasks)
    earlier = baselines_of(workspace, component.id)
    made = new_entity(
        situation,
        "baselines",
        "",
        {
            "component": component.id,
            "label": wish.label,
            "number": earlier[-1].number + 1 if earlier else 1,
            "kind": kind,
            "taken_at": situation.today,
            "approved_by": situation.actor if kind in APPROVED_KINDS else 0,
            "approved_at": situation.today if kind in APPROVED_KINDS else None,
            "change": change,
            "start": picture.start,
            "finish": picture.finish,
            "budget": picture.budget,
            "currency": costs.currency,
            "plan_rate": costs.plan_rate,
            "plan_base": costs.plan_base,
        },
    )
    yield from made
    place = {"baseline": made[0].id, "component": component.id}
    calendars = {0: 0}
    for hours in costs.calendars:
        ops = new_entity(situation, BASELINE_CALENDARS.name, "", {**hours, **place})
        calendars[len(calendars)] = ops[0].id
        yield from ops
    for task in picture.tasks.values():
        fields = {**frozen_fields(task), **_spread(costs, task.task, calendars), **place}
        yield from new_entity(situation, "baseline_rows", "", fields)
    if kind in APPROVED_KINDS:
        promised = {"baseline_start": picture.start, "baseline_finish": picture.finish}
        yield from edit("components", component, **promised)


def _spread(costs: FrozenCosts, task: int, calendars: Mapping[int, int]) -> Mapping[str, object]:
    """What a task costs by when, as fields of its row; nothing where it costs nothing."""
    spread = costs.tasks.get(task)
    if spread is None:
        return {}
    return {**structs.asdict(spread), "calendar": calendars[spread.calendar]}


def _picture(figures: Figures, component: Component) -> Picture:
    try:
        found = picture_now(figures, component.id)
    except ValueError as error:
        raise Refused(f"{component.key} {component.name} has no dates: {error}") from error
    if found is None:
        raise Refused(f"{component.key} has gone")
    return found


def _kind(workspace: Workspace, component: Component, wish: _Wish) -> tuple[str, int]:
    """What the new baseline is; one that takes another's place needs an accepted change."""
    held = baseline_in_force(workspace, component.id)
    if wish.is_snapshot:
        return "snapshot", 0
    if held is None:
        return "original", 0
    name = f"{component.key} is held to {held.key} {held.label}"
    found = workspace.by_key(wish.change) if wish.change else None
    if found is None or not isinstance(found[1], Change):
        raise Refused(f"{name}: add change:C-n, an accepted change request, or kind:snapshot")
    if found[1].decision != "accept":
        raise Refused(f"{name}: {found[1].key} {found[1].title} is not accepted")
    return "current", found[1].id


def _wish(typed: str) -> _Wish:
    """What was typed: a label, and among its words `change:C-3` or `kind:snapshot`."""
    words = typed.split()
    change = next((word.partition(":")[2] for word in words if word.startswith("change:")), "")
    kind = next((word.partition(":")[2] for word in words if word.startswith("kind:")), "")
    if kind not in {"", *KINDS}:
        raise Refused(f"kind:{kind} is none of {', '.join(KINDS)}")
    label = " ".join(word for word in words if not word.startswith(("change:", "kind:")))
    if not label:
        raise Refused("a baseline needs a label, such as: Board approved")
    return _Wish(label, change, kind == "snapshot")


ACTIONS: Final = (
    Action(
        id="baseline.take",
        title="Take baseline",
        help="Freezes dates, work and budget; the next one needs an accepted change request.",
        group="judge",
        keys=("B",),
        contexts=("any", "tree"),
        args=(Arg("label", "text", "label (change:C-n or kind:snapshot where needed)"),),
        verb="baseline",
        bulk=True,
        propose=_take,
    ),
    Action(
        id="baseline.change",
        title="Accept and rebaseline",
        help="Accepts a change and freezes anew what it is in, as planned now, in one edit.",
        group="judge",
        tables=(CHANGES.name,),
        args=(Arg("label", "text", "label of the baseline", required=False, rest=True),),
        verb="rebaseline",
        refuse=_needs_change,
        propose=_rebaseline,
    ),
)
"""The actions of this file."""
