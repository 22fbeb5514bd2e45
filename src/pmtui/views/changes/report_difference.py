"""This file says how two reports that were kept differ, from nothing but their records."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Final, Literal

import msgspec

from pmtui.views.reports.content import (
    ReportContent,
    ReportLine,
    ReportSection,
    read_long_date,
    spoken,
)
from pmtui.views.reports.forms import KeptReport
from pmtui.views.shapes.table import Tone
from pmtui.views.wording.formatting import NO_VALUE, RAG_TONES, count_with_noun

Way = Literal["changed", "came", "went", "shown", "hidden"]
"""What became of a line; shown and hidden where a section has more lines than it writes out."""
_WAYS: Final[dict[Way, str]] = {
    "changed": "", "came": "new", "went": "gone", "shown": "now written out",
    "hidden": "no longer written out",
}  # fmt: skip
_WORSE: Final = ("G", "A", "R")
_STEPS: Final[dict[str, Tone]] = {"worse": "bad", "better": "good"}
_NAMED_BY: Final = {"rating": 1, "top_risks": 1, "decisions_wanted": 1}
"""Which text of a line says what it is of, where that is not the first one."""
_HEADS: Final = {"rating": ("rating", "dimension", "reason")}
"""What the texts of sections without heads are."""
_RELATIVE: Final = frozenset({"was", "last report", "trend"})
"""Texts that say how it was before; here both reports say how it was for themselves."""
_KEY: Final = re.compile(r"[A-Z]{1,3}-\d+(?= |$)")
_NUMBER: Final = re.compile(r"([^\d+-]*)([+-]?\d[\d,]*(?:\.\d+)?)(\D*)")


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that two reports do not say alike."""

    section: str
    title: str
    """The heading of its section."""
    way: Way = "changed"
    what: str
    """What it is of: a key with a title, a dimension, a sum."""
    field: str = ""
    """Which of its texts; empty for a whole line."""
    before: str = ""
    after: str = ""
    tone: Tone = "plain"

    @property
    def moved(self) -> str:
        """By how much, where both are days or numbers of a kind; what became of a whole line."""
        return _WAYS[self.way] or moved_between(self.before, self.after)


def moved_between(before: str, after: str) -> str:
    """By how much one text of a report is more than another; empty where they do not compare."""
    first, last = read_long_date(before), read_long_date(after)
    if first is not None and last is not None:
        days = (last - first).days
        return f"{abs(days)} d {'later' if days > 0 else 'earlier'}"
    numbers = [_NUMBER.fullmatch(text) for text in (before, after)]
    if numbers[0] is None or numbers[1] is None:
        return ""
    (start, was, unit), (begin, now, end) = numbers[0].groups(), numbers[1].groups()
    if (start, unit) != (begin, end):
        return ""
    return f"{begin}{Decimal(now.replace(',', '')) - Decimal(was.replace(',', '')):+,}{unit}"


def differences(before: KeptReport, after: KeptReport) -> tuple[LineChange, ...]:
    """All that two reports do not say alike, in the order in which the later one says it.

    What changed since the report before each is left out: it is of two other spans of time.
    Lines are told apart by the keys that they begin with, so a changed title is a changed text.
    """
    was, now = ({part.id: part for part in _sections(kept)} for kept in (before, after))
    changes = [*_ratings(before.content, after.content)]
    for name in dict.fromkeys((*now, *was)):
        first, last = was.get(name), now.get(name)
        known = last or first
        if known is not None:
            empty = ReportSection(id=name, title=known.title, heads=known.heads)
            changes += _of_section(first or empty, last or empty)
    return tuple(changes)


def _sections(kept: KeptReport) -> Iterator[ReportSection]:
    """The sections that are compared, what was typed by its lines."""
    for section in spoken(kept.content, kept.words):
        lines = section.lines
        if section.prose:
            typed = (line.strip() for line in section.prose.splitlines())
            lines = tuple(ReportLine((line,)) for line in typed if line)
        if section.id != "changed":
            yield msgspec.structs.replace(section, lines=lines, prose="")


def _ratings(before: ReportContent, after: ReportContent) -> Iterator[LineChange]:
    """The ratings of the scope itself, and how many in it are rated otherwise."""
    for field, was, now in (
        ("computed", before.rating, after.rating), ("reported", before.reported, after.reported),
    ):  # fmt: skip
        if was != now:
            yield LineChange(
                section="rating", title="Rating", what=after.title, field=field,
                before=was, after=now, tone=RAG_TONES.get(now, "plain"),
            )  # fmt: skip
    first, last = (_rated(content) for content in (before, after))
    steps = Counter(
        "worse" if _WORSE.index(last[place]) > _WORSE.index(first[place]) else "better"
        for place in last.keys() & first.keys()
        if last[place] != first[place]
    )
    for way, tone in _STEPS.items():
        if steps[way]:
            text = f"{count_with_noun(steps[way], 'component')} of {len(last)}"
            yield LineChange(
                section="rating", title="Rating", what=f"rated {way}", after=text, tone=tone
            )


