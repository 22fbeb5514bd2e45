"""This file tells plans of other programs by their content, and reads them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pmtui.exchange.file_limits import UnreadableError, file_bytes
from pmtui.exchange.msproject.reader.plan_reader import LARGEST_PLAN, read_msproject
from pmtui.exchange.plans.source_file import PlanFile, file_of
from pmtui.exchange.xer.xer_reader import LARGEST_XER, read_xers

PLAN_FORMATS: Final = ("msproject", "xer")
"""The formats of plans that are read: MS Project's XML (MSPDI) and Primavera's XER."""

_HEAD: Final = 256
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def plan_format(path: Path) -> str:
    """The format of the plan in a file, told by how it begins; empty where it is no plan."""
    try:
        with path.open("rb") as file:
            return plan_format_of(file.read(_HEAD))
    except OSError:
        return ""


def plan_format_of(data: bytes) -> str:
    """The format of a plan, told by how it begins; empty where it is no plan."""
    head = data[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    plain = head.replace(b"\x00", b"").lstrip()
    if plain.startswith(b"ERMHDR"):
        return "xer"
    return "msproject" if plain.startswith(b"<") else ""


def read_plan_file(
    path: Path, shape: str, projects: Sequence[str] = (), encoding: str = ""
) -> PlanFile:
    """The plans in a file of a format.

    Args:
        path: the file.
        shape: one of the formats.
        projects: which projects, where the file holds several; none for all.
        encoding: what an XER file was saved in; guessed where empty.

    Raises:
        UnreadableError: it cannot be read as one.
    """
    largest = LARGEST_XER if shape == "xer" else LARGEST_PLAN
    return read_plan(file_bytes(path, largest), shape, projects, encoding, str(path))


def read_plan(
    data: bytes, shape: str, projects: Sequence[str] = (), encoding: str = "", name: str = "it"
) -> PlanFile:
    """The plans in the bytes of a file of a format, as `read_plan_file` reads them.

    Raises:
        UnreadableError: it cannot be read as one.
    """
    if shape == "xer":
        return read_xers(data, projects, encoding)
    if projects:
        raise UnreadableError(f"{name} holds one project", "leave out --project")
    if encoding:
        raise UnreadableError("an XML file says itself how it is encoded", "leave out --encoding")
    return file_of(read_msproject(data))
