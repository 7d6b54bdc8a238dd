"""The chapters of a book, as its ``SUMMARY.md`` names them."""

from __future__ import annotations

from pathlib import Path

from index.journal import Journal
from index.reading.files.kinds.mdbook import chapters
from index.reading.files.kinds.settings import MOST_CHAPTERS, Chapter

SUMMARY = """# 차례

[머리말](preface.md)

- [처음](a.md)
  - [`안녕`](deep/b.md)
    - [더 깊이](c.md)
- [초고]()

# 둘째 부

1. [다시](./a.md)
* [끝 \\[마지막\\]](<e%20f.md>)
- [밖](../out.md)
- [밖](/etc/passwd.md)
- [[없음]]
-----
[부록](z.md)
"""


def test_chapters_have_the_titles_parts_and_order_of_the_table_of_contents() -> None:
    assert chapters(SUMMARY, "src") == {
        "src/preface.md": Chapter("머리말", "", 1),
        "src/a.md": Chapter("처음", "", 2),
        "src/deep/b.md": Chapter("안녕", "처음", 3),
        "src/c.md": Chapter("더 깊이", "처음/안녕", 4),
        "src/e f.md": Chapter("끝 [마지막]", "둘째 부", 5),
        "src/z.md": Chapter("부록", "둘째 부", 6),
    }


def test_a_table_of_contents_has_a_bound() -> None:
    lines = "\n".join(f"{'  ' * (at % 400)}- [a]({at}.md)" for at in range(MOST_CHAPTERS + 5))
    assert len(chapters(lines, "src")) == MOST_CHAPTERS


def test_a_book_is_listed_in_the_order_of_its_table_of_contents(tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "src" / "deep").mkdir(parents=True)
    (book / "book.toml").write_text('[book]\ntitle = "책"\n', "utf-8")
    (book / "src" / "SUMMARY.md").write_text(SUMMARY, "utf-8")
    for name in ("preface", "a", "deep/b", "c", "e f", "z", "orphan"):
        text = f"## {name} 제목\n\n본문 [처음](/a.md)\n"
        (book / "src" / f"{name}.md").write_text(text, "utf-8")
    with Journal.open(book, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert journal.name == "책"
        titles = [post.title for post in journal.posts if post.place]
        assert titles == ["머리말", "처음", "안녕", "더 깊이", "끝 [마지막]", "부록"]
        orphan = next(post for post in journal.posts if not post.place)
        assert orphan.title == "orphan 제목"
        assert [
            post.title for post in journal.search("본문 -title:orphan sort:new").posts
        ] == titles
        assert not journal.problems
        # The order is kept when one of them is read again.
        (book / "src" / "c.md").write_text("## 새로 쓴 글\n\n본문\n", "utf-8")
        journal.refresh()
        assert [post.title for post in journal.posts if post.place] == titles
