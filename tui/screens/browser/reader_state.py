"""What is remembered of the reader: posts read, places left and marked, searches, preferences."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from index.post import Post
from tui.commands import key_names
from tui.language import translatable, translate
from tui.messages import RefreshEnded, SettingChosen
from tui.model.history import Origin
from tui.model.list_order import ORDERS, REMEMBERED_AS
from tui.state import bookmarks, marked_posts, reading, searches
from tui.state.bookmarks import Bookmark
from tui.state.searches import SavedSearch
from tui.state.text_anchors import TextAnchor
from tui.widgets.post_list import PostList
from tui.widgets.reader import Reader
from tui.workers.state_worker import StateWorker

from .browser import Browser, Controller

if TYPE_CHECKING:
    from tui.screens.dialogs.picker import LeftPicker

Remembered = Bookmark | SavedSearch


class ReaderState(Controller):
    """The list shows what was read, posts open where they were left, and marks can be gone to."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._followed = False
        self._marks_are_new = False
        self.commands_offered = {
            "bookmark.toggle": self._once_opened(self._toggle_bookmark),
            "bookmark.list": self._list_bookmarks,
            "search.save": self._save_search,
            "history.list": self._list_visits,
        }
        self.handlers = {
            StateWorker.Changed: lambda _: self.show_marks(),
            RefreshEnded: self._follow_renames,
            PostList.ReadToggled: self._toggle_read,
            Reader.Scrolled: lambda _: self.note_reading(),
            SettingChosen: self._remember_preference,
        }

    # What is noted

    def show_marks(self) -> None:
        """Show what is noted about posts, now or when the list is next looked at."""
        browser = self._browser
        marks = marked_posts.marks(self._memory)
        if marks == browser.journal_worker.marks:
            return
        browser.journal_worker.marks = marks
        browser.posts.marks = marks
        self._marks_are_new = True
        self.find_by_marks()

    def find_by_marks(self) -> None:
        """Ask again where the list has the keys and the query asks for what is noted.

        While a post is read the list stays as it is, so that the next one of it can be read.
        """
        browser = self._browser
        if not self._marks_are_new or browser.at != "list" or browser.focused is not browser.posts:
            return
        self._marks_are_new = False
        typed = browser.bar.search.searched
        of_notes = browser.answer is not None and browser.answer.of_notes
        if of_notes or "is:" in typed.casefold():
            browser.journal_worker.find(typed, to_top=False)

    def _follow_renames(self, message: RefreshEnded) -> None:
        """Keep what is known of posts with them that have another name now."""
        refreshed = message.refreshed
        if refreshed is not None and (refreshed.added or not self._followed):
            among = frozenset(refreshed.added) if self._followed else None
            self._followed = not refreshed.behind
            self._browser.state_worker.follow(self._browser.journal.posts, among)

    # Read and unread, and where a post was left

    def _toggle_read(self, message: PostList.ReadToggled) -> None:
        post = message.post
        self._mark_read(post, read=not reading.is_read(self._memory, post.path))

    def _mark_read(self, post: Post, *, read: bool) -> None:
        reading.mark_read(self._memory, post, read=read)
        self._marks_changed()

    def _marks_changed(self) -> None:
        self.show_marks()
        self._browser.state_worker.keep()

    def last_position(self, post: Post) -> TextAnchor | None:
        """Where a post was left, if it was left before its end."""
        return reading.last_position(self._memory, post.path)

    def remember_visit(self, post: Post) -> None:
        """A post is being read from now on."""
        reading.visit(self._memory, post, self.last_position(post))

    def remember_position(self) -> None:
        """Remember where the post is that is read now, or that it has come to its end."""
        reader = self._browser.reader
        document = reader.document
        if document is None or not self._browser.is_reading:
            return
        text, headings = document.text, document.outline.headings
        begun = not (reader.viewer.is_at_beginning or reader.is_at_end)
        place = TextAnchor.of(text, headings, reader.top_line) if begun else None
        if place != self.last_position(document.post):
            reading.visit(self._memory, document.post, place)

    def note_reading(self) -> None:
        """A post whose end is seen was read."""
        reader = self._browser.reader
        post = reader.post
        if post is None or not self._browser.is_reading:
            return
        marks = self._browser.state_worker.settings.configuration.reading.mark_read
        if marks and reader.is_at_end and not reading.is_read(self._memory, post.path):
            self._mark_read(post, read=True)

    # Bookmarks, saved searches, and what was read before

    def _toggle_bookmark(self) -> None:
        """Bookmark the place at hand; where it is bookmarked, no longer."""
        reader = self._browser.reader
        document = reader.document
        if document is None:
            self._browser.notify(translate("No post is shown."), markup=False)
            return
        added = bookmarks.toggle(self._memory, document, reader.viewer.line_meant)
        if added is None:
            said = translate("Bookmark removed.")
        else:
            where = added.place.heading or added.place.text or document.post.title
            said = translate("Bookmarked: {where}", where=where)
        self._browser.notify(said, markup=False)
        self._marks_changed()

    def _list_bookmarks(self, left: LeftPicker[Remembered] | None = None) -> None:
        """Choose a bookmark or a saved search.

        Args:
            left: How the window was left when it was shown last.
        """
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import bookmark_rows

        screen: PickerScreen[Remembered] = PickerScreen(
            translate("Bookmarks and saved searches"),
            bookmark_rows(self._memory),
            self._forget_remembered,
            empty=translate(
                "Nothing yet: {bookmark_toggle} bookmarks the place you read, "
                "{search_save} saves the search.",
                **key_names(),
            ),
            left=left,
        )

        def go_to(chosen: Remembered | None) -> None:
            self._go_to_remembered(chosen, lambda: self._list_bookmarks(screen.left))

        self._browser.call_later(self._browser.app.push_screen, screen, go_to)

    def _go_to_remembered(self, chosen: Remembered | None, reopen: Callable[[], None]) -> None:
        if isinstance(chosen, Bookmark):
            origin = Origin(self._browser.is_reading, reopen)
            self._browser.open_at(chosen.path, chosen.place, origin=origin)
        elif chosen is not None:
            self._browser.run_query(chosen.query)
            self._browser.focus_pane(self._browser.middle)

    def _forget_remembered(self, one: Remembered) -> None:
        if isinstance(one, Bookmark):
            bookmarks.forget(self._memory, one.key)
        else:
            searches.forget_saved(self._memory, one.name)
        self._marks_changed()

    def _save_search(self) -> None:
        """Save the search under a letter or a name."""
        from tui.screens.dialogs.save_search import SaveSearchScreen

        query = self._browser.bar.search.searched.strip()
        if not query:
            said = translate(
                "No search to save: {search_open} searches the journal.", **key_names()
            )
            self._browser.notify(said, markup=False)
            return
        taken = {saved.name: saved.query for saved in searches.saved(self._memory)}

        def save(name: str | None) -> None:
            if name:
                searches.save(self._memory, name, query)
                self._browser.state_worker.keep()
                known = {**key_names(), "name": name}
                said = translate("Saved as {name}: {bookmark_list} leads back to it.", **known)
                self._browser.notify(said, markup=False)

        self._browser.app.push_screen(SaveSearchScreen(query, taken), save)

    def _list_visits(self, left: LeftPicker[str] | None = None) -> None:
        """Choose one of the posts that were read.

        Args:
            left: How the window was left when it was shown last.
        """
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import history_rows

        screen: PickerScreen[str] = PickerScreen(
            translate("Read before"),
            history_rows(self._memory),
            self._forget_visit,
            empty=translate("No post was read yet."),
            enter=translatable("{picker_choose} reads it"),
            left=left,
        )

        def go_to(path: str | None) -> None:
            if path is not None:
                browser, place = self._browser, reading.last_position(self._memory, path)
                origin = Origin(browser.is_reading, lambda: self._list_visits(screen.left))
                browser.open_at(path, place, origin=origin)

        self._browser.call_later(self._browser.app.push_screen, screen, go_to)

    def _forget_visit(self, path: str) -> None:
        reading.forget_visit(self._memory, path)
        self._browser.state_worker.keep()

    # Preferences

    def apply_preferences(self) -> None:
        """Show lists and pages as the reader had them last."""
        settings = self._browser.state_worker.settings
        self._browser.posts.previews = settings.flag("preview") is not False
        order = settings.text(REMEMBERED_AS)
        self._browser.journal_worker.order = order if order in ORDERS else "new"
        self._browser.reader.prefer(settings)

    def _remember_preference(self, message: SettingChosen) -> None:
        worker = self._browser.state_worker
        if worker.settings.choose(message.name, message.value):
            worker.keep()
