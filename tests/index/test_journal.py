"""A journal as its reader meets it: opened, refreshed, searched, damaged, shared, interrupted."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from index.errors import Cancelled, JournalError, PostNotFound
from index.journal import Journal
from index.lock import held
from index.messages import Message
from index.post import Post
from index.results import Progress
from index.store import location
from index.store.catalog import IndexClosed

HEAD = "---\ntitle: {}\ntags: [PyTorch]\n---\n"
POSTS = {
    "2021-09-10-loss.md": HEAD.format("손실 함수") + "# 개요\n경사 하강법으로 줄인다.\n",
    "2021-09-09-adam.md": HEAD.format("Adam") + "[손실](2021-09-10-loss.md)을 본다.\n",
    "2021-08-01-boj.md": "---\ntitle: BOJ 1012\n---\n유기농 배추를 `C++`로 푼다.\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    folder.mkdir()
    for name, text in POSTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def refreshed(root: Path, cache: Path) -> Journal:
    journal = Journal.open(root, cache=cache)
    journal.refresh()
    return journal


def titles(journal: Journal, query: str) -> list[str]:
    return [hit.post.title for hit in journal.search(query).hits]


def index_folder(root: Path, cache: Path) -> Path:
    return location.folder(root, cache)


def test_a_first_run_tells_titles_before_it_writes(root: Path, cache: Path) -> None:
    journal = Journal.open(root, cache=cache)
    assert (journal.posts, journal.ready) == ((), False)
    known: list[list[str]] = []
    steps: list[Progress] = []

    def told(posts: Sequence[Post]) -> None:
        known.append([post.title for post in posts])
        assert not journal.ready
        assert titles(journal, "손실 ") == ["손실 함수"]

    done = journal.refresh(progress=steps.append, titles=told)
    # Told once, and again every now and then where reading takes long.
    assert known == [["손실 함수", "Adam", "BOJ 1012"]] * max(1, len(known))
    assert sorted(done.added) == sorted(POSTS)
    assert (done.posts, done.changed, done.removed, done.behind) == (3, (), (), False)
    assert journal.ready
    assert {step.phase for step in steps} >= {"scanning"}
    assert titles(journal, "하강법 ") == ["손실 함수"]


def test_titles_come_ahead_of_a_first_run(root: Path, cache: Path) -> None:
    with Journal.open(root, cache=cache) as journal:
        journal.look_ahead()
        assert [post.title for post in journal.first_posts()] == ["손실 함수", "Adam", "BOJ 1012"]
        assert (journal.name, journal.ready) == ("blog", False)
        assert titles(journal, "손실 ") == ["손실 함수"]
        (root / "2021-08-01-boj.md").write_text(HEAD.format("BOJ 1013"), encoding="utf-8")
        (root / "2021-09-09-adam.md").unlink()
        told: list[list[str]] = []
        journal.refresh(titles=lambda posts: told.append([post.title for post in posts]))
        assert told[0] == ["손실 함수", "BOJ 1013"]
        assert titles(journal, "하강법 ") == ["손실 함수"]


def test_nothing_is_looked_for_ahead_where_there_is_an_index(root: Path, cache: Path) -> None:
    refreshed(root, cache).close()
    with Journal.open(root, cache=cache) as journal:
        (root / "2021-08-01-boj.md").write_text(HEAD.format("BOJ 1013"), encoding="utf-8")
        journal.look_ahead()
        assert [post.title for post in journal.first_posts()] == ["손실 함수", "Adam", "BOJ 1012"]


def test_a_journal_opens_with_what_was_stored(root: Path, cache: Path) -> None:
    refreshed(root, cache).close()
    journal = Journal.open(root, cache=cache)
    assert journal.ready
    assert [post.title for post in journal.posts] == ["손실 함수", "Adam", "BOJ 1012"]
    assert titles(journal, "tag:pytorch ") == ["손실 함수", "Adam"]
    done = journal.refresh()
    assert (done.added, done.changed, done.removed) == ((), (), ())


def test_stored_dates_keep_the_offset_of_their_site(root: Path, cache: Path) -> None:
    (root / "_config.yml").write_text("timezone: Asia/Seoul\n")
    refreshed(root, cache).close()
    dates = [post.date and post.date.isoformat() for post in Journal.open(root, cache=cache).posts]
    assert "2021-09-10T00:00:00+09:00" in dates


def test_opening_what_is_stored_loads_neither_whoosh_nor_yaml(root: Path, cache: Path) -> None:
    refreshed(root, cache).close()
    program = (
        "import sys; from index.journal import Journal;"
        f"journal = Journal.open({str(root)!r}); assert len(journal.posts) == 3; journal.facets();"
        "print(sorted({'whoosh', 'yaml', 'markdown_it', 'textual'} & set(sys.modules)))"
    )
    environment = {**os.environ, "ILGI_CACHE_DIR": str(cache)}
    shown = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


def test_a_refresh_follows_the_files(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    (root / "2021-08-01-boj.md").write_text("---\ntitle: BOJ 1012\n---\n지렁이\n", encoding="utf-8")
    (root / "2021-09-09-adam.md").rename(root / "2021-09-09-adamw.md")
    (root / "2022-01-01-new.md").write_text("새 글\n", encoding="utf-8")
    done = journal.refresh()
    assert sorted(done.added) == ["2021-09-09-adamw.md", "2022-01-01-new.md"]
    assert (done.changed, done.removed) == (("2021-08-01-boj.md",), ("2021-09-09-adam.md",))
    assert titles(journal, "지렁이 ") == ["BOJ 1012"]
    assert titles(journal, "배추 ") == []
    assert len(titles(journal, "손실을 ")) == 1
    (root / "2021-08-01-boj.md").unlink()
    assert journal.refresh().posts == 3
    assert titles(journal, "지렁이 ") == []


def test_many_small_changes_keep_every_post_findable(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    for i in range(20):
        (root / f"2022-02-{i + 1:02}-n.md").write_text(f"글 단어{i}번째\n", encoding="utf-8")
        journal.refresh()
    assert all(len(titles(journal, f'"단어{i}번째" ')) == 1 for i in range(20))
    assert titles(journal, "하강법 ") == ["손실 함수"]
    assert journal.outline("2021-09-10-loss.md").headings[0].text == "개요"
    assert len(list(index_folder(root, cache).glob("*.seg"))) < 15


def test_changed_settings_read_everything_again(root: Path, cache: Path) -> None:
    root.rename(root := root.with_name("_posts"))
    journal = refreshed(root.parent, cache)
    (root.parent / "_config.yml").write_text("title: 일지\n", encoding="utf-8")
    journal.refresh()
    assert journal.name == "일지"
    assert titles(journal, "하강법 ") == ["손실 함수"]


def test_a_lookup_answers_from_the_journal_as_it_was(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    before = journal.lookup
    (root / "2021-09-10-new.md").write_text(HEAD.format("Adamant"), encoding="utf-8")
    journal.refresh()
    for lookup, found, days in ((before, ["Adam"], 1), (journal.lookup, ["Adam", "Adamant"], 2)):
        assert [match.post.title for match in lookup.titles_like("adam")] == found
        assert len(lookup.by_day()[date(2021, 9, 10)]) == days
        period = lookup.period("2021-09-10")
        assert period is not None
        assert len(period.posts) == days
    assert [(name.name, name.posts) for name in before.names_like("pyt")] == [("PyTorch", 2)]
    assert [(name.name, name.posts) for name in journal.lookup.names_like("p")] == [("PyTorch", 3)]
    assert before.in_other_years(date(2025, 8, 1))[0].title == "BOJ 1012"


def test_a_post_is_found_by_what_it_is_called(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    post = journal.posts[0]
    for name in (post.path, post.slug, post.url, post.url.strip("/"), post.title):
        assert journal.find(name) == post
    assert journal.find("adam").title == "Adam"
    with pytest.raises(PostNotFound) as raised:
        journal.find("nothing like it")
    assert raised.value.message == Message.of("no-post-found", wanted="nothing like it")


def test_links_lead_to_posts_and_back(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    loss, adam = journal.find("손실 함수"), journal.find("Adam")
    link = journal.outline(adam.path).links[0]
    assert journal.resolve(link, adam).post == loss
    assert journal.backlinks(loss) == ((adam, link),)


def test_a_broken_link_is_a_problem_until_its_post_comes(root: Path, cache: Path) -> None:
    (root / "2022-01-01-a.md").write_text("[b](2022-01-02-b.md)\n", encoding="utf-8")
    journal = refreshed(root, cache)
    (problem,) = journal.problems
    assert (problem.path, problem.kind, problem.line) == ("2022-01-01-a.md", "reference", 1)
    (root / "2022-01-02-b.md").write_text("여기\n", encoding="utf-8")
    journal.refresh()
    assert journal.problems == ()


def test_a_hit_shows_its_line(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    answer = journal.search("하강법 ")
    snippet = journal.snippet(answer.hits[0].post, answer)
    assert snippet is not None
    assert snippet.text[slice(*snippet.ranges[0])] == "하강법"
    assert (snippet.line, snippet.heading) == (6, ("개요",))
    (root / "2021-09-10-loss.md").unlink()
    assert journal.snippet(answer.hits[0].post, answer) is None
    with pytest.raises(JournalError) as raised:
        journal.document("2021-09-10-loss.md")
    assert raised.value.message == Message.of("path-gone", path="2021-09-10-loss.md")


def test_facets_count_an_answer_or_the_journal(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    assert journal.facets().tags == {"PyTorch": 2}
    assert journal.facets(journal.search("하강법 ")).dates == {"2021": 1, "2021-09": 1}


@pytest.mark.parametrize("query", ["", '"', "((", "date:2021..", "\x00", "-", "#", "가" * 5000])
def test_any_text_can_be_searched(root: Path, cache: Path, query: str) -> None:
    assert refreshed(root, cache).search(query).query == query


def test_what_cannot_be_a_journal_is_told(tmp_path: Path) -> None:
    with pytest.raises(JournalError) as raised:
        Journal.open(tmp_path / "missing")
    assert raised.value.message == Message.of("path-missing", path=f"{tmp_path / 'missing'}")
    with pytest.raises(JournalError, match=r"path neither folder nor file \(path: /dev/null\)"):
        Journal.open("/dev/null")
    with pytest.raises(JournalError):
        Journal.open("a\0b")


def test_an_empty_folder_and_a_single_file_are_journals(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refreshed(tmp_path / "empty", cache).posts == ()
    note = tmp_path / "note.md"
    note.write_text("# 하나\n본문\n", encoding="utf-8")
    assert titles(refreshed(note, cache), "본문 ") == ["하나"]


def test_the_index_is_private_and_outside_the_journal(root: Path, cache: Path) -> None:
    before = sorted(path.name for path in root.iterdir())
    refreshed(root, cache)
    assert stat.S_IMODE(index_folder(root, cache).stat().st_mode) == 0o700
    assert sorted(path.name for path in root.iterdir()) == before


def test_no_sentence_of_a_post_is_kept_in_the_index(root: Path, cache: Path) -> None:
    sentence = "The quizzical 너구리가 walked 느릿느릿하게 through 안개낀숲속을 alone"
    body = "머리글 " * 500 + f"\n\n{sentence}.\n\n```text\n{sentence}\n```\n"
    (root / "2022-01-01-long.md").write_text(HEAD.format("길다") + body, encoding="utf-8")
    with refreshed(root, cache) as journal:
        assert titles(journal, f'"{sentence}" ') == ["길다"]
    words = sentence.split()
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    for path in (path for path in cache.rglob("*") if path.is_file()):
        for text in contents(path.read_bytes()):
            assert not [pair for pair in pairs if pair.encode() in text], path


def contents(data: bytes) -> Iterator[bytes]:
    """Data as it stands, and what begins anywhere in it that zlib has pressed."""
    yield data
    at = data.find(b"\x78")
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[at:])
        at = data.find(b"\x78", at + 1)


def test_words_and_phrases_are_found_without_their_files(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise AssertionError("a file is read")

    (root / "2022-01-01-a.md").write_text(
        "# 깊이우선탐색이란\n역전파와 Adam 옵티마이저\n", encoding="utf-8"
    )
    (root / "2022-01-02-b.md").write_text(
        "```\n깊이 우선 탐색\n```\nthe loss, a model\n", encoding="utf-8"
    )
    refreshed(root, cache).close()
    journal = Journal.open(root, cache=cache)
    monkeypatch.setattr("index.sync.source_files.SourceFiles.scanned", gone)
    monkeypatch.setattr("index.sync.source_files.SourceFiles.read", gone)
    assert sorted(titles(journal, "우선탐색 ")) == ["b", "깊이우선탐색이란"]
    assert titles(journal, '"adam옵티마이저"') == ["깊이우선탐색이란"]
    assert titles(journal, '"the loss, a mo') == ["b"]
    assert titles(journal, '"loss a model"') == []
    with pytest.raises(AssertionError, match="a file is read"):
        journal.search('"the model"~3')


def test_a_cache_that_cannot_be_written_is_done_without(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    journal = refreshed(root, tmp_path / "file" / "cache")
    assert titles(journal, "하강법 ") == ["손실 함수"]
    message = journal.problems[0].message
    assert message.code == "index-temporary"
    assert dict(message.fields)["reason"] == os.strerror(errno.ENOTDIR)
    journal.close()


def remove(folder: Path) -> None:
    shutil.rmtree(folder)


def put_a_file_in_place_of(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


@pytest.mark.parametrize("lose", [remove, put_a_file_in_place_of])
def test_titles_are_found_while_a_lost_index_is_made_anew(
    root: Path, cache: Path, lose: Callable[[Path], None]
) -> None:
    journal = refreshed(root, cache)
    assert titles(journal, "하강법 ") == ["손실 함수"]
    lose(cache)
    found: list[list[str]] = []
    journal.refresh(progress=lambda _: found.append(titles(journal, "손실 ")))
    assert len(found) > 1
    assert all("손실 함수" in each for each in found)
    assert titles(journal, "하강법 ") == ["손실 함수"]
    journal.close()


def test_an_index_that_is_closed_is_not_begun_to_be_read(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    with journal._updater.reading() as snapshot:
        assert snapshot.index is not None
    journal.close()
    with pytest.raises(IndexClosed), snapshot.index.read():
        pass


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [truncate, empty, flip, Path.unlink])
@pytest.mark.parametrize("kind", ["*.seg", "*.toc", "catalog-*"])
def test_a_damaged_index_still_opens_and_is_made_anew(
    root: Path, cache: Path, kind: str, damage: Callable[[Path], None]
) -> None:
    refreshed(root, cache).close()
    for path in index_folder(root, cache).glob(kind):
        damage(path)
    journal = Journal.open(root, cache=cache)
    journal.search("하강법 ")
    journal.refresh()
    assert titles(journal, "하강법 ") == ["손실 함수"]
    assert titles(Journal.open(root, cache=cache), "배추 ") == ["BOJ 1012"]


def test_the_index_of_another_journal_is_not_taken(root: Path, cache: Path, tmp_path: Path) -> None:
    refreshed(root, cache).close()
    other = tmp_path / "other"
    other.mkdir()
    index_folder(root, cache).rename(index_folder(other, cache))
    journal = Journal.open(other, cache=cache)
    assert journal.posts == ()
    assert journal.refresh().posts == 0


def test_a_second_ilgi_reads_on_while_one_writes(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    (root / "2022-01-01-new.md").write_text("새 글\n", encoding="utf-8")
    with held(location.writers_lock(index_folder(root, cache)), 0) as is_held:
        assert is_held
        assert journal.refresh().behind
        assert titles(journal, "하강법 ") == ["손실 함수"]
    assert journal.refresh().added == ("2022-01-01-new.md",)


def test_what_another_ilgi_wrote_is_taken_up(root: Path, cache: Path) -> None:
    first, second = refreshed(root, cache), refreshed(root, cache)
    (root / "2022-01-01-new.md").write_text("새 글\n", encoding="utf-8")
    first.refresh()
    assert titles(second, "하강법 ") == ["손실 함수"]
    second.refresh()
    assert titles(second, "새 ") == ["new"]


def test_several_at_once_leave_one_whole_index(root: Path, cache: Path) -> None:
    program = (
        "import sys, pathlib; from index.journal import Journal;"
        "journal = Journal.open(sys.argv[1], cache=pathlib.Path(sys.argv[2]));"
        "print(journal.refresh().behind)"
    )
    command = [sys.executable, "-c", program, str(root), str(cache)]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = [child.communicate()[0].strip() for child in children]
    assert all(child.returncode == 0 for child in children)
    assert "False" in answers
    journal = Journal.open(root, cache=cache)
    assert journal.refresh().posts == len(POSTS)
    assert titles(journal, "하강법 ") == ["손실 함수"]


def test_a_cancelled_refresh_leaves_what_was_there(root: Path, cache: Path) -> None:
    journal = refreshed(root, cache)
    for name in POSTS:
        (root / name).write_text("바뀐 글\n", encoding="utf-8")
    steps = iter(range(100))
    with pytest.raises(Cancelled):
        journal.refresh(cancelled=lambda: next(steps) > 7)
    assert titles(journal, "tag:pytorch ") == ["손실 함수", "Adam"]
    journal.refresh()
    assert len(titles(journal, "바뀐 ")) == 3


KILLED = """
import os, sys, pathlib
import builtins, io
from index.journal import Journal
from index.lock import held
def counted(original):
    def call(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return original(*arguments, **options)
    return call
def refresh():
    journal = Journal.open(sys.argv[1], cache=pathlib.Path(sys.argv[2]))
    for name in ("open", "replace", "rename", "unlink", "remove", "mkdir", "rmdir", "truncate"):
        setattr(os, name, counted(getattr(os, name)))
    builtins.open = io.open = counted(builtins.open)
    journal.refresh()
with Journal.open(sys.argv[1], cache=pathlib.Path(sys.argv[3])) as journal:
    journal.refresh()  # what it imports is not imported again for each step
for line in sys.stdin:
    left = int(line)
    child = os.fork()
    if not child:
        try:
            refresh()
            os._exit(0)
        finally:
            os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Refreshes the journal once for each line that it is given, killed after so many calls."""


@pytest.mark.parametrize("first_run", [True, False])
def test_killed_at_any_step_it_opens_and_the_next_refresh_puts_it_right(
    root: Path, cache: Path, tmp_path: Path, first_run: bool
) -> None:
    if not first_run:
        refreshed(root, cache).close()
        (root / "2021-08-01-boj.md").unlink()
        (root / "2022-01-01-new.md").write_text("새 경사 하강법\n", encoding="utf-8")
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(root), str(cache), str(tmp_path / "other")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdin
    assert killed.stdout
    step, done = 0, False
    while not done:
        killed.stdin.write(f"{step}\n")
        killed.stdin.flush()
        code = killed.stdout.readline().strip()
        done = code == "0"
        assert done or code == "9"
        journal = Journal.open(root, cache=cache)
        if not first_run:
            assert "손실 함수" in titles(journal, "하강법 ")
        journal.close()
        step += 1 if step < 12 else 5
    killed.communicate()
    assert step > 12
    journal = refreshed(root, cache)
    assert "손실 함수" in titles(journal, "하강법 ")
    assert len(journal.posts) == 3
    kept: tuple[Post, ...] = Journal.open(root, cache=cache).posts
    assert kept == journal.posts


def test_a_post_is_looked_up_by_its_other_names(root: Path, cache: Path) -> None:
    head = "---\ntitle: 눈 내리는 밤\naliases: [설야, 하얀 밤, /old/address/]\n---\n"
    (root / "2021-09-11-night.md").write_text(head, encoding="utf-8")
    lookup = refreshed(root, cache).lookup
    (found,) = lookup.titles_like("설야")
    assert (found.post.title, found.alias, found.ranges) == ("눈 내리는 밤", "설야", ((0, 2),))
    (both,) = lookup.titles_like("밤")
    assert (both.post.title, both.alias) == ("눈 내리는 밤", "")
    assert not lookup.titles_like("address")
    assert len(lookup.titles_like("")) == len(lookup.tables.posts)


def test_an_address_finds_its_post_first(root: Path, cache: Path) -> None:
    head = "---\ntitle: 눈 내리는 밤\npermalink: /2021/09/night.html\nredirect_from: /old/snow/\n"
    (root / "2021-09-11-night.md").write_text(f"{head}---\n", encoding="utf-8")
    link = "---\ntitle: {0}\n---\nhttps://blog.example/2021/09/night\n"
    (root / "2021-09-12-link.md").write_text(link.format("A link"), encoding="utf-8")
    journal = refreshed(root, cache)
    for address in ("https://blog.example/2021/09/night", "/2021/09/night/", "old/snow/index.html"):
        assert journal.find(address).title == "눈 내리는 밤"
        answer = journal.search(address)
        assert answer.posts[0].title == "눈 내리는 밤"
        assert answer.total == len(answer.posts) == len({*answer.posts})
        assert journal.relax(answer) == ()
        assert journal.lookup.titles_like(address)[0].post.title == "눈 내리는 밤"
    assert "A link" in titles(journal, "https://blog.example/2021/09/night")
    assert titles(journal, "https://blog.example/2021/09/nobody") == []


def test_a_post_is_found_in_spite_of_case_and_ending_where_it_is_the_only_one(
    root: Path, cache: Path
) -> None:
    for name in ("2021-09-11-Night-Sky.md", "twice/Moon.md", "twice/moon.mdx"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(HEAD.format("A title"), encoding="utf-8")
    journal = refreshed(root, cache)
    for name in ("night-sky", "Night-Sky.md", "2021-09-11-NIGHT-sky.markdown"):
        assert journal.find(name).path == "2021-09-11-Night-Sky.md"
    assert journal.find("moon").path == "twice/moon.mdx"
    for name in ("moon.MD", "night", ".md"):
        with pytest.raises(PostNotFound):
            journal.find(name)
