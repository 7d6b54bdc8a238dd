"""The reader in the terminal: the browser, the page, and the command line in front of them."""

from __future__ import annotations

from typing import Final

__version__: Final = "0.1.0"
