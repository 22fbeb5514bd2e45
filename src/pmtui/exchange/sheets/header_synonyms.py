"""This file lists what the columns of the world are called: headers by field.

Among them are those that Asana, Azure DevOps, ClickUp, Jira, Linear, MS Planner, MS Project,
Notion, OpenProject, Redmine, Trello, Wrike and YouTrack export;
`tests/exchange/tables/test_real_exports.py` has a table of each.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Words = Mapping[str, tuple[str, ...]]


def words_of(text: str) -> Words:
    """Lines of `name: word, word` as a mapping; lines of one name add up."""
    found: dict[str, tuple[str, ...]] = {}
    for line in text.strip().splitlines():
        name, _, words = line.partition(":")
        listed = tuple(word.strip() for word in words.split(",") if word.strip())
        found[name.strip()] = found.get(name.strip(), ()) + listed
    return MappingProxyType(found)


LEVELS: Final = words_of("""
portfolio: portfolio, portefeuille, department, directorate, business unit, bereich
program: program, programme, program name, programme name, programm, programa
project: project, project name, projekt, projektname, projet, nom du projet, board name, board
project: projects, projekte, projets, proyecto, proyectos, nombre del proyecto
""")
"""Columns that name a component above the rows, from the top, in the words of `plain_header`."""

LEVEL_CODES: Final = words_of("""
project: project key, project id, project code, projektnummer
""")
"""Columns that name the code of such a component."""

TASK: Final = words_of("""
key: pmtui key
title: task name, task title, task, work item title, title, summary, subject, name, card name
title: activity name, activity, work item, vorgangsname, vorgang, aufgabe, aufgabenname, titel
title: betreff, arbeitspaket, arbeitsschritt, bezeichnung, nom de la tache, tache, titre, sujet
title: intitule, nom, nombre de la tarea, nombre de tarea, tarea, actividad, asunto, titulo, nombre
title: issue, item, story, todo, to do, what, was, quoi, que
code: unique id, issue key, task id, card id, gid, eindeutige nummer, identifier, n unique, key
code: issue id, ticket, ticket id, work item id, number, id, code, ref, reference, nr, no, n
code: numero, vorgang nr, identificador
number: id, row, row number, line, task number, nr, no, n, number, lfd nr, pos
wbs: wbs, wbs code, wbs number, outline number, outline, psp code, psp, gliederungsnummer
wbs: gliederung, n hierarchique, edt, numero de esquema
level: outline level, level, indent, indentation, gliederungsebene, ebene
level: niveau hierarchique, niveau, nivel de esquema, nivel
also: issue id, issue key, unique id, task id, work item id, id, key, identifier, code, number
parent: parent key, parent issue key, parent issue id, parent task id, parent id, parent task key
parent: parent, parent task, parent issue, parent item, parent work item, parent wbs, subtask of
parent: subtask of task, parent task name, parent name, parent title, parent summary
parent: ubergeordnete aufgabe, ubergeordnet, ubergeordneter vorgang, sammelvorgang
parent: tache parente, tache mere, tarea padre, padre, tarea principal
predecessors: unique id predecessors, wbs predecessors, predecessors, predecessor, depends on
predecessors: dependencies, dependency, blocked by, is blocked by, waits for, waiting on
predecessors: blocked by dependencies, vorganger, vorgangernummer, abhangig von, predecesseurs
predecessors: depend de, predecesoras, predecesores, predecesora, depende de
predecessors: inward issue link blocks, inward issue link blocker
status: status, state, issue status, task status, custom status, zustand, statut, etat, estado
status: list name, bucket name, bucket, list, section column, section, board column, column
status: kanban column, spalte, liste, colonne, columna, stage, progress
owner: owner, assignee, assigned to, assigned, assign, assignee name, assigned to name, responsible
owner: who, lead, task owner, person responsible, responsible person, wer, verantwortlich
owner: verantwortlicher, verantwortliche, verantwortung, zustandig, zustaendig, bearbeiter
owner: zugewiesen an, zugewiesen, zugeordnet, responsable, assigne a, assigne, affecte a, qui
owner: encargado, asignado a, asignado, quien, person, user
assignees: assignees, resource names, resources, resource, ressourcennamen, ressourcen
assignees: noms ressources, noms de ressources, nombres de los recursos, recursos, members
assignees: team members, people, persons, mitglieder, mitarbeiter, beteiligte, membres, miembros
assignees: personas
start: start, start date, planned start, plan start, begin, begin date, from, anfang, beginn
start: startdatum, start am, starttermin, geplanter start, soll start, debut, date de debut
start: date debut, inicio, fecha de inicio, fecha inicio, comienzo
finish: finish, end, end date, finish date, planned finish, planned end, plan finish, plan end, to
finish: ende, enddatum, endtermin, soll ende, fertigstellung, bis, fin, date de fin, date fin
finish: fecha de fin, fecha fin, fecha de finalizacion, final
due: due, due date, duedate, due on, deadline, target date, fallig, fallig am, faellig
due: falligkeitsdatum, falligkeit, termin, frist, abgabedatum, abgabe, echeance, date d echeance
due: date limite, vencimiento, fecha de vencimiento, fecha limite, plazo, bis wann
requested: created, created at, created on, created date, date created, opened, erstellt
requested: erstellt am, cree le, date de creation, creado, fecha de creacion
actual_start: actual start, actual begin, started, started at, ist anfang, ist start
actual_start: tatsachlicher anfang, debut reel, inicio real, comienzo real
actual_finish: actual finish, actual end, completed at, completed on, completed date, closed
actual_finish: closed at, closed date, date closed, date done, resolved, resolved date
actual_finish: resolution date, completion date, completed, ist ende, abgeschlossen am, erledigt am
actual_finish: fin reelle, fin real
percent: percent complete, percent done, progress, done ratio, completion, complete, done, completed
percent: progress percent, complete percent, done percent, percent completed, percent progress
percent: percent abgeschlossen, abgeschlossen, fortschritt, fortschritt percent, percent fortschritt
percent: erledigt, percent erledigt, percent fertig, fertig, fertig percent, fertig in percent
percent: fertigstellungsgrad, fertigstellung percent, stand percent, percent acheve, avancement
percent: acheve, percent avancement, avancement percent, percent realise, percent termine
percent: percent completado, completado, percent avance, avance, avance percent
percent: porcentaje completado, percent, is done
priority: priority, prio, urgency, importance, prioritat, dringlichkeit, priorite, prioridad
estimate: estimate, original estimate, estimated hours, planned hours, estimated time, time estimate
estimate: time estimated, effort, effort hours, work, planned work, estimated effort, estimated work
estimate: hours, hrs, h, man days, person days, aufwand, geplanter aufwand, planaufwand, schatzung
estimate: geschatzter aufwand, arbeit, stunden, std, personentage, pt, charge, travail, estimation
estimate: temps estime, heures, esfuerzo, trabajo, horas, horas estimadas, estimacion
remaining: remaining, remaining work, remaining estimate, remaining hours, verbleibende arbeit
remaining: restaufwand, reststunden, reste a faire, travail restant, trabajo restante
duration: duration, dauer, duree, duracion
fixed_cost: fixed cost, fixed costs, fixkosten, festkosten, feste kosten, cout fixe, costo fijo
fixed_cost: cost, costs, planned cost, planned costs, estimated cost, kosten, plankosten
fixed_cost: geplante kosten, cout, couts, cout prevu, coste, costo, costes, costos, budget
fixed_cost: presupuesto
actual_cost: actual cost, actual costs, actuals, spent, istkosten, ist kosten, kosten ist
actual_cost: tatsachliche kosten, ausgaben, cout reel, couts reels, depense, coste real, costo real
kind: kind, milestone, is milestone, meilenstein, ist meilenstein, jalon, hito
active: active, is active, aktiv, actif, active task, activa, activo
archived: archived, is archived, archiviert, archive, archivee, archivado, archivada
manual: task mode, vorgangsmodus, mode de tache, mode tache, modo de tarea
blocked: blocked, blocked reason, blocker, blockiert, bloque
tags: tags, tag, labels, label, category, categories, schlagworte, schlagworter, stichworte
tags: etiketten, kategorie, etiquettes, etiquetas, categorie, categoria, mots cles, components
tags: component s, issue type, work item type, type, tracker, tag list
notes: notes, note, description, details, body, card description, task content, desc
notes: beschreibung, notizen, notiz, remarques, descripcion, notas
remark: comment, comments, remark, remarks, kommentar, kommentare, bemerkung, bemerkungen
remark: commentaire, commentaires, comentario, comentarios
""")

PLAIN_TITLES: Final = frozenset(
    "title summary subject name titel betreff bezeichnung titre sujet intitule nom asunto titulo "
    "nombre issue item story what was quoi que".split()
)
"""Headers of titles that say nothing of whether a row is a task."""
BOARD_PLACES: Final = frozenset(
    {
        *("list name", "bucket name", "bucket", "list", "section column", "section"),
        *("board column", "column", "kanban column", "spalte", "liste", "colonne", "columna"),
    }
)
"""Headers of columns that name a place on a board rather than how far a task is."""
SECOND_PARENTS: Final = ("epic link", "parent link", "epic")
"""Headers of columns that name a parent of rows for which no other column does."""
NO_FIELD: Final = frozenset(
    word.strip()
    for word in """
