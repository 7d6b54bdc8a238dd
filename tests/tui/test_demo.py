"""The built-in demo is a whole journal: everything it shows off is there, and nothing is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from index import Flag, Journal
from tui.cli.opening import demo


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    journal = Journal.open(demo(), cache=tmp_path_factory.mktemp("cache"))
    journal.refresh()
    yield journal
    journal.close()


def slugs(journal: Journal, flag: Flag) -> list[str]:
    return [post.slug for post in journal.posts if flag in post.flags]


def test_every_file_of_the_demo_is_a_post_with_title_date_and_category(journal: Journal) -> None:
    assert journal.name == "일기 — a demo journal"
    assert sorted(post.path for post in journal.posts) == sorted(
        f"{file.relative_to(demo()).as_posix()}" for file in demo().rglob("*.md")
    )
    assert all(post.title and post.date and post.categories for post in journal.posts)


def test_the_demo_spans_two_years_newest_first(journal: Journal) -> None:
    days = [post.day for post in journal.posts]
    assert days == sorted(days, reverse=True)
    assert (days[-1], days[0]) == ("2023-01-02", "2024-12-28")


def test_the_only_problem_is_the_link_left_broken_on_purpose(journal: Journal) -> None:
    (problem,) = journal.problems
    assert (problem.path, problem.kind) == ("_posts/dev/2023-08-05-git-undo.md", "reference")
    assert problem.line is not None
    line = (demo() / problem.path).read_text("utf-8").splitlines()[problem.line - 1]
    assert "/dev/git/git-rebase/" in line


def test_every_other_link_leads_somewhere(journal: Journal) -> None:
    broken = [
        link.target
        for post in journal.posts
        for link in journal.outline(post.path).links
        if journal.resolve(link, post).kind == "broken"
    ]
    assert broken == ["/dev/git/git-rebase/"]


def test_a_link_with_a_category_of_old_still_finds_its_post(journal: Journal) -> None:
    post = journal.find("attention")
    (link,) = (
        link for link in journal.outline(post.path).links if link.target.startswith("/optimization")
    )
    assert journal.resolve(link, post).post == journal.find("gradient-descent")


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("bootcamp-day2", ["bootcamp-day1", "bootcamp-day2", "bootcamp-day17"]),
        ("linear-algebra-2", ["linear-algebra-1", "linear-algebra-2", "linear-algebra-3"]),
    ],
)
def test_the_demo_has_two_series(journal: Journal, reference: str, parts: list[str]) -> None:
    assert [post.slug for post in journal.series(journal.find(reference))] == parts


def test_a_draft_and_an_unpublished_post_show_their_marks(journal: Journal) -> None:
    assert slugs(journal, "draft") == ["docker-layers"]
    assert slugs(journal, "unpublished") == ["next-year"]
    assert not slugs(journal, "broken")


@pytest.mark.parametrize(
    "flag", ["code", "image", "link", "math", "table", "note", "question", "answer", "unanswered"]
)
def test_the_demo_has_something_of_everything(journal: Journal, flag: Flag) -> None:
    assert slugs(journal, flag)


def test_people_of_the_first_day_have_their_roles(journal: Journal) -> None:
    people = journal.outline(journal.find("bootcamp-day1").path).people
    assert ("서가온", "모더레이터") in [(person.name, person.role) for person in people]
    assert [person.name for person in people if person.role == "참가자"] == [
        "한여름",
        "서가온",
        "문다온",
        "유하늘",
    ]


def test_half_of_the_demo_is_in_english_and_half_in_korean(journal: Journal) -> None:
    korean = [post for post in journal.posts if re.search("[가-힣]", post.title)]
    assert len(journal.posts) / 2 - 1 <= len(korean) <= len(journal.posts) / 2 + 1


_KEY = re.compile(r"<kbd>(.*?)</kbd>")


@pytest.mark.parametrize("start", ["start-here", "start-here-ko"])
def test_the_first_post_teaches_four_keys_one_at_a_time(journal: Journal, start: str) -> None:
    text = (demo() / journal.find(start).path).read_text("utf-8")
    lessons = re.findall(r"^## (\d)\. [^\n]*: (\S+)\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL)
    assert [(number, key) for number, key, _ in lessons] == [
        ("1", "Space"),
        ("2", "s"),
        ("3", "H"),
        ("4", "?"),
    ]
    for _, key, lesson in lessons:
        assert _KEY.findall(lesson)[0] == key


@pytest.mark.parametrize("query", ["경사하강법", "gradient", "윈도 함수", "reflog"])
def test_what_the_first_post_suggests_to_search_for_is_found(journal: Journal, query: str) -> None:
    assert journal.search(query).total
