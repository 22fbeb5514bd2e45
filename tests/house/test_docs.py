"""This file keeps what is written for people in step with what is there."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from pmtui.cli.verbs.setup.keys import keys_markdown
from pmtui.exchange.msproject.field_coverage import PLAN_FIELDS
from pmtui.model.workspace.schema import field_specs
from tests.house import figures_reference, formats_reference
from tests.house.checkout import PACKAGE, ROOT, python_files
from tests.house.cli_reference import reference

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<(?:img|a)[^>]*?(?:src|href)=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "themes/*.md", "sample_data/**/*.md")
    for page in ROOT.glob(pattern)
)
_SOURCES = [*python_files(PACKAGE), *python_files(ROOT / "tests")]


def _relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _says_what_it_is(path: Path) -> bool:
    words = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    opening = "This package " if path.name == "__init__.py" else "This file "
    return words.startswith(("This file ", opening)) and words.partition("\n")[0].endswith(".")


def _anchors(page: Path) -> set[str]:
    """The anchors GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ +(.*)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)
    return set(kept)


def _broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere in the checkout."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    links = [first or second for first, second in _LINK.findall(text)]
    return [link for link in links if not _leads_somewhere(page, unquote(link))]


def _leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"(https?|mailto):", link):
        return True
    name, _, anchor = link.partition("#")
    target = (page.parent / name) if name else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    silent = [_relative(path) for path in _SOURCES if not _says_what_it_is(path)]
    assert not silent


def test_every_link_of_a_page_leads_somewhere() -> None:
    broken = [f"{_relative(page)}: {link}" for page in _PAGES for link in _broken(page)]
    assert not broken


def test_the_pages_a_newcomer_needs_are_there() -> None:
    pages = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE")
    assert not [name for name in pages if not (ROOT / name).is_file()]


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("keys", keys_markdown),
        ("cli", reference),
        ("figures", figures_reference.reference),
        ("formats", formats_reference.reference),
    ],
)
def test_the_pages_made_from_the_program_are_as_the_program_is(
    name: str, made: Callable[[], str]
) -> None:
    page = ROOT / "docs" / f"{name}.md"
    assert page.read_text("utf-8") == made(), f"docs/{name}.md is stale; run make docs"


@pytest.mark.parametrize("table", PLAN_FIELDS)
def test_each_field_of_a_plan_is_declared_as_carried_or_left(table: str) -> None:
    assert {spec.name for spec in field_specs(table)} == PLAN_FIELDS[table].keys()


def test_the_check_of_links_sees_a_broken_one(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Two words\n[a](page.md) [b](gone.md) [c](#two-words) [d](#none) [e](https://x.y)\n"
        '```\n[f](code.md)\n```\n<img src="shot.svg">\n',
        "utf-8",
    )
    assert _broken(page) == ["gone.md", "#none", "shot.svg"]
