"""This file asks what is wrong with one row among others."""

from typing import Final

from pmtui.model.entities.entity import Entity
from pmtui.model.rules.checks import check
from pmtui.model.workspace.schema import TABLES
from tests.conftest import Parts, a_workspace

_TABLE_OF: Final = {spec.type: name for name, spec in TABLES.items()}


def problems_of(row: Entity, *others: Entity | Parts) -> list[str]:
    """What is wrong with a row where these others are, in words; empty where nothing is."""
    workspace = a_workspace(row, *others)
    return [problem.text for problem in check(workspace, [(_TABLE_OF[type(row)], row.id)])]
