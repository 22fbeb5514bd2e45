"""This file turns the bytes of a file into text: in the encoding that was named, else a guess."""

import codecs
from contextlib import suppress
from typing import Final

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.sheets.encoding_guess import guessed_encoding, utf16_without_mark

_NO_TEXT: Final = frozenset(
    {"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"}
)
"""Codecs of Python in which no table or plan is ever saved; some make what no store may hold."""
_NAMES: Final = "such as utf-8, cp1252, cp1251 or cp932"
_SIGN: Final = "\ufeff"


def decoded(
    data: bytes, encoding: str = "", todo: str = "save it as CSV in UTF-8, or as XLSX"
) -> tuple[str, str]:
    """The text of a file and a note on its encoding.

    Without a name it is UTF-16 where it begins so or every other byte is empty, UTF-8 where it is
    valid as such, else what its letters and headers tell (`guessed_encoding`).

    Args:
        data: the bytes of the file.
        encoding: what it was saved in; guessed where empty.
        todo: what to do about a file that is no text.

    Raises:
        UnreadableError: no encoding has that name, the bytes are not of it, or NUL characters
            say that it is no text.
    """
    text, note = _named(data, encoding) if encoding else _guessed(data)
    at = text.find("\x00")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise UnreadableError(f"line {line} holds a NUL character, so this is no text table", todo)
    return text.removeprefix(_SIGN), note


def _named(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        name = ""
    if not name or name in _NO_TEXT:
        raise UnreadableError(f"{encoding!r} is no encoding that is known", f"name one {_NAMES}")
    try:
        return data.decode(name), f"read as {name}, as asked"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"line {line} is not {name} (byte {error.start + 1} of the file)",
            f"name the encoding it was saved in, {_NAMES}",
        ) from error


def _guessed(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), "read as UTF-16"
        except UnicodeDecodeError as error:
            raise UnreadableError(
                f"the file says it is UTF-16 but byte {error.start} is not", "save it as UTF-8"
            ) from error
    bare = utf16_without_mark(data)
    if bare:
        with suppress(UnicodeDecodeError):
            return data.decode(bare), f"read as {bare.upper()}, which it does not say itself"
    try:
        return data.decode("utf-8"), "read as UTF-8"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    guess = guessed_encoding(data)
    why = f"since line {line} is not UTF-8"
    shown = f" ('{guess.sample}')" if guess.sample else ""
    note = f"read as {guess.name}{shown}, {why}; a guess, --encoding names another"
    return data.decode(guess.codec), note
