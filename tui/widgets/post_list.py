"""The list of posts, with a line of snippet under each hit of a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from index.post import Post
from tui.commands import bindings_of
from tui.language import translatable, translate
from tui.messages import PaneRequested, SettingChosen
from tui.model.list_titles import (
    LEFT_OUT,
    MOST_MEASURED,
    longest_rest,
    room_for,
    shared_beginning,
    without_beginnings,
)

from .base.row_list import RowList, StyleNamed
from .snippet_line import fitted, place

if TYPE_CHECKING:
    from index.results import Marks, Snippet

_WIDE_ENOUGH_FOR_DATES = 26
_WIDE_ENOUGH_FOR_CENTURIES = 30
_MOST_LOOKED_AT = 200
_LEAST_DATED = 0.02
_CELLS_OF_DATE = 11
_CELLS_OF_SIGN = 2
_CELLS_AROUND = 4
"""Borders, the scroll bar and the mark of the cursor."""
READ = "✓"
BOOKMARKED = "⚑"
NOTED = "✎"


class PostRows:
    """Draws the rows of the list: date, title and marks, and under them the snippet.

    Where a date is an estimate, a ``~`` stands before it.

    It holds what is known of the posts beside themselves: their snippets by path (None where a post
    has none) and the reader's marks.
    """

    def __init__(self) -> None:
        self.snippets: dict[str, Snippet | None] = {}
        self.marks: Marks | None = None
        self.dated = False
        self.estimated = False
        self.whole = 0
        """How many cells the rows take in which titles are whole."""
        self.above: Post | None = None
        """The post above the one that is drawn."""

    def draw(self, row: Post, line: int, width: int, style: StyleNamed) -> Text:
        """Draw date and title, or the snippet under them.

        Args:
            row: The post.
            line: 0 for date and title, 1 for the snippet.
            width: The cells that there is room for.
            style: The styles by name.
        """
        if line == 1:
            return _snippet_line(self.snippets.get(row.path), width, style)
        text = Text(end="")
        if self.dated and width >= _WIDE_ENOUGH_FOR_DATES:
            day = row.day if width >= _WIDE_ENOUGH_FOR_CENTURIES else row.day[2:]
            mark = ("~" if row.is_estimated else " ") if self.estimated else ""
            text.append(f"{mark}{day} ", style("dim"))
        signs = self._signs(row)
        left = width - cell_len(text.plain) - len(signs)
        is_cut = width < self.whole and cell_len(row.title[: width + 1]) > left
        shared = shared_beginning(row.title, self.above.title) if is_cut and self.above else ""
        rest = row.title
        if shared:
            text.append(LEFT_OUT, style("dim"))
            rest = longest_rest(row.title, shared, left - cell_len(LEFT_OUT))
        text.append(rest)
        if signs:
            text.truncate(max(0, width - len(signs)), overflow="ellipsis", pad=True)
            text.append(signs, style("dim"))
        return text

    def _signs(self, post: Post) -> str:
        """The signs of what the reader noted about a post. A post that was never read has none.

        So years of posts that are new here take no more attention than those that were read.
        """
        if self.marks is None:
            return ""
        marks = (
            (NOTED, self.marks.notes),
            (BOOKMARKED, self.marks.bookmarked),
            (READ, self.marks.read),
        )
        return "".join(f" {sign}" for sign, paths in marks if post.path in paths)


class PostList(RowList[Post]):
    """Posts by date and title; ``previews`` says whether moving shows them in the viewer."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list")]
    BORDER_TITLE = translatable("Posts")

    marks: reactive[Marks | None] = reactive(None, init=False)
    """What the reader has noted about posts, once known; its signs are at the right of a row."""

    previews: reactive[bool] = reactive(True, init=False, repaint=False)
    """Whether moving shows posts."""

    understood: reactive[str] = reactive("", init=False, repaint=False)
    """How the query was understood whose hits are shown, for the foot of the list."""

    @dataclass
    class SnippetsRequested(Message):
        """Snippets of these posts are about to be drawn and not known yet."""

        posts: tuple[Post, ...]

    class ReadToggled(Message):
        """``post``, then under the cursor, is to be read, or unread again."""

        def __init__(self, post: Post) -> None:
            super().__init__()
            self.post = post

    @dataclass
    class NeighbourRequested(Message):
        """The post ``by`` rows on is to be shown, even where moving shows none."""

        by: int

    class Sorted(Message):
        """Another order is asked for."""

    class NextStepRequested(Message):
        """Another way to take the query less strictly is asked for."""

    def __init__(self, *, id: str | None = None) -> None:
        self._format = PostRows()
        super().__init__(self._format.draw, key=attrgetter("path"), id=id)
        self._asked: set[str] = set()
        self._with_snippets = False
        self.commands_offered = {
            **self.commands_offered,
            "list.choose": self.choose,
            "list.page_on": partial(self.move_by_pages, 1),
            "list.to_tree": self._focus_tree,
            "list.next_post": lambda: self._ask(self.NeighbourRequested(1)),
            "list.previous_post": lambda: self._ask(self.NeighbourRequested(-1)),
            "list.sort": lambda: self._ask(self.Sorted()),
            "list.next_step": lambda: self._ask(self.NextStepRequested()),
            "list.toggle_read": self._toggle_read,
            "list.preview": self._toggle_previews,
        }

    def watch_marks(self, marks: Marks | None) -> None:
        """Draw the signs of other marks."""
        self._format.marks = marks

    def _describe(self) -> None:
        """Put into the foot what the list shows."""
        parts = ("" if self.previews else translate("no preview"), self.understood)
        self.foot = " · ".join(filter(None, parts))

    watch_previews = watch_understood = _describe

    def show(
        self,
        posts: Sequence[Post],
        *,
        snippets: bool = False,
        empty: Sequence[str] = (),
        to_top: bool = False,
        divider: tuple[int, Sequence[str]] | None = None,
    ) -> None:
        """Show posts in that order. There is room for dates where some of them say their own.

        Args:
            posts: The posts.
            snippets: Whether each row has a second line for its snippet.
            empty: Paragraphs that are shown where there are no posts.
            to_top: Put the cursor on the first post.
            divider: The index of a post, and wordings of what to say above it, the longest first.
        """
        self._format.snippets, self._asked = {}, set()
        self._format.dated = _are_dated(posts)
        self._format.estimated = any(post.is_estimated for post in posts)
        self._with_snippets = snippets
        row_height = 2 if snippets else 1
        self.set_rows(posts, row_height=row_height, empty=empty, to_top=to_top, divider=divider)
        self.refresh()

    def draw_line(self, index: int, line: int, width: int, style: StyleNamed) -> Text:
        """Draw date and title, or the snippet under them.

        Args:
            index: The index of the post.
            line: 0 for date and title, 1 for the snippet.
            width: The cells that there is room for.
            style: The styles by name.
        """
        self._format.above = self.rows[index - 1] if index else None
        return super().draw_line(index, line, width, style)

    def fit_titles(self, posts: Sequence[Post]) -> int:
        """Learn how wide the list has to be for the titles of a journal.

        In a list in which they are not whole, what a title shares with the one above is left out.

        Args:
            posts: The posts of the journal.

        Returns:
            The cells that a list takes in which the rest of nearly all titles is whole.
        """
        titles = [post.title for post in posts[:MOST_MEASURED]]
        beside = _CELLS_OF_SIGN
        if _are_dated(posts):
            beside += _CELLS_OF_DATE + any(post.is_estimated for post in posts)
        self._format.whole = room_for(titles) + beside
        return room_for(without_beginnings(titles)) + beside + _CELLS_AROUND

    def add_snippets(self, snippets: Mapping[str, Snippet | None]) -> None:
        """Draw the snippets of some posts, by path."""
        self._format.snippets.update(snippets)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the snippets that come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self.ask()

    def ask(self) -> None:
        """Ask for the snippets of the rows in sight that are not known, if any was not asked for.

        What is asked for takes the place of what was asked for before, so it is all of them.
        """
        if not self._with_snippets:
            return
        unknown = [post for post in self.rows_in_sight() if post.path not in self._format.snippets]
        paths = {post.path for post in unknown}
        if not paths <= self._asked:
            self._asked = paths
            self.post_message(self.SnippetsRequested(tuple(unknown)))

    def on_resize(self) -> None:
        """More rows may be in sight now."""
        super().on_resize()
        self.ask()

    def _focus_tree(self) -> None:
        """Focus the tree."""
        self.post_message(PaneRequested("tree"))

    def _toggle_previews(self) -> None:
        """Show posts while moving, or only when they are opened."""
        self.previews = not self.previews
        self.post_message(SettingChosen("preview", self.previews))

    def _toggle_read(self) -> None:
        """Mark the post as read, or as not read yet."""
        if self.current is not None:
            self.post_message(self.ReadToggled(self.current))

    def _ask(self, message: Message) -> None:
        """Ask the browser for another order, or another post."""
        self.post_message(message)


