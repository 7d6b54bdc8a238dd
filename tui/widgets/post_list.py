"""The list of posts, with a line of snippet under each hit of a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.message import Message

from index.post import Post
from tui.commands import bindings_of
from tui.language import translatable, translate
from tui.messages import PaneRequested, SettingChosen

from .base.row_list import RowList
from .snippet_line import fitted, place

if TYPE_CHECKING:
    from index.results import Marks, Snippet

_WIDE_ENOUGH_FOR_CENTURIES = 30
READ = "✓"
BOOKMARKED = "⚑"
NOTED = "✎"


class PostList(RowList[Post]):
    """Posts by date and title; ``previews`` says whether moving shows them in the viewer."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("list")]
    BORDER_TITLE = translatable("Posts")

    @dataclass
    class Wanted(Message):
        """Snippets of these posts are about to be drawn and not known yet."""

        posts: tuple[Post, ...]

    class ReadToggled(Message):
        """``post``, then under the cursor, is to be read, or unread again."""

        def __init__(self, post: Post) -> None:
            super().__init__()
            self.post = post

    class Sorted(Message):
        """Another order is asked for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._snippets: dict[str, Snippet | None] = {}
        self._asked: set[str] = set()
        self._with_snippets = False
        self._dated = False
        self._previews = True
        self._understood = ""
        self._marks: Marks | None = None

    @property
    def marks(self) -> Marks | None:
        """What the reader has noted about posts, once known; it stands at the right of them."""
        return self._marks

    @marks.setter
    def marks(self, marks: Marks | None) -> None:
        self._marks = marks
        self.refresh()

    @property
    def previews(self) -> bool:
        """Whether moving shows posts."""
        return self._previews

    @previews.setter
    def previews(self, previews: bool) -> None:
        self._previews = previews
        self._describe()

    @property
    def understood(self) -> str:
        """How the query was understood whose hits are shown; it stands at the foot of the list."""
        return self._understood

    @understood.setter
    def understood(self, words: str) -> None:
        self._understood = words
        self._describe()

    def _describe(self) -> None:
        said = filter(None, ("" if self.previews else translate("no preview"), self._understood))
        self.foot = " · ".join(said)

    def show(
        self,
        posts: Sequence[Post],
        *,
        snippets: bool = False,
        empty: Sequence[str] = (),
        to_top: bool = False,
    ) -> None:
        """Show posts in that order, each with a line for its snippet where asked for.

        There is room for dates where one of them has any.
        """
        self._snippets, self._asked = {}, set()
        self._with_snippets = snippets
        self._dated = any(post.date is not None for post in posts)
        self.set_rows(posts, row_height=2 if snippets else 1, empty=empty, to_top=to_top)
        self.refresh()

    def add_snippets(self, snippets: Mapping[str, Snippet | None]) -> None:
        """Draw the snippets of some posts, by path."""
        self._snippets.update(snippets)
        self.refresh()

    def snippet(self, post: Post) -> Snippet | None:
        """The snippet of a post, if it is known."""
        return self._snippets.get(post.path)

    def row_key(self, row: Post) -> object:
        """A post's path."""
        return row.path

    def draw_row(self, row: Post, line: int, width: int) -> Text:
        """Date and title, or the snippet under them."""
        if line == 1:
            return self._draw_snippet(self._snippets.get(row.path), width)
        text = Text(end="")
        if self._dated:
            day = row.day if width >= _WIDE_ENOUGH_FOR_CENTURIES else row.day[2:]
            text.append(f"{day} ", self.style_named("dim"))
        text.append(row.title)
        if signs := self._signs(row):
            text.truncate(max(0, width - len(signs)), overflow="ellipsis", pad=True)
            text.append(signs, self.style_named("dim"))
        return text

    def _signs(self, post: Post) -> str:
        """What is noted about a post. Nothing stands at what was never read.

        So years of posts that are new here are as quiet as those that were read.
        """
        if self._marks is None:
            return ""
        marks = (
            (NOTED, self._marks.notes),
            (BOOKMARKED, self._marks.bookmarked),
            (READ, self._marks.read),
        )
        return "".join(f" {sign}" for sign, paths in marks if post.path in paths)

    def _draw_snippet(self, snippet: Snippet | None, width: int) -> Text:
        """The line that matches, after where it stands in the post."""
        if snippet is None:
            return Text(end="")
        text = Text("  ", end="")
        if snippet.note is not None:
            text.append(f"{NOTED} ", self.style_named("strong"))
        headings = snippet.heading[: -1 if snippet.text in snippet.heading[-1:] else None]
        if found_in := place(headings, width - 2):
            text.append(found_in, self.style_named("strong")).append(" · ")
        shown, ranges = fitted(snippet.text, snippet.ranges, width - text.cell_len)
        offset = len(text)
        text.append(shown, self.style_named("dim"))
        for begin, end in ranges:
            text.stylize(self.style_named("match"), begin + offset, end + offset)
        return text

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
        unknown = [post for post in self.rows_in_sight() if post.path not in self._snippets]
        paths = {post.path for post in unknown}
        if not paths <= self._asked:
            self._asked = paths
            self.post_message(self.Wanted(tuple(unknown)))

    def on_resize(self) -> None:
        """More rows may be in sight now."""
        super().on_resize()
        self.ask()

    def action_list_choose(self) -> None:
        """Read the post."""
        self.choose()

    def action_list_to_tree(self) -> None:
        """Focus the tree."""
        self.post_message(PaneRequested("tree"))

    def action_list_preview(self) -> None:
        """Show posts while moving, or only when they are opened."""
        self.previews = not self.previews
        self.post_message(SettingChosen("preview", self.previews))

    def action_list_toggle_read(self) -> None:
        """Mark the post as read, or as not read yet."""
        if self.current is not None:
            self.post_message(self.ReadToggled(self.current))

    def action_list_sort(self) -> None:
        """Ask for another order."""
        self.post_message(self.Sorted())
