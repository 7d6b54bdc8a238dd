"""What is said when work on a thread fails in a way that nobody foresaw."""

from __future__ import annotations

from textual.widget import Widget
from textual.worker import Worker, WorkerState


class TellsFailures(Widget):
    """A widget whose workers, made with ``exit_on_error=False``, may fail and end nothing.

    It comes after the other bases, because Textual takes styles from the first.
    """

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what failed, and what can be done."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.notify(
                f"{type(error).__name__}: {error}\nR reads the journal again; if it stays, "
                "`ilgi index --rebuild` makes the index anew.",
                title="That did not work",
                severity="error",
                markup=False,
            )
