"""This file tests pmtui.exchange.sheets.total_rows: a sum of rows never becomes a row."""

import csv
import io
import os
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.tables.made import done, imported, planned

TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
LABELS: Final = (
    *(
        "Total",
        "TOTAL:",
        "Grand total",
        "Subtotal",
        "Sum",
        "Summe",
        "Summe:",
        "Gesamt",
        "Gesamtsumme",
    ),
    *("Zwischensumme", "Insgesamt", "Total général", "Somme", "Suma", "Total hours", "Total costs"),
    *(
        "Gesamtaufwand",
        "Sum of hours",
        "Totales",
        "Total (h)",
        "Σ",
        "Phase 1 total",
        "Summe Phase 1",
    ),
)
PROVED: Final = frozenset({"Phase 1 total", "Summe Phase 1"})
"""Labels that other tasks could have: the numbers beside them prove the sum."""


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A table with sums below it or between its rows, and the titles of its tasks."""
    comma = draw(st.booleans())
    grouped = draw(st.booleans())

    def written(cents: int) -> str:
        text = f"{cents / 100:,.2f}" if grouped else f"{cents / 100:.2f}"
        return text.translate(str.maketrans(",.", ".,")) if comma else text

    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["No", "Task", "Owner", "Hours", "Cost"])
    titles: list[str] = []
    total = [0, 0]
    is_summed = True
    for _ in range(draw(st.integers(1, 2))):
        group = [0, 0]
        for _ in range(draw(st.integers(2, 4))):
            hours, cost = draw(st.integers(100, 9_999)), draw(st.integers(100, 999_999))
            group = [group[0] + hours, group[1] + cost]
            titles.append(f"Task {len(titles) + 1}")
            writer.writerow([len(titles), titles[-1], "Ann", written(hours), written(cost)])
        total = [total[0] + group[0], total[1] + group[1]]
        label = draw(st.sampled_from(["", "", *LABELS]))
        if label in PROVED and not is_summed:
            label = ""  # the sum of one group proves nothing where that before it has none
        is_summed = bool(label)
        place = draw(st.sampled_from([0, 1, 2]))
        if label:
            row = ["", "", "", written(group[0]), written(group[1])]
            row[place] = label
            writer.writerow(row)
    label = draw(st.sampled_from(["", *LABELS]))
    last = ["", label, "", written(total[0]), written(total[1])]
    if label not in PROVED and label and draw(st.booleans()):
        last[3:] = ["", ""]
    writer.writerow(last)
    return out.getvalue(), titles


@settings(max_examples=TRIES, deadline=None)
@given(table=tables())
def test_sums_never_become_tasks_and_are_said(table: tuple[str, list[str]]) -> None:
    text, titles = table
    plan = planned(text)
    after = done(plan)
    assert sorted(one.title for one in after.tasks.values()) == sorted(titles)
    assert any("so it is no row" in note or "so they are no rows" in note for note in plan.notes)


@pytest.mark.parametrize(
    "row",
    [
        "3,Total,Bob,5",
        "3,Total,,5",
        ",Total rewrite of the shop,,5",
        ",Total station survey,,5",
        ",Summer fair,,5",
        ",Gesamtkonzept,,5",
        ",Sum up the findings,,5",
    ],
)
def test_a_task_with_such_a_word_stays_a_task(row: str) -> None:
    after = imported(f"No,Task,Owner,Hours\n1,Dig,Ann,12\n2,Pour,Bob,8\n{row}\n")
    assert row.split(",")[1] in {one.title for one in after.tasks.values()}


def test_the_sum_is_named_with_its_line() -> None:
    plan = planned("Task,Hours,Owner\nDig,12,Ann\nPour,8,Bob\nTotal,20,\n")
    assert "line 4 (Total) is a sum, so it is no row" in plan.notes
    assert not plan.findings


def test_the_sum_of_a_list_of_projects_is_no_project() -> None:
    after = imported(
        "Projekt;Budget;Ende\nHalle;48.000 €;30.06.2027\nTor;7.500 €;31.07.2027\nGesamt;55.500 €;\n"
    )
    assert sorted(one.name for one in after.components.values()) == ["Halle", "Tor"]
