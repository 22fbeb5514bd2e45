"""This file is `selftest`: the published worked examples, a line each with pass or fail."""

from typing import Final

from pmtui.cli.core.verb import DONE, FOUND, Call, ReadVerb
from pmtui.cli.verbs.setup.worked_examples import examples

_LONGEST: Final = 60


def _run(call: Call) -> int:
    found = sorted(examples(), key=lambda example: example.id)
    failed = sum(not example.passes for example in found)
    if call.out.as_json:
        rows = [
            {
                "id": example.id,
                "title": example.title,
                "passes": example.passes,
                "published": example.published,
                "found": example.found,
            }
            for example in found
        ]
        call.out.document("selftest", failed=failed, rows=rows)
        return FOUND if failed else DONE
    call.out.table(
        (),
        [
            (example.id, "pass" if example.passes else "FAIL", example.title, _short(example.found))
            for example in found
        ],
    )
    for example in found:
        if not example.passes:
            call.out.say(f"{example.id}: published {example.published}, found {example.found}")
    return FOUND if failed else DONE


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


VERB: Final = ReadVerb(
    name="selftest",
    help="Computes the published worked examples and compares the figures.",
    run=_run,
)
