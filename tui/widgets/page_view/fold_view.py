"""A page whose details and answers fold, and in which what is sought comes into sight."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from textual.message import Message
from textual.reactive import reactive

from index.post import Link
from tui.render.blocks.blocks import FOLD
from tui.render.document.find_state import FindState
from tui.render.document.matches import SearchableText
from tui.render.document.shown_post import ShownPost, WantedPost
from tui.render.layout.folding import Fold
from tui.render.layout.layout import Layout

from .horizontal_scroll import PageAside


class PageReveal(PageAside):
    """Folds and unfolds what can be folded; a match or a jump unfolds what it leads into."""

    answers_hidden: reactive[bool] = reactive(False)
    """Whether answers are hidden until they are asked for, in every post."""

    @dataclass
    class Found(Message, namespace="page_view"):
        """The reader is at match ``current`` (from 1) of ``total``."""

        current: int
        total: int

    _all_said: tuple[Layout, SearchableText] | None = None
    _wanted: WantedPost | None = None

    def _turned(self) -> None:
        """Other lines of the same page are shown."""
        raise NotImplementedError

    # Folding

    def toggle_fold(self, href: str) -> None:
        """Open what is shut, or shut what is open, by what its spans lead to."""
        fold = next((one for one in self._folds if one.href == href), None)
        if fold is not None:
            self._set_shut((fold,), shut=fold.name not in self._shut)

    def toggle_details(self) -> bool:
        """Open all details and callouts, or shut all where none is shut; False without any."""
        return self._toggle_all([fold for fold in self._folds if fold.kind == "details"])

    def toggle_answer(self) -> bool:
        """Show or hide the first answer that begins in sight; False where none does."""
        if self.page is None:
            return False
        for fold in self._folds:
            line = self.page.layout.line_of(self.page.blocks[fold.head].line) - self.scroll_offset.y
            if fold.kind == "answer" and 0 <= line < self.scrollable_content_region.height:
                self._set_shut((fold,), shut=fold.name not in self._shut)
                return True
        return False

    def toggle_answers(self) -> bool:
        """Hide all answers, or show all where one is hidden; tells whether they are hidden now."""
        answers = [fold for fold in self._folds if fold.kind == "answer"]
        hidden = any(fold.name in self._shut for fold in answers) if answers else False
        hide = not hidden if answers else not self.answers_hidden
        self.answers_hidden = hide
        self._set_shut(answers, shut=hide)
        return hide

    @property
    def has_answers(self) -> bool:
        """Whether the page has an answer that can be hidden."""
        return any(fold.kind == "answer" for fold in self._folds)

    def toggle_fold_in_sight(self) -> bool:
        """Open or shut the first fold whose head is in sight; False where there is none."""
        if self.page is None:
            return False
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        for line in self.page.layout.lines[top : top + height]:
            href = next((s.href for s in line.spans if s.href and s.href.startswith(FOLD)), None)
            if href:
                self.toggle_fold(href)
                return True
        return False

    @property
    def _folds(self) -> tuple[Fold, ...]:
        return self.page.folds if self.page else ()

    @property
    def _shut(self) -> frozenset[str]:
        return self.page.shut if self.page else frozenset()

    def _toggle_all(self, folds: list[Fold]) -> bool:
        shut = not any(fold.name in self._shut for fold in folds)
        self._set_shut(folds, shut=shut)
        return bool(folds)

    def _set_shut(self, folds: Collection[Fold], *, shut: bool) -> None:
        if self.shown is not None:
            self._fold_as(self._with_folds(self.shown, folds, shut=shut))

    def _with_folds(self, shown: ShownPost, folds: Collection[Fold], *, shut: bool) -> ShownPost:
        """The post with some of its folds shut, or open."""
        names = frozenset(fold.name for fold in folds)
        hidden = self.answers_hidden
        wrong = (f.name for f in folds if shown.is_shut(f, answers_hidden=hidden) != shut)
        toggled = replace(shown, toggled=shown.toggled.symmetric_difference(wrong))
        now = shown.page.shut
        return _shut_only(toggled, now | names if shut else now - names)

    def _fold_as(self, shown: ShownPost) -> None:
        """Show other lines of the page; the line at the top stays."""
        before = self.page
        if before is None or before is shown.page:
            self.shown = shown
            return
        top = before.layout.source_of(self.scroll_offset.y)
        within = self.scroll_offset.y - before.layout.line_of(top)
        self._replace(shown)
        self.scroll_to_line(shown.page.layout.line_of(top) + within)

    def _replace(self, shown: ShownPost) -> None:
        self.shown = shown
        self._turned()
        self._tell()

    def _with_matches_open(self, shown: ShownPost) -> ShownPost:
        """The post with what holds a match open, and shut what was open for another search."""
        page, finding, hidden = shown.page, shown.finding, self.answers_hidden
        if not page.folds:
            return shown
        shut = frozenset(f.name for f in page.folds if shown.is_shut(f, answers_hidden=hidden))
        if shut and finding.wanted:
            if self._all_said is None or self._all_said[0] is not page.whole:
                self._all_said = page.whole, SearchableText(page.whole)
            shut -= page.folds_of_lines(finding.lines_in(self._all_said[1]))
        return _shut_only(shown, shut)

    def jump_to_line(self, line: int) -> None:
        """Scroll so that ``line`` of the file is at the top, opening what hides it."""
        self._open_for(line)
        super().jump_to_line(line)

    def _open_for(self, line: int) -> None:
        """Open what hides ``line`` of the file."""
        if self.shown is not None:
            self._fold_as(self._with_line_open(self.shown, line))

    def _with_line_open(self, shown: ShownPost, line: int) -> ShownPost:
        """The post with what hides ``line`` of its file open."""
        page = shown.page
        hiding = page.folds_over(line) & page.shut
        folds = [fold for fold in page.folds if fold.name in hiding]
        return self._with_folds(shown, folds, shut=False)

    def unfold_for(self, link: Link) -> bool:
        """Fold or unfold what a link of the page's own is the handle of; False if it is none."""
        if not link.target.startswith(FOLD):
            return False
        self.toggle_fold(link.target)
        return True

    # Finding

    @property
    def found(self) -> tuple[int, int]:
        """The match the reader is on, from 1, and how many there are."""
        finding = self._finding
        return (finding.current, len(finding.matches)) if finding else (0, 0)

    @property
    def sought(self) -> str:
        """What is looked for in the post; empty for nothing."""
        return self._finding.sought if self._finding else ""

    @property
    def _finding(self) -> FindState | None:
        return self.shown.finding if self.shown else None

    def find(self, text: str) -> None:
        """Mark every ``text`` and go to the first one at or below the top; empty clears.

        It is looked for in the next page as well, where another post has been asked for.
        """
        if self._wanted is not None:
            self._wanted = replace(self._wanted, sought=text)
        if self.shown is None:
            return
        self._mark(self.shown.finding.looking_for(text))
        finding = self.shown.finding
        if text and finding.matches:
            self._go(finding.at_or_after(self.scroll_offset.y))

    def _mark(self, finding: FindState) -> None:
        """Mark other matches on the page, and open what holds them."""
        if self.shown is not None:
            self._fold_as(self._with_matches_open(replace(self.shown, finding=finding)))
            self._tell()

    def find_next(self) -> None:
        """Go to the next match, after the last to the first."""
        self._step_match(1)

    def find_previous(self) -> None:
        """Go to the match before, before the first to the last."""
        self._step_match(-1)

    def _step_match(self, by: int) -> None:
        finding = self._finding
        if finding is not None and finding.matches:
            self._go(finding.step_from(self.scroll_offset.y, by))

    def clear_find(self) -> None:
        """Forget what was looked for."""
        self.find("")

    def clear_terms(self) -> bool:
        """Mark the words of the search no more; False where none were marked."""
        finding = self._finding
        if finding is None or not finding.terms:
            return False
        if self._wanted is not None and self.shown and self.shown.document is self._wanted.document:
            self._wanted = replace(self._wanted, terms=())
        self._mark(finding.without_terms())
        return True

    def _stand_on_match(self, line: int) -> None:
        """Be on the first match of what the file's line at ``line`` of the page holds, if any."""
        if self.shown is None or not self.shown.finding.matches:
            return
        layout, finding = self.shown.page.layout, self.shown.finding
        number = finding.at_or_after(line)
        if layout.source_of(finding.matches[number].line) == layout.source_of(line):
            self._go(number)

    def _go(self, number: int) -> None:
        if self.shown is None:
            return
        self.shown = replace(self.shown, finding=self.shown.finding.gone_to(number))
        match = self.shown.finding.matches[number]
        self._tell()
        height = self.scrollable_content_region.height
        if not self.scroll_offset.y <= match.line < self.scroll_offset.y + height:
            self.scroll_to_line(max(match.line - height // 3, 0))
        self.bring_into_sight(*match.parts[0])

    def _tell(self) -> None:
        self.post_message(self.Found(*self.found))


def _shut_only(shown: ShownPost, names: frozenset[str]) -> ShownPost:
    """The post with the folds of these names shut and no other."""
    page = shown.page.with_shut(names)
    return shown if page is shown.page else shown.turned_to(page)
