"""This file says what each format carries of what is stored: field by field, as it declares."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from pmtui.exchange.formats.catalogue import FORMATS
from pmtui.exchange.formats.definition import Format
from pmtui.exchange.plans.field_coverage import FieldCoverage, left
from pmtui.model.workspace.schema import field_specs


class CarriedField(Struct, frozen=True):
    """One field of a table, and how each format carries it, by the format's name."""

    field: str
    by_format: Mapping[str, FieldCoverage]


def formats_of(table: str) -> tuple[Format, ...]:
    """The formats whose files carry something of a table."""
    return tuple(
        other_format
        for other_format in FORMATS
        if other_format.coverage is not None and other_format.coverage(table)
    )


def formats_without(table: str) -> tuple[Format, ...]:
    """The written formats that have no place for a table."""
    return tuple(
        other_format
        for other_format in FORMATS
        if other_format.coverage is not None and not other_format.coverage(table)
    )


def field_coverage(table: str) -> Iterator[CarriedField]:
    """How each field of a table goes out in each format, in the order of the fields."""
    covered = {
        other_format.name: other_format.coverage(table)
        for other_format in FORMATS
        if other_format.coverage is not None
    }
    for spec in field_specs(table):
        yield CarriedField(
            spec.name, {name: fields.get(spec.name, left()) for name, fields in covered.items()}
        )
