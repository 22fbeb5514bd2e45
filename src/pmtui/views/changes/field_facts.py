"""This file says in project words from what to what one field of a row changed."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from pmtui.model.entities.entity import Money, as_text, as_words
from pmtui.model.workspace.schema import FieldSpec
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.values.formatting import is_empty, money_text, typed_text, value_text
from pmtui.views.changes.fact import Fact, What
from pmtui.views.shapes.table import Tone
from pmtui.views.wording.formatting import RAG_TONES, count_with_noun, short_date

_ENDS: Final = frozenset({"finish", "due", "baseline_finish", "promised", "actual_finish"})
"""Dates whose being later is a slip."""


class FieldChange(NamedTuple):
    """Where a field's values are looked up, before and after, and the day it is."""

    before: Workspace
    after: Workspace
    today: date
    old: object = None
    new: object = None
    """The row before and after, which says the unit of a lag or a duration."""


class _FieldWords(NamedTuple):
    text: str
    what: What = "changed"
    tone: Tone = "plain"
    days: int | None = None


def field_fact(sides: FieldChange, spec: FieldSpec, old: object, new: object) -> Fact:
    """What became of one field.

    Args:
        sides: names are those of their time.
        spec: the field.
        old: what it held, of the field's type.
        new: what it holds, which is something else.
    """
    words = _words(sides, spec, old, new)
    return Fact(
        what=words.what,
        text=f"{spec.label} {words.text}",
        tone=words.tone,
        field=spec.name,
        before=typed_text(sides.before, spec, old, sides.old),
        after=typed_text(sides.after, spec, new, sides.new),
        days=words.days,
    )


def end_fact(field: str, label: str, old: date, new: date, today: date) -> Fact:
    """What became of a day on which something ends: it slipped, or it is earlier."""
    days = (new - old).days
    return Fact(
        what="slipped" if days > 0 else "earlier",
        text=f"{label} {_dates_text(old, new, today)}",
        tone="bad" if days > 0 else "good",
        field=field,
        before=old.isoformat(),
        after=new.isoformat(),
        days=days,
    )


def _words(sides: FieldChange, spec: FieldSpec, old: object, new: object) -> _FieldWords:
    if isinstance(old, date) and isinstance(new, date):
        return _date_words(spec, old, new, sides.today)
    if spec.kind == "prose":
        return _FieldWords(_prose_text(as_text(old), as_text(new)))
    if spec.is_set:
        return _FieldWords(_set_text(as_words(old), as_words(new)))
    now = value_text(sides.after, spec, new, sides.today, sides.new)
    if is_empty(spec, old):
        return _FieldWords(f"is {now} now", tone=_tone(spec, old, new))
    was = value_text(sides.before, spec, old, sides.today, sides.old)
    return _FieldWords(f"{was} -> {now}{_gain(old, new)}", tone=_tone(spec, old, new))


def _date_words(spec: FieldSpec, old: date, new: date, today: date) -> _FieldWords:
    if spec.name not in _ENDS:
        return _FieldWords(_dates_text(old, new, today), days=(new - old).days)
    fact = end_fact(spec.name, spec.label, old, new, today)
    return _FieldWords(_dates_text(old, new, today), fact.what, fact.tone, fact.days)


def _dates_text(old: date, new: date, today: date) -> str:
    days = (new - old).days
    way = "later" if days > 0 else "earlier"
    slip = f"{count_with_noun(abs(days), 'day')} {way}"
    return f"{short_date(old, today)} -> {short_date(new, today)}, {slip}"


def _prose_text(old: str, new: str) -> str:
    if not old:
        return "written"
    return "rewritten" if new else "taken away"


def _set_text(old: Collection[str], new: Collection[str]) -> str:
    marks = [f"+{name}" for name in new if name not in old]
    return " ".join(marks + [f"-{name}" for name in old if name not in new])


def _gain(old: object, new: object) -> str:
    if not (isinstance(old, Money) and isinstance(new, Money) and old.currency == new.currency):
        return ""
    more = money_text(new - old)
    return f" ({more if more.startswith('-') else '+' + more})"


def _tone(spec: FieldSpec, old: object, new: object) -> Tone:
    if spec.name == "reported_rag":
        return RAG_TONES[str(new)]
    if spec.name == "blocked":
        return "bad" if new else "good"
    if spec.name in {"budget", "forecast"} and isinstance(new, Money) and isinstance(old, Money):
        return "warn" if new.amount > old.amount else "good"
    return "plain"
