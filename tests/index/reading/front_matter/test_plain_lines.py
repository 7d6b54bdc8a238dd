"""Front matter without fences, as Franklin and reStructuredText write it."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from index.journal import Journal
from index.post import Document
from index.reading.front_matter.front_matter import FrontMatter
from index.reading.front_matter.plain_lines import definitions, restructured_text


def read(root: Path, text: str) -> Document:
    (root / "journal").mkdir()
    (root / "journal" / "a.md").write_text(text, "utf-8")
    with Journal.open(root / "journal", cache=root / "cache") as journal:
        journal.refresh()
        assert not journal.problems
        return journal.document("a.md")


def test_definitions_of_a_page_are_its_front_matter(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "@def rss_pubdate = Date(2019, 5, 31)\n"
        '@def rss_description = """ 여름의 | 긴\n글 """\n\n'
        '@def published = "31 May 2019"\n@def title = "여름: 2019"\n'
        '@def tags = ["하나", "둘"]\n@def authors = "한 사람"\n@def hascode = true\n\n첫 문단\n',
    )
    post = document.post
    assert (post.title, post.day, post.date_source) == ("여름: 2019", "2019-05-31", "front matter")
    assert (post.tags, post.people) == (("하나", "둘"), ("한 사람",))
    assert document.body.strip() == "첫 문단"
    assert document.text.split("\n")[document.body_line - 1 :] == document.body.split("\n")
    found = {one.key: one.values for one in document.outline.properties}
    assert found["rss_description"] == ("여름의 | 긴 글",)
    assert found["hascode"] == ("true",)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("@def date = Date(2020, 1, 2)\n", "2020-01-02"),
        ("@def rss_pubdate = Dates.Date(2020, 11, 2)\n", "2020-11-02"),
        ('@def date = "2020-01-02"\n@def published = "3 May 2021"\n', "2020-01-02"),
        ("@def x = 1", None),
    ],
)
def test_the_date_of_a_page(text: str, date: str | None) -> None:
    assert definitions(FrontMatter(body=text)).values.get("date") == date


def test_what_follows_a_text_is_no_definition() -> None:
    front = definitions(FrontMatter(body="@def a = 1\n글\n@def b = 2\n"))
    assert (dict(front.values), front.body) == ({"a": "1"}, "글\n@def b = 2\n")


def test_a_definition_that_does_not_end_takes_bounded_time() -> None:
    begun = process_time()
    definitions(FrontMatter(body='@def a = """' + '""a' * 300_000))
    definitions(FrontMatter(body="@def a = [" + '"\\' * 300_000 + "]"))
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "My first post\n#############\n\n:date: 2010-10-03 10:20\n:tags: a, b\n"
            ":summary: one\n    two\n\nText\n:later: x\n",
            {
                "title": "My first post",
                "date": "2010-10-03 10:20",
                "tags": "a, b",
                "summary": "one two",
            },
        ),
        (
            "=====\n제목\n=====\n\n.. a comment\n   goes on\n:Date: 2024-01-06\n",
            {"title": "제목", "date": "2024-01-06"},
        ),
        ("제목\n====\n\n둘째\n----\n:date: 2024-01-06\n", {"title": "제목"}),
        ("Text alone\n:date: 2024-01-06\n", {}),
    ],
)
def test_the_title_and_the_fields_of_restructured_text(text: str, values: dict[str, str]) -> None:
    front = restructured_text(FrontMatter(body=text))
    assert (dict(front.values), front.body) == (values, text)


def test_posts_in_restructured_text_have_their_title_date_and_tags(tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (tmp_path / "site" / "pelicanconf.py").write_text("SITENAME = 'x'\n", "utf-8")
    (content / "a.rst").write_text(
        "The *post*\n==========\n\n:date: 2024-01-06\n:tags: one, two\n\nText.\n", "utf-8"
    )
    with Journal.open(tmp_path / "site", cache=tmp_path / "cache") as journal:
        journal.refresh()
        post = journal.find("content/a.rst")
    assert (post.title, post.day, post.tags) == ("The *post*", "2024-01-06", ("one", "two"))
