"""Pages of a diary are dated by their names, and found by their titles, as Logseq has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal


@pytest.mark.parametrize(
    ("settings", "name", "title"),
    [
        ("", "2024_01_02", "Jan 2nd, 2024"),
        (':journal/file-name-format "dd-MM-yyyy"', "02-01-2024", "Jan 2nd, 2024"),
        (
            ':journal/file-name-format "yyyyMMdd"\n:journal/page-title-format "yyyy-MM-dd EEE"',
            "20240102",
            "2024-01-02 Tue",
        ),
    ],
)
def test_a_page_of_a_diary(tmp_path: Path, settings: str, name: str, title: str) -> None:
    root = tmp_path / "graph"
    for path, text in {
        "logseq/config.edn": f"{{{settings}}}",
        f"journals/{name}.md": "- 눈이 왔다\n",
        f"pages/{name}.md": "- 다른 글\n",
        "pages/눈.md": f"- [[{title}]]\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        day = journal.find(f"journals/{name}.md")
        assert day.date is not None
        assert (day.date.date().isoformat(), day.date_source) == ("2024-01-02", "name")
        assert title not in journal.find(f"pages/{name}.md").aliases
        assert [post.path for post, _ in journal.backlinks(day)] == ["pages/눈.md"]
