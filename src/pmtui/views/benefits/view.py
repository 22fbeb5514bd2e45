"""This file declares the view of benefits: register, profiles, what is due, and business cases."""

from typing import Final

from pmtui.model.benefits.benefit_map import CAPABILITIES, CONTRIBUTIONS, OUTCOMES
from pmtui.model.benefits.cases import CASES, CASH_FLOWS
from pmtui.model.benefits.profiles import ATTRIBUTIONS, KPI_READINGS, KPIS, PROFILE_POINTS, READINGS
from pmtui.model.benefits.requirements import ACCEPTANCES, REQUIREMENTS
from pmtui.model.entities.registers import BENEFITS, OBJECTIVES
from pmtui.views.shapes.view import (
    ChartFunction,
    ChartPart,
    RowList,
    TableFunction,
    TablePart,
    View,
)


def _register() -> TableFunction:
    from pmtui.views.benefits.part_tables import register

    return register


def _due() -> TableFunction:
    from pmtui.views.benefits.part_tables import due

    return due


def _points() -> TableFunction:
    from pmtui.views.benefits.part_tables import points

    return points


def _realisation() -> ChartFunction:
    from pmtui.views.benefits.realisation_chart import realisation_chart

    return realisation_chart


def _readings() -> TableFunction:
    from pmtui.views.benefits.part_tables import readings

    return readings


def _attributions() -> TableFunction:
    from pmtui.views.benefits.part_tables import attributions

    return attributions


def _objectives() -> TableFunction:
    from pmtui.views.benefits.part_tables import objectives

    return objectives


def _kpis() -> TableFunction:
    from pmtui.views.benefits.part_tables import kpis

    return kpis


def _kpi_readings() -> TableFunction:
    from pmtui.views.benefits.part_tables import kpi_readings

    return kpi_readings


def _links() -> TableFunction:
    from pmtui.views.benefits.part_tables import links

    return links


def _map() -> TableFunction:
    from pmtui.views.benefits.map_table import map_table

    return map_table


def _requirements() -> TableFunction:
    from pmtui.views.benefits.part_tables import requirements

    return requirements


def _acceptances() -> TableFunction:
    from pmtui.views.benefits.part_tables import acceptances

    return acceptances


def _flows() -> TableFunction:
    from pmtui.views.benefits.part_tables import flows

    return flows


def _cases() -> TableFunction:
    from pmtui.views.benefits.part_tables import cases

    return cases


VIEW: Final = View(
    id="benefits",
    title="Benefits",
    key="6",
    tables=tuple(
        spec.name
        for spec in (
            BENEFITS,
            PROFILE_POINTS,
            READINGS,
            ATTRIBUTIONS,
            CASES,
            CASH_FLOWS,
            OBJECTIVES,
            KPIS,
            KPI_READINGS,
            CONTRIBUTIONS,
            CAPABILITIES,
            OUTCOMES,
            REQUIREMENTS,
            ACCEPTANCES,
        )
    ),
    parts=(
        TablePart(
            tables=(BENEFITS.name,), sort="key", noun="benefit", label="register", table=_register
        ),
        TablePart(
            name="profile",
            tables=(PROFILE_POINTS.name,),
            sort="benefit,period",
            title="profile",
            table=_points,
        ),
        ChartPart(name="realisation", tables=(BENEFITS.name,), chart=_realisation),
        TablePart(
            name="due",
            tables=(BENEFITS.name, KPIS.name),
            sort="next_measure,owner",
            title="due",
            hides="sustained or given up",
            table=_due,
        ),
        TablePart(
            name=READINGS.name,
            tables=(READINGS.name,),
            sort="at-",
            title="readings",
            table=_readings,
        ),
        TablePart(
            name="shares",
            tables=(ATTRIBUTIONS.name,),
            sort="benefit",
            title="shares",
            table=_attributions,
        ),
        TablePart(
            name="case", tables=(CASES.name,), sort="key", title="business cases", table=_cases
        ),
        TablePart(
            name="flows",
            tables=(CASH_FLOWS.name,),
            sort="case,period",
            title="cash flows",
            table=_flows,
        ),
        TablePart(
            name=OBJECTIVES.plural,
            tables=(OBJECTIVES.name,),
            sort="coverage,key",
            title=OBJECTIVES.plural,
            table=_objectives,
        ),
        TablePart(
            name="map",
            tables=tuple(
                spec.name for spec in (CONTRIBUTIONS, CAPABILITIES, OUTCOMES, BENEFITS, OBJECTIVES)
            ),
            noun="place",
            label="map",
            sorts=False,
            table=_map,
        ),
        TablePart(
            name="leads_to",
            tables=(CONTRIBUTIONS.name,),
            sort="objective,benefit,outcome",
            title="what leads to what",
            table=_links,
        ),
        TablePart(name=KPIS.plural, tables=(KPIS.name,), sort="key", title="KPIs", table=_kpis),
        TablePart(
            name=KPI_READINGS.name,
            tables=(KPI_READINGS.name,),
            sort="at-",
            title="KPI readings",
            table=_kpi_readings,
        ),
        TablePart(
            name=REQUIREMENTS.plural,
            tables=(REQUIREMENTS.name,),
            sort="state,priority",
            title=REQUIREMENTS.plural,
            table=_requirements,
        ),
        TablePart(
            name=ACCEPTANCES.plural,
            tables=(ACCEPTANCES.name,),
            sort="at-",
            title=ACCEPTANCES.plural,
            table=_acceptances,
        ),
    ),
    lists=(
        RowList(CASES.plural, "case"),
        RowList("flows", "flows"),
        RowList("due", "due"),
        RowList("map", "map"),
        RowList(OBJECTIVES.plural, OBJECTIVES.plural),
        RowList(KPIS.plural, KPIS.plural),
        RowList(REQUIREMENTS.plural, REQUIREMENTS.plural),
    ),
    signs=(
        ("- title", "a dis-benefit: what is lost on the way"),
        ("2 rates", "flows with several internal rates of return: = names each"),
    ),
)
