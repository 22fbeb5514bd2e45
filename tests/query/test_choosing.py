"""This file tests what a choice keeps by the store: money by part and quarter, roles, rules."""

from datetime import date
from typing import Any

from pmtui.figures.selection.problem import Posed, SelectionLimit, SelectionProblem, chosen_keys
from pmtui.figures.selection.selecting import Selection, select
from pmtui.figures.selection.why_out import left_out, reason_in_words, rule_in_words
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.benefits.profiles import Attribution
from pmtui.model.choosing.selection_rules import SelectionRule
from pmtui.model.costing.funding import Funding
from pmtui.model.costing.ledger import CostLine
from pmtui.model.entities.entity import Entity, Money
from pmtui.model.entities.people import Person
from pmtui.model.entities.registers import Benefit
from pmtui.model.entities.tasks import Link, Task
from pmtui.model.rules.checks import check
from pmtui.model.staffing.teams import Leave, RoleRequest
from pmtui.query.choosing import Asked, pose
from tests.conftest import a_component, a_project, a_workspace, eur, figures_of, id_of

_TODAY = date(2026, 12, 1)


def a_candidate(key: str, cost: int, worth: int | None, within: str = "PF-1", **fields: Any) -> Any:
    """A project that may be done; its cost lies in its first month."""
    start = fields.pop("start", date(2027, 1, 11))
    return a_project(
        key, within, state=fields.pop("state", "draft"), budget=eur(cost), start=start,
        finish=fields.pop("finish", start.replace(day=28)),
        benefits_baseline=None if worth is None else eur(worth), **fields,
    )  # fmt: skip


def a_rule(key: str, of: str, kind: Any, **fields: Any) -> SelectionRule:
    """A rule of a choice."""
    fields = {name: id_of(value) if name in {"other", "benefit"} else value
              for name, value in fields.items()}  # fmt: skip
    return SelectionRule(id=id_of(key), key=key, component=id_of(of), kind=kind, **fields)


def given(key: str, amount: int, at: date = date(2026, 12, 1), into: str = "PF-1") -> Funding:
    """Funding that is agreed."""
    return Funding(
        id=id_of(key), key=key, component=id_of(into), title=key, amount=eur(amount), at=at
    )


def a_portfolio(*rows: Any) -> Figures:
    return figures_of(a_component("PF-1", kind="portfolio"), *rows, today=_TODAY)


def posed(figures: Figures, **asked: Any) -> Posed:
    return pose(figures, id_of("PF-1"), Asked(**asked))


def chosen(figures: Figures, **asked: Any) -> list[str]:
    return chosen_keys(posed(figures, **asked).problem, best(figures, **asked).answer)


def best(figures: Figures, **asked: Any) -> Selection:
    found = select(posed(figures, **asked).problem, lambda: False)
    assert found.status in {"optimal", "infeasible"}
    return found


def limits(problem: SelectionProblem) -> dict[str, int]:
    """What there is of each limit, by its label; money in whole euros."""
    return {limit.label: _whole(limit) for limit in problem.limits}


def _whole(limit: SelectionLimit) -> int:
    return limit.most // int(10**limit.places)


def reasons(figures: Figures) -> dict[str, str]:
    """Why each candidate is out that could take part."""
    problem, found = posed(figures).problem, best(figures)
    keys = [candidate.key for candidate in problem.candidates]
    return {
        keys[at]: reason_in_words(reason, keys.__getitem__, lambda _limit, units: str(units))
        for at, reason in left_out(problem, found.answer)
    }


def test_what_is_given_to_a_part_is_spent_there_before_what_is_given_to_all() -> None:
    rows = (
        a_component("PG-1", "PF-1"), a_component("PG-2", "PF-1"),
        a_candidate("P-1", 60, 60, "PG-1"), a_candidate("P-2", 60, 59, "PG-1"),
        a_candidate("P-3", 60, 58, "PG-2"), a_candidate("P-4", 60, 57),
        given("F-1", 70), given("F-2", 100, into="PG-1"),
    )  # fmt: skip
    figures = a_portfolio(*rows)
    assert limits(posed(figures).problem) == {"budget": 170, "budget by part": 70}
    # 100 of PG-1 and 20 of all for P-1 and P-2: 50 are left, too little for either of the others.
    assert chosen(figures) == ["P-1", "P-2"]
    assert reasons(figures)["P-3"] == "budget lacks 1000"
    # Two parts with money of their own: what one does not spend is not the other's.
    figures = a_portfolio(*rows[:-2], given("F-1", 20), given("F-2", 50, into="PG-1"),
                          given("F-3", 500, into="PG-2"))  # fmt: skip
    assert chosen(figures) == ["P-1", "P-3"]
    assert "budget by part lacks" in reasons(figures)["P-4"]


