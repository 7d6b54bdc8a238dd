"""What can be done with the post that is shown: edit it, copy of it, and show what is known."""

from __future__ import annotations

import errno
import os
from threading import Thread
from typing import TYPE_CHECKING, Final

from index.errors import JournalError
from index.messages import Message
from tui.language import translate
from tui.language.wording import worded

from .browser import Browser, Controller

if TYPE_CHECKING:
    from pathlib import Path

    from .sync import Sync

_SECONDS_FOR_DISK: Final = 0.3
"""How long the disk of the journal may take to say whether a file is there."""


class PostCommands(Controller):
    """Commands on the post that is shown."""

    def __init__(self, browser: Browser, sync: Sync) -> None:
        super().__init__(browser)
        self._sync = sync
        self.commands_offered = {
            "post.edit": self._once_opened(self._edit),
            "post.copy": self._once_opened(self._copy),
            "post.metadata": self._once_opened(self._show_metadata),
            "post.versions": self._once_opened(self._show_versions),
        }

    def _edit(self) -> None:
        """Open the post in the reader's editor, and read it again afterwards."""
        from tui.terminal.editor_session import edit

        browser, reader = self._browser, self._browser.reader
        if reader.post is None:
            browser.notify(translate("No post is shown."), markup=False)
            return
        try:
            file = browser.journal.file(reader.post.path)
        except JournalError as error:
            browser.notify(worded(error.message), severity="warning", markup=False)
            return
        is_there = _is_there(file)
        if is_there is None:
            why = os.strerror(errno.ETIMEDOUT)
            message = Message.of("path-unavailable", path=reader.post.path, reason=why)
            browser.notify(worded(message), severity="warning", markup=False)
            return
        if not is_there:
            said = translate("{path} has gone.", path=reader.post.path)
            browser.notify(said, severity="warning", markup=False)
            return
        template = browser.state_worker.settings.configuration.edit
        root = f"{browser.journal.root}"
        if edit(browser.app, file, reader.viewer.line_meant, template=template, root=root):
            reader.reload()
            self._sync.read_whole_folder()

    def _copy(self) -> None:
        """Choose what of the post to copy."""
        from tui.screens.dialogs.copy_menu import CopyScreen

        browser = self._browser
        document = browser.reader.document
        if document is None:
            browser.notify(translate("No post is shown."), markup=False)
            return
        selected = browser.get_selected_text() or ""
        viewer = browser.reader.viewer
        passage = selected.strip() or viewer.paragraph_in_sight
        browser.app.push_screen(CopyScreen(document, passage, viewer.code_in_sight))

    def _show_metadata(self) -> None:
        """Show what is known of the post."""
        from tui.screens.dialogs.metadata import metadata_screen

        document = self._browser.reader.document
        if document is None:
            self._browser.notify(translate("No post is shown."), markup=False)
        else:
            self._browser.app.push_screen(metadata_screen(document))

    def _show_versions(self) -> None:
        """List how the post was in the commits of git."""
        from tui.screens.overviews.versions import VersionsScreen

        browser = self._browser
        if browser.reader.post is None:
            browser.notify(translate("No post is shown."), markup=False)
        else:
            browser.app.push_screen(VersionsScreen(browser.journal, browser.reader.post))


def _is_there(file: Path) -> bool | None:
    """Whether there is a file; None where its disk does not answer at once.

    The editor has the keys that come next, so that the event loop waits, but no longer than that.
    """
    found: list[bool] = []

    def look() -> None:
        found.append(os.path.exists(file))  # noqa: PTH110  raises nothing

    looking = Thread(target=look, daemon=True)
    looking.start()
    looking.join(_SECONDS_FOR_DISK)
    return found[0] if found else None
