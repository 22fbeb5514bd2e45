"""This file tests how a report says what changed: what it was and is, by how much, due to whom."""

from typing import Any, Final

import pytest

from pmtui.figures.reports.comparison import Difference, Mover, ScopeComparison, compared
from pmtui.figures.reports.kept_value import ScopeValue, Topic
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit
from pmtui.views.reports.changed_values import (
    changed_section,
    moved_text,
    movers_text,
    plain_differences,
    reasons,
    subject_text,
    tone_of,
    value_text,
)
from tests.conftest import TODAY, a_project, a_risk, a_workspace, id_of


def a_value(topic: Topic, value: str, currency: str = "", reason: str = "") -> ScopeValue:
    return ScopeValue(topic, "components", 1, value, currency, reason)


def a_change(
    topic: Topic,
    before: str | None,
    after: str | None,
    later: str | None = None,
    movers: tuple[Mover, ...] = (),
) -> Difference:
    """A change of a value, by edits alone unless it says what it would be by passing time."""
    then, now = (None if text is None else a_value(topic, text) for text in (before, after))
    between = then if later is None else a_value(topic, later)
    return Difference(
        subject=(topic, "components", 1), before=then, later=between, after=now, movers=movers
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (a_value("finish", ""), "—"),
        (a_value("finish", "2026-11-23"), "23 Nov 2026"),
        (a_value("gate", "more_info"), "more info"),
        (a_value("budget", "1234.50", "EUR"), "1,234.50 EUR"),
        (a_value("late", "5"), "5 d"),
        (a_value("risk", "12"), "12"),
    ],
)
def test_a_value_is_written_as_its_kind_is(value: ScopeValue | None, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("topic", "before", "after", "text"),
    [
        ("finish", "2026-11-23", "2026-11-30", "7 d later"),
        ("finish", "2026-11-30", "2026-11-23", "7 d earlier"),
        ("finish", "2026-11-30", "2026-11-30", "0 d"),
        ("risk", None, "12", "new"),
        ("risk", "12", None, "gone"),
        ("late", None, "5", ""),
        ("late", "5", None, "no longer late"),
        ("late", "5", "9", "+4 d"),
        ("late", "9", "5", "-4 d"),
        ("risk", "9", "12", "+3"),
        ("risk", "9", "closed", ""),
        ("rating", "G", "", ""),
    ],
)
def test_by_how_much_it_moved_is_in_its_unit_or_said_in_a_word(
    topic: Topic, before: str | None, after: str | None, text: str
) -> None:
    assert moved_text(a_change(topic, before, after)) == text


def test_money_moved_in_its_currency() -> None:
    before, after = a_value("budget", "1000", "EUR"), a_value("budget", "3500.5", "EUR")
    change = Difference(
        subject=("budget", "components", 1), before=before, later=before, after=after
    )
    assert moved_text(change) == "+2,500.5 EUR"


@pytest.mark.parametrize(
    ("topic", "before", "after", "tone"),
    [
        ("rating", "G", "A", "bad"),
        ("rating", "R", "A", "good"),
        ("rating", "", "R", "plain"),
        ("rating", "R", "", "plain"),
        ("reported", "A", "R", "bad"),
        ("finish", "2026-11-23", "2026-11-24", "bad"),
        ("finish", "2026-11-24", "2026-11-23", "good"),
        ("finish", None, "2026-11-23", "plain"),
        ("contract", "2026-11-24", "done", "good"),
        ("late", "5", "6", "bad"),
        ("late", "6", "5", "good"),
        ("late", None, "5", "bad"),
        ("late", "5", None, "plain"),
        ("forecast", "5", "6", "bad"),
        ("risk", "9", "12", "bad"),
        ("risk", "12", "9", "good"),
        ("risk", "12", "closed", "plain"),
        ("budget", "5", "6", "plain"),
        ("planned_benefit", "6", "5", "plain"),
        ("issue", "open", "closed", "plain"),
    ],
)
def test_later_dearer_riskier_and_redder_is_worse(
    topic: Topic, before: str | None, after: str | None, tone: str
) -> None:
    assert tone_of(a_change(topic, before, after)) == tone


ANN: Final = Mover(7, "ann", "entity.set")
BOB: Final = Mover(6, "bob", "entity.set")
CHO: Final = Mover(5, "cho", "entity.set")
RATE: Final = Mover(4, "dan", "entity.set", of_rates=True)