def test_money_that_comes_later_is_not_spent_before() -> None:
    late = date(2027, 7, 1)
    rows = (
        a_candidate("P-1", 60, 100), a_candidate("P-2", 60, 90),
        a_candidate("P-3", 60, 80, start=date(2027, 8, 2)),
        given("F-1", 70), given("F-2", 80, late),
    )  # fmt: skip
    assert chosen(a_portfolio(*rows)) == ["P-1", "P-3"]
    assert reasons(a_portfolio(*rows))["P-2"].endswith("budget until 2027-06-30 lacks 5000")
    # P-2 may wait for the money: of 150 in all it and P-1 take 120.
    waits = a_rule("SE-1", "P-2", "start_by", latest=date(2027, 9, 30))
    found = best(a_portfolio(*rows, waits))
    assert chosen(a_portfolio(*rows, waits)) == ["P-1", "P-2"]
    problem = posed(a_portfolio(*rows, waits)).problem
    assert [way.shift for way in problem.candidates[1].choices] == [0, 3, 6]
    assert problem.candidates[1].choices[found.answer[1]].shift == 6


def test_what_is_under_way_takes_its_cost_first_and_is_not_weighed() -> None:
    running = a_candidate("P-1", 60, 900, state="executing")
    rows = (a_candidate("P-2", 60, 90), a_candidate("P-3", 30, 40), given("F-1", 100))
    assert chosen(a_portfolio(*rows)) == ["P-2", "P-3"]
    figures = a_portfolio(running, *rows)
    assert limits(posed(figures).problem) == {"budget": 40}
    assert chosen(figures) == ["P-3"]
    assert posed(figures).under_way == ("P-1",)
    # Whoever types a budget asks about all that is not over.
    assert chosen(figures, budgets=(("", eur(60).decimal),)) == ["P-1"]


def test_undated_cost_takes_no_part_where_money_comes_in_several_quarters() -> None:
    undated = a_project("P-1", "PF-1", state="draft", budget=eur(5), benefits_baseline=eur(9))
    one, other = given("F-1", 70), given("F-2", 70, date(2027, 7, 1))
    assert chosen(a_portfolio(undated, one)) == ["P-1"]
    why = "part of its cost has no date: give it a start and a finish"
    assert posed(a_portfolio(undated, one, other)).excluded == (("P-1", why),)


def test_a_foreign_amount_without_a_rate_says_why_nothing_limits_the_choice() -> None:
    odd = Funding(
        id=id_of("F-1"), key="F-1", component=id_of("PF-1"), title="odd",
        amount=Money(5_00, "USD"), at=_TODAY,
    )  # fmt: skip
    answer = posed(a_portfolio(a_candidate("P-1", 5, 9), odd))
    assert (answer.reason, answer.problem.limits) == ("no rate from USD to EUR", ())


def _asks(key: str, of: str, units: int = 100, first: date = date(2027, 1, 1)) -> RoleRequest:
    return RoleRequest(
        id=id_of(key), key=key, component=id_of(of), title="Build", role="Developer", units=units,
        first=first, last=date(first.year, first.month, 28),
    )  # fmt: skip


def _developers(count: int) -> tuple[Person, ...]:
    return tuple(
        Person(id=id_of(f"H-{at}"), key=f"H-{at}", name=f"Dev {at}", role="developer")
        for at in range(1, count + 1)
    )


