"""This file copies plans, keeps them as templates and begins them again, each by one edit."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import structs

from pmtui.actions.core.action import (
    NEW_KEY,
    Action,
    Arg,
    Proposal,
    Refused,
    Situation,
    Target,
    Values,
    WrongInputError,
    day_given,
)
from pmtui.actions.editing.copying import Copy, Place, copy_of, counted
from pmtui.actions.editing.originals import (
    PARTS,
    Original,
    alone,
    frame_of,
    original_in,
    template_ops,
)
from pmtui.model.entities.entity import Entity, as_number, is_archived, title_of
from pmtui.model.entities.templates import Template
from pmtui.query.dates.parsing import date_text

_START: Final = Arg(
    "start",
    "text",
    "day on which it begins; the same days where empty",
    required=False,
    worded=True,
)
_NAME: Final = Arg(
    "name", "text", "what the copy is called", required=False, asked=False, worded=True
)
_INTO: Final = Arg(
    "into", "component", "where it goes, beside the original where empty", required=False,
    asked=False, worded=True,
)  # fmt: skip
_ONLY: Final = Arg(
    "only", "choice", "what of a component alone", tuple(PARTS), required=False, asked=False,
    worded=True,
)  # fmt: skip
_MOST_NAMED: Final = 3
"""Most of those who were let go that a message names."""


def _copy(situation: Situation, values: Values) -> Proposal:
    row, original = _original(situation, values)
    part, name = original.part, _text(values, "name")
    if part and name:
        raise WrongInputError(f"name: a {part} has none; say into which component it goes")
    if part and values.get("into") in (None, ""):
        raise WrongInputError(f"into: say which component takes the {part} of {row.key}")
    into = _into(situation, original, values, row.component)
    place = Place(into, name, day_given(situation, values, "start"))
    copy = copy_of(situation, original, place)
    if not copy.rows:
        raise Refused(f"{row.key} {title_of(row)} has no {part} to copy")
    words = f"copied {row.key} {title_of(row)} to {NEW_KEY}"
    focus = copy.ids.get(_key(original.target), 0)
    if part:
        where = situation.workspace.components[into]
        words = f"copied the {part} of {row.key} {title_of(row)} to {where.key} {where.name}"
        focus = copy.rows[0][1].id
    return Proposal(copy.ops, _answer(situation, copy, place, words), focus)


def _template(situation: Situation, values: Values) -> Proposal:
    row, original = _original(situation, values)
    part = original.part
    frame = situation.new_id() if not original.is_component else 0
    copy = copy_of(situation, original, Place(frame, title_of(row)))
    if not copy.rows:
        raise Refused(f"{row.key} {title_of(row)} has no {part} to keep as a template")
    fields = {
        "name": _text(values, "name") or f"{title_of(row)} {part}".strip(),
        "kind": part or ("task" if not original.is_component else getattr(row, "kind", "")),
        "source": f"{row.key} {title_of(row)}",
    }
    lies_in = (("components", frame_of(original, frame)),) if frame else ()
    ops = template_ops(situation, fields, (*lies_in, *copy.rows))
    words = f"{NEW_KEY} {fields['name']} is a template of {row.key}: {copy.size}"
    return Proposal(ops, "; ".join((words, *_left_out(situation, copy))), ops[0].id)


def _new_from(situation: Situation, values: Values) -> Proposal:
    template = situation.workspace.rows_of(Template).get(as_number(values.get("template")))
    if template is None:
        raise WrongInputError("template: say which one, by its key or name")
    if is_archived(template):
        raise Refused(f"{template.key} {template.name} is archived: restore {template.key} first")
    original, unknown = original_in(situation.workspace, template)
    name = _text(values, "name")
    if name and original.part:
        raise WrongInputError(f"name: {template.key} is a {template.kind}, which has no name")
    into = _into(situation, original, values, _place_here(situation, original))
    place = Place(into, name or template.name, day_given(situation, values, "start"))
    copy = copy_of(situation, original, place)
    if not copy.rows:
        raise Refused(f"{template.key} {template.name} holds nothing that can stand here")
    words = f"{NEW_KEY} {place.name} is made from {template.key}"
    focus = copy.ids.get(_key(original.target), 0)
    if original.part:
        where = situation.workspace.components[into]
        words = f"{where.key} {where.name} has what {template.key} {template.name} holds"
        focus = copy.rows[0][1].id
    parts = [_answer(situation, copy, place, words)]
    if unknown:
        rest = (
            "needs a newer version of this program and is"
            if unknown == 1
            else ("need a newer version of this program and are")
        )
        parts.append(f"{unknown} of its rows {rest} left out")
    return Proposal(copy.ops, "; ".join(parts), focus)


def _original(situation: Situation, values: Values) -> tuple[Entity, Original]:
    """The one row that is meant, and what of it is copied: all, or the part asked for.

    Raises:
        Refused: there are several.
        WrongInputError: a task has no part.
    """
    if len(situation.rows) != 1:
        raise Refused("stand on one component or task: each copy is an edit of its own")
    row, target = situation.rows[0], situation.targets[0]
    part = PARTS.get(str(values.get("only") or ""), "")
    if part and target.table != "components":
        raise WrongInputError(f"only: {row.key} is a task, which has no {part}: leave it out")
    return row, Original(situation.workspace, target, part)


def _key(target: Target) -> tuple[str, int]:
    return target.table, target.id


def _text(values: Values, name: str) -> str:
    return " ".join(str(values.get(name) or "").split())


def _place_here(situation: Situation, original: Original) -> int:
    """The nearest component, from where somebody stands upwards, that it may lie in; 0 for none."""
    components = situation.workspace.components
    for place in (situation.scope, *situation.workspace.ancestors(situation.scope)):
        if place in components and not _refusal(original, components[place].kind):
            return place
    return 0


def _into(situation: Situation, original: Original, values: Values, usual: int) -> int:
    """The component above a copy; of a task or a part, the one that it goes into.

    Raises:
        WrongInputError: it cannot lie there.
    """
    is_given = values.get("into") not in (None, "")
    into = as_number(values["into"]) if is_given else usual
    place = situation.workspace.components.get(into)
    if place is None and (into or not original.is_component):
        what = "a copy" if is_given else "it"
        raise WrongInputError(f"into: {what} goes into a component, named by its key, name or path")
    reason = _refusal(original, place.kind) if place is not None else ""
    if reason and place is not None:
        raise WrongInputError(f"into: {reason}, {place.key} is a {place.kind}")
    return into


def _refusal(original: Original, kind: str) -> str:
    """Why a copy does not go into a component of a kind; empty where it does."""
    has_tasks = kind in {"project", "operation"}
    if original.is_component:
        own = getattr(original.row, "kind", "")
        return f"a {own} cannot lie in a {kind}" if has_tasks else ""
    return "" if has_tasks or original.part in {"register", "gates"} else "a task needs a project"


def _answer(situation: Situation, copy: Copy, place: Place, words: str) -> str:
    """What was made, in one line: the key, from when to when, how much, and what was left out."""
    parts = [words]
    finish = _finish(situation, copy, place)
    if copy.start is not None:
        day = date_text(copy.start, situation.today)
        wanted = place.start or copy.start
        off = f", the first working day from {date_text(wanted, situation.today)} on"
        parts.append(f"begins {day}{off if wanted != copy.start else ''}")
    elif place.start is not None:
        parts.append("nothing of it is dated, so nothing is moved")
    if finish is not None and finish >= (copy.start or finish):  # a due day alone plans nothing
        parts.append(f"finishes {date_text(finish, situation.today)}")
    return "; ".join((*parts, copy.size, *_left_out(situation, copy)))


def _finish(situation: Situation, copy: Copy, place: Place) -> date | None:
    """When the tasks of a copy are planned to finish, by themselves; None where it has none."""
    tables: dict[str, dict[int, Entity]] = {}
    above = situation.workspace.components.get(place.into)
    if above is not None:
        tables["components"] = {above.id: above}
    for table, row in copy.rows:
        tables.setdefault(table, {})[row.id] = row
    if "tasks" not in tables:
        return None
    apart = structs.replace(situation, workspace=alone(situation.workspace, tables), sheet=None)
    top = next((row.id for table, row in copy.rows if table == "components"), place.into)
    return apart.figures.rollup(top).finish


def _left_out(situation: Situation, copy: Copy) -> Iterator[str]:
    """What a copy has not: links to what is outside, and those who take nothing new."""
    if copy.contracts:
        links = "a link" if copy.contracts == 1 else f"{copy.contracts} links"
        yield f"{links} with tasks outside left out"
    rows = [situation.workspace.get(*pair) for pair in copy.let_go]
    named = [f"{row.key} {title_of(row)}" for row in rows if row is not None]
    if named:
        more = len(named) - _MOST_NAMED
        others = f" and {more} more" if more > 0 else ""
        yield f"without {', '.join(named[:_MOST_NAMED])}{others} (archived)"
    gone = Counter(pair[0] for pair, row in zip(copy.let_go, rows, strict=True) if row is None)
    if gone:
        yield f"without {counted(gone)} that this store does not have"


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "stand on a component or a task"


ACTIONS: Final = (
    Action(
        id="plan.copy",
        title="Copy with all below",
        help="Copies a component or task with all planned below it, to begin another day.",
        group="arrange",
        contexts=("any", "tree"),
        tables=("components", "tasks"),
        args=(_START, _NAME, _INTO, _ONLY),
        verb="copy",
        refuse=_no_target,
        propose=_copy,
    ),
    Action(
        id="plan.template",
        title="Keep as a template",
        help="Keeps what is planned as a template, which counts nowhere: all of it, or a part.",
        group="arrange",
        contexts=("any", "tree"),
        tables=("components", "tasks"),
        args=(
            Arg("name", "text", "what the template is called", required=False, worded=True),
            _ONLY,
        ),
        verb="template",
        refuse=_no_target,
        propose=_template,
    ),
    Action(
        id="plan.new_from",
        title="New from a template",
        help="Makes of a template what it holds, to begin on a day of its own.",
        group="arrange",
        contexts=("any", "tree"),
        args=(
            Arg("template", "template", "which template"),
            _START,
            structs.replace(_INTO, prompt="where it goes; here where empty"),
            structs.replace(_NAME, prompt="what it is called; as the template where empty"),
        ),
        verb="new_from",
        is_everywhere=True,
        propose=_new_from,
    ),
)
"""Copies of plans, and templates."""
