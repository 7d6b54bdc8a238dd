"""What a post shows of others: the part that is named, within bounds, told where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.journal import Journal, page_of
from index.post import Document, Link, Post, paths_of
from index.reading.markdown.heading_ids import heading_id
from index.relations import transclusions
from index.relations.transclusions import LONGEST, MOST, MOST_LOOKED_AT
from index.results import Resolved

Vault = Callable[[Mapping[str, str]], Journal]


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """Write the notes of a vault and read it."""

    def write_and_read(files: Mapping[str, str]) -> Journal:
        root = tmp_path / "vault"
        for path, text in {".obsidian/app.json": "{}", **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        with Journal.open(root, cache=tmp_path / "cache") as journal:
            journal.refresh()
            return journal

    return write_and_read


def shown(document: Document) -> list[str]:
    """The text of each thing that is shown, or the code of why it is not."""
    texts = []
    for one in document.transcluded:
        assert (one.document is None) is (one.missing is not None)
        texts.append(one.missing.code if one.missing else one.document.body if one.document else "")
    return texts


PARTS = """---
tags: [국]
---
첫 문단
둘째 줄 ^first

## 재료

- 무
  - 껍질째 ^peel
    씻는다
- 파

| 그릇 | 수 |
| --- | --- |
| 대접 | 2 |

^bowls

### 양념
소금

