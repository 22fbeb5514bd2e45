"""This file breaks details of MS Project files: each refuses itself, the rest stays as it was."""

import os
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.import_plan import ImportPlan
from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.msproject.writer.plan_writer import write_msproject
from pmtui.exchange.plans.plan import Plan, PlanTask
from pmtui.exchange.plans.schedule_rules import schedule_of
from tests.exchange.msproject.documents import a_task, document, tasks
from tests.exchange.msproject.made import plans
from tests.exchange.plans.stored import imported, planned
from tests.exchange.plans.truth import VECTORS

SAMPLES: Final = Path(__file__).parents[3] / "sample_data" / "plans"
TRIES: Final = int(os.environ.get("PMTUI_TRIES", "100"))
ODD: Final = ("", "x?", "-7", "99999", "1e400", "nan", "2026-02-31T08:00:00", "\u0663", "P1Y", "0")


def _odd(plan: Plan) -> list[str]:
    return [one.text for one in plan.odd]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            tasks(a_task(1, "<Duration>long</Duration>")),
            "task 1 'T1': Duration is 'long', no duration such as PT8H0M0S; left out",
        ),
        (
            tasks(a_task(1, "<Duration>PT99999999H</Duration>")),
            "task 1 'T1': Duration is 'PT99999999H', more than a century; left out",
        ),
        (
            tasks(a_task(1, "<ConstraintType>9</ConstraintType>")),
            "task 1 'T1': ConstraintType is '9', none that is known; it starts as soon as it can",
        ),
        (
            tasks(a_task(1, "<ActualStart>soon</ActualStart>")),
            (
                "task 1 'T1': ActualStart is 'soon', no date and time such as "
                "2026-01-31T08:00:00; left out"
            ),
        ),
        (
            tasks(a_task(1, "<CalendarUID>7</CalendarUID>")),
            (
                "task 1 'T1': its calendar 7 is not in the file; it keeps the calendar of the "
                "project, Standard"
            ),
        ),
        (
            document().replace(b"<CalendarUID>1<", b"<CalendarUID>4<"),
            "the plan: its calendar 4 is not in the file; it keeps the calendar Standard",
        ),
        (
            document(
                "<Resources><Resource><UID>3</UID><Name>Ann</Name><CalendarUID>8</CalendarUID>"
                "</Resource></Resources>"
            ),
            (
                "resource 3 'Ann': its calendar 8 is not in the file; it keeps the calendar of the "
                "project, Standard"
            ),
        ),
        (
            document(
                "<Assignments><Assignment><UID>5</UID><TaskUID>9</TaskUID>"
                "<ResourceUID>1</ResourceUID></Assignment></Assignments>"
            ),
            "assignment 5: its task 9 is not in the file; left out",
        ),
        (
            document(
                f"<Tasks>{a_task(1)}</Tasks><Assignments><Assignment><UID>5</UID>"
                "<TaskUID>1</TaskUID><ResourceUID>4</ResourceUID></Assignment></Assignments>"
            ),
            "assignment 5: its resource 4 is not in the file; left out",
        ),
        (
            tasks(
                a_task(1, "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>")
            ),
            "task 1 'T1': it is its own predecessor; the link is left out",
        ),
        (
            tasks("<Task><UID>one</UID><Name>A</Name></Task>"),
            "task one 'A': UID is 'one', no number here; it is taken as 1",
        ),
        (tasks("<Task><Name>A</Name></Task>"), "task 'A': UID is missing; it is taken as 1"),
        (
            tasks(a_task(4), a_task(4)),
            "task 4 'T4': another one has the same UID 4; it is taken as 5",
        ),
        (
            tasks(
                a_task(1, "<OutlineLevel>1</OutlineLevel>"),
                a_task(2, "<OutlineLevel>4</OutlineLevel>"),
            ),
            (
                "task 2 'T2': OutlineLevel is 4 and no row of level 3 stands above it; "
                "it stands beside the row above it"
            ),
        ),
        (
            document().replace(b"08:00:00</From", b"8 am</From", 1),
            (
                "calendar 1 'Standard', day, hours: FromTime is '8 am', no time such as 08:00:00; "
                "left out"
            ),
        ),
        (
            document().replace(b"13:00:00", b"11:00:00", 1),
            (
                "calendar 1 'Standard', day: its hours do not follow one another within a day; "
                "left out"
            ),
        ),
        (
            document().replace(b"<DayType>2", b"<DayType>8"),
            "calendar 1 'Standard', day: DayType is '8', not 1 (Sunday) to 7; left out",
        ),
        (
            document().replace(b"<BaseCalendarUID>-1", b"<BaseCalendarUID>6"),
            "calendar 1 'Standard': its base 6 is not in the file; it keeps the days of Standard",
        ),
        (
            document().replace(b"<BaseCalendarUID>-1", b"<BaseCalendarUID>1"),
            "calendar 1 'Standard': its base 1 stands on it; it keeps the days of Standard",
        ),
    ],
)
def test_one_odd_detail_is_told_by_its_place_and_the_rest_is_taken(
    data: bytes, message: str
) -> None:
    plan = read_msproject(data)
    assert _odd(plan) == [message]
    found = planned(plan)
    assert not found.errors
    assert [one.text for one in found.findings] == [message]
    assert found.ops


