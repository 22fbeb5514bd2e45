"""This file guards what comes in from files of others: sizes, archives, text no store may hold."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

LARGEST_FILE: Final = 64 << 20
"""Most bytes of a file that is read."""
LARGEST_PLAN: Final = 256 << 20
"""Most bytes of a plan: XML spends some thousands on a task."""
LARGEST_XER: Final = 128 << 20
"""Most bytes of an XER file."""
LARGEST_UNPACKED: Final = 256 << 20
"""Most bytes that an archive may unpack to."""
MOST_MEMBERS: Final = 2_000
"""Most files in an archive."""
STEEPEST_RATIO: Final = 200
"""Most unpacked bytes for one packed byte, in members large enough to hurt."""
LONGEST_CELL: Final = 100_000
"""Most characters of one cell."""
MOST_ROWS: Final = 200_000
"""Most rows of a sheet."""
MOST_COLUMNS: Final = 500
"""Most columns of a sheet."""
FIRST_YEAR: Final = 1900
"""First year of a date in a plan."""
LAST_YEAR: Final = 2999
"""Last year of a date in a plan."""

_HARMLESS: Final = 1 << 20


class UnreadableError(ValueError):
    """Says why a file cannot be taken in: what is wrong, where, and what to do about it."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}: {todo}")
        self.what = what
        """What is wrong and where."""
        self.todo = todo
        """What the person can do about it."""


def file_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of a file, read only when it is a plain file of a sane size.

    Raises:
        UnreadableError: it is missing, no plain file, too large, or must not be read.
    """
    try:
        if not path.is_file():
            there = path.exists()
            raise UnreadableError(
                f"{path} is {'no plain file' if there else 'not there'}",
                "name the file to import",
            )
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(f"{path}: {reason}", "check who may read it") from error
    check_size(len(data), largest)
    return data


def check_size(size: int, largest: int = LARGEST_FILE) -> None:
    """Refuse more bytes than are read.

    Raises:
        UnreadableError: the size is over the limit.
    """
    if size > largest:
        raise UnreadableError(
            f"the file is larger than {largest >> 20} MiB",
            "split it, or leave out what is not needed",
        )


def check_archive(data: bytes) -> None:
    """Refuse a zip file that would unpack to more than is sane, before anything is unpacked.

    Raises:
        UnreadableError: it is damaged, encrypted, or unpacks to too many or too large files.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError(
            f"the file is no intact workbook ({error})",
            "open it in a spreadsheet and save it again",
        ) from error
    if len(members) > MOST_MEMBERS:
        raise UnreadableError(
            f"the workbook holds {len(members)} files", f"it may hold {MOST_MEMBERS}; save it again"
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("the workbook is encrypted", "save it without a password")
    _check_unpacked(members)


def _check_unpacked(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > LARGEST_UNPACKED:
        raise UnreadableError(
            f"the workbook unpacks to {total >> 20} MiB",
            f"it may unpack to {LARGEST_UNPACKED >> 20} MiB; leave out what is not needed",
        )
    for member in members:
        steep = member.file_size > STEEPEST_RATIO * max(1, member.compress_size)
        if member.file_size > _HARMLESS and steep:
            raise UnreadableError(
                f"{member.filename} in the workbook unpacks to more than {STEEPEST_RATIO} times "
                "its size",
                "that is how a zip bomb looks; save the sheet as CSV if it is yours",
            )


def check_text(text: str, line: int, column: str) -> None:
    """Refuse a cell that no store may hold.

    Raises:
        UnreadableError: it holds a NUL or half a surrogate pair, or is too long.
    """
    if len(text) <= LONGEST_CELL and text.isascii() and "\x00" not in text:
        return
    place = f"line {line}, column {column}"
    if len(text) > LONGEST_CELL:
        raise UnreadableError(
            f"{place}: the cell holds {len(text)} characters", f"shorten it to {LONGEST_CELL}"
        )
    if "\x00" in text:
        raise UnreadableError(f"{place}: the cell holds a NUL character", "take it out")
    if not text.isascii() and any("\ud800" <= mark <= "\udfff" for mark in text):
        raise UnreadableError(f"{place}: the cell holds half a surrogate pair", "take it out")
