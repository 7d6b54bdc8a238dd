"""What a post is to Whoosh. These names are pickled with an index: changing one is a new format."""

from __future__ import annotations

from collections.abc import Mapping

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.formats import Existence

from index.search.corpus.postings_source import INITIALS, RUNS
from index.store.segment.columns import NUMBER, OUTLINE, PATH

TEXT_FIELDS = (
    *("title", "heading", "tag", "person", "body", "code", "lang", "link"),
    "property",
    *RUNS.values(),
    INITIALS,
)
"""The fields that hold terms."""


class TermsField(FieldType):
    """A field of terms that come counted, kept with how often each stands in the post."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=False)

    def index(self, value: Mapping[str, int], **_: object) -> list[tuple[bytes, int, float, bytes]]:
        """The postings of a post: term, frequency, weight and nothing else."""
        return [(term.encode(), times, float(times), b"") for term, times in value.items()]


def schema() -> Schema:
    """The fields of a document: its columns and its terms."""
    return Schema(
        **{NUMBER: COLUMN(NumericColumn("I"))},
        **{name: COLUMN(VarBytesColumn()) for name in (PATH, OUTLINE)},
        **{name: TermsField() for name in TEXT_FIELDS},
    )
