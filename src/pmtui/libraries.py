"""This file lists the libraries that load at first use: a start waits for none of them."""

from typing import Final, NamedTuple


class LateLibrary(NamedTuple):
    """A library that no start loads."""

    name: str
    """As it is imported."""
    extra: str
    """The extra of pmtui that installs it; empty where pmtui always does."""
    used_for: str
    loads_in: tuple[str, ...]
    """The modules that load it, each inside the function that needs it."""
    package: str = ""
    """What installs it, where that has another name."""


LATE_LIBRARIES: Final = (
    LateLibrary("chardet", "", "encodings that are guessed", ("exchange.sheets.encoding_guess",)),
    LateLibrary(
        "dateutil", "", "days that recur", ("model.recurring.rule_days",), "python-dateutil"
    ),
    LateLibrary(
        "highspy",
        "selection",
        "a solver for choices among many projects",
        ("figures.selection.highs_solver",),
    ),
    LateLibrary("holidays", "", "public holidays", ("actions.schedule.public_holidays",)),
    LateLibrary("icalendar", "calendar", "calendar feeds", ("exchange.calendar_feed",)),
    LateLibrary("jinja2", "", "templates of reports", ("cli.core.report_template",)),
    LateLibrary(
        "numpy",
        "simulation",
        "many runs at once",
        ("figures.odds.raw_bits", "figures.odds.vectors"),
    ),
    LateLibrary(
        "openpyxl",
        "",
        "workbooks",
        (
            "exchange.sheets.workbook",
            "exchange.tables.export.csv_xlsx",
            "exchange.update_sheets.writing",
        ),
    ),
    LateLibrary("ortools", "levelling", "a solver for levelling", ("figures.levelling.solver",)),
    LateLibrary(
        "psycopg",
        "postgresql",
        "stores on PostgreSQL",
        ("store.postgres.postgres_store", "store.postgres.server"),
    ),
    LateLibrary(
        "pendulum",
        "",
        "dates and zones as people write them",
        ("machine", "query.dates.forms", "query.dates.parsing"),
    ),
)
"""Every library that may be imported inside a function, and where that is."""
