"""The state of a page view: what it shows, and what follows from what the reader does with it.

Nothing here draws or scrolls. A change gives the next state and the line to scroll to, so that
folding, finding and going from link to link are decided without a terminal.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.post import Document, Heading, Link
from tui.render.blocks.blocks import FOLD
from tui.render.layout.folding import Fold, Kind
from tui.render.layout.margin_notes import Margin, MarginNote

from .display_options import DisplayOptions
from .find_state import FindState
from .fold_changes import with_folds, with_line_open, with_matches_open
from .horizontal_scroll import scrolled_sideways, scrolled_to_part
from .line_mapping import line_after
from .link_hints import LinkHints
from .links import link_again, links_between, next_link, previous_link
from .page_lines import PageLine, page_lines
from .pages import Page
from .shown_post import LinkKey, RequestedPost, ShownPost
from .viewport import Viewport

SourcePosition = tuple[int, int]
"""A line of the file, from 1, and how many lines of the page after its first one."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """The next state of a page view, and where it is scrolled to.

    ``top`` is the line of the page that comes to the top of the view; None leaves the view where it
    is. ``here`` is the line that the reader is at then, ``top`` where it is None. ``place`` is what
    ``top`` was made from, where the place is kept until the reader scrolls. ``follows`` is a link
    that is to be followed. ``stays`` is true where the reader is on the same match or line as
    before, whatever is in view.
    """

    state: PageState
    top: int | None = None
    here: int | None = None
    place: SourcePosition | None = None
    follows: Link | None = None
    stays: bool = False

    def viewport(self, before: Viewport) -> Viewport:
        """What is in view after the change.

        Args:
            before: What is in view before it.
        """
        page = self.state.page
        if self.top is None or page is None:
            return before
        return before.scrolled_to(self.top, len(page.layout.lines))


@dataclass(frozen=True, slots=True, eq=False)
class PageState:
    """What a page view shows, is about to show, and how.

    ``shown`` is the post on the screen and ``wanted`` the one that is to come, which may be the
    same. ``answers_hidden`` hides answers until they are asked for, in every post. It is replaced
    as a whole and never changed.
    """

    shown: ShownPost | None = None
    wanted: RequestedPost | None = None
    options: DisplayOptions = field(default_factory=DisplayOptions)
    answers_hidden: bool = False

    # What is shown

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self.shown.page if self.shown else None

    def lines(self, first: int, last: int) -> Iterator[PageLine]:
        """The lines ``[first, last)`` of the page, from 0, as they are to be drawn."""
        return page_lines(self.shown, first, last) if self.shown else iter(())

    def source_at(self, line: int) -> int:
        """The line of the file that a line of the page, from 0, shows; 1 without a page."""
        return self.page.layout.source_of(line) if self.page else 1

    def heading_at(self, line: int) -> Heading | None:
        """The last heading at or above a line of the page."""
        return self.shown.heading_at(line) if self.shown else None

    def position(self, viewport: Viewport) -> float:
        """How much of the page lies above the foot of the view, 0 to 1."""
        if self.page is None:
            return 0.0
        foot = viewport.top + viewport.height
        return min(foot / max(len(self.page.layout.lines), 1), 1.0)

    def shows_end_of(self, viewport: Viewport, document: Document) -> bool:
        """Whether the last line of a document is in view."""
        page = self.page
        whole = page is not None and page.complete and page.document is document
        return whole and self.position(viewport) >= 1

    # Showing another post

    def asking_for(
        self,
        document: Document,
        *,
        terms: Sequence[str] = (),
        notes: Sequence[MarginNote] = (),
        line: int | None = None,
        marked: Link | None = None,
    ) -> PageState:
        """The state in which a document is to be shown next.

        Args:
            document: The document.
            terms: The terms of a search, to be marked.
            notes: The reader's notes on it.
            line: The line of the file to begin at; None for the top, or for the place at hand where
                the same post is shown.
            marked: The link to mark; None where the same post is shown leaves the one that is.
        """
        wanted, shown = self.wanted, self.shown
        same = shown is not None and shown.is_of(document)
        sought = self.sought if same else ""
        if wanted is not None and wanted.is_same_as(document):
            sought, marked = wanted.sought, marked or wanted.marked
            if line is None and wanted.line is not None:
                line = line_after(wanted.document.text, document.text, wanted.line)
        keep = line is None and same
        wanted = RequestedPost(document, tuple(terms), tuple(notes), sought, line, keep, marked)
        return replace(self, wanted=wanted)

    def with_page(
        self, viewport: Viewport, page: Page, place: SourcePosition, *, begun: bool
    ) -> PageChange | None:
        """Show the page of the wanted post.

        Args:
            viewport: What is in view.
            page: The page.
            place: The place that is at the top.
            begun: Whether the beginning of the same page is shown.

        Returns:
            The change; None where no post is wanted.
        """
        wanted, before = self.wanted, self.shown
        if wanted is None:
            return None
        page = page.with_margin(Margin(wanted.notes, self.options.notes_shown))
        keep = False
        if before is None or not before.is_of(wanted.document):
            now = ShownPost(page, FindState.on(page.text, wanted.terms, wanted.sought))
        else:
            now = before.turned_to(page, terms=wanted.terms)
            keep = wanted.keep or begun
            if keep and before.document.text != page.document.text:
                place = line_after(before.document.text, page.document.text, place[0]), place[1]
        now = with_matches_open(now, answers_hidden=self.answers_hidden)
        link = None if wanted.marked is None else link_again(wanted.marked, now.page.layout)
        now = replace(now, marked=link or now.marked)
        state = replace(self, wanted=replace(wanted, line=None, keep=True, marked=None))
        if wanted.line is not None:
            now = with_line_open(now, wanted.line, answers_hidden=self.answers_hidden)
            state = replace(state, shown=now)
            return _at_match_on(state, now.page.layout.line_of(wanted.line), viewport)
        state = replace(state, shown=now)
        if not keep:
            return PageChange(state, top=0)
        return PageChange(state, top=now.page.layout.line_at(place), place=place)

    def cleared(self) -> PageState:
        """The state in which nothing is shown."""
        return replace(self, shown=None, wanted=None)

    def with_options(self, viewport: Viewport, options: DisplayOptions) -> PageChange:
        """Show pages in another way. Most of it takes a page that is laid out anew."""
        state = replace(self, options=options)
        if self.shown is None:
            return PageChange(state)
        notes = self.shown.page.margin.notes
        return _with_margin(state, self.shown, Margin(notes, options.notes_shown), viewport)

    # Notes

    def annotate(
        self, viewport: Viewport, document: Document, notes: tuple[MarginNote, ...]
    ) -> PageChange:
        """Show notes with a document, now or as soon as it is shown.

        Args:
            viewport: What is in view.
            document: The document that is shown or wanted; with any other, nothing changes.
            notes: The reader's notes on it.
        """
        state = self
        if self.wanted is not None and self.wanted.document is document:
            state = replace(self, wanted=replace(self.wanted, notes=notes))
        if self.shown is None or self.shown.document is not document:
            return PageChange(state)
        return _with_margin(state, self.shown, Margin(notes, self.options.notes_shown), viewport)

    # Folding

    @property
    def has_answers(self) -> bool:
        """Whether the page has an answer that can be hidden."""
        return bool(_folds(self.page, "answer"))

    def toggle_fold(self, viewport: Viewport, href: str) -> PageChange:
        """Open what is shut, or shut what is open, by what its spans lead to."""
        folds = self.page.folds if self.page else ()
        return _fold(self, [fold for fold in folds if fold.href == href], viewport)

    def toggle_fold_in_view(self, viewport: Viewport) -> PageChange | None:
        """Open or shut the first fold whose head is in view; None where there is none."""
        if self.page is None:
            return None
        top = viewport.top
        for line in self.page.layout.lines[top : top + viewport.height]:
            href = next((s.href for s in line.spans if s.href and s.href.startswith(FOLD)), None)
            if href:
                return self.toggle_fold(viewport, href)
        return None

    def toggle_details(self, viewport: Viewport) -> PageChange | None:
        """Open all details and callouts, or shut all where none is shut; None without any."""
        details = _folds(self.page, "details")
        return _fold(self, details, viewport) if details else None

    def toggle_answer(self, viewport: Viewport) -> PageChange | None:
        """Show or hide the first answer that begins in view; None where none does."""
        if self.page is None:
            return None
        for fold in _folds(self.page, "answer"):
            if viewport.shows(self.page.layout.line_of(self.page.blocks[fold.head].line)):
                return _fold(self, [fold], viewport)
        return None

    def toggle_answers(self, viewport: Viewport) -> PageChange:
        """Hide all answers, or show all where one is hidden; those of other posts as well."""
        answers = _folds(self.page, "answer")
        hidden = self.answers_hidden
        if self.page is not None and answers:
            hidden = _is_any_shut(self.page, answers)
        state = replace(self, answers_hidden=not hidden)
        return _fold(state, answers, viewport, shut=not hidden)

    def go_to_source(self, viewport: Viewport, line: int) -> PageChange | None:
        """Scroll to a line of the file, opening what hides it; None without a page."""
        if self.shown is None:
            return None
        shown = with_line_open(self.shown, line, answers_hidden=self.answers_hidden)
        opened = _folded(self, shown, viewport)
        return replace(opened, top=shown.page.layout.line_of(line))

    # Finding

    @property
    def found(self) -> tuple[int, int]:
        """The match the reader is on, from 1, and how many there are."""
        finding = self.shown.finding if self.shown else None
        return (finding.current, len(finding.matches)) if finding else (0, 0)

    @property
    def match_line(self) -> int | None:
        """The line of the page, from 0, with the match the reader is on; None where on none."""
        match = self.shown.finding.at if self.shown else None
        return None if match is None else match.line

    @property
    def sought(self) -> str:
        """What is looked for in the post; empty for nothing."""
        return self.shown.finding.sought if self.shown else ""

    def find(self, viewport: Viewport, text: str) -> PageChange:
        """Mark every ``text`` and go to the first one at or below the top; empty clears.

        It is looked for in the next page as well, where another post is wanted.
        """
        state = self
        if self.wanted is not None:
            state = replace(self, wanted=replace(self.wanted, sought=text))
        if self.shown is None:
            return PageChange(state)
        finding = self.shown.finding.looking_for(text)
        change = _marked(state, replace(self.shown, finding=finding), viewport)
        shown, viewport = change.state.shown, change.viewport(viewport)
        if not text or shown is None or not shown.finding.matches:
            return change
        number = shown.finding.at_or_after(viewport.top)
        return _then(change, _go_to_match(change.state, number, viewport))

    def step_match(self, viewport: Viewport, by: int) -> PageChange | None:
        """Go to the next match, or the one before where ``by`` is -1, and round; None without."""
        if self.shown is None or not self.shown.finding.matches:
            return None
        return _go_to_match(self, self.shown.finding.step_from(viewport.top, by), viewport)

    def clear_terms(self, viewport: Viewport) -> PageChange | None:
        """Mark the terms of the search no more; None where none were marked."""
        shown, wanted = self.shown, self.wanted
        if shown is None or not shown.finding.terms:
            return None
        state = self
        if wanted is not None and shown.document is wanted.document:
            state = replace(self, wanted=replace(wanted, terms=()))
        return _marked(state, replace(shown, finding=shown.finding.without_terms()), viewport)

    # Links

    def step_link(self, viewport: Viewport, by: int) -> PageChange | None:
        """Mark the next link, or the one before where ``by`` is -1; None where there is none.

        It is counted from the marked link, or from the edge of the view where none in view is.
        """
        if self.shown is None:
            return None
        layout, marked = self.shown.page.layout, self.shown.marked
        at = marked.place if marked and viewport.shows(marked.place[0]) else None
        if by > 0:
            link = next_link(layout, at or (viewport.top, -1))
        else:
            link = previous_link(layout, at or (viewport.top + viewport.height, 0))
        if link is None:
            return None
        shown = scrolled_to_part(replace(self.shown, marked=link), link.parts[0])
        return PageChange(replace(self, shown=shown), viewport.top_to_show(link.place[0]))

    def marked_in(self, viewport: Viewport) -> Link | None:
        """The link in view that is marked; None where none is."""
        marked = self.shown.marked if self.shown else None
        return marked.link if marked and viewport.shows(marked.place[0]) else None

    def unmark_link(self) -> PageChange | None:
        """Mark no link any more; None where none was."""
        if self.shown is None or self.shown.marked is None:
            return None
        return PageChange(replace(self, shown=replace(self.shown, marked=None)))

    def follow_within(self, viewport: Viewport, link: Link) -> PageChange | None:
        """Follow a link that leads to a place of the page, or folds; None for any other."""
        if link.target.startswith(FOLD):
            return self.toggle_fold(viewport, link.target)
        line = self.page.layout.anchors.get(link.target) if self.page else None
        return None if line is None else PageChange(self, top=line)

    def hover(self, link: Link | None) -> PageChange | None:
        """Have the pointer over a link, or over none; None where it was there."""
        if self.shown is None or link == self.shown.hovered:
            return None
        return PageChange(replace(self, shown=replace(self.shown, hovered=link)))

    def show_link_hints(self, viewport: Viewport) -> PageChange | None:
        """Show a hint on each link in view; None where no link is."""
        if self.shown is None:
            return None
        foot = viewport.top + viewport.height
        found = links_between(self.shown.page.layout, viewport.top, foot)
        if not found:
            return None
        return PageChange(replace(self, shown=replace(self.shown, labels=LinkHints(found))))

    def type_link_hint(self, letters: str) -> PageChange | None:
        """Follow the link with that hint; hide the hints where none can be meant.

        Args:
            letters: All that was typed since the hints are shown.

        Returns:
            The change, which ``follows`` the link that is meant; None where no hints are shown.
        """
        if self.shown is None or self.shown.labels is None:
            return None
        hints = self.shown.labels.typing(letters)
        ended = hints.meant is not None or not hints.possible
        shown = replace(self.shown, labels=None if ended else hints)
        return PageChange(replace(self, shown=shown), follows=hints.meant)

    def hide_link_hints(self) -> PageChange | None:
        """Show no hints any more; None where none are shown."""
        if self.shown is None or self.shown.labels is None:
            return None
        return PageChange(replace(self, shown=replace(self.shown, labels=None)))

    def show_above(
        self, viewport: Viewport, document: Document, line: int, rows: int
    ) -> PageChange | None:
        """See that a line of a post is in view above the lowest rows of the view.

        Args:
            viewport: What is in view.
            document: The post, which may have been written anew since.
            line: The line of its file.
            rows: How many rows of the view are covered.

        Returns:
            The change; None where the line is in view, or the post is not shown.
        """
        if self.shown is None or not self.shown.is_of(document):
            return None
        if self.shown.document.text != document.text:
            line = line_after(document.text, self.shown.document.text, line)
        at = self.shown.page.layout.line_of(line)
        room = max(viewport.height - rows, 1)
        if viewport.top <= at < viewport.top + room:
            return None
        return PageChange(self, top=max(at - room // 2, 0), stays=True)

    def with_broken_links(
        self, document: Document, reasons: Mapping[LinkKey, str]
    ) -> PageChange | None:
        """Show which links of a document lead nowhere: why, by target and kind.

        Returns:
            The change; None where the document is not shown.
        """
        if self.shown is None or self.shown.document is not document:
            return None
        return PageChange(replace(self, shown=replace(self.shown, broken=reasons)))

    # Scrolling

    def go_to_heading(self, viewport: Viewport, by: int) -> PageChange | None:
        """Scroll to the next heading, or the one before where ``by`` is -1; None without."""
        headings = self.page.layout.headings if self.page else ()
        return _go_along(self, headings, viewport, by)

    def go_to_code(self, viewport: Viewport, by: int) -> PageChange | None:
        """Scroll to the next code block, or the one before where ``by`` is -1; None without."""
        codes = self.page.layout.codes if self.page else ()
        return _go_along(self, codes, viewport, by)

    def scroll_sideways(self, by: int) -> PageChange | None:
        """Scroll wide code and tables by so many cells; None where they go no farther."""
        if self.shown is None:
            return None
        shown = scrolled_sideways(self.shown, self.shown.aside + by)
        return None if shown is self.shown else PageChange(replace(self, shown=shown))


def _go_along(
    state: PageState, lines: Sequence[int], viewport: Viewport, by: int
) -> PageChange | None:
    """Scroll to the next of some lines of the page, or to the one before."""
    at = bisect_right(lines, viewport.here) if by > 0 else bisect_left(lines, viewport.here) - 1
    return PageChange(state, top=lines[at]) if 0 <= at < len(lines) else None


def _folds(page: Page | None, kind: Kind) -> list[Fold]:
    return [fold for fold in page.folds if fold.kind == kind] if page else []


def _is_any_shut(page: Page, folds: Collection[Fold]) -> bool:
    return any(fold.name in page.shut for fold in folds)


def _same_top(before: Page, now: Page, viewport: Viewport) -> int:
    """The line of another layout of a page that shows what is at the top of the view."""
    top = before.layout.source_of(viewport.top)
    within = viewport.top - before.layout.line_of(top)
    return now.layout.line_of(top) + within


def _then(first: PageChange, second: PageChange) -> PageChange:
    """Two changes after each other as one."""
    return replace(second, top=first.top if second.top is None else second.top)


def _at_match_on(state: PageState, line: int, viewport: Viewport) -> PageChange:
    """Have a line of the page at the top, and be on its first match, if it has one."""
    change = PageChange(state, top=line)
    if state.shown is None or not state.shown.finding.matches:
        return change
    layout, finding = state.shown.page.layout, state.shown.finding
    number = finding.at_or_after(line)
    if layout.source_of(finding.matches[number].line) != layout.source_of(line):
        return change
    return _then(change, _go_to_match(state, number, change.viewport(viewport)))


def _with_margin(
    state: PageState, shown: ShownPost, margin: Margin, viewport: Viewport
) -> PageChange:
    """Show these notes; the line at the top stays."""
    page = shown.page
    if margin == page.margin:
        return PageChange(state)
    annotated = page.with_margin(margin)
    state = replace(state, shown=shown.turned_to(annotated))
    here = annotated.layout.line_of(page.layout.source_of(viewport.here))
    return PageChange(state, _same_top(page, annotated, viewport), here, stays=True)


def _fold(
    state: PageState, folds: Collection[Fold], viewport: Viewport, *, shut: bool | None = None
) -> PageChange:
    """Shut or open folds; where it is not said which, all are shut unless one is."""
    if state.shown is None:
        return PageChange(state)
    shut = not _is_any_shut(state.shown.page, folds) if shut is None else shut
    shown = with_folds(state.shown, folds, shut=shut, answers_hidden=state.answers_hidden)
    return _folded(state, shown, viewport)


def _folded(state: PageState, shown: ShownPost, viewport: Viewport) -> PageChange:
    """Show other lines of the same page; the line at the top stays."""
    before, state = state.page, replace(state, shown=shown)
    if before is None or before is shown.page:
        return PageChange(state)
    return PageChange(state, _same_top(before, shown.page, viewport))


def _marked(state: PageState, shown: ShownPost, viewport: Viewport) -> PageChange:
    """Mark other matches on the page, and open what holds them."""
    return _folded(state, with_matches_open(shown, answers_hidden=state.answers_hidden), viewport)


def _go_to_match(state: PageState, number: int, viewport: Viewport) -> PageChange:
    """Be on a match, by its number from 0, and have it in view."""
    if state.shown is None:
        return PageChange(state)
    finding = state.shown.finding.gone_to(number)
    match = finding.matches[number]
    shown = scrolled_to_part(replace(state.shown, finding=finding), match.parts[0])
    return PageChange(replace(state, shown=shown), viewport.top_to_show(match.line))
