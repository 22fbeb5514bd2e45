"""This file is the one-line editor at the foot of the screen: quick-add, filter, values."""

from collections.abc import Callable, Mapping
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Paste
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from pmtui.text import visible
from pmtui.tui.keys.key_bursts import MARK, pasted_lines, with_break_marks


def _as_typed(text: str) -> str:
    return text


class Question(msgspec.Struct, frozen=True):
    """What the line asks, and what to do with the answer."""

    prompt: str
    answer: Callable[[str], None]
    """Called with the text on Enter."""
    text: str = ""
    """What stands in the line at first."""
    is_replaced: bool = False
    """Whether what is typed first takes the place of that text, as a date takes a date's."""
    echo: Callable[[str], str] = lambda _text: ""
    """What the text means as typed so far, shown above the line; asked at every change."""
    is_wrong: Callable[[], bool] = lambda: False
    """Whether what was told last of the text is why it cannot be read."""
    cancelled: Callable[[], None] = lambda: None
    complete: Callable[[str], str] = _as_typed
    """The text with its last word completed, on Tab."""
    label: Callable[[str], str] | None = None
    """What it asks with a text typed so far, where that may change it."""
    turn: "Callable[[int, str], Question] | None" = None
    """Another question for the text typed so far, steps on: Tab and Shift+Tab go there."""
    turns_to: str = ""
    """What Tab turns it to, in a word."""
    refuse: Callable[[str], str] = lambda _text: ""
    """Why a typed text is no answer: the line then stays open with it; empty where it is one."""
    takes_lines: bool = False
    """Whether several lines are an answer; else the breaks of a pasted text are spaces."""
    action: str = ""
    """Id of the action that asks; empty where the text is worth nothing to anybody later."""
    given: Mapping[str, object] = {}
    """What the action was told already."""
    target: tuple[str, int] | None = None
    """Table and id of what the action is for."""


def storable_arguments(given: Mapping[str, object]) -> Mapping[str, object]:
    """What of an action's arguments can be kept with the text, to ask it again later."""
    return {name: value for name, value in given.items() if isinstance(value, str | int)}


class LineInput(Input):
    """The text being typed; several pasted lines stand in it with a mark for each break."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c", "leave"),
        Binding("tab", "complete(1)"),
        Binding("shift+tab", "complete(-1)"),
    ]

    _ended = ""
    """What stood before the cursor when a paste had ended with a break; the next goes on behind."""

    class Left(Message):
        """The person pressed Esc."""

    class Complete(Message):
        """The person asked for the rest of the word, or for another kind."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def action_leave(self) -> None:
        """Close the line without an answer."""
        self.post_message(self.Left())

    def action_complete(self, step: int) -> None:
        """Complete the last word, or go to another kind."""
        self.post_message(self.Complete(step))

    def _on_paste(self, event: Paste) -> None:
        # The stock line keeps only what comes before a separator such as U+2028 or U+001C.
        event.stop()
        event.prevent_default()
        lines = pasted_lines(event.text)
        text = with_break_marks(event.text) if len(lines) > 1 else event.text.strip("\r\n")
        before = self.value[: min(self.selection)]
        begins_anew = event.text.startswith(("\r", "\n")) or before == self._ended
        self.replace(MARK + text if text and before and begins_anew else text, *self.selection)
        ends = event.text.endswith(("\r", "\n"))
        self._ended = self.value[: self.cursor_position] if ends else ""


