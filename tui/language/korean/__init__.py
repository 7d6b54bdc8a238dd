"""What the interface says in Korean, by the English texts."""

from __future__ import annotations

from typing import Final

from .browser import BROWSER
from .commands import SENTENCES, TITLES
from .configuration import CONFIGURATION
from .dates import DATES
from .query import QUERY
from .windows import WINDOWS

TEXTS: Final[dict[str, str]] = {
    **BROWSER,
    **TITLES,
    **SENTENCES,
    **CONFIGURATION,
    **DATES,
    **QUERY,
    **WINDOWS,
}
"""Every text; its fields are those of the English one."""
