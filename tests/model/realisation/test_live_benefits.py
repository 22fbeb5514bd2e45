"""This file tests which benefits a component feeds, and what each lacks to be watched."""

from typing import Any

import pytest

from pmtui.model.benefits.profiles import Attribution
from pmtui.model.entities.registers import Benefit
from pmtui.model.realisation.live_benefits import fed_benefits, is_live, lacks_of, shares_in
from tests.conftest import TODAY, a_component, a_project, a_workspace, id_of


def a_benefit(number: int = 1, within: str = "PG-1", **fields: Any) -> Benefit:
    return Benefit(id=number, key=f"B-{number}", component=id_of(within), title="More", **fields)


@pytest.mark.parametrize(
    ("fields", "live"),
    [
        ({}, True),
        ({"archived": True}, False),
        ({"state": "realising"}, True),
        ({"state": "sustained"}, False),
        ({"state": "realising", "archived": True}, False),
    ],
)
def test_a_benefit_is_live_until_it_is_sustained_or_put_away(
    fields: dict[str, Any], *, live: bool
) -> None:
    assert is_live(a_benefit(**fields)) is live


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, ["business owner", "next measure"]),
        ({"owner": 7}, ["next measure"]),
        ({"next_measure": TODAY}, ["business owner"]),
        ({"owner": 7, "next_measure": TODAY}, []),
    ],
)
def test_a_benefit_is_watched_by_an_owner_on_a_day(
    fields: dict[str, Any], lacks: list[str]
) -> None:
    assert [what for what, _ in lacks_of(a_benefit(**fields))] == lacks


def test_a_project_feeds_its_own_benefits_and_those_it_has_a_share_in() -> None:
    def share(number: int, benefit: int, **fields: Any) -> Attribution:
        return Attribution(id=number, benefit=benefit, component=id_of("P-1"), share=5, **fields)

    workspace = a_workspace(
        a_component("PG-1"), a_project("P-1", "PG-1"), a_benefit(1), a_benefit(2, "P-1"),
        a_benefit(3), a_benefit(4, archived=True), a_benefit(5, "P-1", archived=True),
        share(11, 1), share(13, 3, archived=True), share(14, 4), share(15, 99),
    )  # fmt: skip
    assert [benefit.id for benefit in fed_benefits(workspace, id_of("P-1"))] == [1, 2]
    assert [row.id for row in shares_in(workspace, 1)] == [11]
    assert shares_in(workspace, 3) == ()
