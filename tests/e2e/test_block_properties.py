"""Lines that Logseq keeps of a block for itself are neither on the page nor in the index."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tui.render.document.about import blocks_of
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

TEXT = """\
- 첫 블록
  id:: 64c0f0aa
  collapsed:: true
    - 안의 블록
      id:: 64c0f0bb
- id:: 64c0f0cc
  뒤의 글
- 코드 id:: 는 남는다

```
id:: 64c0f0dd
```
"""


@pytest.mark.parametrize("marker", ["logseq/config.edn", ".obsidian/app.json"])
def test_what_marks_a_block_is_hidden_from_both_readers(tmp_path: Path, marker: str) -> None:
    path = "pages/a.md"
    for name, text in ((marker, ""), (path, TEXT)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    with Journal.open(tmp_path, cache=tmp_path / "cache") as journal:
        journal.refresh()
        document = journal.document(path)
        page = plain(lay_out(blocks_of(document), 80))
        for shown in (page, document.prose):
            assert not {"64c0f0aa", "64c0f0bb", "64c0f0cc", "collapsed"} & {*shown.split()}
            for said in ("첫 블록", "안의 블록", "뒤의 글", "코드 id:: 는 남는다"):
                assert said in shown
        assert "64c0f0dd" in document.code
        assert "64c0f0dd" in page


def test_a_site_shows_such_a_line_as_its_text(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2024-01-01-a.md").write_text("---\n---\nid:: 64c0\n", "utf-8")
    with Journal.open(tmp_path, cache=tmp_path / "cache") as journal:
        journal.refresh()
        document = journal.document("_posts/2024-01-01-a.md")
        assert "id:: 64c0" in document.prose
        assert "id:: 64c0" in plain(lay_out(blocks_of(document), 80))
