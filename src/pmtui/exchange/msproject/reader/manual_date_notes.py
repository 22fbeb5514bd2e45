"""This file keeps the words that stand in place of the dates of a manual task, as its notes."""

import re
from collections.abc import Iterator
from typing import Final

from pmtui.exchange.msproject.reader.element_fields import Fields
from pmtui.exchange.plans.import_warnings import quoted

_TEXTS: Final = (
    ("StartText", "ManualStart", "Start"),
    ("FinishText", "ManualFinish", "Finish"),
    ("DurationText", "ManualDuration", "Duration"),
)
"""Each text, the field that says the same where it can be counted, and what it is called."""
_COUNTED: Final = re.compile(r"[^\W\d_]{0,9}\.?,?\s*\d[\d\s:.,/-]*[^\W\d_]{0,9}\.?[\d\s:.,/-]*\??")
"""What looks like a date or a length, in whatever language."""


def notes_of(row: Fields) -> str:
    """The notes of a task, with the words that stand where dates or a duration should.

    Each is told. A text that only repeats a date of the file is left out.
    """
    notes = row.text("Notes")
    lines = [line for line in _kept(row) if line not in notes.splitlines()]
    return "\n".join([*([notes] if notes else []), *lines])


def _kept(row: Fields) -> Iterator[str]:
    for name, beside, word in _TEXTS:
        text = " ".join(row.text(name).split())
        if not text or (row.text(beside).strip() and _COUNTED.fullmatch(text)):
            continue
        row.tell(f"{name} is {quoted(text)}, no date or length", "kept in its notes")
        yield f"{word}: {text}"
