"""What a post is to Whoosh. These names are pickled with an index: changing one is a new format."""

from __future__ import annotations

from collections.abc import Mapping

from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence

from index.search.lexicon import RUNS

TEXT_FIELDS = (
    *("title", "heading", "tag", "person", "body", "code", "lang", "link"),
    *RUNS.values(),
)
"""The fields that hold terms."""


class Terms(FieldType):  # type: ignore[misc]
    """A field of terms that come counted, kept with how often each stands in the post."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=False)

    def index(self, value: Mapping[str, int], **_: object) -> list[tuple[bytes, int, float, bytes]]:
        """The postings of a post: term, frequency, weight and nothing else."""
        return [(term.encode(), times, float(times), b"") for term, times in value.items()]


def schema() -> Schema:
    """The fields of a document: its number and path, its outline, and its terms."""
    return Schema(
        number=COLUMN(NumericColumn("I")),
        path=STORED(),
        outline=STORED(),
        **{name: Terms() for name in TEXT_FIELDS},
    )
