"""The colours of the code in view, found on a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.widget import Widget
from textual.worker import get_current_worker

from index.errors import Cancelled
from tui.render.blocks.blocks import Code, Spans
from tui.render.document.pages import Page
from tui.render.document.viewport import Viewport
from tui.render.layout.lines import Line

from .code_highlighter import CodeHighlighter

_AT_ONCE = 1_000
"""How many lines of a long block are coloured before they are shown."""


class CodeColours:
    """Colours the code of a page when it comes into view, and keeps the colours for a while."""

    def __init__(self, view: Widget) -> None:
        self._view = view
        self._known = CodeHighlighter()

    def line(self, page: Page, number: int) -> Line:
        """A line of a page in its colours, as far as they are known."""
        return self._known.line(page.blocks, page.layout, number)

    def find(self, page: Page, viewport: Viewport, changed: Callable[[], None]) -> None:
        """Find the colours of the code that is in view or within a view of it.

        Args:
            page: The page.
            viewport: What is in view.
            changed: Called on the widget's event loop whenever more colours are known.
        """
        if not page.blocks:
            return
        top, height = viewport.top, max(viewport.height, 1)
        lines = page.layout.lines[max(top - height, 0) : top + 2 * height]
        codes = self._known.wanted(page.blocks, lines)
        if codes:
            self._view.run_worker(
                partial(self._find, codes, changed),
                thread=True,
                exclusive=True,
                exit_on_error=False,
                group="colours",
            )

    def _find(self, codes: Sequence[Code], changed: Callable[[], None]) -> None:
        """Colour blocks of code, on a thread."""
        from tui.render.layout.highlight import highlighted

        worker = get_current_worker()
        for code in codes:
            rows: list[Spans] = []
            try:
                for row in highlighted(code.text, code.language, lambda: worker.is_cancelled):
                    rows.append(row)
                    if len(rows) % _AT_ONCE == 0:
                        self._view.call_later(self._learn, code, tuple(rows), changed, whole=False)
            except Cancelled:
                return
            self._view.call_later(self._learn, code, tuple(rows), changed, whole=True)

    def _learn(
        self, code: Code, rows: Sequence[Spans], changed: Callable[[], None], *, whole: bool
    ) -> None:
        self._known.learn(code, rows, whole=whole)
        if rows:
            changed()
