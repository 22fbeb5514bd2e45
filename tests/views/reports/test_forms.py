"""This file tests the forms of a report: valid, whole, and no text of a store obeyed."""

import re
from datetime import timedelta

import msgspec
import pytest

from pmtui.figures.reports.comparison import compared
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Change
from pmtui.text import cell_width, visible
from pmtui.views.charts.vector import Inks
from pmtui.views.reports.board_form import board_form
from pmtui.views.reports.content import ReportContent, ReportWords
from pmtui.views.reports.draft import draft
from pmtui.views.reports.html_form import as_html
from pmtui.views.reports.markdown_form import as_markdown
from pmtui.views.reports.text_form import as_text
from tests.conftest import TODAY, a_person, a_project, a_workspace, eur, id_of
from tests.views.reports.reported import HOSTILE, crowded_report, hostile_report, sample_report

INKS = Inks({"ground": "#fff", "plain": "#000"}, {"ground": "#000", "plain": "#fff"})
WORDS = ReportWords(
    summary=f"All well.\n{HOSTILE}\n- no list", needs="1. two people", next_steps=""
)


def _parsed(page: str) -> object:
    """The tree of a page.

    Raises:
        html5lib.html5parser.ParseError: it is not valid.
    """
    html5lib = pytest.importorskip("html5lib", reason="html5lib judges pages")
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@pytest.mark.parametrize("form", ["full", "board"])
@pytest.mark.parametrize("key", ["PG-1", "P-1", "PF-1", ""])
def test_a_page_is_valid_and_fetches_nothing(key: str, form: str) -> None:
    content = sample_report(key)
    page = as_html(board_form(content) if form == "board" else content, INKS, WORDS, form)
    assert _parsed(page) is not None
    bare = re.sub(r"&[a-z#0-9]+;", "", re.sub(r">[^<]*<", "><", page))
    assert not re.search(
        r"\b(src|href|action|data|poster|srcset)\s*=|url\(|@import|<link|<script", bare
    )
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_page_shows_hostile_text_as_it_was_typed() -> None:
    pytest.importorskip("html5lib", reason="html5lib judges pages")
    tree = _parsed(as_html(hostile_report(), INKS, WORDS))
    texts = "".join(tree.itertext())  # type: ignore[attr-defined]
    assert "Status report, " in texts
    assert texts.count(visible(HOSTILE)) >= 4
    assert visible(WORDS.summary, multiline=True) in texts
    tags = {element.tag for element in tree.iter()}  # type: ignore[attr-defined]
    assert not tags & {"script", "img", "a", "iframe", "b", "i"}


def test_markdown_shows_hostile_text_as_it_was_typed() -> None:
    from markdown_it import MarkdownIt

    page = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .render(as_markdown(hostile_report(), WORDS))
    )
    html5lib = pytest.importorskip("html5lib", reason="html5lib reads what Markdown became")
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(page)
    texts = "".join(tree.itertext())
    assert texts.count(visible(HOSTILE)) >= 4
    assert "- no list" in texts
    assert "1. two people" in texts
    tags = {element.tag for element in tree.iter()}
    assert tags == {
        "html", "head", "body", "h1", "h2", "p", "br", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("key", ["PG-1", "P-1", ""])
def test_every_line_of_text_is_whole_and_fits(key: str, width: int) -> None:
    lines = list(as_text(sample_report(key), width, WORDS))
    assert max(cell_width(line) for line in lines) <= width
    assert not any("…" in line for line in lines)
    assert any("█" in line for line in lines) == bool(sample_report(key).charts)


def test_hostile_text_obeys_no_terminal() -> None:
    for line in as_text(hostile_report(), 80, WORDS):
        assert line == visible(line)


def test_a_report_says_all_that_a_reader_asks() -> None:
    content = sample_report("PG-1")
    assert [section.id for section in content.sections] == [
        "rating", "changed", "components", "checked_in", "milestones", "money", "realisation",
        "top_risks", "contracts", "decisions_wanted", "next",
    ]  # fmt: skip
    assert {section.id for section in content.sections if not section.lines} <= {"changed"}
    assert {kept.section for kept in content.charts} == {"money", "realisation"}
    by_id = {section.id: section for section in content.sections}
    assert {line.cells[0] for line in by_id["top_risks"].lines} == {"threat", "opportunity"}
    for section in content.sections:
        widths = {len(line.cells) for line in section.lines} | (
            {len(section.heads)} if section.heads else set()
        )
        assert len(widths) == 1


def test_a_report_is_the_same_after_it_was_kept_and_read() -> None:
    for key in ("PG-1", "P-1", ""):
        content = sample_report(key)
        kept = msgspec.json.encode(content)
        read = msgspec.json.decode(kept, type=ReportContent)
        assert read == content
        assert msgspec.json.encode(read) == kept
        assert as_html(read, INKS) == as_html(content, INKS)
        assert list(as_text(read)) == list(as_text(content))


def test_a_board_has_a_page_of_it_without_charts() -> None:
    board = board_form(sample_report(""))
    assert not board.charts
    lines = sum(len(section.lines) + 2 for section in board.sections)
    assert lines <= 62  # what a page of A4 has room for at its size


@pytest.mark.parametrize("key", ["PF-1", "PG-1", "P-1", ""])
def test_a_board_leaves_lines_out_and_says_how_many(key: str) -> None:
    content = crowded_report(key)
    whole = {part.id: len(part.lines) + part.more for part in content.sections}
    for part in board_form(content).sections:
        assert len(part.lines) + part.more == whole[part.id]
        assert part.lines or part.id == "rating"


def test_a_board_makes_room_for_the_words_of_its_author() -> None:
    content = sample_report("PG-1")
    words = ReportWords(summary="A sentence of some length, as authors write them.\n" * 24)
    bare, full = board_form(content), board_form(content, words)
    assert full.sections[0] == bare.sections[0]  # the reasons of the rating are never left out
    counts = [sum(len(part.lines) for part in board.sections) for board in (bare, full)]
    assert counts[1] < counts[0]


def test_a_report_of_nothing_says_what_there_is_to_do() -> None:
    figures = Figures(a_workspace(), TODAY)
    text = "\n".join(as_text(draft(compared(figures, figures, 0))))
    for empty in (
        "nothing changed",
        "no milestone and no gate is open",
        "no open risk",
        "no decision is waited for",
        "nothing is planned to end in the next days",
    ):
        assert empty in text


def test_a_decision_that_is_waited_for_says_from_whom_by_when_and_what_waiting_costs() -> None:
    change = Change(
        id=id_of("C-1"), key="C-1", component=id_of("P-1"), title="More seats",
        due=TODAY - timedelta(days=4), authority=id_of("H-1"), impact_time="2 weeks",
        impact_cost=eur(12_000),
    )  # fmt: skip
    workspace = a_workspace(a_project("P-1"), a_person("H-1", "Ann Archer"), change)
    figures = Figures(workspace, TODAY)
    sections = draft(compared(figures, figures, 0)).sections
    decisions = next(section for section in sections if section.id == "decisions_wanted")
    (line,) = decisions.lines
    assert line.cells[:3] == ("change", "C-1 More seats", "Ann Archer")
    assert line.cells[4] == "late 4 d, 2 weeks, 12.0k"
    assert line.tone == "bad"
