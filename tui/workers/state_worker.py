"""Keeps what the reader does in the journal, on threads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Literal

from textual import on, work
from textual.message import Message
from textual.timer import Timer

from index.post import Post
from tui.language import translate, translate_count
from tui.state import notes, sessions
from tui.state.location import file_for
from tui.state.marked_posts import follow
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.state.settings import Settings

from .error_reporting import ReportsFailures, reported
from .merged_requests import MergedRequests

_Request = Literal["look", "keep"]

_SECONDS_BEHIND_ANOTHER = 2.0
"""How long to wait before writing again where another ilgi is writing."""
_SECONDS_BETWEEN_LOOKS = 2.0
"""How long what another ilgi writes may not show here."""
SECONDS_UNTIL_KEPT = 1.0
"""How long what is done is in memory only: what the system ends without a word loses no more."""


class StateWorker(ReportsFailures):
    """Loads and saves the state of the reader on threads; it is a widget that shows nothing.

    ``memory`` is what the reader has done in this journal, ``settings`` what is chosen for every
    journal. What cannot be read or written is reported once, and kept in memory until ilgi ends.

    Args:
        root: The folder of the journal.
        settings: The settings.
        session: The key of this program's session.
    """

    DEFAULT_CSS = "StateWorker { display: none; }"

    class Changed(Message):
        """What is remembered may be other than before: it was loaded, or another ilgi wrote."""

    class Renamed(Message):
        """Posts have other paths now: ``became`` has them by the paths that they had."""

        def __init__(self, became: Mapping[str, Post]) -> None:
            super().__init__()
            self.became = became

    class Failed(Message):
        """Something cannot be kept, or not be read, for ``reason``."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class Finished(Message):
        """All was kept before ilgi ends, or else ``reason`` says why not."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    class _Unkept(Message):
        """Something is to be written, but not while ``another`` ilgi is writing."""

        def __init__(self, *, another: bool) -> None:
            super().__init__()
            self.another = another

    def __init__(self, root: Path, settings: Settings, session: str) -> None:
        """Keep what is done in the journal at ``root`` by the ilgi with the key ``session``."""
        super().__init__()
        self._session = session
        self.is_left = False
        """Whether the session is to be gone on with, since nobody asked for its end."""
        self._path = file_for(root)
        self._told: set[str] = set()
        self.is_finished = False
        """Whether ilgi ends, as it was asked to, so that there is nothing to go on with."""
        self._retry: Timer | None = None
        self._requests = MergedRequests[_Request]()
        self.memory = StateStore(RecordFile(self._path, f"{root}"))
        self.settings = settings

    def on_mount(self) -> None:
        """Look now and then whether another ilgi has written."""
        self.set_interval(_SECONDS_BETWEEN_LOOKS, self.look)

    @work(thread=True, exit_on_error=False, group="memory")
    def load(self) -> None:
        """Bring in what was remembered before."""
        try:
            unread = self.memory.load()
        except OSError as error:
            self._say(error)
            return
        if self.settings.trouble:
            self.post_message(self.Failed(self.settings.trouble))
        if unread:
            said = translate_count(
                unread,
                "A line of {path} cannot be read, and stays as it is.",
                "{count} lines of {path} cannot be read, and stay as they are.",
                path=self._path,
            )
            self.post_message(self.Failed(said))
        self.post_message(self.Changed())

    def look(self) -> None:
        """Take in what another ilgi wrote; what cannot be read is told when something is kept."""
        self._request("look")

    def keep(self) -> None:
        """Write what has changed, and take in what another ilgi wrote."""
        self._request("keep")

    def _request(self, request: _Request) -> None:
        """Have something done on the one thread for it: the folder of the state may hang."""
        if self._requests.add(request):
            self._serve()

    @work(thread=True, exit_on_error=False, group="memory")
    def _serve(self) -> None:
        self._requests.serve(lambda request: self._look() if request == "look" else self._keep())

    def _look(self) -> None:
        with suppress(OSError):
            if self.memory.look():
                self.post_message(self.Changed())

    def _keep(self) -> None:
        try:
            news = self._write()
        except TimeoutError:
            self.post_message(self._Unkept(another=True))
        except OSError as error:
            self._say(error)
        else:
            if news:
                self.post_message(self.Changed())

    def keep_soon(self) -> None:
        """Write what has changed, if anything has."""
        if self.memory.unkept or self.settings.memory.unkept:
            self.keep()

    def _write(self) -> bool:
        try:
            return self.memory.keep()
        finally:
            self.settings.memory.keep()

    @work(thread=True, exclusive=True, exit_on_error=False, group="moves")
    def follow(self, posts: Sequence[Post], among: Collection[str] | None) -> None:
        """Give what is known of posts that have gone to the new ones that they became.

        ``among`` are the paths of the new ones, None where any may be.
        """
        if became := follow(self.memory, posts, among):
            self.post_message(self.Renamed(became))
            self.post_message(self.Changed())
            self.post_message(self._Unkept(another=False))

    def finish(self) -> None:
        """Write what has changed for the last time, on a thread; answers ``Finished``.

        The thread is its own: workers that are held up may have taken all others.
        """
        self.is_finished = True
        sessions.forget(self.memory, self._session)
        Thread(target=self._finish, name="finish", daemon=True).start()

    def _finish(self) -> None:
        self.post_message(self.Finished(self.write()))

    def write(self) -> str:
        """Write what has changed, on any thread; says why it is not kept, nothing where it is.

        It takes a second at most, where another ilgi is writing.
        """
        try:
            self._write()
        except OSError as error:
            return self._lost(_not_kept(self._file_of(error), error.strerror or error))
        except Exception as error:
            reason = _not_kept(f"{self._path}", f"{type(error).__name__}: {error}")
            return self._lost("\n".join(filter(None, (reason, reported(error)))))
        return ""

    def _lost(self, reason: str) -> str:
        """The reason, with the notes that are lost else."""
        texts = [f"{note.title}\n{note.text}" for note in notes.unkept(self.memory)]
        if texts:
            texts.insert(0, translate("So that they are not lost, these are your last notes:"))
        return "\n\n".join((reason, *texts))

    def on_unmount(self) -> None:
        """Write what no thread has come to, where ilgi ends otherwise than by being asked."""
        if self.is_finished or self.is_left:
            return
        sessions.forget(self.memory, self._session)
        try:
            self._write()
        except OSError as error:
            self.log.error(f"{self._path}: {error}")

    def _say(self, error: OSError) -> None:
        reason = error.strerror or str(error)
        self.post_message(
            self.Failed(
                translate(
                    "What you do is remembered only until you quit: {path}: {reason}",
                    path=self._file_of(error),
                    reason=reason,
                )
            )
        )

    def _file_of(self, error: OSError) -> str:
        """The file that cannot be written: that of the journal, or of what holds in every one."""
        named = Path(f"{error.filename or self._path}".removesuffix(".new"))
        return f"{named if named.parent == self._path.parent else self._path}"

    @on(_Unkept)
    def _keep_soon(self, message: _Unkept) -> None:
        if message.another:
            # One timer: each attempt that fails would leave one more behind.
            if self._retry is not None:
                self._retry.stop()
            self._retry = self.set_timer(_SECONDS_BEHIND_ANOTHER, self.keep)
        else:
            self.keep()

    @on(Failed)
    def _tell(self, message: Failed) -> None:
        if message.reason not in self._told:
            self._told.add(message.reason)
            self.notify(message.reason, severity="warning", markup=False)


def _not_kept(path: str, reason: object) -> str:
    return translate("The last change was not saved: {path}: {reason}", path=path, reason=reason)
