"""This file sets fields, adds by one line, archives and restores: what works on every entity."""

from collections.abc import Sequence
from typing import Final, cast

from pmtui.actions.cards import column_named, entering
from pmtui.actions.create import new_entity, table_of_word
from pmtui.actions.spec import Action, Arg, Proposal, Refused, Situation, Target, Values
from pmtui.model.components import Component
from pmtui.model.entity import Entity, is_archived, title_of
from pmtui.model.ops import Ops, edit
from pmtui.model.schema import TABLES, FieldSpec, field_spec, field_specs
from pmtui.model.states import ENDED_COMPONENT_STATES
from pmtui.model.tasks import Task
from pmtui.query.quickadd import QuickAdd, parse_quickadd
from pmtui.query.values import ValueContext, ValueProblem, parse_value

SYSTEM_FIELDS: Final = frozenset({"id", "key", "component", "about", "about_table"})
"""Fields that people do not set by name: they have actions of their own."""


def editable(table: str) -> tuple[FieldSpec, ...]:
    """The fields of a table that a person may set."""
    return tuple(
        spec
        for spec in field_specs(table)
        if spec.name not in SYSTEM_FIELDS and spec.kind != "rank" and spec.name != "archived"
    )


def value_context(situation: Situation) -> ValueContext:
    """What reading a typed value needs to know."""
    return ValueContext(situation.workspace, situation.today, situation.actor)


def set_field(situation: Situation, row: Entity, table: str, name: str, text: str) -> Ops:
    """Ops that give a field of one row the value a person typed.

    Raises:
        Refused: no such field, or a value it cannot have.
    """
    spec = field_spec(table, name)
    if spec is None or spec not in editable(table):
        names = ", ".join(one.name for one in editable(table))
        raise Refused(f"a {TABLES[table].word} has no field {name!r} to set; it has {names}")
    if table == "tasks" and name == "column":
        board = situation.workspace.board_of(row.component)
        column = column_named(board, text)
        if column is None:
            there = ", ".join(one.name for one in board) or "none"
            raise Refused(f"no column {text!r} on this board; there is {there}")
        return entering(situation, cast("Task", row), column)
    try:
        value = parse_value(value_context(situation), spec, text)
    except ValueProblem as problem:
        raise Refused(f"{row.key or title_of(row)}: {problem}") from problem
    return edit(table, row, **{name: value})


