"""This file tests that what people type is read right by the verbs, and said back."""

import subprocess
import sys

import pytest

from tests.cli.running import Shell


def test_set_says_which_values_it_took(shell: Shell) -> None:
    ran = shell("set", "T-1", "due=2031-03-11", "fixed_cost=1,5m", "estimate=2w 3d", "percent=12 %")
    assert ran.code == 0
    assert (
        "T-1 due, fixed_cost, estimate, percent set: due Tue 11 Mar 2031, "
        "fixed cost 1,500,000 EUR, estimate 13d, percent 12 %"
    ) in ran.err


def test_a_signed_span_counts_from_the_day_the_field_holds(shell: Shell) -> None:
    assert "due set: Tue 11 Mar 2031" in shell("set", "T-1", "due=+1w").err
    assert "due set: Sat 8 Mar 2031" in shell("set", "T-1", "due=-3d").err
    assert "due set: Tue 8 Apr 2031" in shell("set", "T-1", "due=+1mo").err


def test_every_target_moves_from_its_own_day(shell: Shell) -> None:
    shell.ok("set", "T-2", "due=2031-01-01")
    shell.ok("set", "T-1", "T-2", "due=+1w")
    shown = shell.ok("list", "tasks", "due:2031-03-11,2031-01-08", "--columns", "key")
    assert shown.split()[1:] == ["T-1", "T-2"]


def test_add_says_which_day_it_took_and_how_far_away_it_is(shell: Shell) -> None:
    ran = shell("add", "task", "Call due:in 10 days")
    assert ran.out == "T-4\n"
    assert "Task 'Call', due " in ran.err
    assert "(in 1 week 3 days)" in ran.err
    assert not shell("add", "task", "Write").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "T-1", "due=tue 2031-03-12"), "12 Mar 2031 is a Wed, not a Tue"),
        (("add", "task", "Go due:tue 12 mar 2031"), "12 Mar 2031 is a Wed, not a Tue"),
        (("list", "tasks", 'due:"tue 12 mar 2031"'), "12 Mar 2031 is a Wed, not a Tue"),
        (("set", "T-1", "due=01/02/2027"), "write 2027-02-01 for 1 Feb or 2027-01-02 for 2 Jan"),
        (("add", "task", "Go fixed_cost:1,200"), "'1,200' can be 1200 or 1.20"),
        (("set", "T-1", "fixed_cost=1,200"), "'1,200' can be 1200 or 1.20"),
        (("list", "tasks", 'fixed_cost>"1,200"'), "'1,200' can be 1200 or 1.20"),
        (("set", "T-1", "fixed_cost=USD 5"), "there is no rate for it; write it in EUR"),
        (("set", "T-1", "percent=0.5"), "'0.5' can be 0.5 % or 50 %"),
    ],
)
def test_what_has_two_readings_is_refused_by_every_verb(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    ran = shell(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("words", [("list", "tasks", "due<fri"), ("list", "tasks"), ("schedule",)])
def test_verbs_that_need_no_pendulum_do_not_load_it(shell: Shell, words: tuple[str, ...]) -> None:
    argv = ["--store", str(shell.store), *words]
    program = (
        f"import sys; from pmtui.cli.main import main; main({argv!r}); "
        "sys.exit('pendulum' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
