"""What stands around a post: its series, related posts, what links to it, who wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import Worker, get_current_worker

from index.errors import Cancelled, JournalError
from index.post import Document
from index.results import Snippet
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translate
from tui.model.clipboard_formats import permalink
from tui.screens.dialogs.address import AddressScreen
from tui.screens.dialogs.closes_once import WINDOW_HEIGHTS, ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import RowList
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import FilterField, has_words

from .related_posts_rows import Backlink, Entry, RelatedContent, Writer

if TYPE_CHECKING:
    from index.journal import Journal

_CELLS_AROUND = 3
"""The borders of the window, and the field."""
_AT_ONCE = 12
"""How many sentences are read before they are shown."""


class EntryList(RowList[Entry]):
    """Lines of which the cursor stands only on those that lead somewhere."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(lambda row, *_: row.text.copy(), key=attrgetter("key"), id=id)

    def validate_cursor(self, cursor: int) -> int:
        """The nearest line that leads somewhere, in the direction in which the cursor moves."""
        wanted = super().validate_cursor(cursor)
        if not self.rows:
            return wanted
        on = range(wanted, len(self.rows))
        back = range(wanted, -1, -1)
        ways = (on, back) if wanted >= self.cursor else (back, on)
        found = (at for way in ways for at in way if self.rows[at].leads)
        return next(found, wanted)

    def keep_cursor_in_sight(self) -> None:
        """Scroll so that what is told of the row shows too, and its heading where it is first."""
        last = self.cursor
        while last + 1 < len(self.rows) and not self._begins(last + 1):
            last += 1
        below = last + 1 - self.size.height
        if below > self.scroll_y:
            self.scroll_to(y=below, animate=False)
        first = self.cursor
        while first and not self.rows[first - 1].leads and self._is_heading(first - 1):
            first -= 1
        if first < self.scroll_y:
            self.scroll_to(y=first, animate=False)
        super().keep_cursor_in_sight()

    def _begins(self, at: int) -> bool:
        return self.rows[at].leads or self._is_heading(at)

    def _is_heading(self, at: int) -> bool:
        return _is_heading(self.rows[at])


@dataclass(frozen=True, slots=True)
class LeftRelated:
    """How the window was left: what was typed, and the key of the row that was chosen."""

    typed: str
    key: object


class RelatedPostsScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Shows at once what is known, and the rest as it is found; answers with where to go."""

    SCOPE: ClassVar[Scope] = "related"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("related")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#related"

    @dataclass
    class RelatedContentLoaded(Message):
        """What is known by now of what stands around the post, as ``of`` has found it out."""

        known: RelatedContent
        of: Worker[object]

    def __init__(
        self, journal: Journal, document: Document, left: LeftRelated | None = None
    ) -> None:
        """Show what stands around a post.

        Args:
            journal: The journal.
            document: The post.
            left: How the window was left when it was shown last; None to begin anew.
        """
        super().__init__()
        self.left = left
        """How the window was left, once a row was chosen."""
        self._awaited = left.key if left else None
        self._journal = journal
        self._known = RelatedContent(document)
        self._first: object = None
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "related.choose": self._choose,
            "related.copy": self._copy_address,
            "related.filter": lambda: self.field.open(),
            "related.close": self._close,
        }

    def compose(self) -> ComposeResult:
        """The field, and the one list."""
        with Vertical(id="around"):
            yield FilterField(lambda _: self._show())
            yield EntryList(id="related")

    def on_mount(self) -> None:
        """Show what the post itself says, and find the rest."""
        if self.left is not None:
            self.field.restore(self.left.typed)
        self._find_relations(self._known.document)

    def look_again(self) -> None:
        """Find them once more: the journal is another now.

        All that is known stays until the rest is found out anew.
        """
        self._find_relations(self._known.document, again=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="related")
    def _find_relations(self, document: Document, *, again: bool = False) -> None:
        worker = get_current_worker()
        journal, path = self._journal, document.post.path
        if again:
            with suppress(JournalError):
                document = journal.document(path)
        post = document.post
        known = RelatedContent(document)

        def tell(*, whole: bool = False) -> None:
            if not worker.is_cancelled and (whole or not again):
                self.post_message(self.RelatedContentLoaded(known, worker))

        posts = [other for other in journal.posts if other.date is not None]
        at = next((i for i, other in enumerate(posts) if other.path == path), None)
        older = posts[at + 1] if at is not None and at + 1 < len(posts) else None
        newer = posts[at - 1] if at else None
        known = replace(known, series=journal.series(post), older=older, newer=newer)
        tell()
        try:
            related = journal.related(post, cancelled=lambda: worker.is_cancelled)
        except Cancelled:
            return
        known = replace(known, related=related)
        tell()
        links = [Backlink(other, link) for other, link in journal.backlinks(post)]
        known = replace(known, backlinks=tuple(links))
        tell(whole=not links)
        for number, backlink in enumerate(links):
            if worker.is_cancelled:
                return
            links[number] = replace(backlink, sentence=self._sentence(backlink))
            last = number + 1 == len(links)
            if (number + 1) % _AT_ONCE == 0 or last:
                known = replace(known, backlinks=tuple(links))
                tell(whole=last)

    def _sentence(self, backlink: Backlink) -> Snippet | None:
        try:
            return self._journal.sentence(backlink.post, backlink.link)
        except JournalError:
            return None

    @on(RelatedContentLoaded)
    def _learn(self, message: RelatedContentLoaded) -> None:
        if not message.of.is_cancelled:
            self._known = message.known
            self._show()

    def _show(self) -> None:
        window = self.query_one("#around")
        window.border_title = Text(self._known.document.post.title)
        window.border_subtitle = foot(
            "{related_choose} goes · {related_close} closes · {related_copy} copies its address",
            "{related_filter} filter",
            width=window.outer_size.width,
        )
        room = self.rows.scrollable_content_region.width - 2
        writer = Writer(max(8, room), self.rows.style_named, self.app.console)
        before = self.rows.current
        untouched = before is None or before.key == self._first
        entries = tuple(writer.entries(self._known))
        window.styles.height = len(entries) + _CELLS_AROUND
        words = self.field.words
        found = _with_words(entries, words) if words else entries
        empty = (translate("Nothing matches."),) if words else ()
        self.rows.set_rows(found, empty=empty, to_top=untouched or bool(words))
        if untouched and not words and self.rows.current is not None:
            self._first = self.rows.current.key
        if self._awaited is not None and (not untouched or self.rows.move_to(self._awaited)):
            self._awaited = None

    @property
    def rows(self) -> EntryList:
        """The lines."""
        return self.query_one(EntryList)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    def on_resize(self) -> None:
        """Sentences have other room."""
        self.call_after_refresh(self._show)

    @on(EntryList.Chosen)
    def _choose(self) -> None:
        """Go to the post of the line; show an address whole before anything opens it."""
        row = self.rows.current
        if row is None or not row.leads:
            return
        if row.place is not None:
            self.left = LeftRelated(self.field.value, row.key)
            self.dismiss(row.place)
        else:
            self.app.push_screen(AddressScreen(row.address, self.app.size.width))

    def _copy_address(self) -> None:
        """Copy the address of what the cursor stands on."""
        row = self.rows.current
        if row is None or not row.leads:
            return
        address = row.address
        if row.place is not None and row.place.post is not None:
            address = permalink(replace(self._known.document, post=row.place.post))
        self.app.copy_to_clipboard(address)
        self.app.notify(translate("Copied: {address}", address=address), markup=False)

    def _close(self) -> None:
        """Forget the filter, or go back to the page, where it was."""
        if self.field.value:
            self.field.forget()
        else:
            self.dismiss(None)


def _with_words(entries: Sequence[Entry], words: Sequence[str]) -> Sequence[Entry]:
    """What leads somewhere and has some words, with what is told of it, under its heading.

    A heading that counts what is under it counts what is left.
    """
    found: list[Entry] = []
    heading: list[Entry] = []
    told: list[Entry] = []
    at = left = 0
    for entry in (*entries, None):
        if entry is None or entry.leads or _is_heading(entry):
            if told and has_words(" ".join(one.text.plain for one in told), words):
                found += [*heading, *told]
                at = len(found) - len(told) - 1 if heading else at
                heading = []
                left += 1
            told = [entry] if entry is not None and entry.leads else []
            if entry is None or _is_heading(entry):
                _say_left(found, at, left)
                heading, left = [entry] if entry is not None else [], 0
        elif told:
            told.append(entry)
    return found


def _say_left(found: list[Entry], at: int, left: int) -> None:
    """Say in a heading that counts the posts under it how many are left of them.

    Args:
        found: The lines that are shown.
        at: The place of the heading among them.
        left: How many are left; 0 where the heading is not shown.
    """
    if left and left < found[at].count:
        entry, count = found[at], found[at].count
        text = Text(entry.text.plain.removesuffix(f"{count}"), entry.text.style, end="")
        found[at] = replace(entry, text=text.append(f"{left}/{count}"))


def _is_heading(entry: Entry) -> bool:
    return isinstance(entry.key, tuple) and entry.key[0] == "heading"
