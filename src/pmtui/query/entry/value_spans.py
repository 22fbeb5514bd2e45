"""This file finds where a quick-add value ends that runs over several words: `due:1 dec 2026`."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from pmtui.model.workspace.schema import FieldKind, FieldSpec
from pmtui.query.entry.tokens import Word
from pmtui.query.error import AmbiguousError, QueryError, UnderstoodError
from pmtui.query.values.field_readers import ValueContext
from pmtui.query.values.field_values import read_value
from pmtui.query.values.money import SCALES, is_money_word

_MORE: Final[Mapping[FieldKind, int]] = MappingProxyType(
    {"date": 5, "money": 4, "minutes": 5, "percent": 1}
)
"""Most words after the first that may belong to a value, by the kind of its field."""
_QUOTE: Final = "put the value in quotes, or what is title before it"


def value_span(
    spec: FieldSpec, word: Word, following: tuple[Word, ...], reading: ValueContext
) -> tuple[str, int]:
    """The text of a value and how many of the words after its first belong to it.

    The longest run of words that can be read is the value. Where a number goes on in words that
    can as well be title, as in `cost:5 200 chairs`, both readings are refused.

    Raises:
        AmbiguousError: it can be read in two ways.
    """
    if word.whole.endswith('"') or spec.kind not in _MORE:
        return word.text, 0
    texts = [word.text]
    for more in following[: _MORE[spec.kind]]:
        if more.kind != "word":
            break
        texts.append(more.text)
    used = next(_readable(spec, texts, reading), 0)
    text = " ".join(texts[: used + 1])
    after = following[used].kind if used < len(following) else ""
    if spec.kind == "date":
        return text, used
    if used and after == "word" and _can_be_title(spec, texts[: used + 1], reading):
        rest = " ".join(texts[1 : used + 1])
        reason = f"{text!r} can be one value, or {word.text!r} with {rest!r} in the title"
        raise AmbiguousError(reason, word.column, _QUOTE)
    if not used and after == "word" and _goes_on(word.text, following[0].text):
        reason = f"{word.text} {following[0].text!r} is not one value"
        raise QueryError(reason, word.column, _QUOTE)
    return text, used


def _readable(spec: FieldSpec, texts: list[str], reading: ValueContext) -> Iterator[int]:
    """How many more words make a value, the most first; a refused one counts."""
    for used in range(len(texts) - 1, 0, -1):
        try:
            read_value(spec, " ".join(texts[: used + 1]), reading)
        except UnderstoodError:
            yield used
        except QueryError:
            continue
        else:
            yield used


def _can_be_title(spec: FieldSpec, texts: list[str], reading: ValueContext) -> bool:
    """Whether the first word is a value of its own, and the last one no currency or sign."""
    base = reading.workspace.policy.base_currency
    last = texts[-1].casefold().strip(".")
    if spec.kind == "money" and last not in SCALES and is_money_word(last, base):
        return False
    if last == "%":
        return False
    try:
        read_value(spec, texts[0], reading)
    except UnderstoodError:
        return True
    except QueryError:
        return False
    return True


def _goes_on(first: str, second: str) -> bool:
    """Whether two words look like one number that is cut wrongly."""
    return first[-1:].isdigit() and second[:1].isdigit()
