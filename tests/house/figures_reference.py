"""This file writes docs/figures.md: every figure with its formula, unit and source.

`python -m tests.house.figures_reference` prints it.
"""

import sys

from pmtui.figures.catalogue import every_figure, figure_names
from pmtui.figures.sheet.declaration import Figure
from pmtui.model.workspace.schema import TABLES

_HEAD = """\
# Figures

Written by `make docs` from the declarations in `src/pmtui/figures`. No figure is stored: each
follows from the rows of the tables it reads, and is never older than they are. `=` on a figure
says the same with the numbers that went in. Filters, `--columns` and `show --json` ask for it by
its names. Where it is undefined there is a dash, in JSON `null`.
"""


def reference() -> str:
    """The page docs/figures.md."""
    figures = every_figure()
    tables = [table for table in TABLES if any(figure.table == table for figure in figures)]
    lines = [_HEAD]
    for table in tables:
        lines += [f"## {table.replace('_', ' ')}", ""]
        lines += [_entry(figure) for figure in figures if figure.table == table]
    return "\n".join(lines)


def _entry(figure: Figure) -> str:
    names = [name for name, id_ in figure_names(figure.table).items() if id_ == figure.id]
    reads = [table for table in TABLES if table in figure.reads]
    facts = (
        ("asked for by", ", ".join(f"`{name}`" for name in names)),
        ("formula", figure.formula),
        ("unit", figure.unit),
        ("source", figure.source),
        ("undefined when", figure.undefined),
        ("reads", ", ".join(table.replace("_", " ") for table in reads)),
    )
    lines = [f"### {figure.title}", "", f"{_sentence(figure.help)}.", ""]
    lines += [f"- {label}: {text}" for label, text in facts]
    return "\n".join([*lines, ""])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.stdout.write(reference())