## 차례
끓인다
"""


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("국", PARTS.partition("---\n")[2].partition("---\n")[2].rstrip("\n")),
        ("국#차례", "## 차례\n끓인다"),
        ("국#재료#양념", "### 양념\n소금\n"),
        ("국#^first", "첫 문단\n둘째 줄 ^first"),
        ("국#^peel", "  - 껍질째 ^peel\n    씻는다"),
        ("국#^bowls", "| 그릇 | 수 |\n| --- | --- |\n| 대접 | 2 |\n\n^bowls"),
        ("국#없음", "part-missing"),
        ("국#^none", "part-missing"),
        ("없는 노트", "note-unwritten"),
    ],
)
def test_the_part_that_is_named_is_shown(vault: Vault, target: str, text: str) -> None:
    journal = vault({"국.md": PARTS, "밥상.md": f"저녁\n\n![[{target}]]\n"})
    (found,) = shown(page_of(journal, "밥상.md"))
    assert found.rstrip("\n") == text.rstrip("\n")
    assert not journal.problems


def test_a_section_reaches_to_the_next_one_of_its_level(vault: Vault) -> None:
    journal = vault({"국.md": PARTS, "밥상.md": "![[국#재료]]\n"})
    (found,) = shown(page_of(journal, "밥상.md"))
    assert found.startswith("## 재료")
    assert "소금" in found
    assert "차례" not in found


def test_notes_in_a_circle_are_shown_once(vault: Vault) -> None:
    journal = vault({"a.md": "하나 ![[b]]\n", "b.md": "둘 ![[a]] ![[b]]\n"})
    page = page_of(journal, "a.md")
    assert [*paths_of(page.transcluded)] == ["b.md"]
    (inner,) = [one.document for one in page.transcluded if one.document]
    assert shown(inner) == ["shown-in-circle", "shown-in-circle"]


def test_a_note_may_show_a_part_of_itself(vault: Vault) -> None:
    journal = vault({"a.md": "![[#끝]]\n\n## 끝\n끝말\n"})
    assert shown(page_of(journal, "a.md")) == ["## 끝\n끝말\n"]


def test_what_stands_fifty_deep_is_shown_in_part(vault: Vault) -> None:
    notes = {f"{n}.md": f"노트 {n}\n![[{n + 1}]]\n" for n in range(50)}
    page = page_of(vault({**notes, "50.md": "바닥\n"}), "0.md")
    assert [*paths_of(page.transcluded)] == [f"{n}.md" for n in range(1, 5)]
    while page.transcluded[0].document:
        page = page.transcluded[0].document
    assert shown(page) == ["shown-too-deep"]


def test_many_and_long_notes_are_bounded(vault: Vault) -> None:
    many = "".join(f"![[{n}]]\n" for n in range(MOST + 20))
    notes = {f"{n}.md": f"{n}\n" for n in range(MOST + 20)}
    long = {"long.md": "가" * LONGEST + "나", "b.md": "![[long]]\n"}
    journal = vault({**notes, **long, "a.md": many})
    assert shown(page_of(journal, "a.md"))[MOST:] == ["shown-too-much"] * 20
    assert shown(page_of(journal, "b.md")) == ["shown-too-much"]


def test_of_very_many_links_the_first_are_looked_at(vault: Vault) -> None:
    journal = vault({"a.md": "".join(f"![[{n}]]\n" for n in range(2_000))})
    page = page_of(journal, "a.md")
    assert len(page.outline.links) == 2_000
    assert len(page.transcluded) < 1_000


def test_what_is_shown_is_a_link_and_is_found_in_its_own_post_alone(vault: Vault) -> None:
    journal = vault({"국.md": PARTS, "밥상.md": "저녁 ![[국#재료]] ![[그림.pdf]]\n"})
    soup = journal.find("국.md")
    assert [post.path for post, _ in journal.backlinks(soup)] == ["밥상.md"]
    assert [hit.post.path for hit in journal.search("소금").hits] == ["국.md"]
    kinds = [(link.kind, link.target) for link in journal.outline("밥상.md").links]
    assert kinds == [("transclusion", "국#재료"), ("embed", "그림.pdf")]
    assert {"link"} <= {*journal.find("밥상.md").flags}


def test_a_page_of_a_graph_is_shown_by_its_macro(tmp_path: Path) -> None:
    root = tmp_path / "graph"
    (root / "logseq").mkdir(parents=True)
    (root / "pages").mkdir()
    (root / "logseq" / "config.edn").write_text("{}", "utf-8")
    (root / "pages" / "국.md").write_text("- 무를 썬다\n", "utf-8")
    (root / "pages" / "밥상.md").write_text("- {{embed [[국]]}}\n", "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert shown(page_of(journal, "pages/밥상.md")) == ["- 무를 썬다\n"]


def test_a_block_of_a_graph_is_shown_by_its_id(tmp_path: Path) -> None:
    known, unknown = "64a1f6b2-0c1d-4e2f-9a3b-5c6d7e8f9a0b", "00000000-0000-0000-0000-000000000000"
    root = tmp_path / "graph"
    files = {
        "logseq/config.edn": "{}",
        "pages/국.md": f"- 물\n- 무를 썬다\n  id:: {known}\n\t- 얇게\n- 끓인다\n",
        "pages/밥상.md": f"- 먼저 (({known})) 한다\n- {{{{embed (({known}))}}}}\n- (({unknown}))\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert not journal.problems
        page = page_of(journal, "pages/밥상.md")
        assert shown(page) == [f"- 무를 썬다\n  id:: {known}\n\t- 얇게", "block-elsewhere"]
        assert page.prose.split() == ["먼저", "한다"]
        backlinks = journal.backlinks(journal.find("pages/국.md"))
        assert [post.path for post, _ in backlinks] == ["pages/밥상.md", "pages/밥상.md"]
        found = [journal.resolve(link, page.post).post for link in page.outline.links]
        assert [post and post.path for post in found] == ["pages/국.md", "pages/국.md", None]


@pytest.mark.parametrize("target", ["((64A1F6B2-0c1d-4e2f-9a3b-5c6d7e8f9a0b))", "[[국]]"])
def test_words_may_stand_for_a_block_or_a_page(tmp_path: Path, target: str) -> None:
    files = {
        "logseq/config.edn": "{}",
        "pages/국.md": "- 무를 썬다\n  id:: 64a1f6b2-0c1d-4e2f-9a3b-5c6d7e8f9a0b\n",
        "pages/밥상.md": f"- [먼저 할 일]({target})\n",
    }
    for path, text in files.items():
        (tmp_path / "graph" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "graph" / path).write_text(text, "utf-8")
    with Journal.open(tmp_path / "graph", cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert not journal.problems
        soup, table = journal.find("pages/국.md"), journal.find("pages/밥상.md")
        (link,) = journal.outline(table.path).links
        assert journal.resolve(link, table).post == soup
        assert journal.backlinks(soup) == ((table, link),)


def test_nothing_is_read_for_a_post_that_shows_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = vault({"a.md": "[[b]] ![[그림.png]] ![[소리.mp3]]\n", "b.md": "둘\n"})
    read: list[str] = []
    document = journal.document

    def noted(path: str) -> Document:
        read.append(path)
        return document(path)

    monkeypatch.setattr(journal, "document", noted)
    assert page_of(journal, "a.md").transcluded == ()
    assert read == ["a.md"]


def test_of_what_is_shown_no_more_links_are_looked_at_than_of_a_page(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "".join(f"![[long#^{n}]]\n" for n in range(60))
    notes = {f"{n}.md": many for n in range(40)}
    shows = "".join(f"![[{n}]]\n" for n in range(40))
    journal = vault({**notes, "long.md": "줄\n", "a.md": shows})
    looked_at: list[str] = []
    resolve = journal.resolve

    def noted(link: Link, post: Post) -> Resolved:
        looked_at.append(link.target)
        return resolve(link, post)

    monkeypatch.setattr(journal, "resolve", noted)
    page_of(journal, "a.md")
    assert len(looked_at) == MOST_LOOKED_AT


def test_the_headings_of_a_note_are_gone_through_once(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = "".join(f"## 절 {n}\n\n" for n in range(200))
    shows = "".join(f"![[long#{name} {n}]]\n" for n in range(100) for name in ("절", "없음"))
    journal = vault({"long.md": headings, "a.md": shows})
    made: list[str] = []

    def noted(text: str) -> str:
        made.append(text)
        return heading_id(text)

    monkeypatch.setattr(transclusions, "heading_id", noted)
    assert shown(page_of(journal, "a.md"))[:2] == ["## 절 0\n", "part-missing"]
    assert len(made) <= 400


def test_of_other_notes_no_more_is_read_than_a_page_may_take(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {f"{n}.md": "가" * 900 for n in range(20)}
    journal = vault({**notes, "a.md": "".join(f"![[{n}#^없음]]\n" for n in range(20))})
    monkeypatch.setattr(transclusions, "LONGEST_LOOKED_INTO", 2_000)
    missing = shown(page_of(journal, "a.md"))
    assert missing == ["part-missing"] * 3 + ["shown-too-much"] * 17
