"""A page whose details and answers fold, and in which what is sought comes into sight."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from textual.message import Message
from textual.reactive import reactive

from index.post import Link

from .aside import PageAside
from .blocks import FOLD
from .finding import Finding
from .folding import Fold
from .layout import Layout
from .marks import Text
from .pages import Page


class PageReveal(PageAside):
    """Folds and unfolds what can be folded; a match or a jump unfolds what it leads into."""

    found: reactive[tuple[int, int]] = reactive((0, 0))
    """The match the reader is on, from 1, and how many there are."""
    answers_hidden: reactive[bool] = reactive(False)
    """Whether answers are hidden until they are asked for, in every post."""

    @dataclass
    class Found(Message, namespace="page_view"):
        """The reader is at match ``current`` (from 1) of ``total``."""

        current: int
        total: int

    _toggled: frozenset[str] = frozenset()
    _all_said: tuple[Layout, Text] | None = None

    def _redraw(self) -> None:
        """Draw again what is in sight."""
        raise NotImplementedError

    def _turned(self) -> None:
        """Other lines of the same page are shown."""
        raise NotImplementedError

    @property
    def _finding(self) -> Finding:
        raise NotImplementedError

    # Folding

    def _is_shut(self, fold: Fold) -> bool:
        at_first = self.answers_hidden if fold.kind == "answer" else fold.shut
        return at_first != (fold.name in self._toggled)

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
        names = {fold.name for fold in folds}
        wrong = {fold.name for fold in folds if self._is_shut(fold) != shut}
        self._toggled ^= wrong
        self._shut_only(self._shut | names if shut else self._shut - names)

    def _shut_only(self, names: frozenset[str]) -> None:
        """Shut the folds of these names and no other; the line at the top stays."""
        if self.page is None or names == self.page.shut:
            return
        layout = self.page.layout
        top = layout.source_of(self.scroll_offset.y)
        within = self.scroll_offset.y - layout.line_of(top)
        self._replace(self.page.with_shut(names))
        self.scroll_to_line(self.page.layout.line_of(top) + within)

    def _replace(self, page: Page) -> None:
        self.page = page
        self._finding.turn_to(page.text)
        self._turned()
        self._tell()

    def _unfold_matches(self) -> None:
        """Open what holds a match, and shut what was open for another search's sake."""
        page = self.page
        if page is None or not page.folds:
            return
        shut = frozenset(fold.name for fold in page.folds if self._is_shut(fold))
        if shut and self._finding.wanted:
            if self._all_said is None or self._all_said[0] is not page.whole:
                self._all_said = page.whole, Text(page.whole)
            shut -= page.folds_of_lines(self._finding.lines_in(self._all_said[1]))
        self._shut_only(shut)

    def jump_to_line(self, line: int) -> None:
        """Scroll so that ``line`` of the file is at the top, opening what hides it."""
        self._open_for(line)
        super().jump_to_line(line)

    def _open_for(self, line: int) -> None:
        """Open what hides ``line`` of the file."""
        if self.page is not None:
            hiding = self.page.folds_over(line) & self.page.shut
            self._set_shut([fold for fold in self._folds if fold.name in hiding], shut=False)

    def unfold_for(self, link: Link) -> bool:
        """Fold or unfold what a link of the page's own is the handle of; False if it is none."""
        if not link.target.startswith(FOLD):
            return False
        self.toggle_fold(link.target)
        return True

    # Finding

    def find(self, text: str) -> None:
        """Mark every ``text`` and go to the first one at or below the top; empty clears."""
        self._finding.look_for(text)
        self._unfold_matches()
        if text and self._finding.matches:
            self._go(self._finding.at_or_after(self.scroll_offset.y))
        else:
            self._tell()

    def find_next(self) -> None:
        """Go to the next match, after the last to the first."""
        if self._finding.matches:
            self._go(self._finding.step_from(self.scroll_offset.y, 1))

    def find_previous(self) -> None:
        """Go to the match before, before the first to the last."""
        if self._finding.matches:
            self._go(self._finding.step_from(self.scroll_offset.y, -1))

    def clear_find(self) -> None:
        """Forget what was looked for."""
        self.find("")

    def clear_terms(self) -> bool:
        """Mark the words of the search no more; False where none were marked."""
        if not self._finding.has_terms:
            return False
        self._finding.forget_terms()
        self._unfold_matches()
        self._tell()
        return True

    def _stand_on_match(self, line: int) -> None:
        """Be on the first match of what the file's line at ``line`` of the page holds, if any."""
        if self.page is None or not self._finding.matches:
            return
        number = self._finding.at_or_after(line)
        layout = self.page.layout
        if layout.source_of(self._finding.matches[number].line) == layout.source_of(line):
            self._go(number)

    def _go(self, number: int) -> None:
        match = self._finding.go(number)
        self._tell()
        height = self.scrollable_content_region.height
        if not self.scroll_offset.y <= match.line < self.scroll_offset.y + height:
            self.scroll_to_line(max(match.line - height // 3, 0))
        self.bring_into_sight(*match.parts[0])

    def _tell(self) -> None:
        self._redraw()
        self.found = (self._finding.current, len(self._finding.matches))
        self.post_message(self.Found(*self.found))
