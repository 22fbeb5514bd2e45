"""This file is meeting mode: the agenda above, one thing of it whole below, one line to type in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from pmtui.text import cut, visible, wrap
from pmtui.tui.meetings.meeting_keys import KEYS, LEAVING, MOVING, STEPS, TYPED, VERDICTS
from pmtui.tui.prompt.quick_line import LineInput
from pmtui.tui.screens.dialog import Dialog
from pmtui.views.meetings.agenda_shapes import ShownEntry, ShownMeeting

_AROUND: Final = 3
"""Lines of the agenda shown before the one talked about, and after it."""
_LABEL: Final = 15
"""Cells of what stands before each text."""
_EVERY: Final = 0.5
"""Seconds after which what others did is looked for."""
Look = Callable[[str], tuple[ShownMeeting, str]]
"""Gives the meeting as it stands, with all that is known of the thing of a key, and what there is
to say of the last edit: `SAVING`, or a warning.
"""
Act = Callable[[str, Mapping[str, object]], str]
"""Carries out an action in the meeting; says what became of it, or why it did not."""


class MeetingScreen(Dialog[None]):
    """Goes through an agenda; whatever is decided or taken down is an edit like any other.

    Args:
        look: gives the meeting as it stands.
        act: carries out an action in it.
    """

    AUTO_FOCUS = ""

    def __init__(self, look: Look, act: Act) -> None:
        super().__init__()
        self._look, self._act = look, act
        self.shown, self._news = look("")
        """The meeting as it was looked at last."""
        self.at = 0
        """The place of what is talked about."""
        self.notice = ""
        """What became of the last key."""
        self._answer: Callable[[str], str] | None = None
        self._prompt = ""
        self._answers: tuple[str, ...] = ()

    @property
    def entry(self) -> ShownEntry | None:
        """What is talked about."""
        return self.shown.entries[self.at] if self.shown.entries else None

    def compose(self) -> ComposeResult:
        """What meeting it is, its agenda, what is talked about, the line, the keys."""
        with Vertical(id="meeting"):
            yield Static(id="meeting-title")
            yield Static(id="meeting-standing")
            yield Static(id="meeting-list")
            yield Static(id="meeting-entry")
            yield Static(id="meeting-notice")
            with Horizontal(id="meeting-ask"):
                yield Static(id="meeting-prompt")
                yield LineInput(compact=True, select_on_focus=False)
            yield Static(Content("\n".join(KEYS)), id="meeting-keys")

    def on_mount(self) -> None:
        """Show it, and what others do in it."""
        super().on_mount()
        self.set_focus(None)
        self.set_interval(_EVERY, self.renew)
        self._draw()

    def on_resize(self) -> None:
        """Other room, other lines."""
        self._draw()

    def renew(self) -> None:
        """Look again; the cursor stays on what it is on, where that is still there."""
        key = self.entry.key if self.entry is not None else ""
        now, news = self._look(key)
        if now == self.shown and news == self._news:
            return
        self._news = news
        keys = [entry.key for entry in now.entries]
        self.shown, self.at = now, max(0, min(self.at, len(keys) - 1))
        if key in keys:
            self.at = keys.index(key)
        elif keys:  # what was talked about is gone: the next one is
            self.shown, self._news = self._look(keys[self.at])
        self._draw()

    def _walk(self, step: int) -> None:
        self.at = max(0, min(self.at + step, len(self.shown.entries) - 1))
        self.notice = ""
        self.renew()

    def on_key(self, event: Key) -> None:
        """Go on, decide, take down, or leave."""
        if self._answer is not None:
            return
        event.stop()
        event.prevent_default()
        if self._answers:
            self._chosen(event.character or "")
        elif event.key in LEAVING:
            self.dismiss(None)
            return
        elif event.key in STEPS:
            self._walk(STEPS[event.key])
        elif not self.is_early(event):
            self._run(event.key)
        self._draw()

    def _run(self, key: str) -> None:
        entry, mark = self.entry, key
        if mark in TYPED:
            prompt, action, form = TYPED[mark]
            about = entry.key if entry is not None and mark != "i" else ""
            self._ask(prompt, lambda text: self._act(action, _taken(form, text, about)))
        elif mark == "w":
            self._ask("who is there", self._present, self.shown.names)
        elif mark == "u":
            self._done(self._act("undo", {}))
        elif mark == "c":
            self._ask("close the meeting? yes", self._close)
        elif entry is None:
            self.notice = "nothing is on the agenda: i adds an item"
        elif mark in MOVING:
            given = {"about": entry.key, "to": MOVING[mark]}
            self._done(self._act("meeting.arrange", given))
        elif mark in VERDICTS:
            answer = VERDICTS[mark]
            self._ask(f"{answer} {entry.key}, with which words", self._settled(entry.key, answer))
        elif mark == "v" and entry.answers:
            self._answers = entry.answers[:9]
            ways = "  ".join(f"{at} {word}" for at, word in enumerate(self._answers, 1))
            self.notice = f"verdict on {entry.key}: {ways}"
        elif mark == "v":
            self.notice = f"{entry.key} waits for no decision"

    def _chosen(self, mark: str) -> None:
        verdicts, self._answers, entry = self._answers, (), self.entry
        self.notice = ""
        if entry is not None and mark.isdecimal() and 0 < int(mark) <= len(verdicts):
            word = verdicts[int(mark) - 1]
            self._ask(f"{word} {entry.key}, with which words", self._settled(entry.key, word))

    def _settled(self, key: str, answer: str) -> Callable[[str], str]:
        given = {"about": key, "answer": answer}
        return lambda text: self._act("meeting.settle", {**given, "words": text.strip()})

    def _present(self, text: str) -> str:
        return self._act("meeting.present", {"who": text})

    def _close(self, text: str) -> str:
        if text.strip().casefold() not in {"y", "yes"}:
            return "it stays open"
        return self._act("entity.set", {"field": "state", "value": "held"})

    def _ask(self, prompt: str, answer: Callable[[str], str], text: str = "") -> None:
        self._answer, self._prompt = answer, prompt
        line = self.query_one(LineInput)
        line.value = text
        line.cursor_position = len(text)
        self.query_one("#meeting-prompt", Static).update(Content(visible(f" {prompt}: ")))
        self.query_one("#meeting-ask").add_class("asking")
        line.focus()

    def _leave_line(self) -> None:
        self._answer = None
        self.query_one("#meeting-ask").remove_class("asking")
        self.set_focus(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Carry out what was typed; what is refused stays in the line."""
        event.stop()
        answer, text = self._answer, event.value
        if answer is None:
            return
        self._leave_line()
        message = answer(text)
        self._done(message)
        if message.startswith(REFUSED):
            self._ask(
                str(self.query_one("#meeting-prompt", Static).content).strip(" :"), answer, text
            )
        self._draw()

    def on_line_input_left(self, event: LineInput.Left) -> None:
        """Leave the line without an answer."""
        event.stop()
        self._leave_line()
        self.notice = ""
        self._draw()

    def _done(self, message: str) -> None:
        self.notice = message.removeprefix(REFUSED)
        self.renew()

    def _draw(self) -> None:
        wide = max(20, self.size.width - 4)
        saved = f"   {SAVING}" if self._news == SAVING else ""
        words = "; ".join(part for part in (self.notice, self._news) if part not in {"", SAVING})
        lines = {
            "title": _lines([f" {visible(self.shown.title)}{saved}"], wide),
            "standing": _lines([f" {visible(self.shown.standing)}"], wide),
            "list": self._list(wide),
            "entry": self._entry(wide),
            "notice": _lines([f" {line}" for line in wrap(visible(words), wide - 1)], wide),
        }
        for name, content in lines.items():
            self.query_one(f"#meeting-{name}", Static).update(content)

    def _list(self, wide: int) -> Content:
        """The agenda around what is talked about, which stands in reverse."""
        entries = self.shown.entries
        first = max(0, min(self.at - _AROUND, len(entries) - 2 * _AROUND - 1))
        shown = entries[first : first + 2 * _AROUND + 1]
        lines = [
            cut(f" {at:>3}/{len(entries)}  {visible(entry.name)}  {visible(entry.state)}", wide)
            for at, entry in enumerate(shown, first + 1)
        ]
        if not lines:
            return Content(" nothing waits for this meeting")
        parts = [
            Content(f">{line[1:]}").stylize("reverse") if first + at == self.at else Content(line)
            for at, line in enumerate(lines)
        ]
        return Content("\n").join(parts)

    def _entry(self, wide: int) -> Content:
        """What is talked about, as much as there is room for."""
        entry = self.entry
        if entry is None:
            return Content("")
        lines = ["", *(f" {line}" for line in wrap(visible(entry.name), wide - 1))]
        for label, text in entry.facts:
            rows = wrap(visible(text, multiline=True), wide - _LABEL - 3)
            for at, row in enumerate(rows):
                lines.append(f"   {visible(label) if not at else '':<{_LABEL}}{row}")
        return Content("\n".join(lines))


SAVING: Final = "saving"
"""What is said while something is not on disk yet."""
REFUSED: Final = "! "
"""How what an action says begins where it was not carried out."""


def _taken(form: str, text: str, about: str) -> dict[str, object]:
    return {"form": form, "text": text, "about": about}


def _lines(lines: Sequence[str], wide: int) -> Content:
    return Content("\n".join(cut(line, wide) for line in lines))
