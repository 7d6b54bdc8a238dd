"""What the terminal sends, read so that no bytes of it can end the program."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class Keyboard(LinuxDriver):
    """Textual's driver of terminals, which ends the program at the first byte that is no UTF-8."""

    def run_input_thread(self) -> None:
        """Read keys on and on; what comes together with bytes that are no text is passed over."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
