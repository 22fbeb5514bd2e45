"""This file declares MS Project XML (MSPDI): the plan of one project."""

from collections.abc import Mapping
from typing import Final

from pmtui.exchange.file_limits import LARGEST_PLAN, UnreadableError
from pmtui.exchange.formats.definition import Format, ReadOptions
from pmtui.exchange.plans.field_coverage import FieldCoverage
from pmtui.exchange.plans.plan import Plan
from pmtui.exchange.plans.source_file import PlanFile, file_of


def _is_like(head: bytes) -> bool:
    return head.startswith(b"<")


def _read(data: bytes, _name: str, options: ReadOptions) -> PlanFile:
    from pmtui.exchange.msproject.reader.plan_reader import read_msproject

    if options.projects:
        raise UnreadableError("the file holds one project", "leave out --project")
    if options.encoding:
        raise UnreadableError("an XML file says itself how it is encoded", "leave out --encoding")
    return file_of(read_msproject(data))


def _written(plan: Plan) -> bytes:
    from pmtui.exchange.msproject.writer.plan_writer import write_msproject

    return write_msproject(plan)


def _coverage(table: str) -> Mapping[str, FieldCoverage]:
    from pmtui.exchange.msproject.field_coverage import PLAN_FIELDS

    return PLAN_FIELDS.get(table, {})


MSPROJECT: Final = Format(
    name="msproject",
    title="MS Project XML",
    endings=(".xml", ".mspdi"),
    other_names=("mspdi", "xml"),
    is_like=_is_like,
    read_plan=_read,
    write_plan=_written,
    largest=LARGEST_PLAN,
    a_file="an MS Project file",
    coverage=_coverage,
)
"""As MS Project saves it as XML; whatever begins as XML does is read as it."""
