#!/bin/bash
# pendulum 3.3.0: the months between two dates are often a day or more too long.
#
# `a.diff(b)` of two plain dates gives years, months, weeks and days that do not lead from a to b: from 23 November 2026 to
# 22 November 2027 it says "1 year", as it does to the 23rd; from 17 May 2053 to 14 February 2054 "9 months", though nine
# months lead to the 17th. `in_words()` and `diff_for_humans()` say the same. About one pair of dates in a hundred is
# concerned, each time the second date lies shortly before the day of the month of the first. `add()` is right, so adding
# the parts back shows it. Both dates are plain (no time, no zone). Seen with the compiled build and with the pure Python one.
#
# Output seen:
#   2026-11-23 to 2027-11-21: 11 months 4 weeks 1 day, which leads to 2027-11-21
#   2026-11-23 to 2027-11-22: 1 year, which leads to 2027-11-23
#   2026-11-23 to 2027-11-23: 1 year, which leads to 2027-11-23
#   2053-05-17 to 2054-02-14: 9 months, which leads to 2054-02-17
#   wrong in 258 of 20000 pairs
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check pendulum==3.3.0
cat > "$here/months.py" <<'PY'
import random
import sys

import pendulum


def back(first, interval):
    return first.add(
        years=interval.years,
        months=interval.months,
        weeks=interval.weeks,
        days=interval.remaining_days,
    )


shown = []
for one, two in (
    ((2026, 11, 23), (2027, 11, 21)),
    ((2026, 11, 23), (2027, 11, 22)),
    ((2026, 11, 23), (2027, 11, 23)),
    ((2053, 5, 17), (2054, 2, 14)),
):
    first, last = pendulum.date(*one), pendulum.date(*two)
    interval = first.diff(last)
    shown.append((interval.in_words(locale="en"), back(first, interval) == last))
    print(f"{first} to {last}: {shown[-1][0]}, which leads to {back(first, interval)}")

draw = random.Random(1)
wrong = 0
for _ in range(20_000):
    first = pendulum.date(2000, 1, 1).add(days=draw.randrange(20_000))
    last = first.add(days=draw.randrange(1, 1500))
    wrong += back(first, first.diff(last)) != last
print(f"wrong in {wrong} of 20000 pairs")

expected = [("11 months 4 weeks 1 day", True), ("1 year", False), ("1 year", True), ("9 months", False)]
if shown != expected or wrong != 258:
    sys.exit("the behaviour has changed")
PY
echo "compiled:"
"$here/venv/bin/python" "$here/months.py"
echo "pure Python:"
PENDULUM_EXTENSIONS=0 "$here/venv/bin/python" "$here/months.py"
