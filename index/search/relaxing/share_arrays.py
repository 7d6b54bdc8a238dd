"""The shares of ``most_words`` over thousands of posts at once, by numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from pyroaring import BitMap

from index.search.corpus.arrays import documents_of


def shares_of_many(
    size: int, standing: Sequence[tuple[BitMap, float]], enough: float
) -> dict[int, float]:
    """The shares of the documents that have enough of the greatest one.

    Args:
        size: One more than the greatest number of a document.
        standing: The documents that each word stands in, and how rare it is.
        enough: Which part of the greatest share is enough.
    """
    shares = np.zeros(size, dtype=np.float64)
    for found, rarity in standing:
        shares[documents_of(found)] += rarity
    most = shares.max(initial=0.0)
    chosen = np.flatnonzero(shares >= enough * most) if most else np.empty(0, dtype=np.int64)
    return dict(zip(chosen.tolist(), shares[chosen].tolist(), strict=True))
