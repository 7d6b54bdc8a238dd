"""Pages are laid out on a thread, the beginning of a long one first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.widget import Widget
from textual.worker import get_current_worker

from index.errors import Cancelled
from index.post import Document
from tui.render.blocks.blocks import Block
from tui.render.document.display_options import DisplayOptions
from tui.render.document.page_state import PageState
from tui.render.document.pages import Page, pages, source_page
from tui.render.layout.folding import Fold
from tui.render.layout.margin_notes import Margin
from tui.render.pictures.document_pictures import (
    DocumentPictures,
    PicturePlacer,
    PictureSource,
    has_pictures,
)

from .painter import Frame

_GROUP = "page"
_SHORT = 4_000
"""A post of so many characters is laid out in less time than a frame of the screen takes."""
_MOST_WIDTHS = 4
"""How many pages of one post are kept, for widths that panes come back to."""


LaidOutFor = tuple[int, bool, bool, PicturePlacer | None]
"""The width, whether code is wrapped and formulas are drawn, and the room for pictures."""


@dataclass(frozen=True, slots=True, eq=False)
class LayoutRequest:
    """What a page is to be made of, and how it is to be laid out.

    ``blocks`` are those of the document where they are known, ``width`` is in cells. ``whole`` is
    true where all of the page is wanted at once. ``shut`` tells which folds are shut.
    """

    document: Document
    blocks: tuple[Block, ...] | None
    whole: bool
    width: int
    shut: Callable[[Fold], bool]
    placer: PicturePlacer | None
    margin: Margin
    options: DisplayOptions

    def is_laid_out_alike(self, width: int, options: DisplayOptions) -> bool:
        """Whether a page of that width and with those options would have the same lines."""
        own = self.options
        return (self.width, own.source, own.wrapped, own.formulas) == (
            width,
            options.source,
            options.wrapped,
            options.formulas,
        )

    @property
    def laid_out_for(self) -> LaidOutFor:
        """What decides where the lines of a page end, and how high its pictures are."""
        return self.width, self.options.wrapped, self.options.formulas, self.placer


def _request(state: PageState, width: int, placer: PicturePlacer | None) -> LayoutRequest | None:
    """What the page of the wanted post is to be made of.

    Args:
        state: The state of the view.
        width: How many cells a line of text may take.
        placer: Room for pictures; None where none are drawn.

    Returns:
        The request; None where no post is wanted or there is no room.
    """
    wanted, shown = state.wanted, state.shown
    if wanted is None or width <= 0:
        return None
    document = wanted.document
    blocks, toggled = None, frozenset[str]()
    if shown is not None and shown.is_of(document):
        toggled = shown.toggled
        if shown.document is document and shown.page.complete:
            blocks = shown.page.blocks
    hidden = state.answers_hidden

    def shut(fold: Fold) -> bool:
        return (hidden if fold.kind == "answer" else fold.shut) != (fold.name in toggled)

    return LayoutRequest(
        document,
        blocks,
        wanted.keep or wanted.line is not None,
        width,
        shut,
        placer,
        Margin(wanted.notes, state.options.notes_shown),
        state.options,
    )


class LayoutWorker:
    """Lays pages out for a widget on a thread; only the last request is answered."""

    def __init__(
        self,
        view: Widget,
        ready: Callable[[Page, bool], None],
        picture_source: PictureSource | None = None,
    ) -> None:
        """Lay pages out for a widget.

        Args:
            view: The widget.
            ready: Called on its event loop with a page, and whether its beginning came before.
            picture_source: Gives the bytes of a picture; asked on the thread. None for no pictures.
        """
        self._view = view
        self._ready = ready
        self._picture_source = picture_source
        self._request: LayoutRequest | None = None
        self._gallery: DocumentPictures | None = None
        self._kept: dict[LaidOutFor, Page] = {}
        self.ended: Callable[[Page], None] | None = None
        """Called with the last page of the request at hand; another request forgets it."""

    def lay_out(self, state: PageState, frame: Frame) -> None:
        """Lay out the wanted page, and none that was asked for before."""
        request = _request(state, frame.room, self._wall(state, frame.height))
        self._request, self.ended = request, None
        if request is not None:
            self._view.run_worker(
                partial(self._lay_out, request),
                thread=True,
                exclusive=True,
                exit_on_error=False,
                group=_GROUP,
            )

    def lay_out_again(self, state: PageState, frame: Frame) -> None:
        """Lay out the wanted page at another size, unless its lines would be the same.

        A page that had this size before, and one that is short, are there at once.
        """
        request = self._request
        if request is not None and request.is_laid_out_alike(frame.room, state.options):
            return
        request = _request(state, frame.room, self._wall(state, frame.height))
        page = None if request is None else self._page_at_once(request)
        if request is None or page is None:
            self.lay_out(state, frame)
            return
        self.cancel()
        self._request = request
        page = page.with_margin(request.margin)
        self._keep(request, page)
        self._ready(page, False)

    def _page_at_once(self, request: LayoutRequest) -> Page | None:
        """The page of a request, if it takes no time; an unread post always does."""
        if request.blocks is None or request.options.source:
            return None
        kept = self._kept.get(request.laid_out_for)
        if kept is not None and kept.document is request.document:
            return kept.with_shut({fold.name for fold in kept.folds if request.shut(fold)})
        if len(request.document.text) > _SHORT or (request.placer and has_pictures(request.blocks)):
            return None
        return next(_pages(request, lambda: False))

    def _keep(self, request: LayoutRequest, page: Page) -> None:
        """Keep the last page that a request leads to, for when its width comes again."""
        if any(kept.document is not page.document for kept in self._kept.values()):
            self._kept.clear()
        if page.complete and not request.options.source:
            self._kept.pop(request.laid_out_for, None)
            self._kept[request.laid_out_for] = page
            if len(self._kept) > _MOST_WIDTHS:
                del self._kept[next(iter(self._kept))]

    def change_pictures(self, document: Document | None = None) -> None:
        """Read the pictures of a document again, and show those that are known until then.

        Args:
            document: The document, of the same post as before; None for another post.
        """
        if document is None:
            self._gallery = None
        elif self._gallery and self._picture_source:
            self._gallery = self._gallery.anew(partial(self._picture_source, document))

    def _wall(self, state: PageState, height: int) -> PicturePlacer | None:
        """Room for pictures, of three fifths of the view at most; None where none are wanted."""
        source, wanted = self._picture_source, state.wanted
        if not state.options.pictures or source is None or wanted is None:
            return None
        if self._gallery is None:
            self._gallery = DocumentPictures(partial(source, wanted.document))
        return PicturePlacer(self._gallery, height * 3 // 5)

    def cancel(self) -> None:
        """Lay nothing out any more."""
        self._request = None
        self._view.workers.cancel_group(self._view, _GROUP)

    def _lay_out(self, request: LayoutRequest) -> None:
        """Make the page, on a thread."""
        worker = get_current_worker()
        begun = False
        try:
            for page in _pages(request, lambda: worker.is_cancelled):
                annotated = page.with_margin(request.margin)
                self._view.call_later(self._answer, request, annotated, begun=begun)
                begun = True
        except Cancelled:
            return
        self._view.call_later(self._end, request, annotated)

    def _end(self, request: LayoutRequest, page: Page) -> None:
        self._keep(request, page)
        if request is self._request and self.ended is not None:
            self.ended(page)

    def _answer(self, request: LayoutRequest, page: Page, *, begun: bool) -> None:
        if request is self._request:
            self._ready(page, begun)


def _pages(request: LayoutRequest, cancelled: Callable[[], bool]) -> Iterator[Page]:
    options = request.options
    if options.source:
        yield source_page(request.document, request.width, cancelled)
        return
    yield from pages(
        request.document,
        request.width,
        blocks=request.blocks,
        whole=request.whole,
        shut=request.shut,
        wrapped=options.wrapped,
        formulas=options.formulas,
        placer=request.placer,
        cancelled=cancelled,
    )
