"""The commands that change how pages are shown, what of them is folded, and which match is on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tui.commands import key_names
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.messages import Remark
from tui.render.document.page_state import PageState
from tui.render.document.pages import Page
from tui.render.pictures.availability import can_be_drawn
from tui.render.pictures.document_pictures import WhyNoneDrawn, why_none_drawn

from .view import PageView

_SIDEWAYS_CELLS = 16
_NO_PICTURE: Mapping[WhyNoneDrawn, str] = {
    "no pictures": translatable("This post has no pictures."),
    "in tables": translatable("Pictures in tables are not drawn."),
    "none readable": translatable("No picture here can be drawn."),
}


class DisplayCommands:
    """Folds a page, changes its display options, and goes from match to match."""

    def __init__(self, view: PageView) -> None:
        self._view = view

    def commands(self) -> Mapping[str, Run]:
        """The commands."""
        return {
            "viewer.details": self.toggle_details,
            "viewer.answers": self.toggle_answers,
            "viewer.answer": self.toggle_answer,
            "viewer.next_match": partial(self.step_match, 1),
            "viewer.previous_match": partial(self.step_match, -1),
            "viewer.source": partial(self.toggle, "source"),
            "viewer.formulas": self.toggle_formulas,
            "viewer.notes": partial(self.toggle, "notes_shown"),
            "viewer.wrap": partial(self.toggle, "wrapped"),
            "viewer.pictures": self.toggle_pictures,
            "viewer.reading_width": self.next_reading_width,
            "viewer.aside_right": partial(self.scroll_sideways, _SIDEWAYS_CELLS),
            "viewer.aside_left": partial(self.scroll_sideways, -_SIDEWAYS_CELLS),
        }

    def toggle(self, option: str) -> None:
        """Turn a display option on or off, by its name."""
        self._view.set_options(**{option: not getattr(self._view.state.options, option)})

    def toggle_formulas(self) -> None:
        """Draw formulas, or show their TeX; say so where the page has none."""
        self.toggle("formulas")
        page = self._view.page
        if page is None or page.document.transcluded or "math" in page.document.post.flags:
            return
        said = (
            translate("No formula here; formulas of other posts are drawn.")
            if self._view.state.options.formulas
            else translate("No formula here; formulas of other posts are shown as TeX.")
        )
        self._view.post_message(Remark(said))

    def toggle_pictures(self) -> None:
        """Show pictures, or their descriptions; say what is missing where none can be drawn."""
        if not can_be_drawn():
            said = translate("Pictures need Pillow: pip install 'ilgi[images]'.")
            self._view.notify(said, markup=False)
            return
        before = self._view.page
        self.toggle("pictures")
        if before is not None and not self._view.state.options.source:
            self._view.layouts.ended = partial(self._say_why_no_picture, before)

    def _say_why_no_picture(self, before: Page, now: Page) -> None:
        """Say why a page looks as before with pictures shown or not, if it does."""
        if why := why_none_drawn((*before.blocks, *now.blocks)):
            shown = self._view.state.options.pictures
            elsewhere = (
                translate("Other posts show theirs.")
                if shown
                else translate("Other posts hide theirs.")
            )
            said = f"{translate(_NO_PICTURE[why])} {elsewhere}"
            self._view.post_message(Remark(said))

    def next_reading_width(self) -> None:
        """Take the next reading width; say so where the page is too narrow to look otherwise."""
        before, cells = self._view.frame, self._view.state.options.next_reading_width
        self._view.set_options(reading_width=cells)
        if self._view.frame == before:
            said = (
                translate("Lines of up to {cells} cells, where the page is wider.", cells=cells)
                if cells
                else translate("Lines of the full width, where the page is wider.")
            )
            self._view.post_message(Remark(said))

    def scroll_sideways(self, by: int) -> None:
        """Scroll wide code and tables by so many cells."""
        if not self._view.apply(self._view.state.scroll_sideways(by)):
            self._view.post_message(Remark(translate("Nothing more on this side.")))

    def step_match(self, by: int) -> None:
        """Go to the next match, or to the one before where ``by`` is -1."""
        if not self._view.change(PageState.step_match, by):
            said = translate("No more matches: {viewer_find} finds in the post.", **key_names())
            self._view.post_message(Remark(said))

    def toggle_details(self) -> None:
        """Open all details and callouts, or shut them again."""
        if not self._view.change(PageState.toggle_details):
            self._view.post_message(Remark(translate("Nothing on this page folds.")))

    def toggle_answers(self) -> None:
        """Hide answers until they are asked for, or show them; in other posts as well."""
        self._view.change(PageState.toggle_answers)
        state = self._view.state
        if not state.has_answers:
            said = (
                translate("No question here; answers in other posts are hidden.")
                if state.answers_hidden
                else translate("No question here; answers in other posts are shown.")
            )
            self._view.notify(said, markup=False)

    def toggle_answer(self) -> None:
        """Show or hide the first answer in view."""
        if not self._view.change(PageState.toggle_answer):
            said = translate("No question is in sight that has an answer.")
            self._view.post_message(Remark(said))
