"""This file declares the view for deciding which projects to do: what is best, and scores."""

from typing import Final

from pmtui.model.choosing.decisions import CHOICES
from pmtui.model.choosing.scoring import COMPARISONS, SCORES, SCORING_CRITERIA
from pmtui.model.choosing.selection_rules import SELECTION_RULES
from pmtui.model.entities.components import COMPONENTS
from pmtui.views.shapes.view import (
    ChartFunction,
    ChartPart,
    RowList,
    TableFunction,
    TablePart,
    View,
)

_PROJECTS: Final = (COMPONENTS.name,)


def _selection() -> TableFunction:
    from pmtui.views.decide.decide_parts import selection_table

    return selection_table


def _bubbles() -> ChartFunction:
    from pmtui.views.decide.decide_parts import bubble_chart

    return bubble_chart


def _balance() -> ChartFunction:
    from pmtui.views.decide.decide_parts import balance_chart

    return balance_chart


def _frontier() -> ChartFunction:
    from pmtui.views.decide.frontier_chart import frontier_chart

    return frontier_chart


def _scoring() -> TableFunction:
    from pmtui.views.decide.scoring_parts import scoring_table

    return scoring_table


def _sequence() -> TableFunction:
    from pmtui.views.decide.scoring_parts import sequence_table

    return sequence_table


def _scores() -> TableFunction:
    from pmtui.views.decide.scoring_parts import scores

    return scores


def _rules() -> TableFunction:
    from pmtui.views.decide.scoring_parts import selection_rules

    return selection_rules


def _criteria() -> TableFunction:
    from pmtui.views.decide.scoring_parts import criteria

    return criteria


def _comparisons() -> TableFunction:
    from pmtui.views.decide.scoring_parts import comparisons

    return comparisons


def _choices() -> TableFunction:
    from pmtui.views.decide.scoring_parts import choices

    return choices


VIEW: Final = View(
    id="decide",
    title="Selection",
    key="9",
    tables=(
        COMPONENTS.name,
        SELECTION_RULES.name,
        SCORES.name,
        SCORING_CRITERIA.name,
        COMPARISONS.name,
        CHOICES.name,
    ),
    parts=(
        TablePart(
            tables=_PROJECTS,
            sort="verdict,ratio-",
            noun="project",
            label="selection",
            hides="over, or no project",
            table=_selection,
        ),
        ChartPart(name="bubbles", chart=_bubbles, tables=_PROJECTS),
        ChartPart(name="balance", chart=_balance, tables=_PROJECTS),
        ChartPart(name="frontier", chart=_frontier, tables=_PROJECTS),
        TablePart(
            name="sequence",
            tables=_PROJECTS,
            sort="start",
            noun="project",
            hides="not chosen",
            table=_sequence,
        ),
        TablePart(
            name=SELECTION_RULES.name,
            tables=(SELECTION_RULES.name,),
            sort="component",
            label="rules",
            noun=SELECTION_RULES.called,
            table=_rules,
        ),
        TablePart(
            name="scoring",
            tables=_PROJECTS,
            sort="score-",
            noun="project",
            hides="over, or no project",
            table=_scoring,
        ),
        TablePart(
            name=SCORES.name,
            tables=(SCORES.name,),
            sort="component",
            noun=SCORES.word,
            table=_scores,
        ),
        TablePart(
            name=SCORING_CRITERIA.name,
            tables=(SCORING_CRITERIA.name,),
            sort="weight-",
            label="scored by",
            noun="criterion",
            table=_criteria,
        ),
        TablePart(
            name=COMPARISONS.name,
            tables=(COMPARISONS.name,),
            sort="criterion",
            label="pairs",
            noun=COMPARISONS.word,
            table=_comparisons,
        ),
        TablePart(
            name=CHOICES.name,
            tables=(CHOICES.name,),
            sort="decision-",
            label="put to bodies",
            noun=CHOICES.word,
            table=_choices,
        ),
    ),
    lists=(
        RowList("bubbles", "bubbles"),
        RowList("balance", "balance"),
        RowList("frontier", "frontier"),
        RowList("sequence", "sequence"),
        RowList(SELECTION_RULES.plural, SELECTION_RULES.name),
        RowList("scoring", "scoring"),
        RowList(SCORES.plural, SCORES.name),
        RowList(SCORING_CRITERIA.plural, SCORING_CRITERIA.name),
        RowList(COMPARISONS.plural, COMPARISONS.name),
        RowList(CHOICES.plural, CHOICES.name),
    ),
    signs=(
        ("in, out", "among the projects that are worth most within what there is, or not"),
        ("on", "under way: not weighed, its cost comes first"),
        ("ratio", "worth by cost"),
        ("3?", "a score that no longer counts, in the part with the scores"),
    ),
)
