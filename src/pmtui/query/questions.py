"""This file names the questions of a program office, each a filter on a table."""

from typing import Final

import msgspec


class NamedQuestion(msgspec.Struct, frozen=True):
    """A question with a name, which a filter on one table answers."""

    name: str
    """What `question` and `:question` call it."""
    letter: str
    """The key that asks it where all of them are offered."""
    title: str
    table: str
    query: str
    """The filter that answers it, with the order of the rows."""
    columns: tuple[str, ...]
    """The fields that a list of the answer shows."""


_LINES: Final = """
red|r|red, and why|components|rag:R -is:closed sort:slip-|key name rag rag_trend reported_rag owner
watermelon|w|reported green, computed red|components|is:watermelon|key name rag reported_rag owner
worse|v|rated worse than last time|components|rag_trend:worse|key name rag rag_trend reported_rag
intervene|i|red or getting worse|components|(rag:R or rag_trend:worse) -is:closed sort:slip-|key name rag rag_trend owner
unrated|0|without a computed rating|components|rag:none -is:closed|key name kind reported_rag owner
slipped|s|slipped most since baseline|components|slip>0 sort:slip-|key name slip finish baseline_finish
unplanned|y|without a baseline|components|kind:project baseline_finish:none -is:closed|key name state owner
stale|q|last reported over a month ago, or never|components|-kind:portfolio -is:closed (reported_at:none or reported_at<-35d) sort:reported_at|key name reported_at owner
orphans|o|without an owner|components|owner:none -is:closed|key name kind state
unaligned|u|projects that serve no objective|components|kind:project -is:closed (objectives_served:none or objectives_served<1)|key name objectives_served
unserved|j|objectives that nobody serves|objectives|(coverage:none or coverage<1)|key title coverage
over|b|forecast over budget|components|variance>0 sort:variance-|key name total_budget cost_forecast variance
money|m|budget, actual cost and forecast|components|-is:archived sort:total_budget-|key name total_budget actual cost_forecast variance
unfunded|f|funding below the forecast|components|funding_gap<0 sort:funding_gap|key name funded cost_forecast funding_gap
exposed|e|exposed to risk|components|exposure<0 sort:exposure|key name exposure open_risks
late|l|tasks that are late, and whose|tasks|is:late sort:due|key title component owner assignee due
blocked|k|tasks that are held up|tasks|is:blocked -is:summary -kind:milestone|key title component owner blocked
mine|t|what I should do today|tasks|who:me is:open (due<=today or is:late) sort:due|key title component due
milestones|n|milestones in the next 30 days|tasks|kind:milestone is:open planned>=today planned<=+30d sort:planned|key title component planned baseline_finish
threats|p|top threats|risks|kind:threat is:open sort:score-|key title component score emv owner response
unanswered|a|risks without owner or response, or reviewed late|risks|is:open (owner:none or response:none or next_review<today)|key title owner response next_review
escalated|x|escalated, and waiting for an answer|risks|is:escalated|key title component escalated_at owner
issues|d|open issues, the gravest first|issues|is:open sort:severity-|key title component severity owner due
changes|c|changes that nobody has decided on|changes|is:open (decision:none or decision:more_info) sort:due|key title component raised_by authority due
gates|g|gates within 30 days or past|gates|is:open due<=+30d sort:due|key title component due owner
measures|h|benefits due for measuring|benefits|is:open next_measure<=today sort:next_measure|key title owner next_measure
assurance|z|what assurance asks for and is missing|components|assurance_gaps>0 -is:closed sort:assurance_gaps-|key name assurance_gaps assured_owner assured_sponsor assured_charter assured_case assured_baseline assured_gate assured_benefits assured_report
exceptions|E|beyond a tolerance|components|exceptions>0 sort:exceptions-|key name exceptions slip variance
unrecovered|R|red or amber without an open recovery plan|components|recovery:owed sort:slip-|key name rag reported_rag owner
silent|C|check-ins that are missing|components|checkin:missing|key name owner checkin
asking|A|asks without an answer, the most urgent first|asks|is:open sort:needed_by|key title component raised_by owner needed_by age
directives|D|directives that are not done|directives|is:open sort:due|key title component owner due acknowledged_at
conditions|G|conditions of gates that are not met|gate_conditions|is:open sort:due|key title gate component owner due
ungated|N|under way without a gate to come|components|assured_gate:missing|key name state owner
uncased|B|programs without an approved business case in force|components|(assured_case:missing or assured_case:expired)|key name assured_case owner
decided|L|what was decided in the last 30 days|decisions|decided_at>=-30d sort:decided_at-|key title component owner decided_at
lessons|O|lessons that nobody has applied yet|lessons|is:open sort:learnt_at|key title component category learnt_at owner
documents|P|documents to be reviewed within 30 days, or past|documents|-state:withdrawn -state:superseded due<=+30d sort:due|key title component version owner due
stakeholders|S|stakeholders still to be won|stakeholders|gap>0 sort:gap-|key name component gap engagement desired owner next_contact
contact|T|stakeholders and talks that are due|communications|is:open due<=+7d sort:due|key title stakeholder owner due
kpis|K|KPIs that are not green|kpis|(rating:R or rating:A) sort:rating|key title target measured shortfall rating owner
requirements|Q|requirements that nothing delivers yet|requirements|is:open delivery:nothing|key title component source priority due
undelivered|V|requirements past their day|requirements|is:open due<today sort:due|key title component delivered_by due
actions|X|actions that are late, and whose|action_items|is:open due<today sort:due|key title component owner due
assumptions|U|assumptions still to be checked|assumptions|is:open sort:due|key title component owner due
seats|H|seats that end within 60 days|memberships|until>=today until<=+60d sort:until|key body person seat until
"""  # noqa: E501 - a table reads better with a line a row


def _declared(line: str) -> NamedQuestion:
    name, letter, title, table, query, columns = line.split("|")
    return NamedQuestion(name, letter, title, table, query, tuple(columns.split()))


QUESTIONS: Final = tuple(_declared(line) for line in _LINES.strip().splitlines())
"""The questions, those about components first."""


def question(name: str) -> NamedQuestion | None:
    """The question of a name; None where there is none."""
    wanted = name.strip().casefold()
    return next((declared for declared in QUESTIONS if declared.name == wanted), None)
