"""This file offers letters with their meaning at the foot and waits for one of them."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from pmtui.actions.core.key_labels import key_label
from pmtui.tui.main.main_screen import MainScreen

_WORD_SECONDS: Final = 0.6
"""Seconds in which the next letter of a word comes, whose first ones have chosen it already."""


class _Letters(NamedTuple):
    """Letters that wait for one key."""

    letters: Mapping[str, str]
    words: tuple[str, ...]
    """How they are shown, their title first."""
    chosen: Callable[[str], None]
    cancelled: Callable[[], None]


class LetterChoice:
    """At most one choice at a time; it stays until a letter of it, or Esc, is pressed.

    Args:
        screen: where it is shown.
    """

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._open: _Letters | None = None
        self._begun = ""
        self._rest = ("", 0.0)

    @property
    def is_open(self) -> bool:
        """Whether letters wait for a key."""
        return self._open is not None

    @property
    def letters(self) -> Mapping[str, str]:
        """The letters that wait for a key, with what each means; none where nothing is asked."""
        return self._open.letters if self._open is not None else {}

    def open(
        self,
        title: str,
        letters: Mapping[str, str],
        chosen: Callable[[str], None],
        cancelled: Callable[[], None],
    ) -> None:
        """Show letters with their meaning; letters shown before are forgotten."""
        named = (f"{key_label(letter)} {word}" for letter, word in letters.items() if word)
        words = (title if title.endswith("?") else f"{title}:", *named)
        self._open, self._begun = _Letters(letters, words, chosen, cancelled), ""
        self._screen.offer(words)

    def close(self) -> None:
        """Forget the letters."""
        self._open = None

    def remind(self, *notes: str) -> None:
        """Show the letters again, behind what is to be noted."""
        if self._open is not None:
            self._screen.offer((*notes, *self._open.words))

    def take(self, key: str, character: str | None) -> bool:
        """Take a key for one of the letters; one that is none of them leaves them there."""
        shown = self._open
        if shown is None:
            return False
        if (character or key) in shown.letters or key in shown.letters:
            self._chosen(shown, key if key in shown.letters else character or key)
        elif key in {"escape", "ctrl+c"}:
            self._open = None
            shown.cancelled()
        elif not self._narrow(shown, character or ""):
            typed = key_label(key) if character == " " else character or key_label(key)
            self.remind(f"{typed} is none of these; Esc leaves.")
        return True

    def goes_on(self, key: str, character: str | None) -> bool:
        """Whether a key is more of a word whose first letters have chosen it, or its Enter."""
        (rest, at), self._rest = self._rest, ("", 0.0)
        if not at or self._screen.pressed_at >= at + _WORD_SECONDS:
            return False
        if character and rest.startswith(character.casefold()):
            self._rest = (rest[1:], self._screen.pressed_at)
            return True
        return key == "enter" and not rest

    def _chosen(self, shown: _Letters, letter: str) -> None:
        self._open = None
        shown.chosen(letter)

    def _narrow(self, shown: _Letters, mark: str) -> bool:
        """Take a letter as the start of one of numbered words; several of them are shown."""
        if not mark or not all(letter.isdigit() for letter in shown.letters):
            return False
        begun = self._begun + mark.casefold()
        words = {letter: word.casefold() for letter, word in shown.letters.items()}
        meant = [letter for letter, word in words.items() if word.startswith(begun)]
        self._begun = begun if meant else ""
        if len(meant) == 1:
            self._rest = (words[meant[0]][len(begun) :], self._screen.pressed_at)
            self._chosen(shown, meant[0])
        elif meant:
            named = (f"{letter} {shown.letters[letter]}" for letter in meant)
            self._screen.offer((f"{begun} can be", *named, "the next letter tells"))
        return bool(meant)
