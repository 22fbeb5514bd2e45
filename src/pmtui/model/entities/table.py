"""This file defines how a table is declared: once, beside the entity it holds."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from pmtui.model.entities.entity import Entity
from pmtui.model.entities.states import Lifecycle

Ending = Callable[[Any], bool]
"""Whether a row has ended, by its own fields."""
Home = Literal["component", "task", "about", "scope", "store"]
"""What a row belongs to: a component, that of its task or of what it is about, the component that
somebody stands in or else the whole store, or the store alone.
"""
CountsIn = Literal["", "component", "task", "links", "everything"]
"""Whose figures a row counts in: its component's, its task's, those at its ends, or all."""
Adding = Literal["", "by_line", "anywhere"]
"""Whether a typed line adds a row: not at all, where a view is for it, or in every view."""

USUALLY_SEARCHED: Final = (
    "title", "name", "text", "code", "notes", "description", "cause", "event", "effect",
    "label", "url",
)  # fmt: skip
ApprovalKind = Literal[
    "change", "budget_change", "draw", "case", "gate", "baseline", "week", "escalation",
    "selection", "release",
]  # fmt: skip
"""What people approve or decide on."""
Part = Literal["", "board", "register", "gates"]
"""What of a component can be used again without the rest of it."""
_NO_CYCLES: Final[Mapping[str, Lifecycle]] = MappingProxyType({})
_NO_WAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Birth(msgspec.Struct, frozen=True):
    """When and by whom a row is made, and what is given for it."""

    given: Mapping[str, object]
    today: date
    actor: int = 0
    """The person who makes it; 0 where nobody known does."""


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """How a row says that it is approved, by whom, and how much was at stake."""

    kind: ApprovalKind
    stands: Ending
    """Whether it is approved, by its own fields."""
    approver: str
    """The field that names who approved it."""
    day: str = ""
    """The field with the day of it; empty where nobody writes one down."""
    asked_by: tuple[str, ...] = ()
    """Fields that name who asked for it, the first that is given; `change.raised_by` is of the row
    that a field names.
    """
    amount: str = ""
    """The field with the money at stake."""
    sums: tuple[str, str, str] = ("", "", "")
    """Else a table, its field that names the row, and the field whose amounts are added up."""
    days: str = ""
    """The field that says how long it takes."""
    scope: str = ""
    """The field that says what becomes of the scope."""
    accepting: tuple[tuple[str, str], ...] = ()
    """The fields that accept it, each with its value; none where that takes more than fields."""
    returning: tuple[tuple[str, str], ...] = ()
    """The fields that send it back."""
    recorded_in: str = ""
    """The field that names the row in which approver, day and place stand; empty for this one."""


ESCALATION_ANSWER: Final = Approval(
    kind="escalation",
    stands=lambda row: bool(row.escalation_decision) and bool(row.escalation_answer),
    approver="owner",
    day="decided_at",
    asked_by=("owner",),
    recorded_in="escalation_decision",
)
"""The answer from above to what was handed up."""


class Assured(msgspec.Struct, frozen=True, kw_only=True):
    """How a row of a table shows that its component has what assurance asks for."""

    artefact: str
    holds: Ending
    """Whether a row that is not archived counts."""
    until: str
    """The field of the last day on which it counts; empty where it always does."""
    is_dated: bool = False
    """Whether that is the day it was made, and it counts for the days between two reports."""
    is_strict: bool = False
    """Whether every row has to be in force, not one of them."""


class Copying(msgspec.Struct, frozen=True, kw_only=True):
    """How rows go along when what they belong to is copied; fields with blanks between.

    Their state, and whom they were handed up to, begin anew.
    """

    fresh: str = ""
    """Fields that a copy starts with as any new row does: what came of it, and what was said."""
    ends: str = ""
    """Dates up to which something goes on; the others are those from which it does."""
    months: str = ""
    """Dates that name a month, and move by months."""
    part: Part = ""
    """The part of a component that they are, where they go along without the rest of it too."""
    only_in_part: bool = False
    """Whether they go along with that part alone: what came up in a plan is none of a copy of it,
    but a register is asked for by what is in it.
    """


class TableSpec(msgspec.Struct, frozen=True):
    """One table: the entity it holds and all that is the table's own, for every floor above."""

    name: str
    type: type[Entity]
    prefix: str
    """Prefix of keys; empty for rows without one."""
    word: str
    """Singular word, as in `pmtui add WORD`."""
    kinds: tuple[tuple[str, str], ...] = ()
    """Values of `kind` with their own word and prefix."""
    noun: str = ""
    """What a row is called in a sentence, where its word does not say it."""
    many: str = ""
    """Plural of the word, where it is irregular."""
    cycles: Mapping[str, Lifecycle] = _NO_CYCLES
    """Life cycles by kind; the empty kind stands for every other one."""
    ways: Mapping[str, tuple[str, ...]] = _NO_WAYS
    """The states something goes through when all goes well, by kind."""
    ended_states: frozenset[str] = frozenset()
    """States of a row that is no longer open."""
    ends: Ending | None = None
    """Whether a row has ended, where it is not its state that says so."""
    open_word: str = ""
    """What one open row is called; empty where rows wait for nobody to end them."""
    due: str = ""
    """The date by which a row wants something done."""
    takes_place: Ending | None = None
    """Whether on that day something takes place, such as a gate; None where it never does."""
    outlives: bool = False
    """Whether rows are made about a component that has ended too: words, and what is measured."""
    is_chased: bool = False
    """Whether a row that is open after its due date needs somebody by that alone."""
    day: str = ""
    """The date it is listed by; its due date where it has none of its own."""
    home: Home = "component"
    hangs_on: tuple[str, ...] = ()
    """Fields by which a row hangs on a task; of the last one it has its component."""
    stays: bool = False
    """Whether a row stays in sight when the task that it hangs on is archived."""
    belongs_to: str = ""
    """The field of the row it belongs to, whose component a new one has and whose figures it
    counts in; several with blanks between where it is the first of them that is given.
    """
    shown_on: str = ""
    """The field of a row whose details list its rows as well, though they do not belong to it."""
    start: Callable[[Birth], Mapping[str, object]] | None = None
    """What a new row starts with beside the defaults of its fields and its first state."""
    roles: tuple[str, ...] = ()
    """Fields of people who look after a row that nobody has to end, such as a reserve; of one with
    days between which it holds, who has the role in between.
    """
    posting: tuple[str, str] | None = None
    """The day from which a row counts in the books, which has to lie in an open period, and the
    day that its document bears, empty where it counts on no other day; None where rows are in no
    books.
    """
    posted_in: str = ""
    """The state in which a row is in the books; empty where it always is."""
    approvals: tuple[Approval, ...] = ()
    """What of a row people approve, who have to have the right to."""
    identified_by: tuple[str, ...] = ()
    """Fields that tell rows apart that the books of others know, whatever they are called."""
    started: tuple[str, ...] = ()
    """The fields that a new row starts with another value of than their default."""
    ranks: tuple[tuple[str, str], ...] = ()
    """Rank fields, each with the field whose rows it orders."""
    alike: tuple[str, ...] | None = None
    """Fields that tell rows apart where they have no key; none for the only row of a table."""
    alike_in_tables: tuple[str, ...] | None = None
    """The same in tables of ours, where a document is told apart by its id alone."""
    frozen: str = ""
    """Why nobody edits a row that stands, and what to do instead; empty where people may."""
    spans: tuple[tuple[str, str], ...] = ()
    """Pairs of dates of which nobody types the second before the first; rows of other programs
    may have them so.
    """
    counts_in: CountsIn = ""
    copying: Copying | None = None
    """How its rows go along when a component or task is copied; None where they do not."""
    concern_all: tuple[str, ...] = ()
    """Fields of which a change concerns every figure."""
    is_removed: bool = False
    """Whether a row that is not wanted is taken away for good, by an edit that undo takes back."""
    searched: tuple[str, ...] = USUALLY_SEARCHED
    """Fields that free text is looked for in, where the table has them."""
    rare: frozenset[str] = frozenset()
    """Fields that few rows need: not shown while they are empty."""
    columns: tuple[str, ...] = ()
    """Columns of its list where nobody chose; what most tables show where it names none."""
    adding: Adding = ""
    assures: Assured | None = None
    """What its rows show of a component."""
    letters: str = ""
    """The set menu: `letter=field` or `letter=field=title`, with blanks between, the likeliest
    first.
    """
    in_log: bool = False
    """Whether it is a register of the log."""
    letter: str = ""
    """The letter that adds a row where the log offers one."""
    needs_project: bool = False
    """Whether its rows lie in a project or an operation, not in what holds such."""
    recurs: tuple[tuple[str, str], ...] = ()
    """What recurs as its rows: how a rule calls it, with the prefix of the keys of occurrences."""
    outside_scenarios: bool = False
    """Whether a row is written to the plan itself while a scenario is shown, such as those of
    scenarios.
    """
    is_fact: bool = False
    """Whether its rows say what has happened, such as hours that were worked: no scenario has any
    of its own.
    """
    in_update_sheets: bool = False
    """Whether whoever owns an open row says in their update sheet how it stands."""

    @property
    def needs_component(self) -> bool:
        """Whether no row of it is of the whole store."""
        return self.home not in {"scope", "store"}

    @property
    def owners(self) -> tuple[str, ...]:
        """The fields of the rows that it may belong to."""
        return tuple(self.belongs_to.split())

    @property
    def plural(self) -> str:
        """The word for several rows, as in `pmtui list WORDS`."""
        return self.many or plural_of(self.word)

    @property
    def called(self) -> str:
        """What a row is called in a sentence."""
        return self.noun or self.kind_words

    @property
    def kind_words(self) -> str:
        """Its word as people write it, where there is little room: `column`, `cost line`."""
        return self.word.replace("_", " ")

    @property
    def with_article(self) -> str:
        """One of its rows as a sentence begins with it: `a task`, `an issue`."""
        return f"an {self.kind_words}" if self.word[:1] in "aeiou" else f"a {self.kind_words}"

    @property
    def ending(self) -> Ending | None:
        """The test whether a row has ended; None where its own fields do not end it."""
        if self.ends is None and self.ended_states:
            states = self.ended_states
            return lambda row: row.state in states
        return self.ends


_IRREGULAR: Final = MappingProxyType({"criterion": "criteria", "person": "people"})
_BEHIND_THE_NOUN: Final = (" of ", " on ", " for ", " in ")


def plural_of(words: str) -> str:
    """The plural of a noun: `risks`, `policies`, `stays`, `rules of a choice`, `criteria`."""
    at = min((at for word in _BEHIND_THE_NOUN if (at := words.find(word)) > 0), default=len(words))
    lead, space, noun = words[:at].rpartition(" ")
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        many = f"{noun[:-1]}ies"
    else:
        many = _IRREGULAR.get(noun, f"{noun}s")
    return f"{lead}{space}{many}{words[at:]}"
