"""This file defines what every stored entity has: ids, types of its fields, money, readings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Annotated, Final, Literal, TypeVar

import msgspec
from msgspec import Meta

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


def _refers(table: str) -> Meta:
    return Meta(extra={"refers": table})


ComponentId = Annotated[int, _refers("components")]
"""Id of a portfolio, program, project or operation; 0 for none."""
PersonId = Annotated[int, _refers("people")]
"""Id of a person; 0 for none."""
TaskId = Annotated[int, _refers("tasks")]
"""Id of a task; 0 for none."""
ColumnId = Annotated[int, _refers("columns")]
"""Id of a board column; 0 for none."""
RiskId = Annotated[int, _refers("risks")]
"""Id of a risk; 0 for none."""
IssueId = Annotated[int, _refers("issues")]
"""Id of an issue; 0 for none."""
GateId = Annotated[int, _refers("gates")]
"""Id of a gate."""
ReserveId = Annotated[int, _refers("reserves")]
"""Id of a reserve."""
FundingId = Annotated[int, _refers("funding")]
"""Id of a funding."""
PartyId = Annotated[int, _refers("parties")]
"""Id of a party; 0 for none."""
OrderId = Annotated[int, _refers("orders")]
"""Id of a purchase order; 0 for none."""
CalendarId = Annotated[int, _refers("calendars")]
"""Id of a calendar; 0 for the one of whoever it is left to."""
BaselineId = Annotated[int, _refers("baselines")]
"""Id of a baseline."""
FrozenCalendarId = Annotated[int, _refers("baseline_calendars")]
"""Id of working time as it was when a baseline was taken; 0 for none."""
ChangeId = Annotated[int, _refers("changes")]
"""Id of a change request; 0 for none."""
DecisionId = Annotated[int, _refers("decisions")]
"""Id of a decision; 0 for none."""
BodyId = Annotated[int, _refers("bodies")]
"""Id of a body that decides; 0 for none."""
MeetingId = Annotated[int, _refers("meetings")]
"""Id of a meeting; 0 for none."""
CaseId = Annotated[int, _refers("cases")]
"""Id of a version of a business case; 0 for none."""
BenefitId = Annotated[int, _refers("benefits")]
"""Id of a benefit."""
ObjectiveId = Annotated[int, _refers("objectives")]
"""Id of an objective; 0 for none."""
CapabilityId = Annotated[int, _refers("capabilities")]
"""Id of a capability; 0 for none."""
OutcomeId = Annotated[int, _refers("outcomes")]
"""Id of an outcome; 0 for none."""
KpiId = Annotated[int, _refers("kpis")]
"""Id of a key performance indicator."""
CheckInId = Annotated[int, _refers("checkins")]
"""Id of a check-in; 0 for none."""
CycleId = Annotated[int, _refers("cycles")]
"""Id of a cycle of a board; 0 for none."""
CorrelationId = Annotated[int, _refers("correlations")]
"""Id of a group of estimates that correlate; 0 for none."""
RecurrenceId = Annotated[int, _refers("recurrences")]
"""Id of a rule by which work recurs; 0 for none."""
Number = Annotated[str, Meta(pattern=r"^(-?[0-9]+(\.[0-9]+)?)?$", extra={"kind": "decimal"})]
"""A number as decimal text, which keeps it exactly; empty where nobody has given one."""
StoredNumber = Annotated[str, Meta(extra={"kind": "decimal"})]
"""The same where older stores may hold words."""
Months = Annotated[int, Meta(ge=-1200, le=1200)]
"""Calendar months; negative for before."""
MonthOfYear = Annotated[int, Meta(ge=1, le=12)]
"""1 for January to 12 for December."""
DistributionName = Literal["triangular", "pert"]
"""How what lies between the points of an estimate is spread."""
MeasureFrequency = Literal["", "month", "quarter", "half_year", "year"]
"""How often something is measured; empty for once."""
Minutes = Annotated[int, Meta(ge=0, extra={"kind": "minutes"})]
"""Working minutes."""
Lag = Annotated[int, Meta(extra={"kind": "minutes"})]
"""Minutes between two ends; negative for a lead."""
ClockTime = Annotated[int, Meta(ge=0, le=1440, extra={"kind": "time"})]
"""A time of day in minutes after midnight; 1440 is the midnight that ends the day."""
Percent = Annotated[int, Meta(ge=0, le=100, extra={"kind": "percent"})]
"""A share from 0 to 100."""
Step = Annotated[int, Meta(ge=0, le=5, extra={"kind": "step"})]
"""A step of a 1-5 scale of the policy; 0 while nobody has rated it."""
Prose = Annotated[str, Meta(extra={"kind": "prose"})]
"""Text of several lines."""
Gaps = Annotated[tuple[tuple[int, int], ...], Meta(extra={"kind": "gaps"})]
"""Gaps in order: minutes of work before each, counted from the start, and minutes it lasts."""
Rank = Annotated[str, Meta(extra={"kind": "rank"})]
"""A fractional rank, changed by move ops only."""
Tags = Annotated[tuple[str, ...], Meta(extra={"kind": "tags"})]
"""A set of words, changed by add and remove ops."""

NO_TEXT_CHARACTERS: Final = "\x00"
"""Characters no stored text may hold; lone surrogates are refused as well."""


class Entity(
    msgspec.Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """What every stored document has; a field at its default is left out on disk.

    Fields of a later version are kept beside the entity (`Workspace.extras`), never lost.
    """

    id: int
    """53-bit integer, unique in the store and equal to the TinyDB document id."""
    key: str = ""
    """What people call it (`T-40`), settled at commit; empty for rows that nobody calls."""
    component: ComponentId = 0
    """The component it belongs to; for a component its own parent."""


class Escalatable(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What can be handed up to the level above, which accepts it, sends it back or decides."""

    escalated_to: ComponentId = 0
    """The component it waits for, as long as it is not answered; a shadow row stays below."""
    escalated_from: ComponentId = 0
    """The component that handed it up first; it shows it even once it was accepted above."""
    escalated_at: date | None = None
    escalation_reason: str = ""
    escalation_answer: str = ""
    """What the level above answered: `accept`, `return` or `decide`, and its words."""
    escalation_decision: DecisionId = 0
    """The decision that records the last answer: who gave it, and when."""


