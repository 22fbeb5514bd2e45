"""This file is a plain Textual program that shows another screenful for each of four keys."""

from textual.app import App, ComposeResult
from textual.widgets import Static

SIGNS = {"1": "abcdefgh", "2": "ijklmnop", "3": "qrstuvwx", "4": "yzABCDEF"}


class PlainViews(App[None]):
    """Four screens of coloured words."""

    def compose(self) -> ComposeResult:
        """One widget that fills the screen."""
        yield Static(_page("1"), id="page")

    def on_key(self, event: object) -> None:
        """Show the page of a key."""
        key = getattr(event, "key", "")
        if key in SIGNS:
            self.query_one("#page", Static).update(_page(key))


def _page(key: str) -> str:
    lines = (f"[{colour}]{SIGNS[key] * 12}[/]" for colour in ("red", "green", "blue", "yellow") * 9)
    return "\n".join(lines)


if __name__ == "__main__":
    PlainViews().run()
