"""This file shows where a scope stands beside last week and what was approved, and how current."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from pmtui.figures.attention.report_freshness import freshness
from pmtui.figures.attention.scope_position import Position, approved, position
from pmtui.figures.components.component_dates import days_from
from pmtui.figures.core.amounts import NO_AMOUNT, Amount, amount_of, difference, share_percent
from pmtui.figures.reports.position_history import benefit_course, forecast_course
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.text import cell_width, cut_before, visible
from pmtui.views.charts.sparkline import sparkline
from pmtui.views.shapes.table import Cell, Entry, Line, Section, Tone
from pmtui.views.wording.date_cells import ROLLED_UP
from pmtui.views.wording.formatting import (
    NO_VALUE,
    NOTHING,
    RAG_TONES,
    amount_cell,
    count_with_noun,
    level_tone,
    score_text,
    short_date,
    short_money,
)

BACK: Final = 7
"""Days back to what the position is compared with."""
BAR: Final = 10
"""Cells of a bar."""
_EXPLAINED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "time": "slip", "risk": "open_risks", "work": "percent", "money": "cost_forecast",
        "benefit": "",
    }
)  # fmt: skip
"""The figure that `=` explains, by what stands before a row."""
HEADS: Final[Line] = tuple(
    Cell(name, "dim") for name in ("", "", "now", "last week", "approved", "")
)


def position_section(
    figures: Figures, scope: int, then: Figures | None = None, width: int = 72
) -> Section:
    """A row each for time, risk, work and money: now, last week, and as it was approved.

    There is one for money where both a budget and a forecast are known, and one for benefits where
    it is known what they are worth.

    Args:
        figures: of the workspace now.
        scope: the component; 0 for the whole store.
        then: of the workspace a week ago; None while or where it is not known.
        width: cells of a line; the risk that leads is named in what is left of it.
    """
    now, plan = position(figures, scope), approved(figures, scope)
    is_there = then is not None and (not scope or scope in then.workspace.components)
    week = position(then, scope) if then is not None and is_there else None
    target = ("components", scope) if scope else None
    rows = (_time(now, week, plan), _risk(now, week), _work(now, week, plan))
    before = then if is_there else None
    money = (*_money(figures, scope, before), *_benefits(figures, scope, before))
    every = (HEADS, *rows, *money)
    taken = sum(max(len(row[at].text) for row in every) for at in range(len(HEADS) - 1))
    room = width - taken - (len(HEADS) - 1)
    lead = _lead(figures, scope, room)
    courses = (_with_course(figures, scope, line, room) for line in money)
    shown = (rows[0], (*rows[1][:-1], lead), rows[2], *courses)
    entries = tuple(
        Entry(cells=cells, target=target, figure=_EXPLAINED[cells[0].text]) for cells in shown
    )
    return Section("Position", entries, heads=HEADS)


def _time(now: Position, week: Position | None, plan: Position) -> Line:
    slip = days_from(plan.finish, now.finish)
    words = "" if slip is None else f"{slip} d late" if slip > 0 else f"{-slip} d early"
    tone: Tone = "bad" if (slip or 0) > 0 else "plain"
    agreed = _day(plan.finish, now.day)
    if slip is not None and not plan.is_own:
        words, agreed = f"{ROLLED_UP}{words}" if slip else words, Cell(ROLLED_UP + agreed.text)
    return (
        Cell("time"), Cell(_bar(_elapsed(now)), tone), _day(now.finish, now.day),
        _day(week.finish if week else None, now.day), agreed,
        Cell("on time" if slip == 0 else words, tone),
    )  # fmt: skip


def _risk(now: Position, week: Position | None) -> Line:
    high = now.high or 0
    tone: Tone = "bad" if high else "plain"
    share = 100 * high / now.threats if now.threats else 0.0
    return (
        Cell("risk"), Cell(_bar(share), tone), Cell(_threats(now), tone),
        Cell(_threats(week)) if week else NOTHING, NOTHING,
        Cell(""),
    )  # fmt: skip


def _lead(figures: Figures, scope: int, room: int) -> Cell:
    """The threat with the highest score, in as many cells as there are."""
    risks = figures.rollup(scope).risks
    row = figures.workspace.risks.get(risks.top)
    if row is None:
        return Cell("")
    level = figures.scales.level(risks.top_score)
    end = f" {score_text(risks.top_score, level)}"
    words = visible(f"{row.key} {row.title}")
    return Cell(cut_before(words, end, max(1, room)), level_tone("threat", level))


def _work(now: Position, week: Position | None, plan: Position) -> Line:
    ahead = None if now.percent is None or plan.percent is None else now.percent - plan.percent
    words = "" if ahead is None else f"{ahead} % ahead" if ahead >= 0 else f"{-ahead} % behind"
    tone: Tone = "warn" if (ahead or 0) < 0 else "plain"
    return (
        Cell("work"), Cell(_bar(now.percent), tone), _percent(now),
        _percent(week), _percent(plan), Cell("on plan" if ahead == 0 else words, tone),
    )  # fmt: skip


def _money(figures: Figures, scope: int, then: Figures | None) -> Iterator[Line]:
    """Forecast beside last week's and the budget; the bar is what of the forecast is spent."""
    amounts, base = figures.money(scope), figures.workspace.policy.base_currency
    variance = difference(amounts.forecast, amounts.budget, figures.rates)
    if variance.value is None:
        return
    percent = share_percent(variance, amounts.budget, figures.rates)
    spent = share_percent(amounts.actual, amounts.forecast, figures.rates)
    rated = (side.rag for side in figures.health(scope).dimensions if side.name == "cost")
    rag = next(rated, "")
    tone: Tone = RAG_TONES[rag] if rag in {"R", "A"} else "plain"
    words = "on budget"
    if variance.value.amount:
        way = "over" if variance.value.amount > 0 else "under"
        size = short_money(variance.value, base).removeprefix("-")
        share = f" ({abs(percent)} %)" if percent else ""
        words = f"{size} {way}{share}"
    before = then.money(scope).forecast if then is not None else NO_AMOUNT
    yield (
        Cell("money"), Cell(_bar(spent), tone),
        amount_cell(amounts.forecast, base),
        amount_cell(before, base),
        amount_cell(amounts.budget, base), Cell(words, tone),
    )  # fmt: skip


