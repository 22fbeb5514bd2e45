"""This file is how a command answers: the only writer of its streams."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import Final, TextIO

import msgspec

from pmtui.cli.console.row_texts import row_texts
from pmtui.text import cell_width, cut, sheet_lines, visible

SCHEMA: Final = "pmtui/1"
"""Names the shape of every JSON document of this command line."""

_OBEYED: Final = (
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Characters that a terminal obeys or hides; a pattern that is compiled only when it is needed."""
_NOT_ASCII: Final = "[^\x00-\x7e]"
_GAP: Final = "  "
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


ROWS: Final = object()
"""Stands in a document where its rows come."""


class UnwrittenError(Exception):
    """Says why an answer could not be written: a full disk, a closed stream."""


class Output:
    """Where a verb's answer goes: data on stdout, words on stderr.

    Args:
        stdout: takes the data.
        stderr: takes the words.
        as_json: whether the answer is one JSON document instead of text.
        width: cells of the terminal; 0 where stdout is none, so that nothing is cut.
    """

    def __init__(
        self, stdout: TextIO, stderr: TextIO, *, as_json: bool = False, width: int = 0
    ) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self.as_json = as_json
        self.width = width
        self.done = "nothing was changed"
        """What has been done so far, should the answer be lost or the program interrupted."""

    @property
    def asks_on_terminal(self) -> bool:
        """Whether a question would be seen by a person."""
        return self._stderr.isatty()

    def made(self, revision: int) -> None:
        """Note that an edit is on disk."""
        self.done = f"the edit was made (revision {revision})"

    def say(self, text: str) -> None:
        """One sentence for the person, on stderr."""
        # Whoever cannot hear is no reason to end differently.
        with suppress(OSError, ValueError):
            self._stderr.write(f"pmtui: {visible(text, multiline=True)}\n")

    def line(self, text: str = "") -> None:
        """One line of data."""
        self._write(f"{visible(text)}\n")

    def page(self, text: str) -> None:
        """Several lines of data, written by this program and not by a store."""
        self._write(visible(text.rstrip("\n"), multiline=True) + "\n")

    def raw(self, text: str) -> None:
        """A file's content as it is, where stdout stands for the file."""
        self._write(self._harmless(text))

    def document(self, kind: str, **fields: object) -> None:
        """One JSON document: the envelope and its fields."""
        encoded = _ENCODER.encode({"schema": SCHEMA, "kind": kind, **fields})
        if self.width:
            encoded = msgspec.json.format(encoded, indent=2)
        self._write(self._harmless(encoded.decode()) + "\n")

    def rows(
        self,
        kind: str,
        names: Sequence[str],
        pages: Iterator[Sequence[Sequence[object]]],
        **fields: object,
    ) -> None:
        """One JSON document, of which each page of rows is written as it comes.

        Args:
            kind: of the document.
            names: of the columns.
            pages: some rows at a time, as columns.
            fields: what else it holds, in its order; the rows take the place of `ROWS`.
        """
        place = next(name for name, value in fields.items() if value is ROWS)
        envelope = {"schema": SCHEMA, "kind": kind, **fields}
        before = {name: envelope[name] for name in [*envelope][: [*envelope].index(place)]}
        behind = {name: envelope[name] for name in [*envelope][[*envelope].index(place) + 1 :]}
        texts = (row_texts(names, page, _ENCODER.encode) for page in pages)
        head = f"{_ENCODER.encode({**before, place: []}).decode()[:-2]}{next(texts, '')}"
        end = f"]{',' if behind else ''}{_ENCODER.encode(behind).decode()[1:]}"
        parts: Iterable[str] = chain((head,), (f",{text}" for text in texts), (end,))
        if self.width:
            parts = (msgspec.json.format("".join(parts), indent=2),)
        for part in parts:
            self._write(self._harmless(part))
        self._write("\n")

    def table(
        self, titles: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()
    ) -> None:
        """Rows in columns on a terminal, where the widest gives way; else parted by tabs.

        Args:
            titles: headings; none leaves their line out.
            rows: texts, as many as there are headings.
            right: places of the columns that hold numbers.
        """
        lines = (titles, *rows) if titles else rows
        clean = [[visible(cell) for cell in row] for row in lines]
        if not self.width:
            for row in clean:
                self._write("\t".join(row) + "\n")
            return
        widths = [max(map(cell_width, column)) for column in zip(*clean, strict=True)]
        over = sum(widths) + len(_GAP) * (len(widths) - 1) - self.width
        if self.width and over > 0:
            widest = widths.index(max(widths))
            widths[widest] = max(8, widths[widest] - over)
        numbers = frozenset(right)
        for row in clean:
            cells = [_padded(cell, widths[at], right=at in numbers) for at, cell in enumerate(row)]
            self._write(_GAP.join(cells).rstrip() + "\n")

    def sheet(self, titles: Sequence[str], pages: Iterable[Sequence[Sequence[str]]]) -> None:
        """Rows as CSV in which no cell is a formula, some at a time and as columns."""
        for columns in chain(([[title] for title in titles],), pages):
            self._write("".join(f"{line}\n" for line in sheet_lines(columns)))

    def flush(self) -> None:
        """Write out what waits.

        Raises:
            UnwrittenError: it cannot be.
            BrokenPipeError: nobody reads any more.
        """
        with answering():
            self._stdout.flush()

    def _write(self, text: str) -> None:
        with answering():
            self._stdout.write(text)

    def _harmless(self, text: str) -> str:
        """JSON in which a terminal finds nothing to obey and the stream nothing to refuse."""
        if text.isascii() and "\x7f" not in text:
            return text
        encoding = (self._stdout.encoding or "").lower().replace("-", "")
        return re.sub(_OBEYED if encoding == "utf8" else _NOT_ASCII, _escaped, text)


@contextmanager
def answering() -> Iterator[None]:
    """Tell a failing answer from every other trouble with files.

    Raises:
        UnwrittenError: the answer could not be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UnwrittenError(error.strerror or str(error)) from error


def _padded(clean: str, width: int, *, right: bool) -> str:
    cell = cut(clean, width)
    gap = " " * (width - cell_width(cell))
    return gap + cell if right else cell + gap


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
