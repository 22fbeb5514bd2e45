"""This file says in project words what became of one row between two workspaces."""

from collections.abc import Callable, Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.difference import ChangedRow
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.tasks import Task
from pmtui.model.rules.life_cycles import can_be_escalated
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.views.changes.fact import Fact, What
from pmtui.views.changes.field_facts import FieldChange, field_fact
from pmtui.views.risks.escalation import escalation_text
from pmtui.views.shapes.table import Tone
from pmtui.views.wording.formatting import choice_label, score_text

_NO_NEWS: Final = frozenset({"id", "entered", "reported_at", "escalated_at"})
"""Fields that only go along with others."""
_HANDED: Final = frozenset(
    {"escalated_from", "escalation_reason", "escalation_answer", "escalation_decision"}
)
"""Fields that an escalation or its answer writes beside what it is about."""
_RAISED: Final = frozenset({"risks", "issues", "changes"})
_NEVER_CLOSED: Final = frozenset({"components", "links"})
"""Tables whose rows are not said to be closed or reopened: the state says it."""
_IMPACTS: Final = frozenset(
    {"probability", "impact_cost", "impact_time", "impact_scope", "impact_quality"}
)
_DONE: Final = frozenset({"column", "percent", "remaining", "actual_start", "actual_finish"})
"""Fields of a task that say that it is done."""


class Pair(msgspec.Struct, frozen=True):
    """A row that is there before and after, and the figures around it."""

    before: Figures
    after: Figures
    table: str
    old: Entity
    new: Entity

    @property
    def id(self) -> int:
        """The row's id."""
        return self.new.id


def facts(before: Figures, after: Figures, row: ChangedRow) -> Iterator[Fact]:
    """What became of a row; nothing where only what nobody looks at has changed."""
    if row.before is None:
        raised = row.table in _RAISED
        yield Fact(what="raised" if raised else "added", text=_coming(after, row), tone="accent")
    elif row.after is None:
        yield Fact(what="removed", text="removed", tone="dim")
    else:
        pair = Pair(before, after, row.table, row.before, row.after)
        told: set[str] = set(_NO_NEWS)
        for about in _SPECIAL.get(row.table, (_archived, _state)):
            for fact, fields in about(pair):
                if not told.issuperset(fields):
                    told |= set(fields)
                    yield fact
        yield from _other_fields(pair, told)


_Told = Iterator[tuple[Fact, Collection[str]]]
"""Facts, each with the fields it tells of."""


def _coming(after: Figures, row: ChangedRow) -> str:
    if row.table == "risks":
        score = score_text(after.score(row.id), after.level(row.id))
        kind = str(getattr(row.after, "kind", "risk"))
        return f"{kind} raised" + (f", score {score}" if after.score(row.id) is not None else "")
    if row.table == "components":
        return f"{getattr(row.after, 'kind', '')} added"
    return "raised" if row.table in _RAISED else "added"


def _archived(pair: Pair) -> _Told:
    was, is_now = getattr(pair.old, "archived", False), getattr(pair.new, "archived", False)
    if was != is_now:
        what: What = "archived" if is_now else "restored"
        yield Fact(what=what, text=what, tone="dim" if is_now else "accent"), {"archived"}


def _moved(pair: Pair) -> _Told:
    if pair.old.component == pair.new.component:
        return
    names = (_component_name(pair.before, pair.old), _component_name(pair.after, pair.new))
    yield (
        Fact(
            what="moved",
            text=f"moved from {names[0]} to {names[1]}",
            field="component",
            before=names[0],
            after=names[1],
        ),
        {"component", "column", "parent"},
    )


def _component_name(figures: Figures, row: Entity) -> str:
    above = figures.workspace.components.get(row.component)
    return " ".join(filter(None, (above.key, above.name))) if above is not None else "the top"


def _done(pair: Pair) -> _Told:
    was, is_now = pair.before.is_done(pair.id), pair.after.is_done(pair.id)
    if is_now and not was:
        yield Fact(what="finished", text="finished", tone="good"), _DONE
    elif was and not is_now:
        yield Fact(what="reopened", text="open again", tone="warn"), _DONE