created by, creator, reporter, reporter id, author, autor, erstellt von, last modified, modified,
modified at, updated, updated at, updated on, last updated, date updated, changed date, geandert,
card url, url, link, permalink, assignee email, assignee id, completed by, late, is recurring,
checklist items, completed checklist items, checklist items completed, checklists, checklist,
attachments, attachment count, attachment links, comment count, votes, watchers, followers, sprint,
sprints, iteration path, iteration, cycle name, cycle number, story points, points,
story point estimate, time spent, spent time, time logged, logged hours, actual work, actual hours,
environment, fix version s, fix versions, fix version, affects version s, affected versions,
target version, resolution, security level, rank, private, area path, space, space name, folder,
folder name, budget, total cost, baseline cost, variance, status category, project lead,
project type, project description, project url, date updated unix, repository, wip,
due date reminder, card cover, position, last viewed
""".replace("\n", " ").split(",")
)
"""Headers that other programs write and that no field of a task answers."""

PROJECT: Final = words_of("""
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
reported_rating: rating, colour rating, color rating, rag status, rag, health, ampel, status
reported_rating: delivery confidence, overall status, ampelstatus
state: state, stage, phase, lifecycle, status, statut, zustand
budget: budget, approved budget, bac, planned cost, budget at completion, plankosten, cout prevu
spent: spent, actual, actual cost, actuals, spend to date, ist kosten, istkosten, depense, cout reel
forecast: forecast, eac, estimate at completion, forecast cost, prognose, prevision
archived: archived, is archived, archiviert, archive
year_budget: yearly budget, year budget, budget this year, total baseline
year_forecast: yearly forecast, year forecast, forecast this year
whole_life_cost: whole life cost, wlc, total cost, gesamtkosten, cout total
benefits_baseline: benefits, total benefits, total baseline benefits, benefits baseline, nutzen
benefits_baseline: benefices
category: category, report category, type, kategorie, art, categorie
tags: tags, tag, labels, schlagworte, etiquettes
remark: comment, comments, commentary, remarks, notes, kommentar, bemerkung, commentaire
""")

RISK: Final = words_of("""
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

