"""This file holds the sample plans to what makes them, and to the dates they are known by."""

from pathlib import Path

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plans.schedule_rules import schedule_of
from pmtui.exchange.plans.source_file import only_plan
from pmtui.model.calendar.work_calendar import moment_of
from scripts.make_plans import PLANS, house
from tests.exchange.reading import read_plan_file


def test_the_house_is_what_its_script_makes() -> None:
    assert (PLANS / "house.xml").read_bytes() == write_msproject(house())


def test_the_house_is_scheduled_as_it_says() -> None:
    plan = read_msproject((PLANS / "house.xml").read_bytes())
    made = schedule_of(plan)
    for task in plan.tasks:
        assert (task.start, task.finish) == tuple(moment_of(one) for one in made.ends(task.uid))
    assert plan.unknown == ()


def test_the_footbridge_follows_the_rules_of_p6() -> None:
    plan = only_plan(read_plan_file(Path(PLANS / "footbridge.xer"), "xer"))
    made = schedule_of(plan)
    dates = {task.code: made[task.uid] for task in plan.tasks}
    assert moment_of(dates["FB-110"].finish).isoformat()[:16] == "2026-11-16T16:00"
    assert moment_of(dates["FB-220"].start).isoformat()[:16] == "2026-12-07T07:00"
    assert moment_of(dates["FB-900"].finish).isoformat()[:16] == "2026-12-14T16:00"
    assert plan.unknown == ("TASK/cstr_type, kept as a deadline: 1",)
