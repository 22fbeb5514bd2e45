"""This file compares what each component has with what assurance asks of it by kind and stage."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import Final, Literal

import msgspec

from pmtui.figures.governance.handing_on import FIGURES as CLOSING
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import PLANNED_FROM, Figures
from pmtui.model.entities.components import LIVE_COMPONENT_STATES, Component
from pmtui.model.entities.entity import is_archived
from pmtui.model.governance.gates import WAIVERS, Artefact, Waiver
from pmtui.model.rules.life_cycles import has_ended
from pmtui.model.workspace.schema import TABLES

Standing = Literal["ok", "missing", "expired", "waived", ""]
"""How something that is asked for stands; empty where it is not asked for."""
STANDINGS: Final[tuple[Standing, ...]] = ("missing", "expired", "waived", "ok")


class Demand(msgspec.Struct, frozen=True):
    """Something that components have to have."""

    artefact: Artefact
    title: str
    kinds: frozenset[str]
    """The kinds of components that need it."""
    is_from_start: bool
    """Whether it is needed before work is under way, too."""
    find: Callable[[Figures, Component, Artefact], Standing]
    """Whether a component that needs it has it."""


def standing(figures: Figures, component: Component, asked: Demand) -> Standing:
    """How something that is asked of a component stands today."""
    if not _is_needed(component, asked):
        return ""
    stands = asked.find(figures, component, asked.artefact)
    if stands == "ok" or _waiver(figures, component.id, asked.artefact) is None:
        return stands
    return "waived"


def gaps(figures: Figures, component: Component) -> Iterator[tuple[Demand, Standing]]:
    """What a component itself lacks: what is missing or has expired, and nobody waived."""
    for asked in DEMANDS:
        stands = standing(figures, component, asked)
        if stands in {"missing", "expired"}:
            yield asked, stands


def _is_needed(component: Component, asked: Demand) -> bool:
    if component.kind not in asked.kinds or component.archived or has_ended(component):
        return False
    return asked.is_from_start or component.state in LIVE_COMPONENT_STATES


def _waiver(figures: Figures, component: int, artefact: Artefact) -> Waiver | None:
    for row in figures.workspace.rows_by(Waiver, "component", component):
        is_live = row.until is None or row.until >= figures.today
        if row.artefact == artefact and row.waived_by and is_live:
            return row
    return None


def _of_rows(figures: Figures, component: Component, artefact: Artefact) -> Standing:
    """Whether rows of some table show it, and the last day of them is not past."""
    days: list[date | None] = []
    is_strict = False
    for spec in TABLES.values():
        assured = spec.assures
        if assured is None or assured.artefact != artefact:
            continue
        is_strict = assured.is_strict
        for row in figures.workspace.rows_by(spec.type, "component", component.id):
            if is_archived(row) or not assured.holds(row) or (is_strict and has_ended(row)):
                continue
            day: date | None = attrgetter(assured.until)(row) if assured.until else None
            days.append(_last(figures, day) if assured.is_dated else day)
    if artefact == "report" and component.reported_at is not None:
        days.append(_last(figures, component.reported_at))
    if not days:
        return "missing"
    in_force = (day is None or day >= figures.today for day in days)
    return "ok" if (all if is_strict else any)(in_force) else "expired"


def _last(figures: Figures, day: date | None) -> date | None:
    """The last day on which a report of a day is recent."""
    allowed = timedelta(days=figures.workspace.policy.report_days)
    return day + min(allowed, date.max - day) if day is not None else None


def _owner(_figures: Figures, component: Component, _artefact: Artefact) -> Standing:
    """Whether somebody owns it."""
    return "ok" if component.owner else "missing"


def _sponsor(_figures: Figures, component: Component, _artefact: Artefact) -> Standing:
    """Whether somebody sponsors it."""
    return "ok" if component.sponsor else "missing"


def _baseline(figures: Figures, component: Component, _artefact: Artefact) -> Standing:
    """Whether a baseline finish of it is known, its own or of what lies below."""
    return "ok" if figures.rollup(component.id).baseline_finish is not None else "missing"


_ALL: Final = frozenset({"portfolio", "program", "project", "operation"})
_RUN: Final = frozenset({"program", "project"})
DEMANDS: Final = (
    Demand("owner", "owner", _ALL, True, _owner),
    Demand("sponsor", "sponsor", _RUN, False, _sponsor),
    Demand("charter", "charter", _RUN, False, _of_rows),
    Demand("case", "business case", frozenset({"program"}), False, _of_rows),
    Demand("baseline", "baseline", frozenset({"project"}), False, _baseline),
    Demand("gate", "next gate", _RUN, False, _of_rows),
    Demand("benefits", "benefits", frozenset({"program"}), False, _of_rows),
    Demand("report", "report", _ALL - {"portfolio"}, False, _of_rows),
)
"""What is asked of components, in the order in which it is shown."""
_READS: Final = (
    PLANNED_FROM
    | {name for name, spec in TABLES.items() if spec.assures is not None}
    | {"baselines", "baseline_rows", WAIVERS.name}
)
_SOURCE: Final = "PMI Standard for Program Management 4e, governance; PRINCE2, assurance"


def _artefact(asked: Demand) -> Figure:
    """The figure of how one thing that is asked for stands."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        row = figures.workspace.components.get(component)
        yield Input("asked of", ", ".join(sorted(asked.kinds)))
        if row is None:
            yield Input("undefined because", "it is asked of components: stand on one")
            return
        yield Input("asked here", "yes" if _is_needed(row, asked) else "no")
        waiver = _waiver(figures, component, asked.artefact)
        if waiver is not None:
            person = figures.workspace.people.get(waiver.waived_by)
            yield Input("waived by", person.name if person is not None else None)
            yield Input("until", waiver.until)
            yield Input("because", waiver.reason or None)

    return Figure(
        id=f"assured_{asked.artefact}",
        table="components",
        title=f"assurance: {asked.title}",
        short=asked.title,
        help=f"whether it has the {asked.title} that its kind and stage ask for",
        kind="choice",
        unit="a word",
        formula=(asked.find.__doc__ or f"whether it names its {asked.title}").split("\n")[0],
        source=_SOURCE,
        undefined="it is not asked for of its kind and stage",
        reads=_READS,
        read=lambda figures: lambda component: standing(figures, component, asked) or None,
        inputs=inputs,
        choices=STANDINGS,
    )


def _gap_inputs(figures: Figures, component: int) -> Iterable[Input]:
    for below in figures.live_subtree(component):
        row = figures.workspace.components[below]
        for asked, stands in gaps(figures, row):
            yield Input(f"{row.key} {asked.title}", stands)
    yield Input("things asked for", len(DEMANDS))


FIGURES: Final = (
    *map(_artefact, DEMANDS),
    Figure(
        id="assurance_gaps",
        table="components",
        title="assurance gaps",
        short="gaps",
        help="what it and all below it have to have by kind and stage, and lack",
        kind="number",
        unit="artefacts",
        formula="artefacts that are missing or have expired and that nobody waived, of all below",
        source=_SOURCE,
        undefined="never: 0 where nothing is lacking",
        reads=_READS,
        read=lambda figures: (
            lambda component: sum(
                len([*gaps(figures, figures.workspace.components[below])])
                for below in figures.live_subtree(component.id)
            )
        ),
        inputs=_gap_inputs,
    ),
    *CLOSING,
)
"""What is known of components by assurance, and what they have to do before they close."""
