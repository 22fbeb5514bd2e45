"""This file writes a status report in the form and format that is asked for."""

from datetime import date
from typing import Final, Literal, get_args

import msgspec

from pmtui.model.entities.remarks import Report
from pmtui.views.charts.vector import Inks
from pmtui.views.reports.board_form import board_form
from pmtui.views.reports.content import WORD_TITLES, ReportContent, ReportWords
from pmtui.views.reports.html_form import as_html
from pmtui.views.reports.markdown_form import as_markdown
from pmtui.views.reports.text_form import WIDTH, as_text

Form = Literal["full", "board"]
"""All of it, or what a board decides by, on one page."""
Format = Literal["txt", "md", "html"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def written(
    content: ReportContent,
    words: ReportWords,
    inks: Inks,
    *,
    format_: Format = "txt",
    form: Form = "full",
    width: int = 0,
) -> str:
    """A report as the content of a file.

    Args:
        content: what it says.
        words: what its author says.
        inks: the colours of charts in HTML.
        format_: text, Markdown or HTML.
        form: the whole or the board's.
        width: cells of a line of text; 0 for the usual.
    """
    shown = of_form(content, form, words)
    if format_ == "html":
        return as_html(shown, inks, words, form)
    if format_ == "md":
        return as_markdown(shown, words)
    return "".join(f"{line}\n" for line in as_text(shown, width or WIDTH, words))


def of_form(content: ReportContent, form: Form, words: ReportWords) -> ReportContent:
    """A report in the form that is asked for, with room for what its author says."""
    return board_form(content, words) if form == "board" else content


WORDS: Final = {letter: (name, WORD_TITLES[name].lower()) for letter, name in (
    ("s", "summary"), ("n", "needs"), ("x", "next_steps"),
)}  # fmt: skip
"""The words of a report by the letters that edit them: fields, and what they are called."""


class KeptReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was kept, to be shown again as it was."""

    key: str
    content: ReportContent
    words: ReportWords
    recipients: str
    sent_at: date | None

    @property
    def has_words(self) -> bool:
        """Whether its author has typed any words of their own."""
        return any(map(self.words.of, WORD_TITLES))

    @property
    def is_sent(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.sent_at is not None


def kept_report(row: object) -> KeptReport | None:
    """What the record of a report kept; None for what is no report.

    Raises:
        ValueError: it has no numbers, or they cannot be read; says which and what to do.
    """
    if not isinstance(row, Report):
        return None
    if not row.numbers:
        raise ValueError(f"{row.key} has no numbers of its own: pmtui show {row.key}")
    try:
        content = msgspec.json.decode(row.numbers, type=ReportContent)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise ValueError(f"the numbers of {row.key} cannot be read: {error}") from error
    return KeptReport(
        key=row.key,
        content=content,
        words=ReportWords(summary=row.summary, needs=row.needs, next_steps=row.next_steps),
        recipients=row.recipients,
        sent_at=row.sent_at,
    )
