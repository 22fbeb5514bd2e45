"""This file writes plans for MS Project and reads them back."""

from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plans.plan import Plan, PlanTask
from tests.exchange.msproject.made import plans
from tests.exchange.plans.test_schedule_rules import PLANS
from tests.exchange.plans.truth import TRUTH, VECTORS

START = datetime(2025, 4, 7, 8)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["", *PLANS])
def test_a_real_plan_comes_back_as_it_was(name: str) -> None:
    source = TRUTH / f"{name}.blind.xml" if name else VECTORS / "msproject/7_mp_j30_a2_nr2.xml"
    source = source if source.exists() else TRUTH / f"{name}.mspdi.xml"
    if not source.exists():
        pytest.skip(f"{source} is not there: set PMTUI_TRUTH_DIR")
    plan = read_msproject(source.read_bytes())
    back = read_msproject(write_msproject(plan))
    assert back == replace(plan, unknown=())


@settings(max_examples=150, deadline=None)
@given(plans())
def test_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert read_msproject(write_msproject(plan)) == plan


def test_text_that_xml_cannot_hold_is_marked_and_markup_stays_text() -> None:
    name = "<b>&\x01\x0b]]>\r\nnext"
    plan = Plan(start=START, tasks=(PlanTask(uid=1, name=name),))
    (task,) = read_msproject(write_msproject(plan)).tasks
    assert task.name == "<b>&\ufffd\ufffd]]>\nnext"


def test_fields_stand_in_the_order_ms_project_asks_for() -> None:
    text = write_msproject(
        Plan(start=START, tasks=(PlanTask(uid=1, name="T", notes="x"),))
    ).decode()
    order = ("UID", "Name", "Type", "OutlineLevel", "Duration", "PercentComplete", "Notes")
    places = [text.index(f"<{name}>", text.index("<Task>")) for name in order]
    assert places == sorted(places)
    assert text.startswith("<?xml version='1.0' encoding='utf-8'?>\n<Project xmlns=")


WHOLE = write_msproject(Plan(start=START, tasks=(PlanTask(uid=1, name="T", actual_start=START),)))


@settings(max_examples=150, deadline=None)
@given(
    cut=st.integers(0, len(WHOLE)),
    flips=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(1, 255)), max_size=4),
)
def test_a_damaged_file_is_read_or_refused_and_never_crashes(
    cut: int, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(WHOLE)
    for place, mask in flips:
        data[place] ^= mask
    for damaged in (bytes(data), bytes(data[:cut])):
        with suppress(UnreadableError):
            read_msproject(damaged)
