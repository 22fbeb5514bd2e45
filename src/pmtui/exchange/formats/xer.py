"""This file declares XER: plans of Primavera P6."""

from typing import Final

from pmtui.exchange.file_limits import LARGEST_XER
from pmtui.exchange.formats.definition import Format, ReadOptions
from pmtui.exchange.plans.source_file import PlanFile


def _is_like(head: bytes) -> bool:
    return head.startswith(b"ERMHDR")


def _read(data: bytes, _name: str, options: ReadOptions) -> PlanFile:
    from pmtui.exchange.xer.xer_reader import read_xers

    return read_xers(data, options.projects, options.encoding)


XER: Final = Format(
    name="xer",
    title="XER",
    endings=(".xer",),
    is_like=_is_like,
    read_plan=_read,
    options=frozenset({"encoding", "project"}),
    largest=LARGEST_XER,
)
"""The projects of a file, with the links between them."""