class QuickLine(Widget):
    """One question at the foot of the screen, with an echo of what the answer means."""

    DEFAULT_CSS = """
    QuickLine { height: auto; display: none; background: $panel; }
    QuickLine.asking { display: block; }
    QuickLine > Horizontal { height: 1; }
    QuickLine > #echo { color: $text-muted; height: auto; min-height: 1; max-height: 4;
                        padding: 0 1; }
    QuickLine > #echo.bad { color: $rag-red; text-style: bold; }
    QuickLine #prompt { width: auto; color: $accent; text-style: bold; height: 1; }
    QuickLine LineInput { height: 1; border: none; padding: 0; background: $panel; }
    QuickLine LineInput:focus { border: none; background-tint: $foreground 0%; }
    """

    def __init__(self, first: Question) -> None:
        super().__init__()
        self._question: Question | None = first
        self._asked = ""
        """The words before the text."""
        self.turned: Callable[[], None] = lambda: None
        """Called when the line was opened or closed."""

    def on_mount(self) -> None:
        """Ask what it was made for."""
        if self._question is not None:
            self.ask(self._question)

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        return self._question is not None

    @property
    def typing(self) -> tuple[Question, str] | None:
        """The open question of an action and the text typed so far; None where there is none."""
        if self._question is None or not self._question.action or not self.is_mounted:
            return None
        return self._question, self.query_one(LineInput).value

    def compose(self) -> ComposeResult:
        """The echo above, the prompt and the text below."""
        yield Static(id="echo")
        with Horizontal():
            yield Static(id="prompt")
            yield LineInput(compact=True, select_on_focus=False)

    def ask(self, question: Question) -> None:
        """Open the line with a question."""
        self._question = question
        self._asked = ""
        line = self.query_one(LineInput)
        line.cursor_blink = False
        with line.prevent(Input.Changed):
            line.value = question.text
        line.cursor_position = len(question.text)
        if question.is_replaced:
            line.select_all()
        self._say(question.text)
        self.add_class("asking")
        self.screen.set_focus(line)
        self.turned()

    def close(self) -> Question | None:
        """Close the line: the keys go to the panes again. What was asked is handed back."""
        question, self._question = self._question, None
        self.remove_class("asking")
        self.screen.set_focus(None)
        self.turned()
        return question

    @property
    def hints(self) -> tuple[str, ...]:
        """What keys do while the line is open."""
        question = self._question
        if question is not None and question.turns_to:
            return ("Enter done", f"Tab {question.turns_to}", "Shift+Tab back", "Esc leaves")
        completes = question is not None and question.complete is not _as_typed
        tab = ("Tab completes",) if completes else ()
        return ("Enter done", *tab, "Esc leaves")

    def say(self, text: str, *, bad: bool = False) -> None:
        """Show words above the line: what the text means, or why it is no answer."""
        echo = self.query_one("#echo", Static)
        echo.set_class(bad, "bad")
        echo.update(Content(visible(text)))

    def _say(self, text: str) -> None:
        if self._question is not None:
            label, asked = self._question.label, self._question.prompt
            asked = label(text) if label is not None else asked
            if asked != self._asked:
                self._asked = asked
                self.query_one("#prompt", Static).update(Content(f" {visible(asked)}: "))
            first, *more = self._meant(text).split("\n")
            count = f"{len(more) + 1} lines, a step; the first: " if more else ""
            told = count + self._question.echo(first)
            self.say(told, bad=self._question.is_wrong())

    def _meant(self, text: str) -> str:
        """The text with its marks as breaks, or as spaces where the answer has one line."""
        takes_lines = self._question is not None and self._question.takes_lines
        return text.replace(MARK, "\n" if takes_lines else " ")

    def on_input_changed(self, event: Input.Changed) -> None:
        """The text changed."""
        event.stop()
        if self._question is not None:
            self._say(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The person pressed Enter."""
        event.stop()
        self._submit(event.value)

    def on_line_input_complete(self, event: LineInput.Complete) -> None:
        """Tab: the rest of the word, or else another kind; Shift+Tab: the kind before."""
        event.stop()
        question = self._question
        if question is None:
            return
        line = self.query_one(LineInput)
        whole = question.complete(line.value) if event.step > 0 else line.value
        if whole == line.value and question.turn is not None:
            place, was = line.cursor_position, len(line.value)
            self.ask(question.turn(event.step, line.value))
            line.cursor_position = max(0, place - was + len(line.value))
        elif event.step > 0:
            line.value = whole
            line.cursor_position = len(line.value)

    def on_line_input_left(self, event: LineInput.Left) -> None:
        """Esc: no answer."""
        event.stop()
        self.leave()

    def leave(self) -> None:
        """Close the line without an answer."""
        question = self.close()
        if question is not None:
            question.cancelled()

    def _submit(self, text: str) -> None:
        """Take a typed answer, or say what is wrong with it and leave it there to be mended."""
        text = self._meant(text)
        wrong = self._question.refuse(text) if self._question is not None else ""
        if wrong:
            self.say(wrong, bad=True)
        else:
            self._answer(text)

    def _answer(self, text: str) -> None:
        question = self.close()
        if question is not None:
            question.answer(text)
