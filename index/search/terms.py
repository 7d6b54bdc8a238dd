"""The terms that a post is found by, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.post import Document, Heading, Post

from . import tokens
from .lexicon import INITIALS, RUNS

_BETWEEN = "\n\n"


def metadata_terms(post: Post, headings: Iterable[Heading] = ()) -> dict[str, Mapping[str, int]]:
    """The terms of the fields that need no file: title, tags with categories, people.

    Initial consonants are those of ``headings``, too.
    """
    named = (post.title, *post.tags, *post.categories, *(heading.text for heading in headings))
    return {
        **text_terms("title", post.title),
        **text_terms("tag", _BETWEEN.join((*post.tags, *post.categories))),
        **text_terms("person", _BETWEEN.join(post.people)),
        INITIALS: initials(named),
    }


def document_texts(document: Document) -> dict[str, str]:
    """The text of each field that a phrase is looked for in, as texts are compared."""
    post = document.post
    texts = {
        "title": post.title,
        "tag": _BETWEEN.join((*post.tags, *post.categories)),
        "person": _BETWEEN.join(post.people),
        "heading": joined(document.outline.headings),
        "body": document.prose,
        "code": document.code,
    }
    return {field: tokens.spaced(text) for field, text in texts.items()}


def document_terms(document: Document, links: Iterable[str]) -> dict[str, Mapping[str, int]]:
    """The terms of all fields. ``links`` are the keys of what the post links to."""
    outline = document.outline
    return {
        **metadata_terms(document.post, outline.headings),
        **text_terms("heading", joined(outline.headings)),
        **text_terms("body", document.prose),
        **text_terms("code", document.code),
        "lang": {tokens.fold(language): 1 for language in outline.languages if language},
        "link": {tokens.fold(key): 1 for key in links if key},
    }


def text_terms(field: str, text: str) -> dict[str, Mapping[str, int]]:
    """The terms of a field, and its runs."""
    terms, runs = tokens.count_with_runs(text)
    return {field: terms, RUNS[field]: dict.fromkeys(runs, 1)}


def initials(names: Iterable[str]) -> dict[str, int]:
    """The initial consonants of titles, tags and headings, one term for each with Hangul in it."""
    return {found: 1 for name in names if (found := tokens.initials(name))}


def joined(headings: Iterable[Heading]) -> str:
    """The headings of a post, apart from each other."""
    return _BETWEEN.join(heading.text for heading in headings)
