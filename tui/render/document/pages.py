"""A document made ready to be shown: first its beginning, then all of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import attrgetter

from index.errors import Cancelled
from index.post import Document
from tui.render.blocks.blocks import Block
from tui.render.layout.folding import Fold, folded, folds_of, hidden_lines, with_handles
from tui.render.layout.layout import Layout, is_title, lay_out
from tui.render.layout.margin_notes import Margin, annotated
from tui.render.pictures.document_pictures import PicturePlacer, without_pictures
from tui.text.cells import check, never

from .failed_page import failed_layout
from .matches import SearchableText

_NONE = Margin()
FIRST_SCREEN = 8_000
"""How many characters of a long post are shown before the rest is read."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as blocks and lines; ``complete`` is false while only its beginning is there.

    ``whole`` are all of its lines and ``layout`` those that no fold hides: those of the names
    ``shut`` do. ``text`` is what ``layout`` says, ``outline_lines`` where its headings are.
    ``bare`` are all lines without the notes of ``margin``.
    """

    document: Document
    blocks: tuple[Block, ...]
    whole: Layout
    layout: Layout
    text: SearchableText
    folds: tuple[Fold, ...] = ()
    shut: frozenset[str] = frozenset()
    outline_lines: tuple[int, ...] = ()
    complete: bool = True
    margin: Margin = _NONE
    bare: Layout | None = None

    @property
    def title_lines(self) -> int:
        """How many lines the title takes at the head of the page; 0 where it does not begin so."""
        return sum(1 for _ in takewhile(is_title, self.layout.lines))

    def section_at(self, line: int) -> int | None:
        """The number in the outline of the last heading at or above a line of the page."""
        above = bisect_right(self.outline_lines, line)
        return above - 1 if above else None

    def with_margin(self, margin: Margin) -> Page:
        """The page with just these notes of the reader's."""
        if margin == self.margin:
            return self
        if not (margin.notes or self.margin.notes):
            return replace(self, margin=margin)
        bare = self.bare or self.whole
        whole = annotated(bare, self.blocks, margin, begun_only=not self.complete)
        layout = folded(whole, self.folds, self.shut)
        return replace(
            self,
            whole=whole,
            layout=layout,
            text=SearchableText(layout),
            outline_lines=_outline_lines(self.document, layout),
            margin=margin,
            bare=bare,
        )

    def with_shut(self, names: Collection[str]) -> Page:
        """The page with the folds of just these names shut."""
        shut = frozenset(names)
        if shut == self.shut:
            return self
        layout = folded(self.whole, self.folds, shut)
        lines = _outline_lines(self.document, layout)
        return replace(
            self, layout=layout, text=SearchableText(layout), shut=shut, outline_lines=lines
        )

    def folds_over(self, source: int) -> frozenset[str]:
        """The names of the folds that hide line ``source`` of the file, if shut."""
        return self.folds_of_lines((self.whole.line_of(source),))

    def folds_of_lines(self, numbers: Collection[int]) -> frozenset[str]:
        """The names of the folds that hide some of these lines of ``whole``, if shut."""
        names = set()
        for fold in self.folds:
            begin, end = hidden_lines(self.whole, fold)
            if any(begin <= number < end for number in numbers):
                names.add(fold.name)
        return frozenset(names)


def pages(
    document: Document,
    width: int,
    *,
    blocks: tuple[Block, ...] | None,
    whole: bool,
    shut: Callable[[Fold], bool] = attrgetter("shut"),
    wrapped: bool = True,
    formulas: bool = True,
    placer: PicturePlacer | None = None,
    cancelled: Callable[[], bool],
) -> Iterator[Page]:
    """The page, after its beginning where the post is long and not wanted as a ``whole``.

    What cannot be made is shown as failed: the last page is then the post's title, the reason and
    its source.

    Args:
        document: The post.
        width: How many cells a line may take.
        blocks: The blocks of the document, where they are known.
        whole: Whether all of the post is wanted at once.
        shut: Tells which folds are shut.
        wrapped: Whether wide code and tables are made to fit.
        formulas: Whether formulas are drawn.
        placer: Room for pictures. With one, the page comes again once those it lacked were read.
        cancelled: Asked often whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    try:
        yield from _pages(
            document,
            width,
            blocks=blocks,
            whole=whole,
            shut=shut,
            wrapped=wrapped,
            formulas=formulas,
            placer=placer,
            cancelled=cancelled,
        )
    except Cancelled:
        raise
    except Exception as error:  # no fault of a parser may hide a post
        yield _failed_page(document, width, error, cancelled)


def _pages(
    document: Document,
    width: int,
    *,
    blocks: tuple[Block, ...] | None,
    whole: bool,
    shut: Callable[[Fold], bool],
    wrapped: bool,
    formulas: bool,
    placer: PicturePlacer | None,
    cancelled: Callable[[], bool],
) -> Iterator[Page]:
    from tui.render.blocks.first_screen import beginning

    from .about import blocks_of

    if blocks is None:
        body = document.shown_body
        part = beginning(body, FIRST_SCREEN)
        if len(part) < len(body) and not whole:
            begun = blocks_of(document, part, cancelled=cancelled)
            yield _page(document, begun, width, shut, wrapped, formulas, cancelled, complete=False)
        blocks = blocks_of(document, cancelled=cancelled)
    blocks = without_pictures(blocks)
    hung = placer.place(blocks) if placer else blocks
    check(cancelled)
    yield _page(document, hung, width, shut, wrapped, formulas, cancelled, complete=True)
    if placer and placer.pictures.read(blocks, cancelled):
        yield _page(
            document, placer.place(blocks), width, shut, wrapped, formulas, cancelled, complete=True
        )


def source_page(document: Document, width: int, cancelled: Callable[[], bool] = never) -> Page:
    """The file's own text as a page; where even that fails, a page with the reason.

    Args:
        document: The post with its text.
        width: The width in cells.
        cancelled: Called now and then; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    from tui.render.layout.raw_source import source_layout

    try:
        layout = source_layout(document.text, width, cancelled)
    except Cancelled:
        raise
    except Exception as error:  # nor end the browser
        layout = failed_layout(document.post.title, error, "", width, cancelled)
    return _unread_page(document, layout)


def _failed_page(
    document: Document, width: int, error: Exception, cancelled: Callable[[], bool]
) -> Page:
    layout = failed_layout(document.post.title, error, document.text, width, cancelled)
    return _unread_page(document, layout)


def _unread_page(document: Document, layout: Layout) -> Page:
    """A page without blocks, which is never complete: none could be kept for another width."""
    lines = _outline_lines(document, layout)
    return Page(
        document, (), layout, layout, SearchableText(layout), outline_lines=lines, complete=False
    )


def _page(
    document: Document,
    blocks: tuple[Block, ...],
    width: int,
    is_shut: Callable[[Fold], bool],
    wrapped: bool,
    formulas: bool,
    cancelled: Callable[[], bool],
    *,
    complete: bool,
) -> Page:
    folds = folds_of(blocks, document.outline.questions)
    blocks = with_handles(blocks, folds)
    whole = lay_out(blocks, width, wrapped=wrapped, drawn=formulas, cancelled=cancelled)
    shut = frozenset(fold.name for fold in folds if is_shut(fold))
    layout = folded(whole, folds, shut)
    lines = _outline_lines(document, layout)
    return Page(
        document, blocks, whole, layout, SearchableText(layout), folds, shut, lines, complete
    )


def _outline_lines(document: Document, layout: Layout) -> tuple[int, ...]:
    return tuple(layout.line_of(heading.line) for heading in document.outline.headings)
