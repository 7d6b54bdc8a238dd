from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Printed

    Ilgi = Callable[..., Printed]

_LIST_KEYS = [
    *("path", "file", "title", "slug", "date", "date_source", "updated", "categories", "tags"),
    *("url", "excerpt", "words", "headings", "flags"),
]
_NOBODY = 65534
_COMMANDS = (
    *(["list"], ["search", "손실"], ["tags"], ["categories"], ["dates"], ["people"]),
    *(["problems"], ["stats"], ["index"], ["show", "gradient"], ["questions"]),
)


def test_index_counts_what_changed(ilgi: Ilgi, journal: Path) -> None:
    first = ilgi("index", "--json").json
    assert list(first) == ["posts", "added", "changed", "removed", "problems", "seconds"]
    assert (first["posts"], first["added"], first["removed"]) == (4, 4, 0)
    (journal / "_posts" / "2021-09-11-bell.md").unlink()
    (journal / "_posts" / "2021-09-09-loader.md").write_text("---\ntitle: new\n---\n", "utf-8")
    second = ilgi("index", "--json").json
    assert (second["posts"], second["added"], second["changed"], second["removed"]) == (3, 0, 1, 1)
    assert ilgi("index", "--rebuild", "--json").json["posts"] == 3


def test_list_has_every_post_newest_first(ilgi: Ilgi) -> None:
    posts = ilgi("list", "--json").json
    assert [post["slug"] for post in posts] == ["bell", "loader", "gradient", "broken"]
    assert [list(post) for post in posts] == [_LIST_KEYS] * 4
    gradient = posts[2]
    assert gradient["path"] == "_posts/2021-09-08-gradient.md"
    assert gradient["title"] == "경사하강법 정리"
    assert gradient["date"] == "2021-09-08T00:00:00+09:00"
    assert gradient["updated"] is None
    assert (gradient["categories"], gradient["tags"]) == (["math"], ["PyTorch", "통계"])
    assert gradient["url"] == "/math/gradient/"
    assert gradient["headings"] == [[2, "손실-함수", "손실 함수"]]
    assert {"code", "image", "link", "question"} & set(gradient["flags"]) >= {"image", "link"}


def test_list_takes_a_query_and_stays_newest_first(ilgi: Ilgi) -> None:
    assert [post["slug"] for post in ilgi("list", "손실", "--json").json] == ["loader", "gradient"]


def test_questions_are_those_of_the_posts_that_are_meant(ilgi: Ilgi, journal: Path) -> None:
    open_one = "---\ntitle: Open\n---\nQ. How\nlong?\n"
    (journal / "_posts" / "2021-09-12-open.md").write_text(open_one, "utf-8")
    found = ilgi("questions", "--json").json
    assert found == [
        {
            "path": "_posts/2021-09-12-open.md",
            "file": f"{journal / '_posts' / '2021-09-12-open.md'}",
            "title": "Open",
            "date": "2021-09-12T00:00:00+09:00",
            "line": 4,
            "text": "How long?",
            "answer": None,
        },
        {
            "path": "_posts/2021-09-08-gradient.md",
            "file": f"{journal / '_posts' / '2021-09-08-gradient.md'}",
            "title": "경사하강법 정리",
            "date": "2021-09-08T00:00:00+09:00",
            "line": 14,
            "text": "학습률은 왜 작아야 하는가?",
            "answer": "발산하기 때문이다.",
        },
    ]
    assert [one["title"] for one in ilgi("questions", "--unanswered", "--json").json] == ["Open"]
    of_math = ilgi("questions", "cat:math")
    assert of_math.out.split()[:3] == ["2021-09-08", "answered", "학습률은"]
    assert ilgi("questions", "cat:math", "--unanswered").code == 1


def test_search_tells_where_and_how_often(ilgi: Ilgi) -> None:
    answer = ilgi("search", "경사하강법", "손실", "--json").json
    parts = ("query", "understood", "hints", "suggestions", "total", "seconds", "hits", "relaxed")
    assert tuple(answer) == parts
    assert (answer["query"], answer["total"]) == ("경사하강법 손실", 1)
    assert list(answer["hits"][0]) == [
        *("path", "file", "title", "date", "score", "line", "snippet", "ranges")
    ]


def test_the_ranges_of_a_snippet_are_the_match(ilgi: Ilgi, journal: Path) -> None:
    hit = ilgi("search", "DataLoader", "--json").json["hits"][0]
    assert [hit["snippet"][start:end] for start, end in hit["ranges"]] == ["DataLoader"]
    lines = (journal / hit["path"]).read_text("utf-8").splitlines()
    assert "DataLoader" in lines[hit["line"] - 1]


def test_the_total_is_exact_whatever_the_limit(ilgi: Ilgi) -> None:
    answer = ilgi("search", "tag:PyTorch", "--limit", "1", "--json").json
    assert (answer["total"], len(answer["hits"])) == (2, 1)
    printed = ilgi("search", "tag:PyTorch", "--limit", "1")
    assert "1 of 2 hits" in printed.err
    assert len(ilgi("search", "tag:PyTorch", "--limit", "0", "--json").json["hits"]) == 2


