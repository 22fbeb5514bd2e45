"""This file makes stored text safe to show: what is hidden becomes visible, cells are counted."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

ELLIPSIS: Final = "…"
LEAST_BEFORE: Final = 12
"""Cells kept of a text whose end shall stay, and more where there is room for both."""
_SHARE_BEFORE: Final = 0.4
"""The share of the room that is kept of it."""
_INVISIBLE: Final = (
    "\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# Patterns are compiled at their first use: most runs of the program meet plain text alone.
_HIDDEN: Final = f"[\x00-\x1f{_INVISIBLE}]"
_HIDDEN_BUT_NEWLINE: Final = f"[\x00-\x09\x0b-\x1f{_INVISIBLE}]"
_JOINER: Final = "\u200d"
_EMOJI_SELECTOR: Final = "\ufe0f"
_NO_CELL: Final = "[\u1160-\u11ff\ud7b0-\ud7fb\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]"
_ONE_CELL: Final = "[\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]"
_TWO_CELLS: Final = (
    "[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d356\U0001d360-\U0001d376]"
)
_WIDE_BLOCKS: Final = (
    "[\u2e80-\u2fff\u31e4-\u31ef\uf900-\ufaff\U00016fe0-\U00018dff\U0001b000-\U0001b16f"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_EMOJI_CATEGORIES: Final = frozenset({"So", "Sm", "Po", "Nd"})
_PARTS: Final = ",;\t|\r\n"
"""Characters that part cells or rows in some reader of CSV."""
_PARTING: Final = f'[{_PARTS}"]'
_SIGNS: Final = "'*[=+\\-@\t\r\n＝＋－＠]"  # noqa: RUF001
"""What begins a formula in some spreadsheet, and any guards before it."""
_LEADING_GUARD: Final = f"'{_SIGNS}"
_INNER_FORMULA: Final = f'([{_PARTS}][\\s"]*)(?={_SIGNS})'
_INNER_GUARD: Final = f"([{_PARTS}][\\s\"]*)'(?={_SIGNS})"
_CAREFUL: Final = (*',;|"', *(f"\n{sign}" for sign in "'*[=+-@"))
"""What a column of cells, each behind a line end, holds where one of them needs care."""
_NUMBER: Final = r"[+-]?\d+([.,]\d+)?%?"


def visible(text: str, *, multiline: bool = False) -> str:
    """The text with every character a terminal would obey, or hide, as a visible stand-in.

    ESC becomes `␛`, other invisible characters become `‹U+202E›`; a line break stays one only
    where several lines are shown. The joiners U+200C and U+200D stay: Persian, Hindi and emoji
    are written with them. Text that is already clean comes back as it is.
    """  # noqa: RUF002
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_HIDDEN_BUT_NEWLINE if multiline else _HIDDEN, _stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹U+{code:04X}›"  # noqa: RUF001


def cell_width(text: str) -> int:
    """How many terminal cells a clean text takes.

    Wide characters take two, combining ones none; an emoji of several characters takes the
    cells of its first.
    """
    if text.isascii():
        return len(text)
    if _JOINER in text or _EMOJI_SELECTOR in text:
        return sum(cells for _, cells in _pieces(text))
    return sum(map(_cells, text))


@lru_cache(4096)
def _cells(mark: str) -> int:
    if re.match(_TWO_CELLS, mark):
        return 2
    if re.match(_ONE_CELL, mark):
        return 1
    category = unicodedata.category(mark)
    if re.match(_NO_CELL, mark) or category in {"Mn", "Me", "Mc", "Cf"}:
        return 0
    if category == "Cn":  # newer than this Python, whose width for it means nothing
        return 2 if re.match(_WIDE_BLOCKS, mark) else 1
    return 2 if unicodedata.east_asian_width(mark) in {"W", "F"} else 1


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """What of a text may not be cut apart, and the cells each piece takes."""
    piece, cells, last = "", 0, ""
    marks = iter(text)
    for mark in marks:
        if mark == _JOINER:
            piece += mark + next(marks, "")
            continue
        if mark == _EMOJI_SELECTOR:
            piece += mark
            cells += _widens(last)
            last = ""
            continue
        taken = _cells(mark)
        if taken and piece:
            yield piece, cells
            piece, cells = "", 0
        piece += mark
        cells += taken
        last = mark if taken else last
    if piece:
        yield piece, cells


def _widens(mark: str) -> bool:
    """Whether a character becomes a wide emoji by the selector behind it."""
    return mark == "ℹ" or (  # noqa: RUF001
        bool(mark) and unicodedata.category(mark) in _EMOJI_CATEGORIES and _cells(mark) == 1
    )


def fit(text: str, width: int, align: str = "left", ellipsis: str = ELLIPSIS) -> str:
    """The text in exactly `width` cells: cut with an ellipsis, or padded on the other side."""
    clean = visible(text).rstrip(_JOINER)
    used = cell_width(clean)
    if used > width:
        clean = cut(clean, width, ellipsis)
        used = cell_width(clean)
    gap = " " * (width - used)
    return gap + clean if align == "right" else clean + gap


def cut(clean: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """A clean text in at most `width` cells, ending in an ellipsis where something is cut off."""
    if cell_width(clean) <= width:
        return clean
    if width <= 0:
        return ""
    room = max(0, width - cell_width(ellipsis))
    return (clean[:room] if clean.isascii() else _head(clean, room)) + ellipsis


def cut_before(clean: str, end: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """A clean text and its end in at most `width` cells, the end whole where there is room.

    Of the text before it some cells always stay: an end alone says nothing.
    """
    least = min(cell_width(clean), max(LEAST_BEFORE, int(width * _SHARE_BEFORE)))
    return cut(cut(clean, max(least, width - cell_width(end)), ellipsis) + end, width, ellipsis)


def _head(clean: str, room: int) -> str:
    """As much of a text as takes so many cells at most."""
    kept: list[str] = []
    for piece, cells in _pieces(clean):
        room -= cells
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept)


def cut_path(parts: Sequence[str], width: int, joint: str, ellipsis: str = ELLIPSIS) -> str:
    """A path in at most `width` cells: the last part whole, then the first, then those between.

    Args:
        parts: clean texts, the outermost first.
        width: cells there are.
        joint: what stands between two parts.
        ellipsis: stands for the parts left out.
    """
    kept = list(parts)
    if cell_width(joint.join(kept)) <= width or len(kept) < 2:
        return cut(joint.join(kept), width, ellipsis)
    for start in range(2, len(kept)):
        shorter = joint.join((kept[0], ellipsis, *kept[start:]))
        if cell_width(shorter) <= width:
            return shorter
    last = joint.join((ellipsis, kept[-1]))
    return last if cell_width(last) <= width else cut(kept[-1], width, ellipsis)


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces where there are any.

    Only a character wider than `width` stands in a line that is too long for it.
    """
    lines: list[str] = []
    for paragraph in visible(text, multiline=True).split("\n"):
        lines += _wrapped(paragraph, max(1, width))
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    if cell_width(paragraph) <= width:
        return [paragraph]
    lines: list[str] = []
    line = ""
    for at, word in enumerate(paragraph.split(" ")):
        joined = f"{line} {word}" if at else word
        if cell_width(joined) <= width:
            line = joined
            continue
        if line.strip():
            lines.append(line)
        *full, line = broken(word, width)
        lines += full
    return [*lines, line]


