"""This file holds what one file of another program brings: plans, and the links between them."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, structs

from pmtui.exchange.finding import ImportFinding
from pmtui.exchange.plans.plan import Plan
from pmtui.figures.cpm.types import LagUnit
from pmtui.model.entities.tasks import LinkType

_MOST_NAMED: Final = 10


class ProjectLink(Struct, frozen=True, gc=False, kw_only=True):
    """A dependency between rows of two projects, each by its number in its own program.

    Projects are named as `Plan.source` does, whether or not the file holds them.
    """

    predecessor_project: str
    predecessor: int
    successor_project: str
    successor: int
    type: LinkType = "FS"
    lag: int = 0
    lag_unit: LagUnit = "work"


class Offer(Struct, frozen=True, gc=False, kw_only=True):
    """A project that a file holds, whether or not it was read."""

    id: str
    """By which it can be asked for, whatever others are called."""
    source: str
    code: str
    title: str = ""
    rows: int = 0
    """Tasks and milestones."""
    taken: bool = True
    why_not: str = ""
    """Why it is not taken unless it is asked for."""

    @property
    def text(self) -> str:
        """Its code and title with the number of its activities: `TOWER 'The tower' (62)`."""
        title = f" {self.title!r}" if self.title and self.title != self.code else ""
        return f"{self.code}{title} ({self.rows:,})"


class PlanFile(Struct, frozen=True, kw_only=True):
    """The plans that were read from a file, and what was told while it was read."""

    plans: tuple[Plan, ...]
    links: tuple[ProjectLink, ...] = ()
    """Links of which the two ends lie in two projects and one at least in the plans."""
    tells_links: bool = False
    """Whether a link to another project that it does not hold is none any more."""
    offers: tuple[Offer, ...] = ()
    unknown: tuple[str, ...] = ()
    """As `Plan.unknown`, of all plans."""
    notes: tuple[str, ...] = ()
    odd: tuple[ImportFinding, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the plans have."""
        return sum(len(plan.tasks) for plan in self.plans)


def offered(offers: Sequence[Offer]) -> Iterator[str]:
    """Which projects of a file are taken and which are not, in lines; none where it holds one."""
    if len(offers) <= 1:
        return
    taken = [offer for offer in offers if offer.taken]
    words = ", ".join(_few([offer.text for offer in taken]))
    which = "all" if len(taken) == len(offers) else f"{len(taken)} of"
    verb = "is" if len(taken) == 1 else "are"
    yield (
        f"{which} {len(offers)} projects in the file {verb} taken: {words}; "
        "--project NAME takes only those it names"
    )
    left = [offer for offer in offers if not offer.taken]
    if left:
        names = (
            f"{other_offer.text}{f', {other_offer.why_not}' if other_offer.why_not else ''}"
            for other_offer in left
        )
        yield f"not taken: {'; '.join(_few([*names]))}"


def _few(names: list[str]) -> list[str]:
    more = len(names) - _MOST_NAMED
    return [*names[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]


def file_of(plan: Plan) -> PlanFile:
    """The file of a plan that stands alone."""
    return PlanFile(
        plans=(structs.replace(plan, unknown=(), notes=(), odd=()),),
        unknown=plan.unknown,
        notes=plan.notes,
        odd=plan.odd,
    )


def only_plan(file: PlanFile) -> Plan:
    """The plan of a file that holds one, with what was told of the file."""
    (plan,) = file.plans
    return structs.replace(plan, unknown=file.unknown, notes=file.notes, odd=file.odd)
