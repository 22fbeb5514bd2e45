"""This file gives keys to the screen one by one: the next when the one before has had its effect.

Textual hands a key to whatever has the focus when it arrives. A slow connection brings many keys
in one piece, and all of them would go where the first of them went: what is typed for a dialog
would act on the screen under it.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, Key, Paste

from pmtui.tui.keys.key_bursts import Burst


class KeyOrder:
    """The keys and pastes that wait for the one before them.

    Args:
        app: whose keys they are.
        give: hands an event to whatever has the focus.
        sort: what is to be given in place of an event, when its turn has come.
    """

    def __init__(
        self,
        app: App[int],
        give: Callable[[Event], Awaitable[None]],
        sort: Callable[[Event], list[Event]],
    ) -> None:
        self._app = app
        self._give = give
        self._sort = sort
        self._waiting: deque[Event] = deque()

    @staticmethod
    def is_typed(event: Event) -> bool:
        """Whether an event comes from the keyboard, and not from a widget that left it alone."""
        return isinstance(event, Key | Paste | Burst) and not event.is_forwarded

    async def take(self, event: Event) -> None:
        """Hand an event on, now or in its turn."""
        self._waiting.append(event)
        if len(self._waiting) == 1:
            await self._begin()

    async def _begin(self) -> None:
        event = self._waiting.popleft()
        given = self._sort(event)
        # Its place is kept until it has had its effect, though it may have been dealt with.
        self._waiting.extendleft(reversed([event, *given[1:]]))
        for first in given[:1]:
            await self._give(first)
        self._follow(self._way(self._app.focused or self._app.screen))

    def _way(self, focused: DOMNode) -> Iterator[DOMNode]:
        """Whose messages must be done before an event has had its effect.

        First it rises to the app, which may act on it by a binding of what has the focus; then
        what this tells rises. A dialog or a line may have been opened by it, and asks the app
        for the focus.
        """
        yield from focused.ancestors_with_self
        yield from focused.ancestors_with_self
        screen = self._app.screen
        yield screen
        yield from (child for child in screen.children if not child.is_mounted)
        yield self._app

    def _follow(self, way: Iterator[DOMNode]) -> None:
        for node in way:
            if node.call_later(self._follow, way):
                return
        self._waiting.popleft()
        if self._waiting:
            self._app.call_later(self._begin)