def test_people_of_a_role_limit_the_choice_quarter_by_quarter() -> None:
    rows = (a_candidate("P-1", 5, 9), a_candidate("P-2", 5, 8), a_candidate("P-3", 5, 7),
            _asks("RQ-1", "P-1", 300), _asks("RQ-2", "P-2", 100), given("F-1", 99))  # fmt: skip
    # 20 working days of January are asked for, times 3 and 1; the quarter has 64, times 8 hours.
    assert chosen(a_portfolio(*rows)) == ["P-1", "P-2", "P-3"]  # nobody knows how many there are
    figures = a_portfolio(*rows, *_developers(1))
    assert limits(posed(figures).problem)["developer from 2027-01-01"] == 64 * 8
    assert chosen(figures) == ["P-1", "P-3"]
    assert reasons(figures)["P-2"] == f"developer from 2027-01-01 lacks {(80 - 64) * 8}"


def test_leave_and_work_in_what_is_no_candidate_lower_what_there_is_of_a_role() -> None:
    away = Leave(
        id=id_of("LV-1"), key="LV-1", person=id_of("H-1"), first=date(2027, 2, 1),
        last=date(2027, 2, 12),
    )  # fmt: skip
    rows = (a_candidate("P-1", 5, 9), _asks("RQ-1", "P-1", 400), *_developers(1))
    busy = (a_candidate("P-9", 5, None, state="executing"), _asks("RQ-9", "P-9", 50))
    label = "developer from 2027-01-01"
    assert limits(posed(a_portfolio(*rows)).problem)[label] == 64 * 8
    assert limits(posed(a_portfolio(*rows, away)).problem)[label] == 54 * 8
    assert limits(posed(a_portfolio(*rows, away, *busy)).problem)[label] == 44 * 8


def test_rules_of_the_store_hold_and_are_named_where_they_keep_something_out() -> None:
    rows = (*(a_candidate(f"P-{at}", 10, 100 - at) for at in range(1, 7)), given("F-1", 30))
    rules = (
        a_rule("SE-1", "P-6", "must", notes="the law"),
        a_rule("SE-2", "P-1", "must_not"),
        a_rule("SE-3", "P-2", "excludes", other="P-3", notes="one market"),
        a_rule("SE-4", "P-4", "at_least_one", group="Ledger"),
        a_rule("SE-5", "P-5", "at_least_one", group="ledger"),
    )
    figures = a_portfolio(*rows, *rules)
    assert chosen(figures) == ["P-2", "P-4", "P-6"]
    assert reasons(figures)["P-1"].startswith("P-1 must not be in (SE-2)")
    assert reasons(figures)["P-3"].startswith("P-2, P-3 exclude each other (SE-3: one market)")


def test_what_must_be_in_takes_part_without_a_value_but_not_without_a_cost() -> None:
    law = a_candidate("P-1", 20, None)
    rows = (a_candidate("P-2", 20, 50), given("F-1", 30), a_rule("SE-1", "P-1", "must"))
    assert chosen(a_portfolio(law, *rows)) == ["P-1"]
    bare = a_project("P-1", "PF-1", state="draft")
    figures = a_portfolio(bare, *rows)
    assert chosen(figures) == ["P-2"]
    assert posed(figures).excluded == (("P-1", "has no budget"),)


def test_who_is_under_way_or_done_counts_as_in_for_the_rules_of_others() -> None:
    done = a_candidate("P-9", 5, None, state="closed")
    gone = a_candidate("P-9", 5, None, state="cancelled")
    needs = a_rule("SE-1", "P-1", "needs", other="P-9")
    excludes = a_rule("SE-1", "P-1", "excludes", other="P-9")
    rows = (a_candidate("P-1", 5, 9), given("F-1", 30))
    assert chosen(a_portfolio(*rows, done, needs)) == ["P-1"]
    assert chosen(a_portfolio(*rows, gone, needs)) == []
    assert chosen(a_portfolio(*rows, done, excludes)) == []
    assert chosen(a_portfolio(*rows, gone, excludes)) == ["P-1"]
    assert "needs, is no candidate" in reasons(a_portfolio(*rows, gone, needs))["P-1"]


def test_a_project_whose_task_waits_for_one_of_another_needs_that_project() -> None:
    tasks = (Task(id=id_of("T-1"), key="T-1", component=id_of("P-1"), title="Feeds"),
             Task(id=id_of("T-2"), key="T-2", component=id_of("P-2"), title="Shop"))  # fmt: skip
    link = Link(id=id_of("L-1"), key="L-1", predecessor=id_of("T-1"), successor=id_of("T-2"))
    rows = (a_candidate("P-1", 30, 1), a_candidate("P-2", 30, 90), given("F-1", 50))
    assert chosen(a_portfolio(*rows, *tasks)) == ["P-2"]
    figures = a_portfolio(*rows, *tasks, link)
    assert chosen(figures) == ["P-1"]
    (rule,) = posed(figures).problem.rules
    words = rule_in_words(rule, lambda place: f"P-{place + 1}")
    assert words == "P-2 needs P-1 (L-1: T-2 waits for T-1)"


