"""This file says in which period of a business case a flow falls."""

from datetime import date

from pmtui.model.benefits.cases import PERIODS_A_YEAR, BusinessCase, CashFlow


def period_of(case: BusinessCase, flow: CashFlow) -> int:
    """The period of a flow: that of its day where it has one, counted from the case's start."""
    if flow.at is None or case.start is None:
        return flow.period
    return months_between(case.start, flow.at) * PERIODS_A_YEAR[case.period] // 12


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; negative where the other comes first."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)