@pytest.mark.parametrize(
    "post",
    ["gradient", "_posts/2021-09-08-gradient.md", "/math/gradient/", "경사하강법 정리"],
)
def test_show_finds_a_post_by_any_of_its_names(post: str, ilgi: Ilgi) -> None:
    printed = ilgi("show", post)
    assert printed.code == 0
    for text in ("경사하강법 정리", "손실 함수", "loss를 줄이는 길.", "곡선", "발산하기"):
        assert text in printed.out
    assert "\x1b" not in printed.out


def test_show_tells_what_each_link_resolves_to(ilgi: Ilgi) -> None:
    shown = ilgi("show", "gradient", "--json").json
    assert list(shown)[: len(_LIST_KEYS) - 2] == _LIST_KEYS[:-2]
    kinds = {link["target"]: link["resolves"]["kind"] for link in shown["links"]}
    assert kinds["{% post_url 2021-09-09-loader %}"] == "post"
    assert kinds["/nowhere/"] == "broken"
    assert kinds["https://example.com/a"] == "external"
    assert [image["target"] for image in shown["images"]] == ["/img/curve.png"]
    assert shown["people"] == [{"name": "오하은", "role": "모더레이터"}]
    assert [question["answer"] for question in shown["questions"]] == ["발산하기 때문이다."]


def test_a_post_that_is_not_there_is_said_in_one_line(ilgi: Ilgi) -> None:
    printed = ilgi("show", "nowhere\x1b[31m")
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.startswith("ilgi: ")
    assert printed.err.count("\n") == 1
    assert "\x1b" not in printed.err


@pytest.mark.parametrize("part", ["day28", "학습기록", "lodaer"])
def test_a_post_that_is_nearly_named_is_offered(part: str, ilgi: Ilgi) -> None:
    printed = ilgi("show", part)
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.endswith("near it: loader\n")


def test_names_come_with_their_posts(ilgi: Ilgi) -> None:
    assert ilgi("tags", "--json").json[0] == {"name": "PyTorch", "posts": 2}
    assert {"name": "math", "posts": 1} in ilgi("categories", "--json").json
    assert ilgi("people", "--json").json == [{"name": "오하은", "posts": 1}]
    assert ilgi("dates", "--json").json == [
        {"name": "2021", "posts": 3},
        {"name": "2021-09", "posts": 3},
        {"name": "2020", "posts": 1},
        {"name": "2020-01", "posts": 1},
    ]


