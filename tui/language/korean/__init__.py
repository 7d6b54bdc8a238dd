"""What the interface says in Korean, by the English texts."""

from __future__ import annotations

from typing import Final

from .configuration import CONFIGURATION
from .dates import DATES
from .windows import WINDOWS

TEXTS: Final[dict[str, str]] = {**CONFIGURATION, **DATES, **WINDOWS}
"""Every text; its fields are those of the English one."""
