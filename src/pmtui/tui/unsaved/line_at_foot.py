"""This file keeps the line at the foot of the screen, and what is typed in it when one leaves."""

from collections.abc import Sequence
from typing import Final

from pmtui.tui.main.main_screen import MainScreen
from pmtui.tui.prompt.quick_line import Question, QuickLine
from pmtui.tui.unsaved.draft_store import TypedDraft

_LEFT: Final = "you left while it was typed"


class LineAtFoot:
    """The quick line of a screen; it is made at its first use.

    Args:
        screen: where it stands.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._line: QuickLine | None = None

    @property
    def is_asking(self) -> bool:
        """Whether it is open."""
        return self._line is not None and self._line.is_asking

    @property
    def hints(self) -> Sequence[str]:
        """What its keys do."""
        return self._line.hints if self._line is not None else ()

    @property
    def question(self) -> Question | None:
        """What it asks; None where it is not open."""
        typing = self._line.typing if self._line is not None else None
        return typing[0] if typing is not None else None

    def ask(self, question: Question) -> None:
        """Open it."""
        if self._line is None:
            self._line = QuickLine(question)
            self._line.turned = self._screen.show_lines
            self._screen.mount(self._line, before="#foot")
        else:
            self._line.ask(question)

    def typed(self) -> TypedDraft | None:
        """What is being typed for an action; None where nothing is."""
        typing = self._line.typing if self._line is not None else None
        if typing is None:
            return None
        question, text = typing
        place = self._screen.trail.now
        return TypedDraft(
            question.prompt,
            text,
            question.action,
            question.given,
            question.target,
            place.scope,
            place.view,
        )

    def keep(self) -> None:
        """Keep what is being typed as a draft, where somebody has changed it."""
        question, typed = self.question, self.typed()
        if question is None or typed is None or typed.text.strip() == question.text.strip():
            return
        self._screen.drafts.keep_typed(f"{self._screen.session.id}-line", typed, _LEFT)