def test_problems_say_where_and_why(ilgi: Ilgi, journal: Path) -> None:
    problems = ilgi("problems", "--json").json
    assert {tuple(problem) for problem in problems} == {
        ("path", "file", "line", "column", "kind", "message", "recovered", "code", "fields")
    }
    assert "_posts/2020-01-02-broken.md" in {problem["path"] for problem in problems}
    assert "_posts/2020-01-02-broken.md:" in ilgi("problems").out
    (journal / "_posts" / "2021-09-13-unread.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
    (broken,) = (one for one in ilgi("problems", "--json").json if "-unread" in one["path"])
    assert broken["message"] == "its front matter is broken: quote a value that has “: ” in it"
    assert broken["code"] == "front-matter-broken"
    assert broken["fields"] == {"reason": {"code": "quote-colon", "fields": {}}}


def test_stats_count_by_time_and_subject(ilgi: Ilgi) -> None:
    stats = ilgi("stats", "--json").json
    assert stats["posts"] == 4
    assert stats["years"] == [{"name": "2021", "posts": 3}, {"name": "2020", "posts": 1}]
    assert {"name": "Wednesday", "posts": 1} in stats["weekdays"]
    assert stats["tags"][0] == {"name": "PyTorch", "posts": 2}
    assert stats["words"]["total"] > 0
    assert stats["kind"]["name"] == "jekyll"
    assert ilgi("stats").out.startswith("read as         Jekyll (")
    longest = {"days": 2, "from": "2021-09-08", "to": "2021-09-09"}
    assert stats["streaks"] == {"days": 4, "longest": longest, "current": None}


@pytest.mark.parametrize("words", _COMMANDS, ids=lambda words: words[0])
def test_what_is_found_ends_with_0_and_sends_the_terminal_nothing(
    words: list[str], ilgi: Ilgi
) -> None:
    for extra in ([], ["--json"]):
        printed = ilgi(*words, *extra)
        assert printed.code == 0
        assert printed.out
        assert set(printed.out) & {chr(c) for c in range(32)} <= {"\n"}


@pytest.mark.parametrize(
    "words",
    [["list", "nothingofthekind"], ["search", "nothingofthekind"], ["show", "nothingofthekind"]],
    ids=lambda words: words[0],
)
def test_what_is_not_found_ends_with_1(words: list[str], ilgi: Ilgi) -> None:
    assert ilgi(*words).code == 1


@pytest.mark.parametrize("name", ["list", "tags", "categories", "dates", "people", "problems"])
def test_an_empty_journal_is_an_empty_answer(name: str, ilgi: Ilgi, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    printed = ilgi(name, "--json", "--journal", str(tmp_path / "empty"))
    assert (printed.code, printed.json) == (1, [])


@pytest.mark.parametrize("words", _COMMANDS, ids=lambda words: words[0])
def test_a_journal_that_is_missing_ends_with_2(words: list[str], ilgi: Ilgi) -> None:
    printed = ilgi("--journal", "/nowhere/at-all", *words)
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.startswith("ilgi: ")
    assert "/nowhere/at-all" in printed.err
    assert printed.err.count("\n") == 1


def test_a_journal_that_may_not_be_read_ends_with_2(ilgi: Ilgi, journal: Path) -> None:
    ilgi("list")  # all that is needed is imported before it may no longer be read
    journal.chmod(0)
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setresuid(_NOBODY, _NOBODY, _NOBODY)
        os._exit(ilgi("list", "--journal", str(journal)).code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    journal.chmod(stat.S_IRWXU)
    assert code == 2


def test_a_single_file_is_a_journal_of_one_post(ilgi: Ilgi) -> None:
    posts = ilgi("list", "--json", "--journal", "_posts/2021-09-08-gradient.md").json
    assert [post["title"] for post in posts] == ["경사하강법 정리"]


def test_a_broken_configuration_is_a_problem_and_hides_no_post(ilgi: Ilgi, journal: Path) -> None:
    (journal / "_config.yml").write_text("title: [\n\tdefaults: {", "utf-8")
    assert len(ilgi("list", "--json").json) == 4
    assert "config" in {problem["kind"] for problem in ilgi("problems", "--json").json}


def test_a_cache_that_cannot_be_written_is_done_without(
    ilgi: Ilgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ILGI_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert len(ilgi("list", "--json").json) == 4
    assert ilgi("search", "손실", "--json").json["total"] == 2


def test_a_full_disk_is_done_without_and_told(
    ilgi: Ilgi, own_surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def full(folder: Path, *args: Any, **kwargs: Any) -> None:
        if folder.is_relative_to(own_surroundings):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
        make(folder, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", full)
    assert len(ilgi("list", "--json").json) == 4
    assert os.strerror(errno.ENOSPC) in ilgi("problems").out


def test_nothing_is_written_to_the_journal(ilgi: Ilgi, journal: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in [journal, *journal.rglob("*")]}
    for words in _COMMANDS:
        ilgi(*words)
    assert {file: file.stat().st_mtime_ns for file in [journal, *journal.rglob("*")]} == before


def test_the_browser_asks_for_a_terminal(ilgi: Ilgi) -> None:
    printed = ilgi()
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.count("\n") == 1


def test_dates_are_read_back_by_the_standard_library(ilgi: Ilgi) -> None:
    for post in ilgi("list", "--json").json:
        assert datetime.fromisoformat(post["date"]).utcoffset() is not None


def test_what_is_printed_is_english_whatever_the_language(
    ilgi: Ilgi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    assert "▣ 곡선" in ilgi("show", "gradient").out


def test_a_post_whose_page_fails_is_printed_as_its_source(
    ilgi: Ilgi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("tui.render.document.about.parse", broken)
    shown = ilgi("show", "2021-09-09-loader")
    assert shown.code == 2
    assert (
        shown.err == "ilgi: This page could not be made (ValueError: odd); below is its source.\n"
    )
    assert shown.out.startswith("[boostcourse] Day28")
    assert "DataLoader의 batch" in shown.out


def test_a_reference_of_too_many_digits_is_shown_as_a_replacement_character(
    ilgi: Ilgi, journal: Path
) -> None:
    digits = "9" * 4_301
    (journal / "_posts" / "2021-09-12-a.md").write_text(f"<div>&#{digits}; 글</div>\n", "utf-8")
    shown = ilgi("show", "2021-09-12-a")
    assert (shown.code, shown.err) == (0, "")
    assert "\N{REPLACEMENT CHARACTER} 글" in shown.out


def test_properties_are_listed_with_their_types_and_shown_with_a_post(
    ilgi: Ilgi, tmp_path: Path
) -> None:
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "a.md").write_text(
        "---\nrating: 7\nstars: 3.5\nseen: yes\nstatus: done\nnone:\ntags: [b]\n---\n", "utf-8"
    )
    (vault / "b.md").write_text("---\nrating: high\n---\n", "utf-8")
    shown = ilgi("show", "a", "--json", "--journal", f"{vault}").json
    assert shown["properties"] == {
        "rating": 7,
        "stars": 3.5,
        "seen": True,
        "status": "done",
        "none": None,
        "tags": ["b"],
    }
    listed = ilgi("properties", "--json", "--journal", f"{vault}").json
    assert listed[0] == {"key": "rating", "types": {"number": 1, "text": 1}, "posts": 2}
    assert [row["key"] for row in listed] == ["rating", "none", "seen", "stars", "status", "tags"]
    assert "rating  number, text" in ilgi("properties", "--journal", f"{vault}").out
