"""This file tests what a new component holds before anybody says otherwise."""

import pytest

from pmtui.model.entities.components import defaults_at_birth


@pytest.mark.parametrize("kind", ["project", "operation"])
def test_unfinished_work_of_what_is_worked_on_goes_on_from_the_status_date(kind: str) -> None:
    assert defaults_at_birth(kind) == {"unfinished_work": "from_status_date"}


@pytest.mark.parametrize("kind", ["portfolio", "program"])
def test_what_only_holds_others_has_no_work_of_its_own(kind: str) -> None:
    assert defaults_at_birth(kind) == {}
