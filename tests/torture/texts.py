"""This file is texts that are not a store: JSON and what only looks like it, kind by kind."""

from collections.abc import Iterator
from typing import Final

_META: Final = '{"_meta":{"1":{"store_id":"a"}}'
_ANYWHERE: Final = (
    "1e400", "-1e400", "1e-400", "123456789012345678901234567890", "-0", "0.1e1", "1E22",
    "1.7976931348623157e309", '"\\ud800"', '"\\udead\\ud800"', '"\\u0000"', '"\u2028"', '"\x7f"',
    '""', '" "', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', "[]", "{}", '{"":0}', "null", "true", "false",
    '{"a":1,"a":2}', "[[[[[[]]]]]]", '"\U0010ffff"', '"e\u0301"', "3.0", "0",
)  # fmt: skip
"""What JSON allows, or leaves to the reader."""
_BROKEN: Final = (
    "01", "+1", "1.", ".5", "-", "--1", "1e", "1e+", "0x1", "1 2", "NaN", "Infinity", "-Infinity",
    "nan", "tru", "True", "nul", "None", "undefined", "'a'", '"', '"a', '"\\', '"\\x41"',
    '"\\u12"', '"\\uD8\\u00"', '"a\nb"', '"a\tb"', '"\x00"', "[1,]", "[,1]", "[1", "1]", "[1;2]",
    "{", "}", "{]", '{"a"}', '{"a":}', '{"a":1,}', "{a:1}", "{1:1}", '{"a" 1}', '{"a":1 "b":2}',
    '{"a":/*x*/1}', "//x\n1", "#x", "<a/>", "\ufeff1", "\x0c1", "\u00a01", "[1]x", "{}}", ",",
    ":", "[[", "*", "\\u0041",
)  # fmt: skip
"""What it forbids."""
_BYTES: Final = {
    "nothing": b"", "a zero byte": b"\x00", "zero bytes": b"\x00" * 4096, "a line break": b"\n",
    "byte order mark": b"\xef\xbb\xbf", "mark and object": b"\xef\xbb\xbf{}",
    "UTF-16": '{"_meta":{}}'.encode("utf-16"), "UTF-32": '{"_meta":{}}'.encode("utf-32"),
    "Latin 1": '{"_meta":"\xe9"}'.encode("latin-1"), "overlong": b'{"_meta":"\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"_meta":"\xed\xa0\x80"}', "cut UTF-8": b'{"_meta":"\xe2\x82',
    "deep lists": b"[" * 100_000, "deep objects": b'{"a":' * 100_000,
    "deep and closed": b"[" * 5_000 + b"]" * 5_000, "a long number": b"9" * 100_000,
    "gzip": b"\x1f\x8b\x08\x00" + b"\x00" * 20, "a zip": b"PK\x03\x04" + b"\x00" * 20,
    "SQLite": b"SQLite format 3\x00" + b"\x00" * 100, "ELF": b"\x7fELF" + b"\x00" * 60,
}  # fmt: skip


def texts() -> Iterator[tuple[str, bytes]]:
    """Each text and what it is: whole files, and a store with the text in some place."""
    yield from _BYTES.items()
    for text in (*_ANYWHERE, *_BROKEN):
        data = text.encode("utf-8", "surrogatepass")
        yield f"alone: {text[:30]!a}", data
        yield f"the meta: {text[:30]!a}", b'{"_meta":' + data + b"}"
        yield f"its document: {text[:30]!a}", b'{"_meta":{"1":' + data + b"}}"
        yield f"a table: {text[:30]!a}", _META.encode() + b',"tasks":' + data + b"}"
        yield f"a row: {text[:30]!a}", _META.encode() + b',"tasks":{"1":' + data + b"}}"
        row = b',"tasks":{"1":{"id":1,"title":' + data + b"}}}"
        yield f"a title: {text[:30]!a}", _META.encode() + row
        yield f"a key: {text[:30]!a}", _META.encode() + b',"tasks":{' + data + b":{}}}"
        yield f"another table: {text[:30]!a}", _META.encode() + b',"mine":{"1":' + data + b"}}"
