"""This file shows what was chosen: the projects with why each is out, the balance, a bubble map."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Money
from pmtui.query.values.formatting import money_text
from pmtui.views.charts.chart import Chart, DataPoint, Series
from pmtui.views.decide.decided import CandidateVerdict, Decided, decided, ratio_of
from pmtui.views.registers.listing import NO_MATCH
from pmtui.views.shapes.rows_table import rows_table
from pmtui.views.shapes.table import Cell, Line, Table, ViewColumn, ViewRequest
from pmtui.views.wording.formatting import NOTHING, choice_label, short_money

_NONE_YET: Final = "no project here is still open: a adds one, s sets its budget"
_ALL_UNDER_WAY: Final = "nothing to choose: each project here is under way, or cannot take part"
_NO_BUBBLE: Final = "no project here has a budget and benefits: s b sets the budget"
_UNNAMED: Final = "none named"
_NO_VERDICT: Final = CandidateVerdict(is_in=False)


def selection_table(request: ViewRequest) -> Table:
    """The projects that may be done, those that are in first, each other with why it is out."""
    answer = decided(request.figures, request.scope)
    ids = tuple(row_id for row_id in request.ids if row_id in answer.verdicts)
    asked = msgspec.structs.replace(request, ids=ids)
    table = rows_table(asked, _columns(answer), none_yet=_NONE_YET, no_match=NO_MATCH)
    if not request.total:
        return table
    return msgspec.structs.replace(table, foot=tuple(_foot(answer, request.figures)))


def _columns(answer: Decided) -> tuple[ViewColumn[Component], ...]:
    def verdict(row: Component) -> CandidateVerdict:
        return answer.verdicts.get(row.id, _NO_VERDICT)

    def amount(of: Callable[[CandidateVerdict], Money | None]) -> Callable[..., Cell]:
        def cell(figures: Figures, row: Component) -> Cell:
            money = of(verdict(row))
            return NOTHING if money is None else Cell(short_money(money, figures.rates.base))

        return cell

    def ratio(_figures: Figures, row: Component) -> Cell:
        share = ratio_of(verdict(row))
        return NOTHING if share is None else Cell(f"{share:.2f}")

    def place(_figures: Figures, row: Component) -> Cell:
        of = verdict(row)
        if of.is_under_way:
            return Cell("on")
        return Cell("in", "good") if of.is_in else Cell("out", "dim")

    return (
        ViewColumn(key="key", title="key", width=6, cell=lambda _figures, row: Cell(row.key)),
        ViewColumn(
            key="name", title="name", width=14, flex=1, cell=lambda _figures, row: Cell(row.name)
        ),
        ViewColumn(
            key="verdict", title="", width=3, cell=place,
            value=lambda _figures, row: 1 + verdict(row).is_under_way - 2 * verdict(row).is_in,
        ),
        ViewColumn(
            key="cost", title="cost", width=7, cell=amount(lambda of: of.cost),
            value=lambda _figures, row: _size(verdict(row).cost),
        ),
        ViewColumn(
            key="worth", title="worth", width=7, cell=amount(lambda of: of.worth),
            value=lambda _figures, row: _size(verdict(row).worth),
        ),
        ViewColumn(
            key="ratio", title="ratio", width=6, cell=ratio,
            value=lambda _figures, row: ratio_of(verdict(row)),
        ),
        ViewColumn(
            key="reason", title="why", width=20, flex=1,
            cell=lambda _figures, row: Cell(verdict(row).reason, "dim"),
            value=lambda _figures, row: verdict(row).reason or None,
        ),
    )  # fmt: skip


def _size(money: Money | None) -> int | None:
    return None if money is None else money.amount


def _foot(answer: Decided, figures: Figures) -> Iterator[Line]:
    """What the chosen come to, and how far that is proved."""
    selection = answer.selection
    base = figures.rates.base
    if selection.status in {"infeasible", "unknown"}:
        words = "no set keeps what there is"
        if selection.status == "unknown":
            words = "no set was found in time: pmtui select takes longer"
        yield (Cell("looking for the best set" if answer.is_open else words, "bad"),)
        return
    if not selection.problem.candidates:
        words = _ALL_UNDER_WAY if answer.verdicts else _NONE_YET
        yield (Cell(words, "dim"),)
        return
    far = (
        "" if selection.status == "optimal" else f", at most {selection.gap:.1%} short of the best"
    )
    if answer.is_open:
        far += ", looking on"
    worth = money_text(Money(selection.value, base))
    if answer.there_is is None:
        why = answer.reason or "no funding and no budget here limits it"
        yield (Cell(f"worth {worth}: {why}", "warn"),)
        return
    spent = (
        money_text(Money(selection.used[0], base)) if selection.used else money_text(Money(0, base))
    )
    yield (
        Cell(f"{selection.status}{far}: worth {worth}", "head"),
        Cell(f"for {spent} of {money_text(answer.there_is)}"),
    )


def bubble_chart(request: ViewRequest) -> Chart:
    """The projects by what they cost and are worth for each unit of it; as large as their worth."""
    answer = decided(request.figures, request.scope)
    rows = request.figures.workspace.components
    points: dict[bool, list[DataPoint]] = {True: [], False: []}
    for row_id in request.ids:
        verdict = answer.verdicts.get(row_id, _NO_VERDICT)
        cost, worth = _cost(request.figures, row_id, verdict), verdict.worth
        if cost is None or worth is None:
            continue
        points[verdict.is_in].append(
            DataPoint(
                float(cost.decimal),
                float(worth.decimal),
                size=max(float(worth.decimal), 0.0),
                title=rows[row_id].key,
                entity=row_id,
            )
        )
    named = ((True, "in", "i"), (False, "out", "o"))
    return Chart(
        title="Worth by cost",
        unit=request.figures.rates.base,
        across="cost",
        series=tuple(
            Series(title=title, letter=letter, kind="bubble", points=tuple(points[is_in]))
            for is_in, title, letter in named
            if points[is_in]
        ),
        empty=_NO_BUBBLE,
    )


def _cost(figures: Figures, row_id: int, verdict: CandidateVerdict) -> Money | None:
    if verdict.cost is not None:
        return verdict.cost
    budget = figures.workspace.components[row_id].budget
    return budget if budget is not None and budget.currency == figures.rates.base else None


def balance_chart(request: ViewRequest) -> Chart:
    """How cost and worth of what is in, and the cost of all, are shared out among categories."""
    answer = decided(request.figures, request.scope)
    costs: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    worths: Counter[str] = Counter()
    rows = request.figures.workspace.components
    for row_id in request.ids:
        verdict = answer.verdicts.get(row_id, _NO_VERDICT)
        cost = _cost(request.figures, row_id, verdict)
        if cost is not None and row_id in answer.verdicts:
            name = rows[row_id].category or choice_label(rows[row_id].product_stage) or _UNNAMED
            costs[False][name] += cost.amount
            if verdict.is_in:
                costs[True][name] += cost.amount
                worths[name] += max(_size(verdict.worth) or 0, 0)
    names = [name for name, _ in costs[False].most_common(8)]
    return Chart(
        title="Share by category, or stage of the product",
        unit="%",
        series=tuple(
            Series(
                title=title,
                kind="bar",
                points=tuple(
                    DataPoint(name, _percent(amounts, name), title=name) for name in names
                ),
            )
            for title, amounts in (
                ("cost in", costs[True]),
                ("worth in", worths),
                ("cost of all", costs[False]),
            )
            if names
        ),
        empty=_NO_BUBBLE,
    )


def _percent(amounts: Counter[str], name: str) -> float:
    total = sum(amounts.values())
    return float(Decimal(100) * amounts[name] / total) if total else 0.0
