"""This file lists the currencies of ISO 4217 with their minor units, and the signs they go by."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

WITHOUT_MINOR_UNIT: Final = frozenset("XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split())
"""Codes of ISO 4217 that are no money to pay with: metals, units of account, tests."""

SIGNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "£": ("GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"),
        "€": ("EUR",),
        "$": (
            "USD", "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "DOP",
            "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MXN", "NAD", "NZD", "SBD", "SGD", "SRD",
            "TTD", "TWD", "UYU", "XCD",
        ),
        "¥": ("JPY", "CNY"),
        "kr": ("DKK", "ISK", "NOK", "SEK"),
        "fr": ("CHF",),
        "sfr": ("CHF",),
        "us$": ("USD",),
        "a$": ("AUD",),
        "c$": ("CAD",),
        "ca$": ("CAD",),
        "nz$": ("NZD",),
        "hk$": ("HKD",),
        "s$": ("SGD",),
        "r$": ("BRL",),
        "mx$": ("MXN",),
        "zł": ("PLN",),
        "kč": ("CZK",),
        "ft": ("HUF",),
        "lei": ("RON",),
        "₹": ("INR",),
        "₽": ("RUB",),
        "₺": ("TRY",),
        "₩": ("KRW", "KPW"),
        "₪": ("ILS",),
        "₫": ("VND",),
        "₴": ("UAH",),
        "₱": ("PHP",),
        "₦": ("NGN",),
        "฿": ("THB",),
        "₸": ("KZT",),
    }
)  # fmt: skip
"""What a sign can stand for, in lower case; of several the store's own currency, else the first
where the sign is used for it by far the most."""

DEFAULTING_SIGNS: Final = frozenset({"£", "$", "₩"})
"""Signs that stand for the first of their currencies where the store's own is none of them."""

COMMA_GROUPS: Final = frozenset(
    "AUD BDT CAD CNY GBP HKD ILS INR JPY KES KRW LKR MXN MYR NGN NPR NZD PHP PKR SGD THB TWD "
    "USD".split()
)
"""Currencies of countries that write twelve hundred as 1,200, by the Unicode CLDR."""
