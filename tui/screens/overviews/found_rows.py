"""A list of what is found in all posts, two lines each, filtered as one types.

What is found, and how it is drawn, named and ordered, is a ``FoundKind``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.worker import Worker, get_current_worker

from index.errors import Cancelled
from tui.language import translate
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import FilterField, folded
from tui.workers.error_reporting import finish_worker

from .filtered_rows import LINES_OF_ROW, RowBatch, place_of_cursor, window_height

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import Post


class StandsInPost(Protocol):
    """Anything that was read in a post."""

    @property
    def post(self) -> Post:
        """The post that it stands in."""


FoundT = TypeVar("FoundT", bound=StandsInPost)


@dataclass(frozen=True, slots=True)
class Row(Generic[FoundT]):
    """What was found, and all that is said in it as it is compared with what is typed."""

    found: FoundT
    said: str


@dataclass(frozen=True, slots=True)
class Choice(Generic[FoundT]):
    """Which of them are listed: those for which ``holds`` is true, under an English ``title``."""

    title: str
    holds: Callable[[FoundT], bool]


@dataclass(frozen=True, slots=True)
class Order(Generic[FoundT]):
    """An order of the rows by ``key``, or as they were found; ``title`` is English."""

    title: str
    key: Callable[[FoundT], str] | None = None


@dataclass(frozen=True, slots=True)
class FoundKind(Generic[FoundT]):
    """What such a list shows. All texts are English; ``translate`` knows them in Korean.

    Args:
        find: Finds all of them in a journal; it calls its second argument now and then, and raises
            ``Cancelled`` where that returns True.
        line: The line of the file that one stands on.
        said: All that is said in one.
        draw: Draws the first (0) or the second (1) line of one.
        choices: Which of them are listed; a key goes from one to the next.
        orders: The orders they can have; where there is one only, no order is named.
        no_match: Said where there are some, but none is listed.
        none: Said where no post has any.
        foot: The parts of the foot of the window.
    """

    find: Callable[[Journal, Callable[[], bool]], Iterator[FoundT]]
    line: Callable[[FoundT], int]
    said: Callable[[FoundT], str]
    draw: Callable[[FoundT, int, StyleNamed], Text]
    choices: Sequence[Choice[FoundT]]
    orders: Sequence[Order[FoundT]]
    no_match: str
    none: str
    foot: Sequence[str]

    def row(self, found: FoundT) -> Row[FoundT]:
        """The row of one."""
        return Row(found, folded(self.said(found)))

    def place(self, found: FoundT) -> tuple[str, int]:
        """The path and the line of one, which stay when the rows are filtered."""
        return found.post.path, self.line(found)


@dataclass(frozen=True, slots=True)
class LeftRows:
    """How a list was left: what was typed, what was chosen to be listed, the order and the row."""

    typed: str
    choice: int
    order: int
    place: tuple[str, int]


class FoundRows(Vertical, Generic[FoundT]):
    """Lists what it finds, as it is found, and tells which post to open, at which line."""

    @dataclass
    class Chosen(Message):
        """The reader wants to go there."""

        target: JumpTarget

    @dataclass
    class Closed(Message):
        """The reader wants to close the list."""

    @dataclass
    class Loaded(Message):
        """More rows as ``of`` found them, the last of them where ``whole``.

        They take the place of those before where they are ``anew``.
        """

        rows: Sequence[Row[Any]]
        of: Worker[object]
        whole: bool = False
        anew: bool = False

    def __init__(
        self, journal: Journal, kind: FoundKind[FoundT], *, left: LeftRows | None, id: str
    ) -> None:
        """List what is found in a journal.

        Args:
            journal: The journal.
            kind: What is found.
            left: How the list was left when it was shown last; None to begin anew.
            id: The id of the widget.
        """
        super().__init__(id=id)
        self._journal = journal
        self._kind = kind
        self._all: Sequence[Row[FoundT]] = ()
        self._whole = False
        self._choice = left.choice if left else 0
        self._order = left.order if left else 0
        self.left = left
        """How the list was left, once a row was chosen."""
        self._awaited = left.place if left else None
        """The row that the cursor is put on as soon as it is there."""

    def compose(self) -> ComposeResult:
        """The field, and the list."""
        kind = self._kind

        def draw(row: Row[FoundT], line: int, _width: int, style: StyleNamed) -> Text:
            return kind.draw(row.found, line, style)

        yield FilterField(lambda _: self._show(to_top=True))
        yield RowList[Row[FoundT]](draw, key=lambda row: kind.place(row.found), id="found")

    def on_mount(self) -> None:
        """Look them up."""
        if self.left is not None:
            self.field.restore(self.left.typed)
        self._show()
        self._look_up()

    def look_again(self) -> None:
        """Look them up once more: the journal is another now."""
        self._look_up(again=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="found")
    def _look_up(self, *, again: bool = False) -> None:
        worker = get_current_worker()

        def tell(rows: list[Row[FoundT]]) -> None:
            self.post_message(self.Loaded(rows, worker))

        batch = RowBatch[Row[FoundT]](None if again else tell)
        try:
            for found in self._kind.find(self._journal, lambda: worker.is_cancelled):
                batch.add(self._kind.row(found))
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(self.Loaded(batch.rows, worker, whole=True, anew=again))

    @on(Loaded)
    def _learn(self, message: Loaded) -> None:
        if message.of.is_cancelled:
            return
        self._all = [*(() if message.anew else self._all), *message.rows]
        self._whole = message.whole
        self._show()

    @property
    def rows(self) -> RowList[Row[FoundT]]:
        """The list."""
        return self.query_one("#found", RowList)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    def _show(self, *, to_top: bool = False) -> None:
        wanted, holds = self.field.words, self._kind.choices[self._choice].holds
        rows = [row for row in self._all if holds(row.found) and all(w in row.said for w in wanted)]
        if (key := self._kind.orders[self._order].key) is not None:
            rows.sort(key=lambda row: key(row.found))
        empty = (self._why_empty(),)
        self.rows.set_rows(rows, row_height=LINES_OF_ROW, empty=empty, to_top=to_top)
        if self._awaited is not None and (self.rows.cursor or self.rows.move_to(self._awaited)):
            self._awaited = None
        self.styles.height = window_height(len(self._all))
        self._tell()

    def _why_empty(self) -> str:
        if not self._whole:
            return translate("looking…")
        return translate(self._kind.no_match if self._all else self._kind.none)

    @on(RowList.Moved)
    def _tell(self) -> None:
        kind = self._kind
        parts = [translate(kind.choices[self._choice].title)]
        if len(kind.orders) > 1:
            parts.append(translate(kind.orders[self._order].title))
        parts.append(place_of_cursor(self.rows, whole=self._whole))
        if not self._journal.ready:
            parts.append(translate("so far"))
        self.border_title = Text(" · ".join(parts))
        self.border_subtitle = foot(*kind.foot, width=self.outer_size.width)

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self._tell()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say why nothing more is found."""
        finish_worker(self.app, event)

    # What the keys do

    def change_choice(self) -> None:
        """List others of them."""
        self._choice = (self._choice + 1) % len(self._kind.choices)
        self._show()

    def change_order(self) -> None:
        """List them in another order."""
        self._order = (self._order + 1) % len(self._kind.orders)
        self._show()

    @on(RowList.Chosen)
    def choose(self) -> None:
        """Open the post there."""
        row = self.rows.current
        if row is not None:
            self.open(row.found)

    def open(self, found: FoundT) -> None:
        """Open a post where something was found."""
        place = self._kind.place(found)
        self.left = LeftRows(self.field.value, self._choice, self._order, place)
        self.post_message(self.Chosen(JumpTarget(post=found.post, line=self._kind.line(found))))

    def clear_or_close(self) -> None:
        """Forget the filter, or close."""
        if self.field.value:
            self.field.forget()
        else:
            self.post_message(self.Closed())
