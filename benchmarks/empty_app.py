"""This file is the control: an empty Textual app that shows one line."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One Static, nothing else."""

    def compose(self) -> ComposeResult:
        """The one line."""
        yield Static("control line")


if __name__ == "__main__":
    EmptyApp().run()
