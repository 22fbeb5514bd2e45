"""This file tests the page of a report in a browser, where one is there: paper, hostile text."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from pmtui.text import visible
from pmtui.views.charts.vector import Inks
from pmtui.views.reports.content import NO_WORDS, ReportContent, ReportWords
from pmtui.views.reports.forms import Form, written
from tests.views.reports.reported import HOSTILE, crowded_report, hostile_report, sample_report

_BROWSER: Final = shutil.which("chromium") or shutil.which("chromium-browser") or ""
_QUIET: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking",
)  # fmt: skip
_INKS: Final = Inks({"ground": "#fff", "plain": "#000"}, {"ground": "#000", "plain": "#fff"})
_PAGE: Final = re.compile(rb"/Type\s*/Page\b(?!s)")
_SECONDS: Final = 60
pytestmark = pytest.mark.skipif(not _BROWSER, reason="no chromium is installed")


def _browsed(
    folder: Path, content: ReportContent, words: ReportWords, form: Form, *way: str
) -> str:
    """What the browser writes of the page of a report.

    Args:
        folder: of the page, and of what the browser keeps.
        content: what the report says.
        words: what its author says.
        form: the whole or the board's.
        way: how the browser is asked.
    """
    page = folder / "report.html"
    page.write_text(written(content, words, _INKS, format_="html", form=form), "utf-8")
    ran = subprocess.run(
        [_BROWSER, *_QUIET, f"--user-data-dir={folder / 'kept'}", *way, page.as_uri()],
        capture_output=True, check=True, text=True, timeout=_SECONDS,
    )  # fmt: skip
    return ran.stdout


def _pages(folder: Path, content: ReportContent, words: ReportWords, form: Form) -> int:
    """How many pages of paper a report takes."""
    paper = folder / "report.pdf"
    _browsed(folder, content, words, form, f"--print-to-pdf={paper}")
    return len(_PAGE.findall(paper.read_bytes()))


@pytest.mark.parametrize("key", ["PF-1", "PG-1", "P-1"])
def test_the_board_form_is_one_page_of_paper(tmp_path: Path, key: str) -> None:
    assert _pages(tmp_path, sample_report(key), NO_WORDS, "board") == 1


def test_the_board_form_of_the_fullest_report_is_one_page_and_the_whole_one_is_not(
    tmp_path: Path,
) -> None:
    words = ReportWords(summary="A sentence of some length.\n" * 5, needs="Two testers.\nA room.")
    assert _pages(tmp_path, crowded_report("PF-1"), words, "board") == 1
    assert _pages(tmp_path, crowded_report("PF-1"), words, "full") > 1


def test_a_browser_shows_hostile_text_as_it_was_typed_and_obeys_none_of_it(tmp_path: Path) -> None:
    html5lib = pytest.importorskip("html5lib", reason="html5lib reads what the browser made")
    shown = _browsed(tmp_path, hostile_report(), ReportWords(summary=HOSTILE), "full", "--dump-dom")
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(shown)
    assert "".join(tree.itertext()).count(visible(HOSTILE)) >= 5
    assert not {element.tag for element in tree.iter()} & {"script", "img", "a", "iframe", "b"}
