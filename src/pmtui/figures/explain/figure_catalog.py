"""This file says of every figure how it is made: formula, source, unit, and what went in."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.figures.explain.component_date_figures import DATE_EXPLANATIONS
from pmtui.figures.explain.explanation import Explanation
from pmtui.figures.explain.figure_inputs import (
    age_inputs,
    cost_inputs,
    cost_so_far_inputs,
    cost_to_go_inputs,
    emv_inputs,
    exposure_inputs,
    health_inputs,
    money_inputs,
    pair_inputs,
    percent_inputs,
    residual_inputs,
    risks_inputs,
    score_inputs,
    work_inputs,
)


def explanation(figure_id: str, table: str = "components") -> Explanation | None:
    """How a figure of a table's entities is made; None where the id is unknown."""
    return EXPLANATIONS.get((table, figure_id))


_OWN_OR_SUM: Final = "its own figure where it has one, else the sum of the components below"
_NO_MONEY: Final = "nobody gave a figure, or a currency has no rate to the base currency"


def _sum(name: str, title: str, source: str) -> Explanation:
    return Explanation(
        id=name,
        title=title,
        table="components",
        formula=_OWN_OR_SUM,
        source=source,
        unit="money",
        undefined=_NO_MONEY,
        inputs=money_inputs(name),
    )


_ALL: Final = (
    Explanation(
        id="percent",
        title="percent complete",
        table="components",
        formula="sum(weight x percent) / sum(weight) of the tasks without sub-tasks",
        source="as MS Project's % complete; weight: duration, else estimate, else a day",
        unit="percent, rounded half up; 100 only when all is done, 0 only when nothing is begun",
        undefined="there is no task",
        inputs=percent_inputs,
    ),
    *DATE_EXPLANATIONS,
    _sum("budget", "budget", "BAC, PMI Standard for EVM"),
    _sum("spent", "spent", "AC, PMI Standard for EVM"),
    _sum("forecast", "forecast", "EAC, PMI Standard for EVM"),
    _sum("year_budget", "budget of this year", "as given"),
    _sum("year_forecast", "forecast of this year", "as given"),
    _sum("whole_life_cost", "whole-life cost", "as given"),
    _sum("benefits_baseline", "benefits as approved", "as given"),
    Explanation(
        id="variance",
        title="forecast over budget",
        table="components",
        formula="forecast - budget = EAC - BAC = -VAC",
        source="PMI Standard for EVM",
        unit="money; over budget is positive",
        undefined="forecast or budget is unknown",
        inputs=pair_inputs("forecast", "budget"),
    ),
    Explanation(
        id="to_go",
        title="cost to go",
        table="components",
        formula="ETC = EAC - AC = forecast - spent",
        source="PMI Standard for EVM",
        unit="money",
        undefined="forecast or spent is unknown",
        inputs=pair_inputs("forecast", "spent"),
    ),
    Explanation(
        id="open_risks",
        title="threats and issues",
        table="components",
        formula="high threats and issues of the open ones; high by the policy's threshold",
        source="ISO 31000; thresholds are policy",
        unit="risks",
        undefined="never",
        inputs=risks_inputs,
    ),
    Explanation(
        id="risk",
        title="top risk",
        table="components",
        formula="max(P x I) over open threats",
        source="PMBOK 6, 11.3",
        unit="points of the policy's scales",
        undefined="no open threat is rated",
        inputs=risks_inputs,
    ),
    Explanation(
        id="exposure",
        title="exposure",
        table="components",
        formula="sum(p x impact in money), threats negative, p = 1 once they have occurred",
        source="EMV, PMBOK 6, 11.4",
        unit="money",
        undefined="no open risk has money and a probability, or a rate is missing",
        inputs=exposure_inputs,
    ),
    Explanation(
        id="overdue_tasks",
        title="overdue tasks",
        table="components",
        formula="count of open tasks whose due date is past",
        source="tasks without sub-tasks, of components that have not ended",
        unit="tasks",
        undefined="never",
        inputs=work_inputs,
    ),
    Explanation(
        id="blocked",
        title="blocked tasks",
        table="components",
        formula="count of open tasks that say so or wait for an unfinished predecessor",
        source="finish-to-start links",
        unit="tasks",
        undefined="never",
        inputs=work_inputs,
    ),
    Explanation(
        id="rag",
        title="rating",
        table="components",
        formula="what its manager says, else the worst of the computed dimensions",
        source="delivery confidence, UK IPA; thresholds are policy",
        unit="red, amber, green",
        undefined="not reported, and nothing can be computed",
        inputs=health_inputs,
    ),
    Explanation(
        id="computed_rag",
        title="computed rating",
        table="components",
        formula="worst of schedule, cost, risk, work, benefits and the components below",
        source="thresholds are policy",
        unit="red, amber, green",
        undefined="every dimension is unknown, or the component has ended",
        inputs=health_inputs,
    ),
    Explanation(
        id="score",
        title="risk score",
        table="risks",
        formula="P x I, I = highest impact over the objectives",
        source="PMBOK 6, 11.3; scales are policy",
        unit="points, rounded half up to the policy's places",
        undefined="probability or impact is not rated",
        inputs=score_inputs,
    ),
    Explanation(
        id="residual",
        title="residual score",
        table="risks",
        formula="residual P x residual I",
        source="PMBOK 6, 11.5",
        unit="points of the policy's scales",
        undefined="what is left after the response is not rated",
        inputs=residual_inputs,
    ),
    Explanation(
        id="emv",
        title="expected monetary value",
        table="risks",
        formula="EMV = p x impact",
        source="PMBOK 6, 11.4; chances per step are policy",
        unit="money; threats are negative",
        undefined="no money impact or no probability",
        inputs=emv_inputs,
    ),
    Explanation(
        id="age",
        title="card age",
        table="tasks",
        formula="today - entered",
        source="Kanban Guide, work item age",
        unit="calendar days",
        undefined="the card has never entered a column",
        inputs=age_inputs,
    ),
    Explanation(
        id="cost",
        title="cost",
        table="tasks",
        formula="fixed cost + assignments (as given, else work x rate + use), with all below",
        source="MS Project, Cost field; PMBOK 6, 7.2",
        unit="money",
        undefined="no cost and nobody with a rate is at work on it, or a currency has no rate",
        inputs=cost_inputs,
    ),
    Explanation(
        id="cost_so_far",
        title="cost so far",
        table="tasks",
        formula="as booked, else the done share of each assignment and of the fixed cost",
        source="MS Project, Actual Cost field, costs prorated",
        unit="money",
        undefined="nothing booked and nothing done that has a cost",
        inputs=cost_so_far_inputs,
    ),
    Explanation(
        id="cost_to_go",
        title="cost to go",
        table="tasks",
        formula="cost - cost so far",
        source="MS Project, Remaining Cost field",
        unit="money",
        undefined="the cost is unknown",
        inputs=cost_to_go_inputs,
    ),
)
EXPLANATIONS: Final[Mapping[tuple[str, str], Explanation]] = MappingProxyType(
    {(one.table, one.id): one for one in _ALL}
)
"""Every figure that can be explained, by table and id."""
