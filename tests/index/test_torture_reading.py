from __future__ import annotations

import csv
import importlib.util
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import read
from tests.corpora import SHARED, is_shared_there

_SEOUL = timezone(timedelta(hours=9))
_NAME_DATE = datetime(2024, 1, 2, tzinfo=_SEOUL)
_BODIES = Path(__file__).with_name("test_torture_bodies.py")


@dataclass(frozen=True)
class Torture:
    """The journal of oddities as it is read: documents and problems by path."""

    root: Path
    site: Site
    documents: dict[str, Document]
    problems: dict[str, Problem]


Check = Callable[[Torture, Document | None], None]


if not is_shared_there():
    pytest.skip(f"no {SHARED}", allow_module_level=True)


@pytest.fixture(scope="module")
def torture(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Torture:
    root = tmp_path_factory.mktemp("torture") / "journal"
    subprocess.run(
        [sys.executable, str(shared / "torture" / "make_torture.py"), str(root)],
        check=True,
        capture_output=True,
    )
    (root / "_posts" / "2024-01-02-unreadable.md").chmod(0)
    site = Site.load(root)
    found = list(walk(site))
    return Torture(
        root,
        site,
        {one.path: read(one, site) for one in found if isinstance(one, SourceFile)},
        {one.path: one for one in found if isinstance(one, Problem)},
    )


def _the(document: Document | None) -> Document:
    assert document is not None, "it is not listed"
    return document


def estimated(_: Torture, document: Document | None) -> None:
    found = _the(document)
    assert found.post.is_estimated
    assert "undated" in found.post.flags
    assert [problem.kind for problem in found.problems] == ["date"]


def reads(
    *,
    title: str | None = None,
    tags: tuple[str, ...] | None = None,
    categories: tuple[str, ...] | None = None,
    date: datetime | None = _NAME_DATE,
    url: str | None = None,
    problem: str | None = None,
    line: int | None = None,
    body: str | None = None,
    flag: str | None = None,
    no_flag: str | None = None,
) -> Check:
    """A check that a post is listed and reads so; ``problem`` is the kind of the one it has."""

    def check(_: Torture, document: Document | None) -> None:
        found = _the(document)
        post = found.post
        assert title is None or post.title == title
        assert tags is None or post.tags == tags
        assert categories is None or post.categories == categories
        assert post.date == date
        assert url is None or post.url == url
        assert body is None or body in found.body
        assert flag is None or flag in post.flags
        assert no_flag is None or no_flag not in post.flags
        kinds = {one.kind for one in found.problems}
        assert kinds == ({problem} if problem else set())
        assert line is None or line in {one.line for one in found.problems}

    return check


def broken(title: str, line: int, tags: tuple[str, ...] = ()) -> Check:
    return reads(title=title, tags=tags, problem="front matter", line=line, flag="broken")


def dated(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> Check:
    when = datetime(year, month, day, hour, minute, tzinfo=_SEOUL)
    return reads(title="d", date=when)


def not_listed(_: Torture, document: Document | None) -> None:
    assert document is None


def walk_ends(torture: Torture, document: Document | None) -> None:
    assert document is None
    assert not [path for path in torture.documents if path.startswith("_posts/loop/")]


def broken_link(torture: Torture, document: Document | None) -> None:
    assert document is None
    assert torture.problems["_posts/2024-01-02-link-broken.md"].kind == "link"


def named_exactly(torture: Torture, document: Document | None) -> None:
    post = _the(document).post
    assert post.date == _NAME_DATE
    assert (torture.root / post.path).is_file()
    assert "\n" not in post.title + post.slug + post.display_path


def bad_name(_: Torture, document: Document | None) -> None:
    post = _the(document).post
    assert (post.title, post.date) == ("bytes", _NAME_DATE)
    assert post.path.encode().decode() == post.path


def nfd_name(torture: Torture, document: Document | None) -> None:
    post = _the(document).post
    assert post.slug == unicodedata.normalize("NFC", "한글파일이름")
    assert post.title == post.slug
    assert (torture.root / post.path).is_file()


def unreadable(_: Torture, document: Document | None) -> None:
    found = _the(document)
    if os.geteuid() == 0:
        assert found.post.title == "n"
    else:
        assert [problem.kind for problem in found.problems] == ["unreadable"]
        assert found.post.title == "Unreadable"


def laughs(_: Torture, document: Document | None) -> None:
    found = _the(document)
    assert (found.post.title, found.post.tags) == ("Laughs", ("x",))
    assert [problem.kind for problem in found.problems] == ["front matter"]


def huge(_: Torture, document: Document | None) -> None:
    found = _the(document)
    assert found.post.title == "Huge"
    assert len(found.post.excerpt) <= 301


def many_tags(_: Torture, document: Document | None) -> None:
    assert len(_the(document).post.tags) == 2_000


def own_defaults(_: Torture, document: Document | None) -> None:
    found = _the(document)
    assert found.post.title == "Right"
    assert found.outline.contents.shown is True


def neutral_title(_: Torture, document: Document | None) -> None:
    title = _the(document).post.title
    assert title == "빨강 ␛[31mred␛[0m ␛]0;pwned␇"


def neutral_body(_: Torture, document: Document | None) -> None:
    found = _the(document)
    assert "␛[31mtext" in found.body
    assert "\ufffd31m" in found.body
    assert [problem.line for problem in found.problems] == [5]


def settings(torture: Torture, _: Document | None) -> None:
    assert torture.site.kind.name == "jekyll"
    assert torture.site.title == "torture"
    assert f"{torture.site.timezone}" == "Asia/Seoul"
    assert torture.site.permalink == "/:categories/:title/"
    assert len(torture.site.defaults) == 2


def broken_settings(torture: Torture, _: Document | None) -> None:
    other = torture.root.with_name("broken")
    (other / "_posts").mkdir(parents=True)
    shutil.copy(torture.root / "_config-broken.yml", other / "_config.yml")
    site = Site.load(other)
    assert site.kind.name == "jekyll"
    assert site.permalink == "date"
    assert {(problem.path, problem.kind) for problem in site.problems} == {
        ("_config.yml", "config")
    }
    assert {problem.line for problem in site.problems} >= {2}


def draft(_: Torture, document: Document | None) -> None:
    post = _the(document).post
    assert "draft" in post.flags
    assert post.date is not None


def lines(count: int) -> Check:
    def check(_: Torture, document: Document | None) -> None:
        assert len(_the(document).outline.headings) == count

    return check


POSTS: dict[str, Check] = {
    "fm-unterminated": reads(title="Fm Unterminated", problem="front matter", line=1, body="---\n"),
    "fm-empty-block": reads(title="Fm Empty Block"),
    "fm-comment-only": reads(title="Fm Comment Only"),
    "fm-scalar-not-map": broken("Fm Scalar Not Map", 2),
    "fm-list-not-map": broken("Fm List Not Map", 2),
    "fm-closed-by-dots": reads(title="Dots"),
    "fm-blank-line-first": reads(title="Fm Blank Line First", body="---\n"),
    "fm-four-dashes": reads(title="Fm Four Dashes", body="----\n"),
    "fm-dash-inside-value": reads(title="a"),
    "fm-hr-in-body": reads(title="Rule", body="---"),
    "fm-toml": reads(title="TOML 글", tags=("a", "b c"), date=datetime(2021, 9, 10, tzinfo=_SEOUL)),
    "fm-toml-broken": broken("no quotes", 2),
    "fm-json": reads(title="JSON", tags=("a",), date=datetime(2021, 9, 10, tzinfo=_SEOUL)),
    "fm-crlf": reads(title="윈도우", tags=("a", "b")),
    "fm-lone-cr": reads(title="Mac"),
    "fm-bom": reads(title="BOM"),
    "fm-duplicate-key": reads(title="Second", tags=("b",), problem="front matter", line=4),
    "fm-tab-indent": broken("Tabs", 4, ("a", "b")),
    "fm-colon-in-title": broken("Git: 되돌리기", 2, ("git",)),
    "fm-at-sign": broken("@Transactional 정리", 2),
    "fm-backtick": broken("`git reset` 정리", 2),
    "fm-bracket-title": broken("[Python] 리스트 정리", 2),
    "fm-bracket-title-alone": reads(title="[Python]"),
    "fm-unclosed-quote": broken("열린 따옴표", 4, ("a",)),
    "fm-text-after-quote": broken('"인용" 다음 글', 2),
    "fm-hash-in-title": reads(title="C# 문법"),
    "fm-no-space-after-colon": broken("붙임", 3),
    "fm-liquid-value": reads(title="{{site.title}}"),
    "fm-custom-tag": reads(title="Fm Custom Tag"),
    "fm-billion-laughs": laughs,
    "fm-deep-nesting": broken("Deep", 3),
    "fm-multiple-documents": reads(title="One"),
    "fm-huge": huge,
    "fm-merge-key": reads(title="Merge"),
    "fm-defaults-inside-post": own_defaults,
    "title-number": reads(title="2021"),
    "title-float": reads(title="3.10"),
    "title-octal": reads(title="0123"),
    "title-date": reads(title="2021-09-10"),
    "title-bool": reads(title="no"),
    "title-null": reads(title="Title Null"),
    "title-empty": reads(title="Title Empty"),
    "title-sexagesimal": reads(title="12:30:45"),
    "title-mapping": reads(title="{a: b}"),
    "title-list": reads(title="[a, b]"),
    "title-html-markdown": reads(title="**굵게** <b>b</b> `code` &amp; &lt;script&gt;"),
    "title-newline": reads(title="두 줄"),
    "title-escape-sequence": neutral_title,
    "title-very-long": reads(title=" ".join(["아주 긴 제목"] * 200)),
    "title-bidi-override": reads(title="abcgnp.exe"),
    "title-emoji-zwj": reads(title="👨‍👩‍👧‍👦 가족 🏳️‍🌈 🇰🇷 👍🏽 ☕️"),
    "date-date-only": dated(2021, 9, 10),
    "date-datetime-offset": dated(2021, 9, 10, 0, 30),
    "date-datetime-no-tz": dated(2021, 9, 11, 8, 30),
    "date-datetime-no-tz-quoted": dated(2021, 9, 10, 23, 30),
    "date-datetime-no-seconds": dated(2021, 9, 10, 23, 30),
    "date-one-digit": dated(2021, 9, 5),
    "date-slashes": dated(2021, 9, 10),
    "date-dots": dated(2021, 9, 10),
    "date-korean": dated(2021, 9, 10),
    "date-feb-30": reads(problem="date"),
    "date-month-13": reads(problem="date"),
    "date-hour-25": reads(problem="date"),
    "date-us-order": reads(problem="date"),
    "date-future": reads(date=datetime(2099, 12, 31, tzinfo=_SEOUL), flag="future"),
    "date-year-10000": reads(problem="date"),
    "date-year-zero": reads(problem="date"),
    "date-empty": reads(),
    "date-list": dated(2021, 9, 10),
    "date-epoch": reads(problem="date"),
    "date-template": reads(problem="date"),
    "taxonomy-nested-empty": reads(tags=()),
    "taxonomy-null": reads(tags=(), categories=()),
    "taxonomy-list-null": reads(tags=("a",)),
    "taxonomy-spaces": reads(tags=("파이썬", "git"), categories=("life", "dev")),
    "taxonomy-commas": reads(tags=("a", "b", "c")),
    "taxonomy-singular-spaces": reads(tags=("classic hollywood",), categories=("my life",)),
    "taxonomy-both-keys": reads(tags=("x",), categories=("B", "C", "A")),
    "taxonomy-numbers": reads(tags=("2021", "3.10", "true"), categories=("2021",)),
    "taxonomy-duplicates": reads(tags=("a", "A"), categories=("X", "x")),
    "taxonomy-mapping": reads(tags=()),
    "taxonomy-hierarchy": reads(categories=("dev/python", "dev/web")),
    "taxonomy-deep-nested": reads(tags=("a", "b", "c")),
    "taxonomy-capital-key": reads(tags=(), categories=()),
    "taxonomy-hash": reads(tags=("#a", "b")),
    "taxonomy-many": many_tags,
    "published-false": reads(flag="unpublished"),
    "published-string-false": reads(no_flag="unpublished"),
    "published-no": reads(flag="unpublished"),
    "published-zero": reads(no_flag="unpublished"),
    "permalink-traversal": reads(url="/etc/passwd"),
    "excerpt-not-string": reads(title="e"),
    "enc-cp949": reads(title="한글 완성형", problem="encoding", body="똠방각하"),
    "enc-utf16le": reads(title="UTF16", body="본문"),
    "enc-invalid-byte": reads(title="bad \ufffd byte", problem="encoding", body="\ufffd("),
    "enc-truncated": reads(problem="encoding", body="마지\ufffd", flag="broken"),
    "enc-nul": reads(body="a␀b"),
    "enc-escape-in-body": neutral_body,
    "enc-nfd-body": reads(title="자모 분리 한글", tags=("한글",), body="검색어: 한글"),
    "enc-zero-width": reads(title="보이지 않는 공백"),
    "enc-lone-surrogate": reads(title="\ufffd\ufffd\ufffd x", problem="encoding"),
    "size-empty": reads(title="Size Empty"),
    "size-blank": reads(title="Size Blank"),
    "size-front-matter-only": reads(title="only"),
    "size-one-long-line": reads(title="long"),
    "size-long-word": reads(title="word"),
    "size-3000-headings": lines(3_000),
    "name with blanks & (special) #1 100% [x]": reads(
        title="n", url="/name-with-blanks-&-(special)-1-100-x/"
    ),
    "quote'and\"dquote": reads(title="n", url="/quote'and-dquote/"),
    "new\\nline": named_exactly,
    "x" * 200: named_exactly,
    "link-to-file": reads(title="윈도우"),
    "link-broken": broken_link,
    "directory": not_listed,
    "bad-\\xff-name": bad_name,
    "unreadable": unreadable,
    unicodedata.normalize("NFD", "한글파일이름"): nfd_name,
}

OTHERS: dict[str, Check] = {
    "_posts/2021-02-30-name-invalid-date.md": estimated,
    "_posts/2024-1-2-name-one-digit.md": reads(title="n"),
    "_posts/24-01-02-name-two-digit-year.md": reads(title="n"),
    "_posts/no-date-in-name.md": reads(title="n", problem="name"),
    "_posts/2024-01-03-name-date-conflict.md": reads(date=datetime(2023, 12, 31, tzinfo=_SEOUL)),
    "dev/web/_posts/2024-01-02-dir-category.md": reads(categories=("dev", "web", "B")),
    "_posts/python/2024-01-02-subdir-no-category.md": reads(categories=()),
    "_drafts/draft-no-date.md": draft,
    "_posts/2024-01-02-upper.MD": reads(title="n"),
    "_posts/loop": walk_ends,
    "_posts/2024-01-02-backup.md~": not_listed,
    "_posts/.#2024-01-02-lock.md": not_listed,
    "_config.yml": settings,
    "_config-broken.yml": broken_settings,
}

CHECKS = {f"_posts/2024-01-02-{name}.md": check for name, check in POSTS.items()} | OTHERS


@pytest.mark.parametrize("file", CHECKS)
def test_a_torture_file_is_read_as_the_manifest_asks(torture: Torture, file: str) -> None:
    path = file.replace("\\n", "\n")
    CHECKS[file](torture, torture.documents.get(path))


def test_every_file_of_the_manifest_has_a_test(shared: Path) -> None:
    with (shared / "torture" / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = csv.reader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE)
        files = {row[0] for row in rows} - {"file"}
    assert len(files) == 154
    spec = importlib.util.spec_from_file_location("torture_bodies", _BODIES)
    assert spec is not None
    assert spec.loader is not None
    bodies = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bodies)
    tested = set(CHECKS) | set(bodies.CASES)
    assert files - tested == set()
    assert tested - files == set()
