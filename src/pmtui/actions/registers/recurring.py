"""This file makes what recurs, changes it from a day on, and completes and skips occurrences."""

from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

import msgspec

from pmtui.actions.adding.creation import new_entity
from pmtui.actions.adding.occurrence_rows import making_ops
from pmtui.actions.consequences.column_entry import ending_fields
from pmtui.actions.core.action import (
    SHOWN,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Target,
    UnagreedError,
    Values,
    WrongInputError,
    day_given,
)
from pmtui.model.changes.ops import Ops, apply, edit
from pmtui.model.recurring.occurrences import (
    MADE_TABLES,
    Occurrence,
    coming,
    described,
    ended_before,
    is_day_of,
    missed,
    occurrence_on,
)
from pmtui.model.recurring.recurrences import RECURRENCES, Recurrence, RecurrenceKind
from pmtui.query.dates.parsing import date_text
from pmtui.query.error import QueryError
from pmtui.query.values.scalars import recurrence_rule

_MISSED: Final = "missed"
"""The word for all that was missed."""
_MOST_SKIPPED: Final = 366
_AGREE: Final = "agree to these days"


def _recur(situation: Situation, values: Values) -> Proposal:
    rule = _rule(values)
    starts = day_given(situation, values, "starts") or situation.today
    fields: dict[str, object] = {
        "title": str(values.get("title") or "").strip(),
        "rule": rule,
        "starts": starts,
        "kind": str(values.get("kind") or get_args(RecurrenceKind)[0]),
        "owner": values.get("owner") or 0,
    }
    if not fields["title"]:
        raise WrongInputError("what recurs needs a name, such as Weekly call")
    ops = new_entity(situation, RECURRENCES.name, "", fields)
    return _agreed(situation, ops, str(fields["title"]), rule, starts)


def _agreed(situation: Situation, ops: Ops, title: str, rule: str, starts: date) -> Proposal:
    """The ops that give something a rule, once its next days were shown and agreed to."""
    words, days = described(rule, starts, situation.today)
    if not situation.confirmed:
        raise UnagreedError(days, _AGREE)
    return Proposal(ops, f"{title}, {words}: {days}", ops[-1].id)


def _rule(values: Values) -> str:
    try:
        return recurrence_rule(str(values.get("rule") or ""))
    except QueryError as error:
        raise WrongInputError(f"rule: {error}") from error


def _change_from(situation: Situation, values: Values) -> Proposal:
    if len(situation.targets) != 1:
        raise Refused("stand on one occurrence: it and all later ones get the rule")
    recurrence, day = _occurrence_of(situation, situation.targets[0])
    rule, before = _rule(values), ended_before(recurrence, day)
    if not before:
        ops = edit(RECURRENCES.name, recurrence, rule=rule, starts=day)
        return _agreed(situation, ops, recurrence.title, rule, day)
    kept = ("title", "kind", "owner", "component", "notes", "tags")
    fields = {name: getattr(recurrence, name) for name in kept}
    fields |= {"rule": rule, "starts": day, "follows": recurrence.id}
    here = msgspec.structs.replace(situation, scope=recurrence.component)
    ops = edit(RECURRENCES.name, recurrence, rule=before)
    ops += new_entity(here, RECURRENCES.name, "", fields)
    name = f"{recurrence.title} from {date_text(day, situation.today)} on"
    return _agreed(situation, ops, name, rule, day)


def _occurrence_of(situation: Situation, target: Target) -> tuple[Recurrence, date]:
    """What an action is done to as an occurrence: its recurrence and its day."""
    row = situation.workspace.get(target.table, target.id)
    recurrence = situation.workspace.rows_of(Recurrence).get(getattr(row, "recurrence", 0))
    day: date | None = getattr(row, "occurrence", None)
    if recurrence is None or day is None:
        raise Refused(f"{getattr(row, 'key', '')} is no occurrence of what recurs".strip())
    return recurrence, day


def _meant(situation: Situation, recurrence: Recurrence, values: Values) -> date:
    """The day that is meant: that given, else today's, else the last missed, else the next."""
    given = day_given(situation, values, "day")
    if given is not None:
        if not is_day_of(recurrence, given):
            near = coming(situation.workspace, recurrence, given, 1)
            next_one = f"; the next occurrence is {near[0].isoformat()}" if near else ""
            raise WrongInputError(
                f"day: {recurrence.key} has no occurrence on {given.isoformat()}{next_one}"
            )
        return given
    ahead = coming(situation.workspace, recurrence, situation.today)
    lost = missed(situation.workspace, recurrence, situation.today)
    if ahead and ahead[0] == situation.today:
        return ahead[0]
    days: Sequence[date] = lost[-1:] or ahead
    if not days:
        raise Refused(f"{recurrence.key} has no occurrence that is missed or to come")
    return days[0]


def _opened(situation: Situation, values: Values) -> tuple[Occurrence, Ops]:
    recurrence = situation.rows[0]
    if not isinstance(recurrence, Recurrence):
        raise Refused("stand on what recurs first")
    occurrence = occurrence_on(
        situation.workspace, recurrence, _meant(situation, recurrence, values)
    )
    return occurrence, making_ops(situation, occurrence)


