"""This file writes a status report as one page of HTML that needs nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from pmtui.text import visible
from pmtui.views.charts.vector import Inks, svg
from pmtui.views.reports.content import (
    NO_WORDS,
    KeptChart,
    ReportContent,
    ReportSection,
    ReportWords,
    chart_of,
    period_text,
    spoken,
)
from pmtui.views.reports.page_style import PAGE_STYLE

_SIZE: Final = (660, 260)
"""Points of a chart, across and down: what an A4 page has room for."""
_SHORT: Final = 12
"""Characters of a text that is not broken, as long as the longest day."""
_NOTHING_LOADED: Final = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(
    content: ReportContent, inks: Inks, words: ReportWords = NO_WORDS, form: str = "full"
) -> str:
    """A report as a page for a browser or paper: nothing is fetched, no text is obeyed.

    Args:
        content: what it says.
        inks: the colours of its charts.
        words: what its author says.
        form: `full` or `board`, which is set smaller to take one page.
    """
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        # Nothing may be loaded, whatever a text should make a browser believe.
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_LOADED}">',
        f"<title>{_safe(f'{content.called} {content.title}')}</title>",
        f'<style>{_colours(inks)}{PAGE_STYLE}</style>\n</head>\n<body class="{form}">',
        f"<header>\n<h1>{_safe(content.title)}</h1>",
        f'<p class="note">{_safe(f"{content.called}, {period_text(content)}")}</p>',
        "</header>\n<main>",
    ]
    for section in spoken(content, words):
        parts += _section(
            section, [kept for kept in content.charts if kept.section == section.id], inks
        )
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def _colours(inks: Inks) -> str:
    """The colours of the page by name: those of paper, wherever it is read."""
    return "".join(
        f":root {{ --{name}: {escape(inks.light[name])}; }}\n"
        for name in ("ground", "plain", "dim", "good", "warn", "bad")
        if name in inks.light
    )


def _section(section: ReportSection, charts: Sequence[KeptChart], inks: Inks) -> Iterator[str]:
    note = f' <span class="note">{_safe(section.note)}</span>' if section.note else ""
    yield f"<section>\n<h2>{_safe(section.title)}{note}</h2>"
    if section.prose:
        yield f'<p class="words">{escape(visible(section.prose, multiline=True))}</p>'
    elif section.lines:
        yield "<table>"
        if any(section.heads):
            heads = "".join(f'<th scope="col">{_safe(head)}</th>' for head in section.heads)
            yield f"<thead><tr>{heads}</tr></thead>"
        yield "<tbody>"
        for line in section.lines:
            cells = "".join(map(_cell, line.cells))
            yield f'<tr class="{line.tone}">{cells}</tr>'
        yield "</tbody>\n</table>"
    elif section.empty:
        yield f'<p class="empty">{_safe(section.empty)}</p>'
    if section.more:
        yield f'<p class="more">and {section.more} more</p>'
    for kept in charts:
        # The page has the colours of paper wherever it is read, and so have its charts.
        paper = Inks(inks.light, inks.light)
        yield svg(chart_of(kept), paper, *_SIZE, name=f"{section.id}-").rstrip()
    yield "</section>"


def _cell(text: str) -> str:
    """A cell; a short one, such as a day, stays in one line."""
    kind = ' class="short"' if len(text) <= _SHORT else ""
    return f"<td{kind}>{_safe(text)}</td>"


def _safe(text: str) -> str:
    """A text that a browser shows as it was typed."""
    return escape(visible(text))
