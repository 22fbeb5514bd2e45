"""This file lists the currencies of ISO 4217 with their minor units, and the signs they go by."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MINOR_UNITS: Final[Mapping[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
        ),
        **dict.fromkeys(
            """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
    CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
    GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK
    LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO
    NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS
    SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST
    XAD XCD XCG YER ZAR ZMW ZWG
    """.split(),
            2,
        ),
        **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
        **dict.fromkeys("CLF UYW".split(), 4),
    }
)
"""Digits after the point of every currency: list one of ISO 4217 as published on 2026-01-01."""

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
