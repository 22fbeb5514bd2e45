"""This file is `init`: making a new store."""

from typing import Final, cast

from pmtui.cli.core.maintenance_verb import MaintenanceCall, MaintenanceVerb
from pmtui.cli.core.verb import DONE, NO_STORE, USAGE, Parser, Stop, deferred_interrupt
from pmtui.machine import machine_currency, machine_zone
from pmtui.model.rules.checks import check_all
from pmtui.model.storing.address import shown_address
from pmtui.model.storing.care import SHARES, Share, StoreError
from pmtui.model.workspace.empty import empty_workspace
from pmtui.model.workspace.workspace import Workspace


def _init(call: MaintenanceCall) -> int:
    address = call.args.file or call.store
    try:
        start = call.sample() if call.args.source == "sample" else _empty(call)
        with deferred_interrupt(call.out):
            store_id = call.create(address, cast("Share", call.args.share), start)
            call.out.done = "the store was made"
    except StoreError as error:
        raise Stop(NO_STORE, str(error)) from error
    policy = start.policy
    if call.out.as_json:
        rules = {"timezone": policy.timezone, "base_currency": policy.base_currency}
        call.out.document("init", store=shown_address(address), store_id=store_id, **rules)
    else:
        call.out.line(shown_address(address))
        call.out.say(
            f"dates follow {policy.timezone}, money is counted in {policy.base_currency}; "
            "pmtui policy changes both"
        )
    return DONE


def _empty(call: MaintenanceCall) -> Workspace:
    """An empty workspace with the time zone and currency asked for, else the machine's."""
    timezone, currency = call.args.timezone, call.args.currency
    workspace = empty_workspace(
        timezone or machine_zone(), (currency or machine_currency()).upper()
    )
    problems = check_all(workspace)
    if problems:
        raise Stop(USAGE, problems[0].text)
    return workspace


def _init_arguments(parser: Parser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        default="",
        metavar="FILE",
        help="where, else PMTUI_STORE, else your own; nothing is ever overwritten",
    )
    parser.add_argument(
        "--from",
        dest="source",
        choices=("empty", "sample"),
        default="empty",
        help="what it holds at first; the sample plays today",
    )
    parser.add_argument(
        "--timezone", metavar="ZONE", help="such as Europe/Berlin; the machine's if left out"
    )
    parser.add_argument(
        "--currency", metavar="CODE", help="such as CHF; that of the machine's locale if left out"
    )
    parser.add_argument(
        "--share",
        choices=SHARES,
        default="private",
        help="who may use it: you, your group, or your group with everybody reading",
    )


VERB: Final = MaintenanceVerb(
    name="init", help="Makes a new store.", arguments=_init_arguments, run=_init
)