def _open(situation: Situation, values: Values) -> Proposal:
    occurrence, ops = _opened(situation, values)
    if not ops:
        raise Refused(f"{occurrence.key} is there already")
    return Proposal(
        ops, f"{occurrence.key} of {date_text(occurrence.day, situation.today)} made", occurrence.id
    )


def _complete(situation: Situation, values: Values) -> Proposal:
    occurrence, ops = _opened(situation, values)
    there = apply(situation.workspace, ops)
    row = there.get(occurrence.table, occurrence.id)
    here = msgspec.structs.replace(situation, workspace=there)
    done = edit(occurrence.table, row, **ending_fields(here, row)) if row is not None else ()
    if not done:
        raise Refused(f"{occurrence.key} is done already")
    day = date_text(occurrence.day, situation.today)
    return Proposal(
        (*ops, *done),
        f"{occurrence.key} {occurrence.recurrence.title} of {day} done",
        occurrence.id,
    )


def _skip(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    lines: list[str] = []
    for target in situation.targets:
        row = apply(situation.workspace, ops).get(target.table, target.id)
        if isinstance(row, Recurrence):
            days = _skipped(situation, row, values)
        elif row is not None:
            recurrence, day = _occurrence_of(situation, target)
            if target not in situation.untouched:
                ops += edit(target.table, row, archived=True)
                lines.append(f"{row.key} archived")
                continue
            row, days = recurrence, [day]
        else:
            continue
        there = apply(situation.workspace, ops).rows_of(Recurrence)[row.id]
        texts = (*there.skipped, *(day.isoformat() for day in days))
        ops += edit(RECURRENCES.name, there, skipped=tuple(dict.fromkeys(texts)))
        lines.append(f"{row.key} {row.title}: {', '.join(texts[-len(days) :][:6])} skipped")
    return Proposal(ops, "; ".join(lines))


def _skipped(situation: Situation, recurrence: Recurrence, values: Values) -> Sequence[date]:
    """The days of a recurrence that are to be left out."""
    if str(values.get("day") or "").strip().casefold() != _MISSED:
        return [_meant(situation, recurrence, values)]
    days = missed(situation.workspace, recurrence, situation.today)
    if not days:
        raise Refused(f"{recurrence.key} has missed nothing")
    if len(days) > _MOST_SKIPPED:
        raise Refused(
            f"{recurrence.key} has missed {len(days)}: give it a later first day instead"
            f" (set {recurrence.key} starts=DAY)"
        )
    return days


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "stand on what recurs, or on an occurrence"


_WHICH: Final = Arg(
    "day", "text", "of which day; today's, the last missed or the next where empty",
    required=False,
)  # fmt: skip
ACTIONS: Final = (
    Action(
        id="recurrence.add",
        title="Recur",
        help="Adds what recurs by a rule such as `every monday`; its next days are shown first.",
        group="add",
        args=(
            Arg("title", "text", "what recurs"),
            Arg("rule", "text", "when: every monday, monthly on the last day, every quarter"),
            Arg("starts", "text", "first day; today where empty", required=False, asked=False),
            Arg("owner", "person", "who does it", required=False, asked=False),
            Arg(
                "kind",
                "choice",
                "what is made of it",
                get_args(RecurrenceKind),
                required=False,
                asked=False,
            ),
        ),
        verb="recur",
        previews=True,
        propose=_recur,
    ),
    Action(
        id="recurrence.change_from",
        title="Change from here on",
        help="Gives an occurrence and all later ones another rule; what was made stays.",
        group="act",
        contexts=(SHOWN,),
        tables=MADE_TABLES,
        args=(Arg("rule", "text", "when: every tuesday, monthly on the 1st"),),
        verb="recur_from",
        previews=True,
        refuse=_no_target,
        propose=_change_from,
    ),
    Action(
        id="occurrence.open",
        title="Open occurrence",
        help="Makes the record of an occurrence, to be edited as any other.",
        group="act",
        contexts=(SHOWN,),
        tables=(RECURRENCES.name,),
        args=(_WHICH,),
        verb="occurrence",
        refuse=_no_target,
        propose=_open,
    ),
    Action(
        id="occurrence.complete",
        title="Occurrence done",
        help="Completes an occurrence of what recurs.",
        group="act",
        keys=("c",),
        contexts=(SHOWN,),
        tables=(RECURRENCES.name,),
        args=(msgspec.structs.replace(_WHICH, asked=False),),
        verb="occurrence_done",
        refuse=_no_target,
        propose=_complete,
    ),
    Action(
        id="occurrence.skip",
        title="Skip occurrence",
        help="Leaves an occurrence out, or all that were missed; one that was made is archived.",
        group="act",
        contexts=(SHOWN,),
        tables=(RECURRENCES.name, *MADE_TABLES),
        args=(msgspec.structs.replace(_WHICH, prompt=f"{_WHICH.prompt}; or {_MISSED}"),),
        verb="skip",
        bulk=True,
        refuse=_no_target,
        propose=_skip,
    ),
)
"""What is done about work that recurs."""
