"""This file tests by what an entity is shown."""

from pmtui.model.entities.entity import title_of
from pmtui.model.entities.remarks import Remark
from tests.conftest import a_component, a_person, a_task


def test_an_entity_is_shown_by_its_name_its_title_or_what_else_it_says() -> None:
    assert title_of(a_person("H-1", "Ann")) == "Ann"
    assert title_of(a_component("P-1", name="Site")) == "Site"
    assert title_of(a_task("T-1", "Dig")[0]) == "Dig"
    assert title_of(Remark(id=1, about=2, about_table="tasks", text="Called")) == "Called"
