"""The panes beside each other, whose borders can be moved by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from textual import events
from textual.containers import Horizontal
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from tui.messages import SettingChosen
from tui.model.pane_layout import (
    Chosen,
    Focus,
    PaneLayout,
    Shown,
    is_reading,
    pane_layout,
    width_class,
)

from .reader import Reader

if TYPE_CHECKING:
    from tui.commands import Scope
    from tui.state.settings import Settings

Sized = Literal["tree", "list", "contents"]
"""The panes that have a width of their own; the page takes what is left."""

_SIZED: tuple[Sized, ...] = ("tree", "list", "contents")
_FOCUS: dict[Scope, Focus] = {"tree": "tree", "viewer": "page", "contents": "contents"}
"""The focus for each scope of a pane; the list for all others."""
_STEP = 4
_SECONDS_AFTER_CLICK = 0.5
"""How long panes stay as they are after a click, so that a second one is on the same row."""


class Panes(Horizontal):
    """Gives each pane the width that ``pane_layout`` has for it.

    Widths that the reader chose are remembered for each class of terminals, and apart for reading
    a post and for looking for one.
    """

    def __init__(self, settings: Settings, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._settings = settings
        self._held: Sized | None = None
        self._chosen_now: dict[str, int | bool] = {}
        """What was chosen and is on its way to the settings."""
        self._shown = Shown()
        self._focus: Focus = "list"
        self._listed: Scope = "list"
        """What stands in place of the list, if it has the focus, also where there is no list."""
        self._suggestions_width = 0
        self._pressed = False
        self._until_settled: Timer | None = None
        self._focused: Scope | None = None
        """The scope that a click gave the focus, until its pane has its room."""
        self._drawer = False
        self._zoomed = False
        self._laid_out: PaneLayout | None = None

    # What the widths follow from

    @property
    def zoomed(self) -> bool:
        """Whether the focused pane has all of the screen."""
        return self._zoomed

    @zoomed.setter
    def zoomed(self, zoomed: bool) -> None:
        self._zoomed = zoomed
        self.fit()

    @property
    def shown(self) -> Shown:
        """What there is to show."""
        return self._shown

    @shown.setter
    def shown(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self.fit()

    def show_contents_of(self, shown: bool, pinned: bool) -> None:
        """Another post is shown: whether it wants its contents, and wants them always."""
        self.shown = replace(self._shown, contents=shown, pinned=pinned)

    def fit_suggestions(self, width: int) -> None:
        """Learn how many cells suggestions take, borders and all: they get no more than that."""
        self._suggestions_width = width
        if self._listed == "suggestions":
            self.fit()

    def focus_on(self, scope: Scope) -> None:
        """Give the pane of a scope its room; contents that lie over the page are closed if left."""
        if self._pressed or self._until_settled is not None:
            self._focused = scope
            return
        focus = _FOCUS.get(scope, "list")
        if self._focus == "contents" != focus or not is_reading(focus):
            self._drawer = False
        self._focus = focus
        self._listed = scope if scope in ("problems", "suggestions") else "list"
        self.fit()

    def pointer_pressed(self, *, pressed: bool) -> None:
        """The mouse's button was pressed, or let go: no pane moves away from under the pointer.

        The pane that a click gave the focus gets its room a moment later.
        """
        self._pressed = pressed
        if self._until_settled is not None:
            self._until_settled.stop()
        self._until_settled = None if pressed else self.set_timer(_SECONDS_AFTER_CLICK, self.settle)

    def settle(self) -> None:
        """Give the pane that a click gave the focus its room."""
        self._until_settled = None
        focused, self._focused = self._focused, None
        if focused is not None:
            self.focus_on(focused)

    # Laying out

    def fit(self, size: Size | None = None) -> None:
        """Give each pane its width on a terminal of this size; of the present size without one."""
        size = size or self.app.size
        if not size:
            return
        layout = self._layout(self._chosen(size.width), size)
        if layout == self._laid_out:
            return
        before = self._laid_out
        if before is not None and layout.page not in (0, before.page):
            self.query_one(Reader).expect_width(layout.page - (2 if layout.bordered else 0))
        self._laid_out = layout
        self.query_one("#contents").set_class(layout.drawer > 0, "-drawer")
        for name, width in (
            ("tree", layout.tree),
            ("middle", layout.list),
            ("reader", layout.page + layout.contents),
            ("page", layout.page),
            ("contents", layout.contents or layout.drawer),
        ):
            widget = self.query_one(f"#{name}")
            widget.display = width > 0
            widget.styles.width = width
        self.screen.set_class(not layout.bordered, "-unbordered")
        self.screen.set_class(layout.narrow, "-narrow")

    def on_resize(self) -> None:
        """The terminal may have another size, while something lay over this screen."""
        self.fit()

    def _layout(self, chosen: Chosen, size: Size) -> PaneLayout:
        shown = self._shown
        if self._listed != "list":
            shown = replace(shown, list=True)
        if self._listed == "suggestions":
            shown = replace(shown, titles=self._suggestions_width)
        return pane_layout(size.width, size.height, self._focus, chosen, shown)

    def _chosen(self, columns: int) -> Chosen:
        shown = self._choice(self._contents_remembered_as(columns))
        return Chosen(
            tree=self._width_chosen("tree", columns),
            list=self._width_chosen("list", columns),
            contents=self._width_chosen("contents", columns),
            contents_shown=self._contents_chosen() if shown is None else bool(shown),
            drawer=self._drawer,
            zoomed=self._zoomed,
        )

    def _width_chosen(self, pane: Sized, columns: int) -> int:
        widths = self._settings.configuration.panes
        configured = {"tree": widths.tree, "list": widths.list, "contents": widths.contents}[pane]
        return max(0, int(self._choice(self._remembered_as(pane, columns)) or 0) or configured)

    def _contents_chosen(self) -> bool | None:
        """What the configuration says of contents; None where they are to be as the post has it."""
        return False if self._settings.flag("contents") is False else None

    def _choice(self, name: str) -> int | bool | None:
        known = self._settings.number(name)
        known = self._settings.flag(name) if known is None else known
        if self._chosen_now.get(name, known) == known:
            self._chosen_now.pop(name, None)
        return self._chosen_now.get(name, known)

    def _choose(self, name: str, value: int | bool) -> None:
        self._chosen_now[name] = value
        self.post_message(SettingChosen(name, value))

    def _remembered_as(self, pane: Sized, columns: int, *, reading: bool | None = None) -> str:
        reading = is_reading(self._focus) if reading is None else reading
        return f"width of {pane}, {width_class(columns)}{', reading' if reading else ''}"

    def _contents_remembered_as(self, columns: int) -> str:
        return f"contents, {width_class(columns)}"

    # The contents

    @property
    def shows_contents(self) -> bool:
        """Whether the contents are on the screen."""
        layout = self._laid_out
        return layout is not None and bool(layout.contents or layout.drawer)

    @property
    def has_drawer(self) -> bool:
        """Whether the contents lie over the page."""
        return self._laid_out is not None and self._laid_out.drawer > 0

    def toggle_contents(self) -> bool:
        """Show or hide the contents; False where there is no room for them beside a preview.

        Where they stand beside the page, that is remembered for terminals of this class. Where they
        lie over it, they are only opened and closed.
        """
        size = self.app.size
        chosen = self._chosen(size.width)
        beside = self._layout(replace(chosen, contents_shown=True), size).contents > 0
        shows = not self.shows_contents
        if not beside and not is_reading(self._focus):
            return False
        if beside:
            self._choose(self._contents_remembered_as(size.width), shows)
        self._drawer = shows and not beside
        self.fit()
        return True

    def close_drawer(self) -> None:
        """Put the contents away where they lie over the page."""
        if self._drawer:
            self._drawer = False
            self.fit()

    # By key

    def widen(self, by: int) -> bool:
        """Make the focused pane so many steps wider; False where it has all of the screen."""
        layout = self._laid_out
        if layout is None:
            return False
        pane, sign = self._widened(layout)
        if pane is None:
            return False
        self._resize(pane, self._width_of(pane) + sign * by * _STEP)
        self._keep_width(pane)
        return True

    def _widened(self, layout: PaneLayout) -> tuple[Sized | None, int]:
        """Which width changes, and in which direction: the page takes from the list."""
        sides: dict[Sized, int] = {
            "tree": layout.tree,
            "list": layout.list,
            "contents": layout.contents or layout.drawer,
        }
        if self._focus == "page":
            pane: Sized | None = "list" if sides["list"] else "contents"
            return (pane if pane and sides[pane] and not layout.drawer else None), -1
        alone = sum(width > 0 for width in (*sides.values(), layout.page)) < 2
        if self._focus == "list" and not layout.page:
            return (None if alone else "tree"), -1
        return (None if alone else self._focus), 1

    def reset(self) -> None:
        """Give all panes their default widths again."""
        columns = self.app.size.width
        for pane in _SIZED:
            for reading in (False, True):
                name = self._remembered_as(pane, columns, reading=reading)
                if self._choice(name):
                    self._choose(name, 0)
        self.fit()

    def _resize(self, pane: Sized, width: int) -> None:
        self._chosen_now[self._remembered_as(pane, self.app.size.width)] = max(1, width)
        self.fit()

    def _width_of(self, pane: Sized) -> int:
        """The width that a pane has now, as far as there was room for what was chosen."""
        layout = self._laid_out or PaneLayout()
        return {
            "tree": layout.tree,
            "list": layout.list,
            "contents": layout.contents or layout.drawer,
        }[pane]

    def _keep_width(self, pane: Sized) -> None:
        self._choose(self._remembered_as(pane, self.app.size.width), self._width_of(pane))

    # By mouse

    def _borders(self) -> Iterator[tuple[Sized, range]]:
        """The columns of the screen that are borders between panes, with the pane that grows."""
        tree, middle, page, contents = (
            self.query_one(f"#{pane}") for pane in ("tree", "middle", "page", "contents")
        )
        if _is_beside(tree, middle):
            yield "tree", range(tree.region.right - 1, middle.region.x + 1)
        if _is_beside(middle, page):
            yield "list", range(middle.region.right - 1, page.region.x + 1)
        if _is_beside(page, contents):
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
        at = int(event.screen_x)
        widget = self.query_one("#middle" if self._held == "list" else f"#{self._held}")
        left, right = widget.region.x, widget.region.right
        self._resize(self._held, right - at if self._held == "contents" else at - left + 1)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Leave the border where it is, and remember that."""
        held, self._held = self._held, None
        if held is None:
            return
        event.stop()
        self.release_mouse()
        self._keep_width(held)


def _is_beside(left: Widget, right: Widget) -> bool:
    """Whether two panes are both shown."""
    return bool(left.region and right.region)
