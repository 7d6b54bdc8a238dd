from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.post import ContentsSettings, Document, Outline
from index.reading import read as reading
from index.reading.file_text import LARGEST
from index.reading.files.kinds.jekyll import JEKYLL
from index.reading.files.kinds.kind import Kind, SourceKind
from index.reading.files.kinds.registry import BY_NAME, KINDS
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import read, scan_of
from index.reading.scanning import scanned
from index.search.corpus import post_terms

_SITE = Site(root=Path("/journal"), kind=JEKYLL)


def written(folder: Path, data: bytes | str, name: str = "2021-09-10-day-29.md") -> SourceFile:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return SourceFile(f"_posts/{name}", str(path), 0, 0, "post", "posts")


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name))


def is_safe(text: str) -> bool:
    return not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n" for c in text) and (
        not set(text)
        & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    )


def lines_of(outline: Outline) -> list[int]:
    return [
        *(heading.line for heading in outline.headings),
        *(question.line for question in outline.questions),
    ]


def check(document: Document) -> None:
    assert all(is_safe(text) for text in texts_of(document))
    outline = replace(document.outline, questions=())
    problems = tuple(replace(problem, path="") for problem in document.problems)
    for line in texts_of((replace(document.post, path=""), outline, problems)):
        assert "\n" not in line
        assert unicodedata.is_normalized("NFC", line)
    lines = document.text.split("\n")
    for problem in document.problems:
        assert problem.line is None or 1 <= problem.line <= len(lines)
        if problem.line is not None and problem.column is not None:
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    assert all(1 <= link.line <= len(lines) for link in document.outline.links)
    for line_number in lines_of(document.outline):
        assert document.body_line <= line_number <= len(lines)
    assert document.prose.count("\n") == document.body.count("\n")
    if not document.post.path.endswith(".mdx"):  # its modules and comments are left out
        assert document.text.endswith(document.body)


_PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "---\n",
                "...\n",
                "+++\n",
                "{",
                "}",
                "title: ",
                "date: ",
                "tags: ",
                "[",
                "]",
                "\n",
                "- ",
                "&a ",
                "*a",
                "<<: ",
                "!!python/object ",
                '"\\e[31m"',
                '"\\u202e"',
                "\r",
                "\t",
                "#",
                "```",
                "2021-09-10",
                "'",
                ": ",
                "? ",
                "categories:\n- ",
                "\x1b]0;x\x07",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=40,
).map("".join)


_MARKUP = st.lists(
    st.sampled_from(
        [
            "![](https://img.shields.io/badge/a%1b%0a-b%E2%80%AE-red)",
            "&#27;",
            "&#x202e;",
            "&rlm;",
            "&#0;",
            "{:<a}",
            "{{< figure src='a&#27;' caption='&#8238;' >}}",
            '<a href="a\n\tb">',
            "</a>",
            '<img src="&#10;" alt="&#133;">',
            "{% raw\n%}",
            "{%\nendraw %}",
            "[[a\t|b\tc]]",
            "*e*\u0301",
            "`",
            "# ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "Q. ",
            "A. ",
            "참가자 : ",
            "```\x1b\n",
            "{: #\u202e .no_toc}\n",
            "%%",
            "가",
            "<!--",
            "-->",
        ]
    ),
    max_size=40,
).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("posts")


