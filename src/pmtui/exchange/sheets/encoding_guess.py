"""This file guesses in which encoding a table was saved that is not in UTF-8."""

import re
from typing import Final

import msgspec

from pmtui.exchange.sheets.header_spelling import is_known

_NAMES: Final = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "mac_roman": "MacRoman",
    "cp932": "CP932",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp949": "CP949",
    "koi8_r": "KOI8-R",
}
"""What spreadsheets and exports are saved in, by codec, and what people call it."""
_WORDS: Final = {
    **_NAMES,
    "cp932": "Shift-JIS (cp932)",
    "gb18030": "GBK (gb18030)",
    "mac_roman": "Mac Roman",
    "cp949": "EUC-KR (cp949)",
}
_USUAL: Final = "cp1252"
_FAVOUR: Final = 1.3
"""How much likelier the usual one is than what the language alone says."""
_KNOWN_HEADER: Final = 3
"""How many oddities a known header outweighs."""
_ODD: Final = re.compile(
    "[\x80-\x9f\ue000-\uf8ff\ufffd]"
    "|[a-z\u00df-\u00ff][A-Z\u00c0-\u00de]"
    "|[A-Z\u00c0-\u00de]{2}[a-z]"
    r"|[^\W\d_][\u2030\u0192\u02c6\u02dc\u2122\u2020\u2021\u203a\u2039\u2248\u2202\u02db\u02c7]"
    r"|[^\W\d_][\u00a4-\u00ac\u00ae-\u00b1\u00b4-\u00b6\u00b8\u00bb-\u00bf\u2500-\u259f]"
    r"|[\uff61-\uff9f]|[^\W\d_a-zA-Z]\d"
    "|[a-zA-Z][\u0370-\u05ff]|[\u0370-\u05ff][a-zA-Z]"
)
"""What stands in no word: controls, capitals inside, signs behind letters, two scripts."""
_SAMPLE: Final = 1 << 16
_WORD: Final = re.compile(r"[^\s,;|\"]*[^\x00-\x7f][^,;|\"\n\r\t]*")
_LONGEST: Final = 24
_HEADS: Final = re.compile(r"[,;|\t]")


class Encoded(msgspec.Struct, frozen=True):
    """A guess: the codec, what people call it, and a word as it reads then."""

    codec: str
    name: str
    sample: str


def guessed_encoding(data: bytes) -> Encoded:
    """The likeliest encoding of a text that is not UTF-8.

    What the letters say of the language (by chardet) is weighed with what stands in no word, and
    with headers that are known only when read so.

    Args:
        data: the whole text.
    """
    sample = _telling_lines(data)
    likely = _likely(sample)
    best: tuple[float, float] | None = None
    found = Encoded("mac_roman", _WORDS["mac_roman"], "")  # it has a letter for every byte
    for codec, name in _NAMES.items():
        try:
            text = sample.decode(codec)
            if len(sample) < len(data):
                data.decode(codec)
        except UnicodeDecodeError:
            continue
        head = text.lstrip().partition("\n")[0]
        known = sum(not part.isascii() and is_known(part.strip()) for part in _HEADS.split(head))
        odd = len(_ODD.findall(text)) - _KNOWN_HEADER * known
        share = likely.get(name.casefold(), 0.0) * (_FAVOUR if codec == _USUAL else 1.0)
        if best is None or (odd, -share) < best:
            best = (odd, -share)
            found = Encoded(codec, _WORDS[codec], _word(text))
    return found


def utf16_without_mark(data: bytes) -> str:
    """The codec of UTF-16 that does not begin with its mark; empty where it is none."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return ""
    first, second = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 4
    if second > half and first * 10 < second:
        return "utf-16-le"
    return "utf-16-be" if first > half and second * 10 < first else ""


def _likely(sample: bytes) -> dict[str, float]:
    """How sure the letters are of each encoding; none where the library is not installed."""
    try:
        import chardet
    except ImportError:
        return {}
    found: dict[str, float] = {}
    for part in chardet.detect_all(
        sample, ignore_threshold=True, include_encodings=list(_NAMES), prefer_superset=True
    ):
        found.setdefault(str(part["encoding"] or "").casefold(), float(part["confidence"]))
    return found


def _telling_lines(data: bytes) -> bytes:
    """The first line, and lines that hold more than ASCII, as many as tell enough."""
    if len(data) <= _SAMPLE:
        return data
    lines = data.splitlines(keepends=True)
    kept, size = [lines[0]], len(lines[0])
    for line in lines[1:]:
        if not line.isascii():
            kept.append(line)
            size += len(line)
        if size > _SAMPLE:
            break
    return b"".join(kept)


def _word(text: str) -> str:
    found = _WORD.search(text)
    return found[0].strip()[:_LONGEST].strip() if found else ""