def test_a_level_that_cannot_be_is_taken_from_the_outline_number() -> None:
    rows = [
        a_task(uid, f"<OutlineNumber>{number}</OutlineNumber><OutlineLevel>{level}</OutlineLevel>")
        for uid, number, level in ((1, "1", 1), (2, "1.1", 2), (3, "1.2", 9), (4, "1.3", 2))
    ]
    plan = read_msproject(tasks(*rows))
    assert [task.parent for task in plan.tasks] == [0, 1, 1, 1]
    assert _odd(plan) == [
        "task 3 'T3': OutlineLevel is '9' and OutlineNumber 1.2; the number says where it stands"
    ]


def test_blank_rows_and_the_nameless_resource_are_left_out_without_a_word() -> None:
    blank = "<Task><UID>9</UID><ID>2</ID><IsNull>1</IsNull></Task>"
    nobody = "<Resources><Resource><UID>0</UID><ID>0</ID></Resource></Resources>"
    plan = read_msproject(document(f"<Tasks>{a_task(1)}{blank}{a_task(2)}</Tasks>{nobody}"))
    assert [task.uid for task in plan.tasks] == [1, 2]
    assert plan.resources == ()
    assert (plan.odd, plan.unknown) == ((), ())


def test_overtime_leaves_the_duration_as_the_file_has_it() -> None:
    inner = f"""<Tasks>{a_task(1, "<Duration>PT8H0M0S</Duration>")}</Tasks>
      <Resources><Resource><UID>1</UID><Name>Ann</Name></Resource></Resources>
      <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID>
      <Work>PT12H0M0S</Work><OvertimeWork>PT4H0M0S</OvertimeWork></Assignment></Assignments>"""
    plan = read_msproject(document(inner))
    (at_work,) = plan.assignments
    assert (at_work.work, at_work.overtime, at_work.contoured) == (720, 240, False)
    assert schedule_of(plan).duration(1) == 480
    assert plan.unknown == ()


@pytest.mark.parametrize("manual", ["", "<ManualStart>2025-04-07T08:00:00</ManualStart>"])
def test_words_in_place_of_dates_are_kept_as_notes_and_told(manual: str) -> None:
    """As of a placeholder of MS Project, for which somebody has only typed when it may be."""
    fields = f"""<Manual>1</Manual><Notes>Ask Ann</Notes>{manual}
      <StartText>after the fair</StartText><DurationText>a few days</DurationText>
      <FinishText> </FinishText>"""
    plan = read_msproject(document(f"<Tasks>{a_task(1, fields)}</Tasks>"))
    assert plan.tasks[0].notes == "Ask Ann\nStart: after the fair\nDuration: a few days"
    assert [one.what.split(",")[0] for one in plan.odd] == [
        "StartText is 'after the fair'", "DurationText is 'a few days'",
    ]  # fmt: skip
    assert plan.unknown == ()
    workspace = imported(plan)
    assert next(iter(workspace.tasks.values())).notes == plan.tasks[0].notes
    assert not planned(plan, workspace, start=5_000).ops


