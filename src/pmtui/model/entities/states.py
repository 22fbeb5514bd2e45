"""This file holds the states that entities go through, as transition tables."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Lifecycle = Mapping[str, tuple[str, ...]]
"""The states that may follow each, the first one first."""


def _lifecycle(text: str) -> Lifecycle:
    table: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        state, _, following = line.partition(">")
        table[state.strip()] = tuple(following.split())
    return MappingProxyType(table)


COMPONENT: Final = _lifecycle("""
idea       > proposed rejected cancelled merged
proposed   > evaluated idea rejected cancelled merged
evaluated  > selected proposed rejected cancelled merged
selected   > authorised evaluated rejected cancelled merged
authorised > active on_hold cancelled merged
active     > on_hold delivered cancelled merged
on_hold    > active cancelled merged
delivered  > realising closed active
realising  > closed
closed     > realising
rejected   > idea
cancelled  > idea
merged     >
""")
PROJECT: Final = _lifecycle("""
draft      > initiating cancelled
initiating > planning on_hold cancelled
planning   > executing initiating on_hold cancelled
executing  > closing planning on_hold cancelled
closing    > closed executing
on_hold    > initiating planning executing cancelled
closed     > closing
cancelled  > draft
""")
PROJECT_PHASES: Final = _lifecycle("""
draft      > proposed idea evaluated selected
initiating > selected proposed evaluated authorised
planning   > authorised selected
executing  > active
closing    > active delivered
closed     > closed delivered realising
""")
"""The portfolio statuses that go with each phase of a project.

The first is the status of a project of which nobody has said another. Work is executed only once
it is authorised; a project that is on hold or was dropped keeps the phase it was in.
"""
PROGRAM_PHASES: Final = _lifecycle("""
definition > idea proposed evaluated selected authorised
delivery   > active
closure    > delivered realising closed active
""")
"""The portfolio statuses that go with each phase of a program; the first phase is its first."""
CYCLE: Final = _lifecycle("""
planned > running
running > ended
ended   >
""")
TIMESHEET: Final = _lifecycle("""
open      > submitted approved
submitted > approved open
approved  > open
""")
OUT_OF_THE_WAY: Final = frozenset({"on_hold", "rejected", "cancelled", "merged"})
"""Portfolio statuses that go with any phase: nothing goes on while one holds."""
RISK: Final = _lifecycle("""
identified       > assessed escalated closed expired occurred
assessed         > response_planned monitoring escalated closed expired occurred
response_planned > monitoring assessed escalated closed expired occurred
monitoring       > response_planned assessed escalated closed expired occurred
escalated        > assessed response_planned monitoring closed occurred
occurred         > closed
closed           > assessed
expired          > assessed
""")
ISSUE: Final = _lifecycle("""
open     > assessed action resolved closed
assessed > action resolved closed open
action   > resolved assessed closed
resolved > closed action
closed   > open
""")
CHANGE: Final = _lifecycle("""
raised      > assessed rejected deferred
assessed    > accepted rejected deferred
accepted    > implemented
deferred    > assessed rejected
rejected    > assessed
implemented > verified accepted
verified    >
""")
BENEFIT: Final = _lifecycle("""
identified   > profiled retired
profiled     > planned identified retired
planned      > realising profiled retired
realising    > transitioned sustained not_realised
transitioned > sustained not_realised
sustained    > retired not_realised
not_realised > retired realising
retired      >
""")
CAPABILITY: Final = _lifecycle("""
planned > in_work dropped
in_work > in_use planned dropped
in_use  > in_work dropped
dropped > planned
""")
OUTCOME: Final = _lifecycle("""
expected > emerging dropped
emerging > embedded expected dropped
embedded > emerging
dropped  > expected
""")
REQUIREMENT: Final = _lifecycle("""
proposed  > agreed rejected dropped
agreed    > delivered rejected dropped
delivered > accepted rejected agreed
accepted  > delivered
rejected  > proposed agreed
dropped   > proposed
""")
PURCHASE_ORDER: Final = _lifecycle("""
ordered   > closed cancelled
closed    > ordered
cancelled > ordered
""")
BUDGET_CHANGE: Final = _lifecycle("""
proposed > approved rejected
approved > proposed
rejected > proposed
""")
FUNDING_LIFE: Final = _lifecycle("""
agreed    > received expected withdrawn
expected  > agreed withdrawn
received  > agreed
withdrawn > expected
""")
ACCOUNTING_PERIOD: Final = _lifecycle("""
open   > closed
closed > open
""")
BUSINESS_CASE: Final = _lifecycle("""
draft      > approved
approved   > superseded
superseded >
""")
LESSON: Final = _lifecycle("""
raised  > agreed applied dropped
agreed  > applied dropped raised
applied > agreed
dropped > raised
""")
DOCUMENT: Final = _lifecycle("""
draft      > approved withdrawn
approved   > superseded withdrawn draft
superseded > approved
withdrawn  > draft
""")
ASK: Final = _lifecycle("""
open         > acknowledged answered withdrawn
acknowledged > answered withdrawn open
answered     > open
withdrawn    > open
""")
DIRECTIVE: Final = _lifecycle("""
issued       > acknowledged done withdrawn
acknowledged > done withdrawn issued
done         > issued
withdrawn    > issued
""")
ENDED_RECORDS: Final = frozenset(
    {"closed", "resolved", "verified", "rejected", "valid", "invalid", "done", "dropped", "retired"}
)
"""States of register entries that are no longer open."""
