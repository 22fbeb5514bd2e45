#!/usr/bin/env bash
# openpyxl 3.1.5: text that looks like an escape goes out as it is, and other programs read another text.
#
# Strings of a workbook write characters as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring), so a text that holds
# such a mark has to begin it with `_x005F_`. Seen with openpyxl 3.1.5 and LibreOffice 7.4 on CPython 3.11.
#
# 1. It writes `_x000D_ as typed` without that: LibreOffice shows and saves a carriage return in its place.
# 2. It reads the mark back in two ways: in a shared string, as other programs write it, `_x005F_x000D_` comes out as `_x000D_`; in an inline
#    string, as it writes itself, it comes out as it stands. So what reads right cannot be told without knowing who saved the file.
# 3. What it writes, it reads: a test that uses openpyxl on both sides sees none of it.
#
# Beside that, LibreOffice saves a sheet that was very hidden as hidden: whoever opens the file can show it from the menu then.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
cat > "$work/write.py" <<'PYTHON'
import sys
import zipfile

import openpyxl

TEXTS = ("_x000D_ as typed", "_x005F_x000D_ as it should be written")
book = openpyxl.Workbook()
for text in TEXTS:
    book.active.append([text])
book.create_sheet("kept away").sheet_state = "veryHidden"
book.save(sys.argv[1])
xml = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
assert "<t>_x000D_ as typed</t>" in xml, xml
print("openpyxl", openpyxl.__version__, "writes:", "_x000D_ as typed", "- without _x005F_ before it")
read = [row[0].value for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows()]
print("it reads its own file as", read)
assert read == list(TEXTS), read
PYTHON
cat > "$work/read.py" <<'PYTHON'
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
read = [row[0].value for row in book.worksheets[0].iter_rows()]
print("after LibreOffice it reads", read, "- the second sheet is", book.worksheets[1].sheet_state)
assert read == ["\r as typed", "_x000D_ as it should be written"], read
assert book.worksheets[1].sheet_state == "hidden", book.worksheets[1].sheet_state
PYTHON
"$work/env/bin/python" "$work/write.py" "$work/in.xlsx"
if command -v libreoffice > /dev/null; then
    libreoffice "-env:UserInstallation=file://$work/home" --headless --convert-to xlsx --outdir "$work/out" "$work/in.xlsx" > /dev/null
    "$work/env/bin/python" "$work/read.py" "$work/out/in.xlsx"
fi
