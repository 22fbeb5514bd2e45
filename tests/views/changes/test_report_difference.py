"""This file tests how two reports differ: by their records alone, nothing hidden or made up."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.figures.reports.comparison import compared
from pmtui.figures.reports.kept_value import ScopeValue
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.views.changes.report_difference import (
    LineChange,
    difference_report,
    differences,
    moved_between,
    plain_changes,
)
from pmtui.views.charts.vector import Inks
from pmtui.views.reports.content import (
    ReportContent,
    ReportLine,
    ReportSection,
    ReportWords,
    long_date,
    read_long_date,
)
from pmtui.views.reports.draft import draft
from pmtui.views.reports.forms import KeptReport, written
from tests.conftest import TODAY, a_project, a_risk, a_task, a_workspace, id_of
from tests.views.reports.reported import sample_report

INKS = Inks({"ground": "#fff", "plain": "#000"}, {"ground": "#000", "plain": "#fff"})


def kept(content: ReportContent, key: str, words: ReportWords | None = None) -> KeptReport:
    return KeptReport(
        key=key, content=content, words=words or ReportWords(), recipients="", sent_at=None
    )


def of_sections(*sections: ReportSection, rating: str = "G", day: date = TODAY) -> ReportContent:
    return ReportContent(
        scope=1, key="P-1", name="Site", day=day, revision=3, rating=rating, sections=sections
    )


def a_section(*lines: tuple[str, ...], more: int = 0, note: str = "") -> ReportSection:
    return ReportSection(
        id="components",
        title="Components",
        note=note,
        heads=("component", "finish", "forecast"),
        lines=tuple(ReportLine(cells) for cells in lines),
        more=more,
    )


def told(before: ReportContent, after: ReportContent) -> list[tuple[str, ...]]:
    return [_told(change) for change in differences(kept(before, "S-1"), kept(after, "S-2"))]


def _told(change: LineChange) -> tuple[str, ...]:
    return (change.what, change.field, change.before, change.after, change.moved)


def test_a_line_is_known_by_its_key_and_each_of_its_texts_is_compared() -> None:
    before = of_sections(a_section(("P-2 Old", "1 Dec 2026", "12.0k"), ("P-3 Same", "—", "—")))
    after = of_sections(a_section(("P-3 Same", "—", "—"), ("P-2 New", "8 Dec 2026", "13.5k")))
    assert told(before, after) == [
        ("P-2 New", "title", "P-2 Old", "P-2 New", ""),
        ("P-2 New", "finish", "1 Dec 2026", "8 Dec 2026", "7 d later"),
        ("P-2 New", "forecast", "12.0k", "13.5k", "+1.5k"),
    ]


def test_lines_that_came_and_went_are_said_with_what_they_said() -> None:
    before = of_sections(a_section(("P-2 Old", "1 Dec 2026", "—")))
    after = of_sections(a_section(("P-22 Other", "2 Dec 2026", "9k")))
    assert told(before, after) == [
        ("P-22 Other", "", "", "2 Dec 2026, 9k", "new"),
        ("P-2 Old", "", "1 Dec 2026", "", "gone"),
    ]


def test_a_line_that_is_only_not_written_out_is_not_said_to_be_new_or_gone() -> None:
    before = of_sections(a_section(("P-2 Old", "1 Dec 2026", "—"), more=3))
    after = of_sections(a_section(("P-4 Other", "2 Dec 2026", "—"), more=5))
    assert told(before, after) == [
        ("how many" , "", "4", "6", "+2"),
        ("P-4 Other", "", "", "2 Dec 2026", "now written out"),
        ("P-2 Old", "", "1 Dec 2026", "", "no longer written out"),
    ]  # fmt: skip


def test_ratings_words_and_notes_are_compared() -> None:
    before = kept(
        of_sections(a_section(note="1 red"), rating="R"), "S-1", ReportWords(needs="a room\ntwo")
    )
    after = kept(of_sections(a_section(note="2 red")), "S-2", ReportWords(needs="two\n\nthree"))
    assert [_told(change) for change in differences(before, after)] == [
        ("P-1 Site", "computed", "R", "G", ""),
        ("three", "", "", "", "new"),
        ("a room", "", "", "", "gone"),
        ("Components", "", "1 red", "2 red", "+1 red"),
    ]


def test_a_section_that_only_one_of_them_has_is_said_line_by_line() -> None:
    with_it, without = of_sections(a_section(("P-2 Old", "1 Dec 2026", "—"))), of_sections()
    assert [way[-1] for way in told(without, with_it)] == ["new"]
    assert [way[-1] for way in told(with_it, without)] == ["gone"]


def test_reports_of_a_store_differ_by_what_became_of_it() -> None:
    def content(risk: int, days: int, today: date) -> ReportContent:
        workspace = a_workspace(
            a_project("P-1"), a_project("P-2"), a_risk("R-1", risk, 5),
            a_task("M-1", "Beta", days=0, due=today + timedelta(days=days)),
        )  # fmt: skip
        figures = Figures(workspace, today)
        return draft(compared(figures, figures, id_of("P-1")))

    first, last = content(1, 9, TODAY), content(5, 19, TODAY + timedelta(days=7))
    assert ("M-1 Beta", "agreed", "2 Dec 2026", "19 Dec 2026", "17 d later") in told(first, last)
    assert ("risk", "rating", "G", "R", "") in told(first, last)
    risks = [line for line in told(first, last) if line[0].startswith("R-1") and line[1] == "score"]
    assert [line[2:4] for line in risks] == [("5 L", "25 H")]


@pytest.mark.parametrize("key", ["PG-1", "P-1", "PF-1", ""])
def test_a_report_does_not_differ_from_itself(key: str) -> None:
    content = sample_report(key)
    assert differences(kept(content, "S-1"), kept(content, "S-2")) == ()
    assert "both say the same" in written(
        difference_report(kept(content, "S-1"), kept(content, "S-2")), ReportWords(), INKS
    )


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["P-1 a", "P-1 b", "P-2 c", "bare", ""]),
        st.sampled_from(["—", "1 Dec 2026", "9 Dec 2026", "12k", "-3d", "+4d", "x"]),
        st.sampled_from(["—", "1,200", "1,250.5", ""]),
    ),
    max_size=5,
)


@given(CELLS, CELLS, st.integers(0, 2), st.integers(0, 2))
def test_two_ways_round_say_the_same_changes(
    first: list[tuple[str, ...]], last: list[tuple[str, ...]], left: int, more: int
) -> None:
    """Nothing is lost and nothing made up: what one way came, the other way round went."""
    before, after = (
        of_sections(a_section(*first, more=left)),
        of_sections(a_section(*last, more=more)),
    )
    turned = {"came": "went", "went": "came", "shown": "hidden", "hidden": "shown"}
    there = {
        (change.way, change.field, change.before, change.after)
        for change in differences(kept(before, "S-1"), kept(after, "S-2"))
    }
    back = {
        (turned.get(change.way, change.way), change.field, change.after, change.before)
        for change in differences(kept(after, "S-2"), kept(before, "S-1"))
    }
    assert there == back
    if first == last and left == more:
        assert not there
    if not there:
        assert sorted(first) == sorted(last)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("1 Dec 2026", "30 Nov 2026", "1 d earlier"),
        ("20 H", "25 H", "+5 H"),
        ("20 H", "25 M", ""),
        ("-3d", "+4d", "+7d"),
        ("1,200", "999", "-201"),
        ("12.0k", "1.2m", ""),
        ("—", "3", ""),
        ("", "", ""),
        ("3-4", "5-6", ""),
    ],
)
def test_a_move_is_counted_where_days_or_numbers_compare(
    before: str, after: str, moved: str
) -> None:
    assert moved_between(before, after) == moved


def test_days_are_read_as_they_are_written() -> None:
    for day in (date(2026, 1, 31), date(2028, 2, 29), date(2031, 12, 1)):
        assert read_long_date(long_date(day)) == day
    for text in ("", "—", "31 Feb 2026", "1 Dez 2026", "1 Dec", "1 Dec 2026 x", "0 Jan 2026"):
        assert read_long_date(text) is None


@pytest.mark.parametrize("format_", ["txt", "md", "html"])
def test_every_form_shows_a_difference(format_: str) -> None:
    before = of_sections(a_section(("P-2 <b>Old</b>", "1 Dec 2026", "—")))
    after = of_sections(a_section(("P-2 <b>Old</b>", "8 Dec 2026", "—")))
    page = written(
        difference_report(kept(before, "S-1"), kept(after, "S-2")), ReportWords(), INKS,
        format_=format_,  # type: ignore[arg-type]
    )  # fmt: skip
    assert "S-2 against S-1" in page
    assert "7 d later" in page
    assert ("&lt;b&gt;Old" in page) == (format_ == "html")


def test_for_other_programs_a_difference_is_plain_values() -> None:
    before, after = of_sections(a_section()), of_sections(a_section(("P-2 x", "1 Dec 2026", "—")))
    (change,) = plain_changes(kept(before, "S-1"), kept(after, "S-2"))
    assert msgspec.json.decode(msgspec.json.encode(change)) == change
    assert change == {
        "section": "components", "change": "came", "what": "P-2 x", "field": None,
        "before": None, "after": "1 Dec 2026", "moved": "new",
    }  # fmt: skip


def rated(content: ReportContent, **ratings: str) -> ReportContent:
    """A report whose record has computed ratings of components, and one of a risk's score."""
    values = [
        ScopeValue("rating", "components", int(name[1:]), rating)
        for name, rating in ratings.items()
    ]
    others = (ScopeValue("risk", "risks", 7, "12"), ScopeValue("reported", "components", 2, "R"))
    return msgspec.structs.replace(content, values=(*values, *others))


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ({"c2": "G", "c3": "G"}, {"c2": "A", "c3": "G"}, [("rated worse", "1 component of 2")]),
        ({"c2": "R", "c3": "G"}, {"c2": "A", "c3": "G"}, [("rated better", "1 component of 2")]),
        ({"c2": "G", "c3": "R"}, {"c2": "R", "c3": "G"},
         [("rated worse", "1 component of 2"), ("rated better", "1 component of 2")]),
        ({"c2": "G"}, {"c2": "G"}, []),
        ({"c1": "G", "c2": "G"}, {"c1": "R", "c2": "G"}, []),
        ({"c2": "G"}, {"c2": "G", "c3": "R"}, []),
        ({"c2": "G"}, {"c2": ""}, []),
    ],
)  # fmt: skip
def test_how_many_below_are_rated_otherwise_is_said_and_the_scope_itself_is_none_of_them(
    before: dict[str, str], after: dict[str, str], steps: list[tuple[str, str]]
) -> None:
    found = differences(
        kept(rated(of_sections(), **before), "S-1"), kept(rated(of_sections(), **after), "S-2")
    )
    assert {(change.what, change.after) for change in found} == set(steps)


def test_a_section_is_compared_by_how_many_lines_it_has_only_where_some_are_left_out() -> None:
    one, two = a_section(("P-2 A", "—", "—")), a_section(("P-2 A", "—", "—"), ("P-3 B", "—", "—"))
    assert all(what != "how many" for what, *_ in told(of_sections(one), of_sections(two)))
    left = a_section(("P-2 A", "—", "—"), more=1)
    assert told(of_sections(left), of_sections(two))[0][:1] == ("P-3 B",)
    more = a_section(("P-2 A", "—", "—"), more=4)
    assert told(of_sections(one), of_sections(more)) == [("how many", "", "1", "5", "+4")]


def test_a_report_of_differences_has_a_dash_where_nothing_was() -> None:
    before = kept(of_sections(a_section()), "S-1")
    after = kept(of_sections(a_section(("P-2 New", "1 Dec 2026", "—"))), "S-2")
    (section,) = difference_report(before, after).sections
    (line,) = section.lines
    assert line.cells == ("P-2 New", "", "—", "1 Dec 2026", "new")
