"""The post on the screen: draws the lines in sight and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import events, work
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.worker import get_current_worker

from index.errors import Cancelled
from index.post import Document, Link

from .blocks import Block
from .changes import line_after
from .colours import PageColours
from .drawing import CLASSES, STYLES, Mark, Painter
from .finding import Finding
from .folding import Fold
from .layout import Layout
from .margin import Margin
from .marks import Text
from .pages import Page, pages, source_page
from .passages import selected
from .pictures.gallery import Gallery, PictureSource, Wall


@dataclass(frozen=True, slots=True)
class _Looks:
    """How a page is to be laid out."""

    width: int
    shut: Callable[[Fold], bool]
    wall: Wall | None
    margin: Margin
    wrapped: bool
    formulas: bool
    source: bool


class PageView(PageColours, can_focus=True):
    """Shows one document. Keys are bound elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = STYLES

    position: reactive[float] = reactive(0.0)
    """How much of the page lies above the bottom of the view, 0 to 1."""
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
        """The reader followed a link."""

        link: Link

    @dataclass
    class _Ready(Message):
        page: Page
        line: int | None
        keep: bool

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._strips: dict[int, Strip] = {}
        self._painter: Painter | None = None
        self._sought = Finding()
        self._wanted: Document | None = None
        self._heading: int | None = None
        self._asked: tuple[int | None, bool] = (None, True)
        self._left = 0
        self._laid_for: tuple[int, bool, bool, bool] = (0, False, False, True)
        self._gallery: Gallery | None = None

    # What is shown

    @property
    def _finding(self) -> Finding:
        return self._sought

    @property
    def document(self) -> Document | None:
        """The document that is shown or about to be."""
        return self._wanted

    def show(
        self, document: Document, *, terms: Sequence[str] = (), line: int | None = None
    ) -> None:
        """Show ``document`` from its top, or from ``line`` of the file, with ``terms`` marked.

        It is parsed by a worker; ``Shown`` follows once lines are on the screen. A later call wins.
        """
        same = self._wanted is not None and self._wanted.post.path == document.post.path
        self._wanted = document
        if not same:
            self._finding.look_for("")
            self._toggled = frozenset()
            self.aside = 0
            self._gallery = None
        elif self._gallery and self.picture_source:
            self._gallery = self._gallery.anew(partial(self.picture_source, document))
        self._finding.seek(tuple(terms))
        self._asked = (line, same and line is None)
        self._prepare(line, keep=self._asked[1])

    def clear(self) -> None:
        """Show nothing."""
        self.workers.cancel_group(self, "page")
        self._wanted = None
        self.page = None
        self._finding.turn_to(Text(Layout((), 0)))
        self._tell()
        self.set_extent(0)

    def _prepare(self, line: int | None, *, keep: bool) -> None:
        width = self._text_width
        if self._wanted is None or width <= 0:
            self._laid_for = (0, False, False, True)
            return
        self._laid_for = (width, self.source, self.wrapped, self.formulas)
        blocks = None
        if self.page and self.page.document is self._wanted and self.page.complete:
            blocks = self.page.blocks
        toggled, hidden = self._toggled, self.answers_hidden

        def shut(fold: Fold) -> bool:
            return (hidden if fold.kind == "answer" else fold.shut) != (fold.name in toggled)

        looks = _Looks(
            width,
            shut,
            self._wall(self._wanted),
            self._margin_of(self._wanted),
            wrapped=self.wrapped,
            formulas=self.formulas,
            source=self.source,
        )
        self._lay_out(self._wanted, blocks, looks, line, keep=keep)

    def _wall(self, document: Document) -> Wall | None:
        """Room for pictures, of three fifths of the view at most; None where none are wanted."""
        if not self.pictures or self.picture_source is None:
            return None
        if self._gallery is None:
            self._gallery = Gallery(partial(self.picture_source, document))
        return Wall(self._gallery, self.scrollable_content_region.height * 3 // 5)

    @work(thread=True, exclusive=True, exit_on_error=False, group="page")
    def _lay_out(
        self,
        document: Document,
        blocks: tuple[Block, ...] | None,
        looks: _Looks,
        line: int | None,
        *,
        keep: bool,
    ) -> None:
        worker = get_current_worker()
        if looks.source:
            with suppress(Cancelled):
                page = source_page(document, looks.width, lambda: worker.is_cancelled)
                self.post_message(self._Ready(page.with_margin(looks.margin), line, keep))
            return
        whole = keep or line is not None
        try:
            for page in pages(
                document,
                looks.width,
                blocks=blocks,
                whole=whole,
                shut=looks.shut,
                wrapped=looks.wrapped,
                formulas=looks.formulas,
                wall=looks.wall,
                cancelled=lambda: worker.is_cancelled,
            ):
                self.post_message(self._Ready(page.with_margin(looks.margin), line, keep))
                line, keep = None, True
        except Cancelled:
            return

    def _on_page_view__ready(self, message: _Ready) -> None:
        message.stop()
        if message.page.document is not self._wanted:
            return
        if (message.page.layout.width, self.source, self.wrapped, self.formulas) != self._laid_for:
            return
        top, within = 0, 0
        if self.page and message.keep:
            top, within = self.place_kept
            if self.page.document.text != message.page.document.text:
                top = line_after(self.page.document.text, message.page.document.text, top)
        self.page = message.page.with_margin(self._margin_of(message.page.document))
        self._asked = (None, True)
        self._finding.turn_to(self.page.text)
        self._turned()
        self._unfold_matches()
        if message.line is not None:
            self._open_for(message.line)
        self._tell()
        layout = self.page.layout
        if message.line is not None:
            self.scroll_to_line(layout.line_of(message.line))
            self._stand_on_match(layout.line_of(message.line))
        elif message.keep:
            self.keep_place(top, within)
        else:
            self.scroll_to_line(0)
        self._follow()
        self.refresh()
        self.post_message(self.Shown(message.page.document))

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
            line, keep = self._asked
            self._prepare(line, keep=keep)

    def _again(self) -> None:
        width = self._text_width
        room = max(self.scrollable_content_region.width - width, 0)
        self._left = room // 2
        self._redraw()
        if (width, self.source, self.wrapped, self.formulas) != self._laid_for:
            line, keep = self._asked
            self._prepare(line, keep=keep)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell where the reader is."""
        super().watch_scroll_y(old_value, new_value)
        self._follow()

    def _follow(self) -> None:
        if self.page is None:
            return
        layout = self.page.layout
        self._colour()
        bottom = self.scroll_offset.y + self.scrollable_content_region.height
        self.position = min(bottom / max(len(layout.lines), 1), 1.0)
        heading = self.section
        if heading != self._heading:
            self._heading = heading
            self.post_message(self.HeadingChanged(heading))

    @property
    def section(self) -> int | None:
        """The heading in whose section the reader is: its number in the outline."""
        above = bisect_right(self.page.outline_lines, self.here) if self.page else 0
        return above - 1 if above else None

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
        return self._finding.marks_on(number)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._painter = None
        self._redraw()

    def _redraw(self) -> None:
        self._strips.clear()
        self.refresh()

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
        if at is None:
            self.post_message(self.LinkActivated(link))
        else:
            self.scroll_to_line(at)

    # Other looks

    def action_toggle_source(self) -> None:
        """Show the file's text, or the page again."""
        self.source = not self.source

    def action_cycle_width(self) -> None:
        """The next of the reading widths: 80, 100 and the whole view."""
        widths = (80, 100, 0)
        at = widths.index(self.reading_width) if self.reading_width in widths else -1
        self.reading_width = widths[(at + 1) % len(widths)]
