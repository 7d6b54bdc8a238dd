"""Links in the reader's hands: labels, what is said of them, and what is opened outside."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Offset

from index.journal import Journal
from tests.tui.conftest import POSTS, Browse, Browser, write_posts
from tui.render.document.link_hints import labels
from tui.terminal import urls

LINKED = {
    "2022-05-05-links.md": (
        "title: 링크 모음",
        "먼저 [하강법](/math/2021/08/02/descent.html), 다음 [뒤로](2021-09-09-day28.md#뒤)\n\n"
        "그리고 [없는 글](nowhere.md).\n\n밖은 https://example.org/a?b=1&c=2 이다.\n\n"
        "[누름](javascript:alert(1)) [파일](file:///etc/passwd) [옵션](--help)\n\n"
        "[여기](#아래) [저기](#없음) [손으로](#made)\n\n"
        + "\n\n".join(f"문단 {number}" for number in range(40))
        + '\n\n## 아래\n\n끝이다.\n\n<a id="made"></a>\n\n만든 자리.',
    )
}


@pytest.fixture
def linked(tmp_path: Path) -> Journal:
    """The log with a post full of links on top."""
    log = write_posts(tmp_path / "linked", POSTS | LINKED)
    journal = Journal.open(log, cache=tmp_path / "cache-linked")
    journal.refresh()
    return journal


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is handed to the system to be opened, which opens nothing here."""
    addresses: list[str] = []
    monkeypatch.setattr(urls, "open_outside", addresses.append)
    return addresses


@given(st.integers(0, 676))
def test_no_label_begins_another(count: int) -> None:
    made = labels(count)
    assert len(made) == count
    assert all(1 <= len(label) <= 2 for label in made)
    assert len({*made, *(label[0] for label in made if len(label) == 2)}) == count + len(
        {label[0] for label in made if len(label) == 2}
    )


def _foot(browser: Browser) -> str:
    return browser.painted().splitlines()[-1]


async def test_a_label_follows_its_link(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "f")
        assert "먼저a하강법" in browser.text("#viewer")
        await browser.press("s")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")
        assert browser.screen.reader.post
        assert browser.screen.reader.post.slug == "day28"
        await browser.press("H", "f", "a")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_labels_are_typed_in_hangul_mode(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "ㄹ", "ㅁ")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_a_label_typed_in_one_burst_is_followed(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter")
        await browser.burst("fa")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_labels_show_on_the_one_pane_there_is_room_for(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked, size=(60, 20)) as browser:
        await browser.press("enter", "f")
        assert "먼저a하강법" in browser.painted()
        assert _foot(browser).startswith(" Esc cancel")


@pytest.mark.parametrize("key", ["escape", "z"])
async def test_labels_go_and_the_keys_come_back(browse: Browse, linked: Journal, key: str) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "f", key)
        assert "먼저 하강법" in browser.text("#viewer")
        await browser.press("G")
        assert "만든 자리" in browser.text("#viewer")


async def test_labels_go_when_the_post_is_saved_with_other_links(
    browse: Browse, linked: Journal
) -> None:
    [(name, (front_matter, _))] = LINKED.items()
    async with browse(of=linked) as browser:
        await browser.press("enter", "f")
        write_posts(linked.root, {name: (front_matter, "[하나](nowhere.md)")})
        browser.screen.reader.viewer.show(linked.document(f"_posts/{name}"))
        await browser.settle()
        assert browser.text("#viewer").strip().endswith("하나")
        assert browser.screen.focused is browser.screen.reader.viewer


async def test_labels_stay_when_the_post_is_saved_below_them(
    browse: Browse, linked: Journal
) -> None:
    [(name, (front_matter, body))] = LINKED.items()
    async with browse(of=linked) as browser:
        await browser.press("enter", "f")
        write_posts(linked.root, {name: (front_matter, f"{body}\n\n나중.")})
        browser.screen.reader.viewer.show(linked.document(f"_posts/{name}"))
        await browser.settle()
        assert "먼저a하강법" in browser.text("#viewer")
        await browser.press("a")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_two_letters_where_one_is_not_enough(browse: Browse, tmp_path: Path) -> None:
    body = " ".join(f"[l{number}](#h{number})" for number in range(12))
    body += "\n\n" + "\n\n".join(f"filler {n}\n\n## h{n}" for n in range(60))
    log = write_posts(tmp_path / "many", {"2022-01-01-many.md": ("title: many", body)})
    async with browse(of=Journal.open(log, cache=tmp_path / "many-cache")) as browser:
        await browser.press("enter", "f", *labels(12)[11])
        assert browser.text("#viewer").startswith(" ◆ h11")


