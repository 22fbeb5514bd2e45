#!/bin/bash
# icalendar 7.3.2: a backslash before a capital N in a text is written as the end of a line.
#
# RFC 5545 (3.3.11) has `\N` stand for a line break in a file. A text in memory is not escaped yet, so its backslash is a
# backslash and is to be written as `\\`. `vText.to_ical()` first replaces each backslash with an N behind it by a line break:
# `C:\New folder` goes out as `C:\new folder`, which every reader, icalendar too, reads as "C:", a line break and "ew folder".
# The letters are lost: what was written cannot be read back. `C:\new folder` with a small n goes out rightly, as `C:\\new
# folder`. All properties of type TEXT are concerned: SUMMARY, DESCRIPTION, LOCATION, CATEGORIES, COMMENT.
#
# What to do: escape the text oneself and hand it over as `icalendar.prop.vInline`, which is written as it is.
#
# Beside it: the text of a property that icalendar does not know, such as X-WR-CALNAME, is not escaped at all, so that
# `Plan, phase 2; all` goes out with a bare comma and semicolon. RFC 5545 (3.8.8.2) says TEXT where no VALUE is named.
#
# Output seen:
#   'C:\\New folder' is written as SUMMARY:C:\new folder and read as 'C:\new folder'
#   'C:\\new folder' is written as SUMMARY:C:\\new folder and read as 'C:\\new folder'
#   'Plan, phase 2; all' is written as X-WR-CALNAME:Plan, phase 2; all
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2
cat > "$here/texts.py" <<'PY'
import sys

from icalendar import Calendar, Event

seen = []
for text in ("C:\\New folder", "C:\\new folder"):
    event = Event()
    event.add("summary", text)
    written = event.to_ical().decode().splitlines()[1]
    read = str(Event.from_ical(event.to_ical())["summary"])
    print(f"{text!r} is written as {written} and read as {read!r}")
    seen.append(read == text)
calendar = Calendar()
calendar.add("x-wr-calname", "Plan, phase 2; all")
written = calendar.to_ical().decode().splitlines()[1]
print(f"'Plan, phase 2; all' is written as {written}")
if seen != [False, True] or written != "X-WR-CALNAME:Plan, phase 2; all":
    sys.exit("the behaviour has changed")
PY
"$here/venv/bin/python" "$here/texts.py"
