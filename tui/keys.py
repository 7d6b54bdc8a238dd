"""What is made of keys before bindings see them: their order, Korean letters, and two in a row."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual import events

from index import hangul
from tui.commands import Command, sequences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App

    from .command_runner import CommandRunner

_SECONDS_TO_BE_HEARD = 0.5
"""How long a key waits for what the one before asked for; long only where that holds up all."""


class KeyInput:
    """The keys of the terminal, each done before the next one is looked at."""

    def __init__(self, app: App[Any], runner: CommandRunner, commands: Sequence[Command]) -> None:
        """Read keys for an application.

        Args:
            app: The application.
            runner: Tells which commands can be run where the focus is.
            commands: The commands, with the keys that the reader has for them.
        """
        self._app = app
        self._runner = runner
        self._keys = {key for command in commands for key in command.keys}
        self._sequences = sequences(commands)
        self._pressed = ""
        self._is_pending = False

    def separated(self, event: events.Key) -> Sequence[events.Key]:
        """The keys of an event: two where a key came so soon after Esc that both are read as Alt.

        No key with Alt is anything here unless a command has it.
        """
        if not (event.key.startswith("alt+") and event.is_printable):
            return (event,)
        if self._keys.intersection((event.key, f"alt+{event.character}")):
            return (event,)
        character = event.character or ""
        name = character if character.isalnum() else event.key.removeprefix("alt+")
        return events.Key("escape", "\x1b"), events.Key(name, character)

    def is_typed(self, event: events.Key) -> bool:
        """Whether the text field that has the focus takes a key for itself."""
        focused = self._app.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    async def wait_for_last(self, event: events.Key) -> None:
        """Wait until what the key before asked for is done.

        Letters that a text field gets wait for nothing but a key before them that is none.
        """
        if self._is_pending or not self.is_typed(event):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wait_until_idle(), _SECONDS_TO_BE_HEARD)
        self._is_pending = not event.is_printable

    async def _wait_until_idle(self) -> None:
        """Wait until the panes and the screen have done what the key before told them to.

        Each of them does what it is told in order, and tells the one that holds it. A screen that
        goes on once it has an answer says so by ``input_ready``.
        """
        app, last = self._app, None
        while last is not (start := app.focused or app.screen):
            last = start
            for node in start.ancestors_with_self:
                heard = asyncio.Event()
                if node is not app and node.call_later(heard.set):
                    await heard.wait()
            if isinstance(input_ready := getattr(app.screen, "input_ready", None), asyncio.Event):
                await input_ready.wait()

    def latin(self, event: events.Key) -> Sequence[events.Key]:
        """The Latin keys that a Korean letter was typed with; none where it is no such letter."""
        return [events.Key(key, None) for key in hangul.keys(event.character or "")]

    @property
    def begun(self) -> str:
        """The key that was pressed and may begin a sequence; empty where there is none."""
        return self._pressed

    def continuations(self) -> Sequence[tuple[str, Command]]:
        """The keys that may follow the one that was pressed, and the commands they complete."""
        begun = f"{self._pressed} "
        return [
            (keys.removeprefix(begun), command)
            for keys, commands in self._sequences.items()
            if keys.startswith(begun)
            for command in commands
            if self._runner.is_near(command.id)
        ]

    def forget(self) -> None:
        """Wait for no key that completes a sequence."""
        self._pressed = ""

    def command_of(self, event: events.Key) -> str | None:
        """The command whose keys a key completes; blank where two keys may begin with it.

        Returns:
            The id of the command, blank where the next key is to be waited for or Esc gives up what
            was begun, and None where the key is nothing but itself.
        """
        if self._pressed and event.key == "escape":
            self.forget()
            return ""
        character = event.character if event.is_printable else None
        key = event.key if character in (None, " ", ",") else character
        pressed = f"{self._pressed} {key}"
        self._pressed = ""
        for command in self._sequences.get(pressed, ()):
            if self._runner.is_near(command.id):
                return command.id
        if any(
            keys.startswith(f"{key} ")
            and any(self._runner.is_near(command.id) for command in commands)
            for keys, commands in self._sequences.items()
        ):
            self._pressed = f"{key}"
            return ""
        return None