def _benefits(figures: Figures, scope: int, then: Figures | None) -> Iterator[Line]:
    """What benefits have brought beside last week and what they are worth in all."""
    worth, realised = _benefit_money(figures, scope)
    percent = share_percent(realised, worth, figures.rates)
    if percent is None:
        return
    base = figures.workspace.policy.base_currency
    before = _benefit_money(then, scope)[1] if then is not None else NO_AMOUNT
    yield (
        Cell("benefit"), Cell(_bar(percent)), amount_cell(realised, base),
        amount_cell(before, base), amount_cell(worth, base), Cell(f"{percent} % realised"),
    )  # fmt: skip


def _with_course(figures: Figures, scope: int, line: Line, room: int) -> Line:
    """A row of money with how it has gone, where there is room for that behind its words."""
    course = forecast_course if line[0].text == "money" else benefit_course
    words = line[-1]
    drawn = sparkline(course(figures, scope), room - cell_width(words.text) - 1)
    return (*line[:-1], Cell(f"{words.text} {drawn}", words.tone)) if drawn else line


def _benefit_money(figures: Figures, scope: int) -> tuple[Amount, Amount]:
    """What the benefits of a scope are worth, and what they have brought; dis-benefits apart."""
    benefits = [
        benefit
        for component in figures.live_subtree(scope)
        for benefit in figures.benefits_in(component)
        if not benefit.archived and benefit.kind == "benefit" and benefit.value is not None
    ]
    worth = [benefit.value for benefit in benefits if benefit.value is not None]
    brought = [benefit.realised for benefit in benefits if benefit.realised is not None]
    return (
        amount_of(worth, len(worth), figures.rates),
        amount_of(brought, len(brought), figures.rates),
    )


def _elapsed(now: Position) -> float | None:
    """How much of the time from start to planned finish is over, in percent."""
    if now.start is None or now.finish is None or now.finish <= now.start:
        return None
    return 100 * (now.day - now.start).days / (now.finish - now.start).days


def _bar(percent: float | None) -> str:
    """A bar of a share; a dash where it is undefined."""
    if percent is None:
        return NO_VALUE
    full = max(0, min(BAR, round(percent * BAR / 100)))
    return "█" * full + "░" * (BAR - full)


def _day(day: date | None, today: date) -> Cell:
    return NOTHING if day is None else Cell(short_date(day, today))


def _percent(one: Position | None) -> Cell:
    return NOTHING if one is None or one.percent is None else Cell(f"{one.percent} %")


def _threats(one: Position) -> str:
    return f"{one.high} high of {one.threats}"


def freshness_section(figures: Figures, scope: int) -> Section:
    """How many have reported, which report is the oldest, and what nobody has reported."""
    return Section("Reports", tuple(_freshness(figures, scope)))


def _freshness(figures: Figures, scope: int) -> Iterator[Entry]:
    fresh = freshness(figures, scope)
    if not fresh.total:
        yield Entry(cells=(Cell("nothing under way reports", "dim"),))
        return
    days = figures.workspace.policy.report_days
    parts = [f"{fresh.reported} of {fresh.total} reported within {days} d"]
    row = figures.workspace.components.get(fresh.oldest)
    if row is not None and fresh.oldest_day is not None:
        parts.append(f"oldest {row.name} {(figures.today - fresh.oldest_day).days} d ago")
    if fresh.unknown:
        parts.append(f"{fresh.unknown} never")
    tone: Tone = "plain" if fresh.reported == fresh.total else "warn"
    target = ("components", fresh.oldest) if fresh.oldest else None
    yield Entry(cells=(Cell(", ".join(parts), tone),), target=target)
    reported = figures.rollup(scope).reported
    if reported.total:
        words = (
            f"ratings reported for {count_with_noun(reported.total, 'component')}: {reported.words}"
        )
        yield Entry(cells=(Cell(words, "warn" if reported.unknown else "plain"),), figure="rag")
