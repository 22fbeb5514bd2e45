"""This file declares the figures of a benefit: attainment, planned, forecast and variance."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from pmtui.figures.benefits.profile import READS, Measured, measured
from pmtui.figures.business_case.flows import Answer, undefined
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures, Getter
from pmtui.model.entities.registers import BENEFITS, Benefit

_Part = Callable[[Measured], Answer]
_SOURCE: Final = "MSP, benefit profile; PMI Standard for Program Management"


def _inputs(part: _Part) -> Callable[[Figures, int], Iterable[Input]]:
    def inputs(figures: Figures, benefit_id: int) -> Iterable[Input]:
        benefit = figures.workspace.rows_of(Benefit)[benefit_id]
        standing = measured(figures, benefit)
        yield Input("baseline", benefit.baseline)
        yield Input("target", benefit.target)
        yield Input("unit", benefit.unit)
        yield Input("measured", standing.reading.value if standing.reading is not None else None)
        yield Input("measured on", standing.reading.at if standing.reading is not None else None)
        yield Input("planned this month", standing.planned.value)
        yield Input("forecast this month", standing.forecast.value)
        yield Input("months its start has moved", standing.profiles.shift)
        yield Input("planned, all months added up", standing.profiles.planned.total)
        yield Input("forecast, all months added up", standing.profiles.forecast.total)
        answer = part(standing)
        if answer.value is None:
            yield Input("undefined because", answer.reason)

    return inputs


def _figure(
    name: str, title: str, formula: str, undefined_when: str, part: _Part, *, unit: str = "its unit"
) -> Figure:
    is_percent = unit == "percent"

    def read(figures: Figures) -> Getter:
        def value(benefit: Benefit) -> Decimal | None:
            answer = part(measured(figures, benefit)).value
            if answer is None or not is_percent:
                return answer
            return (answer * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)

        return value

    return Figure(
        id=name,
        table=BENEFITS.name,
        title=title,
        help=title,
        kind="number",
        unit=unit,
        formula=formula,
        source=_SOURCE,
        undefined=undefined_when,
        reads=READS,
        read=read,
        inputs=_inputs(part),
    )


def _latest(standing: Measured) -> Answer:
    if standing.reading is None:
        return undefined("nothing is measured yet")
    return Answer(Decimal(standing.reading.value))


def _shift(standing: Measured) -> Answer:
    shift = standing.profiles.shift
    return undefined("its milestone has no day") if shift is None else Answer(Decimal(shift))


def _change(standing: Measured) -> Answer:
    profiles = standing.profiles
    if not profiles.planned.points:
        return undefined("it has no profile")
    return Answer(profiles.forecast.total - profiles.planned.total)


FIGURES: Final = (
    _figure(
        "attainment",
        "how far it has come from baseline to target",
        "(measured - baseline) / (target - baseline), in both directions",
        "nothing is measured, baseline or target is no number, or they are equal",
        lambda standing: standing.attainment,
        unit="percent",
    ),
    _figure(
        "measured",
        "its newest reading",
        "the newest reading up to today",
        "nothing is measured yet",
        _latest,
    ),
    _figure(
        "planned_to_date",
        "what its measure should be this month",
        "the point of its profile that holds in this month, as planned",
        "its profile has no value this month",
        lambda standing: standing.planned,
    ),
    _figure(
        "forecast_to_date",
        "what its measure is expected to be this month",
        "the same of its forecast, moved with its milestone",
        "its forecast has no value this month",
        lambda standing: standing.forecast,
    ),
    _figure(
        "variance",
        "measured against planned, the good way positive",
        "measured - planned to date; the other way round where the target is below the baseline",
        "nothing is measured, or its profile has no value this month",
        lambda standing: standing.variance,
    ),
    _figure(
        "profile_shift",
        "months by which its profile comes later",
        "month of its milestone as planned today + months after - month of its start",
        "its milestone has no day",
        _shift,
        unit="months",
    ),
    _figure(
        "profile_effect",
        "what it brings less or more over all months",
        "sum of forecast - sum of planned, month by month; a fixed end cuts what comes later",
        "it has no profile",
        _change,
        unit="its unit, a month each",
    ),
)
"""What is known of a benefit."""
