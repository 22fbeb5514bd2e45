"""This file writes what is read before and after a meeting as text and as Markdown."""

from collections.abc import Iterator

import msgspec

from pmtui.text import visible, wrap
from pmtui.views.reports.content import ReportSection
from pmtui.views.reports.markdown_form import inline, markdown_section
from pmtui.views.reports.text_form import WIDTH, section_text


class Paper(msgspec.Struct, frozen=True):
    """What is read before a meeting, or after it."""

    title: str
    sections: tuple[ReportSection, ...]


def paper_text(paper: Paper, width: int = 0) -> Iterator[str]:
    """The lines of a paper, made safe for a terminal; of a usual width where nobody says."""
    width = width or WIDTH
    yield from wrap(visible(paper.title), width)
    for section in paper.sections:
        yield from ("", *section_text(section, width))


def paper_markdown(paper: Paper) -> str:
    """A paper as Markdown in which no text of a store becomes markup."""
    lines = [f"# {inline(paper.title)}"]
    for section in paper.sections:
        lines += markdown_section(section)
    return "\n".join(lines) + "\n"