async def test_the_foot_says_where_a_link_leads(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".")
        assert "→ 경사하강법 · _posts/2021-08-02-descent.md" in _foot(browser)
        await browser.press(".", ".")
        assert "✗ no post and no file is at nowhere.md" in _foot(browser)
        await browser.press(".")
        assert "https://example.org/a?b=1&c=2" in _foot(browser)
        await browser.press("escape")
        assert "https" not in _foot(browser)


async def test_the_marked_link_stays_marked_when_the_page_is_laid_out_anew(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", ".")
        await browser.pilot.resize_terminal(90, 30)
        await browser.settle()
        assert "_posts/2021-09-09-day28.md" in _foot(browser)
        await browser.press("enter")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")


async def test_the_pointer_on_a_link_says_where_it_leads_and_a_click_follows(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter")
        lines = browser.text("#viewer").splitlines()
        assert lines[3].startswith(" 먼저 하강법")
        await browser.pilot.hover("#viewer", offset=(7, 3))
        await browser.settle()
        assert "→ 경사하강법" in _foot(browser)
        await browser.pilot.click("#viewer", offset=(7, 3))
        await browser.settle()
        assert "기울기를 따라" in browser.text("#viewer")


async def test_what_leads_nowhere_looks_broken(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter")
        lines = browser.text("#viewer").splitlines()
        broken = [line for line in lines if line.startswith("✗")]
        assert [line.split()[0] for line in broken] == ["✗그리고", "✗누름", "✗여기"]
        viewer = browser.screen.reader.viewer
        muted = viewer.get_component_rich_style("page--broken").color
        dim = {
            segment.text
            for y in range(viewer.size.height)
            for segment in viewer.render_line(y)
            if segment.style and segment.style.underline and segment.style.color == muted
        }
        assert dim == {"없는 글", "누름", "파일", "옵션", "저기"}


async def test_a_link_heals_when_its_post_is_written(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "j")
        above = browser.screen.reader.viewer.scroll_offset
        file = linked.root / "_posts" / "2019-01-01-nowhere.md"
        file.write_text("---\ntitle: 있는 글\n---\n여기.\n", "utf-8")
        await browser.press("R")
        assert "✗" in browser.text("#viewer")
        assert "✗그리고" not in browser.text("#viewer")
        assert browser.screen.reader.viewer.scroll_offset == above


async def test_an_anchor_leads_to_its_heading_or_to_what_was_made_for_it(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "f", "k")
        assert "끝이다." in browser.text("#viewer")
        await browser.press("g", "g", "f", "l", "s")
        assert "만든 자리." in browser.text("#viewer")


async def test_an_address_is_opened_only_when_it_was_seen(
    browse: Browse, linked: Journal, opened: list[str]
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "f", "f")
        assert "https://example.org/a?b=1&c=2" in browser.painted()
        assert "Enter opens · y copies · Esc closes" in browser.painted()
        assert opened == []
        await browser.press("enter")
        assert opened == ["https://example.org/a?b=1&c=2"]
        assert browser.app.screen is browser.screen
        await browser.press("f", "f", "escape")
        assert len(opened) == 1


async def test_a_jump_within_a_post_is_come_back_from(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "j", "f", "k")
        assert "끝이다." in browser.text("#viewer")
        await browser.press("H")
        assert "먼저 하강법" in browser.text("#viewer")
        await browser.press("L")
        assert "끝이다." in browser.text("#viewer")


async def test_selecting_copies_clean_text_and_follows_no_link(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter")
        page = browser.screen.reader.viewer.region.offset
        above, end = page + Offset(1, 1), page + Offset(6, 3)
        for kind, at in ((MouseDown, above), (MouseMove, end), (MouseUp, end)):
            browser.app.post_message(
                kind(None, at.x, at.y, 0, 0, 1, False, False, False, at.x, at.y)
            )
            await browser.pilot.pause()
        await browser.settle()
        assert browser.screen.get_selected_text() == "2022-05-05 · 1 min\n\n먼저 하"
        assert "먼저 하강법" in browser.text("#viewer")


@pytest.mark.parametrize(
    ("times", "shown"), [(5, "javascript:alert(1)"), (6, "file:///etc/passwd")]
)
async def test_other_addresses_are_shown_and_never_opened(
    browse: Browse, linked: Journal, opened: list[str], times: int, shown: str
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", *["."] * times, "enter")
        assert shown in browser.painted()
        assert "addresses are not opened" in browser.painted()
        await browser.press("enter", "escape")
        assert opened == []


async def test_where_nothing_opens_an_address_it_is_copied(
    browse: Browse, linked: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    monkeypatch.setattr(urls, "_PLATFORM", "linux")
    async with browse(of=linked) as browser:
        await browser.press("enter", "f", "f", "enter")
        assert "there is no browser over SSH" in browser.painted().replace("\n", " ")
        assert browser.app.clipboard == "https://example.org/a?b=1&c=2"


async def test_an_address_of_the_site_itself_can_be_opened_where_no_post_is(
    browse: Browse, tmp_path: Path, opened: list[str]
) -> None:
    posts = {"2022-01-01-own.md": ("title: own", "[옛글](https://my.example/gone/)")}
    log = write_posts(tmp_path / "own", posts)
    (log / "_config.yml").write_text("url: https://my.example\n", "utf-8")
    async with browse(of=Journal.open(log, cache=tmp_path / "own-cache")) as browser:
        await browser.press("enter")
        assert browser.text("#viewer").splitlines()[3].startswith("✗옛글")
        await browser.press("f", "a")
        assert "this site has no post there" in browser.painted()
        await browser.press("enter")
        assert opened == ["https://my.example/gone/"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "--help", "-a", "",
        "http:", "https://", "ftp://example.org", "vscode://x", "https://a\x1b]0;b\x07/", "http://[",
    ],
)  # fmt: skip
def test_what_is_not_of_the_web_is_refused(address: str) -> None:
    assert not urls.is_openable(address)
    with pytest.raises(urls.NotOpenedError):
        urls.opener(address, environment={"DISPLAY": ":0"}, platform="linux")


@given(st.text(), st.sampled_from(["https://h/", "http://h/", "mailto:a@"]))
def test_the_opener_gets_one_argument_that_is_an_address(rest: str, begins: str) -> None:
    try:
        command = urls.opener(
            begins + rest, environment={"PATH": "/usr/bin:/bin"}, platform="darwin"
        )
    except urls.NotOpenedError:
        return
    assert len(command) == 2
    assert command[1].startswith(begins)
    assert command[1].isascii()
    assert " " not in command[1]


def test_the_browser_of_the_environment_comes_first(tmp_path: Path) -> None:
    for name in ("seen", "w3m", "xdg-open"):
        (tmp_path / name).write_text("#!/bin/sh\n", "utf-8")
        (tmp_path / name).chmod(0o700)

    def opened(browser: str, platform: str = "linux") -> list[str]:
        environment = {"PATH": f"{tmp_path}", "DISPLAY": ":0", "BROWSER": browser}
        return urls.opener("https://h/a b", environment=environment, platform=platform)

    address = "https://h/a%20b"
    assert opened("seen") == [f"{tmp_path / 'seen'}", address]
    assert opened("seen", "darwin")[0] == f"{tmp_path / 'seen'}"
    assert opened("gone:w3m:seen --new '%s;x'")[1:] == ["--new", f"{address};x"]
    assert opened("'seen") == opened("w3m") == opened("") == [f"{tmp_path / 'xdg-open'}", address]


def test_a_program_is_started_with_the_address_and_no_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = tmp_path / "xdg-open"
    program.write_text(f'#!/bin/sh\nprintf "%s|" "$#" "$1" > {told}\n', "utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setattr(urls, "_PLATFORM", "linux")
    urls.open_outside("https://example.org/$(touch x);`y`?한=글")
    assert told.read_text("utf-8") == (
        "1|https://example.org/$(touch%20x);%60y%60?%ED%95%9C=%EA%B8%80|"
    )


@pytest.mark.parametrize(
    ("address", "host", "warning"),
    [
        ("https://example.org/x", "example.org", ""),
        ("https://paypal.com@evil.example/", "evil.example", "not the host"),
        ("https://аррӏе.com/", "аррӏе.com", "xn--"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", "аррӏе.com has CYRILLIC letters"),
        ("mailto:a@example.org", "a@example.org", ""),
    ],
)
def test_what_could_be_mistaken_in_an_address_is_said(
    address: str, host: str, warning: str
) -> None:
    found = urls.destination(address)
    assert found.host == host
    assert warning in " ".join(found.warnings)
    assert bool(found.warnings) == bool(warning)


async def test_a_label_stands_before_its_link_where_there_is_room(
    browse: Browse, tmp_path: Path
) -> None:
    body = "앞 [하나](https://a.example)\n\n- [둘](https://b.example)([셋](https://c.example))"
    posts = {"2021-09-10-room.md": ("title: 자리", body)}
    journal = Journal.open(write_posts(tmp_path / "room", posts), cache=tmp_path / "kept")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("enter", "f")
        first, second, third = labels(3)
        shown = browser.text("#viewer")
        assert f"앞{first}하나" in shown
        assert f"{second}둘" in shown
        assert f"({third}" in shown