def _across(pair: Pair) -> _Told:
    """A card that went to another column of its board."""
    if not (isinstance(pair.old, Task) and isinstance(pair.new, Task)):
        return
    old = pair.before.workspace.columns.get(pair.old.column)
    new = pair.after.workspace.columns.get(pair.new.column)
    if new is None or (old is not None and old.id == new.id):
        return
    came = f" from {old.name}" if old is not None else ""
    fact = Fact(
        what="moved",
        text=f"moved{came} to {new.name}",
        field="column",
        before=old.name if old is not None else "",
        after=new.name,
    )
    yield fact, {"column"}


def _state(pair: Pair) -> _Told:
    old, new = getattr(pair.old, "state", ""), getattr(pair.new, "state", "")
    if old == new:
        return
    ends = frozenset[str]() if pair.table in _NEVER_CLOSED else TABLES[pair.table].ended_states
    what: What = "changed"
    tone: Tone = "plain"
    if new in ends and old not in ends:
        what, tone = "closed", "bad" if new == "occurred" else "good"
    elif old in ends and new not in ends:
        what, tone = "reopened", "warn"
    text = f"state {choice_label(old) or 'none'} -> {choice_label(new) or 'none'}"
    yield Fact(what=what, text=text, tone=tone, field="state", before=old, after=new), {"state"}


def _escalated(pair: Pair) -> _Told:
    if not (can_be_escalated(pair.old) and can_be_escalated(pair.new)):
        return
    to = pair.new.escalated_to
    if not to or to == pair.old.escalated_to:
        return
    row = pair.after.workspace.components.get(to)
    name = f"{row.key} {row.name}" if row is not None else str(to)
    fact = Fact(
        what="escalated", text=f"escalated to {name}", tone="warn", field="escalated_to", after=name
    )
    yield fact, {"escalated_to", "state", "response", *_HANDED}


def _answered(pair: Pair) -> _Told:
    if not (can_be_escalated(pair.old) and can_be_escalated(pair.new)):
        return
    answer = pair.new.escalation_answer
    if not answer or answer == pair.old.escalation_answer:
        return
    text = f"escalation {escalation_text(pair.after, pair.new)}"
    fact = Fact(what="changed", text=text, tone="accent", field="escalation_answer", after=answer)
    yield fact, {"escalated_to", "state", "decision", *_HANDED}


def _score(pair: Pair) -> _Told:
    old, new = pair.before.score(pair.id), pair.after.score(pair.id)
    if old == new:
        return
    texts = (
        score_text(old, pair.before.level(pair.id)),
        score_text(new, pair.after.level(pair.id)),
    )
    higher = (new or 0) > (old or 0)
    is_threat = isinstance(pair.new, Risk) and pair.new.kind == "threat"
    tone: Tone = "bad" if higher == is_threat else "good"
    fact = Fact(
        what="rescored",
        text=f"score {texts[0]} -> {texts[1]}",
        tone=tone if new is not None else "warn",
        field="score",
        before=str(old or ""),
        after=str(new or ""),
    )
    yield fact, _IMPACTS


def _other_fields(pair: Pair, told: Collection[str]) -> Iterator[Fact]:
    sides = FieldChange(
        pair.before.workspace, pair.after.workspace, pair.after.today, pair.old, pair.new
    )
    for spec in field_specs(pair.table):
        old, new = getattr(pair.old, spec.name), getattr(pair.new, spec.name)
        if old == new or spec.name in told or spec.kind == "rank":
            continue
        yield field_fact(sides, spec, old, new)


_SPECIAL: Final[Mapping[str, tuple[Callable[[Pair], _Told], ...]]] = MappingProxyType(
    {
        "components": (_archived, _moved, _state),
        "tasks": (_archived, _moved, _done, _across),
        "risks": (_archived, _moved, _escalated, _answered, _state, _score),
        "issues": (_archived, _moved, _escalated, _answered, _state),
    }
)
