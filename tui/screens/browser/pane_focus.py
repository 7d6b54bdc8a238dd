"""The panes of the browser: which is used, and what the foot of the screen offers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.events import DescendantFocus

from tui.commands import PANE_SCOPES, Scope, commands_of, footer_of
from tui.language import translatable, translate
from tui.messages import PaneRequested, Remark
from tui.widgets.search_field import SearchField

from .browser import Browser, Controller

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui.commands import Command

_MIDDLE = {"problems", "suggestions"}
"""The scopes of what may stand in place of the list."""
_FIELDS: tuple[Scope, ...] = ("search", "find", "labels", "filter")
"""The scopes whose keys belong to one widget, which has the scope's name for its id."""


class PaneFocus(Controller):
    """Which pane is used. How much room each has follows from that (``Panes``)."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self.at: Scope = "list"
        self._awaited: Scope | None = None
        self.commands_offered = {
            "focus.tree": lambda: browser.focus_pane("tree"),
            "focus.list": self.focus_middle,
            "focus.viewer": self.focus_viewer,
            "focus.contents": self.focus_contents,
            "focus.next_pane": lambda: self._cycle(1),
            "focus.previous_pane": lambda: self._cycle(-1),
            "view.zoom": self.zoom,
            "view.wider": lambda: self._widen(1),
            "view.narrower": lambda: self._widen(-1),
            "view.reset_widths": browser.panes.reset,
            "view.toggle_contents": self._toggle_contents,
        }
        self.handlers = {
            DescendantFocus: self._focused,
            PaneRequested: self._go_to,
            Remark: self._say,
            SearchField.CursorMoved: lambda _: self._offer_in_field(),
        }

    @property
    def middle(self) -> Scope:
        """What stands in the middle: the list, or what is there in its place."""
        if self._browser.has_class("-problems"):
            return "problems"
        return "suggestions" if self._browser.has_class("-nothing") else "list"

    def focus(self, scope: Scope, panes: list[Widget]) -> None:
        """Give the pane of a scope the focus, which is awaited where it is not there yet."""
        self._awaited = None if panes else scope
        for pane in panes:
            self._browser.activate_pane(scope)
            self._browser.set_focus(pane)

    def focus_awaited(self) -> None:
        """Focus the pane that was asked for before it was there."""
        if self._awaited is not None:
            self._browser.focus_pane(self._awaited)

    def activate(self, scope: Scope) -> None:
        """Make room for a pane; contents that lie over the page are put away when left."""
        browser = self._browser
        self.at = scope
        browser.panes.focus_on(scope)
        browser.status.commands = self._offered(scope)
        browser.update_status()

    def _offered(self, scope: Scope) -> Sequence[Command]:
        """What the foot offers in a pane; the way back first, where a link or window led here."""
        offered = footer_of(scope, "everywhere")
        if scope != "viewer" or not self._browser.leads_back:
            return offered
        back = next(one for one in commands_of("everywhere") if one.id == "history.earlier")
        return (back, *offered) if back.keys else offered

    def show_position(self, hint: str) -> None:
        """Say where the reader is, and ``hint`` in place of the commands where it is not empty."""
        browser = self._browser
        rows = browser.posts.rows
        number = f"{browser.posts.cursor + 1}/{len(rows)}" if rows else "0/0"
        if rows and self._reads_another_post:
            number = f"–/{len(rows)}"
        post = translate("post {number}", number=number)
        least = number
        if match := browser.reader.match_position:
            said = translate("match {match}", match=match)
            post, least = f"{post} · {said}", said if self._stands_on_match else number
        elif browser.reader.has_class("-no-match"):
            post = f"{post} · {translate('no match')}"
        browser.status.positions = (f"{post} · {browser.reader.percent}%", post, least)
        browser.status.foremost = self._for_matches()
        browser.status.hint = hint

    @property
    def _reads_another_post(self) -> bool:
        """Whether the post that is read is not in the list beside it."""
        browser = self._browser
        post, wanted = browser.posts.current, browser.reader.wanted
        if self.at not in ("viewer", "contents") or post is None or post.path == wanted:
            return False
        return bool(wanted) and all(one.path != wanted for one in browser.posts.rows)

    @property
    def _stands_on_match(self) -> bool:
        """Whether the page is read, on a match of what was looked for in it."""
        reader = self._browser.reader
        is_used = scope_of(self._browser.focused) == "viewer"
        return is_used and reader.has_class("-finding") and bool(reader.match_position)

    def _for_matches(self) -> Sequence[Command]:
        """What goes from match to match of what was looked for in the post, and what ends that."""
        if not self._stands_on_match:
            return ()
        some = {command.id: command for command in commands_of("viewer", "everywhere")}
        named = ("viewer.next_match", "viewer.previous_match", "app.cancel")
        return tuple(some[name] for name in named if some[name].keys)

    def _say(self, message: Remark) -> None:
        self._browser.status.say(message.text, lasts=message.lasts)

    def _focused(self, event: DescendantFocus) -> None:
        """The focused pane decides what the foot of the screen offers."""
        scope = scope_of(event.widget)
        if scope in PANE_SCOPES:
            self._browser.activate_pane(scope)
        else:
            self._browser.status.commands = footer_of(scope)
            self._offer_in_field()
        self._browser.update_status()

    def _offer_in_field(self) -> None:
        """Name what the key that clears the search field does now: it closes an empty one."""
        browser = self._browser
        if browser.focused is browser.bar.search:
            closes = {} if browser.bar.search.value else {"search.leave": translatable("close")}
            browser.status.commands = tuple(
                replace(one, title=closes.get(one.id, one.title)) for one in footer_of("search")
            )

    def _go_to(self, message: PaneRequested) -> None:
        browser = self._browser
        if message.scope == "list":
            browser.show_problems(shown=self.at != "problems" and browser.has_class("-problems"))
        browser.focus_pane(self.middle if message.scope == "list" else message.scope)

    def _open_panes(self) -> list[Scope]:
        panes: list[Scope] = ["tree", self.middle, "viewer"]
        if self._browser.is_one_post and self.middle == "list":
            panes = ["viewer"]
        return [*panes, "contents"] if self._browser.panes.shows_contents else panes

    def _cycle(self, by: int) -> None:
        panes = self._open_panes()
        at = panes.index(self.at) if self.at in panes else 0
        self._browser.focus_pane(panes[(at + by) % len(panes)])

    def focus_middle(self) -> None:
        """Focus the list, or what is in its place."""
        self._browser.focus_pane(self.middle)

    def focus_viewer(self) -> None:
        """Focus the viewer, with nothing lying over it."""
        self._browser.panes.close_drawer()
        self._browser.focus_pane("viewer")

    def close_drawer(self) -> bool:
        """Put contents away that lie over the page; False where none do."""
        is_open = self._browser.panes.has_drawer
        if is_open:
            self.focus_viewer()
        return is_open

    def focus_contents(self) -> None:
        """Focus the contents, which are shown for as long as they have the focus."""
        self._browser.focus_pane("contents")

    def _toggle_contents(self) -> None:
        if self.at == "contents":
            self._browser.focus_pane("viewer")
            if self._browser.panes.shows_contents:
                self._browser.panes.toggle_contents()
        elif not self._browser.panes.toggle_contents():
            said = translate("Beside the list is no room for contents.")
            self._browser.post_message(Remark(said))

    def zoom(self) -> None:
        """Let the focused pane fill the screen, or shrink it again."""
        self._browser.panes.zoomed = not self._browser.panes.zoomed

    def _widen(self, by: int) -> None:
        """Make the focused pane wider, or narrower."""
        if not self._browser.panes.widen(by):
            self._browser.notify(translate("One pane fills the screen."), markup=False)


def scope_of(widget: Widget | None) -> Scope:
    """Which scope's keys a focused widget has."""
    name = None if widget is None else widget.id
    return next((scope for scope in (*PANE_SCOPES, *_FIELDS) if scope == name), "list")
