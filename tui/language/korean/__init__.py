"""What the interface says in Korean, by the English texts."""

from __future__ import annotations

from typing import Final

from .configuration import CONFIGURATION
from .windows import WINDOWS

TEXTS: Final[dict[str, str]] = {**CONFIGURATION, **WINDOWS}
"""Every text; its fields are those of the English one."""
