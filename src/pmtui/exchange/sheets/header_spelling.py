"""This file compares headers: as they are spelt, without their unit, known or not."""

import re
from functools import lru_cache
from typing import Final

from pmtui.exchange.sheets.header_synonyms import FIELDS, LEVEL_CODES, LEVELS, NO_FIELD
from pmtui.model.workspace.schema import TABLES, field_specs, former_names
from pmtui.query.values.entity_names import slug

UNIT_WORDS: Final = re.compile(
    r"\b(?:in )?(?:[£€$] ?)?"
    r"(m|mn|mio|million|k|thousand|teur|bn"
    r"|h|hrs|hours|std|stunden|heures|horas|d|days|tage|jours|dias|min|minutes)"
    r"[£€$]?(?: ?eur| ?gbp| ?usd)?$"
)
"""The unit at the end of a header."""
_CURRENCY: Final = re.compile(r"(?: in)? (?:euro?|usd|gbp|chf|sek|nok|dkk|pln|czk|huf|jpy)$")
_KNOWN: Final = frozenset(
    [
        *(word for listed in FIELDS.values() for words in listed.values() for word in words),
        *(word for listed in (LEVELS, LEVEL_CODES) for words in listed.values() for word in words),
        *NO_FIELD,
        *(slug(spec.label).replace("-", " ") for name in TABLES for spec in field_specs(name)),
        *(former.replace("_", " ") for name in TABLES for former in former_names(name)),
    ]
)


@lru_cache(4096)
def plain_header(header: str) -> str:
    """A header as the lists of synonyms have it: lower case, no accents, single spaces."""
    spelt = header.replace("%", " percent ").replace("#", " number ").replace("ß", "ss")
    found = re.fullmatch(r"custom field \((.*)\)", spelt.strip(), re.IGNORECASE)
    return slug(found[1] if found else spelt).replace("-", " ")


def without_unit(plain: str) -> str:
    """A plain header without the unit at its end: `budget m` is `budget`."""
    return UNIT_WORDS.sub("", _CURRENCY.sub("", plain)).strip() or plain


@lru_cache(4096)
def is_known(header: str) -> bool:
    """Whether a header is one that tables have."""
    plain = plain_header(header)
    return bool(plain) and (plain in _KNOWN or without_unit(plain) in _KNOWN)
