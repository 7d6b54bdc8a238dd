"""What the index tells its callers: a code and its fields, to be worded for a reader elsewhere.

Problems, hints, the meaning of a query and errors are such values. The index writes no sentence of
them; the interface has one for each code in each of its languages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias

FileCode = Literal[
    "path-missing",  # path
    "path-cannot-be-opened",  # path, reason
    "path-neither-folder-nor-file",  # path
    "path-not-permitted",  # path
    "path-gone",  # path
    "path-unreadable",  # path, reason
    "no-file-of-journal",  # path
    "file-too-large",  # path, most
    "no-post-found",  # wanted
    "folder-of-somebody-else",  # path
    "index-nowhere",  # reason
    "index-temporary",  # folder, reason
    "index-replaced",
    "index-unavailable",  # reason
    "journal-unavailable",  # reason
    "path-unavailable",  # path, reason
    "too-many-open-files",
    "not-enough-memory",
    "unreadable",  # reason
    "cut-at-size",  # megabytes
    "searched-in-part",  # most
    "not-a-file",
    "no-git-history",
    "git-took-too-long",  # seconds
    "no-such-version",  # commit
    "link-leaves-journal",
    "link-leads-nowhere",
]
"""What is wrong with a folder, a file or the place of the index."""

FrontMatterCode = Literal[
    "key-repeated",  # key
    "front-matter-unclosed",  # mark
    "front-matter-broken",  # reason
    "settings-broken",  # reason
    "values-nested-too-deeply",
    "number-too-long",
    "values-nested-deeper-than",  # most
    "collections-nested-deeper-than",  # most
    "no-mapping",
    "front-matter-too-long",  # most
    "too-many-values",  # most
    "too-many-tables",
    "quote-colon",
    "quote-sign",
    "indent-with-blanks",
    "quote-whole-value",
    "close-bracket",
    "close-brace",
    "close-quote",
    "separate-key-and-value",
    "no-yaml",
    "no-yaml-because",  # reason
    "setting-is-no-text",  # key
    "too-many-settings",  # key, most
    "too-many-patterns",  # most
    "defaults-not-understood",
    "date-unreadable",  # text
    "no-such-day",  # day
    "post-name-without-date",
    "no-such-time-zone",  # name
    "too-many-tags",  # most
    "too-many-categories",  # most
    "markup-not-read",  # extension
]
"""What is wrong with the settings of a journal, the front matter of a post, or its name."""

BodyCode = Literal[
    "not-utf-8",  # encoding
    "byte-undecodable",  # encoding, line
    "bytes-undecodable",  # count, encoding, line
    "fence-unclosed",  # mark
]
"""What is wrong with the text of a file."""

LinkCode = Literal[
    "link-broken",  # target, reason
    "link-without-address",
    "link-is-data",
    "link-scheme-not-opened",  # scheme
    "link-without-post-on-site",
    "link-out-of-journal",
    "link-to-neighbour",
    "link-to-glossary",
    "link-of-template",
    "link-to-made-page",
    "note-unwritten",  # name
    "nothing-at-path",  # path
    "no-post-called",  # name
    "no-post-named",  # name
    "block-elsewhere",
    "part-missing",  # name, part
    "shown-in-circle",  # name
    "shown-too-deep",  # most
    "shown-too-much",
]
"""Why a link leads nowhere."""

MeaningCode = Literal[
    "meaning-damaged",
    "meaning-outdated",
    "meaning-failed",
    "meaning-unwritten",  # reason
]
"""What there is to tell of the vectors of posts."""

HintCode = Literal[
    "nothing-to-search-for",  # text
    "regex-searched-as-text",  # pattern, reason
    "regex-invalid",  # pattern, reason
    "regex-too-long",  # most
    "regex-recursive",
    "regex-repeats-too-often",
    "regex-nested-too-deeply",
    "field-takes-no-regex",  # field, text
    "field-takes-no-tilde",  # field, text
    "initials-in-all-fields",
    "no-date",  # text
    "unknown-value",  # field, text, reason
    "value-begins",  # values
    "did-you-mean",  # near
    "known-values",  # values
    "unknown-field",  # name
    "unknown-field-near",  # name, near
    "field-needs-value",  # field
    "operator-in-capitals",  # word, operator
    "exclude-with-minus",  # text
    "flags-as-text",  # text
    "flags-exclude",  # text
    "only-negations",  # text
    "too-many-characters",  # most
    "too-many-words",  # most
    "too-many-brackets",  # most
    "search-unfinished",  # query, left, total
    "no-index-yet",
    "index-unread",  # reason
]
"""What the reader should know about a query or its answer."""

DaysCode = Literal[
    "days-named",  # name
    "days-between",  # first, last
    "days-from",  # first
    "days-before",  # day
    "days-any",
]
"""Which days are meant; all of them are written ``2021-09-03``, a named one ``2021-09`` too."""

QueryCode = Literal[
    "query-sorted",  # query, order
    "query-group",  # query
    "query-and",  # queries
    "query-or",  # queries
    "query-not",  # query
    "query-every-post",
    "query-unknown-value",  # field, text
    "query-text",  # text
    "query-apart",  # query, most
    "query-letter-apart",  # query
    "query-letters-apart",  # query, most
    "query-initials",  # text
    "query-regex",  # pattern
    "query-in-title",  # query
    "query-in-heading",  # query
    "query-in-body",  # query
    "query-in-code",  # query
    "query-tag",  # value
    "query-category",  # value
    "query-person",  # value
    "query-language",  # value
    "query-path",  # value
    "query-link",  # value
    "query-series",  # value
    "query-property",  # key, value
    "query-any-property",  # key
    "query-any-tag",
    "query-any-category",
    "query-any-person",
    "query-any-language",
    "query-any-path",
    "query-any-link",
    "query-any-series",
    "query-dated",  # days
    "query-updated",  # days
    "query-has-image",
    "query-has-code",
    "query-has-math",
    "query-has-link",
    "query-has-table",
    "query-has-notice",
    "query-has-contents",
    "query-has-question",
    "query-has-answer",
    "query-has-task",
    "query-todo",
    "query-done",
    "query-has-date",
    "query-unanswered",
    "query-untagged",
    "query-uncategorised",
    "query-broken",
    "query-draft",
    "query-future",
    "query-unpublished",
    "query-undated",
    "query-read",
    "query-unread",
    "query-bookmarked",
    "query-any-note",
    "query-note",  # text
    "order-relevance",
    "order-new",
    "order-old",
    "order-updated",
    "order-title",
    "order-length",
]
"""What a query asks for. A ``text`` or ``value`` that may go on has ``…`` at its end."""

OtherCode = Literal["as-reported"]  # text
"""``as-reported`` is what a library or the system says, in its own words."""

Code = Literal[
    FileCode,
    FrontMatterCode,
    BodyCode,
    LinkCode,
    MeaningCode,
    HintCode,
    DaysCode,
    QueryCode,
    OtherCode,
]


@dataclass(frozen=True, slots=True)
class Message:
    """What there is to say, as a code and the values that belong to it, by name.

    Messages of one code have fields of the same names.
    """

    code: Code
    fields: tuple[tuple[str, str | int | Message | tuple[str | Message, ...]], ...] = ()

    @classmethod
    def of(cls, code: Code, /, **fields: Field) -> Self:
        """A message with these fields."""
        return cls(code, tuple(fields.items()))

    def with_texts(self, change: Callable[[str], str]) -> Message:
        """The same message with each text in its fields changed, in the messages among them too."""

        def changed(value: str | Message) -> str | Message:
            return change(value) if isinstance(value, str) else value.with_texts(change)

        fields: list[tuple[str, Field]] = []
        for name, value in self.fields:
            if isinstance(value, tuple):
                fields.append((name, tuple(map(changed, value))))
            else:
                fields.append((name, value if isinstance(value, int) else changed(value)))
        return Message(self.code, tuple(fields))

    def __str__(self) -> str:
        """The words of the code and the fields, for a developer: ``path gone (path: log/a.md)``."""
        words = self.code.replace("-", " ")
        fields = ", ".join(f"{name}: {_shown(value)}" for name, value in self.fields)
        return f"{words} ({fields})" if fields else words


Field: TypeAlias = str | int | Message | tuple[str | Message, ...]
"""A value of a message."""


def reported(text: str) -> Message:
    """What a library says, in its own words."""
    return Message.of("as-reported", text=text)


def _shown(value: Field) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else f"{value}"
