"""This file tells what is left of reserves, and what the open risks ask for beside it."""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec.structs import replace

from pmtui.figures.core.amounts import NO_AMOUNT, Amount, amount_of, difference
from pmtui.figures.costs.own_costs import READS
from pmtui.figures.costs.task_shares import worth
from pmtui.figures.risk.exposure import is_open
from pmtui.figures.sheet.declaration import Figure, Input
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.costing.ledger import RESERVE_DRAWS, RESERVES, Reserve, ReserveDraw, ReserveKind
from pmtui.model.entities.entity import Money
from pmtui.model.entities.risks import RISKS, Risk

_RESERVED: Final = frozenset({"components", RESERVES.name, RESERVE_DRAWS.name})
_RATED: Final = READS | {RISKS.name}
_SOURCE: Final = "reserve analysis, PMBOK 6, 11.4 and 7.4"


def drawn(figures: Figures, reserve: Reserve) -> Money:
    """What was drawn on a reserve, in its currency."""
    draws = figures.workspace.rows_by(ReserveDraw, "reserve", reserve.id)
    taken = sum(draw.amount.amount for draw in draws if not draw.archived)
    return Money(taken, reserve.amount.currency)


def left(figures: Figures, reserve: Reserve) -> Money:
    """What is left of a reserve, in its currency."""
    return reserve.amount - drawn(figures, reserve)


def reserve_left(figures: Figures, component: int, kind: ReserveKind) -> Amount:
    """What is left of the reserves of a component with all below it; 0 for the whole store."""
    return worth(
        figures, [left(figures, reserve) for reserve in reserves_in(figures, component, kind)]
    )


def reserves_in(figures: Figures, component: int, kind: ReserveKind) -> Iterable[Reserve]:
    """The reserves of one kind of a component with all below it."""
    workspace = figures.workspace
    if workspace.rows(RESERVES.name):
        for row_id in figures.live_subtree(component):
            for reserve in workspace.rows_by(Reserve, "component", row_id):
                if reserve.kind == kind and not reserve.archived:
                    yield reserve


def residual_emv(figures: Figures, risk: Risk) -> Money | None:
    """What a risk is expected to cost (negative) or bring once it was responded to.

    By its residual probability, where one is rated; None without a probability or money.
    """
    rest = risk.residual_probability
    return figures.scales.emv(replace(risk, probability=rest) if rest else risk)


def contingency_needed(figures: Figures, component: int) -> Amount:
    """What the open risks of a component with all below it ask for: -sum of their residual EMV.

    Nothing where opportunities outweigh threats; undefined where no risk says chance and money.
    """
    emvs = [
        emv
        for row_id in figures.live_subtree(component)
        for risk in figures.risks_for(row_id)
        if is_open(risk) and (emv := residual_emv(figures, risk)) is not None
    ]
    asked = worth(figures, [Money(-emv.amount, emv.currency) for emv in emvs])
    if asked.value is None or asked.value.amount >= 0:
        return asked
    return amount_of((Money(0, asked.value.currency),), asked.counted, figures.rates)


def contingency_gap(figures: Figures, component: int) -> Amount:
    """What is left of contingency less what the open risks ask for; below nought it is short."""
    held = reserve_left(figures, component, "contingency")
    if not held.counted:
        return NO_AMOUNT
    return difference(held, contingency_needed(figures, component), figures.rates)


def _contingency(figures: Figures, component: int) -> Amount:
    return reserve_left(figures, component, "contingency")


def _management(figures: Figures, component: int) -> Amount:
    return reserve_left(figures, component, "management")


def _inputs_of(kind: ReserveKind) -> Callable[[Figures, int], Iterable[Input]]:
    """Gathers the reserves of one kind."""

    def inputs(figures: Figures, component: int) -> Iterable[Input]:
        for reserve in reserves_in(figures, component, kind):
            yield Input(f"{reserve.key} {reserve.title}", reserve.amount)
            yield Input(f"drawn on {reserve.key}", drawn(figures, reserve))
        amount = reserve_left(figures, component, kind)
        yield Input("reserves counted", amount.counted)
        if amount.value is None:
            yield Input("undefined because", amount.reason)

    return inputs


