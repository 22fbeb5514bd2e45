"""This file reads the brackets of P6 calendars."""

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.xer.nested_brackets import read_part


def test_brackets_keep_their_name_values_and_order() -> None:
    part = read_part("(0||A()( (0||1(s|08:00|f|12:00)()) (0||2(d|44557)()) ))", "x")
    assert (part.name, [inner.name for inner in part.parts]) == ("A", ["1", "2"])
    assert (part.parts[0].value("s"), part.parts[0].value("f")) == ("08:00", "12:00")
    assert (part.parts[1].value("d"), part.parts[1].value("s")) == ("44557", "")
    assert part.part("2") is part.parts[1]
    assert part.part("3") is None


@pytest.mark.parametrize(
    "text", ["", "(", "(0||A()(", "(0||A()(x))", "0||A()()", "(0||A(" * 50, "(0||A()(" * 10_000]
)
def test_broken_or_deep_brackets_are_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="calendar 'c': its data cannot be read"):
        read_part(text, "calendar 'c'")
