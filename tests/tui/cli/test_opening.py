from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from index.errors import JournalError
from index.journal import Journal
from tui.cli import CommandError
from tui.cli.arguments import OpeningOptions
from tui.cli.opening import (
    JournalStart,
    demo,
    demo_start,
    find_post,
    holds_posts,
    journal_path,
    journal_to_open,
    journal_to_print,
    place_to_open,
    starting_place,
    tell_what_lost,
)
from tui.cli.output import Output
from tui.language import choose_language
from tui.model.starting_place import StartingPlace


@pytest.mark.parametrize(
    "name", ["_config.yml", "2021-09-10-day29.md", "til/git/reset.markdown", "노트/메모.md"]
)
def test_a_folder_with_posts_is_the_journal(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert journal_to_open(None) == JournalStart(tmp_path)


@pytest.mark.parametrize(
    "name", ["README.md", ".hidden/a.md", "node_modules/x/a.md", "notes.txt", "package/a.md"]
)
def test_a_folder_without_posts_gives_the_demo(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert journal_to_open(None) == JournalStart(demo(), first=demo_start())


def test_a_folder_whose_name_is_an_extension_is_no_post(tmp_path: Path) -> None:
    (tmp_path / "markdown").mkdir()
    assert not holds_posts(tmp_path)


def test_a_folder_that_may_not_be_looked_into_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "day.md").touch()
    stat = os.stat

    def refused(path: str, **named: bool) -> os.stat_result:
        if os.fspath(path).startswith(f"{tmp_path / 'closed'}"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return stat(path, **named)

    monkeypatch.setattr(os, "stat", refused)
    assert holds_posts(tmp_path)


def test_the_folder_of_this_project_is_no_journal() -> None:
    assert not holds_posts(Path(__file__).parents[3])


def test_a_journal_that_is_named_is_opened_whatever_it_is() -> None:
    assert journal_to_open("/nowhere") == JournalStart(Path("/nowhere"))


@pytest.mark.parametrize(
    ("environment", "configured", "title"),
    [
        ("C.UTF-8", "auto", "Start here"),
        ("ko_KR.UTF-8", "auto", "시작하며"),
        ("C.UTF-8", "ko", "시작하며"),
        ("ko_KR.UTF-8", "en", "Start here"),
    ],
)
def test_the_demo_begins_at_a_post_in_the_language_of_the_interface(
    environment: str, configured: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", environment)
    folder = Path(os.environ["ILGI_CONFIG_DIR"])
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(f'language = "{configured}"\n', "utf-8")
    assert f'title: "{title}"' in (demo() / demo_start()).read_text("utf-8")
    choose_language("auto")


def test_the_demo_holds_posts() -> None:
    assert holds_posts(demo())


def lay(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x", "utf-8")


@pytest.mark.parametrize("marker", ["_config.yml", "hugo.toml", ".git/HEAD", ".obsidian/app.json"])
def test_a_part_of_a_journal_opens_all_of_it_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    lay(tmp_path, f"blog/{marker}", "blog/_posts/DL/2021-09-10-a.md")
    folder = tmp_path / "blog" / "_posts" / "DL"
    there = JournalStart(tmp_path / "blog", "_posts/DL")
    assert journal_to_open(f"{folder}") == there
    file = f"{folder / '2021-09-10-a.md'}"
    assert journal_to_open(file) == JournalStart(there.root, "_posts/DL/2021-09-10-a.md")
    monkeypatch.chdir(folder)
    assert journal_to_open(None) == there
    assert journal_to_open(".") == there
    assert journal_to_open(None, here=True) == JournalStart(folder)
    assert journal_to_open(file, here=True) == JournalStart(Path(file))
    assert journal_to_open(f"{there.root}") == JournalStart(there.root)


def test_a_folder_of_posts_is_no_root_where_its_site_is_above(tmp_path: Path) -> None:
    lay(tmp_path, "hexo/_config.yml", "hexo/source/_posts/a.md")
    opened = journal_to_open(f"{tmp_path / 'hexo' / 'source' / '_posts'}")
    assert opened == JournalStart(tmp_path / "hexo", "source/_posts")


def test_the_home_of_the_reader_is_no_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "home/.git/HEAD", "home/_config.yml", "home/notes/a.md")
    monkeypatch.setenv("HOME", f"{tmp_path / 'home'}")
    notes = tmp_path / "home" / "notes"
    assert journal_to_open(f"{notes}") == JournalStart(notes)
    assert journal_to_open(f"{notes / 'a.md'}") == JournalStart(notes / "a.md")


@pytest.fixture
def told() -> list[str]:
    """What was said on standard error."""
    return []


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two journals that the configuration names, and one that has gone."""
    lay(tmp_path, "journals/log/_posts/2021-09-10-a.md", "journals/til/git.md", "else/x.txt")
    file = Path(os.environ["ILGI_CONFIG_DIR"]) / "config.toml"
    file.parent.mkdir(parents=True)
    journals = tmp_path / "journals"
    file.write_text(
        f"[journals]\ngone = '{journals}/gone'\nlog = '{journals}/log'\ntil = '{journals}/til'\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path / "else")
    return journals


def test_a_word_is_a_path_before_it_is_the_name_of_a_journal(
    configured: Path, told: list[str]
) -> None:
    assert place_to_open(["log"], None, told.append) == JournalStart(configured / "log")
    assert told == []
    lay(Path.cwd(), "log/a.md")
    passed_over = f"{configured / 'log'}"
    opened = place_to_open(["log"], None, told.append)
    assert opened == JournalStart(Path("log"), passed_over=passed_over)
    assert told == [f"log is a path here; the journal of that name is {configured / 'log'}"]


def test_a_word_that_is_neither_is_a_post_of_the_journal_here(
    configured: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Outside of a journal that is the first one of the configuration which is there.
    first = configured / "log"
    assert place_to_open(["git"], None, told.append) == JournalStart(first, post="git")
    monkeypatch.chdir(configured / "til")
    here = JournalStart(configured / "til", post="gti")
    assert place_to_open(["gti"], None, told.append) == here
    in_log = JournalStart(first, post="til")
    assert place_to_open(["til"], "log", told.append) == in_log
    monkeypatch.setenv("ILGI_JOURNAL", "log")
    assert place_to_open(["x"], None, told.append) == JournalStart(first, post="x")
    assert place_to_open([], None, told.append) == JournalStart(first)
    assert told == []


def test_a_file_may_have_a_line_as_compilers_write_it(configured: Path, told: list[str]) -> None:
    file = configured / "log" / "_posts" / "2021-09-10-a.md"
    root, path = configured / "log", "_posts/2021-09-10-a.md"
    for word in (f"{file}:12", f"{file}:12:5", f"{file}:12: some text: 3"):
        assert place_to_open([word], None, told.append) == JournalStart(root, path, 12)
    lay(configured, "til/b.md:3")
    odd = place_to_open([f"{configured}/til/b.md:3"], None, told.append)
    assert odd == JournalStart(configured / "til" / "b.md:3")


def test_several_words_are_journals_by_path_or_name(configured: Path, told: list[str]) -> None:
    opened = place_to_open([f"{configured / 'til'}", "log"], None, told.append)
    assert opened == JournalStart(configured / "til", others=(configured / "log",))
    with pytest.raises(CommandError, match="no command, file, journal or post serch; did you mean"):
        place_to_open(["serch", "손실"], None, told.append)
    with pytest.raises(JournalError, match="path missing"):
        place_to_open(["til", "gone"], None, told.append)


@pytest.mark.parametrize("word", ["~nobody-has-this-name", "y" * 300, "a\0b", "-x", "serch"])
def test_a_word_that_can_be_nothing_is_said(
    word: str, tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError, match="there is no command, file, journal or post"):
        place_to_open([word], None, told.append)


def test_outside_a_journal_the_first_configured_one_comes_before_the_demo(
    configured: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal_to_open(None) == JournalStart(configured / "log")
    assert journal_to_print(None, told.append) == configured / "log"
    assert journal_to_print("til", told.append) == configured / "til"
    monkeypatch.chdir(configured / "til")
    assert journal_to_open(None) == JournalStart(configured / "til")
    assert journal_to_print(None, told.append) == Path()
    monkeypatch.setenv("ILGI_JOURNAL", "log")
    assert journal_to_print(None, told.append) == configured / "log"
    assert journal_to_print("til", told.append) == configured / "til"


def test_a_home_is_no_journal_where_others_are_configured(
    configured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", f"{configured.parent}")
    monkeypatch.chdir(configured.parent)
    assert journal_to_open(None) == JournalStart(configured / "log")


def test_a_command_that_is_a_path_or_a_journal_too_is_told(
    configured: Path, told: list[str]
) -> None:
    tell_what_lost("tags", told.append)
    assert told == []
    lay(Path.cwd(), "tags/a.md")
    tell_what_lost("tags", told.append)
    once = " (this is said once)"
    assert told.pop() == f"tags is a command here; `ilgi ./tags` opens what has that name{once}"
    tell_what_lost("tags", told.append)
    assert told == []
    file = Path(os.environ["ILGI_CONFIG_DIR"]) / "config.toml"
    file.write_text("[journals]\nnotes = '/nowhere'\n", "utf-8")
    tell_what_lost("notes", told.append)
    assert told.pop() == f"notes is a command here; `ilgi --journal notes` opens that journal{once}"
    state = Path(os.environ["ILGI_STATE_DIR"])
    for file in state.iterdir():
        file.unlink() if file.is_file() else None
    state.rmdir()
    state.write_text("in the way", "utf-8")  # nothing can be remembered
    for _ in "12":
        tell_what_lost("notes", told.append)
        assert told.pop().startswith("notes is a command here")


def test_a_name_that_a_broken_configuration_may_have_is_told(
    configured: Path, told: list[str]
) -> None:
    assert journal_path("lgo", told.append) == Path("lgo")
    assert told == []
    file = Path(os.environ["ILGI_CONFIG_DIR"]) / "config.toml"
    file.write_text("[journals]\na = '/a'\n[journals]\nlog = '/b'\n", "utf-8")
    assert journal_path("log", told.append) == Path("log")
    assert told == ["the configuration has mistakes: `ilgi config` tells them"]
    with pytest.raises(CommandError, match=r"post log.*; the configuration has mistakes"):
        place_to_open(["log", "a"], None, told.append)


def test_a_post_is_found_by_what_only_its_title_has(journal: Path) -> None:
    with Journal.open(journal) as opened:
        for name, line in (("하강법", None), ("하강법:3", 3), (" 경사하강법 정", None)):
            post, at = find_post(opened, name, lambda _: None)
            assert (post.slug, at) == ("gradient", line)
        (journal / "_posts" / "2022-01-01-other.md").write_text("---\ntitle: 하강법 둘\n---\n")
        opened.refresh()
        with pytest.raises(CommandError, match="near it: other, gradient"):
            find_post(opened, "하강법:3", lambda _: None)


def test_a_post_is_found_by_any_of_its_names_with_its_line(journal: Path) -> None:
    with Journal.open(journal) as opened:
        for name in ("gradient", "경사하강법 정리", "_posts/2021-09-08-gradient.md"):
            post, line = find_post(opened, f"{name}:9", lambda _: None)
            assert (post.slug, line) == ("gradient", 9)
        with pytest.raises(CommandError, match=r"or post lodaer .*; near it: loader"):
            find_post(opened, "lodaer", lambda _: None)
        lay(journal, "_posts/2022-01-01--dash.md")
        assert find_post(opened, "-dash", lambda _: None)[0].path.endswith("--dash.md")


def test_the_options_say_where_the_browser_begins(journal: Path) -> None:
    output = Output.standard()
    with Journal.open(journal) as opened:
        asked = OpeningOptions(query="loss", tag="a b", date="2021-09")
        assert starting_place(opened, JournalStart(journal), asked, output) == StartingPlace(
            query='loss tag:"a b" date:2021-09'
        )
        place = JournalStart(journal, post="gradient:9")
        assert starting_place(
            opened, place, OpeningOptions(questions=True), output
        ) == StartingPlace("_posts/2021-09-08-gradient.md", 9, command="journal.questions")
        one = JournalStart(journal / "_posts" / "2021-09-09-loader.md", line=5)
        found = starting_place(opened, one, OpeningOptions(notes=True), output)
        assert found == StartingPlace("2021-09-09-loader.md", 5, command="note.list")
