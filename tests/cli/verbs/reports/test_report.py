"""This file tests `pmtui report`: how a scope stands, and what changed since a former moment."""

from datetime import timedelta
from pathlib import Path

import pytest

from pmtui import clock
from tests.cli.running import Shell

NOW = clock.today("")


def test_a_report_says_what_changed_since_a_revision_and_who_changed_it(shell: Shell) -> None:
    revision = shell.json("log")["revision"]
    shell.ok("set", "R-1", "probability=1")
    shell.ok("set", "T-1", "duration=90d")
    document = shell.json("report", "--since", f"r{revision}")
    assert (document["kind"], document["scope"]) == ("report", None)
    assert document["since"] == {"revision": revision, "day": NOW.isoformat()}
    by_topic = {change["topic"]: change for change in document["differences"]}
    assert by_topic["risk"]["key"] == "R-1"
    assert [commit["revision"] for commit in by_topic["risk"]["commits"]] == [revision + 1]
    assert by_topic["finish"]["days"] > 60
    out = shell.ok("report", "PG-1", "--since", f"r{revision}")
    assert out.startswith("Status report  PG-1 Website relaunch\n")
    assert "R-1 Supplier late: risk" in out
    assert f"r{revision + 1}" in out


def test_a_report_compares_with_a_week_ago_where_nobody_says(shell: Shell) -> None:
    week = (NOW - timedelta(days=7)).isoformat()
    assert shell.json("report")["since"] == {"revision": 0, "day": week}
    assert "R-1 Supplier late: risk" in shell.ok("report")


def test_a_report_of_a_shorter_history_compares_with_its_beginning(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "plan.json")
    shell.ok("init", str(shell.store), "--from", "sample")
    ran = shell("report")
    assert ran.code == 0
    assert "the history begins with revision 1" in ran.err
    assert "Rating: computed" in ran.out


