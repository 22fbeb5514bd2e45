"""This file tests `pmtui evm`: text, JSON, data dates, what was known then, and bad input."""

import pytest

from tests.cli.running import Shell

MONEY = ("bac", "pv", "ev", "ac", "sv", "cv", "etc", "vac")


@pytest.fixture
def harbour(shell: Shell) -> Shell:
    """A project of two tasks with a baseline, half-way through."""
    shell.ok("add", "project", "Harbour")
    shell.ok("set", "P-2", "start=2031-03-03", "unfinished_work=as_planned")
    for title, start, days, cost in (
        ("Piles", "03-03", 30, 60_000),
        ("Cable", "03-31", 40, 20_000),
    ):
        key = shell.json("add", "task", title, "--into", "P-2")["keys"][0]
        shell.ok(
            "set", key, "manual=yes", f"start=2031-{start}", f"duration={days}d",
            f"fixed_cost={cost}EUR",
        )  # fmt: skip
    shell.ok("baseline", "P-2", "Board approved")
    return shell


def _tasks(shell: Shell) -> list[str]:
    return [row["key"] for row in shell.json("list", "tasks", "project:P-2")["rows"]]


def _half_done(shell: Shell) -> None:
    piles, cable = _tasks(shell)
    shell.ok("set", piles, "percent=50", "actual_cost=40000EUR", "actual_start=2031-03-03")
    shell.ok("set", cable, "ev_method=50/50", "actual_start=2031-04-03", "actual_cost=9000EUR")
    shell.ok("set", "P-2", "status_date=2031-04-28")


def test_evm_has_what_other_programs_rely_on(harbour: Shell) -> None:
    _half_done(harbour)
    document = harbour.json("evm", "P-2")
    assert (document["kind"], document["scope"], document["at"]) == ("evm", "P-2", "2031-04-28")
    assert [document[name] for name in MONEY] == [
        "80000.00", "70500.00", "40000.00", "49000.00", "-30500.00", "-9000.00", "49000.00",
        "-18000.00",
    ]  # fmt: skip
    assert (document["spi"], document["cpi"]) == (0.5674, 0.8163)
    assert document["eac"] == {
        "cpi": "98000.00",
        "planned": "89000.00",
        "cpi_spi": "135362.50",
        "bottom_up": "80000.00",
    }
    assert (document["tcpi_bac"], document["tcpi_eac"]) == (1.2903, 0.8163)
    assert (document["es"], document["sv_t"], document["spi_t"]) == (20, -21, 0.4878)
    assert document["eac_t"].keys() >= {"planned", "spi_t"}
    assert document["currency"] == "EUR"
    assert document["reasons"] == {}
    assert document["spent_by"] == {"booked on the task": 2}
    assert document["periods"][-1] == {"at": "2031-05-31", "pv": "80000.00", "ev": None, "ac": None}
    assert document["periods"][1] == {
        "at": "2031-04-28", "pv": "70500.00", "ev": "40000.00", "ac": "49000.00",
    }  # fmt: skip


def test_evm_prints_each_figure_with_its_formula_and_the_periods(harbour: Shell) -> None:
    _half_done(harbour)
    out = harbour.ok("evm", "P-2", "--by", "quarter")
    assert out.startswith("P-2 Harbour  data date 2031-04-28  as known now\n")
    assert "SPI = EV / PV\t0.567\t\n" in out
    assert "2031-03-31\t42,500 EUR" in out
    assert "AC booked on the task: 2\n" in out


def test_a_data_date_and_a_moment_of_knowing_go_together(harbour: Shell) -> None:
    before = harbour.json("evm", "P-2")["revision"]
    _half_done(harbour)
    then = harbour.json("evm", "P-2", "--at", "2031-04-28", "--as-of", f"r{before}")
    assert (then["at"], then["as_of"]["revision"]) == ("2031-04-28", before)
    assert (then["pv"], then["ev"]) == ("70500.00", "0.00")
    text = harbour.ok("evm", "P-2", "--at", "2031-04-28", "--as-of", f"r{before}")
    assert text.startswith(f"P-2 Harbour  data date 2031-04-28  as known at revision {before}\n")
    earlier = harbour.json("evm", "P-2", "--at", "2031-03-31")
    assert earlier["pv"] == "42500.00"
    assert 0 < float(earlier["ev"]) < 40_000


def test_what_is_undefined_is_null_with_its_reason_and_a_dash_in_text(harbour: Shell) -> None:
    document = harbour.json("evm", "P-2", "--at", "2031-01-31")
    assert document["spi"] is document["cpi"] is document["eac"]["cpi"] is None
    assert document["reasons"]["spi"] == "nothing was planned by then: PV is 0"
    out = harbour.ok("evm", "P-2", "--at", "2031-01-31")
    assert "CPI = EV / AC\t—\tnothing has been spent: AC is 0\n" in out


def test_without_a_baseline_evm_says_so_in_one_line(shell: Shell) -> None:
    out = shell.ok("evm", "P-1")
    assert out.splitlines()[2] == "earned value is undefined: no baseline was approved"
    assert "left out, without a baseline that holds costs: P-1" in out
    assert shell.json("evm", "P-1")["bac"] is None


@pytest.mark.parametrize(
    "words",
    [("P-99",), ("P-2", "--at", "nonsense"), ("P-2", "--at", "2031-04-28T25:00"),
     ("P-2", "--by", "decade"), ("P-2", "--as-of", "r9999")],
)  # fmt: skip
def test_bad_input_is_wrong_usage(harbour: Shell, words: tuple[str, ...]) -> None:
    assert harbour("evm", *words).code == 2
