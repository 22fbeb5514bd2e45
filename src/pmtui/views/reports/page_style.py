"""This file holds the style sheet of a report as a page, for a screen and for A4 paper."""

from typing import Final

PAGE_STYLE: Final = """
@page { size: A4; margin: 11mm 13mm; }
body { font: 9.5pt/1.35 system-ui, sans-serif; color: var(--plain); background: var(--ground);
  max-width: 182mm; margin: 1em auto; }
h1 { font-size: 15pt; margin: 0 0 .1em; } h2 { font-size: 11pt; margin: 1em 0 .25em; }
p { margin: .2em 0; } .note, .empty, .more, footer { color: var(--dim); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top;
  padding: .12em .6em .12em 0; border-bottom: .5pt solid var(--dim); overflow-wrap: anywhere; }
th { font-weight: 600; } th, .short { white-space: nowrap; }
tr.bad td:first-child { border-left: 3pt solid var(--bad); padding-left: .4em; }
tr.warn td:first-child { border-left: 3pt solid var(--warn); padding-left: .4em; }
tr.good td:first-child { border-left: 3pt solid var(--good); padding-left: .4em; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; }
svg { width: 100%; height: auto; max-height: 90mm; }
h2, thead { break-after: avoid; } tr, svg { break-inside: avoid; }
thead { display: table-header-group; }
.board { font-size: 7.5pt; line-height: 1.15; } .board h1 { font-size: 12pt; }
.board h2 { font-size: 9.5pt; margin: .5em 0 .1em; }
.board td, .board th { padding: .05em .5em .05em 0; }
@media print { body { margin: 0; max-width: none; background: none; } }
"""
