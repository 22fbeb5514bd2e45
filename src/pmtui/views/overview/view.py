"""This file declares the overview: what needs a decision, how it stands, what comes next."""

from typing import Final

from pmtui.model.entities.remarks import REPORTS
from pmtui.model.governance.checkins import ASKS, CHECKINS, DIRECTIVES
from pmtui.model.workspace.schema import TABLES
from pmtui.views.shapes.view import RowList, TableFunction, TablePart, View
from pmtui.views.wording.figure_signs import MEASURED, RATED

COMPONENTS: Final = "components"
"""The part that compares components; a pane of its own shows it below what needs a decision."""
_ASSURED: Final = (
    "key", "name", "assurance_gaps", "assured_owner", "assured_sponsor", "assured_charter",
    "assured_case", "assured_baseline", "assured_gate", "assured_benefits", "assured_report",
)  # fmt: skip
"""The columns of what assurance asks for."""
_DECIDED: Final = tuple(name for name, spec in TABLES.items() if spec.approvals)
"""The tables of what people decide on."""


def _inbox() -> TableFunction:
    from pmtui.views.overview.inbox import inbox

    return inbox


def _checkins() -> TableFunction:
    from pmtui.views.checkins.checkin_board import checkin_board

    return checkin_board


def _asks() -> TableFunction:
    from pmtui.views.checkins.ask_table import ask_table

    return ask_table


def _assurance() -> TableFunction:
    from pmtui.views.registers.listing import listed_part

    return listed_part("nothing to assure here yet: a adds a project or program", _ASSURED)


def _reports() -> TableFunction:
    from pmtui.views.registers.listing import listed_part

    return listed_part("no report yet: R shows the one of this scope, s there keeps it")


VIEW: Final = View(
    id="overview",
    title="Overview",
    key="1",
    tables=("components", CHECKINS.name, ASKS.name, DIRECTIVES.name, REPORTS.name),
    parts=(
        TablePart(name=COMPONENTS, tables=(COMPONENTS,), noun="component"),
        TablePart(
            name="inbox", tables=_DECIDED, noun="decision", title="inbox", sorts=False, table=_inbox
        ),
        TablePart(
            name=CHECKINS.plural,
            tables=(COMPONENTS,),
            sort="last,key",
            title="check-ins",
            table=_checkins,
        ),
        TablePart(
            name=ASKS.plural,
            tables=(ASKS.name, DIRECTIVES.name),
            sort="due,age-",
            title=ASKS.plural,
            hides="answered or done: /is:any",
            table=_asks,
        ),
        TablePart(
            name=REPORTS.plural,
            tables=(REPORTS.name,),
            sort="at-",
            noun=REPORTS.word,
            title=REPORTS.plural,
            table=_reports,
        ),
        TablePart(
            name="assurance",
            tables=(COMPONENTS,),
            sort="assurance_gaps-",
            noun="component",
            title="assurance",
            table=_assurance,
        ),
    ),
    lists=(
        RowList("inbox", "inbox"),
        RowList(CHECKINS.plural, CHECKINS.plural),
        RowList(ASKS.plural, ASKS.plural),
        RowList(DIRECTIVES.plural, ASKS.plural),
        RowList(REPORTS.plural, REPORTS.plural),
        RowList("assurance", "assurance"),
    ),
    hints=("open", "explain", "subtab.next", "sort", "entity.add", "entity.remark", "lens"),
    topics=frozenset({"ended", "rating", "unrated"}),
    signs=(
        ("in G", "a check-in that came on time, with its rating"),
        ("miss 2 d", "a check-in that was due two days ago"),
        *RATED,
        ("w", "worth a look, not red or amber"),
        ("→", "what an exception moves with it"),
        *MEASURED,
        ("67 %", "by work, not by number of tasks"),
    ),
)