@given(data=st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_become_a_document_that_may_be_drawn(folder: Path, data: bytes) -> None:
    check(read(written(folder, data), _SITE))


@given(text=_PIECES)
@example("a: &a [*a]\ntitle: *a\n")
@example("title: &a {b: *a}\ntags: &t [*t, x]\n")
@settings(deadline=None)
def test_any_front_matter_becomes_a_document_that_may_be_drawn(folder: Path, text: str) -> None:
    for data in (f"---\n{text}\n---\nbody\n", text):
        check(read(written(folder, data.encode("utf-8", "surrogatepass")), _SITE))


@given(text=_MARKUP, kind=st.sampled_from(["post", "note"]))
@settings(deadline=None)
def test_any_markup_becomes_a_document_that_may_be_drawn(
    folder: Path, text: str, kind: SourceKind
) -> None:
    check(read(replace(written(folder, text), kind=kind), _SITE))


def test_an_alias_within_itself_and_merged_keys_by_the_million_are_no_matter(
    tmp_path: Path,
) -> None:
    merges = "".join(
        f"k{i}: &k{i} {{<<: [{', '.join([f'*k{i - 1}'] * 9)}]}}\n" for i in range(1, 9)
    )
    document = read(
        written(tmp_path, f"---\nk0: &k0 {{a: b}}\n{merges}title: 남은 제목\n---\n"), _SITE
    )
    assert document.post.title == "남은 제목"


def test_a_large_file_is_read_in_part_and_says_so(tmp_path: Path) -> None:
    data = b"---\ntitle: long\n---\n" + b"word\n" * (LARGEST // 5 + 100)
    document = read(written(tmp_path, data), _SITE)
    assert document.post.title == "long"
    assert len(document.text) <= LARGEST
    assert [(p.kind, p.recovered) for p in document.problems] == [("size", False), ("size", True)]


def test_a_file_that_has_gone_is_a_post_by_its_name_with_a_problem(tmp_path: Path) -> None:
    gone = SourceFile(
        "_posts/2021-09-10-day-29.md", str(tmp_path / "gone.md"), 0, 0, "post", "posts"
    )
    document = read(gone, _SITE)
    assert document.post.title == "Day 29"
    assert [problem.kind for problem in document.problems] == ["unreadable"]
    assert "broken" in document.post.flags


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    pipe = SourceFile("pipe.md", str(tmp_path / "pipe.md"), 0, 0)
    assert read(pipe, _SITE).body == ""


@pytest.mark.parametrize(
    ("data", "kind", "place"),
    [
        ("---\ntitle: Git: 되돌리기\n---\n", "front matter", (2, 11)),
        ("---\ntitle: a\n'date': 09/10/2021\n---\n", "date", (3, None)),
        ('+++\n\ndate = "soon"\n+++\n', "date", (3, None)),
        ("---\na: 1\nb: 2\na: 3\n---\n", "front matter", (4, None)),
        ("---\ntitle: a\n", "front matter", (1, 1)),
        ("---\ntitle: a\n---\n\n```\ncode\n", "markdown", (5, None)),
        (b"---\r\ntitle: a\r\n---\r\r\xff\xff \xea\xb0\x80 \xea\xb0\x80", "encoding", (5, None)),
        (b"\xff\xfe" + "\uac0a\n글\n".encode("utf-16-le") + b"\x00\xd8", "encoding", (3, None)),
    ],
)
def test_a_problem_tells_where_it_is_in_the_file(
    tmp_path: Path, data: bytes | str, kind: str, place: tuple[int, int | None]
) -> None:
    (problem,) = read(written(tmp_path, data), _SITE).problems
    assert problem.kind == kind
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize(
    ("front", "kind", "flag"),
    [
        ("published: false", "post", "unpublished"),
        ("draft: true", "post", "draft"),
        ("title: a", "draft", "draft"),
        ("date: 2999-01-01", "post", "future"),
        ("toc: true", "post", "toc"),
        ("title: a: b", "post", "broken"),
    ],
)
def test_flags_tell_what_front_matter_says(
    tmp_path: Path, front: str, kind: SourceKind, flag: str
) -> None:
    file = replace(written(tmp_path, f"---\n{front}\n---\n"), kind=kind)
    assert flag in read(file, _SITE).post.flags
    assert flag not in read(written(tmp_path, "---\ntitle: a\n---\n"), _SITE).post.flags


def test_front_matter_speaks_of_contents_names_and_reading_time(tmp_path: Path) -> None:
    text = (
        "---\nredirect_from: /old/\naliases: [이전 이름]\nwords_per_minute: 10\n"
        "toc: false\ntoc_label: Label\ntoc_sticky: true\n"
        "defaults:\n- values: {excerpt: 기본, toc: true}\n---\n"
    )
    document = read(written(tmp_path, text + "word " * 100), _SITE)
    assert document.post.aliases == ("/old/", "이전 이름")
    assert document.post.minutes == 10
    assert document.post.excerpt == "기본"
    assert document.outline.contents == ContentsSettings(shown=False, label=None, sticky=True)


@pytest.mark.parametrize(
    ("date", "told"), [("'{{date}}'", 0), ("<% tp.date.now() %>", 0), ("'{{date'", 1)]
)
def test_the_date_of_a_template_of_notes_is_no_problem(
    tmp_path: Path, date: str, told: int
) -> None:
    file = replace(written(tmp_path, f"---\ndate: {date}\n---\n", "a.md"), kind="note")
    assert len(read(file, replace(_SITE, kind=BY_NAME["obsidian"])).problems) == told
    assert len(read(file, _SITE).problems) == 1


def test_a_draft_without_a_date_has_that_of_its_last_change(tmp_path: Path) -> None:
    file = written(tmp_path, "---\ntitle: a\n---\n글\n", "idea.md")
    day = 86_400 * 1_000_000_000
    draft = replace(file, path="_drafts/idea.md", kind="draft", mtime_ns=day)
    assert read(draft, _SITE).post.day == "1970-01-02"
    assert read(draft, _SITE).post.url == "/1970/01/02/idea.html"
    committed = replace(draft, first_commit=3 * 86_400)
    assert read(committed, _SITE).post.day == "1970-01-02"


def test_the_date_of_a_post_without_one_is_estimated_by_its_file(tmp_path: Path) -> None:
    file = written(tmp_path, "---\ntitle: a\n---\n글\n", "idea.md")
    changed = replace(file, kind="note", path="idea.md", mtime_ns=2 * 86_400 * 1_000_000_000)
    post = read(changed, _SITE).post
    assert (post.marked_day, post.date_source) == ("~1970-01-03", "modified")
    assert "undated" in post.flags
    post = read(replace(changed, first_commit=86_400), _SITE).post
    assert (post.marked_day, post.date_source) == ("~1970-01-02", "commit")
    assert "undated" in post.flags


@pytest.mark.parametrize("kind", ["folder", "obsidian", "vuepress", "vitepress", "mkdocs"])
def test_the_folder_of_a_note_is_its_category(tmp_path: Path, kind: str) -> None:
    site = replace(_SITE, kind=BY_NAME[kind], content=("docs",) if kind == "mkdocs" else ())

    def categories(path: str) -> tuple[str, ...]:
        file = written(tmp_path, "글\n", "a.md")
        return read(replace(file, path=path, kind="note", collection=""), site).post.categories

    assert categories("git/basics/undo.md") == ("git/basics",)
    assert categories("undo.md") == ()
    above = () if kind == "mkdocs" else ("docs",)
    assert categories("docs/undo.md") == above
    assert categories("git/undo/index.md") == ("git",)


def test_an_estimate_is_never_in_the_future_nor_in_an_address(tmp_path: Path) -> None:
    file = written(tmp_path, "---\ntitle: a\n---\n글\n", "idea.md")
    late = replace(file, path="_posts/idea.md", mtime_ns=2**62, first_commit=2**60)
    post = read(late, _SITE).post
    assert post.date is not None
    assert post.date <= datetime.now(UTC)
    assert "future" not in post.flags
    assert post.url == read(replace(late, mtime_ns=0, first_commit=0), _SITE).post.url


def test_a_year_has_four_digits(tmp_path: Path) -> None:
    file = written(tmp_path, "---\ndate: 0033-04-03\n---\n")
    assert read(file, _SITE).post.day == "0033-04-03"


def test_where_a_date_is_from(tmp_path: Path) -> None:
    dated = written(tmp_path, "---\ndate: 2021-09-11\n---\n")
    assert read(dated, _SITE).post.date_source == "front matter"
    named = written(tmp_path, "글\n")
    assert read(named, _SITE).post.date_source == "name"
    assert read(named, _SITE).post.marked_day == "2021-09-10"


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("zola", "path: 2018/12/06/call-for-proposals"),
        ("zola", "path: inside-rust/2018/12/6/call"),
        ("hugo", "url: /blog/2018/12/06/"),
        ("folder", "permalink: https://example.com/2018/12/06/call.html"),
        ("docusaurus", "slug: /2018/12/06/call"),
        ("folder", "path: 2018/12/06/call"),
        ("zola", "url: /2018/12/06/call"),
    ],
)
def test_an_address_in_front_matter_dates_a_post(tmp_path: Path, kind: str, address: str) -> None:
    site = replace(_SITE, kind=next(one for one in KINDS if one.name == kind))

    def dated(front: str, path: str = "content/call.md") -> tuple[str, str]:
        file = written(tmp_path, f"---\n{front}\n---\n글\n")
        post = read(replace(file, path=path, kind="note", collection=""), site).post
        return post.marked_day, post.date_source

    assert dated(address) == ("2018-12-06", "front matter")
    assert dated(f"{address}\ndate: 2018-12-10") == ("2018-12-10", "front matter")
    assert dated(address, "content/2018-12-07-call.md") == ("2018-12-07", "name")
    for no_day in ("2018/13/06", "2018/02/30", "2018/12", "12018/12/06"):
        undated = address.replace("2018/12/06", no_day).replace("2018/12/6", no_day)
        assert dated(undated) == ("~1970-01-01", "modified")


