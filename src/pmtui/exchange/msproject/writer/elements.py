"""This file writes the elements of an MS Project file: texts, flags, moments, durations."""

import re
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement

_NOT_XML: Final = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT: Final = "\ufffd"

Value = str | int | float | bool | datetime | None
"""What a field holds; None leaves it out."""


def part_of(parent: Element, name: str, **fields: Value) -> Element:
    """A new element under another, with fields in their order."""
    part = SubElement(parent, name)
    put_all(part, **fields)
    return part


def put_all(part: Element, **fields: Value) -> None:
    """Fields of an element in their order, those with nothing to say left out."""
    for field, value in fields.items():
        put(part, field, value)


def put(parent: Element, name: str, value: Value) -> None:
    """One field of an element, unless there is nothing to say."""
    if value is not None:
        SubElement(parent, name).text = _text(value)


def duration(minutes: int | None) -> str | None:
    """Minutes as `PT8H0M0S`."""
    return None if minutes is None else f"PT{minutes // 60}H{minutes % 60}M0S"


def _text(value: Value) -> str:
    if isinstance(value, str) and value.isascii() and value.isprintable():
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n")
        return _NOT_XML.sub(_REPLACEMENT, lines)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
