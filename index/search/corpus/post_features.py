"""What counts for a post whatever is looked for: its length and its age."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from index.post import Post

LENGTH = 0.75
NEWEST = 0.1
SECONDS_TO_HALF = 365.0 * 86_400

FEW = 512
"""How many posts a journal has whose hits are scored one by one; it never loads numpy."""


class PostFeatures:
    """By document, for ``posts`` by document, None where there is none.

    ``norms`` are what the frequencies in long fields are divided by, ``newness`` is what a score is
    multiplied with: see ``rank``.
    """

    def __init__(self, posts: Sequence[Post | None]) -> None:
        lengths = [post.words for post in posts if post]
        mean = max(1.0, sum(lengths) / max(1, len(lengths)))
        self.norms = array(
            "f", (1 - LENGTH + LENGTH * (post.words if post else 0) / mean for post in posts)
        )
        moments = [post.date.timestamp() if post and post.date else None for post in posts]
        newest = max((moment for moment in moments if moment is not None), default=0.0)
        self.newness = array("f", (_newness(newest, moment) for moment in moments))


def _newness(newest: float, moment: float | None) -> float:
    if moment is None:
        return 1.0
    return 1 + NEWEST * SECONDS_TO_HALF / (SECONDS_TO_HALF + newest - moment)
