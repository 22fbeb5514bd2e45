"""This file tests what a pane asks of the screen it stands on when Enter is pressed in it."""

from collections.abc import Mapping, Sequence

from pmtui.actions.core.action import Target
from tests.conftest import a_project, a_workspace, id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started


class FakeHost:
    """A screen that keeps what a pane asks of it."""

    def __init__(self) -> None:
        self.opened: list[Target] = []
        self.led_to: list[tuple[int, str, str, tuple[int, ...]]] = []
        self.performed: list[tuple[str, Mapping[str, object]]] = []
        self.told: list[str] = []

    def open_detail(self, target: Target) -> None:
        """Keep whose detail is wanted."""
        self.opened.append(target)

    def lead_to(self, scope: int, view: str, table: str, ids: Sequence[int]) -> None:
        """Keep which rows are wanted."""
        self.led_to.append((scope, view, table, tuple(ids)))

    def perform(self, action_id: str, given: Mapping[str, object] | None = None) -> None:
        """Keep what is to be done."""
        self.performed.append((action_id, given or {}))

    def say(self, text: str, *, bad: bool = False) -> None:
        """Keep what is told; what went wrong begins with `!`."""
        self.told.append(f"!{text}" if bad else text)


async def test_enter_on_a_card_asks_for_its_detail() -> None:
    host = FakeHost()
    async with started(a_portfolio()) as stage:
        stage.pane.enter(host)
    assert host.opened == [Target("tasks", id_of("T-1"))]
    assert not host.told


async def test_enter_on_nothing_says_so() -> None:
    host = FakeHost()
    async with started(a_workspace(a_project("P-1"))) as stage:
        stage.pane.enter(host)
    assert not host.opened
    assert host.told == ["!nothing under the cursor to open"]


async def test_enter_on_a_field_of_the_detail_asks_for_its_edit() -> None:
    host = FakeHost()
    async with started(a_portfolio()) as stage:
        await stage.press("enter")
        for _ in range(20):
            await stage.press("j")
            stage.pane.enter(host)
            if host.performed:
                break
        field = getattr(stage.pane, "field", "")
    assert host.performed == [("entity.set", {"field": field})]
    assert not host.opened


async def test_enter_on_what_needs_somebody_opens_it_or_leads_to_where_it_is() -> None:
    host = FakeHost()
    async with started(a_portfolio(), Start(view="overview", scope="")) as stage:
        for _ in range(20):
            stage.pane.enter(host)
            await stage.press("j")
    assert host.led_to == [(id_of("O-1"), "overview", "", ())]
    assert Target("risks", id_of("R-1")) in host.opened
