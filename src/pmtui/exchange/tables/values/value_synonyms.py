"""This file lists what the words in cells mean: the values of a field by their many names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pmtui.exchange.sheets.header_synonyms import Words, words_of

PRIORITY: Final = words_of("""
1: critical, highest, blocker, urgent, immediate, very high, p1, a, sofort, dringend, kritisch
1: sehr hoch, critique, urgente, tres haute, showstopper
2: high, major, important, hoch, haute, elevee, p2, b
3: medium, normal, moderate, standard, mittel, moyenne, normale, p3, c
4: low, lowest, minor, trivial, very low, niedrig, gering, basse, faible, p4, d
""")
STATUS: Final = words_of("""
Backlog: backlog, new, open, to do, todo, not started, planned, proposed, draft, icebox, neu, offen
Backlog: geplant, nicht begonnen, nouveau, ouvert, a faire, non commence, reopened, triage
Ready: ready, selected for development, next, approved, scheduled, this week, bereit, pret, assigned
Doing: doing, in progress, in development, started, active, wip, working on it, in arbeit
Doing: in bearbeitung, begonnen, en cours, commence, ongoing, stuck, on hold, blocked, waiting
Doing: development
Review: review, in review, code review, testing, in test, qa, verify, feedback, resolved, validation
Review: prufung, in prufung, test, en revue, a valider, acceptance
Done: done, closed, complete, completed, finished, fixed, released, merged, cancelled, canceled
Done: duplicate, rejected, won t fix, wontfix, archived, erledigt, fertig, abgeschlossen
Done: geschlossen, termine, ferme, fait, acheve
""")
RAG: Final = words_of("""
G: green, g, grun, vert, on track, on target
A: amber, a, yellow, y, orange, gelb, jaune, amber green, amber red, at risk
R: red, r, rot, rouge, off track, critical
""")
STEP: Final = words_of("""
1: very low, rare, remote, vl, negligible, insignificant, sehr gering, tres faible
2: low, unlikely, l, minor, gering, niedrig, faible
3: medium, possible, moderate, m, mittel, moyen, moyenne
4: high, likely, probable, h, major, hoch, wahrscheinlich, eleve, elevee
5: very high, almost certain, certain, vh, severe, extreme, catastrophic, critical, sehr hoch
5: tres eleve, tres elevee
""")
PROJECT_STATE: Final = words_of("""
draft: idea, proposed, pipeline, not started, new, open, neu, idee
initiating: initiation, start up, startup
planning: plan, in planning, in planung, planification
executing: active, in progress, in delivery, delivery, live, ongoing, running, execution
executing: in arbeit, laufend, aktiv, en cours, actif
closing: closeout, close out, abschluss, cloture
closed: complete, completed, done, finished, delivered, abgeschlossen, termine
on_hold: on hold, paused, stopped for now, pausiert, en attente
cancelled: canceled, stopped, abandoned, abgebrochen, annule
""")
RISK_STATE: Final = words_of("""
identified: open, new, draft, raised, offen, ouvert
monitoring: active, in progress, live, aktiv
closed: closed, done, geschlossen, ferme
occurred: issue, materialised, materialized, eingetreten, survenu
""")
RISK_KIND: Final = words_of("""
threat: negative, risk, risiko, bedrohung, menace
opportunity: positive, chance, opportunite
""")
MILESTONE: Final = words_of("""
milestone: yes, true, y, x, 1, ja, wahr, oui, vrai, si, jalon, meilenstein, hito
task: no, false, n, 0, nein, falsch, non
""")
MODE: Final = words_of("""
yes: manually scheduled, manual, manuell geplant, manuell, planifiee manuellement, manuelle
yes: programada manualmente
no: auto scheduled, automatically scheduled, auto, automatisch geplant, automatisch
no: planifiee automatiquement, automatique, programada automaticamente
""")
COMPLETE: Final = words_of("""
100: yes, true, y, x, ja, wahr, oui, vrai, si, done, complete, completed, erledigt, abgeschlossen
100: termine, completado
50: in progress, in arbeit, in bearbeitung, en cours, en curso
0: no, false, n, nein, falsch, non, open, not started, nicht begonnen, non commence, no iniciado
0: incomplete
""")

VALUES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "priority": PRIORITY,
        "status": STATUS,
        "reported_rag": RAG,
        **dict.fromkeys(
            (
                "probability",
                "impact_cost",
                "impact_time",
                "impact_scope",
                "impact_quality",
                "residual_probability",
                "residual_impact",
            ),
            STEP,
        ),
        "project.state": PROJECT_STATE,
        "risk.state": RISK_STATE,
        "risk.kind": RISK_KIND,
        "task.kind": MILESTONE,
        "task.manual": MODE,
        "percent": COMPLETE,
    }
)
"""Translations by field, or by kind of row and field."""
