"""This file writes docs/formats.md: what each format carries, field by field.

`python -m tests.house.formats_reference` prints it.
"""

import sys

from pmtui.exchange.formats.format_coverage import FORMATS, field_coverage
from pmtui.exchange.msproject.field_coverage import PLAN_FIELDS
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
    return "\n".join([_HEAD, *(_section(table) for table in TABLES)])


def _section(table: str) -> str:
    lines = [f"## {table.replace('_', ' ')}", ""]
    if table not in PLAN_FIELDS:
        lines += ["Not in an MS Project file.", ""]
    shown = {where: title for where, title in FORMATS.items() if _is_shown(table, where)}
    lines += [f"| field | {' | '.join(shown.values())} |", "|---" * (len(shown) + 1) + "|"]
    lines += [
        f"| {row.field} | {' | '.join(_cell(row.by_format[where]) for where in shown)} |"
        for row in field_coverage(table)
    ]
    return "\n".join([*lines, ""])


def _is_shown(table: str, where: str) -> bool:
    return where != "msproject" or table in PLAN_FIELDS


def _cell(carried: FieldCoverage) -> str:
    if carried.way == "left":
        return "-"
    return f"{_SIGNS[carried.way]}`{carried.where}`"


if __name__ == "__main__":
    sys.stdout.write(reference())
