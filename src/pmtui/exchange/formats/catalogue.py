"""This file lists the formats, and finds the one that a name, an ending or a content means."""

from collections.abc import Iterator
from typing import Final

from pmtui.exchange.formats import json_table, msproject, spreadsheets, xer
from pmtui.exchange.formats.definition import Format, ReadOption, bare_head

FORMATS: Final[tuple[Format, ...]] = (
    json_table.JSON,
    spreadsheets.CSV,
    spreadsheets.TSV,
    spreadsheets.XLSX,
    xer.XER,
    msproject.MSPROJECT,
)
"""Every format; where two know a file by its content, the first of them reads it."""

ANY_TABLE: Final = "table"
"""The name that means any format of tables."""
HEAD: Final = 512
"""Bytes from the beginning of a file by which it is known."""


def format_of(head: bytes, name: str = "") -> Format:
    """The format of a file that is read.

    Args:
        head: how the file begins.
        name: the format that was named; any table for `table`, told by the content where empty.

    Raises:
        UnreadableError: its content is of a kind that is not read.
    """
    named = next(
        (
            other_format
            for other_format in FORMATS
            if other_format.is_read and other_format.name == name
        ),
        None,
    )
    if named is not None:
        return named
    bare = bare_head(head[:HEAD])
    for format_ in FORMATS:
        if format_.read_plan is not None and name == ANY_TABLE:
            continue
        if format_.is_read and format_.is_like(bare):
            return format_
    return spreadsheets.CSV


def written_format(name: str) -> Format | None:
    """The format that a name or an ending means to an export; None where it means none."""
    wanted = name.casefold()
    return next(
        (
            other_format
            for other_format in FORMATS
            if other_format.is_written
            and (
                wanted in {other_format.name, *other_format.other_names}
                or wanted in other_format.endings
            )
        ),
        None,
    )


def read_names() -> tuple[str, ...]:
    """What `import --format` takes."""
    return (ANY_TABLE, *(other_format.name for other_format in FORMATS if other_format.is_read))


def written_names() -> tuple[str, ...]:
    """What `export --format` takes."""
    return tuple(
        name
        for other_format in FORMATS
        if other_format.is_written
        for name in (other_format.name, *other_format.other_names)
    )


def endings() -> Iterator[str]:
    """The endings of the files that an import takes, with their dots."""
    for format_ in FORMATS:
        if format_.is_read:
            yield from format_.endings


def titles(*, tables: bool) -> str:
    """What people call the formats of tables, or of plans, that are read, parted by commas."""
    return ", ".join(
        other_format.title
        for other_format in FORMATS
        if other_format.is_read and (other_format.read_table is not None) is tables
    )


def titles_with(option: ReadOption) -> str:
    """What people call the formats that mind an option, parted by commas."""
    return ", ".join(
        other_format.title for other_format in FORMATS if option in other_format.options
    )
