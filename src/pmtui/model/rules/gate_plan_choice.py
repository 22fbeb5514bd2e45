"""This file chooses the gate plan that a component of a type begins with, or says why none."""

from collections.abc import Iterator, Sequence

import msgspec

from pmtui.model.entities.components import Component
from pmtui.model.entities.templates import GatePlan, Template
from pmtui.model.workspace.workspace import Workspace


class GatePlanChoice(msgspec.Struct, frozen=True):
    """The template of gates that a component begins with, or why it begins with none."""

    template: Template | None = None
    reason: str = ""
    """Why none was chosen though there are gate plans; empty where there are none for its kind."""


def gate_plan_of(workspace: Workspace, component: Component) -> GatePlanChoice:
    """The gate plan that belongs to the type of a component: its kind, category and stage.

    The plans of the nearest component above that has any which fits hold, those of the whole store
    last. Of several there the one that says most of the type; where two say as much and name other
    templates, none is chosen.

    Args:
        workspace: with the component in it.
        component: which is new.
    """
    plans = [
        plan
        for plan in workspace.rows_of(GatePlan).values()
        if not plan.archived and plan.kind == component.kind
    ]
    reach = (component.component, *workspace.ancestors(component.component), 0)
    for place in dict.fromkeys(reach):
        fitting = [plan for plan in plans if plan.component == place and _fits(plan, component)]
        if fitting:
            return _chosen(workspace, component, fitting)
    offered = [plan for plan in plans if plan.component in reach]
    if not offered:
        return GatePlanChoice()
    types = "; ".join(dict.fromkeys(f"{plan.key} is for {_type_of(plan)}" for plan in offered))
    return GatePlanChoice(None, f"no gate plan fits its type, {_own_type(component)}: {types}")


def _chosen(
    workspace: Workspace, component: Component, fitting: Sequence[GatePlan]
) -> GatePlanChoice:
    most = max(map(_says, fitting))
    best = sorted((plan for plan in fitting if _says(plan) == most), key=lambda plan: plan.id)
    templates = workspace.rows_of(Template)
    named = {plan.template: templates.get(plan.template) for plan in best}
    if len(named) > 1:
        names = " and ".join(f"{plan.key} {plan.name}" for plan in best)
        keys = [template.key for template in named.values() if template is not None]
        way = f"new_from {keys[0]} into it makes its gates" if keys else "name one template"
        reason = f"{names} fit its type, {_own_type(component)}, alike: {way}"
        return GatePlanChoice(None, reason)
    plan, template = best[0], named[best[0].template]
    if not plan.template:
        return GatePlanChoice(None, f"without gates, as {plan.key} {plan.name} has it")
    if template is None or template.archived:
        word = "gone" if template is None else f"{template.key}, which is archived"
        return GatePlanChoice(None, f"the template of {plan.key} {plan.name} is {word}")
    return GatePlanChoice(template)


def _fits(plan: GatePlan, component: Component) -> bool:
    is_category = not plan.category or _same(plan.category, component.category)
    is_stage = not plan.product_stage or plan.product_stage == component.product_stage
    return is_category and is_stage


def _same(first: str, second: str) -> bool:
    return " ".join(first.split()).casefold() == " ".join(second.split()).casefold()


def _says(plan: GatePlan) -> int:
    """How much of a type a plan names."""
    return bool(plan.category) + bool(plan.product_stage)


def _type_of(plan: GatePlan) -> str:
    return " ".join((*_words(plan.category, plan.product_stage), f"{plan.kind}s"))


def _own_type(component: Component) -> str:
    category = component.category or "without a category"
    return " ".join((component.kind, *_words(category, component.product_stage)))


def _words(category: str, stage: str) -> Iterator[str]:
    yield from (word for word in (category, stage) if word)
