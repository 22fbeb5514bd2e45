"""This file tests which view shows a table, or deals with what a component needs."""

from pmtui.views.catalogue import FIRST, VIEWS, view_of_table, view_of_topic, views_of


def test_a_need_is_dealt_with_in_the_view_that_names_it() -> None:
    assert view_of_topic("behind") == "roadmap"
    assert view_of_topic("column") == "board"
    assert view_of_topic("report") == "log"


def test_every_topic_a_view_names_leads_to_that_view() -> None:
    for view in VIEWS.values():
        assert {view_of_topic(topic) for topic in view.topics} <= {view.id}


def test_a_table_is_shown_where_a_view_names_it_and_else_in_the_first_one() -> None:
    assert view_of_table("risks") in views_of("risks")
    assert view_of_table("no such table") == FIRST.id
    assert views_of() == ()