def _are_dated(posts: Sequence[Post]) -> bool:
    """Whether enough posts say their dates themselves, so that these are worth a column.

    Estimated dates, which may all be the same, and a single other one are not. Of many posts some
    are looked at, since each of an answer is looked up.
    """
    seen = [posts[at] for at in range(0, len(posts), 1 + len(posts) // _MOST_LOOKED_AT)]
    own = sum(post.date is not None and not post.is_estimated for post in seen)
    return bool(seen) and own >= min(len(seen), max(2, len(seen) * _LEAST_DATED))


def _snippet_line(snippet: Snippet | None, width: int, style: StyleNamed) -> Text:
    """The line that matches, after the headings that it is under."""
    if snippet is None:
        return Text(end="")
    text = Text("  ", end="")
    if snippet.note is not None:
        text.append(f"{NOTED} ", style("strong"))
    headings = snippet.heading[: -1 if snippet.text in snippet.heading[-1:] else None]
    if found_in := place(headings, width - 2):
        text.append(found_in, style("strong")).append(" · ")
    shown, ranges = fitted(snippet.text, snippet.ranges, width - text.cell_len)
    offset = len(text)
    text.append(shown, style("dim"))
    for begin, end in ranges:
        text.stylize(style("match"), begin + offset, end + offset)
    return text
