"""Searching: what is typed, what it finds, and what helps with typing it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.widgets import Input

from tui.commands import key_names
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.messages import Completed, SearchFinished, SettingChosen, SnippetsFound, Suggested
from tui.model import query_text
from tui.model.list_order import ORDERS, REMEMBERED_AS, following
from tui.state import searches
from tui.state.presence import Presence
from tui.state.settings import Settings
from tui.widgets.base.row_list import RowList
from tui.widgets.completion_list import CompletionList
from tui.widgets.journal_tree import JournalTree
from tui.widgets.post_list import PostList
from tui.widgets.search_field import SearchField
from tui.widgets.suggestion_list import SuggestionList
from tui.workers.state_worker import StateWorker

from .panes import PanesScreen

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer

_WHAT_IS_SHOWN = translatable(
    "ilgi shows the Markdown files (.md, .markdown, …) of a folder and the folders in it; "
    "of a Jekyll site, those in _posts, _drafts and its collections."
)
_SECONDS_BEFORE_LETTER = 0.012
"""How long a letter may wait to be painted with its answer."""
_SECONDS_TO_PAINT = 0.01
"""How long after an answer it is being painted for certain, and all else may be asked for."""
_SORTS = ("sort:old", "sort:title")


class SearchingScreen(PanesScreen):
    """The search field with its completions, the hits or what may have been meant, and the tree."""

    def __init__(self, journal: Journal, settings: Settings, presence: Presence) -> None:
        super().__init__(journal, settings, presence)
        self._query = ""
        self.input_ready = asyncio.Event()
        self.input_ready.set()
        self._completing = False
        self._completed_place = ("", 0)
        self._painting = False
        self._suggesting = False
        self._arriving: str | None = None
        self._answered = asyncio.Event()
        self._reading_folder = True
        self._first_reading = False

    @property
    def keeper(self) -> StateWorker:
        """What remembers."""
        return self.query_one(StateWorker)

    @property
    def suggestions(self) -> SuggestionList:
        """What may have been meant."""
        return self.query_one(SuggestionList)

    @property
    def completions(self) -> CompletionList:
        """What the text before the cursor may become."""
        return self.query_one(CompletionList)

    # The field

    def action_search_open(self) -> None:
        """Open the search field at the end of the query."""
        self.bar.open_search(is_open=True)
        self.remove_class("-zoomed", "-problems")
        self.activate_pane("list")
        self.set_focus(self.bar.search)
        self.bar.search.action_end()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._arriving = None
        self.input_ready.set()
        self._answered.clear()
        self.librarian.suggest_no_more()
        self._await_answer()
        self.librarian.find(event.value, to_top=bool(event.value.strip()))

    @work(exclusive=True, group="letter")
    async def _await_answer(self) -> None:
        """Paint a letter together with its answer, where that comes soon."""
        try:
            with self.app.batch_update(), suppress(TimeoutError):
                await asyncio.wait_for(self._answered.wait(), _SECONDS_BEFORE_LETTER)
        finally:
            self.check_idle()

    @on(SearchField.Entered)
    def _enter(self) -> None:
        """Read the hit, or search for the suggestion, as soon as the answer is there."""
        if self._query != self.bar.search.value or self._suggesting:
            self.input_ready.clear()
            return
        self.input_ready.set()
        meant = self.suggestions.current
        if self.has_class("-nothing") and meant is not None:
            self._search_for(meant.query)
            return
        self._remember_search()
        self._leave_search()
        self.read()

    def read(self) -> None:
        """Read the post under the cursor of the list."""
        raise NotImplementedError

    def _remember_search(self) -> None:
        if self.answer is not None and self.answer.hits:
            searches.remember(self.keeper.memory, self._query)
            self.keeper.keep()

    @on(SearchField.Left)
    def _leave_search(self) -> None:
        self.bar.open_search(is_open=False)
        self.focus_pane(self.middle)

    def restore_search(self, query: str, path: str) -> None:
        """Show again what a query found, the cursor on a post that is open already."""
        self._arriving = path
        with self.prevent(Input.Changed):
            self.bar.search.value = query
        self.librarian.find(query, to_top=False)

    def on_search_restored(self, path: str) -> None:
        """The list shows what it showed when the post was read."""
        raise NotImplementedError

    def _search_for(self, query: str) -> None:
        """Put a query in the search field, which searches for it."""
        self.bar.search.value = query
        self.bar.search.action_end()

    @on(SearchField.Stepped)
    def _step_hit(self, message: SearchField.Stepped) -> None:
        rows = self.suggestions if self.has_class("-nothing") else self.posts
        rows.cursor += message.by

    # The answer

    @on(SearchFinished)
    def _show_found(self, found: SearchFinished) -> None:
        if found.query != self.bar.search.value:
            return
        self._answered.set()
        self.librarian.heard(found)
        answer = found.answer
        self._query, self.answer = found.query, answer
        self._show_counts(found)
        self.bar.show_hits(answer.total if answer else None)
        self._show_suggestions(answer)
        arriving, self._arriving = self._arriving, None
        with self.prevent(*((RowList.Moved,) if arriving else ())):
            self.posts.show(
                found.posts,
                snippets=bool(answer and (answer.terms or answer.of_notes)),
                empty=self._why_empty(),
                to_top=found.to_top,
            )
            if arriving:
                self.posts.move_to(arriving)
                self.on_search_restored(arriving)
        told = translate(ORDERS[found.order])
        self.posts.understood = worded(answer.understood) if answer else told
        self.update_status()
        self._painting = True
        self._help_with_answer()
        if not self.input_ready.is_set():
            self._enter()

    @property
    def is_painting(self) -> bool:
        """Whether an answer is not on the screen yet: what only helps with it has to wait."""
        return self._painting

    @work(exclusive=True, group="painting")
    async def _help_with_answer(self) -> None:
        """Ask for snippets, suggestions and completions once the answer is on the screen."""
        await asyncio.sleep(_SECONDS_TO_PAINT)
        self._painting = False
        self.posts.ask()
        field = self.bar.search
        if self._suggesting and self.answer is not None and field.value == self._query:
            self.librarian.suggest(self.answer)
        if field.has_focus and field.value and field.value == self._query:
            self.librarian.complete(*field.place)

    def _show_counts(self, found: SearchFinished) -> None:
        self.journal_tree.show(
            found.whole,
            found.problems,
            found.facets if found.answer else None,
            is_whole=not self._first_reading,
        )

    def _show_suggestions(self, answer: Answer | None) -> None:
        """Make room for what may have been meant in place of the posts where there are none."""
        nothing = self._suggesting = answer is not None and not answer.hits
        self.set_class(nothing, "-nothing")
        self.suggestions.show(answer if nothing else None)
        if self.focused in (self.posts, self.suggestions):
            self.focus_pane(self.middle)

    @on(Suggested)
    def _show_suggested(self, message: Suggested) -> None:
        if message.answer is not self.answer or not self._suggesting:
            return
        self._suggesting = False
        self.suggestions.offer(message.suggestions)
        if not self.input_ready.is_set():
            self._enter()

    def _why_empty(self) -> Sequence[str]:
        if self._reading_folder:
            return (translate("Reading the journal…"),)
        return (
            translate("No posts here yet."),
            "",
            translate(_WHAT_IS_SHOWN),
            "",
            translate("{journal_reindex} reads the folder again.", **key_names()),
        )

    def hint(self) -> str:
        """What the journal says of the query while it is typed and nothing can be completed."""
        is_typed = isinstance(self.focused, SearchField) and not self.completions.display
        if is_typed and self.answer is not None:
            return " · ".join(map(worded, self.answer.hints))
        return ""

    @on(SuggestionList.Chosen, "#suggestions")
    def _take_suggestion(self, message: SuggestionList.Chosen) -> None:
        self._search_for(message.row.query)

    @on(PostList.Wanted)
    def _find_snippets(self, message: PostList.Wanted) -> None:
        if self.answer is not None:
            self.librarian.snippets(self.answer, message.posts)

    @on(SnippetsFound)
    def _show_snippets(self, message: SnippetsFound) -> None:
        if message.answer is self.answer:
            self.posts.add_snippets(message.snippets)

    # Completion

    @on(SearchField.CursorMoved)
    def _find_completions(self) -> None:
        field = self.bar.search
        if not (field.has_focus and field.value):
            self.completions.hide()
            self.update_status()
        elif field.place != self._completed_place:
            self._completing = False
            if field.value == self._query and not self._painting:
                self.librarian.complete(*field.place)
        self._completed_place = field.place

    @on(Completed)
    def _show_completions(self, message: Completed) -> None:
        field = self.bar.search
        if field.has_focus and (message.query, message.cursor) == field.place:
            self.completions.show(message.query, message.cursor, message.completions, field.region)
            self.update_status()
            if self._completing:
                self._complete()

    @on(SearchField.Completing)
    def _complete(self) -> None:
        """Take the marked completion, as soon as those for what is typed are known."""
        field = self.bar.search
        self._completing = not self.completions.is_for(*field.place)
        chosen = self.completions.current
        if not self._completing and chosen is not None:
            field.replace(chosen.text, chosen.start, chosen.end)

    @on(SearchField.OtherWanted)
    def _mark_next_completion(self) -> None:
        self.completions.mark_next()

    @on(CompletionList.Chosen, "#completions")
    def _take_completion(self) -> None:
        self._complete()
        self.set_focus(self.bar.search)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Completions are for the search field alone."""
        if not isinstance(event.widget, SearchField):
            self.completions.hide()

    # Other ways to a query

    @on(JournalTree.Filter)
    def _filter(self, message: JournalTree.Filter) -> None:
        change = {
            "only": query_text.narrowed_to,
            "add": query_text.with_filter,
            "exclude": query_text.without_filter,
        }[message.use]
        self._search_for(change(self.bar.search.value, message.query))
        if message.use == "only":
            self.remove_class("-problems")
            self.focus_pane(self.middle)

    @on(PostList.Sorted)
    def _sort(self) -> None:
        parts = query_text.parts(self.bar.search.value)
        if not parts:
            self.librarian.order = order = following(self.librarian.order)
            self.post_message(SettingChosen(REMEMBERED_AS, order))
            self.librarian.find(self.bar.search.value, to_top=True)
            return
        now = next((_SORTS.index(part) for part in parts if part in _SORTS), -1)
        kept = [part for part in parts if part not in _SORTS]
        self._search_for(" ".join([*kept, *_SORTS[now + 1 : now + 2]]))

    @on(SearchField.EarlierWanted)
    def _choose_earlier(self) -> None:
        """Choose one of the earlier searches."""
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import made

        screen: PickerScreen[str] = PickerScreen(
            translate("Earlier searches"),
            made(searches.earlier(self.keeper.memory)),
            self._forget_search,
            empty=translate("No searches yet."),
            enter=translatable("{kept_choose} searches"),
        )
        self.app.push_screen(screen, self._search_again)

    def _forget_search(self, query: str) -> None:
        searches.forget(self.keeper.memory, query)
        self.keeper.keep()

    def _search_again(self, query: str | None) -> None:
        if query:
            self._search_for(query)

    @on(SearchField.SyntaxWanted)
    def _show_syntax(self) -> None:
        """Show what a query may hold."""
        from tui.screens.dialogs.help import syntax_screen

        self.app.push_screen(syntax_screen())
