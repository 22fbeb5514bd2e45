"""This file reads the notes of P6, which are web pages, as plain text."""

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

from pmtui.exchange.xer.xer_tables import XerRow

_SILENT: Final = frozenset({"head", "style", "script", "title"})
_BREAKS: Final = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3"})


def read_memos(rows: Iterable[XerRow], topics: Iterable[XerRow]) -> dict[str, str]:
    """The notes of each activity by its id, each topic under its name."""
    names = {row.text("memo_type_id"): row.text("memo_type") for row in topics}
    found: dict[str, list[str]] = {}
    for row in rows:
        text = plain_text(row.prose("task_memo"))
        if text:
            topic = names.get(row.text("memo_type_id"), "")
            found.setdefault(row.text("task_id"), []).append(f"{topic}: {text}" if topic else text)
    return {task: "\n\n".join(texts) for task, texts in found.items()}


def plain_text(page: str) -> str:
    """The words of a page, one paragraph a line."""
    reader = _HtmlText()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\x00"))
    return "\n".join(line for line in lines if line)


class _HtmlText(HTMLParser):
    """Collects text outside the head; a NUL stands for the end of a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BREAKS:
            self.words.append("\x00")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data.replace("\x00", " "))
