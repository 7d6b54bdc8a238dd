"""What is remembered of the reader: posts read, places left and marked, searches, preferences."""

from __future__ import annotations

from textual import on

from index.post import Post
from tui.commands import Scope, key_names
from tui.language import translatable, translate
from tui.messages import RefreshEnded, SettingChosen
from tui.model.list_order import ORDERS, REMEMBERED_AS
from tui.state import bookmarks, marked_posts, reading, searches
from tui.state.bookmarks import Bookmark
from tui.state.searches import SavedSearch
from tui.state.text_anchors import TextAnchor
from tui.widgets.post_list import PostList
from tui.widgets.reader import Reader
from tui.workers.state_worker import StateWorker

from .jump import JumpingScreen

Remembered = Bookmark | SavedSearch


class KeepingScreen(JumpingScreen):
    """The list shows what was read, posts open where they were left, and marks can be gone to."""

    _followed = False
    _marks_are_new = False

    # What is noted

    @on(StateWorker.Changed)
    def _show_marks(self) -> None:
        """Show what is noted about posts, now or when the list is next looked at."""
        marks = marked_posts.marks(self.keeper.memory)
        if marks == self.librarian.marks:
            return
        self.librarian.marks = marks
        self.posts.marks = marks
        self._marks_are_new = True
        self._find_by_marks()

    def _find_by_marks(self) -> None:
        """Ask again where the list has the keys and the query asks for what is noted.

        While a post is read the list stays as it is, so that the next one of it can be read.
        """
        if not self._marks_are_new or self.at != "list" or self.focused is not self.posts:
            return
        self._marks_are_new = False
        of_notes = self.answer is not None and self.answer.of_notes
        if of_notes or "is:" in self.bar.search.value.casefold():
            self.librarian.find(self.bar.search.value, to_top=False)

    def activate_pane(self, scope: Scope) -> None:
        """Make room for a pane; the list is brought up to date when it is come back to."""
        if scope not in ("viewer", "contents"):
            self.remember_place()
        super().activate_pane(scope)
        self._find_by_marks()

    @on(RefreshEnded)
    def _follow_renames(self, message: RefreshEnded) -> None:
        """Keep what is known of posts with them that have another name now."""
        refreshed = message.refreshed
        if refreshed is not None and (refreshed.added or not self._followed):
            among = frozenset(refreshed.added) if self._followed else None
            self._followed = not refreshed.behind
            self.keeper.follow(self.journal.posts, among)

    # Read and unread, and where a post was left

    @on(PostList.ReadToggled)
    def _toggle_read(self, message: PostList.ReadToggled) -> None:
        post = message.post
        self._mark_read(post, read=not reading.is_read(self.keeper.memory, post.path))

    def _mark_read(self, post: Post, *, read: bool) -> None:
        reading.mark_read(self.keeper.memory, post, read=read)
        self._show_marks()
        self.keeper.keep()

    def place_left(self, post: Post) -> TextAnchor | None:
        """Where a post was left, if it was left before its end."""
        return reading.place_left(self.keeper.memory, post.path)

    def remember_visit(self, post: Post) -> None:
        """A post is being read from now on."""
        reading.visit(self.keeper.memory, post, self.place_left(post))

    def remember_place(self) -> None:
        """Remember where the post is that is read now, or that it has come to its end."""
        document = self.reader.document
        if document is None or not self.is_reading:
            return
        text, headings = document.text, document.outline.headings
        begun = not (self.reader.viewer.is_at_beginning or self.reader.is_at_end)
        place = TextAnchor.of(text, headings, self.reader.top_line) if begun else None
        if place != self.place_left(document.post):
            reading.visit(self.keeper.memory, document.post, place)

    @property
    def is_reading(self) -> bool:
        """Whether the post is read, and not only looked at from the list."""
        raise NotImplementedError

    @on(Reader.Scrolled)
    def note_reading(self) -> None:
        """A post whose end is seen was read."""
        post = self.reader.post
        if post is None or not self.is_reading:
            return
        marks = self.keeper.settings.configuration.reading.mark_read
        if marks and self.reader.is_at_end and not reading.is_read(self.keeper.memory, post.path):
            self._mark_read(post, read=True)

    # Bookmarks, saved searches, and what was read before

    def go_to_place(self, path: str, place: TextAnchor | None) -> None:
        """Read a post from a place on that was remembered."""
        raise NotImplementedError

    def action_bookmark_toggle(self) -> None:
        """Bookmark the place at hand; where it is bookmarked, no longer."""
        document = self.reader.document
        if document is None:
            self.notify(translate("No post is shown."), markup=False)
            return
        added = bookmarks.toggle(self.keeper.memory, document, self.reader.viewer.line_meant)
        if added is None:
            self.notify(translate("The bookmark is gone."), markup=False)
        else:
            where = added.place.heading or added.place.text or document.post.title
            self.notify(translate("Bookmarked: {where}", where=where), markup=False)
        self._show_marks()
        self.keeper.keep()

    def action_bookmark_list(self) -> None:
        """Choose a bookmark or a saved search."""
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import remembered

        screen: PickerScreen[Remembered] = PickerScreen(
            translate("Bookmarks and saved searches"),
            remembered(self.keeper.memory),
            self._forget_remembered,
            empty=translate(
                "Nothing yet: {bookmark_toggle} bookmarks the place you read, "
                "{search_save} saves the search.",
                **key_names(),
            ),
        )
        self.app.push_screen(screen, self._go_to_remembered)

    def _go_to_remembered(self, chosen: Remembered | None) -> None:
        if isinstance(chosen, Bookmark):
            self.go_to_place(chosen.path, chosen.place)
        elif chosen is not None:
            self._search_for(chosen.query)
            self.focus_pane(self.middle)

    def _forget_remembered(self, one: Remembered) -> None:
        if isinstance(one, Bookmark):
            bookmarks.forget(self.keeper.memory, one.key)
        else:
            searches.forget_saved(self.keeper.memory, one.name)
        self._show_marks()
        self.keeper.keep()

    def action_search_save(self) -> None:
        """Save the search under a letter or a name."""
        from tui.screens.dialogs.save_search import SaveSearchScreen

        query = self.bar.search.value.strip()
        if not query:
            said = translate(
                "No search to save: {search_open} searches the journal.", **key_names()
            )
            self.notify(said, markup=False)
            return
        taken = {saved.name: saved.query for saved in searches.saved(self.keeper.memory)}

        def save(name: str | None) -> None:
            if name:
                searches.save(self.keeper.memory, name, query)
                self.keeper.keep()
                known = {**key_names(), "name": name}
                said = translate("Saved as {name}: {bookmark_list} leads back to it.", **known)
                self.notify(said, markup=False)

        self.app.push_screen(SaveSearchScreen(query, taken), save)

    def action_history_list(self) -> None:
        """Choose one of the posts that were read."""
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import visited

        screen: PickerScreen[str] = PickerScreen(
            translate("Read before"),
            visited(self.keeper.memory),
            self._forget_visit,
            empty=translate("No post was read yet."),
            enter=translatable("{kept_choose} reads it"),
        )
        self.app.push_screen(screen, self._read_again)

    def _read_again(self, path: str | None) -> None:
        if path is not None:
            self.go_to_place(path, reading.place_left(self.keeper.memory, path))

    def _forget_visit(self, path: str) -> None:
        reading.forget_visit(self.keeper.memory, path)
        self.keeper.keep()

    def post_at(self, path: str) -> Post | None:
        """The post with that path; where it has gone, None, and a word to the reader."""
        found = next((post for post in self.journal.posts if post.path == path), None)
        if found is None:
            self.notify(translate("{path} has gone.", path=path), severity="warning", markup=False)
        return found

    # Copying

    def action_post_copy(self) -> None:
        """Choose what of the post to copy."""
        from tui.screens.dialogs.copy_menu import CopyScreen

        document = self.reader.document
        if document is None:
            self.notify(translate("No post is shown."), markup=False)
            return
        selected = self.get_selected_text() or ""
        viewer = self.reader.viewer
        passage = selected.strip() or viewer.paragraph_in_sight
        self.app.push_screen(CopyScreen(document, passage, viewer.code_in_sight))

    # Preferences

    def apply_preferences(self) -> None:
        """Show lists and pages as the reader had them last."""
        settings = self.keeper.settings
        self.posts.previews = settings.flag("preview") is not False
        order = settings.text(REMEMBERED_AS)
        self.librarian.order = order if order in ORDERS else "new"
        self.reader.prefer(settings)

    @on(SettingChosen)
    def _remember_preference(self, message: SettingChosen) -> None:
        if self.keeper.settings.choose(message.name, message.value):
            self.keeper.keep()
