"""This file reads the constraints of P6 activities."""

import pytest

from pmtui.exchange.xer.xer_reader import read_xer
from tests.exchange.xer.documents import an_activity, document, plan_tables

DAY = "2025-04-10 08:00"
EVENING = "2025-04-11 17:00"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("ASAP", None, None)),
        ({"cstr_type": "CS_MSOA", "cstr_date": DAY}, ("SNET", DAY, None)),
        ({"cstr_type": "CS_MEOB", "cstr_date": EVENING}, ("FNLT", EVENING, None)),
        ({"cstr_type": "CS_MANDSTART", "cstr_date": DAY}, ("MSO", DAY, None)),
        ({"cstr_type": "CS_ALAP"}, ("ALAP", None, None)),
        ({"cstr_type": "CS_MSO", "cstr_date": DAY}, ("SNET", DAY, EVENING)),
        ({"cstr_type": "CS_MEO", "cstr_date": EVENING}, ("FNET", EVENING, EVENING)),
        (
            {
                "cstr_type": "CS_MEOB",
                "cstr_date": EVENING,
                "cstr_type2": "CS_MSOA",
                "cstr_date2": DAY,
            },
            ("SNET", DAY, EVENING),
        ),
        (
            {
                "cstr_type": "CS_MSOB",
                "cstr_date": DAY,
                "cstr_type2": "CS_MEOB",
                "cstr_date2": EVENING,
            },
            ("SNLT", DAY, EVENING),
        ),
    ],
)
def test_two_constraints_become_one_and_a_deadline(
    fields: dict[str, object], expected: tuple[str, str | None, str | None]
) -> None:
    (task,) = read_xer(document(plan_tables(TASK=[an_activity(1, 16, **fields)]))).tasks
    shown = [
        None if d is None else d.isoformat(" ")[:16] for d in (task.constraint_date, task.deadline)
    ]
    assert (task.constraint, *shown) == expected


def test_what_a_constraint_loses_is_listed() -> None:
    rows = [
        an_activity(1, cstr_type="CS_MSO", cstr_date=DAY),
    ]
    assert read_xer(document(plan_tables(TASK=rows))).unknown == (
        "TASK/cstr_type, kept as a deadline: 1",
    )
