"""CompletionAccepted the query that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import DescendantFocus

from tui.messages import Completed
from tui.widgets.base.row_list import RowList
from tui.widgets.search_field import SearchField

from .browser import Browser, Controller, sent_by

if TYPE_CHECKING:
    from .search import Search


class QueryCompletion(Controller):
    """What the text before the cursor of the search field may become."""

    def __init__(self, browser: Browser, search: Search) -> None:
        super().__init__(browser)
        self._search = search
        self._completing = False
        self._completed_place = ("", 0)
        self.handlers = {
            SearchField.CursorMoved: lambda _: self._find_completions(),
            SearchField.CompletionAccepted: lambda _: self._complete(),
            SearchField.NextCompletionRequested: lambda _: browser.completions.mark_next(),
            Completed: self._show_completions,
            RowList.Chosen: sent_by(browser.completions, lambda _: self._take_clicked()),
            DescendantFocus: self._hide_elsewhere,
        }

    def _find_completions(self) -> None:
        browser, field = self._browser, self._browser.bar.search
        if not field.is_completable:
            browser.completions.hide()
            browser.update_status()
        elif field.place != self._completed_place:
            self._completing = False
            if field.searched == browser.shown_query and not self._search.is_painting:
                browser.journal_worker.complete(*field.place)
        self._completed_place = field.place

    def _show_completions(self, message: Completed) -> None:
        browser, field = self._browser, self._browser.bar.search
        if field.has_focus and (message.query, message.cursor) == field.place:
            browser.completions.show(
                message.query, message.cursor, message.completions, field.region
            )
            browser.update_status()
            if self._completing:
                self._complete()

    def _complete(self) -> None:
        """Take the marked completion, as soon as those for what is typed are known."""
        completions, field = self._browser.completions, self._browser.bar.search
        self._completing = not completions.is_for(*field.place)
        chosen = completions.current
        if not self._completing and chosen is not None:
            field.replace(chosen.text, chosen.start, chosen.end)

    def _take_clicked(self) -> None:
        self._complete()
        self._browser.set_focus(self._browser.bar.search)

    def _hide_elsewhere(self, event: DescendantFocus) -> None:
        """Completions are for the search field alone."""
        if not isinstance(event.widget, SearchField):
            self._browser.completions.hide()
