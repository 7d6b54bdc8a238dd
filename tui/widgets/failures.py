"""What is said when work on a thread fails in a way that nobody foresaw."""

from __future__ import annotations

from textual.widget import Widget
from textual.worker import Worker, WorkerState

from tui.commands import key_names
from tui.language import later, say

_WHAT_TO_DO = later(
    "{journal_reindex} reads the journal again; "
    "if it stays, `ilgi index --rebuild` makes the index anew."
)


class TellsFailures(Widget):
    """A widget whose workers, made with ``exit_on_error=False``, may fail and end nothing.

    It comes after the other bases, because Textual takes styles from the first.
    """

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what failed, and what can be done."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.notify(
                f"{type(error).__name__}: {error}\n{say(_WHAT_TO_DO, **key_names())}",
                title=say("That did not work"),
                severity="error",
                markup=False,
            )
