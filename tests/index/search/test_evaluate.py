"""What a query finds, held against reading every post from beginning to end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import Cancelled
from index.post import Post
from index.results import Marks
from index.search import rank, tokens
from index.search.collection import Collection
from index.search.evaluate import Evaluation
from index.search.hits import Hits
from index.search.lexicon import MemoryLexicon
from index.search.parse import parse
from index.search.query import Regex, texts
from index.search.terms import metadata_terms, text_terms
from index.search.texts import FileTexts, Texts
from index.search.vectors import scores_of_many

TODAY = date(2024, 5, 1)
NO_MARKS = Marks()
TAGS = ("BOJ", "PyTorch", "study/Deep", "Study")


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


def collection(written: Sequence[Written], documents: Sequence[int] | None = None) -> Collection:
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
            flags=(),
        )
        for i, one in enumerate(written)
    )
    by_path = {f"{i}.md": one for i, one in enumerate(written)}
    lexicon = MemoryLexicon(
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
    return Collection(
        posts,
        lexicon,
        Texts(lambda post: FileTexts("", by_path[post.path].body, by_path[post.path].code)),
        {path: one.series for path, one in by_path.items() if one.series},
        lambda post: by_path[post.path].links,
    )


def found(posts: Collection, text: str, marks: Marks = NO_MARKS) -> list[int]:
    """The places of the posts that a query finds, best first."""
    query = parse(text, TODAY)
    evaluation = Evaluation(posts, lambda: False, marks)
    documents = evaluation.find(query.node, posts.all)
    matches = [evaluation.matches[t] for t in texts(query.node) if t in evaluation.matches]
    sort = query.sort or "relevance"
    ordered = rank.ordered(posts, matches, documents, sort, lambda: False)
    return [int(hit.post.slug) for hit in Hits(posts, documents, ordered)]


SYLLABLES = st.text(alphabet="학습률객체", min_size=1, max_size=5)
LATIN = st.sampled_from(
    ["loss", "Loss", "lossy", "node", "node.js", "f1-score", "C++", "C", "C#", "data_loss", "Café"]
)
MIXED = st.builds("{}{}".format, st.sampled_from(["Adam", "loss"]), SYLLABLES)
WORDS = st.one_of(SYLLABLES, LATIN, MIXED, MIXED.map(lambda text: text[::-1]))
LINES = st.lists(WORDS, max_size=8).map(" ".join)
BODIES = st.lists(LINES, max_size=4).map("\n\n".join)
POSTS = st.lists(
    st.builds(Written, LINES, st.lists(st.sampled_from(TAGS), max_size=2).map(tuple), BODIES),
    max_size=6,
)


Asked = tuple[str, Callable[[Written], bool]]
"""A query, and what it means, told by looking at one post."""


def holds(one: Written, needle: str) -> bool:
    """Whether a text stands in the title, a tag or the body, borders of Latin words kept."""
    wanted = tokens.squeezed(tokens.spaced(needle))
    first = r"(?<![a-z0-9])" if wanted[0].isascii() else ""
    last = r"(?![a-z0-9])" if wanted[-1].isascii() and wanted[-1].isalnum() else ""
    pattern = re.compile(first + re.escape(wanted) + last)
    fields = (one.title, "\n\n".join(one.tags), one.body)
    return any(pattern.search(tokens.squeezed(tokens.spaced(field))) for field in fields)


def tagged(one: Written, tag: str) -> bool:
    names = {part for name in one.tags for part in (name, name.split("/")[0])}
    return tag.casefold() in {name.casefold() for name in names}


def word(text: str) -> Asked:
    return text, lambda one: holds(one, text)


def phrase(parts: list[str]) -> Asked:
    text = " ".join(parts)
    return f'"{text}"', lambda one: holds(one, text)


def negated(asked: Asked) -> Asked:
    text, matches = asked
    return f"-({text} )", lambda one: not matches(one)


def both(asked: list[Asked]) -> Asked:
    return " ".join(text for text, _ in asked), lambda one: all(m(one) for _, m in asked)


def either(asked: list[Asked]) -> Asked:
    text = " OR ".join(f"({text} )" for text, _ in asked)
    return f"({text} )", lambda one: any(m(one) for _, m in asked)


QUERIES = st.recursive(
    st.one_of(
        WORDS.map(word),
        st.lists(WORDS, min_size=2, max_size=3).map(phrase),
        st.sampled_from(TAGS).map(lambda tag: (f"tag:{tag}", lambda one: tagged(one, tag))),
    ),
    lambda inner: st.one_of(
        inner.map(negated),
        st.lists(inner, min_size=2, max_size=3).map(both),
        st.lists(inner, min_size=2, max_size=3).map(either),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(POSTS, QUERIES, st.randoms(use_true_random=False))
def test_a_query_finds_what_reading_every_post_finds(
    written: list[Written], asked: Asked, draw: Random
) -> None:
    text, matches = asked
    wanted = [i for i, one in enumerate(written) if matches(one)]
    documents = draw.sample(range(3 * len(written)), len(written))
    assert sorted(found(collection(written, documents), f"{text} ")) == wanted


@given(POSTS, st.sampled_from(["", "tag:BOJ ", "학 "]), st.data())
def test_every_order_is_that_of_the_posts(
    written: list[Written], wish: str, data: st.DataObject
) -> None:
    documents = data.draw(st.permutations(range(len(written))))
    posts = collection(written, documents)
    newest = sorted(found(posts, wish))
    by_title = sorted(newest, key=lambda i: written[i].title.casefold())
    by_length = sorted(newest, key=lambda i: -len(written[i].body.split()))
    assert found(posts, f"{wish} sort:new") == newest
    assert found(posts, f"{wish} sort:old") == newest[::-1]
    assert found(posts, f"{wish} sort:title") == by_title
    assert found(posts, f"{wish} sort:length") == by_length


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("학습률 ", "학습률을 낮춘다"),
        ("하강법 ", "경사하강법"),
        ("객체검출 ", "객체 검출"),
        ("객체 검출 ", "객체검출"),
        ('"객체 검출" ', "객체\n검출"),
        ("학 ", "학습"),
        ("adam ", "Adam옵티마이저"),
        ("Adam옵티마이저 ", "adam 옵티마이저"),
        ("cafe ", "Café"),
        ("case ", "camelCase"),
        ("score ", "f1-score"),
        ("c++ ", "C++로 푼다"),
        ("gradient desc", "Gradient descent"),
        ("node.j", "node.js"),
        ('"gradient desc', "the gradient descent"),
    ],
)
def test_a_post_is_found_by(query: str, text: str) -> None:
    assert found(collection([Written("t", body=text)]), query) == [0]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("los ", "loss"),
        ("학습률 ", "학습 효율과 습률"),
        ("C++ ", "C and more"),
        ('"객체 검출" ', "객체를 검출"),
        ('"node loss" ', "node lossy loss"),
        ('"객체 검출" ', "객체\n\n검출"),
        ("node.js ", "node and js"),
    ],
)
def test_a_post_is_not_found_by(query: str, text: str) -> None:
    assert found(collection([Written("t", body=text)]), query) == []


def test_the_title_counts_most_then_tag_then_body() -> None:
    posts = collection([Written("a", body="loss"), Written("b", ("loss",)), Written("loss")])
    assert found(posts, "loss ") == [2, 1, 0]


def test_a_long_post_needs_more_to_count_as_much() -> None:
    posts = collection([Written("a", body="loss " + "word " * 500), Written("b", body="loss")])
    assert found(posts, "loss ") == [1, 0]


def test_every_field_that_holds_a_word_counts() -> None:
    posts = collection([Written("loss"), Written("loss", ("loss",))])
    assert found(posts, "loss ") == [1, 0]


def test_the_parts_of_a_phrase_count_nothing_where_it_does_not_stand() -> None:
    scattered = Written("b", body="x 객체\n\n체검\n\n검출")
    posts = collection([Written("a", body="x y z w"), scattered])
    assert found(posts, "객체검출 OR x ") == [0, 1]


def test_all_words_that_begin_so_count() -> None:
    posts = collection([Written("a", body="loss x y"), Written("b", body="loss lossy lost")])
    assert found(posts, "lo") == [1, 0]


def test_the_oldest_first_ends_with_those_without_a_date() -> None:
    posts = collection([Written("new"), Written("old"), Written("undated", dated=False)])
    assert found(posts, "sort:old") == [1, 0, 2]


def test_rare_words_count_more_than_common_ones() -> None:
    common = [Written("x", body="loss") for _ in range(9)]
    posts = collection([*common, Written("y", body="kernel")])
    assert found(posts, "loss OR kernel ")[0] == 9


def test_a_text_that_stands_twice_in_a_query_counts_in_either_place() -> None:
    posts = collection([Written("a", body="beta loss"), Written("loss", body="alpha")])
    assert found(posts, "(alpha loss ) OR (beta loss )") == [1, 0]


def test_what_is_excluded_is_a_whole_word_even_while_it_is_typed() -> None:
    posts = collection([Written("a", body="loss"), Written("b", body="lossy")])
    assert found(posts, "-loss") == [1]
    assert found(posts, "-(a OR los") == [1]
    assert found(posts, "-los*") == []


def test_the_spacing_that_was_typed_comes_first() -> None:
    posts = collection([Written("a", body="객체검출"), Written("b", body="객체 검출")])
    assert found(posts, '"객체 검출" ') == [1, 0]
    assert found(posts, "객체검출 ") == [0, 1]


def test_filters_alone_list_the_newest_first() -> None:
    posts = collection([Written("a", ("x",)), Written("b"), Written("c", ("X",))])
    assert found(posts, "tag:x ") == [0, 2]
    assert found(posts, "tag:x sort:old") == [2, 0]


def test_dates_flags_and_paths_filter() -> None:
    posts = collection([Written("a"), Written("b", ("x",)), Written("c")])
    assert found(posts, "date:2024-01-30..2024-01-31 ") == [0, 1]
    assert found(posts, "before:2024-01-30 ") == [2]
    assert found(posts, "is:untagged ") == [0, 2]
    assert found(posts, "path:1.md ") == [1]


def test_values_filter() -> None:
    posts = collection(
        [
            Written("b", links=("/dl/%EC%86%90%EC%8B%A4/", "https://Example.org/x"), series="Day"),
            Written("a", ("Python",), people=("오하은",), code="import torch"),
            Written("c", updated=datetime(2024, 4, 30, 23, tzinfo=UTC), body="torch " * 9),
        ]
    )
    assert found(posts, "link:손실 ") == found(posts, "link:example.org") == [0]
    assert found(posts, "series:day") == [0]
    assert found(posts, "person:하은") == found(posts, "tag:Py*") == [1]
    assert found(posts, "code:torch ") == [1]
    assert found(posts, "수정:어제") == [2]
    assert found(posts, "tag:Py ") == []
    assert found(posts, "sort:title") == [1, 0, 2]
    assert found(posts, "sort:updated") == [2, 0, 1]
    assert found(posts, "sort:length")[0] == 2


def test_a_search_can_be_cancelled() -> None:
    posts = collection([Written("a", body="객체 검출")])
    with pytest.raises(Cancelled):
        Evaluation(posts, lambda: True).find(parse("객체검출 ", TODAY).node, posts.all)


def test_a_search_can_be_cancelled_while_it_reads_posts() -> None:
    posts = collection([Written(str(i), body="객체 검출") for i in range(50)])
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.path)
        return FileTexts("", "객체검출", "")

    posts.texts = Texts(reading)
    with pytest.raises(Cancelled):
        Evaluation(posts, lambda: len(read) > 3).find(parse("객체검출 ", TODAY).node, posts.all)
    assert len(read) == 4


def test_a_word_that_stands_in_one_piece_needs_no_text() -> None:
    written = [
        Written("a", body="그 경사하강법으로"),
        Written("b", body="경사하강법", code="# 경사하강법"),
        Written("c", body="경사 하강\n법"),
        Written("d", body="경사하강 하강법"),
        Written("e", body="x" + "가" * tokens.LONGEST_RUN + "경사하강법"),
    ]
    posts = collection(written)
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.title)
        return FileTexts("", written[int(post.slug)].body, "")

    posts.texts = Texts(reading)
    assert sorted(found(posts, "경사하강법 ")) == [0, 1, 2, 4]
    assert sorted(read) == ["c", "d", "e"]


def test_a_file_is_read_once_for_all_its_fields() -> None:
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.path)
        return FileTexts("머리", "본문", "CODE")

    kept = Texts(reading)
    post = collection([Written("a")]).posts[0]
    seen = [kept.of(post, name) for name in ("heading", "code", "body", "code")]
    assert [text and text.spaced for text in seen] == ["머리", "code", "본문", "code"]
    assert read == [post.path]


def test_a_post_that_changes_while_it_is_read_is_read_again() -> None:
    post = collection([Written("a")]).posts[0]
    bodies = iter(["old", "new"])

    def read(_: Post) -> FileTexts:
        body = next(bodies)
        kept.forget([post.path])
        return FileTexts("", body, "")

    kept = Texts(read)
    seen = [kept.of(post, "body"), kept.of(post, "body")]
    assert [text and text.spaced for text in seen] == ["old", "new"]


def test_a_post_that_cannot_be_read_now_is_not_hidden() -> None:
    posts = collection([Written("a", body="객체 검출")])
    lexicon = MemoryLexicon([{"body": tokens.count("객체 검출")}])
    unreadable = Collection(posts.posts, lexicon, Texts(lambda _: None))
    assert found(unreadable, "객체검출 ") == [0]


def test_what_the_reader_noted_is_found() -> None:
    posts = collection([Written("a"), Written("b"), Written("c")])
    marks = Marks(
        read=frozenset({"0.md", "gone.md"}),
        bookmarked=frozenset({"2.md"}),
        notes={"1.md": "다시 볼 객체\n검출", "2.md": "ask about loss", "0.md": " "},
    )
    assert found(posts, "is:read ", marks) == [0]
    assert found(posts, "is:unread ", marks) == [1, 2]
    assert found(posts, "is:bookmarked ", marks) == [2]
    assert found(posts, "note:객체검출 ", marks) == [1]
    assert found(posts, "note:los ", marks) == [2]
    assert found(posts, 'note:"about loss" ', marks) == [2]
    assert found(posts, "-is:read -note:loss ", marks) == [1]


def test_initial_consonants_are_found() -> None:
    posts = collection([Written("경사 하강법"), Written("b", ("손실",)), Written("c", body="손실")])
    assert found(posts, "ㄱㅅㅎㄱ ") == [0]
    assert found(posts, "ㅅㅎ ") == [0]
    assert found(posts, "ㅅㅅ ") == [1]


@pytest.mark.parametrize(
    ("query", "text", "stands"),
    [
        ('"gradient descent"~1 ', "gradient of descent", True),
        ('"gradient descent"~1 ', "gradient descent", True),
        ('"gradient descent"~1 ', "gradient of the descent", False),
        ('"gradient descent"~1 ', "descent gradient", False),
        ('"gradient descent"~1 ', "gradient\n\ndescent", False),
        ('"a b c"~1 ', "a b x b c", False),
        ('"a b c"~2 ', "a b x b c", True),
        ('"a b c"~1 ', "a x b c", True),
        ('"경사 하강법"~1 ', "경사를 따라 하강법으로", True),
        ('"경사 하강법"~1 ', "경사하강법", True),
        ('"경사 하강법"~1 ', "경사를 저 따라 하강법으로", False),
    ],
)
def test_a_phrase_may_have_gaps(query: str, text: str, stands: bool) -> None:
    assert found(collection([Written("t", body=text)]), query) == ([0] if stands else [])


def test_expressions_are_tried_on_what_the_rest_leaves() -> None:
    written = [Written("Day18", body="x"), Written("b", body="Loss = 0.5\nacc"), Written("c")]
    posts = collection(written)
    assert found(posts, r"/day\d+/ ") == [0]
    assert found(posts, r"/^loss = \d\.\d$/ ") == [1]
    assert found(posts, r"tag:none /./ ") == []
    assert found(posts, r"-/o/ ") == [0, 2]


def test_what_an_expression_could_not_look_at_in_time_is_said() -> None:
    posts = collection([Written("?", body="a" * 60 + "!"), Written("aaab")])
    evaluation = Evaluation(posts, lambda: False)
    documents = evaluation.find(Regex("^(a|aa)+$|aab$"), posts.all)
    assert [posts.post(document).title for document in documents] == ["aaab"]
    assert len(evaluation.hints) == 1
    assert "1 of 2 posts were not looked at" in evaluation.hints[0]


def test_a_phrase_is_looked_for_once_in_each_text_while_it_is_typed() -> None:
    written = [Written("a", body="the gradient descent"), Written("b", body="descent, a gradient")]
    posts = collection(written)
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.title)
        return FileTexts("", written[int(post.slug)].body, "")

    posts.texts = Texts(reading)
    assert found(posts, '"gradient d') == [0]
    assert sorted(read) == ["a", "b"]
    posts.texts = Texts(reading)
    assert found(posts, '"gradient desc') == [0]
    assert found(posts, '"gradient desc') == [0]
    assert sorted(read) == ["a", "a", "b"]


COUNTED = st.dictionaries(st.sampled_from(["loss", "lossy", "x"]), st.integers(1, 400), max_size=3)
FIELDS_COUNTED = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("title", "body", "code", "tag"), COUNTED)
)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(FIELDS_COUNTED, min_size=1, max_size=12), st.sampled_from(["loss x ", "-x los", "l"])
)
def test_many_posts_are_scored_as_few_are(
    counted: list[dict[str, dict[str, int]]], text: str
) -> None:
    written = [Written("t", body="word " * i) for i in range(len(counted))]
    documents = range(2 * len(counted), len(counted), -1)
    posts = collection(written)
    posts = Collection(posts.posts, MemoryLexicon(counted, documents), posts.texts)
    query = parse(text, TODAY)
    evaluation = Evaluation(posts, lambda: False)
    hits = evaluation.find(query.node, posts.all)
    matches = list(evaluation.matches.values())
    few = rank.scores(posts.features, hits, rank.gains(posts, matches, lambda: False))
    many = scores_of_many(posts.features, hits, rank.gains(posts, matches, lambda: False))
    assert many.tolist() == pytest.approx([few[document] for document in sorted(hits)], rel=1e-4)


def test_the_best_of_very_many_are_found_without_ordering_the_rest() -> None:
    written = [Written(str(i), body="loss " * (1 + i * 7 % 50)) for i in range(900)]
    posts = collection(written)
    order = found(posts, "loss ")
    assert sorted(order) == list(range(900))
    evaluation = Evaluation(posts, lambda: False)
    documents = evaluation.find(parse("loss ", TODAY).node, posts.all)
    matches = list(evaluation.matches.values())
    ordered = rank.ordered(posts, matches, documents, "relevance", lambda: False)
    hits = Hits(posts, documents, ordered)
    assert [int(hit.post.slug) for hit in hits[:30]] == order[:30]
    assert int(hits[-1].post.slug) == order[-1]
    assert len(hits) == 900
    with pytest.raises(IndexError):
        _ = hits[900]


def test_of_equals_the_newer_comes_first() -> None:
    posts = collection([Written("a", body="loss"), Written("b", body="loss")])
    assert found(posts, "loss ") == [0, 1]
