"""This file writes Textual's names of keys as people read them."""

from types import MappingProxyType
from typing import Final

SYMBOLS: Final = MappingProxyType(
    dict(
        zip(
            "exclamation_mark question_mark slash colon semicolon comma full_stop asterisk minus"
            " plus underscore equals_sign less_than_sign greater_than_sign left_square_bracket"
            " right_square_bracket left_curly_bracket right_curly_bracket left_parenthesis"
            " right_parenthesis at number_sign percent_sign ampersand apostrophe quotation_mark"
            " backslash vertical_line tilde circumflex_accent grave_accent dollar_sign".split(),
            "!?/:;,.*-+_=<>[]{}()@#%&'\"\\|~^`$",
            strict=True,
        )
    )
)
"""The character of each key that has a name of its own."""
WORDS: Final = MappingProxyType(
    {
        "pagedown": "PgDn",
        "pageup": "PgUp",
        "escape": "Esc",
        "enter": "Enter",
        "tab": "Tab",
        "space": "Space",
        "home": "Home",
        "end": "End",
        "backspace": "Backspace",
        "delete": "Del",
    }
)
"""How keys without a character are written."""


def key_label(key: str) -> str:
    """A key as people read it: `?` for `question_mark`, `shift+Tab` for `shift+tab`."""
    *holds, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*holds, SYMBOLS.get(last) or WORDS.get(last) or last])
