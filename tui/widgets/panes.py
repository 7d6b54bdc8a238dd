"""The panes beside each other, whose borders can be moved by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget

from tui.messages import SettingChosen

if TYPE_CHECKING:
    from tui.commands import Scope
    from tui.state.settings import Settings

Sized = Literal["tree", "middle", "contents"]
"""The panes that have a width of their own; the page takes what is left."""

_SIZED: tuple[Sized, ...] = ("tree", "middle", "contents")
_SIDES = {
    "-two-panes": "two panes",
    "-three-panes": "three panes",
    "-four-panes": "four panes",
    "-roomy": "120 columns",
    "-wide": "150 columns",
}
"""The classes of screens with panes side by side, and what their widths are remembered by."""
_STEP = 4
_OF_SCOPE: dict[Scope, tuple[Sized, int]] = {
    "tree": ("tree", 1),
    "list": ("middle", 1),
    "problems": ("middle", 1),
    "suggestions": ("middle", 1),
    "viewer": ("middle", -1),
    "contents": ("contents", 1),
}
"""Which width changes with each pane, and in which direction: the page takes from the list."""


class Panes(Horizontal):
    """Gives panes the widths that the reader chose for screens such as this one.

    The style sheet has the widths of panes that were never resized, and says how narrow and how
    wide each of them may be. A width is remembered for each class of screens.
    """

    def __init__(self, settings: Settings, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._settings = settings
        self._held: Sized | None = None

    # The widths that were chosen

    def fit(self) -> None:
        """Give each pane the width that was chosen for it, else that of the style sheet."""
        for pane in _SIZED:
            for widget in self.query(f"#{pane}"):
                width = self._chosen(pane)
                if width or widget.has_class("-sized"):
                    self._resize(widget, width)

    def on_resize(self) -> None:
        """The screen may be of another class now."""
        self.fit()

    def _chosen(self, pane: Sized) -> int | None:
        if self._side is None or (pane == "middle" and self._shows_tree_instead_of_page):
            return None
        chosen = self._settings.number(self._remembered_as(pane)) or self._configured(pane)
        return chosen if chosen > 0 else None

    def _configured(self, pane: Sized) -> int:
        widths = self._settings.configuration.panes
        return {"tree": widths.tree, "middle": widths.list, "contents": widths.contents}[pane]

    @property
    def _side(self) -> str | None:
        """What the widths of such a screen are remembered by; None where one pane has it all."""
        classes = self.screen.classes
        if "-zoomed" in classes:
            return None
        return next((name for side, name in _SIDES.items() if side in classes), None)

    @property
    def _shows_tree_instead_of_page(self) -> bool:
        return {"-two-panes", "-at-tree"} <= self.screen.classes

    def _remembered_as(self, pane: Sized) -> str:
        shown = "list" if pane == "middle" else pane
        return f"width of {shown}, {self._side}"

    # By key

    def widen(self, scope: Scope, by: int) -> bool:
        """Make a pane so many steps wider; False where it has all of the screen, or none."""
        pane, sign = _OF_SCOPE.get(scope, ("middle", 1))
        if scope == "list" and self._shows_tree_instead_of_page:
            pane, sign = "tree", -1
        widget = self.query_one(f"#{pane}")
        if self._side is None or not widget.region:
            return False
        width = self._allowed(widget, widget.outer_size.width + sign * by * _STEP)
        self._resize(widget, width)
        self.post_message(SettingChosen(self._remembered_as(pane), width))
        return True

    def reset(self) -> None:
        """Give all panes their default widths again."""
        for pane in _SIZED:
            if self._side is not None and self._settings.number(self._remembered_as(pane)):
                self.post_message(SettingChosen(self._remembered_as(pane), 0))
                self._resize(self.query_one(f"#{pane}"), self._configured(pane) or None)

    def _resize(self, pane: Widget, width: int | None) -> None:
        pane.set_class(width is not None, "-sized")
        pane.styles.width = width

    def _allowed(self, pane: Widget, width: int) -> int:
        """The nearest width that the style sheet allows."""
        holder, screen = pane.parent, self.app.size
        room = holder.size if isinstance(holder, Widget) else screen
        if (most := pane.styles.max_width) is not None:
            width = min(width, int(most.resolve(room, screen)))
        if (least := pane.styles.min_width) is not None:
            width = max(width, int(least.resolve(room, screen)))
        return width

    # By mouse

    def _borders(self) -> Iterator[tuple[Sized, range]]:
        """The columns of the screen that are borders between panes, with the pane that grows."""
        tree, middle, contents = (self.query_one(f"#{pane}") for pane in _SIZED)
        if self._side is None:
            return
        if _is_beside(tree, middle):
            yield "tree", range(tree.region.right - 1, middle.region.x + 1)
        page = self.query_one("#reader")
        if _is_beside(middle, page):
            yield "middle", range(middle.region.right - 1, page.region.x + 1)
        if page.region and contents.region:
            yield "contents", range(contents.region.x - 1, contents.region.x + 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border between two panes."""
        at = int(event.screen_x)
        borders = reversed([*self._borders()])
        self._held = next((pane for pane, columns in borders if at in columns), None)
        if self._held is not None:
            event.stop()
            self.screen.clear_selection()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border that is held."""
        if self._held is None:
            return
        event.stop()
        pane, at = self.query_one(f"#{self._held}"), int(event.screen_x)
        left, right = pane.region.x, pane.region.right
        width = right - at if self._held == "contents" else at - left + 1
        self._resize(pane, self._allowed(pane, width))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Leave the border where it is, and remember that."""
        held, self._held = self._held, None
        if held is None:
            return
        event.stop()
        self.release_mouse()
        width = self.query_one(f"#{held}").styles.width
        if width is not None and width.cells is not None:
            self.post_message(SettingChosen(self._remembered_as(held), width.cells))


def _is_beside(left: Widget, right: Widget) -> bool:
    """Whether two panes are both shown."""
    return bool(left.region and right.region)
