"""The post on the screen: draws the lines in sight and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from textual import events, work
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.worker import get_current_worker

from index.errors import Cancelled
from index.post import Document, Heading, Link
from tui.render.blocks.blocks import Block
from tui.render.document.find_state import FindState
from tui.render.document.line_mapping import line_after
from tui.render.document.links import Mark
from tui.render.document.pages import Page, pages, source_page
from tui.render.document.shown_post import ShownPost, WantedPost
from tui.render.layout.folding import Fold
from tui.render.layout.margin_notes import Margin, MarginNote
from tui.render.pictures.gallery import Gallery, PictureSource, Wall

from .code_colours import PageColours
from .painter import CLASSES, STYLES, Painter
from .passages import selected


@dataclass(frozen=True, slots=True, eq=False)
class _Request:
    """What a page is to be made of, and how it is to be laid out.

    ``blocks`` are those of the document where they are known.
    """

    document: Document
    blocks: tuple[Block, ...] | None
    whole: bool
    width: int
    shut: Callable[[Fold], bool]
    wall: Wall | None
    margin: Margin
    wrapped: bool
    formulas: bool
    source: bool

    @property
    def looks(self) -> tuple[int, bool, bool, bool]:
        """What of it the reader chooses."""
        return self.width, self.source, self.wrapped, self.formulas


class PageView(PageColours, can_focus=True):
    """Shows one document. Keys are bound elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = STYLES

    reading_width: reactive[int] = reactive(100)
    """The most cells a line of text may take; 0 is the whole width."""
    formulas: reactive[bool] = reactive(True)
    """Whether formulas are drawn, or shown as their TeX."""
    source: reactive[bool] = reactive(False)
    """Whether the file's text is shown instead of the page."""
    pictures: reactive[bool] = reactive(False)
    """Whether pictures are drawn, where ``picture_source`` has them."""
    picture_source: PictureSource | None = None
    """Gives the bytes of a picture of a document; asked on a thread."""

    @dataclass
    class Shown(Message):
        """A document, or the first part of it, is on the screen."""

        document: Document

    @dataclass
    class HeadingChanged(Message):
        """The last heading at or above the top: its number in the outline, None above the first."""

        heading: int | None

    @dataclass
    class LinkActivated(Message):
        """The reader followed a link of a document."""

        link: Link
        document: Document

    @dataclass
    class _Ready(Message):
        page: Page
        request: _Request
        begun: bool
        """Whether a page for the request is shown already."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._painter: Painter | None = None
        self._heading: int | None = None
        self._left = 0
        self._request: _Request | None = None
        self._gallery: Gallery | None = None

    # What is shown

    @property
    def document(self) -> Document | None:
        """The document that is shown or about to be."""
        return self._wanted.document if self._wanted else None

    @property
    def position(self) -> float:
        """How much of the page lies above the bottom of the view, 0 to 1."""
        if self.page is None:
            return 0.0
        bottom = self.scroll_offset.y + self.scrollable_content_region.height
        return min(bottom / max(len(self.page.layout.lines), 1), 1.0)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms of a search that are marked in that document."""
        return self._wanted.terms if self._wanted else ()

    def show(
        self,
        document: Document,
        *,
        terms: Sequence[str] = (),
        notes: Sequence[MarginNote] = (),
        line: int | None = None,
    ) -> None:
        """Show a document; all that is shown stays until its page is there.

        It is parsed by a worker; ``Shown`` follows once lines are on the screen. A later call wins.

        Args:
            document: The document.
            terms: The terms of a search, to be marked.
            notes: The reader's notes on it.
            line: The line of the file to begin at; None for the top, or for the place at hand where
                the same post is shown.
        """
        wanted, shown = self._wanted, self.shown
        sought = ""
        if shown is not None and shown.is_of(document):
            sought = shown.finding.sought
        if wanted is not None and wanted.is_same_as(document):
            sought = wanted.sought
            if line is None and wanted.line is not None:
                line = line_after(wanted.document.text, document.text, wanted.line)
            if self._gallery and self.picture_source:
                self._gallery = self._gallery.anew(partial(self.picture_source, document))
        else:
            self._gallery = None
        keep = line is None and shown is not None and shown.is_of(document)
        self._wanted = WantedPost(document, tuple(terms), tuple(notes), sought, line, keep)
        self._prepare()

    def clear(self) -> None:
        """Show nothing."""
        self.workers.cancel_group(self, "page")
        if self.text_selection is not None:
            self.screen.clear_selection()
        self._wanted = self._request = None
        self.shown = None
        self._tell()
        self.set_extent(0)

    def _prepare(self) -> None:
        wanted, shown, width = self._wanted, self.shown, self._text_width
        self._request = None
        if wanted is None or width <= 0:
            return
        document = wanted.document
        blocks, toggled = None, frozenset[str]()
        if shown is not None and shown.is_of(document):
            toggled = shown.toggled
            if shown.document is document and shown.page.complete:
                blocks = shown.page.blocks
        hidden = self.answers_hidden

        def shut(fold: Fold) -> bool:
            return (hidden if fold.kind == "answer" else fold.shut) != (fold.name in toggled)

        self._request = _Request(
            document,
            blocks,
            wanted.keep or wanted.line is not None,
            width,
            shut,
            self._wall(document),
            Margin(wanted.notes, self.notes_shown),
            wrapped=self.wrapped,
            formulas=self.formulas,
            source=self.source,
        )
        self._lay_out(self._request)

    def _wall(self, document: Document) -> Wall | None:
        """Room for pictures, of three fifths of the view at most; None where none are wanted."""
        if not self.pictures or self.picture_source is None:
            return None
        if self._gallery is None:
            self._gallery = Gallery(partial(self.picture_source, document))
        return Wall(self._gallery, self.scrollable_content_region.height * 3 // 5)

    @work(thread=True, exclusive=True, exit_on_error=False, group="page")
    def _lay_out(self, request: _Request) -> None:
        worker = get_current_worker()
        if request.source:
            with suppress(Cancelled):
                page = source_page(request.document, request.width, lambda: worker.is_cancelled)
                self.post_message(
                    self._Ready(page.with_margin(request.margin), request, begun=False)
                )
            return
        begun = False
        try:
            for page in pages(
                request.document,
                request.width,
                blocks=request.blocks,
                whole=request.whole,
                shut=request.shut,
                wrapped=request.wrapped,
                formulas=request.formulas,
                wall=request.wall,
                cancelled=lambda: worker.is_cancelled,
            ):
                self.post_message(self._Ready(page.with_margin(request.margin), request, begun))
                begun = True
        except Cancelled:
            return

    def _on_page_view__ready(self, message: _Ready) -> None:
        message.stop()
        wanted, before = self._wanted, self.shown
        if message.request is not self._request or wanted is None:
            return
        same = before is not None and before.is_of(wanted.document)
        keep = same and (wanted.keep or message.begun)
        top, within = self.place_kept if keep else (0, 0)
        page = message.page.with_margin(Margin(wanted.notes, self.notes_shown))
        if before is None or not same:
            finding = FindState.on(page.text, wanted.terms, wanted.sought)
            now = ShownPost(page, finding)
        else:
            now = before.turned_to(page, terms=wanted.terms)
            if keep and before.document.text != page.document.text:
                top = line_after(before.document.text, page.document.text, top)
        now = self._with_matches_open(now)
        if wanted.line is not None:
            now = self._with_line_open(now, wanted.line)
        self._wanted = replace(wanted, line=None, keep=True)
        self._turn_to(now)
        self._kept = None
        layout = now.page.layout
        if wanted.line is not None:
            self.scroll_to_line(layout.line_of(wanted.line))
            self._stand_on_match(layout.line_of(wanted.line))
        elif keep:
            self.keep_place(top, within)
        else:
            self.scroll_to_line(0)
        self._follow()
        self.refresh()
        self.post_message(self.Shown(page.document))

    def _turn_to(self, now: ShownPost) -> None:
        """Show another post, or another page of the same, and nothing of what was before."""
        before, selection = self.shown, self.text_selection
        if before is not None and selection is not None:
            same = before.is_of(now.document)
            if not same or selected(before.page, selection) != selected(now.page, selection):
                self.screen.clear_selection()
        self.shown = now
        if before is None or not before.is_of(now.document):
            self.aside = 0
        self._turned()
        self._tell()

    def watch_shown(self, before: ShownPost | None, now: ShownPost | None) -> None:
        """Draw what is shown now."""
        if before is None or now is None or not now.looks_like(before):
            self._strips.clear()
        self.refresh()

    def _turned(self) -> None:
        """Other lines of the page at hand are shown."""
        if self.page is not None:
            self.set_extent(len(self.page.layout.lines), self._text_width)

    # Geometry

    @property
    def _text_width(self) -> int:
        room = self.scrollable_content_region.width - 2
        return min(room, self.reading_width) if self.reading_width else room

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the page out for the new width; the line at the top stays."""
        self._again()

    def watch_reading_width(self) -> None:
        """Lay the page out for the new width."""
        self._again()

    def watch_wrapped(self) -> None:
        """Lay the page out with or without folded lines."""
        self._again()

    def watch_aside(self) -> None:
        """Draw what is wide from there."""
        self._redraw()

    def watch_source(self) -> None:
        """Show the source, or the page again, at the same place."""
        self._again()

    def watch_formulas(self) -> None:
        """Draw formulas, or show their TeX, at the same place."""
        self._again()

    def watch_pictures(self) -> None:
        """Show pictures, or their words, at the same place. Files are read again."""
        self._gallery = None
        if self.is_mounted:
            self._prepare()

    def _again(self) -> None:
        width = self._text_width
        room = max(self.scrollable_content_region.width - width, 0)
        self._left = room // 2
        self._redraw()
        looks = width, self.source, self.wrapped, self.formulas
        if self._request is None or looks != self._request.looks:
            self._prepare()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell where the reader is."""
        super().watch_scroll_y(old_value, new_value)
        self._follow()

    def _follow(self) -> None:
        if self.page is None:
            return
        self._colour()
        heading = self.section
        if heading != self._heading:
            self._heading = heading
            self.post_message(self.HeadingChanged(heading))

    @property
    def section(self) -> int | None:
        """The heading in whose section the reader is: its number in the outline."""
        return self.page.section_at(self.here) if self.page else None

    @property
    def heading(self) -> Heading | None:
        """The heading in whose section the reader is."""
        return self.shown.heading_at(self.here) if self.shown else None

    def scroll_to_line(self, line: int) -> None:
        """Scroll so that line ``line`` of the page is at the top, and tell what it is under."""
        super().scroll_to_line(line)
        self._follow()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The strip of one line in sight."""
        number = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if self._painter is None:
            self._painter = Painter(self)
        if self.page is None or number >= len(self.page.layout.lines):
            return Strip.blank(width, self.rich_style)
        layout = self.page.layout
        selection = self.text_selection
        strip = self._strips.get(number) if selection is None else None
        if strip is None:
            cut = selection.get_span(number) if selection else None
            marks = self.marks_on(number)
            line = self._colouring.line(self.page.blocks, layout, number)
            left, shift = self._left, self.shift_of(line)
            room = layout.width
            strip = self._painter.paint(line, number, width, left, room, marks, cut, shift)
            if selection is None:
                self._strips[number] = strip
        return strip

    def marks_on(self, number: int) -> Sequence[Mark]:
        """What is marked on a line of the page."""
        return self.shown.finding.marks_on(number) if self.shown else ()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._painter = None
        self._redraw()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, its lines joined as they were written."""
        return (selected(self.page, selection), "\n") if self.page else None

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Draw the new selection."""
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the pointer, unless the pointer came to it while selecting."""
        link = event.style.meta.get("link")
        if isinstance(link, Link) and self.text_selection is None:
            event.stop()
            self.follow(link)

    def follow(self, link: Link) -> None:
        """Follow a link: to a footnote and back at once, elsewhere by ``LinkActivated``."""
        if self.unfold_for(link):
            return
        at = self.page.layout.anchors.get(link.target) if self.page else None
        if at is not None:
            self.scroll_to_line(at)
        elif self.shown is not None:
            self.post_message(self.LinkActivated(link, self.shown.document))

    # Other looks

    def action_toggle_source(self) -> None:
        """Show the file's text, or the page again."""
        self.source = not self.source

    def action_cycle_width(self) -> None:
        """The next of the reading widths: 80, 100 and the whole view."""
        widths = (80, 100, 0)
        at = widths.index(self.reading_width) if self.reading_width in widths else -1
        self.reading_width = widths[(at + 1) % len(widths)]
