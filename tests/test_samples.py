"""This file tests the sample stores: made from their sources, sound, and true to their story."""

import calendar
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tinydb

from pmtui.exchange.sample_store import at_today, last_edits, sample_today, story
from pmtui.exchange.tables.column_maps.column_map import read_map
from pmtui.figures.costs.in_year import in_year
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, invert
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.components import Component
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.rules.checks import check_all
from pmtui.model.workspace.workspace import Workspace
from pmtui.resources import sample_directory, sample_store
from pmtui.store.snapshots.loading import loaded
from scripts.make_samples import acme, gmpp, stores

NAMES = ("portfolio", "gmpp_2023")
_DAYS = re.compile(rf"\b(?:20\d\d|{'|'.join((*calendar.month_name[1:], *calendar.day_name))})\b")
TODAY = date(2026, 11, 23)


@cache
def _shipped(name: str) -> Workspace:
    data = sample_store(name).read_bytes()
    found = loaded(data, name)
    assert found.as_written
    return found.workspace


@cache
def as_told() -> Figures:
    """The demo portfolio on its own day, with its last edits made."""
    workspace = _shipped("portfolio")
    for _, ops in last_edits(workspace):
        settled = settle(workspace, ops)
        assert not isinstance(settled, Rejected), settled.reason
        workspace = apply(workspace, settled)
    return Figures(workspace, TODAY)


def _named(name: str) -> Component:
    (found,) = (one for one in as_told().workspace.components.values() if one.name == name)
    return found


def test_the_stores_are_byte_for_byte_what_their_sources_make() -> None:
    for path, data in stores():
        assert path.read_bytes() == data, f"{path.name}: run python -m scripts.make_samples"


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_sound(name: str) -> None:
    assert check_all(_shipped(name)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_plain_tinydb_opens_a_sample(name: str) -> None:
    with tinydb.TinyDB(sample_store(name), access_mode="r") as database:
        documents = database.table("components").all()
        assert len(documents) == len(_shipped(name).components)
        assert {one.doc_id for one in documents} == set(_shipped(name).components)


def test_the_script_draws_the_same_ids_every_time() -> None:
    assert acme().tables == acme().tables
    assert set(gmpp().components) == set(_shipped("gmpp_2023").components)


def test_the_demo_plays_on_its_own_monday() -> None:
    assert sample_today(_shipped("portfolio")) == TODAY
    assert sample_today(_shipped("gmpp_2023")) is None


def test_the_program_has_about_sixty_tasks_in_three_projects_and_fifteen_risks() -> None:
    workspace = as_told().workspace
    inside = set(workspace.subtree(_named("Website relaunch").id))
    tasks = [one for one in workspace.tasks.values() if one.component in inside]
    risks = [one for one in workspace.risks.values() if one.component in inside]
    assert 55 <= len(tasks) <= 65
    assert len({one.component for one in tasks}) == 3
    assert len(risks) == 15
    assert {one.kind for one in risks} == {"threat", "opportunity"}
    assert [one.title for one in risks if one.state == "escalated"] == [
        "Hosting contract is renewed at a higher price"
    ]
    assert all(one.probability and as_told().score(one.id) for one in risks)


def test_links_cross_the_projects_and_carry_what_was_promised() -> None:
    workspace = as_told().workspace
    project_of = {one.id: one.component for one in workspace.tasks.values()}
    crossing = [
        one
        for one in workspace.links.values()
        if project_of[one.predecessor] != project_of[one.successor]
    ]
    assert len(crossing) == 5
    assert all(one.state and one.needed_by and one.promised for one in crossing)
    late = [
        one for one in crossing if one.promised and one.needed_by and one.promised > one.needed_by
    ]
    assert {one.state for one in late} == {"at_risk"}


def test_the_board_of_the_site_looks_as_it_is_drawn() -> None:
    workspace = as_told().workspace
    board = workspace.board_of(_named("Site build").id)
    counts = [len(workspace.ids_by("tasks", "column", one.id)) for one in board]
    assert [(one.name, one.limit) for one in board] == [
        ("Backlog", 0),
        ("Ready", 5),
        ("Doing", 3),
        ("Review", 3),
        ("Done", 0),
    ]
    assert counts == [9, 4, 3, 2, 13]


@pytest.mark.parametrize(
    ("name", "slip", "computed", "said"),
    [
        ("Website relaunch", 12, "R", "A"),
        ("Site build", 12, "R", "A"),
        ("Content migration", -1, "G", "G"),
        ("Marketing campaign", 4, "A", "G"),
        ("Data centre exit", -49, "G", "G"),
        ("Branch network", None, "R", "A"),
    ],
)
def test_what_managers_say_and_what_is_computed_differ_where_the_story_does(
    name: str, slip: int | None, computed: str, said: str
) -> None:
    health = as_told().health(_named(name).id)
    assert as_told().rollup(_named(name).id).slip == slip
    assert (health.computed, health.reported) == (computed, said)


def test_the_money_of_the_portfolio_adds_up() -> None:
    money = as_told().money()
    values = (money.budget.value, money.actual.value, money.forecast.value)
    assert [str(one and one.decimal) for one in values] == [
        "6908000.00",  # 4,218,000 of what is under way, and 2,690,000 of ideas
        "2498976.60",
        "4350000.00",
    ]


def test_the_published_projects_have_their_confidence_of_each_year_as_status_points() -> None:
    workspace = _shipped("gmpp_2023")
    points = [*workspace.rows_of(StatusPoint).values()]
    projects = {row.id for row in workspace.components.values() if row.kind == "project"}
    years = Counter(point.data_date.year for point in points)
    assert years == {2019: 49, 2023: len(projects)}
    assert {point.component for point in points} == projects
    assert all(point.note.startswith("delivery confidence: ") for point in points)
    assert in_year(Figures(workspace, date(2026, 11, 23))).components[0].budget.value is not None


def test_the_demo_looks_the_same_on_any_day() -> None:
    for days in (1, 45, 800):
        today = TODAY + timedelta(days=days)
        moved = Figures(at_today(_shipped("portfolio"), today), today)
        still = Figures(_shipped("portfolio"), TODAY)
        for component in _shipped("portfolio").components:
            slips = (moved.rollup(component).slip, still.rollup(component).slip)
            # On another day of the week work meets other weekends.
            assert slips == (None, None) or abs((slips[0] or 0) - (slips[1] or 0)) <= 4
            assert moved.rollup(component).work.overdue == still.rollup(component).work.overdue
            if slips[0] == slips[1]:
                assert moved.health(component).computed == still.health(component).computed


def test_the_last_edits_are_those_of_three_actions() -> None:
    assert [action for action, _ in last_edits(_shipped("portfolio"))] == [
        "entity.set",
        "card.right",
        "entity.set",
    ]


def test_the_published_portfolio_holds_the_published_number_of_projects() -> None:
    kinds = [one.kind for one in _shipped("gmpp_2023").components.values()]
    assert (kinds.count("project"), kinds.count("portfolio")) == (244, 22)


def test_every_map_can_be_read() -> None:
    for path in (sample_directory() / "maps").glob("*.toml"):
        assert read_map(path.read_text("utf-8"), path.name).column


def test_every_sample_file_has_a_line_on_its_origin_and_licence() -> None:
    folder = sample_directory()
    readme = (folder / "README.md").read_text("utf-8")
    missing = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "README.md"
        if f"`{path.relative_to(folder).as_posix()}`" not in readme
    ]
    assert not missing


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def test_prose_of_the_demo_names_no_day_that_would_not_move() -> None:
    sources = sample_directory() / "sources"
    texts = [
        text
        for path in Path(sources).glob("*.toml")
        for text in _strings(tomllib.loads(path.read_text("utf-8")))
    ]
    assert not [text for text in texts if _DAYS.search(text)]
    assert json.loads(sample_store().read_text("utf-8"))["_meta"]


