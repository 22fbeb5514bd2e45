"""This file lists the figures by table and name; what declares one loads when it is asked for.

Imports inside its functions are the only ones here, so that a list of tasks loads no schedule.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from pmtui.figures.listed import Family, listed
from pmtui.figures.sheet.declaration import Figure
from pmtui.model.benefits.requirements import REQUIREMENTS
from pmtui.model.choosing.decisions import CHOICES
from pmtui.model.choosing.scoring import SCORING_CRITERIA
from pmtui.model.costing.ledger import LEDGER, RESERVES
from pmtui.model.entities.cycles import CYCLES
from pmtui.model.entities.people import PEOPLE
from pmtui.model.governance.checkins import ASKS, CHECKINS, DIRECTIVES
from pmtui.model.governance.stakeholders import STAKEHOLDERS
from pmtui.model.odds.estimates import SIMULATIONS
from pmtui.model.recurring.recurrences import RECURRENCES


def _progress() -> tuple[Figure, ...]:
    import pmtui.figures.declared.progress as family

    return family.FIGURES


def _dates() -> tuple[Figure, ...]:
    import pmtui.figures.declared.dates as family

    return family.FIGURES


def _money() -> tuple[Figure, ...]:
    import pmtui.figures.declared.money as family

    return family.FIGURES


def _risks() -> tuple[Figure, ...]:
    import pmtui.figures.declared.risks as family

    return family.FIGURES


def _health() -> tuple[Figure, ...]:
    import pmtui.figures.declared.health as family

    return family.FIGURES


def _scores() -> tuple[Figure, ...]:
    import pmtui.figures.declared.scores as family

    return family.FIGURES


def _percent() -> tuple[Figure, ...]:
    import pmtui.figures.tasks.percent_figure as family

    return family.FIGURES


def _flow() -> tuple[Figure, ...]:
    import pmtui.figures.work.flow_figures as family

    return family.FIGURES


def _cycles() -> tuple[Figure, ...]:
    import pmtui.figures.work.cycle_figures as family

    return family.FIGURES


def _costs() -> tuple[Figure, ...]:
    import pmtui.figures.tasks.cost_figures as family

    return family.FIGURES


def _business_cases() -> tuple[Figure, ...]:
    import pmtui.figures.declared.business_cases as family

    return family.FIGURES


def _benefits() -> tuple[Figure, ...]:
    import pmtui.figures.declared.benefits as family

    return family.FIGURES


def _objectives() -> tuple[Figure, ...]:
    import pmtui.figures.declared.objectives as family

    return family.FIGURES


def _stakeholders() -> tuple[Figure, ...]:
    import pmtui.figures.declared.stakeholders as family

    return family.FIGURES


def _kpis() -> tuple[Figure, ...]:
    import pmtui.figures.declared.kpis as family

    return family.FIGURES


def _requirements() -> tuple[Figure, ...]:
    import pmtui.figures.declared.requirements as family

    return family.FIGURES


def _planned_finish() -> tuple[Figure, ...]:
    import pmtui.figures.schedule_analysis.planned_finish as family

    return family.FIGURES


def _earned_value() -> tuple[Figure, ...]:
    import pmtui.figures.earned_value.component_figures as family

    return (*family.FIGURES, *family.TASK_FIGURES)


def _component_costs() -> tuple[Figure, ...]:
    import pmtui.figures.costs.component_costs as family

    return family.FIGURES


def _budgets() -> tuple[Figure, ...]:
    from pmtui.figures.costs import budgets, in_year

    return (*budgets.FIGURES, *in_year.FIGURES)


def _funding() -> tuple[Figure, ...]:
    from pmtui.figures.funding import funding, reserves

    return (*funding.FIGURES, *reserves.FIGURES)


def _odds() -> tuple[Figure, ...]:
    import pmtui.figures.simulated.kept_simulations as family

    return family.FIGURES


def _rights() -> tuple[Figure, ...]:
    from pmtui.figures.governance import rights_breaches, tolerances

    return (*rights_breaches.FIGURES, *tolerances.FIGURES)


def _assurance() -> tuple[Figure, ...]:
    import pmtui.figures.governance.assurance as family

    return family.FIGURES


def _recurring() -> tuple[Figure, ...]:
    import pmtui.figures.work.recurring_work as family

    return family.FIGURES


def _checkins() -> tuple[Figure, ...]:
    import pmtui.figures.checkins.checkin_figures as family

    return family.FIGURES


def _component_scores() -> tuple[Figure, ...]:
    from pmtui.figures.choosing import scoring_ways
    from pmtui.figures.selection import choice_outcomes, component_scores

    return (*component_scores.FIGURES, *choice_outcomes.FIGURES, *scoring_ways.FIGURES)


def _people() -> tuple[Figure, ...]:
    import pmtui.figures.people.person_figures as family

    return family.FIGURES


_LINES: Final[tuple[tuple[str, Family, str], ...]] = (
    ("components", _health, "rag=rag,computed_rag rag_trend"),
    ("components", _dates, "expected_finish=finish,planned,expected_finish promised"),
    ("components", _dates, "baseline_finish slip margin worst_below"),
    ("components", _progress, "percent"),
    ("components", _risks, "risk open_risks exposure"),
    ("components", _progress, "overdue_tasks blocked"),
    ("components", _budgets, "budget=total_budget,current_budget"),
    ("components", _budgets, "year_budget=total_year_budget year_forecast=total_year_forecast"),
    ("components", _budgets, "year_actual year_variance carry_over later_forecast"),
    ("components", _money, "whole_life_cost=total_life_cost benefits_baseline=total_benefits"),
    ("components", _money, "variance last_forecast forecast_change"),
    ("components", _earned_value, "bac pv ev ac sv cv spi cpi eac eac_planned eac_both etc vac"),
    ("components", _earned_value, "tcpi tcpi_eac es sv_t spi_t earned_finish"),
    ("components", _component_costs, "actual=actual,total_spent cost_to_go=to_go,cost_to_go"),
    ("components", _component_costs, "cost_forecast=total_forecast,cost_forecast"),
    ("components", _component_costs, "cost_plan committed exchange_variance"),
    ("components", _budgets, "original_budget approved_changes distributed unallocated"),
    ("components", _funding, "funded funded_to_date funding_gap"),
    ("components", _funding, "contingency_left management_left"),
    ("components", _funding, "contingency_needed contingency_gap"),
    ("components", _rights, "rights_breaches"),
    ("components", _rights, "exceptions"),
    ("components", _assurance, "assured_owner assured_sponsor assured_charter assured_case"),
    ("components", _assurance, "assured_baseline assured_gate assured_benefits assured_report"),
    ("components", _assurance, "assurance_gaps closing_open"),
    ("components", _flow, "wip throughput cycle_time service_level lead_time wip_age cycle_by_law"),
    ("components", _cycles, "velocity"),
    ("components", _odds, "p80_finish confidence p80_cost"),
    ("components", _component_scores, "score wsjf cd3 alignment"),
    (SCORING_CRITERIA.name, _component_scores, "pair_weight"),
    (CHOICES.name, _component_scores, "outcome*"),
    (RESERVES.name, _funding, "drawn* left*"),
    ("orders", _component_costs, "committed"),
    (LEDGER.name, _component_costs, "worth*"),
    ("risks", _scores, "score* level* impact residual* emv*"),
    ("tasks", _planned_finish, "planned baseline_finish slip margin"),
    ("tasks", _percent, "percent"),
    ("tasks", _flow, "age cycle_time lead_time work_age"),
    ("tasks", _odds, "p80_finish criticality"),
    (CYCLES.name, _cycles, "committed* added* removed* finished* unfinished* reliability*"),
    (CYCLES.name, _cycles, "carried* committed_work finished_work"),
    (SIMULATIONS.name, _odds, "freshness*"),
    ("tasks", _scores, "risk_score"),
    ("tasks", _costs, "cost cost_so_far cost_to_go"),
    ("tasks", _earned_value, "bac pv ev ac sv cv spi cpi"),
    ("links", _planned_finish, "planned"),
    ("benefits", _benefits, "attainment* measured* planned_to_date forecast_to_date variance*"),
    ("benefits", _benefits, "profile_shift profile_effect"),
    ("objectives", _objectives, "coverage* rating*"),
    ("components", _objectives, "objectives_served"),
    ("components", _checkins, "checkin open_asks recovery"),
    ("kpis", _kpis, "measured* attainment shortfall* rating*"),
    (STAKEHOLDERS.name, _stakeholders, "gap*"),
    (REQUIREMENTS.name, _requirements, "delivery*"),
    (PEOPLE.name, _people, "load over_days next_over"),
    (RECURRENCES.name, _recurring, "next_day* missed*"),
    (CHECKINS.name, _checkins, "days_late*"),
    (ASKS.name, _checkins, "age*"),
    (DIRECTIVES.name, _checkins, "age*"),
    ("cases", _business_cases, "npv* pv_costs pv_benefits irr* mirr bcr* profitability_index roi"),
    ("cases", _business_cases, "payback* discounted_payback"),
)
"""A table, what declares figures of its rows, and their ids.
After `=` stands what filters, `--columns` and JSON call a figure whose id a stored field has, or
which goes by several names; `*` stands after one that is in the JSON of a list unasked.
"""


_LISTED: Final = tuple(listed(_LINES))
_BY_ID: Final = MappingProxyType({(line.table, line.id): line for line in _LISTED})


def figure(figure_id: str, table: str = "components") -> Figure | None:
    """What is declared of a figure of a table's rows; None where there is none of that id."""
    line = _BY_ID.get((table, figure_id))
    return _declared(line.family)[table, figure_id] if line is not None else None


def figure_names(table: str) -> Mapping[str, str]:
    """The id of each figure of a table by what filters call it; none is loaded for it."""
    return MappingProxyType(
        {name: line.id for line in _LISTED if line.table == table for name in line.names}
    )


def figures_unasked(table: str) -> tuple[str, ...]:
    """The names of a table's figures that are in the JSON of a list unasked."""
    return tuple(line.names[0] for line in _LISTED if line.table == table and line.is_unasked)


def every_figure() -> tuple[Figure, ...]:
    """All figures, in the order in which they are listed.

    Raises:
        LookupError: a family declares a figure that no line lists, or the other way round.
    """
    declared = {key for line in _LISTED for key in _declared(line.family)}
    if declared != _BY_ID.keys():
        raise LookupError(f"listed or declared only: {sorted(declared ^ _BY_ID.keys())}")
    return tuple(_declared(line.family)[line.table, line.id] for line in _LISTED)


@cache
def _declared(family: Family) -> Mapping[tuple[str, str], Figure]:
    return MappingProxyType({(declared.table, declared.id): declared for declared in family()})
