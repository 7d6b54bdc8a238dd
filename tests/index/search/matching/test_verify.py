"""When the texts of posts are looked into, and what is found there."""

from __future__ import annotations

from time import thread_time

import pytest

from index.errors import Cancelled
from index.messages import Message
from index.post import Post
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import MemoryPostingsSource
from index.search.corpus.text_cache import FileTexts, TextCache
from index.search.matching import verify
from index.search.matching.evaluate import Evaluation
from index.search.query.nodes import Regex
from index.search.query.parse import parse
from index.search.text import tokens
from tests.index.search.written import TODAY, Written, collection, found


def test_a_search_can_be_cancelled_while_it_reads_posts() -> None:
    posts = collection([Written(str(i), body="객체 검출") for i in range(50)])
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.path)
        return FileTexts("", "객체검출", "")

    posts.texts = TextCache(reading)
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

    posts.texts = TextCache(reading)
    assert sorted(found(posts, "경사하강법 ")) == [0, 1, 2, 4]
    assert sorted(read) == ["c", "d", "e"]


def test_a_file_is_read_once_for_all_its_fields() -> None:
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.path)
        return FileTexts("머리", "본문", "CODE")

    kept = TextCache(reading)
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

    kept = TextCache(read)
    seen = [kept.of(post, "body"), kept.of(post, "body")]
    assert [text and text.spaced for text in seen] == ["old", "new"]


def test_a_post_that_cannot_be_read_now_is_not_hidden() -> None:
    posts = collection([Written("a", body="객체 검출")])
    source = MemoryPostingsSource([{"body": tokens.count("객체 검출")}])
    unreadable = SearchCorpus(posts.posts, source, TextCache(lambda _: None))
    assert found(unreadable, "객체검출 ") == [0]


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
    wanted = "/^(a|aa)+$|aab$/"
    told = Message.of("search-unfinished", query=wanted, left=1, total=2)
    assert evaluation.hints == (told,)


def test_a_phrase_is_looked_for_once_in_each_text_while_it_is_typed() -> None:
    written = [Written("a", body="the gradient descent"), Written("b", body="descent, a gradient")]
    posts = collection(written)
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.title)
        return FileTexts("", written[int(post.slug)].body, "")

    posts.texts = TextCache(reading)
    assert found(posts, '"gradient d') == [0]
    assert sorted(read) == ["a", "b"]
    posts.texts = TextCache(reading)
    assert found(posts, '"gradient desc') == [0]
    assert found(posts, '"gradient desc') == [0]
    assert sorted(read) == ["a", "a", "b"]


def test_an_expression_goes_on_where_time_ended_before(monkeypatch: pytest.MonkeyPatch) -> None:
    posts = collection([Written(f"{i}", body="x") for i in range(40)])
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.title)
        return FileTexts("", "x", "")

    monkeypatch.setattr(verify, "thread_time", lambda: len(read) * 0.1)
    posts.texts = TextCache(reading)
    first, second = (Evaluation(posts, lambda: False) for _ in range(2))
    some = first.find(Regex("x", "body"), posts.all)
    assert first.hints
    more = second.find(Regex("x", "body"), posts.all)
    assert some < more == posts.all
    assert not second.hints
    assert sorted(read) == sorted(post.title for post in posts.posts)


@pytest.mark.parametrize(
    ("cpu_seconds", "wall_seconds", "looked_at"),
    [(0.01, 0.08, 40), (0.1, 0.1, 20), (0.0, 1.0, 16)],
    ids=["a machine with other work to do", "an expression that takes long", "a slow disk"],
)
def test_a_search_ends_by_the_work_it_has_done(
    cpu_seconds: float, wall_seconds: float, looked_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each post takes these seconds; all are looked at beside other work, however long that is."""
    posts = collection([Written(f"{i}", body="x") for i in range(40)])
    read: list[str] = []

    def reading(post: Post) -> FileTexts:
        read.append(post.title)
        return FileTexts("", "x", "")

    monkeypatch.setattr(verify, "thread_time", lambda: len(read) * cpu_seconds)
    monkeypatch.setattr(verify, "monotonic", lambda: len(read) * wall_seconds)
    posts.texts = TextCache(reading)
    evaluation = Evaluation(posts, lambda: False)
    documents = evaluation.find(Regex("x", "body"), posts.all)
    assert len(documents) == len(read)
    assert abs(len(read) - looked_at) <= 1  # sums of tenths
    assert bool(evaluation.hints) == (looked_at < 40)


def test_expressions_look_at_the_rest_beside_other_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """An expression does not end in six posts; each takes seven times its CPU time."""
    posts = collection([*(Written("?", body="a" * 60 + "!") for _ in range(6)), Written("aaab")])
    started = thread_time()
    monkeypatch.setattr(verify, "monotonic", lambda: (thread_time() - started) * 7)
    evaluation = Evaluation(posts, lambda: False)
    documents = evaluation.find(Regex("^(a|aa)+$|aab$"), posts.all)
    assert [posts.post(document).title for document in documents] == ["aaab"]
    (hint,) = evaluation.hints
    assert hint == Message.of("search-unfinished", query="/^(a|aa)+$|aab$/", left=6, total=7)


def test_slow_posts_do_not_hide_the_others() -> None:
    """An expression does not end in the twenty newest posts, which would take all the time."""
    slow = [Written("?", body="a" * 60 + "!") for _ in range(20)]
    posts = collection([*slow, *(Written("aaab") for _ in range(5))])
    evaluation = Evaluation(posts, lambda: False)
    documents = evaluation.find(Regex("^(a|aa)+$|aab$"), posts.all)
    assert [posts.post(document).title for document in documents] == ["aaab"] * 5
    (hint,) = evaluation.hints
    assert dict(hint.fields)["left"] == 20


def test_a_post_that_was_not_done_has_its_turn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    posts = collection([Written("slow"), Written("fast")])
    turns: list[str] = []

    def matches(self: object, *asked: object) -> bool:
        title = posts.post(asked[-1]).title if isinstance(asked[-1], int) else ""
        turns.append(title)
        if turns == ["slow"]:
            raise TimeoutError
        return True

    monkeypatch.setattr(verify.Verifier, "_matches", matches)
    evaluation = Evaluation(posts, lambda: False)
    assert evaluation.find(Regex("x", "body"), posts.all) == posts.all
    assert turns == ["slow", "fast", "slow"]
    assert not evaluation.hints