LEDGER: Final = words_of("""
title: description, posting text, booking text, line description, narrative, buchungstext, libelle
title: concepto, text, details, memo, title
component: project code, project number, project id, project, projektnummer, projekt, cost centre
component: cost center, kostenstelle, centre de cout, component
party: supplier number, vendor number, supplier code, vendor code, supplier, vendor, supplier name
party: vendor name, creditor, kreditor, lieferant, lieferantennummer, fournisseur, proveedor, party
document: document number, document no, invoice number, invoice no, voucher number, voucher no
document: belegnummer, belegnr, rechnungsnummer, numero de piece, numero de factura, document
document: invoice, voucher, beleg, rechnung, piece, factura
line: line number, line no, line item, invoice line, document line, line, position, pos, zeile
line: ligne
posted: posting date, posted, posted on, booking date, buchungsdatum, date comptable
posted: fecha contable, date, datum
dated: document date, invoice date, belegdatum, rechnungsdatum, date de piece, fecha de factura
amount: net amount, amount, betrag, nettobetrag, montant, importe, value
currency: currency, currency code, wahrung, waehrung, devise, moneda
category: category, cost category, cost element, cost type, account, account name, gl account
category: kostenart, sachkonto, konto, compte, cuenta
order: purchase order, purchase order number, po number, po, order number, bestellnummer, commande
notes: notes, note, comment, bemerkung, remarque
""")

TIME: Final = words_of("""
code: time entry id, entry id, worklog id, entry number
person: person, employee, employee name, worker, team member, resource, resource name, user
person: user name, username, staff, consultant, logged by, author, mitarbeiter, bearbeiter
person: collaborateur, salarie, empleado
task: task key, task id, issue key, task, task name, issue, ticket, work item, activity, vorgang
task: aufgabe, arbeitspaket, tache, tarea
component: project key, project code, project id, project, project name, projekt, projet, proyecto
day: day, work date, date worked, worked on, spent on, date, tag, datum, jour, fecha, dia
minutes: minutes, hours, duration, time spent, hours worked, time worked, logged hours, logged
minutes: time, hrs, h, dauer, stunden, zeitaufwand, zeit, duree, heures, duracion, horas
note: note, notes, comment, comments, description, what, bemerkung, kommentar, beschreibung
note: tatigkeit, remarque, commentaire, nota
""")

FIELDS: Final = MappingProxyType(
    {
        "task": TASK,
        "project": PROJECT,
        "risk": RISK,
        "ledger_entry": LEDGER,
        "time_entry": TIME,
    }
)
"""Headers by field, for each kind of row that is guessed."""
