"""This file is `evm`: earned value of a scope at a data date, and by period."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

import msgspec

from pmtui.cli.core.entity_names import figures_as_of, only_scope_argument, scope_key
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.figures.earned_value.measure import Measure
from pmtui.figures.earned_value.scope_performance import (
    ScopePerformance,
    cost_to_go_of,
    performance,
)
from pmtui.figures.earned_value.scope_schedule import (
    ScopeSchedule,
    data_moment,
    scope_schedule,
)
from pmtui.figures.earned_value.series import PeriodValues, series
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Money
from pmtui.query.dates.parsing import parse_date
from pmtui.query.values.formatting import DASH, money_text

_LENGTHS: Final = ("week", "month", "quarter", "year")
_PLACES: Final = 4
_DAYS: Final = frozenset(
    {"pd", "at_days", "es", "sv_t", "eac_t_planned", "eac_t_spi_t", "eac_t_sci_t"}
)
_TITLES: Final = {
    "bac": "BAC, budget at completion",
    "pv": "PV, planned value",
    "ev": "EV, earned value",
    "ac": "AC, actual cost",
    "sv": "SV = EV - PV",
    "cv": "CV = EV - AC",
    "spi": "SPI = EV / PV",
    "cpi": "CPI = EV / AC",
    "eac_cpi": "EAC = AC + (BAC - EV) / CPI",
    "eac_planned": "EAC, rest as planned = AC + BAC - EV",
    "eac_cpi_spi": "EAC by CPI and SPI = AC + (BAC - EV) / (CPI x SPI)",
    "eac_bottom_up": "EAC bottom-up = AC + cost to go of the tasks",
    "etc": "ETC = EAC - AC",
    "vac": "VAC = BAC - EAC",
    "tcpi_bac": "TCPI to the budget = (BAC - EV) / (BAC - AC)",
    "tcpi_eac": "TCPI to the estimate = (BAC - EV) / (EAC - AC)",
    "pd": "PD, planned duration in working days",
    "at_days": "AT, working days gone by",
    "es": "ES, earned schedule in working days",
    "sv_t": "SV(t) = ES - AT in working days",
    "spi_t": "SPI(t) = ES / AT",
    "eac_t_planned": "EAC(t), rest as planned = AT + PD - ES",
    "eac_t_spi_t": "EAC(t) by SPI(t) = PD / SPI(t)",
    "eac_t_sci_t": "EAC(t) by SPI(t) and CPI",
    "tspi": "TSPI = (PD - ES) / (PD - AT)",
}
_MONEY: Final = frozenset(
    {"bac", "pv", "ev", "ac", "sv", "cv", "eac_cpi", "eac_planned", "eac_cpi_spi", "eac_bottom_up",
     "etc", "vac"}
)  # fmt: skip


class _Answer(msgspec.Struct, frozen=True):
    """What was asked for: how a scope stands, by money, by time and by period."""

    figures: Figures
    measured: ScopePerformance
    schedule: ScopeSchedule
    periods: tuple[PeriodValues, ...]
    at: date
    as_of: Mapping[str, object] | None
    """The revision it is as of, and when that was made; None for now."""

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Every figure by its name."""
        now, times = self.measured.now, self.schedule.times
        to_go = cost_to_go_of(self.figures, self.measured)
        return {
            "bac": now.bac, "pv": now.pv, "ev": now.ev, "ac": now.ac, "sv": now.sv, "cv": now.cv,
            "spi": now.spi, "cpi": now.cpi, "eac_cpi": now.eac_cpi,
            "eac_planned": now.eac_planned, "eac_cpi_spi": now.eac_cpi_spi,
            "eac_bottom_up": now.eac_bottom_up(to_go), "etc": now.etc, "vac": now.vac,
            "tcpi_bac": now.tcpi_bac, "tcpi_eac": now.tcpi_eac, "pd": times.pd,
            "at_days": times.at, "es": times.es, "sv_t": times.sv_t, "spi_t": times.spi_t,
            "eac_t_planned": times.eac_planned, "eac_t_spi_t": times.eac_spi_t,
            "eac_t_sci_t": times.eac_sci_t(now.cpi), "tspi": times.tspi,
        }  # fmt: skip


def _evm(call: Call) -> int:
    figures, scope, as_of = figures_as_of(call, call.args.as_of)
    measured = performance(figures, scope, _data_date(call, figures.today))
    days = measured.data_dates
    answer = _Answer(
        figures,
        measured,
        scope_schedule(figures, measured),
        series(figures, measured, call.args.by),
        days[-1] if days else figures.today,
        as_of,
    )
    if call.out.as_json:
        _document(call, answer)
    else:
        _print(call, answer)
    return DONE


def _data_date(call: Call, today: date) -> int | None:
    """The moment that is asked for: the end of a day, or a minute of it; None for none."""
    text = call.args.at.strip()
    if not text:
        return None
    try:
        if "T" in text:
            return data_moment(datetime.fromisoformat(text))
        return data_moment(parse_date(text, today))
    except ValueError as error:
        raise Stop(USAGE, f"--at {text}: {error}") from error


