"""The versions of a post in git: a list of them, the post as it was in one, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from index.errors import Cancelled, JournalError
from index.journal import document_of, versions_of
from index.results import Version
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translate
from tui.language.wording import worded
from tui.model.line_changes import ChangedLine, ChangeKind, changed_lines
from tui.screens.dialogs.closes_once import WINDOW_HEIGHTS, ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.text_dialog import TextDialog
from tui.text.safe_text import safe_line
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import FilterField, folded
from tui.widgets.page_view.scrolled_page import ScrolledPage

from .filtered_rows import LINES_OF_ROW, RowBatch, place_of_cursor, window_height

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import Document, Post

_MARK = "●"
_LONGEST_LINE = 2_000
_MOST_LINES = 5_000
_MOST_LETTERS = 200_000
"""How many lines of changes are shown, and how many characters of all of them."""
_ROOM_FOR_SIGNS = 2
_SIGNS: dict[ChangeKind, tuple[str, str]] = {
    "added": ("+ ", "added"),
    "removed": ("- ", "removed"),
    "same": ("  ", "dim"),
    "gap": ("  ⋯", "dim"),
}
"""What stands before the lines of each kind, and their style."""


@dataclass(frozen=True, slots=True)
class Row:
    """A version, and all that is said of it as it is compared with what is typed."""

    version: Version
    said: str
    marked: bool = False

    @classmethod
    def of(cls, version: Version) -> Row:
        """The row of a version."""
        return cls(version, folded(f"{_subject(version)} {_moment(version)} {version.commit}"))


def _subject(version: Version) -> str:
    """Why the post was changed."""
    return safe_line(version.subject) if version.commit else translate("not committed yet")


def _moment(version: Version) -> str:
    """When it was changed, by the reader's clock."""
    return f"{version.when.astimezone():%Y-%m-%d %H:%M}"


def _draw_row(marked: Callable[[], Version | None], row: Row, line: int, style: StyleNamed) -> Text:
    """Why it was changed, or when and how much."""
    version = row.version
    if not line:
        sign = _MARK if version == marked() else " "
        return Text(end="").append(f"{sign} ").append(_subject(version), style("strong"))
    counts = f" · +{version.added:,} −{version.removed:,}" if version.commit else ""
    moved = translate("renamed from {path}", path=safe_line(version.before))
    name = f" · {moved}" if version.before != version.path else ""
    return Text(f"  {_moment(version)}{counts}{name}", style("dim"), end="")


class VersionList(RowList[Row]):
    """Versions, with the moment and the extent of each on a second line.

    Args:
        marked: Tells which of them is marked.
        id: The id of the widget.
    """

    def __init__(self, marked: Callable[[], Version | None], *, id: str | None = None) -> None:
        super().__init__(
            lambda row, line, _width, style: _draw_row(marked, row, line, style),
            key=lambda row: row.version.commit,
            id=id,
        )