def _rated(content: ReportContent) -> Mapping[int, str]:
    """The computed ratings of what lies in a scope, by component."""
    return {
        value.id: value.value
        for value in content.values
        if value.topic == "rating" and value.id != content.scope and value.value in _WORSE
    }


def _of_section(before: ReportSection, after: ReportSection) -> Iterator[LineChange]:
    """What two sections do not say alike: their counts, then line by line."""
    title = after.title.partition(":")[0] if after.id == "rating" else after.title
    if after.id != "rating" and before.note != after.note and before.heads and after.heads:
        yield LineChange(
            section=after.id, title=title, what=title, before=before.note, after=after.note
        )
    counts = [len(section.lines) + section.more for section in (before, after)]
    if counts[0] != counts[1] and (before.more or after.more):
        was, now = map(str, counts)
        yield LineChange(section=after.id, title=title, what="how many", before=was, after=now)
    first, last = (dict(_named(section)) for section in (before, after))
    for name, line in last.items():
        if name not in first:
            yield _whole(after, title, line, "shown" if before.more else "came")
            continue
        was_texts = {"title": _name(before, first[name])} | _texts(before, first[name])
        texts = {"title": _name(after, line)} | _texts(after, line)
        for field in dict.fromkeys((*texts, *was_texts)):
            was, now = was_texts.get(field, ""), texts.get(field, "")
            if was != now:
                yield LineChange(
                    section=after.id, title=title, what=_name(after, line), field=field,
                    before=was, after=now, tone=line.tone,
                )  # fmt: skip
    for name, line in first.items():
        if name not in last:
            yield _whole(before, title, line, "hidden" if after.more else "went")


def _whole(section: ReportSection, title: str, line: ReportLine, way: Way) -> LineChange:
    """A line that only one of two reports has."""
    text = ", ".join(cell for cell in _texts(section, line).values() if cell not in {"", NO_VALUE})
    is_new = way in {"came", "shown"}
    return LineChange(
        section=section.id, title=title, way=way, what=_name(section, line),
        before="" if is_new else text, after=text if is_new else "",
        tone=line.tone if is_new else "dim",
    )  # fmt: skip


def _name(section: ReportSection, line: ReportLine) -> str:
    at = _NAMED_BY.get(section.id, 0)
    return line.cells[at] if at < len(line.cells) else ""


def _named(section: ReportSection) -> Iterator[tuple[tuple[str, int], ReportLine]]:
    """The lines of a section by the key that each begins with, else by name; alike ones by turn."""
    times: Counter[str] = Counter()
    for line in section.lines:
        name = _name(section, line)
        key = _KEY.match(name)
        name = key[0] if key is not None else name
        times[name] += 1
        yield (name, times[name]), line


def _texts(section: ReportSection, line: ReportLine) -> dict[str, str]:
    """The texts of a line by what stands over them, without its name."""
    heads = section.heads or _HEADS.get(section.id, ())
    at = _NAMED_BY.get(section.id, 0)
    return {
        (heads[place] if place < len(heads) else "") or "state": cell
        for place, cell in enumerate(line.cells)
        if place != at and (place >= len(heads) or heads[place] not in _RELATIVE)
    }


def difference_report(before: KeptReport, after: KeptReport) -> ReportContent:
    """How one report differs from another, to be written in every form that reports have.

    Args:
        before: what it is held against.
        after: what is looked at.
    """
    sections = []
    for (name, title), changes in groupby(
        differences(before, after), key=lambda change: (change.section, change.title)
    ):
        lines = tuple(
            ReportLine(
                (
                    change.what, change.field, change.before or NO_VALUE,
                    change.after or NO_VALUE, change.moved,
                ),
                change.tone,
            )
            for change in changes
        )  # fmt: skip
        heads = ("what", "which", before.key, after.key, "by")
        sections.append(ReportSection(id=name, title=title, heads=heads, lines=lines))
    if not sections:
        sections.append(
            ReportSection(
                id="rating", title="What differs", empty="both say the same of everything"
            )
        )
    content = after.content
    return msgspec.structs.replace(
        content,
        name=f"{content.name}, {after.key} against {before.key}",
        since_day=before.content.day,
        since_revision=before.content.revision,
        sections=tuple(sections),
        charts=(),
        values=(),
    )


def plain_changes(before: KeptReport, after: KeptReport) -> list[dict[str, object]]:
    """All that two reports do not say alike as plain values, for other programs."""
    return [
        {
            "section": change.section,
            "change": change.way,
            "what": change.what,
            "field": change.field or None,
            "before": change.before or None,
            "after": change.after or None,
            "moved": change.moved or None,
        }
        for change in differences(before, after)
    ]
