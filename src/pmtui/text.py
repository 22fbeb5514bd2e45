"""This file makes stored text safe to show: control and bidi characters visible, cells counted."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_HIDDEN_BUT_NEWLINE: Final = re.compile(_HIDDEN.pattern.replace("[\x00-\x1f", "[\x00-\x09\x0b-\x1f"))
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?%?")
ELLIPSIS: Final = "…"


def visible(text: str, *, multiline: bool = False) -> str:
    """The text with every character a terminal would obey, or hide, as a visible stand-in.

    ESC becomes `␛`, other invisible characters become `‹U+202E›`; a line break stays one only
    where several lines are shown. Text that is already clean comes back as it is.
    """
    pattern = _HIDDEN_BUT_NEWLINE if multiline else _HIDDEN
    if text.isascii() and text.isprintable():
        return text
    return pattern.sub(_stand_in, text)


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹U+{code:04X}›"


def cell_width(text: str) -> int:
    """How many terminal cells a clean text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(4096)
def _cells(mark: str) -> int:
    code = ord(mark)
    if code == 0x200D or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF:
        return 0
    if unicodedata.category(mark) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(mark) in {"W", "F"} else 1


def fit(text: str, width: int, align: str = "left", ellipsis: str = ELLIPSIS) -> str:
    """The text in exactly `width` cells: cut with an ellipsis, or padded on the other side."""
    clean = visible(text)
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
    room = width - cell_width(ellipsis)
    if clean.isascii():
        return clean[: max(0, room)] + ellipsis
    kept: list[str] = []
    for mark in clean:
        room -= _cells(mark)
        if room < 0:
            break
        kept.append(mark)
    return "".join(kept) + ellipsis


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces where there are any."""
    lines: list[str] = []
    for paragraph in visible(text, multiline=True).split("\n"):
        lines += _wrapped(paragraph, max(1, width))
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_width(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        rest = word
        while cell_width(rest) > width:
            head = cut(rest, width, "")
            lines.append(head)
            rest = rest[len(head) :]
        line = rest
    lines.append(line)
    return lines


def safe_for_sheet(text: str) -> str:
    """The text as a spreadsheet takes it for text: a quote before what would start a formula."""
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
