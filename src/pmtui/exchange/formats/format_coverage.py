"""This file says what each format carries of what is stored: field by field, declared once."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from msgspec import Struct

from pmtui.exchange.msproject.field_coverage import PLAN_FIELDS
from pmtui.exchange.plans.field_coverage import FieldCoverage
from pmtui.exchange.tables.export.csv_xlsx import written_specs
from pmtui.model.workspace.schema import field_specs

Where = Literal["json", "csv", "xlsx", "msproject"]
"""The formats that are written."""
FORMATS: Final[Mapping[Where, str]] = MappingProxyType(
    {"json": "JSON", "csv": "CSV", "xlsx": "XLSX", "msproject": "MS Project XML"}
)
"""What people call them."""
NOT_IN_TABLES: Final = FieldCoverage("left", "")
"""A field that has no column."""


class CarriedField(Struct, frozen=True):
    """One field of a table, and how each format carries it."""

    field: str
    by_format: Mapping[Where, FieldCoverage]


def field_coverage(table: str) -> tuple[CarriedField, ...]:
    """How each field of a table goes out in each format, in the order of the fields."""
    columns = {spec.name for spec in written_specs(table)}
    return tuple(_row(table, spec.name, spec.label, columns) for spec in field_specs(table))


def _row(table: str, field: str, label: str, columns: set[str]) -> CarriedField:
    column = FieldCoverage("kept", label) if field in columns else NOT_IN_TABLES
    in_plan = PLAN_FIELDS.get(table, {}).get(field, FieldCoverage("left", ""))
    document = FieldCoverage("kept", field)
    by_format: dict[Where, FieldCoverage] = {
        "json": document,
        "csv": column,
        "xlsx": column,
        "msproject": in_plan,
    }
    return CarriedField(field, MappingProxyType(by_format))