class Recurring(Entity, frozen=True, gc=False, kw_only=True, omit_defaults=True):
    """What can be an occurrence of work that recurs."""

    recurrence: RecurrenceId = 0
    """The rule of which it is an occurrence; none for what happens once."""
    occurrence: date | None = None
    """The day that the rule gives it, whatever its due date was moved to."""


RECURRING_FIELDS: Final = frozenset(Recurring.__struct_fields__) - {*Entity.__struct_fields__}
"""What a row has that is an occurrence."""
ESCALATION_FIELDS: Final = frozenset(Escalatable.__struct_fields__) - {*Entity.__struct_fields__}
"""What a row has once it was handed up."""
AnyEntity = TypeVar("AnyEntity", bound=Entity)


def new_row(kind: type[AnyEntity], fields: Mapping[str, object]) -> AnyEntity:
    """A row with fields of their types; those left out hold their defaults."""
    make: Callable[..., AnyEntity] = kind
    return make(**fields)


def stored_columns(rows: Sequence[Entity]) -> Mapping[str, Sequence[object]]:
    """The fields of some rows of one type, at least one, each as the values of all of them.

    All at once, turned on their side, they cost a third of what they cost one by one.
    """
    columns = zip(*map(msgspec.structs.astuple, rows), strict=True)
    return dict(zip(rows[0].__struct_fields__, columns, strict=True))


_NAMES: Final = ("text", "label", "url")
"""What an entity without a name or title is shown by, the first that is there."""


def title_of(entity: Entity) -> str:
    """The name or title an entity is shown by."""
    text: object = getattr(entity, "name", None) or getattr(entity, "title", None)
    if not text:
        text = next((given for name in _NAMES if (given := getattr(entity, name, ""))), "")
    return str(text)


def is_archived(entity: Entity) -> bool:
    """Whether an entity has been put away."""
    return bool(getattr(entity, "archived", False))


_SYMBOLS: Final = {"£": "GBP", "€": "EUR", "$": "USD", "¥": "JPY"}
LARGEST: Final = (1 << 53) - 1
"""Most minor units kept, so that any JSON reader keeps them exact."""


class Money(msgspec.Struct, frozen=True, gc=False, order=False):
    """An amount in minor units (cents, pence) of an ISO 4217 currency."""

    amount: int
    currency: str

    @property
    def decimal(self) -> Decimal:
        """The amount in major units."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            message = f"cannot add {other.currency} to {self.currency} without a rate"
            raise ValueError(message)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + Money(-other.amount, other.currency)


Cost = Annotated[Money, Meta(extra={"sign": "never_negative"})]
"""An amount that is never less than nothing: a budget, a price."""


def exponent(currency: str) -> int:
    """Digits after the point in ISO 4217: 2 for most, 0 for JPY, 3 for KWD."""
    return MINOR_UNITS.get(currency, 2)


def symbol(currency: str) -> str:
    """The sign of a currency, or its code where it has none of its own."""
    return next((sign for sign, code in _SYMBOLS.items() if code == currency), currency)


def money_of(amount: Decimal, currency: str) -> Money:
    """Money from major units, rounded half up to the currency's minor unit.

    Raises:
        ValueError: the amount is not finite or too large to keep exact.
    """
    if not amount.is_finite():
        message = "an amount must be a finite number"
        raise ValueError(message)
    minor = int(amount.scaleb(exponent(currency)).quantize(Decimal(1), ROUND_HALF_UP))
    if abs(minor) > LARGEST:
        message = f"{amount} {currency} is too large to keep exact"
        raise ValueError(message)
    return Money(minor, currency)


def as_number(value: object) -> int:
    """A value that is a whole number or an id; 0 for any other."""
    return value if isinstance(value, int) else 0


def as_text(value: object) -> str:
    """A value that is text; empty for any other."""
    return value if isinstance(value, str) else ""


def as_date(value: object) -> date | None:
    """A value that is a day; None for any other."""
    return value if isinstance(value, date) else None


def as_words(value: object) -> tuple[str, ...]:
    """The texts in a list, tuple or set; none for any other value."""
    if not isinstance(value, list | tuple | set | frozenset):
        return ()
    return tuple(word for word in value if isinstance(word, str))


def as_list(value: object) -> list[object]:
    """What is in a list or tuple, as JSON has them; nothing for any other value."""
    return [*value] if isinstance(value, list | tuple) else []


def as_document(value: object) -> Mapping[str, object]:
    """A value that is a mapping, as JSON has them; an empty one for any other."""
    return value if isinstance(value, Mapping) else {}
