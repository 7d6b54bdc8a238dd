"""Finding who runs a command: the one entry point for keys, clicks and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.commands import PANE_SCOPES, active_commands
from tui.commands.offers import Run, nearest_offer, run_offer

if TYPE_CHECKING:
    from textual.app import App


class CommandRunner:
    """Runs commands of the table by the nodes that offer them."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    async def run(self, command_id: str) -> None:
        """Run a command; nothing happens where nobody offers it."""
        if (offer := self._offer(command_id)) is not None:
            await run_offer(offer)

    def can_run(self, command_id: str) -> bool:
        """Whether somebody offers a command here."""
        return self._offer(command_id) is not None

    def is_near(self, command_id: str) -> bool:
        """Whether a node around the focus offers a command, so that its keys hold here."""
        return self._nearest(command_id) is not None

    def _offer(self, command_id: str) -> Run | None:
        """Who runs a command: the nearest node around the focus that offers it, else its pane.

        The palette and the foot of the screen run commands of panes that do not have the focus.
        """
        return self._nearest(command_id) or self._offer_of_pane(command_id)

    def _nearest(self, command_id: str) -> Run | None:
        start = self._app.focused or self._app.screen
        return nearest_offer(start.ancestors_with_self, command_id)

    def _offer_of_pane(self, command_id: str) -> Run | None:
        commands = active_commands()
        scope = next(command.scope for command in commands if command.id == command_id)
        panes = self._app.screen.query(f"#{scope}") if scope in PANE_SCOPES else ()
        return nearest_offer(panes, command_id)
