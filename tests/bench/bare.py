"""The least that Textual can show: what ilgi's start is measured against."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """The line given on the command line."""
        yield Static(sys.argv[1])


if __name__ == "__main__":
    Bare().run()
