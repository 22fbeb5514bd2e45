"""This file shows who decides: bodies, their members, who may approve what, and tolerances."""

from typing import Final

from pmtui.views.registers.listing import listed_part

bodies: Final = listed_part(
    "no body yet: a adds one, such as Steering board kind:board quorum:3, for the component you"
    " stand in"
)
memberships: Final = listed_part(
    "nobody sits in a body yet: a adds a seat, as in body:BD-1 person:Ann"
)
approval_rules: Final = listed_part(
    "no rule here: those above hold, and where there is none everybody may approve; a adds one,"
    " such as Small changes kind:change role:owner level:project days:5 amount:10k"
)
tolerances: Final = listed_part(
    "no tolerance here: those above hold, and where there is none nothing is proposed to go up;"
    " a adds one, such as Two weeks at most kind:time days:14, or kind:cost percent:5"
)
