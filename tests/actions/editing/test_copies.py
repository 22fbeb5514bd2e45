"""This file tests templates: kept apart, used as a copy would be, refused in a sentence."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import json, structs

from pmtui.actions.core.action import NEW_KEY, Refused
from pmtui.actions.editing.originals import PARTS
from pmtui.demo import sample_workspace
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import Op, Ops, apply, create, edit, invert, settle_keys
from pmtui.model.choosing.decisions import Decision
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.registers import ActionItem, Change, Issue
from pmtui.model.entities.risks import Risk
from pmtui.model.entities.templates import Template, TemplateRow
from pmtui.model.governance.gates import Gate, GateCriterion
from pmtui.model.governance.lessons import Lesson
from pmtui.model.merging.settle import validated
from pmtui.model.rules.life_cycles import has_ended
from pmtui.model.workspace.schema import TABLES, field_specs
from pmtui.model.workspace.workspace import Workspace
from tests.actions.doing import after, at, proposed, refusal, row
from tests.actions.editing.test_copying import TRIES, dates, plans
from tests.conftest import (
    TODAY,
    a_component,
    a_person,
    a_project,
    a_risk,
    a_task,
    a_workspace,
    id_of,
)

MONDAY = date(2027, 3, 1)
REGISTERS = ("risks", "issues", "changes", "action_items", "lessons", "decisions")


def kept(workspace: Workspace, key: str, **values: Any) -> tuple[Workspace, Template]:
    """A workspace with a template of what a key names, and that template."""
    now = after("plan.template", at(workspace, key), **values)
    template = max(now.rows_of(Template).values(), key=lambda one: one.id)
    return now, template


def used(workspace: Workspace, template: Template, scope: str = "", **values: Any) -> Ops:
    situation = at(workspace, scope=scope)
    return proposed("plan.new_from", situation, template=template.id, **values).ops


def made(ops: Ops) -> list[str]:
    """What ops create, in no order, with names in the place of their ids."""
    names: dict[object, str] = {}
    for op in ops:
        fields = dict(_new(op))
        title = fields.get("name") or fields.get("title") or fields.get("text", "")
        names[op.id] = f"{op.table} {title} in {names.get(fields.get('component'), '')}"

    def told(value: object) -> str:
        return str(names.get(value, value) if isinstance(value, int) else value)

    return sorted(
        f"{op.table} {sorted((name, told(value)) for name, value in _new(op))}" for op in ops
    )


def _new(op: Op) -> list[tuple[str, Any]]:
    assert op.op == "create"
    return list(op.new.items())


@settings(max_examples=TRIES)
@given(plans(), st.none() | dates, st.sampled_from(("PG-1", "P-1", "P-3", "T-1", "T-3")))
def test_what_is_made_from_a_template_is_what_a_copy_would_have_been(
    workspace: Workspace, start: date | None, key: str
) -> None:
    copied = proposed("plan.copy", at(workspace, key), start=str(start or ""), name="Again").ops
    with_template, template = kept(workspace, key)
    into = row(workspace, key).component
    ops = used(with_template, template, start=str(start or ""), name="Again", into=into)
    assert made(ops) == made(copied)
    validated(with_template, settle_keys(with_template, ops))


@pytest.mark.parametrize("key", ["PG-1", "P-1", "P-4", "PF-1"])
def test_a_template_of_the_sample_is_used_as_a_copy_would_be(key: str) -> None:
    workspace = sample_workspace()
    into = row(workspace, key).component
    copied = proposed("plan.copy", at(workspace, key), start="2027-03-01", name="Again").ops
    with_template, template = kept(workspace, key)
    ops = used(with_template, template, start="2027-03-01", name="Again", into=into)
    assert made(ops) == made(copied)


@st.composite
def with_registers(draw: st.DrawFn) -> Workspace:
    """A plan whose first project has a register of every kind, in any state."""
    place: dict[str, Any] = {"component": id_of("P-1")}
    workspace = draw(plans())
    rows: list[tuple[str, Entity]] = [
        ("risks", Risk(id=7001, key="R-1", title="Rain", state="occurred", **place))
    ]
    for number in range(7010, 7010 + draw(st.integers(0, 8))):
        who: dict[str, Any] = {"owner": draw(st.sampled_from((0, id_of("H-1")))), **place}
        due: dict[str, Any] = {"due": draw(st.none() | dates), **who}
        due["archived"] = draw(st.booleans())
        is_over = draw(st.booleans())
        rows.append(
            draw(st.sampled_from((
                ("issues", Issue(id=number, key=f"I-{number}", title="Down", from_risk=7001,
                                 decision="moved", state="closed" if is_over else "open", **due)),
                ("changes", Change(id=number, key=f"C-{number}", title="More",
                                   raised_by=id_of("H-1"), decision="accept",
                                   decided_at=TODAY, state="accepted", **due)),
                ("action_items", ActionItem(id=number, key=f"X-{number}", title="Call",
                                            state="done" if is_over else "open", **due)),
                ("lessons", Lesson(id=number, key=f"LL-{number}", title="Ask", learnt_at=TODAY,
                                   state="applied" if is_over else "raised", **due)),
                ("decisions", Decision(id=number, key=f"D-{number}", title="Which",
                                       decided_at=TODAY if is_over else None, **who)),
            )))
        )  # fmt: skip
    return apply(workspace, tuple(create(table, one) for table, one in rows))


@settings(max_examples=TRIES)
@given(with_registers(), st.none() | dates, st.sampled_from(("register", "board")))
def test_a_part_made_from_a_template_is_what_a_copy_of_the_part_would_have_been(
    workspace: Workspace, start: date | None, only: str
) -> None:
    into: dict[str, Any] = {"into": id_of("P-3"), "start": str(start or "")}
    if only == "board" and not _rows_in(workspace, "tasks", "P-1"):
        assert "has no board to copy" in refusal(
            "plan.copy", at(workspace, "P-1"), only=only, **into
        )
        return
    copied = proposed("plan.copy", at(workspace, "P-1"), only=only, **into).ops
    with_template, template = kept(workspace, "P-1", only=only)
    ops = used(with_template, template, **into)
    assert made(ops) == made(copied)
    validated(with_template, settle_keys(with_template, ops))
    if only == "register":
        came = Counter(table for table, rows in workspace.tables.items() for one in rows.values()
                       if table in REGISTERS and one.component == id_of("P-1")
                       and not one.archived)  # type: ignore[attr-defined]  # fmt: skip
        assert Counter(op.table for op in ops) == came


@settings(max_examples=TRIES)
@given(with_registers(), dates)
def test_a_register_begins_anew_with_its_people_and_its_risks(
    workspace: Workspace, start: date
) -> None:
    values = {"only": "register", "into": id_of("P-3"), "start": str(start)}
    now = after("plan.copy", at(workspace, "P-1"), **values)
    for table in REGISTERS:
        before = [one for one in _rows_in(workspace, table, "P-1") if not one.archived]
        copies = _rows_in(now, table, "P-3")
        assert [one.owner for one in copies] == [one.owner for one in before]
        if TABLES[table].due == "due":
            assert [one.due is None for one in copies] == [one.due is None for one in before]
        assert not any(has_ended(one) for one in copies)
    (risk,) = _rows_in(now, "risks", "P-3")
    assert {one.from_risk for one in _rows_in(now, "issues", "P-3")} <= {risk.id}
    assert {one.decision for one in _rows_in(now, "issues", "P-3")} <= {""}
    assert {one.decided_at for one in _rows_in(now, "changes", "P-3")} <= {None}


@settings(max_examples=TRIES)
@given(with_registers())
def test_a_copy_of_a_whole_project_has_none_of_what_came_up_in_it(workspace: Workspace) -> None:
    tables = {op.table for op in proposed("plan.copy", at(workspace, "P-1")).ops}
    assert tables.isdisjoint({*REGISTERS} - {"risks"})
    assert "risks" in tables


def test_a_copy_of_a_part_says_where_it_went_and_how_much_it_is() -> None:
    values = {"only": "register", "into": id_of("P-2"), "start": "2027-03-01"}
    assert proposed("plan.copy", at(_gated(), "P-1"), **values).message == (
        "copied the register of P-1 project P-1 to P-2 project P-2; begins Mon 1 Mar 2027; 1 risk"
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [({}, "into: say which component takes the register of P-1"),
     ({"into": id_of("P-2"), "name": "Again"}, "name: a register has none; say into which")],
)  # fmt: skip
def test_a_copy_of_a_part_needs_a_place_and_has_no_name(
    values: dict[str, Any], reason: str
) -> None:
    assert reason in refusal("plan.copy", at(_gated(), "P-1"), only="register", **values)


@settings(max_examples=TRIES)
@given(plans(), st.sampled_from(("PG-1", "P-1", "T-1")))
def test_a_template_changes_nothing_but_its_own_tables(workspace: Workspace, key: str) -> None:
    ops = proposed("plan.template", at(workspace, key)).ops
    assert {op.table for op in ops} == {"templates", "template_rows"}
    assert {TABLES[op.table].counts_in for op in ops} == {""}
    now = apply(workspace, settle_keys(workspace, ops))
    before, with_template = Figures(workspace, TODAY), Figures(now, TODAY)
    assert with_template.rollup() == before.rollup()
    assert {t: dict(r) for t, r in apply(now, invert(ops)).tables.items() if r} == {
        t: dict(r) for t, r in workspace.tables.items() if r
    }


def _gated() -> Workspace:
    done: dict[str, Any] = {"percent": 60, "actual_start": TODAY}
    return a_workspace(
        a_component("PG-1"),
        a_project("P-1", "PG-1", start=date(2026, 11, 2), owner=id_of("H-1")),
        a_project("P-2", "PG-1"),
        a_person("H-1", "Ann"),
        a_person("H-2", "Bob"),
        a_task("T-1", "Design", duration=960, owner=id_of("H-2"), **done),
        a_task("T-2", "Build", duration=480, after="T-1", under="T-3", due=date(2026, 11, 13)),
        a_task("T-3", "Frame"),
        a_task("T-9", "There", project="P-2", duration=480),
        a_risk("R-1", title="Rain", state="occurred", owner=id_of("H-2")),
        Gate(id=81, key="G-1", component=id_of("P-1"), title="Go", due=date(2026, 11, 16)),
        GateCriterion(id=82, component=id_of("P-1"), gate=81, text="tested", met=True),
    )


def _rows_in(workspace: Workspace, table: str, place: str) -> list[Any]:
    return [one for one in workspace.rows(table).values() if one.component == id_of(place)]


def test_gates_go_into_another_project_with_criteria_that_nobody_has_met() -> None:
    workspace, template = kept(_gated(), "P-1", only="gates")
    assert (template.kind, template.name) == ("gates", "project P-1 gates")
    now = apply(workspace, used(workspace, template, into=id_of("P-2"), start="2027-03-01"))
    (gate,) = _rows_in(now, "gates", "P-2")
    assert (gate.title, gate.due, gate.decision) == ("Go", date(2027, 3, 15), "")
    (criterion,) = _rows_in(now, "gate_criteria", "P-2")
    assert (criterion.gate, criterion.text, criterion.met) == (gate.id, "tested", False)
    assert len(now.components) == len(workspace.components)


def test_a_register_goes_into_a_component_with_its_roles_and_begins_anew() -> None:
    workspace, template = kept(_gated(), "P-1", only="register")
    now = apply(workspace, used(workspace, template, into=id_of("P-2")))
    (risk,) = _rows_in(now, "risks", "P-2")
    assert (risk.title, risk.state, risk.owner) == ("Rain", "identified", id_of("H-2"))


def test_a_board_goes_behind_the_cards_of_a_project_with_outline_and_links() -> None:
    workspace, template = kept(_gated(), "P-1", only="board")
    ops = used(workspace, template, into=id_of("P-2"), start="2027-03-01")
    now = validated(workspace, settle_keys(workspace, ops))
    cards = {one.title: one for one in _rows_in(now, "tasks", "P-2")}
    assert cards.keys() == {"There", "Design", "Build", "Frame"}
    assert cards["Build"].parent == cards["Frame"].id
    assert (cards["Design"].percent, cards["Design"].owner) == (0, id_of("H-2"))
    assert cards["Build"].due == date(2027, 3, 12)
    assert all(
        cards["There"].outline_rank < cards[title].outline_rank for title in ("Design", "Frame")
    )
    (link,) = (link for link in now.links.values() if link.successor == cards["Build"].id)
    assert link.predecessor == cards["Design"].id
    columns = {card.column for title, card in cards.items() if title != "There"}
    assert columns == {now.board_of(id_of("P-2"))[0].id}


@pytest.mark.parametrize("only", sorted(PARTS))
def test_a_part_of_a_component_without_it_is_refused(only: str) -> None:
    bare = a_workspace(a_project("P-1"))
    said = refusal("plan.template", at(bare, "P-1"), only=only)
    assert said == f"P-1 project P-1 has no {only} to keep as a template"


def test_a_template_outlives_what_it_was_made_of() -> None:
    workspace, template = kept(_gated(), "P-1")
    project = workspace.components[id_of("P-1")]
    gone = apply(workspace, [Op("delete", "components", project.id, old={})])
    now = apply(gone, used(gone, template, start="2027-03-01"))
    top = next(one for one in now.components.values() if one.name == template.name)
    assert (top.start, top.owner, top.component) == (MONDAY, id_of("H-1"), 0)


def test_who_is_archived_or_gone_since_has_no_role_and_that_is_said() -> None:
    workspace, template = kept(_gated(), "P-1")
    ann, bob = (workspace.people[id_of(key)] for key in ("H-1", "H-2"))
    now = apply(
        workspace, (Op("delete", "people", ann.id, old={}), *edit("people", bob, archived=True))
    )
    proposal = proposed("plan.new_from", at(now), template=template.id)
    assert proposal.message.endswith(
        "; without H-2 Bob (archived); without 1 person that this store does not have"
    )
    rows = [op.new for op in proposal.ops]
    assert not any(new.get("owner") for new in rows)
    validated(now, settle_keys(now, proposal.ops))


def test_it_goes_where_one_stands_or_nearest_above_and_by_default_to_the_top() -> None:
    workspace, template = kept(_gated(), "P-1")
    tops = [used(workspace, template, scope)[0].new for scope in ("", "PG-1", "P-2")]
    assert [new.get("component", 0) for new in tops] == [0, id_of("PG-1"), id_of("PG-1")]


def test_the_message_says_key_start_finish_and_how_much() -> None:
    workspace, template = kept(_gated(), "P-1")
    proposal = proposed(
        "plan.new_from", at(workspace), template=template.id, start="2027-03-06", name="Next"
    )
    now = validated(workspace, settle_keys(workspace, proposal.ops))
    assert proposal.message.replace(NEW_KEY, "P-3") == (
        "P-3 Next is made from TP-1; begins Mon 8 Mar 2027, the first working day from Sat 6 Mar "
        "2027 on; finishes Wed 10 Mar 2027; 3 tasks, 1 component, 1 risk, 1 gate, 1 link"
    )
    assert Figures(now, TODAY).rollup(proposal.focus).finish == date(2027, 3, 10)
    assert proposal.words_in(now).startswith(now.components[proposal.focus].key)
    kept_message = proposed("plan.template", at(_gated(), "P-1"))
    assert kept_message.message.replace(NEW_KEY, "TP-1") == (
        "TP-1 project P-1 is a template of P-1: 3 tasks, 1 component, 1 risk, 1 gate, 1 link"
    )


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"start": "soonish"}, "start: 'soonish' is not a date"),
        ({"into": id_of("P-2")}, "into: a project cannot lie in a project, P-2 is a project"),
        ({"into": 77}, "into: a copy goes into a component"),
        ({"template": 77}, "template: say which one, by its key or name"),
    ],
)
def test_what_cannot_be_made_so_is_refused_in_a_sentence(
    values: dict[str, Any], reason: str
) -> None:
    workspace, template = kept(_gated(), "P-1")
    assert reason in refusal("plan.new_from", at(workspace), **{"template": template.id, **values})


def test_a_board_needs_a_project_and_has_no_name_and_an_archived_template_is_not_used() -> None:
    workspace, template = kept(_gated(), "P-1", only="board")
    values: dict[str, Any] = {"template": template.id}
    assert refusal("plan.new_from", at(workspace), **values).startswith("into: it goes into a")
    there = {**values, "into": id_of("PG-1")}
    assert "a task needs a project, PG-1 is a program" in refusal(
        "plan.new_from", at(workspace), **there
    )
    named = {**values, "into": id_of("P-2"), "name": "X"}
    assert "which has no name" in refusal("plan.new_from", at(workspace), **named)
    away = apply(workspace, edit("templates", template, archived=True))
    assert refusal("plan.new_from", at(away), **values) == (
        "TP-1 project P-1 board is archived: restore TP-1 first"
    )


def test_a_task_has_no_part_to_keep() -> None:
    assert "T-1 is a task, which has no gates" in refusal(
        "plan.template", at(_gated(), "T-1"), only="gates"
    )


def _with(workspace: Workspace, *rows: TemplateRow) -> Workspace:
    own = {one.id: one for one in workspace.rows_of(TemplateRow).values()}
    own |= {one.id: one for one in rows}
    return Workspace({**workspace.tables, "template_rows": own}, revision=1)


def test_rows_and_fields_of_a_later_version_stay_in_the_template_and_are_not_made() -> None:
    workspace, template = kept(_gated(), "P-1")
    first = min(workspace.rows_of(TemplateRow).values(), key=lambda one: one.number)
    document = {**json.decode(first.document), "mood": "sunny"}
    newer = structs.replace(first, document=json.encode(document).decode())
    strange = TemplateRow(id=99, template=template.id, number=900, holds="dreams", document="{}")
    now = _with(workspace, newer, strange)
    proposal = proposed("plan.new_from", at(now), template=template.id)
    assert "1 of its rows needs a newer version" in proposal.message
    assert made(proposal.ops) == made(used(workspace, template))
    kept_rows = apply(now, settle_keys(now, proposal.ops)).rows("template_rows")
    assert kept_rows == now.rows("template_rows")


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "{}",
        '{"id": "x"}',
        '{"id": 5, "percent": "many", "title": "T"}',
        "[" * 5000,
        "\ud800",
    ],
)
def test_what_cannot_be_read_of_a_template_is_named(document: str) -> None:
    workspace, template = kept(_gated(), "P-1")
    broken = TemplateRow(id=99, template=template.id, number=900, holds="tasks", document=document)
    now = _with(workspace, broken)
    with pytest.raises(Refused, match="TP-1 cannot be used: row 900 of it cannot be read"):
        used(now, template)


def test_a_template_without_rows_is_refused() -> None:
    empty = Template(id=5, key="TP-1", name="Bare")
    now = a_workspace(empty)
    assert refusal("plan.new_from", at(now), template=5) == "TP-1 Bare holds nothing to begin with"


def test_every_part_is_of_tables_that_a_component_has() -> None:
    for spec in TABLES.values():
        if spec.copying is not None and spec.copying.part:
            assert {"component"} <= {field.name for field in field_specs(spec.name)}
            assert spec.counts_in, spec.name


def test_rows_of_a_template_are_never_edited_and_its_name_is() -> None:
    workspace, template = kept(_gated(), "P-1")
    one: Entity = next(iter(workspace.rows("template_rows").values()))
    with pytest.raises(ValueError, match="stays as it is: make another template"):
        validated(workspace, edit("template_rows", one, document="{}"))
    renamed = validated(workspace, edit("templates", template, name="Better"))
    assert renamed.rows_of(Template)[template.id].name == "Better"