class VersionsScreen(ClosesOnce[None], ShowsKeyHelp):
    """Lists the versions of a post, as git finds them."""

    SCOPE: ClassVar[Scope] = "versions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("versions")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#found"

    @dataclass
    class VersionsLoaded(Message):
        """More versions, the last of them where ``whole``, and why there are no others."""

        rows: Sequence[Row]
        whole: bool = False
        failure: str = ""

    def __init__(self, journal: Journal, post: Post) -> None:
        super().__init__()
        self._journal = journal
        self._post = post
        self._all: list[Row] = []
        self._whole = False
        self._failure = ""
        self._marked: Version | None = None
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "versions.choose": self._choose,
            "versions.changes": self._show_changes,
            "versions.mark": self._mark,
            "versions.filter": lambda: self.field.open(),
            "versions.close": self._clear_or_close,
        }

    def compose(self) -> ComposeResult:
        """The field, and the list."""
        with Vertical(id="versions"):
            yield FilterField(lambda _: self._show(to_top=True))
            yield VersionList(lambda: self._marked, id="found")

    def on_mount(self) -> None:
        """Ask git for the versions."""
        self._show()
        self._look_up()

    @work(thread=True, exclusive=True, exit_on_error=False, group="versions")
    def _look_up(self) -> None:
        worker = get_current_worker()
        batch = RowBatch[Row](lambda rows: self.post_message(self.VersionsLoaded(rows)))
        failure = ""
        try:
            for version in versions_of(
                self._journal, self._post, cancelled=lambda: worker.is_cancelled
            ):
                batch.add(Row.of(version))
        except Cancelled:
            return
        except JournalError as error:
            failure = worded(error.message)
        if not worker.is_cancelled:
            self.post_message(self.VersionsLoaded(batch.rows, whole=True, failure=failure))

    @on(VersionsLoaded)
    def _learn(self, message: VersionsLoaded) -> None:
        self._all += message.rows
        self._whole, self._failure = message.whole, message.failure
        if self._failure and self._all:
            self.notify(self._failure, severity="warning", markup=False)
        self._show()

    @property
    def rows(self) -> VersionList:
        """The list."""
        return self.query_one(VersionList)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    def _show(self, *, to_top: bool = False) -> None:
        wanted = self.field.words
        rows = [row for row in self._all if all(word in row.said for word in wanted)]
        empty = (self._why_empty(),)
        self.rows.set_rows(rows, row_height=LINES_OF_ROW, empty=empty, to_top=to_top)
        self.query_one("#versions").styles.height = window_height(len(self._all))
        self._tell()

    def _why_empty(self) -> str:
        if not self._whole:
            return translate("looking…")
        return translate("No version matches.") if self._all else self._failure

    @on(VersionList.Moved)
    def _tell(self) -> None:
        place = place_of_cursor(self.rows, whole=self._whole)
        window = self.query_one("#versions")
        title = translate("Versions of {title}", title=safe_line(self._post.title))
        window.border_title = Text(f"{place} · {title}")
        window.border_subtitle = foot(
            "{versions_choose} reads · {versions_close} closes · {versions_changes} changes",
            "{versions_mark} mark · {versions_filter} filter",
            width=window.outer_size.width,
        )

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    # What the keys do

    @on(VersionList.Chosen)
    def _choose(self) -> None:
        """Read the post as it was then."""
        if self.rows.rows:
            versions = [row.version for row in self.rows.rows]
            window = VersionScreen(self._journal, self._post, versions, self.rows.cursor)
            self.call_later(self.app.push_screen, window, self._stand_on)

    def _stand_on(self, version: Version | None) -> None:
        """Stand on the version that was read last."""
        if version is not None:
            self.rows.move_to(version.commit)

    def _mark(self) -> None:
        """Mark a version, or none where it is marked."""
        if (row := self.rows.current) is not None:
            self._marked = None if self._marked == row.version else row.version
            self.rows.refresh()

    def _show_changes(self) -> None:
        """Show what changed in a version, or between it and the marked one."""
        if (row := self.rows.current) is None:
            return
        version, since = row.version, None
        if self._marked not in (None, version):
            listed = [one.version for one in self._all]
            version, since = sorted((version, self._marked), key=listed.index)
        window = ChangesScreen(self._journal, self._post, version, since)
        self.call_later(self.app.push_screen, window)

    def _clear_or_close(self) -> None:
        """Forget the filter, or close."""
        if self.field.value:
            self.field.forget()
        else:
            self.dismiss(None)


class VersionScreen(ClosesOnce[Version], ShowsKeyHelp):
    """Shows a post as it was in a version; answers with the version that was read last."""

    SCOPE: ClassVar[Scope] = "version"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("version")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#old_post"

    @dataclass
    class VersionRead(Message):
        """The post as it was in ``version``; or why it cannot be read."""

        version: Version
        document: Document | None
        failure: str = ""

    def __init__(
        self, journal: Journal, post: Post, versions: Sequence[Version], place: int
    ) -> None:
        """Show a version.

        Args:
            journal: The journal.
            post: A post of it.
            versions: Its versions, newest first.
            place: The index of the one to begin with.
        """
        super().__init__()
        self._journal = journal
        self._post = post
        self._versions = versions
        self._place = place
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "version.changes": self._show_changes,
            "version.older": partial(self._step, 1),
            "version.newer": partial(self._step, -1),
            "version.close": lambda: self.dismiss(self._version),
        }

    def compose(self) -> ComposeResult:
        """The page."""
        with Vertical(id="version"):
            yield ScrolledPage(id="old_post")

    def on_mount(self) -> None:
        """Read the first version."""
        self.query_one("#version").styles.height = "90%"
        self._begin()

    @property
    def page(self) -> ScrolledPage:
        """Where the post is shown."""
        return self.query_one(ScrolledPage)

    @property
    def _version(self) -> Version:
        return self._versions[self._place]

    def _begin(self) -> None:
        self._tell()
        self._read(self._version)

    @work(thread=True, exclusive=True, exit_on_error=False, group="version")
    def _read(self, version: Version) -> None:
        worker = get_current_worker()
        try:
            document = document_of(
                self._journal, self._post, version, cancelled=lambda: worker.is_cancelled
            )
        except Cancelled:
            return
        except JournalError as error:
            self.post_message(self.VersionRead(version, None, worded(error.message)))
            return
        if not worker.is_cancelled:
            self.post_message(self.VersionRead(version, document))

    @on(VersionRead)
    def _show(self, message: VersionRead) -> None:
        if message.version is not self._version:
            return
        if message.document is None:
            self.page.clear()
            self.notify(message.failure, severity="warning", markup=False)
        else:
            self.page.show(message.document)

    def _tell(self) -> None:
        version, window = self._version, self.query_one("#version")
        place = f"{self._place + 1}/{len(self._versions)}"
        window.border_title = Text(f"{place} · {_moment(version)} · {_subject(version)}")
        window.border_subtitle = foot(
            "{version_changes} changes · {version_close} closes",
            "{version_older} older · {version_newer} newer",
            width=window.outer_size.width,
        )

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    # What the keys do

    def _step(self, by: int) -> None:
        """Show the version before this one, or the one after it where ``by`` is -1."""
        if not 0 <= self._place + by < len(self._versions):
            last = translate("This is the oldest version.")
            newest = translate("This is the newest version.")
            self.notify(last if by > 0 else newest, markup=False)
            return
        self._place += by
        self._begin()

    def _show_changes(self) -> None:
        """Show what changed in the version."""
        window = ChangesScreen(self._journal, self._post, self._version)
        self.call_later(self.app.push_screen, window)


