"""The commands that lead from link to link of a page, and along them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tui.commands import key_names
from tui.commands.offers import Run
from tui.language import translate
from tui.messages import Remark
from tui.render.document.page_state import PageState
from tui.widgets.label_field import LinkHintField

from .view import PageView


class LinkCommands:
    """Marks and follows the links of a page, and shows hints on them that are typed to follow one.

    The letters of a hint are typed in the screen's ``LinkHintField``, which has the focus
    meanwhile.
    """

    def __init__(self, view: PageView) -> None:
        self._view = view

    def commands(self) -> Mapping[str, Run]:
        """The commands."""
        return {
            "viewer.next_link": partial(self.mark, 1),
            "viewer.previous_link": partial(self.mark, -1),
            "viewer.follow": self.follow,
            "viewer.label_links": self.show_hints,
        }

    def mark(self, by: int) -> None:
        """Mark the next link, or the one before where ``by`` is -1."""
        if not self._view.change(PageState.step_link, by):
            self._view.post_message(Remark(translate("No more links.")))

    def follow(self) -> None:
        """Follow the marked link, or else open or shut the first fold in view."""
        shown = self._view.state.shown
        if shown is not None and shown.marked is not None:
            self._view.follow(shown.marked.link)
        elif not self._view.change(PageState.toggle_fold_in_view):
            said = translate(
                "No link is marked: {viewer_next_link} marks the next, "
                "{viewer_previous_link} the previous.",
                **key_names(),
            )
            self._view.post_message(Remark(said))

    def show_hints(self) -> None:
        """Show a hint on each link in view; the link whose hint is typed is followed."""
        if self._view.page is None:
            return
        if not self._view.change(PageState.show_link_hints):
            self._view.post_message(Remark(translate("No link is in sight.")))
            return
        self._view.screen.query_one(LinkHintField).begin(self._type, self._hide_hints)

    def hints_changed(self, before: PageState, now: PageState) -> None:
        """Give the focus back to the page once no hints are shown any more."""
        if not (before.shown and before.shown.labels) or (now.shown and now.shown.labels):
            return
        field = self._view.screen.query_one(LinkHintField)
        had_focus = field.has_focus
        field.end()
        if had_focus:
            self._view.screen.set_focus(self._view)

    def _type(self, letters: str) -> None:
        self._view.apply(self._view.state.type_link_hint(letters))

    def _hide_hints(self) -> None:
        self._view.apply(self._view.state.hide_link_hints())
