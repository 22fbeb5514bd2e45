"""This file spells links to tasks of projects that are not here, to be kept until they come."""

import re
from typing import Final

from msgspec import Struct

from pmtui.exchange.plans.source_file import ProjectLink
from pmtui.figures.cpm.types import LagUnit
from pmtui.model.entities.tasks import LinkType

_UNITS: Final[dict[str, LagUnit]] = {"min": "work", "emin": "elapsed", "%": "percent"}
_SUFFIXES: Final = {unit: suffix for suffix, unit in _UNITS.items()}
_TYPES: Final[dict[str, LinkType]] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF"}
_SHAPE: Final = re.compile(
    r"(after|before) (.{1,200})/(\d{1,15}) (FS|SS|FF|SF)(?:([+-]\d{1,9})(min|emin|%))?"
)


class OutsideEnd(Struct, frozen=True, gc=False, kw_only=True):
    """The far end of a link, and what the link is."""

    project: str
    """As `Plan.source` and `Component.source` have it."""
    task: int
    """Its number there."""
    is_predecessor: bool
    """Whether it is the predecessor."""
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"

    @property
    def text(self) -> str:
        """How it is stored: `after P6 4412/88123 FS+960min`, minutes as `Link.lag` has them."""
        side = "after" if self.is_predecessor else "before"
        lag = f"{self.lag:+}{_SUFFIXES[self.lag_unit]}" if self.lag else ""
        return f"{side} {self.project}/{self.task} {self.type}{lag}"


def outside_end(text: str) -> OutsideEnd | None:
    """The far end that a text spells; None where it spells none."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    return OutsideEnd(
        project=found[2],
        task=int(found[3]),
        is_predecessor=found[1] == "after",
        type=_TYPES[found[4]],
        lag=int(found[5] or 0),
        lag_unit=_UNITS[found[6] or "min"],
    )


def far_end(link: ProjectLink, *, is_predecessor: bool) -> OutsideEnd:
    """One end of a link, as the other end keeps it."""
    return OutsideEnd(
        project=link.predecessor_project if is_predecessor else link.successor_project,
        task=link.predecessor if is_predecessor else link.successor,
        is_predecessor=is_predecessor,
        type=link.type,
        lag=link.lag,
        lag_unit=link.lag_unit,
    )
