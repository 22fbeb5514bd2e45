"""This file says in a report what a scope costs and what it brings."""

from typing import Final

from pmtui.figures.core.amounts import Amount, difference, share_percent
from pmtui.figures.reports.comparison import ScopeComparison
from pmtui.views.reports.content import ReportLine, ReportSection, long_date
from pmtui.views.wording.formatting import NO_VALUE, count_with_noun, short_money

MOST: Final = 12
"""Benefits that are written out."""


def money_section(comparison: ScopeComparison) -> ReportSection:
    """Budget, actual cost and forecast then and now, and by how much the budget is missed."""
    then, now = (figures.money(comparison.scope) for figures in (comparison.then, comparison.now))
    rates, base = comparison.now.rates, comparison.now.workspace.policy.base_currency
    variance = difference(now.forecast, now.budget, rates)
    percent = share_percent(variance, now.budget, rates)
    over = variance.value is not None and variance.value.amount > 0
    lines = [
        _money_line(name, was, amount, base)
        for name, was, amount in (
            ("budget", then.budget, now.budget),
            ("actual cost", then.actual, now.actual),
            ("to go", then.to_go, now.to_go),
            ("forecast", then.forecast, now.forecast),
        )
    ]
    share = f" ({percent:+d} %)" if percent is not None else ""
    value = f"{short_money(variance.value, base)}{share}" if variance.value else NO_VALUE
    was = difference(then.forecast, then.budget, comparison.then.rates)
    cells = ("forecast less budget", short_money(was.value, base), value, variance.reason)
    lines.append(ReportLine(cells, "bad" if over else "plain"))
    is_known = not any(line.cells[-1] for line in lines)
    if is_known:
        lines = [ReportLine(line.cells[:-1], line.tone) for line in lines]
    return ReportSection(
        id="money",
        title="Money",
        note=f"in {base}",
        heads=("", "last report", "now", *(() if is_known else ("undefined because",))),
        lines=tuple(lines),
    )


def _money_line(name: str, was: Amount, amount: Amount, base: str) -> ReportLine:
    cells = (name, short_money(was.value, base), short_money(amount.value, base), amount.reason)
    return ReportLine(cells)


def benefits_section(comparison: ScopeComparison) -> ReportSection:
    """The benefits of a scope: planned worth, what is realised, when each is measured next."""
    now, base = comparison.now, comparison.now.workspace.policy.base_currency
    rows = [
        benefit
        for component in now.live_subtree(comparison.scope)
        for benefit in now.benefits_in(component)
        if not benefit.archived
    ]
    rows.sort(key=lambda benefit: (-(benefit.value.amount if benefit.value else 0), benefit.id))
    late = 0
    lines = []
    for benefit in rows:
        is_late = benefit.next_measure is not None and benefit.next_measure < now.today
        late += is_late
        cells = (
            f"{benefit.key} {benefit.title}", short_money(benefit.value, base),
            short_money(benefit.realised, base), long_date(benefit.next_measure),
            "late" if is_late else "",
        )  # fmt: skip
        lines.append(ReportLine(cells, "warn" if is_late else "plain"))
    return ReportSection(
        id="realisation",
        title="Benefits",
        note=f"{count_with_noun(len(rows), 'benefit')}, {late} measured late" if rows else "",
        heads=("benefit", "planned", "realised", "next measured", ""),
        lines=tuple(lines[:MOST]),
        more=max(0, len(lines) - MOST),
        empty="no benefit here",
    )
