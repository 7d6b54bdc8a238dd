"""Searching: what is typed, what it finds, and other ways to a query."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.commands import key_names
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.messages import SearchFailed, SearchFinished, SettingChosen, SnippetsFound, Suggested
from tui.model import query_text
from tui.model.list_order import ORDERS, REMEMBERED_AS, following
from tui.model.relaxing import relaxed_step, relaxing_lines
from tui.state import searches
from tui.widgets.base.row_list import RowList
from tui.widgets.journal_tree import JournalTree
from tui.widgets.post_list import PostList
from tui.widgets.search_field import SearchField

from .browser import Browser, Controller, sent_by

if TYPE_CHECKING:
    from index.results import Answer, Relaxed

    from .sync import Sync

_WHAT_IS_SHOWN = translatable(
    "ilgi shows the Markdown files (.md, .markdown, …) of a folder and the folders in it; "
    "of a Jekyll site, those in _posts, _drafts and its collections."
)
_SECONDS_BEFORE_LETTER = 0.012
"""How long a letter may wait to be painted with its answer."""
_SECONDS_TO_PAINT = 0.01
"""How long after an answer it is being painted for certain, and all else may be asked for."""
_MOST_RELAXED = 256
"""How many posts are shown that are found less strictly."""
_SORTS = ("sort:updated", "sort:old", "sort:title")


class Search(Controller):
    """The search field, the hits or what may have been meant, and the tree.

    ``input_ready`` is not set while Enter waits for the answer to what is typed: keys after it
    mean what comes of it.
    """

    def __init__(self, browser: Browser, sync: Sync) -> None:
        super().__init__(browser)
        self._sync = sync
        self.query = ""
        self.answer: Answer | None = None
        self._relaxed: Relaxed | None = None
        """What the list shows besides the answer."""
        self._steps: Sequence[Relaxed] = ()
        """All that may be shown so, what is shown first."""
        self._is_other_step = False
        """Whether the reader has asked for another step than the first."""
        self._begins_at: tuple[bool, str | None] = (True, None)
        """Whether the list is to begin at its first post, and the post that is gone back to."""
        self.input_ready = asyncio.Event()
        self.input_ready.set()
        self.is_painting = False
        """Whether an answer is not on the screen yet: what only helps with it has to wait."""
        self._suggesting = False
        self._failed = False
        """Whether the search for what is typed has failed, so that no answer is to come."""
        self._restored_path: str | None = None
        self._chosen_path = ""
        """The path of the hit that was moved to while typing."""
        self._answered = asyncio.Event()
        self.commands_offered = {"search.open": self._open}
        self.handlers = {
            Input.Changed: self._typed,
            SearchField.Entered: lambda _: self._enter(),
            SearchField.Closed: lambda _: self._leave(),
            SearchField.Stepped: self._step_hit,
            SearchField.SearchHistoryRequested: lambda _: self._choose_earlier(),
            SearchField.SyntaxHelpRequested: lambda _: self._show_syntax(),
            SearchField.NextStepRequested: lambda _: self._show_next_step(),
            PostList.NextStepRequested: lambda _: self._show_next_step(),
            SearchFinished: self._show_found,
            SearchFailed: self._stop_waiting,
            Suggested: self._show_suggested,
            SnippetsFound: self._show_snippets,
            PostList.SnippetsRequested: self._find_snippets,
            PostList.Sorted: lambda _: self._sort(),
            JournalTree.Filter: self._filter,
            RowList.Chosen: sent_by(
                browser.suggestions, lambda message: self.run(message.row.query)
            ),
        }

    # The field

    def _open(self) -> None:
        """Open the search field, with the words selected that it has."""
        browser, self._chosen_path = self._browser, ""
        browser.bar.open_search(is_open=True)
        browser.panes.zoomed = False
        browser.set_class(False, "-problems")
        browser.activate_pane("list")
        browser.set_focus(browser.bar.search)
        browser.bar.search.begin()

    def _typed(self, _: Input.Changed) -> None:
        self._replace_days()
        self._restored_path, self._failed = None, False
        self.input_ready.set()
        self._answered.clear()
        self._browser.journal_worker.suggest_no_more()
        self._browser.run_worker(self._await_answer, exclusive=True, group="letter")
        query = self._browser.bar.search.searched
        if not query.strip():
            self._chosen_path = ""
        is_step_back = query == query_text.one_step_back(self.query)
        self._browser.journal_worker.find(query, to_top=bool(query.strip()) and not is_step_back)

    def _replace_days(self) -> None:
        """Let days that are typed behind others take their place."""
        field = self._browser.bar.search
        if field.cursor_position == len(field.value):
            replaced = query_text.with_last_days(field.value)
            if replaced != field.value:
                with field.prevent(Input.Changed):
                    field.value = replaced
                field.action_end()

    async def _await_answer(self) -> None:
        """Paint a letter together with its answer, where that comes soon."""
        try:
            with self._browser.app.batch_update(), suppress(TimeoutError):
                await asyncio.wait_for(self._answered.wait(), _SECONDS_BEFORE_LETTER)
        finally:
            self._browser.check_idle()

    def _enter(self) -> None:
        """Read the hit, or search for the suggestion, as soon as the answer is there.

        A search that has failed is made once more.
        """
        browser = self._browser
        self._drop_repeated_filters()
        if self.query != browser.bar.search.searched or self._suggesting:
            self.input_ready.clear()
            if self._failed:
                self._failed = False
                browser.journal_worker.find(browser.bar.search.searched, to_top=True)
            return
        self.input_ready.set()
        meant = browser.suggestions.current
        if browser.has_class("-nothing") and meant is not None:
            self.run(meant.query)
            return
        self.remember()
        self._leave()
        browser.read_current()

    def _drop_repeated_filters(self) -> None:
        """Search without the filters that were typed though they stood there."""
        field = self._browser.bar.search
        query = query_text.with_each_filter_once(field.searched)
        if query != field.searched:
            with field.prevent(Input.Changed):
                field.value = query
            field.action_end()
            self._browser.journal_worker.find(query, to_top=True)

    def remember(self) -> None:
        """Remember the search among the earlier ones, if it finds something."""
        if self.answer is not None and self.answer.hits:
            searches.remember(self._memory, self.query)
            self._browser.state_worker.keep()

    def _leave(self) -> None:
        self._browser.bar.open_search(is_open=False)
        self._browser.focus_pane(self._browser.middle)

    def restore(self, query: str, path: str) -> None:
        """Show again what a query found, the cursor on a post that is open already."""
        self._restored_path = path
        field = self._browser.bar.search
        with field.prevent(Input.Changed):
            field.value = query
        self._browser.journal_worker.find(query, to_top=False)

    def run(self, query: str) -> None:
        """Put a query in the search field, which searches for it."""
        self._browser.bar.search.value = query
        self._browser.bar.search.action_end()

    def _step_hit(self, message: SearchField.Stepped) -> None:
        browser = self._browser
        if browser.has_class("-nothing"):
            browser.suggestions.cursor += message.by
        else:
            browser.posts.cursor += message.by
            current = browser.posts.current
            self._chosen_path = current.path if current is not None else ""

    # The answer

    def _show_found(self, found: SearchFinished) -> None:
        browser, posts = self._browser, self._browser.posts
        if found.query != browser.bar.search.searched:
            return
        if found.to_top and not found.query.strip() and not browser.is_untouched:
            # It was asked for while the journal was read, before the reader went anywhere.
            found = replace(found, to_top=False)
        self._failed = False
        self._answered.set()
        browser.journal_worker.heard(found)
        answer = found.answer
        is_relaxed, self._relaxed = self._relaxed is not None, None
        self._steps = ()
        is_left = self.query != found.query and not found.to_top
        self.query, self.answer = found.query, answer
        self._show_counts(found)
        restored, self._restored_path = self._restored_path, None
        self._begins_at = (found.to_top, restored)
        if is_relaxed and answer is not None and not answer.hits:
            # What was found less strictly stays until it is known what this query finds so.
            self._suggesting = True
        else:
            browser.bar.show_hits(answer.total if answer else None)
            self._show_suggestions(answer)
            self._show_hits(found, restored)
            if is_left and not restored:
                self._stand_on_shown_post()
        told = translate(ORDERS[found.order])
        posts.understood = worded(answer.understood) if answer else told
        browser.update_status()
        self.is_painting = True
        browser.run_worker(self._help_with_answer, exclusive=True, group="painting")
        if not self.input_ready.is_set():
            self._enter()

    def _show_hits(self, found: SearchFinished, restored: str | None) -> None:
        """Show the posts that are found, the cursor on the one that is gone back to."""
        browser, posts, answer = self._browser, self._browser.posts, found.answer
        to_top = found.to_top and not self._is_still_found(found)
        with posts.prevent(*((RowList.Moved,) if restored else ())):
            posts.show(
                found.posts,
                snippets=bool(answer and (answer.terms or answer.of_notes)),
                empty=self._why_empty(),
                to_top=to_top,
            )
            if restored:
                posts.move_to(restored)
                browser.query_restored(restored)
        if found.to_top and not to_top:
            posts.post_message(RowList.Moved(posts))  # other words are to be marked in it

    def _is_still_found(self, found: SearchFinished) -> bool:
        """Whether the hit that was chosen while typing is one of the hits still."""
        chosen = self._chosen_path
        if not (chosen and any(post.path == chosen for post in found.posts)):
            self._chosen_path = ""
        return bool(self._chosen_path)

    def _stand_on_shown_post(self) -> None:
        """Words, or the whole query, were taken back: stand on the post that is shown, unmarked."""
        reader = self._browser.reader
        self._browser.posts.move_to(reader.wanted or reader.closed)
        reader.clear_matches()

    def _stop_waiting(self, failed: SearchFailed) -> None:
        """Keys no longer wait for an answer; an Enter that waited for it does nothing."""
        self._browser.journal_worker.heard(failed)
        if failed.query == self._browser.bar.search.searched:
            self._failed = True
            self._answered.set()
            self.input_ready.set()

    async def _help_with_answer(self) -> None:
        """Ask for snippets, suggestions and completions once the answer is on the screen."""
        await asyncio.sleep(_SECONDS_TO_PAINT)
        self.is_painting = False
        self._browser.posts.ask()
        field, worker = self._browser.bar.search, self._browser.journal_worker
        if self.answer is not None and self.answer.is_small and field.searched == self.query:
            worker.suggest(self.answer)
        if field.is_completable and field.searched == self.query:
            worker.complete(*field.place)

    def _show_counts(self, found: SearchFinished) -> None:
        self._browser.journal_tree.show(
            found.whole,
            found.problems,
            found.facets if found.answer else None,
            is_whole=not self._sync.is_first_reading,
            folds_empty=query_text.has_words(found.query),
        )

    def _show_suggestions(self, answer: Answer | None) -> None:
        """Make room for what may have been meant in place of the posts where there are none."""
        browser = self._browser
        nothing = self._suggesting = answer is not None and not answer.hits
        browser.set_class(nothing, "-nothing")
        browser.suggestions.show(answer if nothing else None)
        browser.panes.fit_suggestions(browser.suggestions.width_needed)
        if browser.focused in (browser.posts, browser.suggestions):
            browser.focus_pane(browser.middle)

    def _show_suggested(self, message: Suggested) -> None:
        if message.answer is not self.answer:
            return
        self._suggesting = False
        if not message.is_late:
            self._is_other_step = False
        if message.is_late and (self._is_looked_through or message.suggestions):
            self._steps = (*self._steps, *(one for one in message.relaxed if one.step == "meaning"))
            return
        self._steps = message.relaxed
        if message.relaxed and not message.suggestions:
            self._show_relaxed(message.answer, message.relaxed)
        elif not message.answer.hits:
            browser = self._browser
            browser.bar.show_hits(0)
            self._show_suggestions(message.answer)
            self._suggesting = False
            self._browser.suggestions.offer(message.suggestions)
            self._browser.panes.fit_suggestions(self._browser.suggestions.width_needed)
        if not self.input_ready.is_set():
            self._enter()

    @property
    def _is_looked_through(self) -> bool:
        """Whether the reader has moved in what is shown so, or asked for another step."""
        if self._relaxed is None:
            return False
        return self._browser.posts.cursor > 0 or self._is_other_step

    def _show_relaxed(self, answer: Answer, relaxed: Sequence[Relaxed]) -> None:
        """Show below the hits what the first step finds, and say what the others would."""
        browser, posts = self._browser, self._browser.posts
        first, *others = relaxed
        self._relaxed = first
        browser.bar.show_hits(answer.total, first.total)
        self._show_suggestions(None)
        to_top, restored = self._begins_at
        with posts.prevent(*((RowList.Moved,) if restored else ())):
            posts.show(
                (*answer.posts, *first.answer.posts[:_MOST_RELAXED]),
                snippets=bool(first.answer.terms or answer.terms or answer.of_notes),
                to_top=to_top and not answer.hits,
                divider=(answer.total, relaxing_lines(first, is_beside=bool(answer.hits))),
            )
            if restored:
                posts.move_to(restored)
                browser.query_restored(restored)
        told = " · ".join(map(relaxed_step, others))
        more = f"{key_names()['search_next_step']} {told}" if told else ""
        posts.understood = " · ".join(filter(None, (worded(answer.understood), more)))
        browser.update_status()
        posts.ask()

    def _show_next_step(self) -> None:
        """Show what the next step finds in place of the one that is shown; after all, the first."""
        if self.answer is None or len(self._steps) < (1 if self._relaxed is None else 2):
            self._browser.status.say(translate("The query is not taken in any other way."))
            return
        if self._relaxed is None:  # suggestions stand there
            self._show_relaxed(self.answer, self._steps)
            return
        first, *others = self._steps
        self._steps = (*others, first)
        self._is_other_step = True
        self._begins_at = (True, None)
        self._show_relaxed(self.answer, self._steps)

    @property
    def shown_answer(self) -> Answer | None:
        """The answer that the list shows posts of: a relaxed one where the query finds nothing."""
        if self._relaxed is not None and self.answer is not None and not self.answer.hits:
            return self._relaxed.answer
        return self.answer

    def _why_empty(self) -> Sequence[str]:
        if self._sync.is_reading_folder:
            return (translate("Reading the journal…"),)
        return (
            translate("No posts here yet."),
            "",
            translate(_WHAT_IS_SHOWN),
            "",
            translate("{journal_reindex} reads the folder again.", **key_names()),
        )

    @property
    def hint(self) -> str:
        """What the journal says of the query while it is typed and no field can be completed."""
        browser = self._browser
        completions = browser.completions
        is_hidden = completions.display and completions.is_of_fields
        is_typed = isinstance(browser.focused, SearchField) and not is_hidden
        if is_typed and self.answer is not None:
            return " · ".join(map(worded, self.answer.hints))
        return ""

    def _find_snippets(self, message: PostList.SnippetsRequested) -> None:
        if self.shown_answer is not None:
            self._browser.journal_worker.snippets(self.shown_answer, message.posts)

    def _show_snippets(self, message: SnippetsFound) -> None:
        if message.answer is self.shown_answer:
            self._browser.posts.add_snippets(message.snippets)

    # Other ways to a query

    def _filter(self, message: JournalTree.Filter) -> None:
        browser = self._browser
        change = {
            "only": query_text.narrowed_to,
            "add": query_text.with_filter,
            "exclude": query_text.without_filter,
        }[message.use]
        self.run(change(browser.bar.search.searched, message.query))
        if message.use == "only":
            browser.show_problems(shown=False)
            browser.focus_pane(browser.middle)

    def _sort(self) -> None:
        typed, worker = self._browser.bar.search.searched, self._browser.journal_worker
        if not query_text.parts(typed):
            worker.order = order = following(worker.order)
            self._browser.post_message(SettingChosen(REMEMBERED_AS, order))
            worker.find(typed, to_top=True)
            return
        order_now = query_text.order_of(typed)
        now = _SORTS.index(order_now) if order_now in _SORTS else -1
        self.run(query_text.with_order(typed, "".join(_SORTS[now + 1 : now + 2])))

    def _choose_earlier(self) -> None:
        """Choose one of the earlier searches."""
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import query_rows

        screen: PickerScreen[str] = PickerScreen(
            translate("Earlier searches"),
            query_rows(searches.earlier(self._memory)),
            self._forget,
            empty=translate("No searches yet."),
            enter=translatable("{picker_choose} searches"),
        )
        self._browser.app.push_screen(screen, self._search_again)

    def _forget(self, query: str) -> None:
        searches.forget(self._memory, query)
        self._browser.state_worker.keep()

    def _search_again(self, query: str | None) -> None:
        if query:
            self.run(query)

    def _show_syntax(self) -> None:
        """Show what a query may hold."""
        from tui.screens.dialogs.help import syntax_screen

        self._browser.app.push_screen(syntax_screen())
