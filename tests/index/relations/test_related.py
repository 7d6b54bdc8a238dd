"""Which posts are related to one, and that each reason holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import Cancelled
from index.folding import fold
from index.journal import Journal
from index.post import Post
from index.results import Reason

FILLER = "".join(f"- 항목 {number}\n" for number in range(3))


def write(root: Path, posts: dict[str, tuple[str, str]]) -> None:
    """Posts by title: front matter beside it, and body."""
    root.mkdir(exist_ok=True)
    for number, (title, (front, body)) in enumerate(posts.items()):
        text = f"---\ntitle: '{title}'\ndate: 2021-09-{number + 1:02}\n{front}\n---\n{body}\n"
        (root / f"post-{number}.md").write_text(text, "utf-8")


def opened(root: Path, posts: dict[str, tuple[str, str]]) -> Journal:
    write(root, posts)
    journal = Journal.open(root, cache=root.parent / "kept")
    journal.refresh()
    return journal


def found(journal: Journal, title: str) -> dict[str, tuple[Reason, ...]]:
    return {one.post.title: one.reasons for one in journal.related(journal.find(title))}


OTHERS = {f"Other {letter}": ("tags: [diary]", f"잡담 {letter}") for letter in "abcdefgh"}


def test_a_rare_tag_counts_more_than_a_common_one(tmp_path: Path) -> None:
    posts = {
        "Common": ("tags: [diary]", "점심"),
        "Rare": ("tags: [Rust]", "저녁"),
        "Mine": ("tags: [rust, diary]", "아침"),
        **OTHERS,
    }
    journal = opened(tmp_path / "log", posts)
    related = found(journal, "Mine")
    assert next(iter(related)) == "Rare"
    assert related["Rare"] == (Reason("tag", ("rust",)),)


def test_nested_tags_share_what_stands_above_them(tmp_path: Path) -> None:
    posts = {
        "Algebra": ("tags: [study/math/algebra]", "가"),
        "Calculus": ("tags: [study/math/calculus]", "나"),
        "Cooking": ("tags: [kitchen]", "다"),
    }
    journal = opened(tmp_path / "log", posts)
    assert found(journal, "Algebra") == {"Calculus": (Reason("tag", ("study/math",)),)}


def test_commands_of_tex_are_no_words_in_common(tmp_path: Path) -> None:
    formula = r"$$\begin{bmatrix} 1 \\ 2 \end{bmatrix} \lambda$$"
    journal = opened(
        tmp_path / "log",
        {
            "Mine": ("", f"고윳값 고윳값\n\n{formula}"),
            "Same": ("", f"고윳값\n\n{formula}"),
            **OTHERS,
        },
    )
    assert found(journal, "Mine") == {"Same": (Reason("words", ("고윳값",)),)}


def test_a_series_a_category_and_words_are_reasons(tmp_path: Path) -> None:
    posts = {
        "선형대수 1": ("categories: [math]", "고윳값을 구한다. Eigen decomposition"),
        "선형대수 2": ("categories: [math]", "고윳값은 행렬의 것이다. eigen"),
        "미적분": ("categories: [math]", "기울기"),
        "요리": ("categories: [life]", "고윳값과 찌개"),
    }
    related = found(opened(tmp_path / "log", posts), "선형대수 1")
    assert [reason.kind for reason in related["선형대수 2"]] == ["series", "category", "words"]
    assert related["선형대수 2"][0].names == ("선형대수",)
    assert set(related["선형대수 2"][2].names) == {"고윳값", "Eigen"}
    assert related["미적분"] == (Reason("category", ("math",)),)
    assert related["요리"] == (Reason("words", ("고윳값",)),)


def test_the_best_four_are_given_the_same_each_time(tmp_path: Path) -> None:
    journal = opened(tmp_path / "log", {**OTHERS, "Mine": ("tags: [diary]", "잡담 a 잡담")})
    first = journal.related(journal.find("Mine"))
    assert len(first) == 4
    assert journal.related(journal.find("Mine")) == first
    dates = [one.post.day for one in first[1:]]
    assert dates == sorted(dates, reverse=True)


def test_a_syllable_pair_in_other_words_is_no_word_in_common(tmp_path: Path) -> None:
    posts = {
        "Mine": ("", "과학자를 만났다"),
        "Parts": ("", "사과 학자금 자학 학자"),
        "Same": ("", "과학자가 왔다"),
    }
    related = found(opened(tmp_path / "log", posts), "Mine")
    assert related == {"Same": (Reason("words", ("과학자",)),)}


def test_a_single_word_of_many_relates_nothing(tmp_path: Path) -> None:
    words = " ".join(f"낱말{letter}나무" for letter in "가나다라마바사아자차카타파하거너더러머버")
    posts = {
        "Mine": ("", f"고윳값 {words}"),
        "One": ("", "고윳값"),
        "Two": ("", "고윳값 낱말가나무"),
    }
    assert found(opened(tmp_path / "log", posts), "Mine").keys() == {"Two"}


def test_names_of_people_are_no_words(tmp_path: Path) -> None:
    said = "참가자 : 오하은, 홍요한, Ada Lovelace\n\n"
    posts = {
        "Mine": ("", said + "회의록 lace"),
        "Other": ("", said + "잡담"),
        "Third": ("", "회의록 lace"),
    }
    related = found(opened(tmp_path / "log", posts), "Mine")
    assert related["Other"] == (Reason("words", ("참가자",)),)
    assert related["Third"] == (Reason("words", ("lace", "회의록")),)


def test_a_post_that_is_not_indexed_yet_has_its_names(tmp_path: Path) -> None:
    root = tmp_path / "log"
    posts = {"Mine": ("tags: [Rust]", "borrow"), "Rare": ("tags: [Rust]", "borrow"), **OTHERS}
    write(root, posts)
    journal = Journal.open(root, cache=tmp_path / "kept")
    seen: list[tuple[str, ...]] = []

    def told(posts: object) -> None:
        mine = next(post for post in journal.posts if post.title == "Mine")
        seen.append(tuple(one.post.title for one in journal.related(mine)))

    journal.refresh(titles=told)
    assert seen
    assert seen[0] == ("Rare",)


def test_a_post_that_has_gone_still_has_its_names(tmp_path: Path) -> None:
    root = tmp_path / "log"
    posts = {"Mine": ("tags: [Rust]", "borrow"), "Rare": ("tags: [Rust]", "borrow"), **OTHERS}
    journal = opened(root, posts)
    mine = journal.find("Mine")
    (root / mine.path).unlink()
    journal.refresh()
    assert [one.post.title for one in journal.related(mine)] == ["Rare"]


def test_it_can_be_stopped(tmp_path: Path) -> None:
    journal = opened(tmp_path / "log", OTHERS)
    with pytest.raises(Cancelled):
        journal.related(journal.posts[0], cancelled=lambda: True)


WORDS = st.sampled_from(["경사하강법", "손실을", "Adam", "loss", "행렬의", "그래프", "BFS", "정렬"])
NAMES = st.lists(st.sampled_from(["a", "a/b", "a/c", "D", "d"]), max_size=3)


@st.composite
def journals(draw: st.DrawFn) -> dict[str, tuple[str, str]]:
    titles = st.sampled_from(["기록 1", "기록 2", "기록 3", "Loss", "찌개", "A 1", "A 2", "첫 글"])
    found = {}
    for title in draw(st.lists(titles, unique=True, min_size=1, max_size=7)):
        tags, categories = ", ".join(draw(NAMES)), ", ".join(draw(NAMES))
        body = " ".join(draw(st.lists(WORDS, max_size=8)))
        found[title] = (f"tags: [{tags}]\ncategories: [{categories}]", body)
    return found


@given(posts=journals())
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_reason_holds_and_no_post_comes_twice_or_is_the_same(
    posts: dict[str, tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    journal = opened(tmp_path_factory.mktemp("any") / "log", posts)
    texts = {post.path: _text(journal, post) for post in journal.posts}
    for post in journal.posts:
        related = journal.related(post)
        paths = [one.post.path for one in related]
        assert post.path not in paths
        assert len(set(paths)) == len(paths) <= 4
        for one in related:
            assert one.reasons
            for reason in one.reasons:
                _check(journal, reason, post, one.post, texts)
    journal.close()


def _text(journal: Journal, post: Post) -> str:
    return fold(f"{post.title}\n{journal.document(post.path).prose}")


def _check(
    journal: Journal, reason: Reason, post: Post, other: Post, texts: dict[str, str]
) -> None:
    assert reason.names
    match reason.kind:
        case "series":
            assert other in journal.series(post)
        case "words":
            for name in reason.names:
                assert fold(name) in texts[post.path]
                assert fold(name) in texts[other.path]
        case kind:
            for name in reason.names:
                for carried in (post, other):
                    names = carried.tags if kind == "tag" else carried.categories
                    beginnings = [f"{fold(one)}/" for one in names]
                    assert any(one.startswith(f"{fold(name)}/") for one in beginnings)