def _set(situation: Situation, values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is not None:
            ops += set_field(
                situation, row, target.table, str(values["field"]), str(values["value"])
            )
    return Proposal(ops, _said(situation, f"{values['field']} set".replace("_", " ")))


def _said(situation: Situation, text: str) -> str:
    rows = situation.rows
    return f"{rows[0].key or title_of(rows[0])} {text}" if len(rows) == 1 else (
        f"{len(rows)} rows: {text}"
    )


def quick_ops(situation: Situation, quick: QuickAdd, table: str, kind: str) -> tuple[Ops, int]:
    """Ops for a quick-add line, and the id of what it makes; unknown people are made as well."""
    ops: Ops = ()
    fields = dict(quick.fields)
    for field, name in quick.unknown_people:
        person = new_entity(situation, "people", "", {"name": name})
        ops += person
        fields[field] = person[0].id
    made = new_entity(situation, table, kind, fields)
    ops += made
    for giver in quick.after:
        link = {"giver": giver, "taker": made[0].id, "component": made[0].new["component"]}
        ops += new_entity(situation, "links", "", link)
    return ops, made[0].id


def _add(situation: Situation, values: Values) -> Proposal:
    word = str(values.get("kind") or "task")
    found = table_of_word(word)
    if found is None:
        words = ", ".join(spec.word for spec in TABLES.values())
        raise Refused(f"there is no kind {word!r}; there is {words}")
    table, kind = found
    ops: Ops = ()
    focus = 0
    lines = [line for line in str(values["text"]).splitlines() if line.strip()]
    if not lines:
        raise Refused("type a title first")
    for line in lines:
        try:
            quick = parse_quickadd(value_context(situation), table, line)
        except ValueProblem as problem:
            raise Refused(str(problem)) from problem
        more, made = quick_ops(situation, _within(situation, values, quick), table, kind)
        ops += more
        focus = focus or made
    return Proposal(ops, "", focus)


def _within(situation: Situation, values: Values, quick: QuickAdd) -> QuickAdd:
    """The line with what the place it was typed in adds: the column or the parent."""
    placed = {
        name: values[name] for name in ("column", "parent", "task") if values.get(name)
    }
    if not placed:
        return quick
    return quick.with_defaults(placed)


def _archive(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is None:
            continue
        if "archived" not in row.__struct_fields__:
            raise Refused(f"a {TABLES[target.table].word} is not archived; remove it with x")
        reason = living(situation, target)
        if reason:
            raise Refused(reason)
        ops += edit(target.table, row, archived=True)
    return Proposal(ops, _said(situation, "archived, u brings it back"))


def living(situation: Situation, target: Target) -> str | None:
    """Why something still lives on an entity, so that it is closed rather than archived."""
    workspace = situation.workspace
    if target.table == "tasks":
        children = [workspace.tasks[one] for one in workspace.ids_by("tasks", "parent", target.id)]
        if any(not one.archived for one in children):
            return f"{title_of(workspace.tasks[target.id])} has sub-tasks: archive those first"
    if target.table != "components":
        return None
    component = workspace.components[target.id]
    alive = [
        workspace.components[one]
        for one in workspace.children(target.id)
        if not workspace.components[one].archived
    ]
    if alive:
        return f"{component.key} holds {len(alive)} components: archive or move them first"
    if component.state in ENDED_COMPONENT_STATES or component.state in {"", "idea", "draft"}:
        return None
    return _open_work(situation, component)


def _open_work(situation: Situation, component: Component) -> str | None:
    workspace = situation.workspace
    for table, word in (("risks", "risks"), ("issues", "issues"), ("benefits", "benefits")):
        rows: Sequence[Entity] = [
            workspace.rows(table)[one]
            for one in workspace.ids_by(table, "component", component.id)
        ]
        held = [one for one in rows if not is_archived(one) and _is_open(one)]
        if held:
            return (
                f"{component.key} has {len(held)} open {word}: close them, or set its state"
                " to closed or cancelled, then archive"
            )
    return None


def _is_open(row: Entity) -> bool:
    return getattr(row, "state", "") not in {"closed", "expired", "occurred", "resolved", "retired"}


def _restore(situation: Situation, _values: Values) -> Proposal:
    ops: Ops = ()
    for target in situation.targets:
        row = situation.workspace.get(target.table, target.id)
        if row is not None and is_archived(row):
            ops += edit(target.table, row, archived=False)
    if not ops:
        raise Refused("nothing of this is archived")
    return Proposal(ops, _said(situation, "restored"))


def _rename(situation: Situation, values: Values) -> Proposal:
    target, row = situation.targets[0], situation.rows[0]
    field = next(
        name for name in ("name", "title", "text") if name in row.__struct_fields__
    )
    return Proposal(set_field(situation, row, target.table, field, str(values["text"])))


def _no_target(situation: Situation) -> str | None:
    return None if situation.rows else "nothing under the cursor"


ACTIONS: Final = (
    Action(
        id="entity.add",
        title="Add here",
        help="Adds what this view shows, from one typed line: title !priority @owner #tag due:fri.",
        group="add",
        keys=("a",),
        contexts=("any", "tree"),
        args=(Arg("kind", "choice", "kind", required=False), Arg("text", "quick", "new")),
        verb="add",
        propose=_add,
    ),
    Action(
        id="entity.set",
        title="Set field",
        help="Sets one field of what is under the cursor, or of everything marked.",
        group="set",
        keys=("s",),
        contexts=("any", "tree"),
        args=(Arg("field", "field", "field"), Arg("value", "text", "value")),
        verb="set",
        bulk=True,
        refuse=_no_target,
        propose=_set,
    ),
    Action(
        id="entity.rename",
        title="Rename",
        help="Changes the name or title of what is under the cursor.",
        group="act",
        keys=("e",),
        contexts=("any", "tree"),
        args=(Arg("text", "text", "name"),),
        refuse=_no_target,
        propose=_rename,
    ),
    Action(
        id="entity.archive",
        title="Archive",
        help="Puts away what is under the cursor, or everything marked; undo brings it back.",
        group="act",
        keys=("d",),
        contexts=("any", "tree"),
        verb="archive",
        bulk=True,
        refuse=_no_target,
        propose=_archive,
    ),
    Action(
        id="entity.restore",
        title="Restore",
        help="Brings back what was archived.",
        group="act",
        verb="restore",
        bulk=True,
        refuse=_no_target,
        propose=_restore,
    ),
)
"""What works on every entity."""
