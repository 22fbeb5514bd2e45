"""This file is `selftest`: the published worked examples, a line each with pass or fail."""

from typing import Final

from pmtui.cli.console.exit_codes import DONE, FOUND
from pmtui.cli.core.verb import Call, ReadVerb
from pmtui.cli.verbs.setup.worked_examples import examples

_LONGEST: Final = 60


def _run(call: Call) -> int:
    found = sorted(examples(), key=lambda one: one.id)
    failed = sum(not one.passes for one in found)
    if call.out.as_json:
        rows = [
            {
                "id": one.id,
                "title": one.title,
                "passes": one.passes,
                "published": one.published,
                "found": one.found,
            }
            for one in found
        ]
        call.out.document("selftest", failed=failed, rows=rows)
        return FOUND if failed else DONE
    call.out.table(
        (),
        [(one.id, "pass" if one.passes else "FAIL", one.title, _short(one.found)) for one in found],
    )
    for one in found:
        if not one.passes:
            call.out.say(f"{one.id}: published {one.published}, found {one.found}")
    return FOUND if failed else DONE


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


VERB: Final = ReadVerb(
    name="selftest",
    help="Computes the published worked examples and compares the figures.",
    run=_run,
)
