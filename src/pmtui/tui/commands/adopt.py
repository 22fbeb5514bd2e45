"""This file takes in on the screen what lies beside the plan: a changed file, or a what-if."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar

from pmtui import clock
from pmtui.actions.adding.creation import new_entity
from pmtui.actions.core.action import Refused, Target
from pmtui.actions.editing.set_fields import reading_of
from pmtui.model.changes.ops import plain
from pmtui.model.entities.entity import title_of
from pmtui.model.merging.outcome import ConflictQuestion
from pmtui.model.scenarios.overlay import drafts_in, edits_of, laid_over, left_out_words
from pmtui.model.scenarios.scenarios import SCENARIOS, Scenario
from pmtui.model.workspace.schema import field_spec
from pmtui.query.values.field_values import read_value
from pmtui.session.outside_changes import Choice, OutsideChange
from pmtui.tui.background import Job, beside
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.screens.adopt_changes import OF_A_SCENARIO, AdoptScreen, ChangesScreen, Decision
from pmtui.tui.unsaved.conflict_screen import Answers, ConflictScreen
from pmtui.views.changes.change_list import Changes, changes
from pmtui.views.changes.conflict_card import ConflictCard, conflict_card
from pmtui.views.changes.scenario_comparison import SIDES, compared_scenarios
from pmtui.views.shapes.table import Section

Answer = TypeVar("Answer")
FILE: str = "in the file"
"""How the side is called that was written outside."""


def adopt(desk: Workbench) -> None:
    """Show what was changed outside pmtui, and take it in or discard it when told to."""
    desk.say("reading the file")
    _then(desk, desk.session.outside(), lambda outside: _show(desk, outside))


def _show(desk: Workbench, outside: OutsideChange | None) -> None:
    if outside is None:
        desk.say("nothing was changed outside pmtui")
        return
    desk.say("")
    found = changes(outside.before, outside.after, 0, desk.session.today)

    def decided(decision: Decision | None) -> None:
        if decision is None:
            desk.say("the file waits: Adopt asks again")
        elif decision == "discard":
            _take(desk, outside, (), "discard")
        elif outside.disputes:
            _ask(desk, outside)
        else:
            _take(desk, outside, (), "")

    change = (found.sections, found.summary)
    screen = AdoptScreen(outside.what, change, outside.notes, outside.unreadable)
    desk.push(screen, decided)


def _ask(desk: Workbench, outside: OutsideChange) -> None:
    session = desk.session
    zone = clock.zone_or_utc(session.workspace.policy.timezone)

    def card(dispute: ConflictQuestion) -> ConflictCard:
        return conflict_card(session.workspace, dispute, session.today, zone, mine=FILE)

    def read(dispute: ConflictQuestion, text: str) -> object:
        spec = field_spec(dispute.table, dispute.field)
        situation = desk.situation()
        row = situation.workspace.get(dispute.table, dispute.id)
        if spec is None or row is None:
            raise ValueError("it cannot be edited any more")
        return plain(read_value(spec, text, reading_of(situation, dispute.table, row)))

    def answered(answers: Answers | None) -> None:
        # Whoever leaves the questions for later has agreed to the rest.
        _take(desk, outside, answers or (), "")

    later = "later (the file waits, the rest is taken in)"
    desk.push(ConflictScreen(outside.disputes, card, read, later=later), answered)


def _take(desk: Workbench, outside: OutsideChange, answers: Answers, choice: Choice) -> None:
    _then(desk, desk.session.adopt(outside, answers, choice), desk.say)


def _then(desk: Workbench, asked: "Future[Answer]", arrived: Callable[[Answer], None]) -> None:
    """Wait beside the screen for what was asked, and go on with it."""

    def wait(_job: Job) -> Answer:
        error = asked.exception()
        if error is not None:
            raise Refused(str(error)) from error
        return asked.result()

    beside(desk.screen, wait, arrived, lambda words: desk.say(words, bad=True))


_MOST: Final = 9
"""Scenarios that have a digit."""
_BACK: Final = "W"


def what_if(desk: Workbench) -> None:
    """Choose a scenario to show; where one is shown, what becomes of it."""
    if desk.screen.as_of is not None:
        desk.say(f"{desk.screen.as_of.words} there are no what-ifs: @ comes back to now", bad=True)
        return
    shown = desk.session.scenario
    target = desk.target
    if shown:
        _choose_what_becomes(desk, shown)
    elif target is not None and target.table == SCENARIOS.name and _is_draft(desk, target.id):
        _go_into(desk, target.id)
    else:
        _choose(desk)


def _is_draft(desk: Workbench, scenario_id: int) -> bool:
    return any(row.id == scenario_id for row in drafts_in(desk.session.workspace))


def _choose(desk: Workbench) -> None:
    # The newest are the likeliest; all of them are in the list that `:scenarios` shows.
    rows = drafts_in(desk.session.workspace)
    digits = {str(at): row for at, row in enumerate(rows[:_MOST], 1)}
    letters = {digit: f"{row.key} {row.name}" for digit, row in digits.items()}

    def chosen(letter: str) -> None:
        if letter == "n":
            _begin(desk)
        else:
            _go_into(desk, digits[letter].id)

    desk.choose("what if", {**letters, "n": "new"}, chosen)


def _begin(desk: Workbench) -> None:
    def named(name: str) -> None:
        session = desk.session
        if session.read_only:
            desk.say(f"read-only: {session.read_only}", bad=True)
            return
        try:
            ops = new_entity(
                desk.situation(),
                SCENARIOS.name,
                "",
                {"name": name.strip(), "owner": session.actor},
            )
            ticket = session.submit(ops, "entity.add")
        except Refused as refused:
            desk.say(str(refused), bad=True)
            return
        desk.done(ticket, 0, "")
        _go_into(desk, ops[0].id)

    desk.ask(
        Question(
            "what if",
            named,
            echo=lambda text: (
                "a name for it: what is edited then leaves the plan as it is"
                if not text.strip()
                else ""
            ),
            refuse=lambda text: "" if text.strip() else "give it a name, such as: board cut 10 %",
        )
    )


def _go_into(desk: Workbench, scenario_id: int, then: Callable[[], None] = lambda: None) -> None:
    """Show a scenario, or the plan (0), and go on."""
    session = desk.session

    def arrived(_none: None) -> None:
        desk.screen.redraw()
        desk.screen.tree_pane.show(desk.screen.showing)
        desk.screen.rest()
        desk.say(_words(desk, scenario_id))
        then()

    def wait() -> None:
        session.show_scenario(scenario_id).result()

    beside(desk.screen, lambda _job: wait(), arrived, lambda words: desk.say(words, bad=True))


def _words(desk: Workbench, scenario_id: int) -> str:
    row = desk.session.workspace.rows_of(Scenario).get(scenario_id)
    if row is None:
        return "this is the plan again"
    left = left_out_words(desk.session.plan, desk.session.overlay)
    more = f"; {left[0]}{f' (and {len(left) - 1} more)' if len(left) > 1 else ''}" if left else ""
    return f"what-if {row.key} {row.name}: edits leave the plan as it is, W ends it{more}"


def _choose_what_becomes(desk: Workbench, scenario_id: int) -> None:
    row = desk.session.workspace.rows_of(Scenario).get(scenario_id)
    name = f"{row.key} {title_of(row)}" if row is not None else "it"
    letters = {
        _BACK: "back to the plan",
        "c": "what changes, apply or give up",
        "s": "side by side",
        "o": "another",
    }

    def chosen(letter: str) -> None:
        if letter == _BACK:
            _go_into(desk, 0)
        elif letter == "o":
            _choose(desk)
        elif letter == "s":
            _compare(desk, scenario_id)
        else:
            _review(desk, scenario_id)

    desk.choose(f"what if {name}", letters, chosen)


def _review(desk: Workbench, scenario_id: int) -> None:
    """List what the scenario changes; it can be made the plan, or given up, from there."""
    session = desk.session
    plan, today = session.plan, session.today
    desk.say("comparing it with the plan")

    def compared(_job: Job) -> tuple[Changes, tuple[str, ...]]:
        overlay = laid_over(plan, scenario_id)
        return changes(plan, overlay.workspace, 0, today), left_out_words(plan, overlay)

    def arrived(answer: tuple[Changes, tuple[str, ...]]) -> None:
        listed, left = answer
        desk.say("")
        row = plan.rows_of(Scenario)[scenario_id]
        none = "" if edits_of(plan, scenario_id) else "nothing is edited in it yet"
        screen = AdoptScreen(
            f"{row.key} {row.name} against the plan",
            (listed.sections, listed.summary),
            left,
            none or session.read_only,
            OF_A_SCENARIO,
        )
        desk.push(screen, lambda decision: _decided(desk, scenario_id, decision))

    beside(desk.screen, compared, arrived, lambda words: desk.say(words, bad=True))


def _compare(desk: Workbench, scenario_id: int) -> None:
    """Show what the plan, the scenario shown and the newest others come to, side by side."""
    session = desk.session
    plan, today, scope = session.plan, session.today, desk.screen.showing.scope_id
    others = [row for row in drafts_in(plan) if row.id != scenario_id][: SIDES - 1]
    shown = [row for row in drafts_in(plan) if row.id == scenario_id]
    desk.say("working them out")

    def arrived(section: Section) -> None:
        desk.say("")
        name = plan.components[scope].name if scope in plan.components else "everything"
        desk.push(ChangesScreen(f"what if: {name}", (section,)), lambda _target: None)

    beside(
        desk.screen,
        lambda _job: compared_scenarios(plan, [*shown, *others], scope, today).section(today),
        arrived,
        lambda words: desk.say(words, bad=True),
    )


def _decided(desk: Workbench, scenario_id: int, decision: Decision | None) -> None:
    if decision is None:
        return
    action_id = "scenario.apply" if decision == "take" else "scenario.discard"
    target = Target(SCENARIOS.name, scenario_id)
    _go_into(desk, 0, lambda: desk.perform(action_id, named=(target,)))
