"""This file parses XML that means harm."""

from time import process_time

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.msproject.reader.xml_parsing import parsed

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;">]><p>&c;</p>"""
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE p SYSTEM "file:///etc/passwd"><p/>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (LAUGHS, "document type"),
        (OUTSIDE, "document type"),
        (b"<a>" * 1_000_000, "deeper ones"),
        (b"<a>" + b"<b/>" * 2_000_000, "more elements"),
        (b"<a " + b'x="1" ' * 2, "not XML"),
        (b"<a x='" + b"y" * 3_000_000, "not XML"),
        (b"\xff\xfe<\x00", "not XML"),
        (b"", "not XML"),
    ],
)
def test_bombs_are_refused_in_little_time(data: bytes, message: str) -> None:
    begun = process_time()
    with pytest.raises(UnreadableError, match=message):
        parsed(data, "save it as XML", most=100_000)
    assert process_time() - begun < 2
