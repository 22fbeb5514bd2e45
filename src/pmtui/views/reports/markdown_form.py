"""This file writes a status report as Markdown in which no text of a store becomes markup."""

import re
from collections.abc import Iterator
from typing import Final

from pmtui.text import visible
from pmtui.views.reports.content import (
    NO_WORDS,
    ReportContent,
    ReportSection,
    ReportWords,
    period_text,
    spoken,
)

_MARKS: Final = re.compile(r"[\\`*_\[\]<>|~&#$@^{}!]|(?<=:)/(?=/)|(?<=\bwww)\.", re.IGNORECASE)
"""What Markdown obeys inside a line, links that are made of bare addresses among it."""
_AT_BEGIN: Final = re.compile(r"^(\s*)(?:([-+=:])|(\d+)([.)]))")
"""What it obeys at the beginning of a line: lists, rules, headings that are underlined."""


def as_markdown(content: ReportContent, words: ReportWords = NO_WORDS) -> str:
    """A report as Markdown with tables; charts are left out.

    Args:
        content: what it says.
        words: what its author says.
    """
    lines = [f"# {inline(content.title)}", "", inline(f"{content.called}, {period_text(content)}")]
    for section in spoken(content, words):
        lines += markdown_section(section)
    return "\n".join(lines) + "\n"


def markdown_section(section: ReportSection) -> Iterator[str]:
    """The lines of a section of a report, its heading first."""
    note = f" ({inline(section.note)})" if section.note else ""
    yield from ("", f"## {inline(section.title)}{note}", "")
    if section.prose:
        yield from paragraph(section.prose)
    elif section.lines:
        heads = section.heads or ("",) * len(section.lines[0].cells)
        yield _row(heads)
        yield f"|{' --- |' * len(heads)}"
        yield from (_row(line.cells) for line in section.lines)
    elif section.empty:
        yield inline(section.empty)
    if section.more:
        yield from ("", f"and {section.more} more")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(inline(cell) for cell in cells)} |"


def inline(text: str) -> str:
    """A text in one line that Markdown shows as it was typed."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", visible(text))


def paragraph(text: str) -> Iterator[str]:
    """A text of several lines that Markdown shows as it was typed, each line on its own."""
    lines = visible(text, multiline=True).split("\n")
    for at, line in enumerate(lines):
        clean = _AT_BEGIN.sub(_unmarked, inline(line.strip()))
        is_last = at == len(lines) - 1 or not lines[at + 1].strip()
        yield clean if is_last or not clean else f"{clean}\\"


def _unmarked(begin: re.Match[str]) -> str:
    return f"{begin[1]}\\{begin[2]}" if begin[2] else f"{begin[1]}{begin[3]}\\{begin[4]}"
