"""Going to any post, tag, category and day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from tui.language import translate
from tui.messages import RefreshEnded, SearchFinished
from tui.model import query_text
from tui.model.history import Origin
from tui.state import reading

from .browser import Browser, Controller

if TYPE_CHECKING:
    from index.post import Document, Post
    from tui.screens.dialogs.quick_open import JumpTarget
    from tui.screens.overviews.found_rows import LeftRows
    from tui.screens.overviews.questions import QuestionsScreen
    from tui.screens.overviews.related_posts import LeftRelated, RelatedPostsScreen
    from tui.screens.overviews.tasks import TasksScreen


class Jump(Controller):
    """The windows that lead elsewhere; nothing changes where they are left without a choice."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._wanted: tuple[str, Post] | None = None
        """A query, and the post of what it finds that the cursor is to stand on."""
        self._open_overview: RelatedPostsScreen | QuestionsScreen | TasksScreen | None = None
        self._left_questions: LeftRows | None = None
        self._left_tasks: LeftRows | None = None
        self.commands_offered = {
            "jump.title": self._jump_to_title,
            "jump.name": self._jump_to_name,
            "jump.date": self._jump_to_date,
            "journal.this_day": self._jump_to_this_day,
            "journal.questions": self._show_questions,
            "journal.tasks": self._show_tasks,
            "journal.statistics": self._show_statistics,
            "calendar.open": self._open_calendar,
        }
        self.handlers = {
            RefreshEnded: self._update_overview,
            SearchFinished: self._look_for_wanted,
            "on_viewer_related_requested": lambda _: self._show_related_posts(),
        }

    def _jump_to_title(self) -> None:
        from tui.screens.dialogs.quick_open_targets import TitleJump

        recent = [visit.path for visit in reading.visits(self._memory)]
        self._ask(TitleJump(self._browser.journal, recent))

    def _jump_to_name(self) -> None:
        """Go to a tag or a category."""
        from tui.screens.dialogs.quick_open_targets import NameJump

        self._ask(NameJump(self._browser.journal))

    def _jump_to_date(self) -> None:
        from tui.screens.dialogs.quick_open_targets import DateJump

        browser, marks = self._browser, self._browser.journal_worker.marks
        self._ask(DateJump(browser.journal, browser.answer, marks))

    def _jump_to_this_day(self) -> None:
        """Go to a post of this day in another year."""
        from tui.screens.dialogs.quick_open_targets import DayJump

        today = datetime.now().astimezone().date()
        self._ask(DayJump(self._browser.journal, today))

    def _open_calendar(self) -> None:
        from tui.screens.overviews.calendar import CalendarScreen

        post = self._browser.posts.current
        day = post.date.date() if post is not None and post.date is not None else None
        browser, marks = self._browser, self._browser.journal_worker.marks
        self._ask(CalendarScreen(browser.journal, day, browser.answer, marks))

    def _ask(
        self,
        window: ModalScreen[JumpTarget | None],
        go_to: Callable[[JumpTarget | None], None] | None = None,
    ) -> None:
        """Open a window, and go where it leads.

        It is opened by the main screen, which so hears the answer before keys that come after it.

        Args:
            window: The window.
            go_to: Called with where it leads.
        """
        self._browser.call_later(self._browser.app.push_screen, window, go_to or self._go_to)

    def _show_related_posts(self) -> None:
        """Show what stands around the post."""
        document = self._browser.reader.document
        if document is None:
            self._browser.notify(translate("No post is shown."), markup=False)
        else:
            self._show_related_to(document)

    def _show_related_to(self, document: Document, left: LeftRelated | None = None) -> None:
        from tui.screens.overviews.related_posts import RelatedPostsScreen

        window = self._open_overview = RelatedPostsScreen(self._browser.journal, document, left)

        def go_to(place: JumpTarget | None) -> None:
            self._go_to(place, lambda: self._show_related_to(document, window.left))

        self._ask(window, go_to)

    def _show_questions(self) -> None:
        """List the questions of all posts."""
        from tui.screens.overviews.questions import QuestionsScreen

        window = QuestionsScreen(self._browser.journal, self._left_questions)
        self._open_overview = window

        def go_to(place: JumpTarget | None) -> None:
            self._left_questions = window.left if place is not None else None
            self._go_to(place, self._show_questions)

        self._ask(window, go_to)

    def _show_tasks(self) -> None:
        """List the tasks of all posts."""
        from tui.screens.overviews.tasks import TasksScreen

        window = self._open_overview = TasksScreen(self._browser.journal, self._left_tasks)

        def go_to(place: JumpTarget | None) -> None:
            self._left_tasks = window.left if place is not None else None
            self._go_to(place, self._show_tasks)

        self._ask(window, go_to)

    def _update_overview(self, message: RefreshEnded) -> None:
        """What such a window has found may be otherwise now."""
        done, window = message.refreshed, self._open_overview
        changed = done is not None and (done.added or done.changed or done.removed)
        if changed and window is not None and window.is_attached:
            window.look_again()

    def _show_statistics(self) -> None:
        """Show the posts in figures: those that the query finds, or all."""
        from tui.screens.overviews.statistics import StatisticsScreen

        screen = StatisticsScreen(self._browser.journal, self._browser.answer)
        self._browser.app.push_screen(screen, self._go_to)

    def _go_to(self, place: JumpTarget | None, reopen: Callable[[], None] | None = None) -> None:
        """Narrow the list, or read a post.

        Args:
            place: Where a window leads; None for nowhere.
            reopen: Opens the window again as it was left; None where one does not go back to it.
        """
        browser = self._browser
        if place is None:
            return
        if not place.query:
            if place.post is not None:
                origin = Origin(browser.is_reading, reopen) if reopen is not None else None
                browser.open_post(place.post, line=place.line, origin=origin)
            return
        browser.show_problems(shown=False)
        narrow = query_text.with_filter if place.keeps_filters else query_text.narrowed_to
        query = narrow(browser.bar.search.searched, place.query)
        self._wanted = (query, place.post) if place.post is not None else None
        if query == browser.bar.search.searched:
            self._put_cursor()
        else:
            browser.run_query(query)
        browser.focus_pane(browser.middle)

    def _look_for_wanted(self, found: SearchFinished) -> None:
        """Put the cursor on the post that was chosen, once the list is there."""
        if found.query == self._browser.bar.search.searched:
            self._browser.call_later(self._put_cursor)

    def _put_cursor(self) -> None:
        if self._wanted is None:
            return
        (query, post), shown = self._wanted, self._browser.shown_query
        if query == shown:
            self._browser.posts.move_to(post.path)
        if query != self._browser.bar.search.searched or query == shown:
            self._wanted = None
