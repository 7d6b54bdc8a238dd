"""Front matter behind blank lines: where a kind has it, and where its body begins."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import read, scan_of
from index.reading.scanning import scanned


@pytest.mark.parametrize(("marker", "shown"), [("hugo.toml", True), ("_quarto.yml", False)])
@pytest.mark.parametrize("fence", ["+++", "---"])
def test_blank_lines_may_stand_before_front_matter(
    tmp_path: Path, marker: str, fence: str, *, shown: bool
) -> None:
    sign = "=" if fence == "+++" else ":"
    text = f'\n \n{fence}\ntitle{sign} "제목"\ndate{sign} 2024-01-02\n{fence}  \n\n첫 문단\n'
    (tmp_path / marker).touch()
    path = tmp_path / "content" / "a.md"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    site = Site.load(tmp_path)
    (file,) = walk(site)
    assert isinstance(file, SourceFile)
    document = read(file, site)
    assert (document.post.title == "제목") is shown
    assert document.text.split("\n")[document.body_line - 1 :] == document.body.split("\n")
    found = scanned(file, site, partial(scan_of, file, site))
    assert found is not None
    assert found.prose == document.prose
    assert ("제목" in document.prose) is not shown


def test_a_rule_after_a_blank_line_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").touch()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("\n---\n그냥 글\n---\n나머지\n", "utf-8")
    site = Site.load(tmp_path)
    (file,) = walk(site)
    assert isinstance(file, SourceFile)
    document = read(file, site)
    assert "그냥 글" in document.prose
    assert document.body_line == 1
    assert not document.problems
