"""This file lists what the columns of the world are called: headers by field, words by value."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Words = Mapping[str, tuple[str, ...]]


def _words(text: str) -> Words:
    found: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        name, _, words = line.partition(":")
        listed = tuple(word.strip() for word in words.split(",") if word.strip())
        found[name.strip()] = found.get(name.strip(), ()) + listed
    return MappingProxyType(found)


LEVELS: Final = _words("""
portfolio: portfolio, portefeuille, department, directorate, business unit, bereich
program: program, programme, program name, programme name, programm
project: project, project name, projekt, projektname, projet, nom du projet, board name, board
""")
"""Columns that name a component above the rows, from the top, in the words of `plain_header`."""

LEVEL_CODES: Final = _words("""
project: project key, project id, project code, projektnummer
""")
"""Columns that name the code of such a component."""

TASK: Final = _words("""
key: pmtui key
title: task name, task, title, summary, subject, name, card name, activity name, activity, work item
title: vorgangsname, vorgang, aufgabe, aufgabenname, titel, betreff, arbeitspaket, bezeichnung
title: nom de la tache, tache, titre, sujet, intitule, nom, issue, item, story, todo, what
code: unique id, issue key, task id, card id, gid, eindeutige nummer, identifier, n unique, key
code: issue id, ticket, ticket id, number, id, code, ref, reference, nr, no, n, numero, vorgang nr
number: id, row, row number, line, nr, no, n, number
wbs: wbs, wbs code, outline number, outline, psp code, psp, gliederungsnummer, gliederung
wbs: n hierarchique
level: outline level, level, indent, indentation, gliederungsebene, ebene
level: niveau hierarchique, niveau
parent: parent, parent task, parent id, parent key, parent issue, parent issue id, parent task id
parent: subtask of, ubergeordnete aufgabe, ubergeordnet, ubergeordneter vorgang, tache parente
predecessors: unique id predecessors, predecessors, predecessor, depends on, dependencies
predecessors: blocked by, blocked by dependencies, vorganger, predecesseurs
predecessors: inward issue link blocks
status: status, state, column, list, list name, section column, section, board column, stage
status: zustand, spalte, liste, statut, etat, colonne, issue status, progress, bucket name
status: bucket
owner: owner, assignee, assigned to, assigned, assignee name, responsible, who, lead
owner: verantwortlich, verantwortlicher, verantwortung, zustandig, bearbeiter, zugewiesen an
owner: zugewiesen, responsable, assigne a, assigne, affecte a, person, user
assignees: assignees, resource names, resources, ressourcennamen, ressourcen, noms ressources
assignees: noms de ressources, members, mitglieder
start: start, start date, planned start, begin, begin date, from, anfang, beginn, startdatum
start: start am, starttermin, geplanter start, debut, date de debut, date debut
finish: finish, end, end date, finish date, planned finish, planned end, to, ende, enddatum
finish: endtermin, fertigstellung, bis, fin, date de fin, date fin
due: due, due date, duedate, due on, deadline, target date, fallig, fallig am, falligkeitsdatum
due: falligkeit, termin, frist, abgabedatum, echeance, date d echeance, date limite
requested: created, created at, created on, created date, date created, opened, erstellt, cree le
actual_start: actual start, started, started at, ist anfang, tatsachlicher anfang, debut reel
actual_finish: actual finish, actual end, completed at, completed on, completed date, closed
actual_finish: closed at, date closed, resolved, resolution date, ist ende, abgeschlossen am
actual_finish: erledigt am, fin reelle
percent: percent complete, percent done, progress, done ratio, completion, complete, done, completed
percent: percent abgeschlossen, abgeschlossen, fortschritt, erledigt, percent acheve, avancement
percent: percent, is done
priority: priority, prio, urgency, importance, prioritat, dringlichkeit, priorite
estimate: estimate, original estimate, estimated hours, estimated time, time estimate, effort, work
estimate: estimated effort, aufwand, schatzung, geschatzter aufwand, arbeit, charge, travail
estimate: estimation, temps estime
remaining: remaining, remaining work, remaining estimate, verbleibende arbeit, restaufwand
remaining: reste a faire, travail restant
duration: duration, dauer, duree
fixed_cost: fixed cost, fixed costs, fixkosten, festkosten, feste kosten, cout fixe
kind: kind, milestone, is milestone, meilenstein, jalon
blocked: blocked, blocked reason, blocker, blockiert, bloque
tags: tags, tag, labels, label, category, categories, schlagworte, schlagworter, stichworte
tags: etiketten, kategorie, etiquettes, categorie, mots cles, components, component s
tags: issue type, type, tracker, tag list
notes: notes, note, description, details, body, card description, desc, beschreibung, notizen
notes: notiz, remarques
remark: comment, comments, remark, remarks, kommentar, kommentare, bemerkung, bemerkungen
remark: commentaire, commentaires
""")

PROJECT: Final = _words("""
key: pmtui key
name: project name, project, name, title, projektname, projekt, titel, nom du projet, projet, nom
code: project number, project id, project key, project code, code, id, key, number, projektnummer
code: nr
description: description, description aims, aims, summary, objectives, beschreibung, ziel
owner: project manager, manager, pm, owner, lead, projektleiter, projektleitung, chef de projet
owner: responsable, verantwortlich
sponsor: sponsor, executive, sro, auftraggeber, commanditaire
start: start, start date, begin, anfang, beginn, startdatum, debut, date de debut
baseline_start: baseline start, planned start, original start
finish: finish, end, end date, finish date, forecast finish, forecast end, ende, enddatum, due
finish: due date, termin, fin, date de fin, echeance
baseline_finish: baseline finish, baseline end, planned finish, planned end, original end
said_rating: rating, colour rating, color rating, rag status, rag, health, ampel, status
said_rating: delivery confidence, overall status, ampelstatus
state: state, stage, phase, lifecycle, status, statut, zustand
budget: budget, approved budget, bac, planned cost, budget at completion, plankosten, cout prevu
spent: spent, actual, actual cost, actuals, spend to date, ist kosten, istkosten, depense, cout reel
forecast: forecast, eac, estimate at completion, forecast cost, prognose, prevision
year_budget: yearly budget, year budget, budget this year, total baseline
year_forecast: yearly forecast, year forecast, forecast this year
whole_life_cost: whole life cost, wlc, total cost, gesamtkosten, cout total
benefits_baseline: benefits, total benefits, total baseline benefits, benefits baseline, nutzen
benefits_baseline: benefices
category: category, report category, type, kategorie, art, categorie
tags: tags, tag, labels, schlagworte, etiquettes
remark: comment, comments, commentary, remarks, notes, kommentar, bemerkung, commentaire
""")

RISK: Final = _words("""
key: pmtui key
title: risk title, risk name, risk, title, name, summary, risiko, risikobezeichnung, risque, titre
title: event, risk description, description
kind: threat opportunity, threat or opportunity, risk type, type, art
cause: cause, causes, ursache, source
event: event, risk event, ereignis, evenement
effect: effect, consequence, consequences, folge, wirkung
category: category, risk category, kategorie, categorie
owner: owner, risk owner, responsible, verantwortlich, eigner, responsable, proprietaire
actionee: actionee, action owner, assigned to
probability: probability, likelihood, prob, p, wahrscheinlichkeit, eintrittswahrscheinlichkeit
probability: probabilite, vraisemblance
impact_cost: cost impact, impact cost, impact, severity, i, auswirkung, schadenshohe, gravite
impact_time: time impact, schedule impact, impact time
impact_scope: scope impact, impact scope
impact_quality: quality impact, impact quality
money_impact: money impact, financial impact, impact value, exposure, schadenssumme
response: response, response strategy, strategy, treatment, risk response, strategie
response_notes: response plan, mitigation, mitigation plan, mitigations, action plan, actions
response_notes: massnahme, massnahmen, mesures
residual_probability: residual probability, residual likelihood
residual_impact: residual impact
proximity: proximity
trigger: trigger, warning sign, early warning
state: status, state, zustand, statut
opened: opened, date raised, raised, raised on, identified on, date identified
next_review: next review, review date, review, next review date
tags: tags, labels
remark: comment, comments, notes, remarks, kommentar, commentaire
""")

FIELDS: Final = MappingProxyType({"task": TASK, "project": PROJECT, "risk": RISK})
"""Headers by field, for each kind of row that is guessed."""

PRIORITY: Final = _words("""
1: critical, highest, blocker, urgent, immediate, very high, p1, a, sofort, dringend, kritisch
1: sehr hoch, critique, urgente, tres haute, showstopper
2: high, major, important, hoch, haute, elevee, p2, b
3: medium, normal, moderate, standard, mittel, moyenne, normale, p3, c
4: low, lowest, minor, trivial, very low, niedrig, gering, basse, faible, p4, d
""")
STATUS: Final = _words("""
Backlog: backlog, new, open, to do, todo, not started, planned, proposed, draft, icebox, neu, offen
Backlog: geplant, nicht begonnen, nouveau, ouvert, a faire, non commence, reopened, triage
Ready: ready, selected for development, next, approved, scheduled, this week, bereit, pret, assigned
Doing: doing, in progress, in development, started, active, wip, working on it, in arbeit
Doing: in bearbeitung, begonnen, en cours, commence, ongoing, stuck, on hold, blocked, waiting
Doing: development
Review: review, in review, code review, testing, in test, qa, verify, feedback, resolved, validation
Review: prufung, in prufung, test, en revue, a valider, acceptance
Done: done, closed, complete, completed, finished, fixed, released, merged, cancelled, canceled
Done: rejected, won t fix, wontfix, archived, erledigt, fertig, abgeschlossen, geschlossen, termine
Done: ferme, fait, acheve
""")
RAG: Final = _words("""
G: green, g, grun, vert, on track, on target
A: amber, a, yellow, y, orange, gelb, jaune, amber green, amber red, at risk
R: red, r, rot, rouge, off track, critical
""")
STEP: Final = _words("""
1: very low, rare, remote, vl, negligible, insignificant, sehr gering, tres faible
2: low, unlikely, l, minor, gering, niedrig, faible
3: medium, possible, moderate, m, mittel, moyen, moyenne
4: high, likely, probable, h, major, hoch, wahrscheinlich, eleve, elevee
5: very high, almost certain, certain, vh, severe, extreme, catastrophic, critical, sehr hoch
5: tres eleve, tres elevee
""")
PROJECT_STATE: Final = _words("""
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
RISK_STATE: Final = _words("""
identified: open, new, draft, raised, offen, ouvert
monitoring: active, in progress, live, aktiv
closed: closed, done, geschlossen, ferme
occurred: issue, materialised, materialized, eingetreten, survenu
""")
RISK_KIND: Final = _words("""
threat: negative, risk, risiko, bedrohung, menace
opportunity: positive, chance, opportunite
""")
MILESTONE: Final = _words("""
milestone: yes, true, y, x, 1, ja, wahr, oui, vrai, jalon, meilenstein
task: no, false, n, 0, nein, falsch, non
""")
COMPLETE: Final = _words("""
100: yes, true, y, x, ja, wahr, oui, vrai, done, complete, completed, erledigt
0: no, false, n, nein, falsch, non, open, not started, incomplete
""")

VALUES: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "priority": PRIORITY,
        "status": STATUS,
        "said_rag": RAG,
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
        "percent": COMPLETE,
    }
)
"""Translations by field, or by kind of row and field."""
