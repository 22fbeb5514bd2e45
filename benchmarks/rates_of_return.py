"""This file asks numpy-financial and pyxirr for a second opinion on 10,000 random flows.

Neither is a dependency: make an environment with `numpy-financial` and `pyxirr`, and run
`python -m benchmarks.rates_of_return [FLOWS]` with it. A library may give any one of our rates, or
none where there is none. A rate that we do not have, or one of ours that neither finds, is an error
and ends with exit 1; where one of them finds none and the other has ours, that is counted.
"""

import importlib
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, localcontext
from typing import Any, Final

from benchmarks.control import say
from pmtui.figures.business_case.rates_of_return import internal_rates

FLOWS: Final = 10_000
SEED: Final = 13
_CLOSE: Final = 1e-6
_OURS: Final = frozenset({"the same", "one of ours"})
_ALLOWED: Final = Decimal("1e-9")


def main(arguments: list[str]) -> int:
    """Compare and print; 1 where a library has a rate that we have not, or neither has ours."""
    count = int(arguments[0]) if arguments else FLOWS
    libraries: dict[str, Callable[[list[float]], Any]] = {
        "numpy-financial": importlib.import_module("numpy_financial").irr,
        "pyxirr": importlib.import_module("pyxirr").irr,
    }
    chance = random.Random(SEED)
    counts: Counter[str] = Counter()
    odd: list[str] = []
    missed: list[str] = []
    worst = Decimal(0)
    for _ in range(count):
        net = _some_flows(chance)
        rates = internal_rates(net)
        worst = max([worst, *(_residual(net, rate) for rate in rates)])
        kind = {0: "no rate", 1: "one rate"}.get(len(rates), "several rates")
        counts[f"flows with {kind}"] += 1
        verdicts = {name: _verdict(ask, net, rates) for name, ask in libraries.items()}
        for name, verdict in verdicts.items():
            counts[f"{name}, {kind}: {verdict}"] += 1
        told = f"{verdicts}: {net}, ours {', '.join(f'{rate:.9f}' for rate in rates)}"
        if "another rate" in verdicts.values() or (rates and not _OURS & {*verdicts.values()}):
            odd.append(told)
        elif len(rates) == 1 and {*verdicts.values()} != {"the same"}:
            missed.append(told)
    for words, times in sorted(counts.items()):
        say(f"{times:6}  {words}")
    say(f"largest |NPV(IRR)| over the sum of the flows: {worst:.1e}")
    say(f"{len(missed)} with one rate, which one library has as we do and another does not find")
    for text in (*odd[:20], *missed[:3]):
        say(text)
    return 1 if odd or worst > _ALLOWED else 0


def _some_flows(chance: random.Random) -> list[int]:
    """An outlay and gains mostly; some flows that change their sign often, or never."""
    length = chance.randrange(2, 21)
    way = chance.random()
    if way < 0.6:
        outlays = chance.randrange(1, 4)
        gains = [chance.randrange(0, 500_000) for _ in range(length)]
        return [-chance.randrange(1, 2_000_000) for _ in range(outlays)] + gains
    if way < 0.95:
        return [chance.randrange(-1_000_000, 1_000_000) for _ in range(length)]
    return [chance.randrange(0, 1_000_000) for _ in range(length)]


def _verdict(ask: Callable[[list[float]], Any], net: list[int], rates: Sequence[Decimal]) -> str:
    """How an answer compares with ours."""
    try:
        answer = ask([float(amount) for amount in net])
    except Exception as error:  # noqa: BLE001  (whatever a library raises is its answer)
        answer, reason = None, type(error).__name__
    else:
        reason = "none"
    if answer is None or math.isnan(answer):
        return "the same" if not rates else f"none found ({reason})"
    if any(math.isclose(1 + answer, 1 + float(rate), rel_tol=_CLOSE) for rate in rates):
        return "the same" if len(rates) == 1 else "one of ours"
    return "another rate"


def _residual(net: Sequence[int], rate: Decimal) -> Decimal:
    with localcontext(Context(prec=2000)):
        factor, worth = 1 / (1 + rate), Decimal(0)
        for amount in reversed(net):
            worth = worth * factor + amount
        return abs(worth) / (sum(map(abs, net)) or 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