def _benefit(key: str, of: str, value: int, **fields: Any) -> Benefit:
    return Benefit(
        id=id_of(key), key=key, component=id_of(of), title="More buyers", value=eur(value), **fields
    )


def test_a_benefit_that_several_bring_about_counts_once() -> None:
    rows = (a_candidate("P-1", 10, None), a_candidate("P-2", 10, 3), a_candidate("P-3", 10, 20),
            given("F-1", 20), _benefit("B-1", "PF-1", 50),
            a_rule("SE-1", "P-1", "shares", benefit="B-1"),
            a_rule("SE-2", "P-2", "shares", benefit="B-1"))  # fmt: skip
    found = best(a_portfolio(*rows))
    assert (chosen(a_portfolio(*rows)), found.value) == (["P-2", "P-3"], 73_00)
    harm = (*rows[:4], _benefit("B-1", "PF-1", 50, kind="dis_benefit"), *rows[5:])
    assert best(a_portfolio(*harm)).value == 20_00


def test_without_a_baseline_a_project_is_worth_its_shares_of_benefits_and_its_own() -> None:
    share = Attribution(id=900, component=id_of("P-1"), benefit=id_of("B-1"), share=30)
    rows = (a_candidate("P-1", 10, None), _benefit("B-1", "PF-1", 200), share,
            _benefit("B-2", "P-1", 7), given("F-1", 20))  # fmt: skip
    assert best(a_portfolio(*rows)).value == 67_00


def test_typed_budgets_take_the_place_of_those_of_the_store_but_rules_hold() -> None:
    rows = (a_candidate("P-1", 10, 20), a_candidate("P-2", 10, 30), given("F-1", 1),
            a_rule("SE-1", "P-2", "must_not"))  # fmt: skip
    assert chosen(a_portfolio(*rows), budgets=(("", eur(15).decimal),)) == ["P-1"]


def _problems(*rows: Entity) -> list[str]:
    base = (a_component("PG-1"), a_project("P-1", "PG-1"), a_project("P-2", "PG-1"))
    workspace = a_workspace(*base, *rows)
    touched = frozenset(("selection_rules", row.id) for row in rows)
    return [str(problem) for problem in check(workspace, touched)]


def test_a_rule_has_what_its_kind_needs_and_nothing_else() -> None:
    good = (
        a_rule("SE-1", "P-1", "must"), a_rule("SE-2", "P-1", "needs", other="P-2"),
        a_rule("SE-3", "P-1", "excludes", group="one"),
        a_rule("SE-4", "P-1", "start_by", latest=_TODAY),
    )  # fmt: skip
    assert not _problems(*good)
    bad = {
        "lacks it": a_rule("SE-9", "P-1", "needs"),
        "it is the project itself": a_rule("SE-9", "P-1", "needs", other="P-1"),
        "is no project": a_rule("SE-9", "P-1", "needs", other="PG-1"),
        "has none: leave it out": a_rule("SE-9", "P-1", "must", group="one"),
        "not both": a_rule("SE-9", "P-1", "excludes", group="one", other="P-2"),
        "a rule is of a project": a_rule("SE-9", "PG-1", "must"),
        "says so already": a_rule("SE-9", "P-1", "must", notes="again"),
    }
    for words, rule in bad.items():
        assert any(words in problem for problem in _problems(*good, rule)), words


def test_cost_lines_date_what_a_project_costs() -> None:
    line = CostLine(
        id=id_of("CL-1"), key="CL-1", component=id_of("P-1"), title="Licence", amount=eur(40),
        start=date(2027, 9, 1), finish=date(2027, 9, 1),
    )  # fmt: skip
    late = a_project("P-1", "PF-1", state="draft", budget=eur(40), benefits_baseline=eur(9))
    figures = a_portfolio(late, line, given("F-1", 10), given("F-2", 40, date(2027, 7, 1)))
    assert chosen(figures) == ["P-1"]
