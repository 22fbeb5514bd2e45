"""This file tests the lines of what goes wrong: who has put one off, and why each stands there."""

from datetime import date, timedelta

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.remarks import Snooze
from pmtui.views.overview.exceptions import exceptions_section, explained_cause
from pmtui.views.shapes.table import Section
from tests.conftest import TODAY, a_person, a_project, a_task, figures_of, id_of

ANN = id_of("H-1")
_TOMORROW = TODAY + timedelta(days=1)


def _figures(until: date = _TOMORROW, person: int = ANN, about: str = "tasks") -> Figures:
    """Two late tasks, one of them snoozed."""
    late = [a_task(key, due=TODAY - timedelta(days=3)) for key in ("T-1", "T-2")]
    snooze = Snooze(id=7, about=id_of("T-1"), about_table=about, person=person, until=until)
    return figures_of(a_project(state="executing"), a_person("H-1", "Ann"), *late, snooze)


def _listed(section: Section) -> list[tuple[str, int] | None]:
    return [entry.target for entry in section.entries]


def _sees_it(figures: Figures, *, me: int = ANN, with_asleep: bool = False) -> bool:
    scope = id_of("P-1")
    section, _ = exceptions_section(figures, scope, me=me, with_asleep=with_asleep)
    assert ("tasks", id_of("T-2")) in _listed(section)
    assert ("1 snoozed" in section.note) == (("tasks", id_of("T-1")) not in _listed(section))
    return ("tasks", id_of("T-1")) in _listed(section)


def test_what_somebody_snoozed_is_hidden_from_them_alone_until_its_day() -> None:
    assert not _sees_it(_figures())
    assert _sees_it(_figures(), me=0)
    assert _sees_it(_figures(), with_asleep=True)
    assert _sees_it(_figures(until=TODAY))
    assert _sees_it(_figures(about="risks"))
    assert not _sees_it(_figures(person=0), me=0)


def test_a_line_says_why_since_when_and_what_clears_it() -> None:
    figures = _figures()
    section = explained_cause(figures, id_of("P-1"), ("tasks", id_of("T-2")), "late")
    assert section is not None
    assert section.title.startswith("T-2")
    told = {entry.cells[0].text: entry.cells[1].text for entry in section.entries}
    assert told["why"] == "3 d late"
    assert told["since"] == "20 Nov 2026"
    assert told["to clear it"] == "finish it, or agree on another date"
    assert explained_cause(figures, id_of("P-1"), ("tasks", id_of("T-2")), "risk") is None
