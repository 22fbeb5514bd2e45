"""This file writes a report by a template of the user's, or of their office, in a sandbox.

A template is a file in one of two folders, never a text of a store.
"""

from pathlib import Path
from typing import Final

import msgspec

from pmtui.cli.core.verb import USAGE, Stop
from pmtui.resources import report_templates_directory, settings_path
from pmtui.settings import read_settings
from pmtui.text import visible
from pmtui.views.charts.vector import Inks, svg
from pmtui.views.reports.content import ReportContent, ReportWords, chart_of, without_typed
from pmtui.views.reports.markdown_form import inline

_PAGES: Final = (".html", ".htm", ".xhtml", ".xml", ".svg")
"""Endings of templates whose texts are escaped for a browser."""
_MARKDOWN: Final = (".md", ".markdown")
"""Endings of templates whose texts are escaped for Markdown."""


def templates() -> dict[str, Path]:
    """The templates there are by name; one of the user's own goes before one of the office."""
    office = read_settings(settings_path()).settings.report_templates
    folders = [Path(office).expanduser()] if office else []
    paths: dict[str, Path] = {}
    for folder in (*folders, report_templates_directory()):
        if folder.is_dir():
            paths |= {path.name: path for path in sorted(folder.iterdir()) if path.is_file()}
    return paths


def by_template(name: str, content: ReportContent, words: ReportWords, inks: Inks) -> str:
    """A report as a template writes it.

    Args:
        name: of a file in one of the folders.
        content: what it says.
        words: what its author says.
        inks: the colours of charts.

    Raises:
        Stop: there is no such template, or it cannot be followed; says where.
    """
    known = templates()
    if name not in known:
        there = (
            f"there is {', '.join(known)}"
            if known
            else f"put it into {report_templates_directory()}"
        )
        raise Stop(USAGE, f"there is no template {name!r}: {there}")
    path = known[name]
    try:
        import jinja2
        import jinja2.sandbox
    except ImportError as error:
        raise Stop(USAGE, "templates need jinja2: pip install jinja2") from error
    is_page, is_markdown = (name.lower().endswith(ends) for ends in (_PAGES, _MARKDOWN))
    sandbox = jinja2.sandbox.ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(path.parent),
        autoescape=is_page,
        undefined=jinja2.StrictUndefined,
        finalize=_escaped_for_markdown if is_markdown else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return sandbox.get_template(name).render(_context(content, words, inks, is_page=is_page))
    except jinja2.TemplateSyntaxError as error:
        raise Stop(USAGE, f"{path}: line {error.lineno}: {error.message}") from error
    except (jinja2.TemplateError, ArithmeticError, TypeError, LookupError, ValueError) as error:
        raise Stop(USAGE, f"{path}: {str(error) or type(error).__name__}") from error
    except (OSError, RecursionError) as error:
        raise Stop(USAGE, f"{path}: cannot be followed ({type(error).__name__})") from error


def _escaped_for_markdown(value: object) -> object:
    return inline(value) if isinstance(value, str) else value


def _context(
    content: ReportContent, words: ReportWords, inks: Inks, *, is_page: bool
) -> dict[str, object]:
    """What a template may name: plain values, every text made visible; on a page charts too."""
    import jinja2.filters

    charts: list[dict[str, object]] = []
    for kept in content.charts if is_page else ():
        picture = svg(chart_of(kept), inks, name=f"{kept.section}-")
        # It is made by this program, which escapes every text in it.
        charts.append({"section": kept.section, "svg": jinja2.filters.do_mark_safe(picture)})
    plain = msgspec.to_builtins(without_typed(content, words))
    shown = _visible({**plain, "title": content.title, "words": msgspec.to_builtins(words)})
    return {"report": shown, "charts": charts}


def _visible(value: object) -> object:
    if isinstance(value, str):
        return visible(value, multiline=True)
    if isinstance(value, dict):
        return {name: _visible(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_visible(part) for part in value]
    return value
