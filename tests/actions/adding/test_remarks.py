"""This file tests words and addresses kept with anything, snoozes, and claiming a login."""

from datetime import timedelta

import pytest

from pmtui.model.entities.remarks import Snooze
from tests.actions.doing import after, at, refusal, row
from tests.conftest import TODAY, a_person, a_project, a_task, a_workspace, id_of


def test_a_remark_is_dated_and_by_the_person_at_the_keyboard() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_person("H-1", "Ann"))
    said = after("entity.remark", at(plan, "T-1", actor="H-1"), text=" late again ")
    (remark,) = said.rows("remarks").values()
    found = {name: getattr(remark, name) for name in ("about", "about_table", "text", "by", "at")}
    assert found == {
        "about": id_of("T-1"),
        "about_table": "tasks",
        "text": "late again",
        "by": id_of("H-1"),
        "at": TODAY,
    }


def test_a_remark_on_a_component_belongs_to_it() -> None:
    plan = a_workspace(a_project())
    (remark,) = after("entity.remark", at(plan, "P-1"), text="good").rows("remarks").values()
    assert remark.component == id_of("P-1")


def test_an_empty_remark_is_refused() -> None:
    plan = a_workspace(a_project())
    assert refusal("entity.remark", at(plan, "P-1"), text=" ") == "a remark needs some words"


def test_only_web_and_mail_addresses_are_kept() -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    kept = after("entity.reference", at(plan, "T-1"), text="https://example.org/a")
    assert [getattr(one, "url", "") for one in kept.rows("references").values()] == [
        "https://example.org/a"
    ]
    said = refusal("entity.reference", at(plan, "T-1"), text="javascript:alert(1)")
    assert said == "a link starts with http://, https:// or mailto:"


def test_a_login_is_tied_to_one_person_only() -> None:
    plan = a_workspace(a_person("H-1", "Ann", logins=("ann",)), a_person("H-2", "Bob"))
    mine = after("person.claim", at(plan), person=id_of("H-2"), login="bob")
    assert row(mine, "H-2").logins == ("bob",)
    assert refusal("person.claim", at(plan), person=id_of("H-2"), login="ann") == (
        "ann belongs to Ann"
    )


def test_a_snooze_is_of_the_person_at_the_keyboard_moved_by_another_day_and_ended() -> None:
    plan = a_workspace(a_project(), a_task("T-1"), a_person("H-1", "Ann"))
    asleep = after("entity.snooze", at(plan, "T-1", actor="H-1"), until="+3d")
    (snooze,) = asleep.rows("snoozes").values()
    assert isinstance(snooze, Snooze)
    assert (snooze.person, snooze.about) == (id_of("H-1"), id_of("T-1"))
    assert snooze.until == TODAY + timedelta(days=3)
    later = after("entity.snooze", at(asleep, "T-1", actor="H-1"), until="+5d")
    assert [getattr(row, "until", None) for row in later.rows("snoozes").values()] == [
        TODAY + timedelta(days=5)
    ]
    assert "did not snooze" in refusal("entity.snooze", at(later, "T-1"), until="off")
    assert not after("entity.snooze", at(later, "T-1", actor="H-1"), until="off").rows("snoozes")


@pytest.mark.parametrize("typed", ["", "today", "-1d", "soon"])
def test_a_day_that_is_not_to_come_is_refused(typed: str) -> None:
    plan = a_workspace(a_project(), a_task("T-1"))
    assert refusal("entity.snooze", at(plan, "T-1"), until=typed)
