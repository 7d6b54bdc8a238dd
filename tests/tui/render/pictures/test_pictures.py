"""Pictures of the journal on the page, and what is no picture left as its words."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

import pytest
from PIL import Image
from rich.color import Color

from index.errors import JournalError
from index.journal import Journal
from tests.tui.conftest import Browse, Browser, write_posts
from tui.render.pictures import availability, halves
from tui.render.pictures.halves import MOST_BYTES, NotAPictureError, read

RED, BLUE = (255, 0, 0), (0, 0, 255)


def picture(size: tuple[int, int] = (160, 80), kind: str = "PNG") -> bytes:
    """A picture whose upper half is red and whose lower half is blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, *size))
    data = io.BytesIO()
    image.save(data, kind)
    return data.getvalue()


def bomb(wide: int = 60_000, high: int = 60_000) -> bytes:
    """A PNG of a few hundred bytes that says it has billions of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(9_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def test_a_picture_is_rows_of_half_blocks_that_fit() -> None:
    rows = read(picture()).rows(40, 30)
    assert len(rows) == 5
    assert rows[0] == ((20, RED, RED),)
    assert rows[-1] == ((20, BLUE, BLUE),)
    assert len(read(picture((100, 4000))).rows(40, 7)) == 7
    assert sum(run[0] for run in read(picture((4000, 100))).rows(33, 7)[0]) == 33


def test_clear_pictures_lie_on_white_and_moving_ones_stand_still() -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (16, 16), (0, 0, 0, 0)).save(clear, "PNG")
    assert read(clear.getvalue()).rows(9, 9) == (((2, (255,) * 3, (255,) * 3),),)
    moving = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), colour) for colour in (RED, BLUE)]
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    [[(_, upper, _)]] = read(moving.getvalue()).rows(9, 9)
    assert upper[0] > 200


@pytest.mark.parametrize(
    "data",
    [
        bomb(), bomb(10_000, 5_000), picture()[:70], b"", b"GIF89a", b"<svg/>", b"\xff\xd8\xff\xe0",
        b"%PDF-1.4", bytes(MOST_BYTES + 1),
    ],
    ids=["bomb", "many pixels", "cut", "empty", "header", "svg", "jpeg", "pdf", "large"],
)  # fmt: skip
def test_what_is_broken_or_huge_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPictureError):
        read(data)


@pytest.mark.filterwarnings("error")
def test_many_pixels_are_refused_where_warnings_are_errors() -> None:
    with pytest.raises(NotAPictureError):
        read(bomb(12_000, 9_000))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_every_usual_kind_is_read(kind: str) -> None:
    assert read(picture(kind=kind)).rows(20, 20)


@pytest.mark.parametrize("place", ["SSH_CONNECTION", "TMUX", "STY", "NO_COLOR"])
def test_pictures_are_words_at_first_where_they_are_slow(place: str) -> None:
    assert availability.drawn_by_default({"TERM": "xterm-256color"})
    assert not availability.drawn_by_default({place: "x"})


BODY = """처음이다.

![하늘](/assets/sky.png)

> ![틀 안]({{ site.baseurl }}/assets/sky.png)

이어서.

![없음](/assets/none.png) ![폭탄](/assets/bomb.png) ![밖](/assets/out.png)
![멀리](https://example.org/far.png)

[![이어진](/assets/sky.png)](2022-01-01-album.md)

""" + "\n\n".join(f"문단 {number}" for number in range(60))


@pytest.fixture
def album(tmp_path: Path) -> Journal:
    """A log with a post that has pictures, good and bad."""
    log = write_posts(tmp_path / "album", {"2022-01-01-album.md": ("title: 사진", BODY)})
    (log / "assets").mkdir()
    (log / "assets" / "sky.png").write_bytes(picture())
    (log / "assets" / "bomb.png").write_bytes(bomb())
    (tmp_path / "secret.png").write_bytes(picture())
    (log / "assets" / "out.png").symlink_to(tmp_path / "secret.png")
    journal = Journal.open(log, cache=tmp_path / "cache-album")
    journal.refresh()
    return journal


@pytest.fixture(autouse=True)
def asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures are words until they are asked for, wherever the tests run."""
    monkeypatch.setenv("TMUX", "x")


def _rows(browser: Browser) -> list[str]:
    return [line for line in browser.text("#viewer").splitlines() if "▀" in line]


async def test_pictures_come_with_a_key_and_go_again(browse: Browse, album: Journal) -> None:
    async with browse(of=album) as browser:
        await browser.press("enter")
        words = browser.text("#viewer")
        assert "▣ 하늘" in words
        assert "▀" not in words
        await browser.press("I")
        assert len(_rows(browser)) == 15
        text = browser.text("#viewer")
        assert "▣ 하늘 sky.png\n ▀▀▀▀" in text
        assert "▌ ▀▀▀▀" in text
        assert all(f"▣ {alt}" in text for alt in ("없음", "폭탄", "밖", "멀리"))
        await browser.press("I")
        assert browser.text("#viewer") == words


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("글", "This post has no pictures."),
        ("| ![하늘](/assets/sky.png) |\n|---|\n| 글 |", "Pictures in tables are not drawn."),
        ("![멀리](https://example.org/a.png)", "No picture here can be drawn."),
    ],
)
async def test_where_no_picture_is_drawn_the_foot_says_why(
    browse: Browse, album: Journal, body: str, said: str
) -> None:
    write_posts(album.root, {"2022-01-02-none.md": ("title: 없다", body)})
    album.refresh()
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        assert f"{said} Other posts show theirs." in browser.painted()
        await browser.press("I")
        assert f"{said} Other posts hide theirs." in browser.painted()
        await browser.press("J", "I")
        assert len(_rows(browser)) == 15
        assert "Other posts" not in browser.painted()