def broken(word: str, width: int) -> Iterator[str]:
    """A clean text in pieces of at most `width` cells, broken between any two characters."""
    line, used = "", 0
    for piece, cells in _pieces(word):
        if line and used + cells > width:
            yield line
            line, used = "", 0
        line += piece
        used += cells
    yield line


def safe_for_sheet(text: str) -> str:
    """The text as a spreadsheet takes it for text: a quote before what would start a formula."""
    if re.match(_SIGNS, text) is not None and not re.fullmatch(_NUMBER, text):
        return f"'{text}"
    return text


def unguarded(cell: str) -> str:
    """A cell as it was before `safe_for_sheet`."""
    if not cell.startswith("'"):
        return cell
    return cell[1:] if re.match(_LEADING_GUARD, cell) is not None else cell


def sheet_line(cells: Iterable[str], delimiter: str = ",") -> str:
    """One row of CSV, without its line end, in which no reader finds a formula.

    A program that parts cells at semicolons finds other cells in `a;=1+1` than were written, and a
    formula among them. So what would begin a formula behind any character that may part cells is
    guarded by a quote mark as well (`without_guards` takes it away), and such cells are quoted.
    """
    line = delimiter.join(_quoted(re.sub(_INNER_FORMULA, r"\1'", cell)) for cell in cells)
    return line or '""'


def sheet_lines(columns: Sequence[Sequence[str]], delimiter: str = ",") -> list[str]:
    """Rows of CSV, without line ends, of texts a column at a time; each as `sheet_line` has it."""
    lines = map(delimiter.join, zip(*map(_sheet_cells, columns), strict=True))
    return [*lines] if len(columns) > 1 else [line or '""' for line in lines]


def need_no_care(texts: Sequence[str], also: Iterable[str] = ()) -> bool:
    """Whether texts can be written to a spreadsheet as they are; looked at as a whole.

    Args:
        texts: of cells.
        also: what else must not be in them; a line end in it is where one begins or ends.
    """
    lines = "\n".join(("", *texts, ""))
    return (
        lines.count("\n") == len(texts) + 1
        and lines.isascii()
        and lines.replace("\n", "").isprintable()
        and not any(mark in lines for mark in chain(_CAREFUL, also))
    )


def _sheet_cells(texts: Sequence[str]) -> Sequence[str]:
    """Texts visible, guarded and quoted; most columns need no care."""
    if need_no_care(texts):
        return texts
    known = {
        text: sheet_line((safe_for_sheet(visible(text, multiline=True)),)) for text in {*texts}
    }
    known[""] = ""
    return [*map(known.__getitem__, texts)]


def without_guards(cell: str) -> str:
    """A cell as it was before `sheet_line` guarded what is inside it."""
    return re.sub(_INNER_GUARD, r"\1", cell) if "'" in cell else cell


def _quoted(cell: str) -> str:
    if re.search(_PARTING, cell) is None:
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
