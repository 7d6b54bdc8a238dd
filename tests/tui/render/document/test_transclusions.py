"""Parts of other posts on a page: in a frame with their name, with their links as from there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.journal import Journal, page_of
from index.post import Document
from tui.render.document.about import blocks_of
from tui.render.document.links import link_parts
from tui.render.document.pages import pages
from tui.render.layout.layout import Layout, lay_out
from tui.render.layout.text import plain


def read_page(root: Path, files: Mapping[str, str]) -> Document:
    """The page of ``a.md`` in a vault of these notes."""
    for path, text in {".obsidian/app.json": "{}", **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with Journal.open(root, cache=root.parent / "cache") as journal:
        journal.refresh()
        return page_of(journal, "a.md")


def laid_out(document: Document) -> Layout:
    return lay_out(blocks_of(document), 60)


def body(layout: Layout) -> str:
    return plain(layout).partition("\n\n")[2]


def test_a_note_is_shown_in_a_frame_under_its_name(tmp_path: Path) -> None:
    document = read_page(
        tmp_path / "vault",
        {
            "a.md": "앞의 글 ![[b]] 뒤의 글\n\n- 항목\n- ![[c#둘|둘째]]\n",
            "b.md": "# 머리\n무를 썬다\n\n```py\nx = 1\ny = 2\n```\n\n![[c]]\n",
            "c.md": "하나\n\n## 둘\n셋\n",
        },
    )
    layout = laid_out(document)
    assert body(layout) == (
        "앞의 글\n\n"
        "▏ ↪ 머리\n▏ 머리\n▏\n▏ 무를 썬다\n▏\n▏ py\n▏ │ x = 1\n▏ │ y = 2\n▏\n"
        "▏ ▏ ↪ c\n▏ ▏ 하나\n▏ ▏\n▏ ▏ 둘\n▏ ▏\n▏ ▏ 셋\n\n"
        "뒤의 글\n\n• 항목\n• ▏ ↪ 둘째\n  ▏ 둘\n  ▏\n  ▏ 셋\n"
    )
    framed = [line for line in layout.lines if line.text.startswith("▏") or "썬다" in line.text]
    assert {line.source for line in framed} == {1}
    assert not layout.headings


def test_what_is_named_again_is_shown_once(tmp_path: Path) -> None:
    files = {"a.md": "![[b]]\n\n" * 300, "b.md": "무를 썬다\n"}
    shown = body(laid_out(read_page(tmp_path / "vault", files)))
    assert shown.count("무를 썬다") == 1
    assert shown.startswith("▏ ↪ b\n▏ 무를 썬다\n\nb\n\nb\n")


def test_a_block_that_is_named_again_is_called_by_its_note(tmp_path: Path) -> None:
    block = "64a1f6b2-0c1d-4e2f-9a3b-5c6d7e8f9a0b"
    files = {
        "a.md": f"(({block}))\n\n또 (({block}))\n",
        "b.md": f"- 무를 썬다\n  id:: {block}\n",
    }
    shown = body(laid_out(read_page(tmp_path / "vault", files)))
    assert shown == "▏ ↪ b\n▏ • 무를 썬다\n\n또 b\n"


def test_what_is_missing_is_told_in_its_place(tmp_path: Path) -> None:
    document = read_page(tmp_path / "vault", {"a.md": "![[없음]]\n\n| 칸 |\n| --- |\n| ![[a]] |\n"})
    shown = body(laid_out(document))
    assert shown.startswith("▏ ↪ no note is called 없음 yet\n")
    assert "│" not in shown
    assert shown.rstrip().endswith("a")


def test_links_lead_where_they_do_in_their_own_post(tmp_path: Path) -> None:
    inner = "[곁](c.md) ![그림](p.png) [절](#둘) [[#둘]] [밖](https://example.org/) 주[^1]\n\n"
    document = read_page(
        tmp_path / "vault",
        {"a.md": "![[b]]\n", "깊이/b.md": f"{inner}[^1]: 설명\n\n## 둘\n", "깊이/c.md": "셋\n"},
    )
    layout = laid_out(document)
    found = [link.target for line in layout.lines for _, _, link in link_parts(line)]
    assert found == [
        "b",
        "/깊이/c.md",
        "/깊이/p.png",
        "/깊이/b.md#둘",
        "깊이/b#둘",
        "https://example.org/",
    ]


def test_a_fold_in_a_note_folds_where_it_is_shown(tmp_path: Path) -> None:
    note = "> [!tip]- 안의 팁\n> 숨은 글\n"
    document = read_page(tmp_path / "vault", {"a.md": f"{note}\n![[b]]\n", "b.md": note})
    *_, page = pages(document, 60, blocks=None, whole=True, cancelled=lambda: False)
    assert len(page.folds) == 2
    assert "숨은 글" not in plain(page.layout)
    assert plain(page.with_shut({page.folds[0].name}).layout).count("숨은 글") == 1
