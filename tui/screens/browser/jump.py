"""Going to any post, tag, category and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.screen import ModalScreen

from tui.language import translate
from tui.messages import RefreshEnded, SearchFinished
from tui.model import query_text

from .search import SearchingScreen

if TYPE_CHECKING:
    from index.post import Post
    from tui.screens.dialogs.quick_open import Place
    from tui.screens.overviews.questions import QuestionsScreen
    from tui.screens.overviews.related_posts import RelatedPostsScreen


class JumpingScreen(SearchingScreen):
    """The windows that lead elsewhere; nothing changes where they are left without a choice."""

    _wanted: tuple[str, Post] | None = None
    """A query, and the post of what it finds that the cursor is to stand on."""
    _looking: RelatedPostsScreen | QuestionsScreen | None = None

    @property
    def recent(self) -> Sequence[str]:
        """The paths of the posts that were read, the last one first."""
        raise NotImplementedError

    def go(self, post: Post, anchor: str | None = None, line: int | None = None) -> None:
        """Read a post from anywhere."""
        raise NotImplementedError

    def action_jump_title(self) -> None:
        """Go to a post by its title."""
        from tui.screens.dialogs.quick_open_targets import TitleJump

        self._ask(TitleJump(self.journal, self.recent))

    def action_jump_name(self) -> None:
        """Go to a tag or a category."""
        from tui.screens.dialogs.quick_open_targets import NameJump

        self._ask(NameJump(self.journal))

    def action_jump_date(self) -> None:
        """Go to a date."""
        from tui.screens.dialogs.quick_open_targets import DateJump

        self._ask(DateJump(self.journal))

    def action_journal_this_day(self) -> None:
        """Go to a post of this day in another year."""
        from tui.screens.dialogs.quick_open_targets import DayJump

        today = datetime.now().astimezone().date()
        self._ask(DayJump(self.journal, today))

    def action_calendar_open(self) -> None:
        """Show the days and their posts."""
        from tui.screens.overviews.calendar import CalendarScreen

        post = self.posts.current
        day = post.date.date() if post is not None and post.date is not None else None
        self._ask(CalendarScreen(self.journal, day))

    def _ask(self, window: ModalScreen[Place | None]) -> None:
        """Open a window, and go where it leads.

        It is opened by this screen, which so hears the answer before keys that come after it.
        """
        self.call_later(self.app.push_screen, window, self._go_to)

    def on_viewer_around_wanted(self) -> None:
        """Show what stands around the post."""
        from tui.screens.overviews.related_posts import RelatedPostsScreen

        if self.reader.document is None:
            self.notify(translate("No post is shown."), markup=False)
        else:
            self._looking = RelatedPostsScreen(self.journal, self.reader.document)
            self._ask(self._looking)

    def action_journal_questions(self) -> None:
        """List the questions of all posts."""
        from tui.screens.overviews.questions import QuestionsScreen

        self._looking = QuestionsScreen(self.journal)
        self._ask(self._looking)

    @on(RefreshEnded)
    def _look_again(self, message: RefreshEnded) -> None:
        """What such a window has found may be otherwise now."""
        done, window = message.refreshed, self._looking
        changed = done is not None and (done.added or done.changed or done.removed)
        if changed and window is not None and window.is_attached:
            window.look_again()

    def action_journal_statistics(self) -> None:
        """Show the posts in figures: those that the query finds, or all."""
        from tui.screens.overviews.statistics import StatisticsScreen

        self.app.push_screen(StatisticsScreen(self.journal, self.answer), self._go_to)

    def _go_to(self, place: Place | None) -> None:
        """Narrow the list, or read a post."""
        if place is None:
            return
        if not place.query:
            if place.post is not None:
                self.go(place.post, line=place.line)
            return
        self.remove_class("-problems")
        query = query_text.narrowed_to(self.bar.search.value, place.query)
        self._wanted = (query, place.post) if place.post is not None else None
        if query == self.bar.search.value:
            self._put_cursor()
        else:
            self._search_for(query)
        self.focus_pane(self.middle)

    @on(SearchFinished)
    def _look_for_wanted(self, found: SearchFinished) -> None:
        """Put the cursor on the post that was chosen, once the list is there."""
        if found.query == self.bar.search.value:
            self.call_later(self._put_cursor)

    def _put_cursor(self) -> None:
        if self._wanted is None:
            return
        query, post = self._wanted
        if query == self._query:
            self.posts.move_to(post.path)
        if query != self.bar.search.value or query == self._query:
            self._wanted = None
