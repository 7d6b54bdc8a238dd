"""How many of some posts carry each category, tag, date, person and series."""

from __future__ import annotations

from pyroaring import BitMap

from index.results import Facets
from index.search.corpus.facet_values import FacetValues


def count(values: FacetValues, found: BitMap | None = None) -> Facets:
    """The counts over the found documents, or over all."""
    flags = values.names("flag").counts(found)
    return Facets(
        categories=values.names("category").counts(found),
        tags=values.names("tag").counts(found),
        dates=values.names("month").counts(found),
        people=values.names("person").counts(found),
        series=values.names("series").counts(found),
        untagged=flags.get("untagged", 0),
        uncategorised=flags.get("uncategorised", 0),
        undated=flags.get("undated", 0),
        dateless=flags.get("dateless", 0),
    )
