"""The application: journals that are open, the screen of each, the themes, and the keys."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, cast

from textual import events, on
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.errors import NoWidget
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea
from textual.worker import Worker, WorkerFailed, WorkerState

from tui.commands import COMMANDS, commands_of, key_label, set_active_commands
from tui.commands.bindings import action_of, bindings_of, keymap_of
from tui.commands.remapping import with_keys
from tui.commands.user import command_of
from tui.configuration.location import configuration_file
from tui.configuration.model import Configuration
from tui.configuration.reading import read
from tui.language import choose_language, translate
from tui.messages import JournalRequested, JournalsRequested, PlaceRequested
from tui.state.location import state_folder
from tui.state.presence import Presence
from tui.state.settings import Settings
from tui.terminal.driver import TerminalDriver
from tui.terminal.signals import TerminationSignals
from tui.themes import INK, THEMES
from tui.workers.error_reporting import tell_failure, watch_background
from tui.workers.state_worker import StateWorker
from tui.workers.thread_pool import DaemonPool

from . import failure_reports
from .command_runner import CommandRunner
from .cursor_blinking import CursorBlinking
from .garbage_collection import IdleCollector
from .journals import OpenJournals
from .keys import KeyInput
from .quitting import Quitting
from .sequence_window import SequenceWindow
from .shutdown import leave
from .terminal.clipboard import copy_by_system
from .terminal.shown_cells import ShownCells
from .text.safe_text import safe, safe_line
from .unbound_keys import UnboundKeys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rich.console import RenderableType
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from index.journal import Journal
    from tui.commands.offers import Run
    from tui.model.starting_place import StartingPlace
    from tui.palette import Choice
    from tui.screens.browser.main import MainScreen

_ROWS_FOR_NOTICES = 20
"""The rows of a terminal in which several notices are shown at a time."""
_FEW_COLOURS = {"standard", "windows"}
"""What rich calls sixteen colours, in which the shade of a row is often that of the page."""


class IlgiApp(App[int]):
    """A browser of journals, which ends when all that was done is kept."""

    CSS_PATH = "ilgi.tcss"
    TITLE = "ilgi"
    DEFAULT_MODE = "first"
    """The mode of the screen that is there from the beginning."""
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
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        journal: Journal,
        configuration: Configuration | None = None,
        named: Sequence[Path] = (),
        start: StartingPlace | None = None,
    ) -> None:
        """Browse journals.

        Args:
            journal: The journal that is shown first.
            configuration: What is configured; what the reader's file says where nothing is given.
            named: The other journals of the command line.
            start: The place in it to begin at.
        """
        self._configuration = configuration or read(configuration_file())
        settings = Settings.load(self._configuration)
        # Textual paints in shades of grey for NO_COLOR, unless the terminal's own colours are used.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._presence = Presence(state_folder())
        self._open_journals = OpenJournals(
            self,
            journal,
            settings,
            self._presence,
            named=named,
            configured=self._configuration.journals,
            start=start,
        )
        self.quitting = Quitting(
            self, self._open_journals, loop=lambda: self._loop, driver=lambda: self._driver
        )
        self.close_journals = self._open_journals.close
        self._runner = CommandRunner(self)
        self._configure()
        self._collector = IdleCollector(self)
        self._cursor = CursorBlinking(self)
        self._said_until: dict[str, float] = {}
        self._shown = ShownCells()
        self._shown_in: tuple[int, Size] | None = None
        """How often the terminal had been taken, and its size, when it showed these cells."""
        self._stop_watching: Callable[[], None] = lambda: None
        self.commands_offered: Mapping[str, Run] = {"app.suspend": self.action_suspend_process}
        self.set_class(self.console.color_system in _FEW_COLOURS, "-few-colours")
        for theme in THEMES:
            self.register_theme(theme)
        # Nothing is styled yet, so that telling the watchers would parse every style sheet twice.
        chosen = settings.text("theme")
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
        own = map(command_of, self._configuration.commands)
        commands = with_keys(self._configuration.keys, (*COMMANDS, *own))
        set_active_commands(commands)
        self._keys = KeyInput(self, self._runner, commands)
        self._sequence_window = SequenceWindow(self, self._keys)
        self._unbound_keys = UnboundKeys(self)
        self.set_keymap(keymap_of(self._configuration.keys, commands))

    def get_default_screen(self) -> MainScreen:
        """The browser of the journal that is shown first."""
        return self._open_journals.first_screen()

    def get_driver_class(self) -> type[Driver]:
        """The driver of the platform; that of Unix terminals takes any bytes."""
        driver = super().get_driver_class()
        return TerminalDriver if driver.__name__ == "LinuxDriver" else driver

    # Commands

    def action_command_palette(self) -> None:
        """Find a command by its name, in the browser."""
        from tui.palette import Palette
        from tui.screens.browser.pane_focus import scope_of

        if not isinstance(self.screen, ModalScreen):
            self.push_screen(Palette(scope_of(self.focused)), self._run_chosen)

    def _run_chosen(self, choice: Choice | None) -> None:
        """Run the command that was chosen, or go to the place, once the window is closed."""
        if isinstance(choice, str):
            self.call_later(self.run_action, action_of(choice))
        elif choice is not None:
            self.screen.post_message(PlaceRequested(choice.number, choice.is_percent))

    async def action_command(self, command_id: str) -> None:
        """Run a command of the table, for a key, a click or the palette."""
        self._sequence_window.close()
        await self._runner.run(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command can be run: another binding of the same key may do where it cannot.

        Where a note is written, the key that suspends ilgi undoes what was typed last.
        """
        if action != "command":
            return super().check_action(action, parameters)
        command_id = str(parameters[0])
        if command_id == "app.suspend" and isinstance(self.focused, TextArea):
            return False
        return self._runner.can_run(command_id)

    def action_help_quit(self) -> None:
        """Say how to quit to who pressed Ctrl+C for it."""
        quits = next(one for one in commands_of("everywhere") if one.id == "app.quit")
        keys = " ".join(quits.key_labels) or key_label("ctrl+q")
        self.notify(translate("{key} quits.", key=keys), markup=False)

    # Beginning

    def on_load(self) -> None:
        """Be known as running, and let no worker hold up the end."""
        self._presence.hold()
        loop = asyncio.get_running_loop()
        loop.set_default_executor(DaemonPool())
        self._stop_watching = watch_background(self, loop)

    def on_mount(self) -> None:
        """Quit by key although the event loop is held up, and when the terminal has gone."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.key_read = self._key_read
            self._driver.when_hung_up(self.quitting.shutdown.signalled)

    def _key_read(self, key: str) -> None:
        """A key was pressed; called on the thread that reads the terminal."""
        quits = next(command for command in commands_of("everywhere") if command.id == "app.quit")
        if key in quits.keys:
            self.quitting.shutdown.quit_key_pressed()

    def on_ready(self) -> None:
        """Tell what is wrong in the configuration, and collect what start-up made."""
        if self._configuration.mistakes:
            from .screens.dialogs.configuration_report import tell_mistakes

            tell_mistakes(self, self._configuration)
        self._open_journals.resolve_paths()
        self._collector.start()

    # Journals

    @on(JournalsRequested)
    def _choose_journal(self) -> None:
        self._open_journals.choose()

    @on(JournalRequested)
    def _open_journal(self, message: JournalRequested) -> None:
        self._open_journals.open_path(message.path)

    @on(OpenJournals.JournalOpened)
    def _show_opened(self, message: OpenJournals.JournalOpened) -> None:
        self._open_journals.add(message.key, message.journal)

    # The terminal, keys and the mouse

    @on(Driver.SignalResume)
    def _repaint(self) -> None:
        """Paint everything, since another program has had the terminal."""
        self.refresh(layout=True)

    def action_suspend_process(self) -> None:
        """Give the terminal to the shell until it brings this job to the foreground again."""
        if isinstance(self._driver, TerminalDriver):
            self._open_journals.keep_soon()
            self._driver.stop_job()

    async def on_event(self, event: events.Event) -> None:
        """Do what each key asks for before the next one is looked at, however fast they come."""
        if isinstance(event, events.Key):
            for key in self._keys.separated(event):
                await self._press(key)
        elif not (isinstance(event, events.MouseDown) and self._hits_what_has_gone(event)):
            if isinstance(event, events.Resize):
                self._shown.forget()  # terminals move what they show, even where they end as large
            if isinstance(event, events.MouseDown):
                self._open_journals.pointer_pressed(pressed=True)
            await super().on_event(event)
            if isinstance(event, events.MouseUp):
                self._open_journals.pointer_pressed(pressed=False)

    async def _press(self, event: events.Key) -> None:
        """Do what a key asks for.

        All but letters of a text field is done here and at once, since only text fields want keys
        first, and only letters.
        """
        self._collector.key_pressed()
        self._cursor.key_pressed()
        await self._keys.wait_for_last(event)
        if self._keys.is_typed(event):
            self._keys.forget()
            await super().on_event(event)
        elif not await self._check_bindings(event.key, priority=True):
            await super(App, self).on_event(event)
        self._sequence_window.key_pressed()

    async def on_key(self, event: events.Key) -> None:
        """Keys that no text field wanted, before the bindings see them.

        Hangul becomes the Latin keys it was typed with, and two-key commands are put together.
        """
        if keys := self._keys.latin(event):
            event.prevent_default()
            for key in keys:
                await self.on_event(key)
            return
        event.prevent_default()  # Textual would only look for a binding, as is done here
        command_id = self._keys.command_of(event)
        if command_id:
            await self.run_action(action_of(command_id))
        elif command_id is None and not await self._check_bindings(event.key):
            self._unbound_keys.tell(event)

    def _hits_what_has_gone(self, event: events.MouseDown) -> bool:
        """Whether a press is on a widget that was taken away and is drawn still.

        Textual would look for its parent, which it has no longer, and end with AttributeError.
        """
        hit, _ = self.screen.get_widget_and_offset_at(event.x, event.y)
        return hit is not None and hit is not self.screen and hit.parent is None

    def on_click(self, event: events.Click) -> None:
        """A click beside a window closes it."""
        try:
            under, _ = self.screen.get_widget_at(*event.screen_offset)
        except NoWidget:  # the terminal has become smaller since
            return
        if under is self.screen and isinstance(under, ModalScreen):
            self.simulate_key("escape")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where nothing is to move, no cursor blinks, and nowhere for long."""
        if self.animation_level == "none" and isinstance(event.widget, Input):
            event.widget.cursor_blink = False
        self._cursor.key_pressed()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something in a corner of the screen, unless it is being said there already.

        Args:
            message: What to say.
            title: What to say above it.
            severity: How it is coloured.
            timeout: For how many seconds it stays; Textual's own time where nothing is given.
            markup: Whether tags in the message are markup.
        """
        now = monotonic()
        if now >= self._said_until.get(message, 0.0):
            self._said_until = {said: t for said, t in self._said_until.items() if t > now}
            self._said_until[message] = now + (timeout or self.NOTIFICATION_TIMEOUT)
            said, title = safe(message), safe_line(title)
            super().notify(said, title=title, severity=severity, timeout=timeout, markup=markup)

    def on_notify(self) -> None:
        """Take the notices before away where there is no room for several."""
        if self.size.height < _ROWS_FOR_NOTICES:
            self.clear_notifications()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text by the terminal (OSC 52), and by the system's own program where there is one.

        Many a terminal does not let programs copy, and none says so.
        """
        super().copy_to_clipboard(text)
        copying = partial(copy_by_system, text)
        self.run_worker(copying, thread=True, exclusive=True, exit_on_error=False, group="copy")

    # Painting

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write an update of the screen without what the terminal shows already."""
        driver, update = self._driver, cast("Any", renderable)
        writes = self._running and not self._closed and not self._batch_count
        if writes and isinstance(renderable, ChopsUpdate | LayoutUpdate):
            times_taken = driver.times_taken if isinstance(driver, TerminalDriver) else None
            if times_taken is None or (times_taken, self.size) != self._shown_in:
                self._shown.forget()
            self._shown_in = None if times_taken is None else (times_taken, self.size)
            update = self._shown.changed(renderable)
        super()._display(screen, update)

    # The end

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what work of the application's own has failed."""
        if event.state is WorkerState.ERROR:
            tell_failure(self, event.worker.error)

    async def action_quit(self) -> None:
        """Quit, once what was done in every journal is kept."""
        self.quitting.quit()

    @on(StateWorker.Finished)
    def _journal_kept(self, message: StateWorker.Finished) -> None:
        self.quitting.journal_kept(message.reason)

    def _handle_exception(self, error: Exception) -> None:
        """End after an unexpected failure; one of a worker is told, and ends nothing.

        Textual calls this wherever a message, a timer or a paint fails. Its own way shows a
        traceback with the values of variables, which are text of the journal.
        """
        if isinstance(error, WorkerFailed):
            tell_failure(self, error.error)
            return
        if isinstance(error, NoMatches) and self.quitting.shutdown.code is not None:
            # A window that was opening has lost its widgets: that is no failure of ilgi's.
            self._close_messages_no_wait()
            return
        self._return_code = failure_reports.FAILED
        if self.quitting.failure is None:
            self._exception = error
            self._exception_event.set()
            self.quitting.fail(error)
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End without showing what Textual would: its thread of keys has failed."""
        self._handle_exception(RuntimeError("the keys are read no more"))

    def on_unmount(self) -> None:
        """Be known as running no longer."""
        self._presence.release()
        self._stop_watching()


def run(
    journal: Journal,
    named: Sequence[Path] = (),
    start: StartingPlace | None = None,
    *,
    at_end: Callable[[], None] = lambda: None,
) -> NoReturn:
    """Browse a journal, and others, until the reader quits, and end the process.

    All journals are closed before, unless one cannot be closed in time.

    Args:
        journal: The journal that is shown first.
        named: The other journals of the command line.
        start: The place in it to begin at.
        at_end: Called when all journals are closed.
    """
    app = IlgiApp(journal, named=named, start=start)
    shutdown = app.quitting.shutdown
    shutdown.is_bounded = True
    with TerminationSignals(shutdown.signalled):
        try:
            app.run()
        finally:
            shutdown.written()
            app.close_journals()
            at_end()
        app.quitting.tell_failure()
        leave(shutdown.code or app.return_code or 0)
