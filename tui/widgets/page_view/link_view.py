"""The page with its links in the reader's hands: marked, labelled, told of, known to be broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from index.post import Document, Link
from tui.commands import key_names
from tui.language import translate
from tui.render.document.link_hints import LinkHints
from tui.render.document.links import (
    Mark,
    Place,
    PlacedLink,
    link_parts,
    links_between,
    next_link,
    previous_link,
)
from tui.render.document.shown_post import LinkKey, ShownPost
from tui.render.layout.wrap import width_of
from tui.widgets.label_field import LinkHintField

from .view import PageView

_BROKEN = "✗"


class LinkedPage(PageView, inherit_bindings=False):
    """A page on which the reader goes from link to link."""

    DEFAULT_CSS = """
    LinkedPage {
        & > .page--label { background: $warning; color: $background; text-style: bold; }
        & > .page--broken-sign { color: $text-error; }
    }
    """
    COMPONENT_CLASSES = {"page--label", "page--broken-sign"}  # noqa: RUF012  as Textual declares it

    @dataclass
    class Pointed(Message):
        """The reader stands on a link or points at it; None: at none any more."""

        link: Link | None

    def watch_shown(self, before: ShownPost | None, now: ShownPost | None) -> None:
        """Tell of another link that is pointed at, and take the keys from labels that are gone."""
        super().watch_shown(before, now)
        pointed = now.pointed if now else None
        if pointed != (before.pointed if before else None):
            self.post_message(self.Pointed(pointed))
        if before and before.labels and not (now and now.labels):
            field = self.screen.query_one(LinkHintField)
            had_focus = field.has_focus
            field.end()
            if had_focus:
                self.screen.set_focus(self)

    # What leads nowhere

    def know_broken(self, document: Document, reasons: Mapping[LinkKey, str]) -> None:
        """Show which links of a document lead nowhere: why, by target and kind."""
        if self.shown is not None and self.shown.document is document:
            self.shown = replace(self.shown, broken=reasons)

    def why_broken(self, link: Link) -> str:
        """Why a link leads nowhere; empty where it leads somewhere or nothing is known of it."""
        return self.shown.broken.get((link.target, link.kind), "") if self.shown else ""

    def _broken_on(self, number: int) -> tuple[Mark, ...]:
        if self.page is None or not (self.shown and self.shown.broken):
            return ()
        if number >= len(self.page.layout.lines):
            return ()
        parts = link_parts(self.page.layout.lines[number])
        return tuple((start, end, "broken") for start, end, link in parts if self.why_broken(link))

    # Drawing

    def marks_on(self, number: int) -> Sequence[Mark]:
        """The marks of the page, of what is broken, and of the link the reader stands on."""
        marks = (*super().marks_on(number), *self._broken_on(number))
        marked = self._marked_link
        return (*marks, *marked.marks(number)) if marked else marks

    def render_line(self, y: int) -> Strip:
        """A line with a sign beside it where a link in it is broken, and its labels.

        A label stands before its link as far as there are blanks, lest it cover letters.
        """
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if self._left and self._broken_on(number):
            sign = Segment(_BROKEN, self.get_component_rich_style("page--broken-sign"))
            strip = laid_over(strip, self._left - 1, sign)
        if self.shown is None or self.shown.labels is None:
            return strip
        style = self.get_component_rich_style("page--label")
        for label in self.shown.labels.on(number):
            line = self.shown.page.layout.lines[number]
            edge = self._left + width_of(line.gutter)
            before = line.text[: label.start]
            at = edge + cell_len(before) - self.shift_of(line)
            if at >= edge:
                beside = " " * self._left + "".join(span.text for span in line.gutter) + before
                blank = len(beside) - len(beside.rstrip(" "))
                at -= min(blank, len(label.letters))
                strip = laid_over(strip, at, Segment(label.letters, style))
        return strip

    # From link to link

    def action_viewer_next_link(self) -> None:
        """Mark the next link: the first in sight, where none in sight is marked."""
        if self.page is not None:
            after = self._place_in_sight or (self.scroll_offset.y, -1)
            self._stand_on(next_link(self.page.layout, after))

    def action_viewer_previous_link(self) -> None:
        """Mark the link before: the last in sight, where none in sight is marked."""
        if self.page is not None:
            foot = (self.scroll_offset.y + self.scrollable_content_region.height, 0)
            self._stand_on(previous_link(self.page.layout, self._place_in_sight or foot))

    def action_viewer_follow(self) -> None:
        """Follow the marked link."""
        if self._marked_link is not None:
            self.follow(self._marked_link.link)
        elif not self.toggle_fold_in_sight():
            said = translate(
                "No link is marked: {viewer_next_link} marks the next, "
                "{viewer_previous_link} the one before.",
                **key_names(),
            )
            self.notify(said, markup=False)

    def unmark(self) -> bool:
        """Mark no link any more; False where none was."""
        if self.shown is None or self.shown.marked is None:
            return False
        self.shown = replace(self.shown, marked=None)
        return True

    @property
    def _marked_link(self) -> PlacedLink | None:
        return self.shown.marked if self.shown else None

    def _stand_on(self, found: PlacedLink | None) -> None:
        if found is not None and self.shown is not None:
            self.shown = replace(self.shown, marked=found)
            if not self._is_in_sight(found):
                third = self.scrollable_content_region.height // 3
                self.scroll_to_line(max(found.place[0] - third, 0))
            self.bring_into_sight(*found.parts[0])

    @property
    def _place_in_sight(self) -> Place | None:
        marked = self._marked_link
        return marked.place if marked and self._is_in_sight(marked) else None

    def _is_in_sight(self, link: PlacedLink) -> bool:
        below = link.place[0] - self.scroll_offset.y
        return 0 <= below < self.scrollable_content_region.height

    # Where a link leads

    @property
    def pointed(self) -> Link | None:
        """The link under the pointer, else the one the reader stands on."""
        return self.shown.pointed if self.shown else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell of the link under the pointer."""
        link = event.style.meta.get("link")
        self._hover(link if isinstance(link, Link) else None)

    def on_leave(self) -> None:
        """The pointer is elsewhere."""
        self._hover(None)

    def _hover(self, link: Link | None) -> None:
        if self.shown is not None and link != self.shown.hovered:
            self.shown = replace(self.shown, hovered=link)

    # Labels

    def action_viewer_label_links(self) -> None:
        """Label the links in sight; the one whose label is typed is followed."""
        if self.page is None or self.shown is None:
            return
        top = self.scroll_offset.y
        found = links_between(self.page.layout, top, top + self.scrollable_content_region.height)
        if not found:
            self.notify(translate("No link is in sight."), markup=False)
            return
        self.shown = replace(self.shown, labels=LinkHints(found))
        self.screen.query_one(LinkHintField).begin(self)

    def on_link_hint_field_typed(self, event: LinkHintField.Typed) -> None:
        """Follow the link with that label; where none can be meant, take the labels away."""
        event.stop()
        shown = self.shown
        if shown is None or shown.labels is None:
            return
        labels = shown.labels.typing(event.letters)
        link = labels.meant
        ended = link is not None or not labels.possible
        self.shown = replace(shown, labels=None if ended else labels)
        if link is not None:
            self.follow(link)

    def on_link_hint_field_left(self, event: LinkHintField.Left) -> None:
        """No link is to be followed."""
        event.stop()
        if self.shown is not None and self.shown.labels is not None:
            self.shown = replace(self.shown, labels=None)


def laid_over(strip: Strip, at: int, segment: Segment) -> Strip:
    """``strip`` with a segment laid over its cells from ``at``."""
    end = at + cell_len(segment.text)
    if end > strip.cell_length:
        return strip
    return Strip.join([strip.crop(0, at), Strip([segment]), strip.crop(end)])
