"""Posts written for a test, and what a query finds in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from index.post import Flag, Post
from index.results import Marks
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.post_terms import metadata_terms, text_terms
from index.search.corpus.postings_source import MemoryPostingsSource
from index.search.corpus.text_cache import FileTexts, TextCache
from index.search.matching import fuzzy, rank
from index.search.matching.evaluate import Evaluation
from index.search.matching.hits import HitList
from index.search.query.nodes import texts
from index.search.query.parse import parse

TODAY = date(2024, 5, 1)
NO_MARKS = Marks()


@dataclass(frozen=True)
class Written:
    """A post and its text."""

    title: str
    tags: tuple[str, ...] = ()
    body: str = ""
    code: str = ""
    links: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    updated: datetime | None = None
    series: str = ""
    dated: bool = True
    flags: tuple[Flag, ...] = ()


def collection(written: Sequence[Written], documents: Sequence[int] | None = None) -> SearchCorpus:
    posts = tuple(
        Post(
            path=f"{i}.md",
            title=one.title,
            slug=f"{i}",
            date=datetime(2024, 1, 31, tzinfo=UTC) - timedelta(days=i) if one.dated else None,
            updated=one.updated,
            categories=(),
            tags=one.tags,
            url=f"/{i}/",
            excerpt="",
            lead="",
            words=len(one.body.split()),
            minutes=1,
            people=one.people,
            flags=one.flags,
        )
        for i, one in enumerate(written)
    )
    by_path = {f"{i}.md": one for i, one in enumerate(written)}
    source = MemoryPostingsSource(
        (
            {
                **metadata_terms(post),
                **text_terms("body", by_path[post.path].body),
                **text_terms("code", by_path[post.path].code),
            }
            for post in posts
        ),
        documents,
    )
    return SearchCorpus(
        posts,
        source,
        TextCache(lambda post: FileTexts("", by_path[post.path].body, by_path[post.path].code)),
        {path: one.series for path, one in by_path.items() if one.series},
        lambda post: by_path[post.path].links,
    )


def found(posts: SearchCorpus, text: str, marks: Marks = NO_MARKS) -> list[int]:
    """The places of the posts that a query finds, best first."""
    query = parse(text, TODAY)
    node = fuzzy.expanded(posts, query.node, lambda: False)
    evaluation = Evaluation(posts, lambda: False, marks)
    documents = evaluation.find(node, posts.all)
    matches = [evaluation.matches[t] for t in texts(node) if t in evaluation.matches]
    matches += evaluation.adjacency_match(query.node, documents)
    sort = query.sort or "relevance"
    ordered = rank.ordered(posts, matches, documents, sort, lambda: False)
    return [int(hit.post.slug) for hit in HitList(posts, documents, ordered)]