class ChangesScreen(TextDialog):
    """Shows the lines of a post that a version changed, or that changed since another version."""

    @dataclass
    class ChangesFound(Message):
        """The lines that changed; or why they are not known."""

        changes: Sequence[ChangedLine]
        failure: str = ""

    def __init__(
        self, journal: Journal, post: Post, version: Version, since: Version | None = None
    ) -> None:
        """Show changes.

        Args:
            journal: The journal.
            post: A post of it.
            version: The version up to which they are shown.
            since: The version from which on; None for the one before.
        """
        first = "" if since is None else f"{_moment(since)} → "
        super().__init__(
            f"{translate('Changes')} · {first}{_moment(version)} · {_subject(version)}",
            (_dim(translate("looking…")),),
        )
        self._journal = journal
        self._post = post
        self._version = version
        self._since = since
        self._changes: Sequence[ChangedLine] | None = None

    def on_mount(self) -> None:
        """Compare the versions."""
        super().on_mount()
        self._compare()

    @work(thread=True, exclusive=True, exit_on_error=False, group="changes")
    def _compare(self) -> None:
        worker = get_current_worker()

        def text_of(version: Version, *, before: bool = False) -> str:
            return document_of(
                self._journal,
                self._post,
                version,
                before=before,
                cancelled=lambda: worker.is_cancelled,
            ).text

        changes: Sequence[ChangedLine] = ()
        failure = ""
        try:
            before = text_of(self._since or self._version, before=self._since is None)
            after = text_of(self._version)
            changes = changed_lines(before, after, most=_MOST_LINES + 1)
        except Cancelled:
            return
        except JournalError as error:
            failure = worded(error.message)
        if not worker.is_cancelled:
            self.post_message(self.ChangesFound(changes, failure))

    @on(ChangesFound)
    def _learn(self, message: ChangesFound) -> None:
        if message.failure:
            self.show_lines((Text(message.failure),))
        else:
            self._changes = message.changes
            self._fold()

    def on_resize(self) -> None:
        """Lines have other room."""
        self.call_after_refresh(self._fold)

    def _fold(self) -> None:
        if self._changes is None:
            self._tell()
            return
        width = self.rows.scrollable_content_region.width - _ROOM_FOR_SIGNS
        shown = _first(self._changes)
        lines = [line for change in shown for line in _drawn(change, width)]
        if len(shown) < len(self._changes):
            lines.append(_dim(translate("…and more")))
        self.show_lines(lines or (_dim(translate("No line changed.")),))


def _first(changes: Sequence[ChangedLine]) -> Sequence[ChangedLine]:
    """As many lines of changes as can be folded while a key waits."""
    letters = accumulate(min(len(one.text), _LONGEST_LINE) for one in changes[:_MOST_LINES])
    return changes[: max(1, sum(1 for count in letters if count <= _MOST_LETTERS))]


def _drawn(change: ChangedLine, width: int) -> Iterator[Text]:
    """A changed line in lines of ``width`` cells, with its sign before each."""
    sign, style = _SIGNS[change.kind]
    text = Text(safe_line(change.text[:_LONGEST_LINE]), style)
    for start, end in change.ranges:
        text.stylize("bold underline", start, end)
    room = max(1, width - len(sign))
    for part in text.wrap(Console(), room) or [Text()]:
        part.rstrip()
        yield Text.assemble((sign, style), part)


def _dim(text: str) -> Text:
    return Text.assemble((text, "dim"))
