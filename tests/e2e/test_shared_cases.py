"""Small inputs beside the checkout, each with what is right by the program that it is kept for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.journal import Journal, file_beside, page_of
from index.post import Post
from tui.render.document.about import blocks_of
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

Open = Callable[[str], Journal]


@pytest.fixture
def case(shared: Path, tmp_path: Path) -> Iterator[Open]:
    """Open a copy of the inputs of a name."""
    opened: list[Journal] = []

    def open_case(name: str) -> Journal:
        root = tmp_path / name
        if not root.exists():
            shutil.copytree(shared / "cases" / name.partition("/")[0], root)
        journal = Journal.open(root, cache=tmp_path / "cache")
        journal.refresh()
        opened.append(journal)
        return journal

    yield open_case
    for journal in opened:
        journal.close()


def post(journal: Journal, path: str) -> Post:
    return next(post for post in journal.posts if post.path == path)


def page(journal: Journal, path: str) -> str:
    return plain(lay_out(blocks_of(page_of(journal, path)), 80))


def resolved(journal: Journal, path: str) -> list[tuple[str, str]]:
    """Where the links of a post lead, in their order."""
    at = post(journal, path)
    found = [journal.resolve(link, at) for link in journal.outline(path).links]
    return [(one.kind, one.post.path if one.post else one.address) for one in found]


def test_names(case: Open) -> None:
    days = {one.path: one.day for one in case("names").posts}
    assert len(days) == 5
    assert set(days.values()) == {"2024-01-06"}


def test_vault(case: Open) -> None:
    vault = case("vault")
    assert not vault.problems
    assert resolved(vault, "image-by-name.md") == [("file", "첨부/사진.png")] * 4
    assert "200" not in page(vault, "image-by-name.md").partition("\n\n")[2]
    assert "100" not in vault.document("image-by-name.md").prose
    broken = page(vault, "line-breaks.md").partition("\n\n")[2].split("\n")
    assert [line for line in broken if line] == ["아침에 걸었다", "점심에 읽었다", "저녁에 썼다"]
    assert page(vault, "note-embed.md").partition("\n\n")[2] == (
        "▏ ↪ line-breaks\n▏ 아침에 걸었다\n▏ 점심에 읽었다\n▏ 저녁에 썼다\n"
    )
    assert resolved(vault, "note-embed.md") == [("post", "line-breaks.md")]
    assert f"{post(vault, 'evening.md').date}" == "2024-05-06 23:30:00+09:00"
    created = post(vault, "created.md")
    assert (created.day, created.tags) == ("2024-05-06", ("독서",))
    capital = post(vault, "capital-keys.md")
    assert (capital.title, capital.day, capital.tags) == ("대문자 제목", "2018-04-05", ("읽기",))
    shown = page(vault, "comment-blockid.md")
    assert "%%" not in shown
    assert "^abc123" not in shown
    ruled = page(vault, "hr-first.md")
    assert "가로줄일 뿐이다" in ruled
    assert "나머지" in ruled
    assert vault.search("가로줄일").total == 1
    assert resolved(vault, "callout.md") == [("post", "line-breaks.md")]
    assert post(vault, "Daily/2023-09-30.md").title == "2023-09-30"


def test_properties_of_a_vault(case: Open) -> None:
    vault = case("vaultprops")
    movie = post(vault, "movie.md")
    assert movie.categories == ("영화",)
    assert movie.aliases
    for query in ("status:done", "rating:>6", "별칭", "has:task", "is:todo"):
        assert "movie.md" in {hit.post.path for hit in vault.search(query).hits}, query
    assert page(vault, "movie.md").endswith("▏ ↪ 사람#소개\n▏ 소개\n▏\n▏ 감독이다.\n")


def test_hexo(case: Open) -> None:
    site = case("hexo")
    assert not site.problems
    first = post(site, "source/_posts/first.md")
    assert first.categories == ("前端",)
    assert f"{first.date}" == "2020-05-06 23:08:09+08:00"
    assert ("file", "source/_posts/first/a.png") in resolved(site, first.path)
    shown = page(site, first.path)
    assert "js\n│ let a = 1;\n│ let b = 2;" in shown
    assert "▣ a.png 自己" in shown
    assert ("post", first.path) in resolved(site, first.path)
    assert "┃ 提示" in shown
    assert "let b = 2;" in site.document(first.path).code


def test_hugo(case: Open) -> None:
    site = case("hugo")
    assert ("file", "static/img/p.png") in resolved(site, "content/posts/a.md")
    shown = page(site, "content/posts/shortcodes.md")
    assert "┃ 안내 글" in shown
    assert "someone/1234" in shown
    assert "\n\nA\n\n탭 글\n\n" in shown
    toggled = page(site, "content/posts/toggle.md")
    assert "│ [security]" in toggled
    assert "│ let a = 1" in toggled
    assert "그림" in toggled
    assert "src=" not in toggled
    assert "src/App.js\njs\n│ let a = 1" in toggled


def test_zola(case: Open) -> None:
    found = post(case("zola"), "content/zola.md")
    assert (found.tags, found.categories) == (("러스트", "웹"), ("기술",))


def test_pelican(case: Open) -> None:
    site = case("pelican")
    found = post(site, "content/pelican.md")
    assert (found.title, found.day, found.tags) == ("펠리컨 글", "2020-01-25", ("파이썬", "블로그"))
    assert "Tags:" not in page(site, found.path)


def test_mdx(case: Open) -> None:
    site = case("mdx")
    assert post(site, "blog/hello.mdx").title == "MDX 글"
    shown = page(site, "blog/hello.mdx")
    assert shown.partition("\n\n")[2] == "js\n\n자바스크립트 글\n"


def test_quarto(case: Open) -> None:
    journal = case("quarto")
    fit = post(journal, "2024-04-01-fit.qmd")
    assert (fit.title, fit.day, fit.categories) == ("적합", "2024-04-01", ("통계",))


def test_html(case: Open) -> None:
    site = case("html")
    path = "_posts/2012-01-20-rails.html"
    assert post(site, path).title == "Rails 3.2: 빠른 모드와 길"
    shown = page(site, path)
    assert "◆ 둘째 제목\n• 하나\n• 둘\n\n│ x = 1\n│ y = 2\n" in shown
    assert [hit.post.path for hit in site.search("둘째").hits] == [path]


def test_mdbook(case: Open) -> None:
    book = case("mdbook")
    titles = [(one.title, one.categories) for one in book.posts]
    assert titles == [("처음", ()), ("안녕", ("처음",))]
    shown = page(book, "src/ch01-02-hello-world.md")
    assert "안녕, 세계\nListing 1-1: 첫 프로그램\n\nrust\n│ fn main() {}\n" in shown
    assert "Listing>" not in shown


def test_til(case: Open) -> None:
    note = post(case("til"), "git/undo-a-commit.md")
    assert note.categories == ("git",)
    assert note.date is not None
    assert note.date_source not in {"", "front matter", "name"}


def test_single(case: Open, tmp_path: Path) -> None:
    case("single")
    with Journal.open(tmp_path / "single" / "a.md", cache=tmp_path / "other") as journal:
        journal.refresh()
        assert [one.path for one in journal.posts] == ["a.md"]
        assert not journal.problems
        assert resolved(journal, "a.md") == [("file", "b.md"), ("file", "sub/c.md")]
        assert file_beside(journal, "b.md") == journal.root.parent / "b.md"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("page/ol-all-ones.md", "1. 물을 끓인다\n2. 면을 넣는다\n3. 먹는다"),
        ("page/math-blanks.md", "시간은 O(N²) 이고 공간은 O(N) 이다."),
        ("page/math-hangul.md", "  a  전체,  n × 개수\n\n전기 전하 q_(전자) · 전압"),
        ("page/math-unknown.md", "ℝ → ℂ, a mod n, [x], y̸, 30°"),
        ("page/admonitions.md", "┃ ✦ 제목\n┃ 팁"),
        ("page/admonitions.md", "┃ ▾ ✦ Tip\n┃ 접힌 글"),
        ("page/container.md", "┃ ✦ 알림\n┃ 첫 줄 둘째 줄"),
        ("page/ruby.md", "漢字(かんじ)を読む"),
        ("page/liquid-raw.md", "1 min\n\n보임\n"),
        ("kramdown/_posts/2024-01-01-ol-nested.md", "1. 하나\n   • 가\n   • 나\n2. 둘\n   • 다"),
        ("kramdown/_posts/2024-01-01-math-brackets-own-line.md", "    A⃗ = kB⃗\n\n  x² + y²"),
        ("kramdown/_posts/2024-01-01-mathjax-brackets.md", "  x² + y²"),
        ("kramdown/_posts/2024-01-01-notice.md", "1 min\n\n┃ ▲ 강의 들으러 가기!\n"),
        ("kramdown/_posts/2024-01-01-br-then-block.md", "▌ 인용\n\n상자\n\n• 항목"),
        ("kramdown/_posts/2024-01-01-raw.md", "│ {{ page.title }}\n\n글에서 {{ site.title }} 라고"),
        (
            "kramdown/_posts/2024-01-01-cjk-strong.md",
            "Color::RED 그리고 is/BEZ 그리고 손실(loss)을",
        ),
        ("kramdown/_posts/2024-01-01-html-kept.md", "│ b *x*\n\n칸\n\n글\n\n뒤"),
        ("kramdown/_posts/2024-01-01-dl-two-terms.md", "사과\n배\n    과일이다"),
        ("liquid/_posts/2024-01-02-source.md", "▪ 먼저 읽기\n┃ • 하나\n┃ • 둘"),
        ("jemoji/_posts/2024-01-01-emoji-code.md", "🎉 끝 😄"),
        ("hardwrap/_posts/2024-01-01-a.md", "첫 줄\n둘째 줄"),
    ],
)
def test_pages(case: Open, path: str, shown: str) -> None:
    name, _, rest = path.partition("/")
    assert shown in page(case(name), rest)