def _needed_inputs(figures: Figures, component: int) -> Iterable[Input]:
    for row_id in figures.live_subtree(component):
        for risk in figures.risks_for(row_id):
            emv = residual_emv(figures, risk) if is_open(risk) else None
            if emv is not None:
                yield Input(f"{risk.key} {risk.title}", emv)
    amount = contingency_needed(figures, component)
    yield Input("risks counted", amount.counted)
    if amount.value is None:
        yield Input("undefined because", amount.reason)


def _gap_inputs(figures: Figures, component: int) -> Iterable[Input]:
    yield Input("contingency left", _contingency(figures, component).value)
    yield Input("asked for by open risks", contingency_needed(figures, component).value)
    gap = contingency_gap(figures, component)
    if gap.value is None:
        yield Input("undefined because", gap.reason)


def _draw_inputs(figures: Figures, reserve_id: int) -> Iterable[Input]:
    reserve = figures.workspace.rows_of(Reserve)[reserve_id]
    yield Input("amount", reserve.amount)
    for draw in figures.workspace.rows_by(ReserveDraw, "reserve", reserve_id):
        if not draw.archived:
            yield Input(f"{draw.key} {draw.at} {draw.title}", draw.amount)
    yield Input("left", left(figures, reserve))


def _of_component(
    name: str,
    title: str,
    of: Callable[[Figures, int], Amount],
    inputs: Callable[[Figures, int], Iterable[Input]],
    *,
    reads: frozenset[str] = _RESERVED | _RATED,
    short: str,
    text: str,
    formula: str,
    undefined: str,
) -> Figure:
    return Figure(
        id=name,
        table="components",
        title=title,
        short=short,
        help=text,
        kind="money",
        unit="money, in the base currency where every amount has a rate to it",
        formula=formula,
        source=_SOURCE,
        undefined=undefined,
        reads=reads,
        read=lambda figures: lambda row: of(figures, row.id).value,
        inputs=inputs,
    )


def _of_reserve(
    name: str, text: str, formula: str, of: Callable[[Figures, Reserve], Money]
) -> Figure:
    return Figure(
        id=name,
        table=RESERVES.name,
        title=f"{name} of a reserve",
        help=text,
        kind="money",
        unit="money of the reserve",
        formula=formula,
        source=_SOURCE,
        undefined="never",
        reads=_RESERVED,
        read=lambda figures: lambda reserve: of(figures, reserve),
        inputs=_draw_inputs,
    )


_NO_RESERVE: Final = "there is no such reserve at or below it, or a currency has no rate"
FIGURES: Final = (
    _of_reserve("drawn", "what was drawn on it", "sum of the draws on it", drawn),
    _of_reserve("left", "what is left of it", "its amount - what was drawn on it", left),
    _of_component(
        "contingency_left",
        "contingency left",
        _contingency,
        _inputs_of("contingency"),
        short="contingency",
        text="what is left of its contingency reserves, with all below it",
        formula="sum of contingency reserves - draws on them, with all below",
        undefined=_NO_RESERVE,
    ),
    _of_component(
        "management_left",
        "management reserve left",
        _management,
        _inputs_of("management"),
        short="mgmt res.",
        text="what is left of its management reserves, with all below it",
        formula="sum of management reserves - draws on them, with all below",
        undefined=_NO_RESERVE,
    ),
    _of_component(
        "contingency_needed",
        "contingency that risks ask for",
        contingency_needed,
        _needed_inputs,
        short="asked for",
        text="what its open risks are expected to cost once they were responded to",
        formula="-sum(residual p x impact in money) over open risks, threats negative, p as today"
        " where no residual one is rated; at least 0",
        undefined="no open risk has money and a probability, or a rate is missing",
    ),
    _of_component(
        "contingency_gap",
        "contingency less what risks ask for",
        contingency_gap,
        _gap_inputs,
        short="cont. gap",
        text="its contingency left less what its open risks ask for; negative is short",
        formula="contingency left - contingency that risks ask for",
        undefined=f"{_NO_RESERVE}; or no open risk has money and a probability",
    ),
)
"""What is left of reserves, and what open risks ask for."""
