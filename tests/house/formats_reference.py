"""This file writes docs/formats.md: what each format carries, field by field.

`python -m tests.house.formats_reference` prints it.
"""

import sys

from pmtui.exchange.formats.catalogue import FORMATS
from pmtui.exchange.formats.coverage import field_coverage, formats_of, formats_without
from pmtui.exchange.formats.definition import Format
from pmtui.exchange.plans.field_coverage import FieldCoverage
from pmtui.model.workspace.schema import TABLES

_HEAD = """\
# What each format carries

Written by `make docs` from the declarations in `src/pmtui/exchange`.

| sign | means |
|---|---|
| `name` | what is set goes out under that name and comes back equal, into an empty store too |
| ~ `name` | what it means comes back: other fields or figures hold it |
| - | stays behind; an export of a plan names what stays behind, with a count |

JSON is what `apply` reads. CSV and XLSX hold one kind a file. An MS Project file holds one project
with its people, calendars
and baselines; see [exchange.md](exchange.md). There a field left open goes out as what is worked
out for it, a summary's lengths, work and dates as what lies below it, the gaps of finished work
and the length of a manual task as its dates.
"""
_SIGNS = {"kept": "", "meant": "~ "}


def reference() -> str:
    """The page docs/formats.md."""
    return "\n".join([_HEAD, _formats(), *(_section(table) for table in TABLES)])


def _formats() -> str:
    rows = [
        f"| {one.title} | {', '.join(f'`{ending}`' for ending in one.endings)} "
        f"| {_as(one.is_read, one.name)} | {_as(one.is_written, one.name)} "
        f"| {', '.join(f'`--{option}`' for option in sorted(one.options)) or '-'} |"
        for one in FORMATS
    ]
    head = ["| format | files | `import --format` | `export --format` | options of an import |"]
    return "\n".join([*head, "|---" * 5 + "|", *rows, ""])


def _as(does: bool, name: str) -> str:  # noqa: FBT001
    return f"`{name}`" if does else "-"


def _section(table: str) -> str:
    lines = [f"## {table.replace('_', ' ')}", ""]
    for format_ in formats_without(table):
        lines += [f"Not in {format_.a_file or format_.title}.", ""]
    shown: tuple[Format, ...] = formats_of(table)
    lines += [
        f"| field | {' | '.join(one.title for one in shown)} |",
        "|---" * (len(shown) + 1) + "|",
    ]
    lines += [
        f"| {row.field} | {' | '.join(_cell(row.by_format[one.name]) for one in shown)} |"
        for row in field_coverage(table)
    ]
    return "\n".join([*lines, ""])


def _cell(carried: FieldCoverage) -> str:
    if carried.way == "left":
        return "-"
    return f"{_SIGNS[carried.way]}`{carried.where}`"


if __name__ == "__main__":
    sys.stdout.write(reference())