def _print(call: Call, answer: _Answer) -> None:
    out, measured = call.out, answer.measured
    row = answer.figures.workspace.components.get(measured.scope)
    name = f"{row.key} {row.name}" if row is not None else "the whole store"
    out.line(f"{name}  data date {_day(answer)}{_known(answer)}")
    out.line()
    if not measured.standings:
        out.line(f"earned value is undefined: {measured.now.bac.reason}")
        for line in _notes(answer):
            out.line(line)
        return
    rows = [
        (title, _text(answer, key, answer.measures[key]), answer.measures[key].reason)
        for key, title in _TITLES.items()
    ]
    out.table(("figure", "value", "undefined because"), rows, (1,))
    for line in _notes(answer):
        out.line(line)
    if answer.periods:
        out.line()
        texts = [
            (
                point.at.isoformat(),
                *(_amount(value) for value in (point.pv, point.ev, point.ac)),
            )
            for point in answer.periods
        ]
        out.table(("by", "PV", "EV", "AC"), texts, (1, 2, 3))


def _day(answer: _Answer) -> str:
    days = answer.measured.data_dates
    if len(days) > 1:
        return f"{days[0]} to {days[-1]}, each project's own"
    return answer.at.isoformat()


def _known(answer: _Answer) -> str:
    if answer.as_of is None:
        return "  as known now"
    return f"  as known at revision {answer.as_of['revision']}"


def _text(answer: _Answer, key: str, measure: Measure) -> str:
    if key in _MONEY:
        return _amount(answer.measured.now.money(measure))
    value = measure.decimal(1 if key in _DAYS else 3)
    return DASH if value is None else str(value)


def _amount(money: Money | None) -> str:
    return DASH if money is None else money_text(money)


def _notes(answer: _Answer) -> Iterator[str]:
    """The finish that earned schedule leads to, who says what was spent, and what is left out."""
    measured, components = answer.measured, answer.figures.workspace.components
    finish = answer.schedule.reached_on(answer.schedule.times.eac_spi_t)
    if finish is not None:
        yield f"finish by earned schedule: {finish}"
    for source, count in measured.sources:
        yield f"AC {source}: {count}"
    if measured.is_older:
        yield "~ PV of an older baseline: spread over Monday to Friday, 8 to 17 o'clock"
    if measured.without_baseline:
        keys = ", ".join(components[row].key for row in measured.without_baseline)
        yield f"left out, without a baseline that holds costs: {keys}"


def _document(call: Call, answer: _Answer) -> None:
    measured, schedule = answer.measured, answer.schedule
    measures = answer.measures
    values = {
        key: _decimal(measured.now.money(measure)) if key in _MONEY else measure.decimal(_PLACES)
        for key, measure in measures.items()
    }
    ends = {
        "planned": schedule.reached_on(schedule.times.eac_planned),
        "spi_t": schedule.reached_on(schedule.times.eac_spi_t),
    }
    components = answer.figures.workspace.components
    plain = [key for key in _TITLES if not key.startswith(("eac_", "at_"))]
    call.out.document(
        "evm",
        scope=scope_key(answer.figures, measured.scope),
        revision=answer.figures.workspace.revision,
        at=answer.at,
        data_dates=list(measured.data_dates),
        as_of=answer.as_of,
        currency=measured.currency,
        **{key: values[key] for key in plain},
        at_days=values["at_days"],
        eac={key: values[f"eac_{key}"] for key in ("cpi", "planned", "cpi_spi", "bottom_up")},
        eac_t={key: values[f"eac_t_{key}"] for key in ("planned", "spi_t", "sci_t")},
        finish=ends,
        reasons={key: measure.reason for key, measure in measures.items() if measure.reason},
        spent_by=dict(measured.sources),
        is_older_baseline=measured.is_older,
        without_baseline=[components[row].key for row in measured.without_baseline],
        periods=[
            {
                "at": point.at,
                **{
                    name: _decimal(value)
                    for name, value in (("pv", point.pv), ("ev", point.ev), ("ac", point.ac))
                },
            }
            for point in answer.periods
        ],
    )


def _decimal(money: Money | None) -> str | None:
    """An amount as a decimal string; None where it is undefined."""
    return None if money is None else str(money.decimal)


def _arguments(parser: Parser) -> None:
    only_scope_argument(parser)
    parser.add_argument(
        "--at",
        default="",
        metavar="DATE",
        help="the data date, by what is known now; else the status date of each project, or today",
    )
    parser.add_argument(
        "--as-of",
        default="",
        metavar="MOMENT",
        help="by what was known then: r1242, yesterday, -7d, 2026-11-01, '2026-11-01 14:30'",
    )
    parser.add_argument("--by", choices=_LENGTHS, default="month", help="how long a period is")


VERB: Final = ReadVerb(
    name="evm",
    help="Shows earned value and earned schedule of a scope at a data date.",
    arguments=_arguments,
    run=_evm,
)