@pytest.mark.parametrize("text", ["07.04.2025", "Mon 4/7/25", "7 Apr 2025", "2025-04-07 08:00"])
def test_a_text_that_repeats_a_date_of_the_file_is_left_out_without_a_word(text: str) -> None:
    fields = f"""<Manual>1</Manual><ManualStart>2025-04-07T08:00:00</ManualStart>
      <StartText>{text}</StartText><ManualDuration>PT8H0M0S</ManualDuration>
      <DurationText>1 day?</DurationText>"""
    plan = read_msproject(document(f"<Tasks>{a_task(1, fields)}</Tasks>"))
    assert (plan.tasks[0].notes, plan.odd, plan.unknown) == ("", (), ())


@cache
def _whole(name: str) -> tuple[bytes, Plan]:
    data = (VECTORS / "msproject" / name if "mp_" in name else SAMPLES / name).read_bytes()
    return data, read_msproject(data)


def _elements(root: Element) -> list[tuple[Element, Element]]:
    """Every element with the one it lies in."""
    return [(above, part) for above in root.iter() for part in above]


def _broken(root: Element, at: int, how: str) -> str:
    """Breaks one element; what it is called."""
    pairs = _elements(root)
    above, part = pairs[at % len(pairs)]
    if how == "removed":
        above.remove(part)
    else:
        for child in list(part):
            part.remove(child)
        part.text = how
    return part.tag.rpartition("}")[2]


def _taken(data: bytes) -> tuple[Plan, ImportPlan] | None:
    """What is read and what an import would do; None where the file is refused in one sentence."""
    try:
        plan = read_msproject(data)
        found = planned(plan)
    except UnreadableError as error:
        sentence = str(error)
    else:
        return _checked(plan, found)
    assert len(sentence.splitlines()) == 1
    return None


def _checked(plan: Plan, found: ImportPlan) -> tuple[Plan, ImportPlan]:
    for finding in found.findings:
        assert finding.what
        assert finding.todo
    return plan, found


@settings(max_examples=TRIES, deadline=None)
@given(
    st.sampled_from(["house.xml", "7_mp_j30_a2_nr2.xml"]),
    st.integers(0, 1 << 20),
    st.sampled_from(["removed", *ODD]),
)
def test_any_element_broken_is_left_out_or_told_and_everything_else_is_as_it_was(
    name: str, at: int, how: str
) -> None:
    data, whole = _whole(name)
    root = fromstring(data)  # noqa: S314  (a sample of ours)
    broken = _broken(root, at, how)
    taken = _taken(tostring(root))
    if taken is None:
        assert broken in {"Tasks", "StartDate", "Name"}, broken
        return
    plan, found = taken
    assert not [one for one in found.errors if "circle" not in one.text], found.errors
    if broken in {"Tasks", "Resources", "Calendars", "Assignments"}:
        return
    missing = {task.uid for task in whole.tasks} - {task.uid for task in plan.tasks}
    assert len(missing) <= 1
    differing = _differing(whole, plan)
    rest = [(was, now) for was, now in differing if was is None or was.parent not in missing]
    assert len(rest) <= 1, (broken, how, rest)


def _differing(whole: Plan, plan: Plan) -> list[tuple[PlanTask | None, PlanTask]]:
    """Tasks that are not as they were."""
    before = {task.uid: task for task in whole.tasks}
    return [(before.get(t.uid), t) for t in plan.tasks if before.get(t.uid) != t]


@settings(max_examples=TRIES, deadline=None)
@given(plans(), st.integers(0, 1 << 20), st.sampled_from(["removed", *ODD]))
def test_any_element_of_any_plan_broken_never_ends_in_a_fault(
    plan: Plan, at: int, how: str
) -> None:
    root = deepcopy(fromstring(write_msproject(plan)))  # noqa: S314  (written by us)
    _broken(root, at, how)
    _taken(tostring(root))
