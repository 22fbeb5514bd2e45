#!/bin/bash
# python-dateutil 2.9.0.post0, and recurring-ical-events 3.8.0 that builds on it: a monthly rule whose BYDAY lists one weekday
# with a number and another without gives no day at all but, in a calendar, its DTSTART.
#
# RFC 5545, 3.3.10: BYDAY is a list, and each part of it adds days: within a month `MO` means all Mondays, `1TU` the first
# Tuesday. `FREQ=MONTHLY;BYDAY=MO,1TU` is a valid rule of all Mondays and first Tuesdays. Here the plain weekdays and the
# numbered ones are two filters that a day must pass both, which no day does, unless one weekday stands in both forms: then
# only the numbered one is left. The rule is read without a word. A meeting "each Monday and the first Tuesday" vanishes.
# Each half by itself is right, and so is the set of two rules, one of each half.
#
# Output seen:
#   MO,1TU: none
#   MO,1MO: 2027-01-04
#   MO: 2027-01-04 2027-01-11 2027-01-18 2027-01-25
#   1TU: 2027-01-05
#   two rules: 2027-01-04 2027-01-05 2027-01-11 2027-01-18 2027-01-25
#   calendar with MO,1TU: 2027-01-04 (its DTSTART alone)
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check python-dateutil==2.9.0.post0 recurring-ical-events==3.8.0 icalendar==6.3.1
cat > "$here/days.py" <<'PY'
import sys
from datetime import date, datetime

import icalendar
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr

FIRST = datetime(2027, 1, 1)
LAST = datetime(2027, 1, 31)


def rule(days):
    return rrulestr(f"FREQ=MONTHLY;BYDAY={days}", dtstart=FIRST)


def words(moments):
    return " ".join(f"{moment:%Y-%m-%d}" for moment in moments) or "none"


both = rruleset()
both.rrule(rule("MO"))
both.rrule(rule("1TU"))
shown = {days: words(rule(days).between(FIRST, LAST)) for days in ("MO,1TU", "MO,1MO", "MO", "1TU")}
shown["two rules"] = words(both.between(FIRST, LAST))
text = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\n"
    "DTSTART;VALUE=DATE:20270104\r\nSUMMARY:Call\r\nRRULE:FREQ=MONTHLY;BYDAY=MO,1TU\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
calendar = icalendar.Calendar.from_ical(text)
events = recurring_ical_events.of(calendar).between(date(2027, 1, 1), date(2027, 1, 31))
shown["calendar with MO,1TU"] = words(sorted(event["DTSTART"].dt for event in events))
for name, days in shown.items():
    print(f"{name}: {days}")
expected = {
    "MO,1TU": "none",
    "MO,1MO": "2027-01-04",
    "MO": "2027-01-04 2027-01-11 2027-01-18 2027-01-25",
    "1TU": "2027-01-05",
    "two rules": "2027-01-04 2027-01-05 2027-01-11 2027-01-18 2027-01-25",
    "calendar with MO,1TU": "2027-01-04",
}
if shown != expected:
    sys.exit("the behaviour has changed")
PY
"$here/venv/bin/python" "$here/days.py"
