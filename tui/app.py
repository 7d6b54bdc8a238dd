"""The application: a journal, a screen, the themes, and the keys of a Korean keyboard."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NoReturn

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, TextArea

from index import hangul
from tui.commands import (
    COMMANDS,
    PANE_SCOPES,
    commands_of,
    key_label,
    sequences,
    set_active_commands,
)
from tui.commands.bindings import action_of, bindings_of, keymap_of
from tui.commands.offers import Run, nearest_offer, run_offer
from tui.commands.remapping import with_keys
from tui.configuration.location import configuration_file
from tui.configuration.model import Configuration
from tui.configuration.reading import read
from tui.journals import JournalsApp
from tui.language import choose_language, translate
from tui.state.settings import Settings
from tui.terminal.signals import EndingSignals
from tui.themes import INK, THEMES

from . import failure_reports
from .shutdown import leave
from .terminal.clipboard import copy_by_system
from .terminal.toast_layout import cut_columns, has_wide, laid_out, room_for_text
from .text.safe_text import safe, safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from textual.command import Provider
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.notifications import SeverityLevel

    from index.journal import Journal

_COLLECTION_THRESHOLDS = (100_000, 20, 100)
"""How many objects may be new, lest each paint, which makes 10,000, waits for a collection."""
_SECONDS_AT_REST = 1.0
"""How long no key is pressed before what is new is collected, which nobody notices then."""
_SECONDS_BETWEEN_FULL_COLLECTIONS = 60.0
"""How often what has lasted for a while is collected as well.

