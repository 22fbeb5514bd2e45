"""This file gathers the views there are, in the order of their keys."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.figures.attention.need import Topic
from pmtui.views.benefits import view as benefits
from pmtui.views.board import view as board
from pmtui.views.decide import view as decide
from pmtui.views.money import view as money
from pmtui.views.overview import view as overview
from pmtui.views.people import view as people
from pmtui.views.portfolio.sign_legend import TREE_SIGNS
from pmtui.views.registers import view as log
from pmtui.views.risks import view as risks
from pmtui.views.roadmap import view as roadmap
from pmtui.views.shapes.view import Sign, View

FAMILIES: Final = (overview, board, roadmap, risks, money, benefits, people, log, decide)
"""The modules that declare a view."""

VIEWS: Final[Mapping[str, View]] = MappingProxyType(
    {view.id: view for view in (family.VIEW for family in FAMILIES)}
)
"""Every view, by id."""

AS_BOARDS: Final = (log.VIEW.id, benefits.VIEW.id, money.VIEW.id)
"""Ids of the views whose registers can be shown as boards of their states."""

FIRST: Final[View] = overview.VIEW
"""The view one starts with, and that shows what no other deals with."""

SIGNS: Final[Mapping[str, tuple[Sign, ...]]] = MappingProxyType(
    {"tree": TREE_SIGNS, **{view.id: view.signs for view in VIEWS.values()}}
)
"""What the short signs of each place mean, by its context."""


def views_of(*tables: str) -> tuple[str, ...]:
    """Ids of the views that show rows of any of some tables."""
    return tuple(view.id for view in VIEWS.values() if not set(tables).isdisjoint(view.tables))


def view_of_table(table: str) -> str:
    """Id of the first view that shows rows of a table; that of the first view where none does."""
    return next(iter(views_of(table)), FIRST.id)


def view_of_topic(topic: Topic) -> str:
    """Id of the view that deals with what a component needs."""
    return next((view.id for view in VIEWS.values() if topic in view.topics), FIRST.id)
