"""How wide each pane of the browser is: a function of the terminal, the focus and what is chosen.

The pane that has the focus gets the room. While a post is read, that is the page: for each focus
the width of the page never falls as the terminal gets wider. The page is therefore given its width
first, by a rule that never falls, and the panes beside it share what is left. Widths are outer
ones, in cells, with the borders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Focus = Literal["tree", "list", "page", "contents"]

WIDTH_CLASSES: Final = (
    (0, "under 70 columns"),
    (70, "70 columns"),
    (100, "100 columns"),
    (120, "120 columns"),
    (150, "150 columns"),
)
"""The classes of terminals that widths are chosen for, each with its least number of columns."""

_SIDE_BY_SIDE: Final = 70
"""From so many columns on, two panes may stand beside each other."""
_PAGE: Final = 80
"""What a page takes alone before anything stands beside it."""
PAGE_LEAST: Final = 69
"""A page that is read keeps this whatever is chosen for the panes beside it."""
_PREVIEW_LEAST, _PREVIEW = 30, 58
"""What a page takes beside the list, at first and at most until the tree stands there too."""
_TREE_LEAST, _TREE, _TREE_ALONE, _TREE_MOST = 18, 22, 26, 28
_THREE_PANES, _TITLES_BESIDE_TREE = 120, 58
"""On so many columns, the tree stands beside a list with titles of at most so many cells."""
_CONTENTS_LEAST, _CONTENTS, _CONTENTS_MOST = 16, 18, 28
_LIST_LEAST, _LIST, _LIST_MOST = 30, 22, 70
"""Of a list that has the focus: least and most; and what it takes beside a page that is read."""
_WITH_LIST: Final = _PAGE + _CONTENTS + _LIST
"""From so many columns on, list, page and contents stand beside each other."""
_DRAWER: Final = 30
_SMALLEST: Final = {"tree": 12, "list": 16, "contents": 12, "page": 20}
"""What is left of a pane that is made narrower, where it is shown at all."""
_ROWS_WITH_BORDERS, _COLUMNS_WITH_BORDERS = 8, 12
"""On smaller terminals, panes have no borders, so that there is room for a text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to show.

    ``titles`` is how many cells a list takes in which titles are whole, borders and all. ``list``
    is false where the journal is one post. ``contents`` is false where the post hides its own.
    ``pinned`` contents stay beside a page that has all of the screen.
    """

    titles: int = 0
    list: bool = True
    contents: bool = True
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader chose for terminals of this class and this focus; 0 and None for nothing.

    ``contents_shown`` is whether the contents are to stand beside the page, ``drawer`` whether they
    lie over it where they cannot, and ``zoomed`` whether the focused pane has all of the screen.
    """

    tree: int = 0
    list: int = 0
    contents: int = 0
    contents_shown: bool | None = None
    drawer: bool = False
    zoomed: bool = False


@dataclass(frozen=True, slots=True)
class PaneLayout:
    """The width of each pane; 0 for one that is not shown.

    ``drawer`` is the width of contents that lie over a page that is read. Widths of ``tree``,
    ``list``, ``page`` and ``contents`` may come to less than the terminal has, never to more.
    ``bordered`` is false where there is no room for borders, ``narrow`` true where a query that is
    typed takes all of the bar at the top.
    """

    tree: int = 0
    list: int = 0
    page: int = 0
    contents: int = 0
    drawer: int = 0
    bordered: bool = True
    narrow: bool = False


def width_class(columns: int) -> str:
    """The class of terminals that widths are remembered for."""
    return next(name for least, name in reversed(WIDTH_CLASSES) if columns >= least)


def is_reading(focus: Focus) -> bool:
    """Whether a focus is one of those for which the page gets the room."""
    return focus in ("page", "contents")


