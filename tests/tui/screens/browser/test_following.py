"""Links followed by keyboard, themes tried on, an editor started, and work that fails."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document
from tests.tui.conftest import POSTS, Browse, write_posts
from tui.screens.browser import browser as browser_module
from tui.themes import INK

LINKED = {
    "2022-05-05-links.md": (
        "title: 링크 모음",
        "먼저 [하강법](/math/2021/08/02/descent.html), 다음 [뒤로](2021-09-09-day28.md#뒤)\n\n"
        "그리고 [없는 글](nowhere.md).\n\n밖은 https://example.org/a?b=1&c=2 이다.",
    )
}


@pytest.fixture
def linked(tmp_path: Path) -> Journal:
    """The log with a post full of links on top."""
    log = write_posts(tmp_path / "linked", POSTS | LINKED)
    journal = Journal.open(log, cache=tmp_path / "cache-linked")
    journal.refresh()
    return journal


async def test_a_link_is_marked_followed_and_come_back_from(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", "enter")
        assert "기울기를 따라" in browser.text("#viewer")
        await browser.press("H")
        assert "먼저 하강법" in browser.text("#viewer")


async def test_a_link_leads_to_its_heading(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", ".", "enter")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")


async def test_a_link_to_a_heading_that_is_gone_opens_its_post_and_says_so(
    browse: Browse, linked: Journal
) -> None:
    path = linked.root / "_posts" / "2022-05-05-links.md"
    path.write_text(path.read_text("utf-8").replace("#뒤", "#옛-제목"), "utf-8")
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", ".", "enter")
        assert "문단 1: 배운 것을" in browser.text("#viewer")
        assert "no heading #옛-제목" in browser.painted()


async def test_a_broken_link_says_why(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", ".", ".", ".", "comma", "enter")
        assert "nowhere.md" in browser.painted()
        assert "먼저 하강법" in browser.text("#viewer")


async def test_an_address_is_shown_whole_and_copied(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", ".", ".", ".", "enter")
        assert "https://example.org/a?b=1&c=2" in browser.painted()
        await browser.press("y")
        assert browser.app.clipboard == "https://example.org/a?b=1&c=2"
        assert browser.app.screen is browser.screen


PICTURED = {
    "2022-01-01-target.md": ("title: 목표\ncategories: [dl]", "여기가 목표다."),
    "2022-05-05-badges.md": (
        "title: 배지",
        'plain [text link](/dl/target) and <a href="https://me.github.io/dl/target">html</a> and '
        '<a href="https://me.github.io/dl/target">'
        '<img src="https://img.shields.io/badge/-RNN-red"/></a> and '
        "[![badge](https://img.shields.io/badge/-md-red)](/dl/target)\n\n"
        '<img src="https://img.shields.io/badge/-CNN-red"/>\n'
        "[![below](https://img.shields.io/badge/-below-red)](/dl/target)\n\n"
        '{% include figure image_path="/a.png" %}\n\n[![gone](b.png)](/gone/)',
    ),
}


@pytest.fixture
def pictured(tmp_path: Path) -> Journal:
    """A site whose posts link to each other around badges."""
    log = write_posts(tmp_path / "pictured", PICTURED)
    (log / "_config.yml").write_text('url: "https://me.github.io"\npermalink: /:categories/:title/')
    journal = Journal.open(log, cache=tmp_path / "cache-pictured")
    journal.refresh()
    return journal


@pytest.mark.parametrize("keys", [(".",) * steps for steps in (1, 2, 3, 4, 6)])
async def test_a_link_around_a_picture_is_marked_and_followed(
    browse: Browse, pictured: Journal, keys: tuple[str, ...]
) -> None:
    async with browse(of=pictured) as browser:
        await browser.press("enter", *keys)
        assert "→ 목표" in browser.painted().splitlines()[-1]
        await browser.press("enter")
        assert "여기가 목표다." in browser.text("#viewer")


@pytest.mark.parametrize("label", ["a", "s", "d", "f", "h"])
async def test_a_link_around_a_picture_is_followed_by_its_label(
    browse: Browse, pictured: Journal, label: str
) -> None:
    async with browse(of=pictured) as browser:
        await browser.press("enter", "f", label)
        assert "여기가 목표다." in browser.text("#viewer")


async def test_a_link_around_a_picture_that_leads_nowhere_says_why_as_the_problems_do(
    browse: Browse, pictured: Journal
) -> None:
    reasons = [f"{problem.message}" for problem in pictured.problems if "gone" in f"{problem}"]
    assert len(reasons) == 1
    async with browse(of=pictured) as browser:
        await browser.press("enter", *(".",) * 8)
        assert "/gone/" in browser.painted().splitlines()[-1]


async def test_a_theme_is_tried_on_and_given_back(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("T", "j")
        assert browser.app.theme != INK.name
        await browser.press("escape")
        assert browser.app.theme == INK.name
        await browser.press("T", "j", "enter")
        assert browser.app.theme != INK.name


async def test_the_editor_gets_the_exact_file_and_line(
    browse: Browse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "2022-02-02-a 'b\" $(c).md"
    log = write_posts(tmp_path / "my log", {name: ("title: 편집", "한 줄")})
    told = tmp_path / "told.json"
    editor = tmp_path / "my editor.py"
    editor.write_text(
        "import json, sys\n"
        f"open({str(told)!r}, 'w').write(json.dumps(sys.argv[1:]))\n"
        "open(sys.argv[-1], 'a').write('\\n새 줄\\n')\n",
        "utf-8",
    )
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{editor}'")
    journal = Journal.open(log, cache=tmp_path / "cache-editor")
    async with browse(of=journal) as browser:
        with monkeypatch.context() as patched:
            patched.setattr(type(browser.app), "suspend", _Suspended)
            await browser.press("enter", "e")
        line, file = json.loads(told.read_text("utf-8"))
        assert file == str(log / "_posts" / name)
        assert line.startswith("+")
        assert "새 줄" in browser.text("#viewer")


class _Suspended:
    """A terminal that is handed over: the headless one cannot be."""

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


class Failing(Journal):
    """A journal that fails unexpectedly at one post."""

    def document(self, path: str, data: bytes | None = None) -> Document:
        if "descent" in path:
            raise RuntimeError("[/red] by surprise")
        return super().document(path, data)


async def test_a_failure_on_a_thread_is_told_and_ends_nothing(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Failing.open(log, cache=tmp_path / "failing")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.pilot.press("j", "j")
        while "[/red] by surprise" not in browser.painted():
            await browser.pilot.pause()
        await browser.pilot.press("j")
        await browser.pilot.pause()
        assert browser.app.is_running


async def test_commands_on_the_post_do_not_wait_for_one_that_failed_to_open(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Failing.open(log, cache=tmp_path / "failing")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("j", "j")
        assert "[/red] by surprise" in browser.painted()
        assert browser.screen.reader.opened.is_set()
        await browser.press("y")
        assert "No post is shown." in browser.painted()


async def test_a_command_on_a_post_that_does_not_open_in_time_says_so(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser_module, "_SECONDS_TO_OPEN", 0.01)
    async with browse() as browser:
        browser.screen.reader.opened.clear()
        await browser.press("y")
        assert "The post is still being opened." in browser.painted()
        assert browser.app.screen is browser.screen
        browser.screen.reader.opened.set()
        await browser.press("y")
        assert browser.app.screen is not browser.screen


async def test_without_colour_the_cursor_still_shows(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browse() as browser:
        await browser.press("j")
        assert [line[0] for line in browser.text("#list").splitlines()[:3]] == [" ", "›", " "]
        colours = {
            segment.style.color.triplet
            for line in browser.app.screen._compositor.render_strips()
            for segment in line
            if segment.style and segment.style.color and segment.style.color.triplet
        }
        assert all(colour.red == colour.green == colour.blue for colour in colours)
