"""This file tests that what was told is noted, and when it is told again."""

from datetime import date
from typing import Any

import pytest

from pmtui.model.governance.stakeholders import Communication
from tests.actions.doing import after, at, proposed, refusal, row
from tests.conftest import TODAY, a_project, a_workspace, id_of


def _plan(**fields: Any) -> Any:
    mail = Communication(
        id=id_of("CN-1"), key="CN-1", component=id_of("P-1"), title="Newsletter", **fields
    )
    return at(a_workspace(a_project(), mail), "CN-1")


@pytest.mark.parametrize(
    ("frequency", "due", "following"),
    [
        ("", date(2026, 11, 20), None),
        ("month", date(2026, 11, 20), date(2026, 12, 20)),
        ("month", date(2026, 8, 31), date(2026, 11, 30)),
        ("month", date(2026, 12, 1), date(2027, 1, 1)),
        ("quarter", None, date(2027, 2, 23)),
    ],
)
def test_what_was_sent_is_due_again_by_its_frequency(
    frequency: str, due: date | None, following: date | None
) -> None:
    workspace = after("communication.sent", _plan(frequency=frequency, due=due), note="all well")
    mail = row(workspace, "CN-1")
    assert (mail.sent_at, mail.due, mail.note) == (TODAY, following, "all well")


def test_it_says_when_it_is_due_again() -> None:
    plan = _plan(frequency="month", due=date(2026, 11, 20))
    assert proposed("communication.sent", plan).message.endswith("due again on 2026-12-20")
    assert proposed("communication.sent", _plan()).message.endswith("nothing more is due")


def test_nothing_is_sent_twice_on_one_day() -> None:
    assert "was sent today already" in refusal("communication.sent", _plan(sent_at=TODAY))
