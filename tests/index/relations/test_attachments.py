"""Pictures and other attachments are found where the program of the journal finds them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from index.journal import Journal


def resolved(root: Path, files: Mapping[str, str], path: str) -> list[tuple[str, str]]:
    """Where the links of a post lead."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    with Journal.open(root, cache=root.parent / "cache") as journal:
        journal.refresh()
        post = journal.find(path)
        assert not journal.problems
        found = [journal.resolve(link, post) for link in journal.outline(path).links]
        return [(one.kind, one.address) for one in found]


@pytest.mark.parametrize("marker", [".obsidian/app.json", "읽기.txt"])
def test_a_name_alone_is_the_file_of_that_name(tmp_path: Path, marker: str) -> None:
    files = {
        marker: "{}",
        "일지/글.md": "![[그림.png]] ![[책.pdf#page=3]] [책](책.pdf)\n",
        "가/그림.png": "",
        "깊은/나/그림.png": "",
        "첨부/책.pdf": "",
    }
    assert resolved(tmp_path / "vault", files, "일지/글.md") == [
        ("file", "가/그림.png"),
        ("file", "첨부/책.pdf"),
        ("file", "첨부/책.pdf"),
    ]


def test_a_path_in_a_vault_counts_from_its_root(tmp_path: Path) -> None:
    files = {
        ".obsidian/app.json": "{}",
        "일지/글.md": "![[나/그림.png]] ![](나/그림.png)\n",
        "가/그림.png": "",
        "나/그림.png": "",
    }
    found = resolved(tmp_path / "vault", files, "일지/글.md")
    assert found == [("file", "나/그림.png")] * 2


def test_a_picture_of_hexo_may_be_of_its_theme(tmp_path: Path) -> None:
    files = {
        "_config.yml": "theme: 바다\n",
        "source/_posts/글.md": "---\ntitle: 글\n---\n![](/img/a.png) ![](/img/b.png)\n",
        "source/img/a.png": "",
        "themes/바다/source/img/b.png": "",
    }
    assert resolved(tmp_path / "blog", files, "source/_posts/글.md") == [
        ("file", "source/img/a.png"),
        ("file", "themes/바다/source/img/b.png"),
    ]


def test_a_picture_of_hugo_is_in_its_bundle_or_its_folders(tmp_path: Path) -> None:
    text = '![](a.png) ![](img/b.png) ![](/c.png) {{< figure src="img/d.png" >}}\n'
    files = {
        "hugo.toml": "",
        "content/posts/글/index.md": text,
        "content/posts/글/a.png": "",
        "content/posts/글/img/b.png": "",
        "static/c.png": "",
        "assets/img/d.png": "",
    }
    assert resolved(tmp_path / "site", files, "content/posts/글/index.md") == [
        ("file", "content/posts/글/a.png"),
        ("file", "content/posts/글/img/b.png"),
        ("file", "static/c.png"),
        ("file", "assets/img/d.png"),
    ]
