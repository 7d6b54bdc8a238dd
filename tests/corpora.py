"""Where the posts are that tests read: small ones of the tests' own, and real ones if there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

JOURNALS: Final = Path(__file__).with_name("journals")
"""A folder for each kind of journal, written for the tests."""
SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
"""Real posts beside the checkout, and what is said of them: not in every checkout."""


def is_shared_there() -> bool:
    """Whether there are real posts, or must be: without them, required ones fail their tests."""
    return SHARED.is_dir() or os.environ.get("ILGI_REQUIRE_SHARED") == "1"


CORPORA: Final = ("own posts", "real posts") if is_shared_there() else ("own posts",)
"""What the fixture ``corpus`` gives, one after the other."""
