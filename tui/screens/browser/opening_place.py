"""Where in a journal to begin: at the post or the folder that was named when ilgi was started."""

from __future__ import annotations

from tui.language import translate
from tui.messages import JournalRequested, RefreshEnded, SearchFinished

from .browser import Browser, Controller


class OpeningPlace(Controller):
    """Goes to the place that was asked for as soon as the list has it, and once only."""

    def __init__(self, browser: Browser, start: str) -> None:
        super().__init__(browser)
        self._start = start
        if start:
            # Titles that are loaded are followed by a search, which moves the cursor to the top.
            self.handlers = {
                SearchFinished: lambda _: self._begin(),
                RefreshEnded: lambda _: self._all_read(),
            }

    def _begin(self) -> None:
        start, browser = self._start, self._browser
        if not start:
            return
        posts = browser.posts.rows
        at = next((post for post in posts if post.path == start), None)
        if at is not None:
            self._start = ""
            browser.open_post(at)
            return
        below = next((post for post in posts if post.path.startswith(f"{start}/")), None)
        if below is None or not browser.is_untouched:
            return
        self._start = ""
        browser.posts.move_to(below.path)
        said = translate(
            "{folder} is a part of this journal; with --here it is opened alone", folder=start
        )
        browser.notify(said, markup=False)

    def _all_read(self) -> None:
        """Read a file alone that is no post of the journal; what is one comes with the list."""
        journal, start = self._browser.journal, self._start
        file = journal.root / start
        if start and file.is_file() and all(post.path != start for post in journal.posts):
            self._start = ""
            self._browser.post_message(JournalRequested(file))
