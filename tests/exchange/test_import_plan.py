"""This file tests pmtui.exchange.import_plan."""

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.import_plan import Count, ImportPlan, grouped, several


def test_the_preview_counts_in_one_line() -> None:
    plan = ImportPlan((), (Count("project", 4), Count("task", 62, 3, 1), Count("person", 6)))
    assert plan.preview == (
        "4 projects, 62 tasks, 6 people to create; 3 tasks to update; 1 task as they are"
    )
    assert ImportPlan(()).preview == "nothing to import"


def test_nouns_have_their_plural() -> None:
    assert [several(2, word) for word in ("entry", "key", "person")] == [
        "2 entries",
        "2 keys",
        "2 people",
    ]
    assert several(1, "person") == "1 person"


def test_a_finding_says_line_column_what_and_what_to_do() -> None:
    finding = ImportFinding(12, "Due", "'soon' is not a date", "write it as 2026-12-01")
    assert finding.text == "line 12, Due: 'soon' is not a date; write it as 2026-12-01"
    assert ImportFinding(3, "", "empty", "fill it").text == "line 3: empty; fill it"


def test_errors_come_first_and_the_rest_is_counted() -> None:
    findings = [ImportFinding(line, "", "a", "b") for line in (1, 2, 3)]
    findings.append(ImportFinding(9, "", "c", "d", "error"))
    assert grouped(findings, 2) == ("error: line 9: c; d", "warning: line 1: a; b", "and 2 more")
    assert ImportPlan((), findings=tuple(findings)).errors == (findings[3],)
