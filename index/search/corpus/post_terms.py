"""The terms that a post is found by, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.post import MOST_SEARCHED, Document, Heading, Post
from index.search.text import tokens

from .metadata_texts import BETWEEN, person_text, tag_text
from .postings_source import INITIALS, RUNS
from .property_terms import FIELD as PROPERTY
from .property_terms import property_terms


def metadata_terms(post: Post) -> dict[str, Mapping[str, int]]:
    """The terms of the fields that need no file: title, tags with categories, people."""
    return {
        **text_terms("title", post.title),
        **text_terms("tag", tag_text(post)),
        **text_terms("person", person_text(post)),
        INITIALS: initials(post, ()),
    }


def document_texts(document: Document) -> dict[str, str]:
    """The text of each of ``postings_source.FIELDS``."""
    post = document.post
    return {
        "title": post.title,
        "heading": joined(document.outline.headings),
        "tag": tag_text(post),
        "person": person_text(post),
        "body": document.prose[:MOST_SEARCHED],
        "code": document.code[:MOST_SEARCHED],
    }


def other_terms(document: Document, links: Iterable[str]) -> dict[str, Mapping[str, int]]:
    """The terms of the fields that are no texts. ``links`` are the keys of what the post links to.

    Initial consonants are those of headings, too.
    """
    outline = document.outline
    return {
        INITIALS: initials(document.post, outline.headings),
        "lang": {tokens.fold(language): 1 for language in outline.languages if language},
        PROPERTY: dict.fromkeys(property_terms(outline.properties), 1),
        "link": {tokens.fold(key): 1 for key in links if key},
    }


def text_terms(field: str, text: str) -> dict[str, Mapping[str, int]]:
    """The terms of a field, and its runs."""
    terms, runs = tokens.count_with_runs(text)
    return {field: terms, RUNS[field]: dict.fromkeys(runs, 1)}


def initials(post: Post, headings: Iterable[Heading]) -> dict[str, int]:
    """The initial consonants of titles, tags and headings, one term for each with Hangul in it."""
    named = (post.title, *post.tags, *post.categories, *(heading.text for heading in headings))
    return {found: 1 for name in named if (found := tokens.initials(name))}


def joined(headings: Iterable[Heading]) -> str:
    """The headings of a post, apart from each other."""
    return BETWEEN.join(heading.text for heading in headings)
