"""Which places of a post a link may name."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document
from tui.workers import link_worker
from tui.workers.link_worker import LinkWorker, line_of_anchor, lines_of_anchors

POST = """# 처음

가 <a id=one> <b name = 'two'>
## 절 {#chosen}
문단 ^block
- 항목 ^item  \t
^ 아무것도 id="" {# } x^y
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "a.md").write_text(POST, "utf-8")
    journal = Journal.open(tmp_path / "log", cache=tmp_path / "cache")
    journal.refresh()
    return journal


def test_headings_elements_and_blocks_have_places(journal: Journal) -> None:
    document = journal.document("a.md")
    assert lines_of_anchors(document) == {
        "처음": 1,
        "one": 3,
        "two": 3,
        "chosen": 4,
        "^block": 5,
        "^item": 6,
    }
    assert line_of_anchor(document, "^item") == 6
    assert line_of_anchor(document, "") is None


def test_a_post_is_looked_through_once_for_all_its_links(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = "".join(f"[{n}](#none-{n}) [{n}](#one)\n" for n in range(30))
    (journal.root / "a.md").write_text(f"{links}{POST}", "utf-8")
    document = journal.document("a.md")
    worker = LinkWorker(journal)
    looked: list[Document] = []

    def noted(document: Document) -> dict[str, int]:
        looked.append(document)
        return lines_of_anchors(document)

    monkeypatch.setattr(link_worker, "lines_of_anchors", noted)
    said = [
        worker.why_broken(document, link, journal.resolve(link, document.post))
        for link in document.outline.links
    ]
    assert said[:2] == ["This post has no heading #none-0.", ""]
    assert len(said) == 60
    assert looked == [document]


def test_no_more_places_are_kept_than_a_post_may_have(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_worker, "_MOST_ANCHORS", 2)
    assert len(lines_of_anchors(journal.document("a.md"))) == 2
