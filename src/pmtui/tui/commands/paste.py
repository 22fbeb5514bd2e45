"""This file asks what becomes of a text that was pasted where nothing is typed."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from pmtui import clock
from pmtui.actions.core.action import Situation
from pmtui.model.workspace.schema import field_specs
from pmtui.tui.keys.key_bursts import pasted_lines, with_break_marks
from pmtui.tui.main.workbench import Workbench
from pmtui.views.wording.formatting import count_with_noun

_MOST_KEYS: Final = 80
"""Characters beyond which nobody has typed ahead."""


class Adding(NamedTuple):
    """What asks for new lines."""

    preview: Callable[[Mapping[str, object], str, Situation], None]
    """Shows what several lines would become, before they are added."""
    resume: Callable[[str, Mapping[str, object], str, Situation], None]
    """Opens the line of an action with a text in it, for what was asked before."""


class PasteQuestion:
    """A task for each line, the lines for the long text of what is under the cursor, or nothing.

    Args:
        desk: where it was pasted.
        adding: asks for what is to be added.
        text: what was pasted.
        obey: takes it as the keys that it may have been after all; None where it was pasted
            for sure.
    """

    def __init__(
        self,
        desk: Workbench,
        adding: Adding,
        text: str,
        obey: Callable[[], None] | None,
    ) -> None:
        self._desk = desk
        self._adding = adding
        self._text = text
        self._obeying = [obey] if obey is not None else []
        self._asked = desk.situation()
        self._defaults = dict(desk.screen.active.defaults())
        self.asked_at = clock.monotonic()
        """When it was asked first; 0 where there is nothing to ask about, and once answered."""
        self._ask()

    def grow(self, more: str, obey: Callable[[], None]) -> None:
        """More of what was pasted has come; a text whose end the terminal told has no more."""
        if self._obeying:
            self._text += more
            self._obeying.append(obey)
        self._ask()

    def _ask(self) -> None:
        lines = pasted_lines(self._text)
        if not lines:
            self.asked_at = 0.0
            return
        letters = {"t": f"add {count_with_noun(len(lines), 'task')}"}
        if self._long_text()[0]:
            letters["n"] = f"add to its {self._long_text()[0]}"
        if self._obeying and len(self._text) <= _MOST_KEYS:
            letters["k"] = "take it as keys"
        letters["escape"] = "nothing"
        title = f"{count_with_noun(len(lines), 'line')} pasted"
        self._desk.choose(title, letters, self._answer, self._close)

    def _close(self) -> None:
        self.asked_at = 0.0

    def _answer(self, letter: str) -> None:
        self._close()
        desk, lines, asked = self._desk, pasted_lines(self._text), self._asked
        if letter == "t":
            given = {**self._defaults, "kind": "task"}
            if len(lines) > 1:
                self._adding.preview(given, self._text, asked)
            else:
                self._adding.resume("entity.add", given, with_break_marks(self._text), asked)
        elif letter == "n":
            field, before = self._long_text()
            given = {"field": field, "value": "\n".join((*before.splitlines(), *lines))}
            desk.perform("entity.set", given, asked.targets[:1], asked=asked)
        elif letter == "k":
            for obey in self._obeying:
                obey()
        else:
            desk.say("nothing was done with what was pasted")

    def _long_text(self) -> tuple[str, str]:
        """The field of long text of what is under the cursor, and what it holds; or empty."""
        asked = self._asked
        if len(asked.targets) != 1 or not asked.rows:
            return "", ""
        specs = field_specs(asked.targets[0].table)
        name = next((spec.name for spec in specs if spec.kind == "prose"), "")
        return name, str(getattr(asked.rows[0], name)) if name else ""
