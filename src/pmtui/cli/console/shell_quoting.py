"""This file writes texts as a shell takes them for one word, for whoever forgot the quotes."""

from collections.abc import Sequence


def quoted(text: str) -> str:
    """A text as a shell takes it for one word; as it is where it needs no quotes."""
    if text and all(mark.isalnum() or mark in "-_./:=@,+%" for mark in text):
        return text
    if not set(text) & set('"$`\\!'):
        return f'"{text}"'
    return "'" + text.replace("'", "'\\''") + "'"


def unquoted_pair(words: Sequence[str], shape: str, before: str) -> str:
    """What to say where words follow NAME=VALUE that are no pair: the value needed quotes.

    Args:
        words: the first is a pair, a later one is none.
        shape: what each word should be, as `FIELD=VALUE`.
        before: the command up to the first of them.
    """
    odd = next(at for at, word in enumerate(words) if "=" not in word)
    end = next((at for at in range(odd, len(words)) if "=" in words[at]), len(words))
    name, _, value = words[odd - 1].partition("=")
    whole = " ".join([value, *words[odd:end]])
    kept = [*map(quoted, words[: odd - 1]), f"{name}={quoted(whole)}", *map(quoted, words[end:])]
    return (
        f"{words[odd]!r} is no {shape}; a value of several words goes in quotes:"
        f" {before} {' '.join(kept)}"
    )


def unquoted_text(words: Sequence[str], at: int, before: str) -> str:
    """The command with quotes around the words that were probably meant as one text.

    Args:
        words: everything after the verb that is no option.
        at: where the text begins.
        before: the program and the verb.
    """
    return " ".join([before, *map(quoted, words[:at]), quoted(" ".join(words[at:]))])
