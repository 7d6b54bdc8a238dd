"""A page whose code takes its colours when it comes into sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from textual import work
from textual.message import Message
from textual.strip import Strip
from textual.worker import get_current_worker

from index.errors import Cancelled
from tui.render.blocks.blocks import Code, Spans

from .code_highlighter import CodeHighlighter
from .margin_view import PageNotes

_AT_ONCE = 1_000
"""How many lines of a long block are coloured before they are shown."""


class PageColours(PageNotes):
    """Finds the colours of the code in sight on a thread, and keeps them for a while."""

    @dataclass
    class _Coloured(Message, namespace="page_view"):
        code: Code
        rows: Sequence[Spans]
        ends: bool

    @cached_property
    def _colouring(self) -> CodeHighlighter:
        return CodeHighlighter()

    @cached_property
    def _strips(self) -> dict[int, Strip]:
        """The lines of the page that were drawn, by their numbers."""
        return {}

    def _redraw(self) -> None:
        """Draw again what is in sight."""
        self._strips.clear()
        self.refresh()

    def _colour(self) -> None:
        """Colour the code that is in sight or nearly so."""
        if self.page is None or not self.page.blocks:
            return
        height = max(self.scrollable_content_region.height, 1)
        top = self.scroll_offset.y
        lines = self.page.layout.lines[max(top - height, 0) : top + 2 * height]
        codes = self._colouring.wanted(self.page.blocks, lines)
        if codes:
            self._find_colours(codes)

    @work(thread=True, exclusive=True, exit_on_error=False, group="colours")
    def _find_colours(self, codes: Sequence[Code]) -> None:
        from tui.render.layout.highlight import highlighted

        worker = get_current_worker()
        for code in codes:
            rows: list[Spans] = []
            try:
                for row in highlighted(code.text, code.language, lambda: worker.is_cancelled):
                    rows.append(row)
                    if len(rows) % _AT_ONCE == 0:
                        self.post_message(self._Coloured(code, tuple(rows), ends=False))
            except Cancelled:
                return
            self.post_message(self._Coloured(code, tuple(rows), ends=True))

    def _on_page_view__coloured(self, message: _Coloured) -> None:
        message.stop()
        self._colouring.learn(message.code, message.rows, whole=message.ends)
        if message.rows:
            self._redraw()