def _retold() -> Iterator[tuple[Workspace, Workspace | Rejected]]:
    """Each state of the six weeks before, and what its commit makes of it when it is judged."""
    after = _shipped("portfolio")
    commits = story(after)
    for told in reversed(commits):
        after = apply(after, invert(told.ops))
    for told in commits:
        settled = settle(after, told.ops)
        yield after, settled if isinstance(settled, Rejected) else apply(after, settled)
        after = apply(after, told.ops)


def test_the_six_weeks_before_are_commits_that_any_store_would_take() -> None:
    states = list(_retold())
    for before, after in states:
        assert not isinstance(after, Rejected), after.reason
        assert after.tables != before.tables
    assert check_all(states[0][0]) == ()
    assert states[-1][1].tables == _shipped("portfolio").tables  # type: ignore[union-attr]


def test_the_six_weeks_before_are_told_by_several_people_on_working_days() -> None:
    told = story(_shipped("portfolio"))
    days = [one.at.date() for one in told]
    assert days == sorted(days)
    assert TODAY - timedelta(days=42) <= days[0] <= TODAY - timedelta(days=35)
    assert days[-1] < TODAY
    assert len({one.by for one in told}) >= 6
    weeks = {(TODAY - day).days // 7 for day in days}
    assert weeks == set(range(6)) | {min(6, (TODAY - days[0]).days // 7)}
    assert sum(day.weekday() > 4 for day in days) <= 3


def test_the_six_weeks_before_move_with_the_sample() -> None:
    shipped = _shipped("portfolio")
    moved = at_today(shipped, TODAY + timedelta(days=100))
    for was, now in zip(story(shipped), story(moved), strict=True):
        assert now.at - was.at == timedelta(days=100)
        assert [one.id for one in now.ops] == [one.id for one in was.ops]
    dues = [
        date.fromisoformat(op.new)
        for one in story(moved) for op in one.ops if op.field == "due" and op.new
    ]  # fmt: skip
    assert all(day > TODAY + timedelta(days=90) for day in dues)