def test_the_address_of_a_page_elsewhere_dates_no_post(tmp_path: Path) -> None:
    file = written(tmp_path, "---\nurl: https://example.com/2018/12/06/read\n---\n글\n")
    note = replace(file, path="bookmark.md", kind="note", collection="")
    assert read(note, _SITE).post.date_source == "modified"


def test_a_heading_that_opens_a_post_without_front_matter_is_its_title(tmp_path: Path) -> None:
    assert read(written(tmp_path, "\n# 제목\n글\n"), _SITE).post.title == "제목"
    assert read(written(tmp_path, "글\n\n# 제목\n"), _SITE).post.title == "Day 29"
    assert read(written(tmp_path, "---\ntitle: false\n---\n# 제목\n"), _SITE).post.title == "Day 29"
    assert read(written(tmp_path, "---\ntitle: no\n---\n"), _SITE).post.title == "no"


def test_a_page_of_a_jekyll_site_is_kramdown_and_has_no_inline_tags(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("theme: minima\n", "utf-8")
    (tmp_path / "git.md").write_text("#git 을 쓴다\n\n ## plain\n", "utf-8")
    site = Site.load(tmp_path)
    (file,) = walk(site)
    assert isinstance(file, SourceFile)
    document = read(file, site)
    assert (document.post.tags, document.outline.headings) == ((), ())


def test_notes_are_called_by_their_first_heading_and_have_inline_tags(tmp_path: Path) -> None:
    (tmp_path / "git.md").write_text("# 되돌리기\n\n#git 을 쓴다\n", "utf-8")
    (tmp_path / "2021-09-10.md").write_text("일지\n", "utf-8")
    site = Site.load(tmp_path)
    posts = {f.path: read(f, site).post for f in walk(site) if isinstance(f, SourceFile)}
    assert posts["git.md"].title == "되돌리기"
    assert posts["git.md"].tags == ("git",)
    assert posts["git.md"].is_estimated
    assert posts["git.md"].url == "/git"
    assert posts["2021-09-10.md"].day == "2021-09-10"


def test_a_post_says_what_its_defaults_do_not(tmp_path: Path) -> None:
    posts = tmp_path / "_posts" / "py"
    posts.mkdir(parents=True)
    (tmp_path / "_config.yml").write_text(
        "timezone: Asia/Seoul\ndefaults:\n"
        "- scope: {path: _posts/p, type: posts}\n"
        "  values: {toc: true, categories: [Study], permalink: '/:year/:slug/', title: D}\n",
        "utf-8",
    )
    (posts / "2021-09-10-Big O!.md").write_text("---\ncategories: Algo\ntoc:\n---\n글\n", "utf-8")
    site = Site.load(tmp_path)
    (post,) = (read(f, site).post for f in walk(site) if isinstance(f, SourceFile))
    assert post.title == "D"
    assert post.categories == ("Study", "Algo")
    assert post.url == "/2021/big-o/"
    assert "toc" in post.flags
    assert post.date is not None
    assert post.date.astimezone(UTC) == datetime(2021, 9, 9, 15, tzinfo=UTC)


def test_every_file_is_read_or_named_among_the_problems(corpus: Path) -> None:
    root = corpus
    site = Site.load(root)
    named = set()
    for found in walk(site):
        named.add(found.path)
        if isinstance(found, SourceFile):
            check(read(found, site))
    there = {
        f"{path.relative_to(root)}"
        for path in root.rglob("*")
        if path.suffix[1:].lower() in site.markdown_extensions and path.is_file()
    }
    there -= {"mdbook/src/SUMMARY.md"}  # a table of contents
    assert there <= named
    assert len(there) >= 30


YAML = [
    *("---\ntitle: a\n---\n", "---\n: [\n...\n", "---\n", "---\nwords alone\n---\n"),
    *("---\na: [\n---\n", "---\na: b\n c: d\n e\n---\n", "---\na:b\n---\n", "---\n- a\n---\n"),
    *("---\n# a: b\n---\n", "---\na: b\nc\n---\n", f"---\n{'k' * 300}: [\n---\n"),
]
FRONTS = st.sampled_from(
    ["", *YAML, "+++\na = 1\n+++\n", '{"a": 1}\n', "{\n", "title: a\n\n", "a:: b\n"]
)
LINES = ["# 머리", "글 `x`", "", "---", "```", "#tag", "%%c%%", "+++", "}"]
BODIES = st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)