@pytest.mark.parametrize(
    ("movers", "text"),
    [
        ((), ""),
        ((ANN,), "r7 ann"),
        ((ANN, BOB), "r7 ann, r6 bob"),
        ((ANN, BOB, CHO), "r7 ann, r6 bob and 1 more"),
        ((ANN, BOB, CHO, RATE), "r7 ann, r6 bob and 2 more"),
    ],
)
def test_two_commits_are_named_and_the_rest_counted(movers: tuple[Mover, ...], text: str) -> None:
    assert movers_text(movers) == text


@pytest.mark.parametrize(
    ("later", "after", "movers", "told"),
    [
        ("2026-11-30", "2026-11-30", (), ["by passing time"]),
        (None, "2026-11-30", (ANN,), ["r7 ann"]),
        (None, "2026-11-30", (), ["commits that the history does not name"]),
        (None, "2026-11-30", (RATE,), ["by a changed rate or policy (r4 dan)"]),
        (None, "2026-11-30", (ANN, RATE), ["r7 ann, r4 dan"]),
        ("2026-11-30", "2026-12-01", (ANN,), ["+7 d by passing time", "r7 ann"]),
        ("2026-11-20", "2026-12-01", (ANN,), ["-3 d by passing time", "r7 ann"]),
    ],
)
def test_what_moved_a_value_is_time_rates_or_commits_each_with_its_part(
    later: str | None, after: str, movers: tuple[Mover, ...], told: list[str]
) -> None:
    assert [*reasons(a_change("finish", "2026-11-23", after, later, movers))] == told


def test_what_has_no_days_says_only_that_time_moved_it() -> None:
    change = a_change("rating", "G", "R", "A", (ANN,))
    assert [*reasons(change)] == ["by passing time", "r7 ann"]


def a_comparison(*scores: tuple[int, int]) -> ScopeComparison:
    """A project with risks, each of which had the one probability and has the other."""
    risks = [a_risk(f"R-{at}", before, 1) for at, (before, _) in enumerate(scores, 1)]
    workspace = a_workspace(a_project("P-1", name="Site"), *risks)
    ops = [
        op
        for risk, (_, after) in zip(risks, scores, strict=True)
        for op in edit("risks", risk, probability=after)
    ]
    after = apply(workspace, tuple(ops))
    return compared(Figures(workspace, TODAY), Figures(after, TODAY), id_of("P-1"))


def keys(section: Any) -> list[str]:
    return [line.cells[0].split()[0] for line in section.lines if line.cells[0].startswith("R-")]


def test_of_each_kind_what_moved_most_comes_first_and_what_there_is_no_room_for_is_counted() -> (
    None
):
    comparison = a_comparison((1, 2), (1, 5), (4, 2), (3, 3))
    assert keys(changed_section(comparison)) == ["R-2", "R-3", "R-1"]
    assert changed_section(comparison).more == 0
    short = changed_section(comparison, most=2)
    assert keys(short) == ["R-2", "R-3"]
    assert short.more == 1
    assert short.note == changed_section(comparison).note != ""


def test_where_nothing_changed_it_says_so() -> None:
    section = changed_section(a_comparison((3, 3)))
    assert (section.lines, section.note, section.more) == ((), "", 0)
    assert section.empty == "nothing changed"


def test_a_change_is_of_a_row_by_its_key_and_title_or_of_everything() -> None:
    comparison = a_comparison((1, 2))
    of_risk, of_all, of_lost = (
        Difference(subject=subject, before=None, later=None, after=None)
        for subject in (
            ("risk", "risks", id_of("R-1")), ("budget", "components", 0), ("risk", "risks", 99)
        )
    )  # fmt: skip
    assert subject_text(comparison, of_risk) == "R-1 Risk R-1: risk"
    assert subject_text(comparison, of_all) == "everything: budget"
    assert subject_text(comparison, of_lost) == "risk"


def test_what_has_gone_is_called_as_it_was() -> None:
    workspace = a_workspace(a_project("P-1"), a_risk("R-1", 3, 3))
    gone = a_workspace(a_project("P-1"))
    comparison = compared(Figures(workspace, TODAY), Figures(gone, TODAY), id_of("P-1"))
    (change,) = (one for one in plain_differences(comparison) if one["topic"] == "risk")
    assert (change["key"], change["after"]) == ("R-1", None)
    assert change["before"] == {"value": "9", "currency": None, "reason": None}


def test_as_plain_data_what_is_undefined_is_null_with_its_reason() -> None:
    comparison = a_comparison((0, 2))
    (change,) = (one for one in plain_differences(comparison) if one["topic"] == "risk")
    assert change["before"] == {"value": None, "currency": None, "reason": "not scored"}
    assert (change["days"], change["days_by_time"], change["by_time"]) == (None, None, False)