def test_a_report_of_an_empty_store_is_one(empty: Shell) -> None:
    ran = empty("report")
    assert ran.code == 0
    assert "nothing changed" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--since", "soon"), "soon"),
        (("--since", "r999"), "there is no revision 999"),
        (("--since", (NOW + timedelta(days=3)).isoformat()), "yet to come"),
        (("P-99",), "P-99"),
    ],
)
def test_what_is_no_moment_or_no_scope_ends_in_one_line(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    ran = shell("report", *words)
    assert ran.code == 2
    assert not ran.out
    assert said in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err


def test_a_report_writes_nothing(shell: Shell) -> None:
    before = shell.json("log")["revision"]
    shell.ok("report")
    assert shell.json("log")["revision"] == before


def test_a_kept_report_is_shown_again_as_it_was_for_ever(shell: Shell) -> None:
    shell.ok("report", "P-1", "--save")
    forms = [("--format", form) for form in ("txt", "md", "html")]
    first = [shell.ok("report", "S-1", *form) for form in forms]
    document = shell.json("report", "S-1")
    shell.ok("set", "T-1", "duration=90d")
    shell.ok("set", "P-1", "name=Another name")
    shell.ok("add", "risk", "Flood p:5 i:5")
    shell.ok("archive", "T-3")
    shell.ok("compact", "--keep", "1", "--days", "0")
    assert [shell.ok("report", "S-1", *form) for form in forms] == first
    assert shell.json("report", "S-1") == document
    assert document["report"] == "S-1"


def test_the_words_of_its_author_are_in_a_report_until_it_is_sent(shell: Shell) -> None:
    shell.ok("report", "P-1", "--save")
    shell.ok("set", "S-1", "summary=Going well", "needs=Two editors")
    out = shell.ok("report", "S-1")
    assert "Summary\n  Going well" in out
    assert "What we need\n  Two editors" in out
    shell.ok("send_report", "S-1", "Board and Ann")
    ran = shell("set", "S-1", "summary=Going badly")
    assert ran.code == 4
    assert "was sent on" in ran.err
    document = shell.json("report", "S-1")
    assert (document["recipients"], document["words"]["summary"]) == ("Board and Ann", "Going well")


def test_the_next_report_compares_with_the_last_one_that_was_sent(shell: Shell) -> None:
    shell.ok("set", "R-1", "probability=1")
    shell.ok("report", "P-1", "--send", "Board")
    sent = shell.json("report", "S-1")
    shell.ok("report", "P-1", "--save")  # a draft is no report yet
    shell.ok("set", "R-2", "probability=5")
    document = shell.json("report", "P-1")
    assert document["since"] == {"revision": sent["revision"], "day": sent["day"]}
    changed = {change["key"] for change in document["differences"] if change["topic"] == "risk"}
    assert changed == {"R-2"}


def test_two_reports_are_compared_by_their_records_whatever_became_of_the_plan(
    shell: Shell,
) -> None:
    shell.ok("set", "R-1", "probability=1")
    shell.ok("report", "P-1", "--save")
    shell.ok("set", "R-1", "probability=5", "impact=5")
    shell.ok("report", "P-1", "--save")
    shell.ok("set", "S-2", "needs=Two editors")
    forms = [("--format", form) for form in ("txt", "md", "html")]
    first = [shell.ok("report", "S-2", "--against", "S-1", *form) for form in forms]
    assert all("R-1 Supplier late" in page for page in first)
    assert "S-2 against S-1" in first[0]
    assert "Two editors" in first[0]
    shell.ok("archive", "R-1")
    shell.ok("set", "P-1", "name=Another")
    shell.ok("compact", "--keep", "1", "--days", "0")
    assert [shell.ok("report", "S-2", "--against", "S-1", *form) for form in forms] == first
    document = shell.json("report", "S-2", "--against", "s-1")
    assert (document["kind"], document["scope"]) == ("report_difference", "P-1")
    assert (document["before"]["report"], document["after"]["report"]) == ("S-1", "S-2")
    scores = [
        change
        for change in document["changes"]
        if (change["section"], change["field"]) == ("top_risks", "score")
    ]
    assert [change["what"] for change in scores] == ["R-1 Supplier late"]
    assert scores[0]["moved"] is None or scores[0]["moved"].startswith("+")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("S-1", "--against", "S-9"), "'S-9' is none"),
        (("S-1", "--against", "P-1"), "'P-1' is none"),
        (("P-1", "--against", "S-1"), "'P-1' is none"),
        (("S-1", "--against", "S-1"), "the same report"),
        (("S-1", "--against", "S-2"), "two components"),
        (("S-1", "--against", "S-2", "--save"), "keeps nothing"),
        (("S-1", "--against", "S-2", "--since", "r1"), "keeps nothing"),
    ],
)
def test_what_cannot_be_compared_ends_in_one_line(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    shell.ok("report", "P-1", "--save")
    shell.ok("report", "PG-1", "--save")
    ran = shell("report", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize("ending", ["md", "html", "txt"])
def test_a_report_is_written_to_a_new_file(shell: Shell, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"status.{ending}"
    shell.ok("report", "P-1", "--out", str(file))
    text = file.read_text("utf-8")
    begin = {"md": "# P-1", "html": "<!DOCTYPE html>", "txt": "Status report"}[ending]
    assert text.startswith(begin)
    ran = shell("report", "P-1", "--out", str(file))
    assert ran.code == 2
    assert "is there already" in ran.err
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("P-1", "--send", "  "), "to whom"),
        (("P-1", "--format", "pdf"), "pdf"),
        (("P-1", "--form", "long"), "long"),
        (("P-1", "--template", "none.html"), "there is no template 'none.html'"),
        (("P-1", "--out", "/nowhere/at/all.md"), "/nowhere/at/all.md"),
        (("S-99",), "S-99"),
        (("P-1", "--out", "x.md", "--json"), "--out"),
    ],
)
def test_a_report_that_cannot_be_written_ends_in_one_line(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    before = shell.json("log")["revision"]
    ran = shell("report", *words)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert shell.json("log")["revision"] == before


def test_a_report_without_numbers_says_how_it_is_read(shell: Shell) -> None:
    shell.ok("add", "report", "Typed by hand", "--into", "P-1")
    ran = shell("report", "S-1")
    assert (ran.code, ran.out) == (4, "")
    assert "pmtui show S-1" in ran.err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own templates."""
    pytest.importorskip("jinja2", reason="jinja2 follows templates")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "pmtui" / "report_templates"
    folder.mkdir(parents=True)
    return folder


_HOSTILE = "<b>bold</b> *not* {{ 7 * 7 }}"


def test_a_template_of_ones_own_writes_a_report_and_escapes_what_it_is_handed(
    shell: Shell, folder: Path
) -> None:
    shell.ok("set", "P-1", f"name={_HOSTILE}")
    (folder / "office.html").write_text(
        "<h1>{{ report.name }}</h1>{% for chart in charts %}{{ chart.svg }}{% endfor %}", "utf-8"
    )
    (folder / "office.md").write_text("# {{ report.name }} {{ report.words.summary }}", "utf-8")
    page = shell.ok("report", "P-1", "--template", "office.html")
    assert page.startswith("<h1>&lt;b&gt;bold&lt;/b&gt; *not* {{ 7 * 7 }}</h1>")
    text = shell.ok("report", "P-1", "--template", "office.md")
    assert text.startswith(r"# \<b\>bold\</b\> \*not\* \{\{ 7 \* 7 \}\}")


def test_a_folder_of_the_office_is_looked_at_where_the_settings_name_one(
    shell: Shell, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "board.txt").write_text("{{ report.title }}\n", "utf-8")
    shell.ok("config", f"report_templates={tmp_path / 'office'}")
    assert shell.ok("report", "P-1", "--template", "board.txt") == "P-1 Site build\n"
    assert not [*folder.iterdir()]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for %}", "line 1"),
        ("{{ report.nothing }}", "nothing"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ 1 / 0 }}", "division"),
        ("{% include '../../../etc/passwd' %}", "etc/passwd"),
        ("{{ report.sections.append(1) }}", "unsafe"),
    ],
)
def test_a_template_that_cannot_be_followed_ends_in_one_line(
    shell: Shell, folder: Path, text: str, said: str
) -> None:
    (folder / "odd.html").write_text(text, "utf-8")
    ran = shell("report", "P-1", "--template", "odd.html")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