Textual's strips refer to themselves in their caches, so that each page that was painted when what
was new was collected would stay for ever.
"""
_MOST_COLLECTIONS_PUT_OFF = 1
"""How many full collections in a row give way to keys: each takes some 100 ms."""
_FEW_COLOURS = {"standard", "windows"}
"""What rich calls sixteen colours, in which the shade of a row is often that of the page."""
_SECONDS_TO_BE_HEARD = 0.5
"""How long a key waits for what the one before asked for; long only where that holds up all."""


def _command_table() -> type[Provider]:
    from tui.palette import CommandTable

    return CommandTable


class IlgiApp(JournalsApp):
    """A browser of journals, ``named`` being those of the command line beside the first."""

    CSS_PATH = "ilgi.tcss"
    TITLE = "ilgi"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Textual's own binding comes before those of any window, where the key means other things.
        Binding("ctrl+p", "command_palette", show=False),
        # Windows that lie over the browser are left to the shell, too.
        *(
            replace(binding, priority=True)
            for binding in bindings_of("everywhere")
            if binding.id == "app.suspend"
        ),
    ]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_command_table}

    def __init__(
        self,
        journal: Journal,
        configuration: Configuration | None = None,
        named: Sequence[Path] = (),
    ) -> None:
        """Browse ``journal`` as it is configured: by the reader's file where nothing is given."""
        self._configuration = configuration or read(configuration_file())
        settings = Settings.load(self._configuration)
        super().__init__(journal, settings, named, self._configuration.journals)
        self._configure()
        self._pressed = ""
        self._key_pending = False
        self._said_until: dict[str, float] = {}
        self._last_key = 0.0
        self._resting: Timer | None = None
        self._collections_put_off = 0
        self.set_class(self.console.color_system in _FEW_COLOURS, "-few-colours")
        for theme in THEMES:
            self.register_theme(theme)
        # Nothing is styled yet, so that telling the watchers would parse every style sheet twice.
        chosen = self._settings.text("theme")
        name = chosen if chosen in self.available_themes else INK.name
        self.set_reactive(IlgiApp.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())

    def _configure(self) -> None:
        """Let the language, the keys and the stillness hold that are configured.

        Bindings get their keys by Textual's keymap, in windows that come later as well.
        """
        choose_language(self._configuration.language)
        if not self._configuration.animation:
            self.animation_level = "none"
        commands = with_keys(self._configuration.keys, COMMANDS)
        set_active_commands(commands)
        self._commands = commands
        self._sequences = sequences(commands)
        self.set_keymap(keymap_of(self._configuration.keys, commands))

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=translate("Find a command…")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be run: another binding of the same key may do where it cannot.

        Where a note is written, the key that suspends ilgi undoes what was typed last.
        """
        if action != "command":
            return super().check_action(action, parameters)
        command_id = str(parameters[0])
        if command_id == "app.suspend" and isinstance(self.focused, TextArea):
            return False
        return self._offer(command_id) is not None

    async def action_command(self, command_id: str) -> None:
        """Run a command of the table, for a key, a click or the palette."""
        if (run := self._offer(command_id)) is not None:
            await run_offer(run)

    def _offer(self, command_id: str) -> Run | None:
        """Who runs a command: the nearest node around the focus that offers it, else its pane."""
        return self._nearest(command_id) or nearest_offer(self._pane_of(command_id), command_id)

    def _nearest(self, command_id: str) -> Run | None:
        start = self.focused or self.screen
        return nearest_offer(start.ancestors_with_self, command_id)

    def _pane_of(self, command_id: str) -> Iterable[DOMNode]:
        scope = next(command.scope for command in COMMANDS if command.id == command_id)
        return self.screen.query(f"#{scope}") if scope in PANE_SCOPES else ()

    def action_help_quit(self) -> None:
        """Say how to quit to who pressed Ctrl+C for it."""
        quits = next(one for one in commands_of("everywhere") if one.id == "app.quit")
        keys = " ".join(quits.key_labels) or key_label("ctrl+q")
        self.notify(translate("{key} quits.", key=keys), markup=False)

    def get_driver_class(self) -> type[Driver]:
        """The driver of the platform; that of Unix terminals takes any bytes."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from tui.terminal.driver import TerminalDriver

        return TerminalDriver

    def on_ready(self) -> None:
        """Tell what is wrong in the configuration, and leave what start-up made to itself.

        So collecting it never holds up a key.
        """
        if self._configuration.mistakes:
            from .screens.dialogs.configuration_report import tell_mistakes

            tell_mistakes(self, self._configuration)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_COLLECTION_THRESHOLDS)
        gc.enable()
        self.set_interval(_SECONDS_BETWEEN_FULL_COLLECTIONS, self._collect_all)

    def on_click(self, event: events.Click) -> None:
        """A click beside a window closes it."""
        under, _ = self.screen.get_widget_at(*event.screen_offset)
        if under is self.screen and isinstance(under, ModalScreen):
            self.simulate_key("escape")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where nothing is to move, no cursor blinks."""
        if self.animation_level == "none" and isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    def _rest(self) -> None:
        """Collect what is new once no key has come for a while."""
        left = self._last_key + _SECONDS_AT_REST - monotonic()
        if left > 0:
            self._resting = self.set_timer(left, self._rest)
        else:
            self._resting = None
            gc.collect(1)

    def _collect_all(self) -> None:
        """Collect all that is not frozen; put off once while keys are being pressed."""
        at_rest = monotonic() >= self._last_key + _SECONDS_AT_REST
        if at_rest or self._collections_put_off >= _MOST_COLLECTIONS_PUT_OFF:
            self._collections_put_off = 0
            gc.collect()
        else:
            self._collections_put_off += 1

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner of the screen, unless it is being said there already."""
        now = monotonic()
        if now >= self._said_until.get(message, 0.0):
            self._said_until = {said: t for said, t in self._said_until.items() if t > now}
            self._said_until[message] = now + (timeout or self.NOTIFICATION_TIMEOUT)
            said, title = safe(message), safe_line(title)
            if not markup and has_wide(said):
                cuts = set().union(*map(cut_columns, self.screen_stack))
                said = laid_out(said, *room_for_text(self.size.width), cuts)
            super().notify(said, title=title, severity=severity, timeout=timeout, markup=markup)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text by the terminal (OSC 52), and by the system's own program where there is one.

        Many a terminal does not let programs copy, and none says so.
        """
        super().copy_to_clipboard(text)
        copying = partial(copy_by_system, text)
        self.run_worker(copying, thread=True, exclusive=True, exit_on_error=False, group="copy")

    async def on_event(self, event: events.Event) -> None:
        """Do what each key asks for before the next one is looked at, however fast they come.

        Letters that a text field gets wait for nothing but a key before them that is none. All
        else is done here and at once, since only text fields want keys first, and only letters.
        """
        if not isinstance(event, events.Key):
            if not (isinstance(event, events.MouseDown) and self._hits_what_has_gone(event)):
                await super().on_event(event)
            return
        if self._follows_escape(event):
            await self.on_event(events.Key("escape", "\x1b"))
            character = event.character or ""
            name = character if character.isalnum() else event.key.removeprefix("alt+")
            event = events.Key(name, character)
        self._last_key = monotonic()
        if self._resting is None:
            self._rest()
        if self._key_pending or not self._is_typed(event):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wait_until_idle(), _SECONDS_TO_BE_HEARD)
        self._key_pending = not event.is_printable
        if self._is_typed(event):
            await super().on_event(event)
        elif not await self._check_bindings(event.key, priority=True):
            await super(App, self).on_event(event)

    def _hits_what_has_gone(self, event: events.MouseDown) -> bool:
        """Whether a press is on a widget that was taken away and is drawn still.

        Textual would look for its parent, which it has no longer, and end with AttributeError.
        """
        hit, _ = self.screen.get_widget_and_offset_at(event.x, event.y)
        return hit is not None and hit is not self.screen and hit.parent is None

    def _follows_escape(self, event: events.Key) -> bool:
        """Whether it is a key that came so soon after Esc that both are read as one with Alt."""
        written = {event.key, f"alt+{event.character}"}
        return (
            event.key.startswith("alt+")
            and event.is_printable
            and not any(written.intersection(command.keys) for command in self._commands)
        )

    def _is_typed(self, event: events.Key) -> bool:
        focused = self.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    async def _wait_until_idle(self) -> None:
        """Wait until the panes and the screen have done what the key before told them to.

        Each of them does what it is told in order, and tells the one that holds it. A screen that
        goes on once it has an answer says so by ``input_ready``.
        """
        listening = None
        while listening is not (start := self.focused or self.screen):
            listening = start
            for node in start.ancestors_with_self:
                heard = asyncio.Event()
                if node is not self and node.call_later(heard.set):
                    await heard.wait()
            if isinstance(input_ready := getattr(self.screen, "input_ready", None), asyncio.Event):
                await input_ready.wait()

    async def on_key(self, event: events.Key) -> None:
        """Keys that no text field wanted, before the bindings see them.

        Hangul becomes the Latin keys it was typed with, and two-key commands are put together.
        """
        if keys := hangul.keys(event.character or ""):
            event.prevent_default()
            for key in keys:
                await self.on_event(events.Key(key, None))
            return
        character = event.character if event.is_printable else None
        key = event.key if character in (None, " ", ",") else character
        pressed = f"{self._pressed} {key}"
        self._pressed = ""
        for command in self._sequences.get(pressed, ()):
            if self._nearest(command.id) is not None:
                event.prevent_default()
                await self.run_action(action_of(command.id))
                return
        if any(
            keys.startswith(f"{key} ") and any(self._nearest(command.id) for command in commands)
            for keys, commands in self._sequences.items()
        ):
            event.prevent_default()
            self._pressed = f"{key}"


def run(journal: Journal, named: Sequence[Path] = ()) -> NoReturn:
    """Browse a journal, and others, until the reader quits, and end the process.

    All journals are closed before, unless one cannot be closed in time.
    """
    app = IlgiApp(journal, named=named)
    app.ending.is_bounded = True
    with EndingSignals(app.ending.signalled):
        try:
            app.run()
        finally:
            app.ending.written()
            app.close_journals()
        if app.failure is not None:
            failure_reports.tell(app.failure, app.report)
        leave(app.ending.code or app.return_code or 0)