def pane_layout(
    columns: int, rows: int, focus: Focus, chosen: Chosen = Chosen(), shown: Shown = Shown()
) -> PaneLayout:
    """Lay the panes out side by side.

    Args:
        columns: The columns of the terminal, at least 1.
        rows: The rows of the terminal, at least 1.
        focus: The pane that has the focus.
        chosen: What the reader chose for it.
        shown: What there is to show.

    Returns:
        The widths. The focused pane always has one.
    """
    columns = max(columns, 1)
    wanted = shown.contents if chosen.contents_shown is None else chosen.contents_shown
    has_contents = wanted or focus == "contents"
    if not shown.list and focus in ("tree", "list"):
        focus = "page"
    if chosen.zoomed or (columns < _SIDE_BY_SIDE and not is_reading(focus)):
        widths = _alone(columns, focus, chosen, has_contents and shown.pinned)
    elif not is_reading(focus):
        widths = _looking(columns, focus, chosen, shown, has_contents)
    elif shown.list:
        widths = _reading(columns, chosen, shown, has_contents)
    else:
        widths = _only_page(columns, chosen, has_contents)
    tree, posts, page, contents = widths
    opened = focus == "contents" or chosen.drawer
    covers = page and not contents and opened and is_reading(focus)
    drawer = _within(chosen.contents or _DRAWER, "contents", columns * 4 // 5) if covers else 0
    drawer = min(drawer, columns)
    bordered = rows >= _ROWS_WITH_BORDERS and columns >= _COLUMNS_WITH_BORDERS
    return PaneLayout(tree, posts, page, contents, drawer, bordered, narrow=columns < _SIDE_BY_SIDE)


_Widths = tuple[int, int, int, int]
"""Tree, list, page, contents."""


def _alone(columns: int, focus: Focus, chosen: Chosen, pinned: bool) -> _Widths:
    """One pane has all columns; pinned contents stay beside the page, where both have room."""
    match focus:
        case "tree":
            return columns, 0, 0, 0
        case "list":
            return 0, columns, 0, 0
        case "contents" if chosen.zoomed:
            return 0, 0, 0, columns
        case _:
            return _only_page(columns, chosen, pinned)


def _only_page(columns: int, chosen: Chosen, has_contents: bool) -> _Widths:
    """The page, and its contents where both have room."""
    if not has_contents:
        return 0, 0, columns, 0
    page = min(columns, _PAGE)
    if columns - page < _CONTENTS_LEAST:
        return 0, 0, page, 0
    contents = min(columns - page, _CONTENTS_MOST)
    if chosen.contents:
        contents = _within(chosen.contents, "contents", columns - PAGE_LEAST)
    return 0, 0, columns - contents, contents


def _reading(columns: int, chosen: Chosen, shown: Shown, has_contents: bool) -> _Widths:
    """The page is read: contents beside it, then the list, then the tree, as far as there is room.

    Where there are no contents, the page takes their columns too: so it begins at the same column
    for all posts that are read one after the other.
    """
    page = _page_read(columns, has_contents)
    left = columns - page
    tree = posts = contents = 0
    if columns < _WITH_LIST:
        contents = left if has_contents and left >= _CONTENTS_LEAST else 0
    else:
        contents = _contents_share(columns) if has_contents else 0
        most = min(max(shown.titles, _LIST_LEAST), _LIST_MOST)
        posts = min(left - contents, most)
        if left - contents - posts >= _TREE:
            tree = min(left - contents - posts, _TREE_MOST)
        posts = left - contents - tree
    return _as_chosen(columns, chosen, (tree, posts, page, contents), PAGE_LEAST)


def _page_read(columns: int, has_contents: bool) -> int:
    """The width of a page that is read, which never falls as the columns grow."""
    if columns < _WITH_LIST:
        return min(columns, _PAGE if has_contents else _PAGE + _CONTENTS)
    page = _PAGE + (columns - _WITH_LIST) // 4
    return page if has_contents else page + _contents_share(columns)


def _contents_share(columns: int) -> int:
    """What contents take beside a page and a list."""
    more = columns - _WITH_LIST
    return min(_CONTENTS + (more - more // 4) // 3, _CONTENTS_MOST)


def _looking(
    columns: int, focus: Focus, chosen: Chosen, shown: Shown, has_contents: bool
) -> _Widths:
    """The tree or the list is used: whole titles first, and the page beside them as a preview.

    The page gets all that the titles leave, up to a width at which the tree fits beside it in
    what the list had too much before: so the page gets no narrower where the tree comes.
    """
    titles = min(max(shown.titles, _LIST_LEAST), _LIST_MOST)
    least, preview = _beside_titles(titles)
    if columns < titles + least + preview:
        if focus == "tree":
            page = columns - titles - _TREE_ALONE
            page = page if page >= _PREVIEW_LEAST else 0
            widths = _TREE_ALONE, columns - _TREE_ALONE - page, page, 0
            return _as_chosen(columns, chosen, widths, _SMALLEST["page"])
        page = min(max(columns - titles, _PREVIEW_LEAST), preview)
        return _as_chosen(columns, chosen, (0, columns - page, page, 0), _SMALLEST["page"])
    tree = min(columns - titles - preview, _TREE)
    page = min(columns - titles - tree, _page_read(columns, has_contents))
    left = columns - titles - tree - page
    contents = min(left, _CONTENTS_MOST) if has_contents and left >= _CONTENTS else 0
    tree = min(tree + left - contents, _TREE_MOST)
    posts = columns - tree - page - contents
    return _as_chosen(columns, chosen, (tree, posts, page, contents), _SMALLEST["page"])


def _beside_titles(titles: int) -> tuple[int, int]:
    """What the tree takes at least beside a list, and a page at most until the tree comes.

    Args:
        titles: What the list takes.
    """
    if titles > _TITLES_BESIDE_TREE:
        return _TREE_LEAST, _PREVIEW
    return _TREE, min(_PREVIEW, _THREE_PANES - _TREE - titles)


def _as_chosen(columns: int, chosen: Chosen, widths: _Widths, least: int) -> _Widths:
    """Give the panes that are shown the widths chosen for them, and the page all the rest.

    Args:
        columns: The columns of the terminal.
        chosen: What the reader chose.
        widths: The widths without that.
        least: What the page keeps.
    """
    tree, posts, page, contents = widths
    if not ((tree and chosen.tree) or (posts and chosen.list) or (contents and chosen.contents)):
        return widths
    if not page:
        tree = _within(chosen.tree or tree, "tree", columns - _SMALLEST["list"])
        return tree, columns - tree, 0, 0
    room = columns - least
    needed = (_SMALLEST["tree"] if tree else 0) + (_SMALLEST["list"] if posts else 0)
    contents = _within(chosen.contents or contents, "contents", room - needed) if contents else 0
    needed = _SMALLEST["tree"] if tree else 0
    posts = _within(chosen.list or posts, "list", room - contents - needed) if posts else 0
    tree = _within(chosen.tree or tree, "tree", room - contents - posts) if tree else 0
    return tree, posts, columns - tree - posts - contents, contents


def _within(width: int, pane: str, most: int) -> int:
    """A width as far as there is room for it, and never less than the smallest."""
    return max(_SMALLEST[pane], min(width, most))
