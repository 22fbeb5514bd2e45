"""This file shows registers of the log that have columns of their own."""

from typing import Final

from pmtui.views.registers.listing import listed_part

lessons: Final = listed_part(
    "no lesson yet: a adds one, such as Ask legal before the build category:website #legal"
)
recurrences: Final = listed_part(
    'nothing recurs yet: a adds it, such as Weekly call rule:"every monday" @Ann'
)
documents: Final = listed_part(
    "no document yet: a adds one, such as Charter kind:charter version:1.0 location:https://..."
)
stakeholders: Final = listed_part(
    "no stakeholder yet: a adds one, such as Works council power:5 interest:3 @Ann"
)
communications: Final = listed_part(
    "nothing is planned to be told yet: a adds it, such as Newsletter stakeholder:SH-1"
    " frequency:month due:fri"
)
meetings: Final = listed_part(
    "no meeting yet: a adds one, such as Steering board day:fri start_time:10:00 body:BD-1"
)
parties: Final = listed_part(
    "no party yet: a adds one, such as Paylane kind:supplier; orders, contracts and costs name it"
)
gate_plans: Final = listed_part(
    "no gate plan yet: a adds one, such as Infrastructure template:TP-1 category:infrastructure"
)
templates: Final = listed_part(
    "no template yet: :template keeps the component or task under the cursor as one"
)