async def test_a_saved_post_has_its_pictures_as_they_are_now(
    browse: Browse, album: Journal
) -> None:
    post = "_posts/2022-01-01-album.md"
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        assert "▣ 없음 none.png\n ▀" not in browser.text("#viewer")
        (album.root / "assets" / "none.png").write_bytes(picture((80, 16)))
        (album.root / "assets" / "sky.png").write_bytes(picture((160, 32)))
        browser.screen.reader.viewer.show(album.document(post))
        await browser.settle()
        assert len(_rows(browser)) == 2 + 2 + 1 + 2
        (album.root / "assets" / "sky.png").unlink()
        await browser.press("I", "I")
        assert len(_rows(browser)) == 1


async def test_without_pillow_the_key_says_what_to_install(
    browse: Browse, album: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        assert "pip install 'ilgi[images]'" in browser.painted()
        assert not _rows(browser)


async def test_pictures_have_their_own_colours(browse: Browse, album: Journal) -> None:
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        viewer = browser.screen.reader.viewer
        [first, *_] = [
            segment
            for y in range(viewer.size.height)
            for segment in viewer.render_line(y)
            if segment.text.startswith("▀")
        ]
        assert first.style
        assert first.style.color == Color.from_rgb(*RED)
        assert first.style.bgcolor == Color.from_rgb(*RED)


async def test_the_line_at_the_top_stays_when_pictures_come(browse: Browse, album: Journal) -> None:
    async with browse(of=album) as browser:
        await browser.press("enter", "d", "d", "j")
        top = browser.text("#viewer").splitlines()[0]
        assert top
        await browser.press("I")
        assert browser.text("#viewer").splitlines()[0] == top
        await browser.press("I")
        assert browser.text("#viewer").splitlines()[0] == top


async def test_pictures_scroll_line_by_line(browse: Browse, album: Journal) -> None:
    async with browse(of=album) as browser:
        await browser.press("enter", "I", *"jjjjjjj")
        assert browser.text("#viewer").splitlines()[0].startswith(" ▀")


async def test_what_is_copied_of_a_page_has_no_picture_in_it(
    browse: Browse, album: Journal
) -> None:
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        browser.screen.reader.viewer.text_select_all()
        copied = browser.screen.get_selected_text() or ""
        assert "▣ 하늘 sky.png\n\n▣ 틀 안 sky.png\n\n이어서." in copied
        assert "▀" not in copied


async def test_a_picture_fits_the_page_at_every_size(browse: Browse, album: Journal) -> None:
    (album.root / "assets" / "sky.png").write_bytes(picture((1600, 3200)))
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        height = browser.screen.reader.viewer.size.height
        lines = browser.text("#viewer").splitlines()
        first = [*takewhile(lambda line: "▀" in line, lines[lines.index(" ▣ 하늘 sky.png") + 1 :])]
        assert len(first) == height * 3 // 5
        await browser.pilot.resize_terminal(40, 12)
        await browser.settle()
        assert max(map(len, _rows(browser))) < 40


async def test_a_picture_that_a_paragraph_has_twice_is_drawn_once(
    browse: Browse, album: Journal
) -> None:
    write_posts(album.root, {"2022-01-01-album.md": ("title: 사진", "![a](/assets/sky.png) " * 2)})
    album.refresh()
    async with browse(of=album) as browser:
        await browser.press("enter", "I")
        assert len(_rows(browser)) == 5


def test_only_files_of_the_journal_are_read(album: Journal) -> None:
    assert album.contents("assets/sky.png", 10_000)
    for path in ("../secret.png", "assets/out.png", "assets", "/etc/passwd", "assets/\0"):
        with pytest.raises(JournalError):
            album.contents(path, 10_000)
    with pytest.raises(JournalError, match="file too large"):
        album.contents("assets/sky.png", 10)


@pytest.mark.parametrize(
    ("kind", "mode", "drawn"),
    [("PNG", "RGB", False), ("PNG", "L", True), ("WEBP", "RGB", False), ("JPEG", "RGB", True)],
)
def test_what_would_take_too_much_memory_is_not_unpacked(
    kind: str, mode: str, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halves, "MOST_MEMORY", 100_000)
    assert _is_drawn(kind, mode) is drawn


def test_a_jpeg_that_comes_in_passes_takes_memory_for_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _is_drawn("JPEG", "RGB", progressive=True)
    monkeypatch.setattr(halves, "MOST_MEMORY", 100_000)
    assert not _is_drawn("JPEG", "RGB", progressive=True)


def _is_drawn(kind: str, mode: str, **how: bool) -> bool:
    file = io.BytesIO()
    Image.new(mode, (200, 200)).save(file, kind, **how)
    with suppress(NotAPictureError):
        return bool(read(file.getvalue()).rows(10, 10))
    return False
