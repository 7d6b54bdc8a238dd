"""The terms that a post is found by, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.post import Document, Post

from . import tokens

_BETWEEN = "\n\n"


def metadata_terms(post: Post) -> dict[str, Mapping[str, int]]:
    """The terms of the fields that need no file: title, tags with categories, people."""
    return {
        "title": tokens.count(post.title),
        "tag": tokens.count(_BETWEEN.join((*post.tags, *post.categories))),
        "person": tokens.count(_BETWEEN.join(post.people)),
    }


def document_terms(document: Document, links: Iterable[str]) -> dict[str, Mapping[str, int]]:
    """The terms of all fields. ``links`` are the keys of what the post links to."""
    outline = document.outline
    return {
        **metadata_terms(document.post),
        "heading": tokens.count(headings(document)),
        "body": tokens.count(document.prose),
        "code": tokens.count(document.code),
        "lang": {tokens.fold(language): 1 for language in outline.languages if language},
        "link": {tokens.fold(key): 1 for key in links if key},
    }


def headings(document: Document) -> str:
    """The headings of a post, apart from each other."""
    return _BETWEEN.join(heading.text for heading in document.outline.headings)