@given(FRONTS, BODIES, st.sampled_from(KINDS))
def test_a_body_by_itself_is_read_as_in_its_document(
    tmp_path_factory: pytest.TempPathFactory, front: str, body: str, kind: Kind
) -> None:
    file = replace(written(tmp_path_factory.getbasetemp(), front + body), kind="note")
    site = replace(_SITE, kind=kind)
    document, scan = read(file, site), scanned(file, site, partial(scan_of, file, site))
    assert scan is not None
    assert (scan.prose, scan.code) == (document.prose, document.code)
    assert (scan.headings, scan.first_line) == (document.outline.headings, document.body_line)


def test_a_body_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    file = written(tmp_path, "글")
    Path(file.real).unlink()
    assert scanned(file, _SITE, partial(scan_of, file, _SITE)) is None


def test_what_is_too_long_to_be_searched_whole_is_told_and_shown_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_SEARCHED", 1_000)
    monkeypatch.setattr(post_terms, "MOST_SEARCHED", 1_000)
    document = read(written(tmp_path, "# 글\n\n" + "낱말 " * 600), _SITE)
    assert [problem.kind for problem in document.problems] == ["size"]
    assert "broken" not in document.post.flags
    assert len(document.prose) > 1_500
    assert len(post_terms.document_texts(document)["body"]) == 1_000
    document = read(written(tmp_path, "# 글\n\n" + "낱말 " * 300), _SITE)
    assert not document.problems


def test_a_pipe_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    document = read(SourceFile("pipe.md", str(tmp_path / "pipe.md"), 0, 0), _SITE)
    assert [problem.message.code for problem in document.problems] == ["not-a-file"]


def test_a_draft_from_the_future_is_one_of_now(tmp_path: Path) -> None:
    file = written(tmp_path, "---\ntitle: a\n---\n글\n", "idea.md")
    late = replace(file, path="_drafts/idea.md", kind="draft", mtime_ns=5_000_000_000 * 10**9)
    post = read(late, _SITE).post
    assert "future" not in post.flags
    assert post.date is not None
    assert post.date <= datetime.now(UTC)
