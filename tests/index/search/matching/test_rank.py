"""Which of the posts that a query finds comes first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.messages import Message
from index.results import Answer
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import MemoryPostingsSource
from index.search.matching import rank
from index.search.matching.evaluate import Evaluation
from index.search.matching.hits import HitList
from index.search.matching.rank_arrays import scores_of_many
from index.search.matching.term_weights import term_contributions
from index.search.query.parse import parse
from tests.index.search.written import TODAY, Written, collection, found


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


def test_rare_words_count_more_than_common_ones() -> None:
    common = [Written("x", body="loss") for _ in range(9)]
    posts = collection([*common, Written("y", body="kernel")])
    assert found(posts, "loss OR kernel ")[0] == 9


def test_a_text_that_stands_twice_in_a_query_counts_in_either_place() -> None:
    posts = collection([Written("a", body="beta loss"), Written("loss", body="alpha")])
    assert found(posts, "(alpha loss ) OR (beta loss )") == [1, 0]


def test_the_spacing_that_was_typed_comes_first() -> None:
    posts = collection([Written("a", body="객체검출"), Written("b", body="객체 검출")])
    assert found(posts, '"객체 검출" ') == [1, 0]
    assert found(posts, "객체검출 ") == [0, 1]


def test_words_that_stand_together_come_first() -> None:
    bodies = ["검출 이전의 객체", "객체검출", "객체 검출"]
    posts = collection([Written("t", body=f"{body} 모델") for body in bodies])
    assert found(posts, "객체 검출 ") == [2, 1, 0]


def test_of_equals_the_newer_comes_first() -> None:
    posts = collection([Written("a", body="loss"), Written("b", body="loss")])
    assert found(posts, "loss ") == [0, 1]


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
    posts = SearchCorpus(posts.posts, MemoryPostingsSource(counted, documents), posts.texts)
    query = parse(text, TODAY)
    evaluation = Evaluation(posts, lambda: False)
    hits = evaluation.find(query.node, posts.all)
    matches = list(evaluation.matches.values())
    few = rank.scores(posts.features, hits, term_contributions(posts, matches, lambda: False))
    many = scores_of_many(posts.features, hits, term_contributions(posts, matches, lambda: False))
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
    hits = HitList(posts, documents, ordered)
    assert [int(hit.post.slug) for hit in hits[:30]] == order[:30]
    assert int(hits[-1].post.slug) == order[-1]
    assert len(hits) == 900
    answer = Answer("loss ", hits, Message.of("query-every-post"))
    assert [int(post.slug) for post in answer.posts] == order
    assert (answer.posts[300], *answer.posts[301:303]) == tuple(hit.post for hit in hits[300:303])
    with pytest.raises(IndexError):
        _ = hits[900]


def test_the_oldest_first_ends_with_those_without_a_date() -> None:
    posts = collection([Written("new"), Written("old"), Written("undated", dated=False)])
    assert found(posts, "sort:old") == [1, 0, 2]
