"""This file opens what stands over the screen: explanations, settings, import, the editor."""

from collections.abc import Mapping
from typing import Final

from pmtui.figures.reports.forecast_causes import forecast_causes
from pmtui.model.workspace.schema import field_specs
from pmtui.tui.background import beside
from pmtui.tui.main.preferences import keep_setting
from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.screens.explanation import ExplainScreen
from pmtui.tui.terminal.external_editor import edit_outside
from pmtui.views.money.forecast_causes import causes_section, change_text

_RULES: Final = {"z": "timezone", "c": "base_currency"}
"""Rules of a store that are offered beside the themes, by letter."""
_MOST_THEMES: Final = 9
"""Themes that have a digit."""


def _explain(desk: Workbench) -> None:
    """Show how the figure under the cursor is made."""
    section = desk.screen.active.explained()
    if section is None:
        desk.say("no figure under the cursor", bad=True)
        return
    screen = ExplainScreen(section)
    desk.push(screen, lambda _nothing: None)
    if section.looks_back is not None:
        _look_back(desk, screen, section.looks_back)


def _look_back(desk: Workbench, screen: ExplainScreen, component: int) -> None:
    """Say below an explanation what the history knows of it, once it was read."""
    session, figures = desk.session, desk.screen.showing.figures
    screen.add("reading the history")
    beside(
        desk.screen,
        lambda _job: forecast_causes(
            figures, component, session.history(figures.workspace.revision)
        ),
        lambda moved: screen.add(change_text(moved), causes_section(moved)),
        screen.add,
    )


def _external(desk: Workbench) -> None:
    """Hand the long text of what is under the cursor to the person's editor."""
    target = desk.target
    row = desk.session.workspace.get(target.table, target.id) if target else None
    if target is None or row is None:
        desk.say("nothing under the cursor to edit", bad=True)
        return
    prose = [spec.name for spec in field_specs(target.table) if spec.kind == "prose"]
    if not prose:
        desk.say("it has no long text; e and s edit its fields", bad=True)
        return
    edit_outside(desk, target, prose[0])


def _save_as(desk: Workbench) -> None:
    """Write what is seen to a new store, such as when the old one has vanished."""

    def answered(path: str) -> None:
        if not path.strip():
            return

        asked = desk.session.save_as(path.strip())

        def arrived(problem: str) -> None:
            said = f"not written: {problem}" if problem else f"written to {path.strip()}"
            desk.say(said, bad=bool(problem))

        def failed(words: str) -> None:
            desk.say(f"not written: {words}", bad=True)

        beside(desk.screen, lambda _job: asked.result(), arrived, failed)

    desk.ask(Question("new store", answered, echo=lambda _text: "a path such as ~/copy.json"))


def _settings(desk: Workbench) -> None:
    """Offer the themes, and the rules of the store."""
    ours = [name for name in desk.screen.app.available_themes if name.startswith("pmtui-")]
    themes = {str(at): name for at, name in enumerate(ours[:_MOST_THEMES], 1)}
    policy = desk.session.workspace.policy
    rules = {"z": f"time zone {policy.timezone}", "c": f"currency {policy.base_currency}"}

    def chosen(letter: str) -> None:
        if letter in themes:
            desk.screen.app.theme = themes[letter]
            problem = keep_setting("theme", value=themes[letter])
            if problem:
                desk.say(problem, bad=True)
        else:
            desk.perform("policy.change", {"rule": _RULES[letter]})

    desk.choose("theme, or of this store", rules | themes, chosen)


DIALOGS: Final[Mapping[str, ScreenCommand]] = {
    "edit.external": _external,
    "explain": _explain,
    "settings": _settings,
    "store.save_as": _save_as,
}
"""Commands that open something over the screen, by action id."""
