#!/usr/bin/env bash
# What a planner meets who turns the holidays of `holidays` (PyPI) into working calendars. Seen with holidays 0.109 on CPython 3.11.
#
# 1. `weekend_workdays` (Saturdays and Sundays worked in exchange for a day off) is not bound by `years`: China asked for 2026 lists
#    six days of 2026 and six of 2001 to 2011. Whoever writes all of them changes years nobody asked for.
# 2. Days worked in exchange are in `weekend_workdays` only, never among the holidays: a calendar filled from the mapping alone loses
#    six working days in China in 2026, so that a plan over them ends a day late.
# 3. The national set may lack a day that every subdivision has off: Australia 2026 without 28 December, which all nine have.
# 4. The category `half_day` of China holds days for women, the young and soldiers; those of Turkey and Estonia hold for everybody.
#    Nothing in the data tells the two apart.
# 5. Asking for one more category drops the public ones: `categories=("catholic",)` of Bavaria is one day, not thirteen.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
"$work/env/bin/python" - <<'PYTHON'
from datetime import date

import holidays

print("holidays", holidays.__version__)
china = holidays.country_holidays("CN", years=2026)
worked = sorted(china.weekend_workdays)
of_2026 = [day for day in worked if day.year == 2026]
print("China 2026, worked in exchange:", *worked)
assert len(of_2026) == 6 and len(worked) == 12, worked
assert not china.keys() & set(of_2026)

australia = holidays.country_holidays("AU", years=2026)
parts = [holidays.country_holidays("AU", subdiv=part, years=2026) for part in australia.subdivisions]
day = date(2026, 12, 28)
print("Australia 2026-12-28: nationally", day in australia, "- in its parts", [day in part for part in parts])
assert day not in australia and all(day in part for part in parts)

for country in ("CN", "TR", "EE"):
    days = holidays.country_holidays(country, years=2026, categories=("half_day",), language="en_US")
    print(country, "half days:", {str(day): name for day, name in sorted(days.items())})
    assert days

alone = holidays.country_holidays("DE", subdiv="BY", years=2026, categories=("catholic",))
both = holidays.country_holidays("DE", subdiv="BY", years=2026, categories=("public", "catholic"))
print("Bavaria 2026: catholic alone", len(alone), "- public and catholic", len(both))
assert len(alone) == 1 and len(both) == 13, (len(alone), len(both))
PYTHON
