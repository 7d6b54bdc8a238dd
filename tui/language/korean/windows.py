"""What the windows say that lie over the browser."""

from __future__ import annotations

from typing import Final

WINDOWS: Final[dict[str, str]] = {
    "On this page": "목차",
}
