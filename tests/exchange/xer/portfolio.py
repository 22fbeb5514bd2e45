"""This file writes XER files of several projects for the tests."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.exchange.xer.documents import a_link, an_activity, document, office, plan_tables

TYPES = ("PR_FS", "PR_SS", "PR_FF", "PR_SF")


class Links(NamedTuple):
    """A link: predecessor and successor by their numbers, type and hours."""

    predecessor: int
    successor: int
    kind: str = "PR_FS"
    hours: float = 0


class Portfolio(NamedTuple):
    """Projects P1, P2 ... with activities 101, 102 ..., 201 ... and the links between them."""

    hours: Sequence[Sequence[float]]
    """Of the activities of each project."""
    links: Sequence[Links]
    calendars: Sequence[int] = ()
    """Of each project; none for one and the same."""


def home(activity: int) -> int:
    """The project of an activity."""
    return activity // 100


def portfolio_file(
    made: Portfolio, only: Collection[int] = (), *, knows: str = "successor", **more: Any
) -> bytes:
    """The file of a portfolio, or of some of its projects.

    Args:
        made: the portfolio.
        only: numbers of the projects that are exported; none for all.
        knows: the end whose project brings a link to one that is not exported, or both.
        more: tables to replace.
    """
    calendar = plan_tables()["CALENDAR"][0]
    six = office().replace("(0||7()())", "(0||7()((0||0(s|08:00|f|12:00)())))")
    calendars = [calendar, {**calendar, "clndr_id": 6, "clndr_data": six}]
    numbers = [one for one in range(1, len(made.hours) + 1) if not only or one in only]
    own = {one: (made.calendars or [5] * len(made.hours))[one - 1] for one in numbers}
    tables = plan_tables(
        CALENDAR=calendars,
        PROJECT=[_project(one, own[one]) for one in numbers],
        PROJWBS=[_whole(one) for one in numbers],
        TASK=[
            an_activity(100 * one + at, hours, proj_id=one, wbs_id=10_000 + one, clndr_id=own[one])
            for one in numbers
            for at, hours in enumerate(made.hours[one - 1], 1)
        ],
        TASKPRED=list(_rows(made.links, numbers, knows)),
    )
    return document(tables | more)


def _rows(
    links: Iterable[Links], numbers: Collection[int], knows: str
) -> Iterable[dict[str, object]]:
    for link in links:
        ends = {"successor": home(link.successor), "predecessor": home(link.predecessor)}
        if any(ends[end] in numbers for end in ends if knows in {end, "both"}):
            yield a_link(*link) | {
                "proj_id": ends["successor"],
                "pred_proj_id": ends["predecessor"],
            }


def _project(number: int, calendar: int) -> dict[str, object]:
    usual = dict(plan_tables()["PROJECT"][0])
    return usual | {"proj_id": number, "proj_short_name": f"P{number}", "clndr_id": calendar}


def _whole(number: int) -> dict[str, object]:
    return {
        "wbs_id": 10_000 + number, "proj_id": number, "proj_node_flag": "Y",
        "wbs_name": f"Project {number}",
    }  # fmt: skip


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Two to four projects of a few activities, linked inside and between without a loop."""
    lengths = st.sampled_from((0.0, 4.0, 8.0, 20.0))
    hours = draw(st.lists(st.lists(lengths, min_size=1, max_size=4), min_size=2, max_size=4))
    names = [
        100 * number + at
        for number, tasks in enumerate(hours, 1)
        for at in range(1, len(tasks) + 1)
    ]
    order = draw(st.permutations(names))
    links: dict[tuple[int, int, str], Links] = {}
    for at, predecessor in enumerate(order):
        for successor in order[at + 1 :]:
            if draw(st.integers(0, 2)) == 0:
                kind = draw(st.sampled_from(TYPES))
                lag = draw(st.sampled_from((0, 0, 8, -4)))
                links[predecessor, successor, kind] = Links(predecessor, successor, kind, lag)
    calendars = draw(st.lists(st.sampled_from((5, 6)), min_size=len(hours), max_size=len(hours)))
    return Portfolio(hours, list(links.values()), calendars)
