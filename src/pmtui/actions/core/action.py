"""This file defines what an action is, one thing a person may do, and joins its ops."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops
from pmtui.model.entities.entity import NO_TEXT_CHARACTERS, Entity
from pmtui.model.ranks import rank_between
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace
from pmtui.query.dates.parsing import parse_date
from pmtui.query.error import QueryError

ArgKind = Literal[
    "text", "prose", "date", "money", "minutes", "percent", "step", "int", "choice", "person",
    "component", "task", "column", "tags", "quick", "query", "file", "state", "field", "target",
    "link", "template",
]  # fmt: skip


IMPORT: Final = "import"
"""The action of taking in a file, which may say of a summary what its program worked out."""


NEW_KEY: Final = NO_TEXT_CHARACTERS
"""Stands in a message for the key of what is made, which the commit settles; no text holds it."""


class Refused(Exception):  # noqa: N818  (a refusal with its reason, not an error)
    """Says why an action is not possible now, in a sentence for the person who asked."""


class WrongInputError(Refused):
    """Says that an action was asked for with too little or with the wrong words, and what to say.

    Nothing has to change but what was typed: the command line ends with 2, not with 4.
    """


class Arg(msgspec.Struct, frozen=True):
    """One thing an action must be told."""

    name: str
    kind: ArgKind
    prompt: str
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Words it may be beside those that the screen offers by their first letters."""
    required: bool = True
    asked: bool = True
    """Whether the screen asks for it at once; else only where it turns out to be needed."""
    rest: bool = False
    """Whether the command line takes it as the words that follow, and not as an option."""
    worded: bool = False
    """Whether a typed line may give it behind its own name, wherever it stands: `into PG-2`."""


class Target(msgspec.Struct, frozen=True):
    """An entity an action is done to."""

    table: str
    id: int


class Situation(msgspec.Struct, frozen=True):
    """Where and when an action is asked for, and by whom."""

    workspace: Workspace
    today: date
    new_id: Callable[[], int]
    targets: tuple[Target, ...] = ()
    """The marked entities, or the one under the cursor."""
    scope: int = 0
    """The component selected in the tree; 0 for the whole store."""
    view: str = ""
    actor: int = 0
    """The person at the keyboard; 0 where no person carries the login."""
    confirmed: bool = False
    """Whether what it moves or leaves open was shown and agreed to."""
    untouched: tuple[Target, ...] = ()
    """Those of the targets that are occurrences nobody has written to: nothing of them is kept."""
    sheet: Figures | None = None
    """The figures of the workspace, where somebody has them already."""
    order: str = ""
    """What the rows shown are sorted or grouped by; empty while they stand in their own order."""
    scenario: int = 0
    """The scenario whose edits are in the workspace; 0 where it is the plan as it is."""

    @property
    def figures(self) -> Figures:
        """The figures of the workspace today."""
        if self.sheet is not None and self.sheet.workspace is self.workspace:
            return self.sheet
        return Figures(self.workspace, self.today)

    @property
    def rows(self) -> tuple[Entity, ...]:
        """The target entities that still exist."""
        found = (self.workspace.get(target.table, target.id) for target in self.targets)
        return tuple(row for row in found if row is not None)


class Proposal(msgspec.Struct, frozen=True):
    """The ops an action wants, and where the cursor should go after."""

    ops: Ops
    message: str = ""
    """What to tell the person when it is done; `NEW_KEY` in it stands for the key of its focus."""
    focus: int = 0

    def words_in(self, workspace: Workspace) -> str:
        """What to tell the person, with the key that the new row has in a workspace."""
        row = workspace.entity(self.focus) if NEW_KEY in self.message else None
        return self.message.replace(NEW_KEY, row.key if row is not None else "").lstrip()


Values = Mapping[str, object]
"""Arguments by name, already of their kind: dates are dates, people are ids."""
Propose = Callable[[Situation, Values], Proposal]
Refuse = Callable[[Situation], str | None]
Progress = Callable[[str], None]
"""Told how far some work is; it raises where nobody waits for that any more."""
Prepare = Callable[[Situation, Values], Callable[[Progress], object]]
"""Refuses what is asked for wrongly, and gives the work that answers it."""
PREPARED: Final = "prepared"
"""The argument under which an action gets what its work came to."""


def never(_situation: Situation) -> str | None:
    """Refuses nothing."""
    return None


