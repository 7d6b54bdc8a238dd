"""What is said of a key that no command has where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen

from tui.commands import key_label, key_names
from tui.language import translate
from tui.messages import Remark

if TYPE_CHECKING:
    from textual import events
    from textual.app import App


class UnboundKeys:
    """Says at the foot of the browser that a key does nothing; windows name their own keys."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    def tell(self, event: events.Key) -> None:
        """Say that a key does nothing where the reader is.

        A digit is one that other programs take for a count. That counts are not known is said for
        longer than the key after it takes, which does the same as without one.
        """
        screen = self._app.screen
        if isinstance(screen, ModalScreen):
            return
        character = event.character if event.is_printable else None
        if character is not None and character.isdecimal():
            said = translate(
                "Keys take no counts. {app_palette}50 goes to line 50.",
                **key_names(),
            )
            screen.post_message(Remark(said, lasts=True))
            return
        key = key_label(character if character not in (None, " ") else event.key)
        said = translate(
            "{key} does nothing here; {app_help} lists the keys.", **key_names(), key=key
        )
        screen.post_message(Remark(said))