SHOWN: Final = "shown"
"""Among contexts: every view that shows rows of the tables an action is for."""


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a person may do; defined once, used by keys, palette, help, CLI and docs."""

    id: str
    title: str
    help: str
    """One sentence."""
    group: str
    """Heading in the help: move, tree, add, act, arrange, set, select, find, judge, safety, ask."""
    keys: tuple[str, ...] = ()
    """Textual's key names (`comma`, not `,`)."""
    contexts: tuple[str, ...] = ("any",)
    """Where its keys hold: `any`, `tree`, `detail`, the id of a view, or `shown`."""
    tables: tuple[str, ...] = ()
    """Tables its targets must be in; empty where it takes any or none."""
    args: tuple[Arg, ...] = ()
    verb: str = ""
    """How the CLI spells it; empty where only the screen has it."""
    bulk: bool = False
    """Whether it works on several marks at once."""
    moves: bool = False
    """Whether it may move what it is not done to; the screen shows that first."""
    ends: bool = False
    """Whether it may put away what still holds open work; that has to be agreed to."""
    previews: bool = False
    """Whether it shows what comes of it before it is done: on the screen to be agreed to, on the
    command line for `--dry-run`.
    """
    is_everywhere: bool = False
    """Whether it is done to the whole store, wherever somebody stands."""
    once: bool = False
    """Whether it is done once only: where somebody was faster that is said, and nothing is kept."""
    instead: Callable[[Situation], str] | None = None
    """Gives the id of the action its key means for targets as they are; empty for itself."""
    refuse: Refuse = never
    prepare: Prepare | None = None
    """Gives what takes long: the screen has it done beside it, before anything is proposed."""
    propose: Propose | None = None
    """Makes the ops; None for what touches no data (moving, views, help)."""


class SetMenuLetter(msgspec.Struct, frozen=True):
    """One letter of the menu."""

    letter: str
    field: str
    title: str


SetMenu = tuple[SetMenuLetter, ...]
"""The letters of a table, the likeliest first."""


def set_menu(text: str) -> SetMenu:
    """The letters in a text of `letter=field` or `letter=field=title`, parted by spaces."""
    entries = (entry.split("=") for entry in text.split())
    return tuple(
        SetMenuLetter(group[0], group[1], group[-1].replace("_", " ")) for group in entries
    )


def merged_ops(ops: Ops, more: Ops) -> Ops:
    """Ops and what goes along, where each field is written once and a new row is made whole.

    Args:
        ops: the edit.
        more: ops on the workspace after it.
    """
    later = {(op.table, op.id, op.field): op for op in more if op.op == "set"}
    merged: list[Op] = []
    for op in ops:
        along = later.pop((op.table, op.id, op.field), None) if op.op == "set" else None
        if along is not None:
            merged.append(msgspec.structs.replace(op, new=along.new))
        elif op.op == "create" and isinstance(op.new, dict):
            own = [key for key in later if key[:2] == (op.table, op.id)]
            fields = {key[2]: later.pop(key).new for key in own}
            merged.append(msgspec.structs.replace(op, new={**op.new, **fields}))
        else:
            merged.append(op)
    created = (op for op in more if op.op != "set")
    return (*merged, *created, *later.values())


def day_given(situation: Situation, values: Values, name: str) -> date | None:
    """The day that an argument names; None where nothing was typed.

    Raises:
        WrongInputError: it is none.
    """
    text = str(values.get(name) or "").strip()
    try:
        return parse_date(text, situation.today) if text else None
    except QueryError as error:
        raise WrongInputError(f"{name}: {error}") from error


class UnagreedError(Refused):
    """Says what an edit would leave behind, as long as nobody has agreed to it.

    Args:
        question: what would be left behind, in words.
        way: what to do about it first.
        asks: what must be given instead of a yes, such as a successor; None where a yes will do.
    """

    def __init__(self, question: str, way: str, asks: Arg | None = None) -> None:
        super().__init__(f"{question}: {way}")
        self.question = question
        self.asks = asks


def last_rank(workspace: Workspace, table: str, field: str, rank_field: str, value: object) -> str:
    """A rank after every row whose field has a value."""
    rows = workspace.rows(table)
    ranks = (getattr(rows[row_id], rank_field) for row_id in workspace.ids_by(table, field, value))
    return rank_between(max(ranks, default=""), "")


def table_of_word(word: str) -> tuple[str, str] | None:
    """The table and kind a word such as `task`, `milestone` or `program` names, or None."""
    for spec in TABLES.values():
        if word in {kind for kind, _ in spec.kinds}:
            return spec.name, word
        if word in {spec.word, spec.name}:
            return spec.name, ""
    return None
