"""Posts of a site whose templates read its data and its includes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read, scan_of
from index.reading.scanning import scanned

_POST = "_posts/2021-09-10-post.md"
_FRONT = "---\ntitle: 글\nnote: 눈\n---\n"


def journal(folder: Path, body: str, files: dict[str, str | bytes]) -> Path:
    given = {"_config.yml": "title: 일지\nowner: {name: 김}\n", **files, _POST: _FRONT + body}
    for name, content in given.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def document(folder: Path) -> Document:
    site = Site.load(folder)
    file = next(one for one in walk(site) if not isinstance(one, Problem))
    found = read(file, site)
    by_itself = scanned(file, site, lambda: scan_of(file, site))
    assert by_itself is not None
    assert (by_itself.prose, by_itself.headings) == (found.prose, found.outline.headings)
    return found


def said(document: Document) -> str:
    return " ".join(document.prose.split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("_data/people.yml", "- {name: 김, age: 3}\n- {name: 이, age: 5}\n"),
        ("_data/people.json", '[{"name": "김", "age": 3}, {"name": "이", "age": 5}]'),
        ("_data/people.csv", "name,age\n김,3\n이,5\n"),
        ("_data/people.tsv", "name\tage\n김\t3\n이\t5\n"),
    ],
)
def test_data_of_the_site_is_read(tmp_path: Path, name: str, content: str) -> None:
    body = "{% for one in site.data.people %}{{ one.name }}는 {{ one.age }}살 {% endfor %}"
    found = document(journal(tmp_path, body, {name: content}))
    assert said(found) == "김는 3살 이는 5살"
    assert {one.path for one in found.depends} == {"_data", name}


def test_names_of_site_page_and_folders_of_data(tmp_path: Path) -> None:
    body = (
        "{{ site.owner.name }} {{ page.note }} {{ page.title }} {{ site.data.a.b.c }} {{ page.id }}"
    )
    found = document(journal(tmp_path, body, {"_data/a/b.yml": "c: 1.50"}))
    assert said(found) == "김 눈 글 1.5 /2021/09/10/post"


def test_headings_and_links_of_an_include_stand_on_the_line_of_its_tag(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"_includes/part.md": "## {{ include.t }}\n\n[곳](/a/)\n\n끝"}
    found = document(journal(tmp_path, "앞\n\n{% include part.md t='제목' %}\n\n## 뒤", files))
    assert [(one.text, one.line) for one in found.outline.headings] == [("제목", 7), ("뒤", 9)]
    assert [(one.target, one.line) for one in found.outline.links] == [("/a/", 7)]
    assert found.prose.split("\n") == ["앞", "", "제목 곳 끝", "", "뒤"]
    assert found.body.startswith("앞")


def test_a_post_that_is_not_rendered_keeps_its_tags(tmp_path: Path) -> None:
    folder = journal(tmp_path, "", {})
    (folder / _POST).write_text("---\nrender_with_liquid: false\n---\n{{ site.title }}\n")
    assert said(document(folder)) == "{{ site.title }}"


def test_nothing_outside_of_the_site_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("비밀")
    (tmp_path / "secret.yml").write_text("a: 비밀")
    files: dict[str, str | bytes] = {
        "_includes/binary.md": b"\0\1binary",
        "_includes/large.md": "x" * 300_000,
        "_data/bad.yml": "a: [",
        "_data/bad.json": "[" * 100_000,
    }
    body = (
        "{% include ../../secret.md %}{% include /../../secret.md %}{% include link.md %}"
        "{% include binary.md %}{% include large.md %}{{ site.data.link.a }}{{ site.data.bad.a }}끝"
    )
    folder = journal(tmp_path / "site", body, files)
    (folder / "_includes/link.md").symlink_to(tmp_path / "secret.md")
    (folder / "_data/link.yml").symlink_to(tmp_path / "secret.yml")
    found = document(folder)
    assert "비밀" not in found.shown_body
    assert said(found) == "끝"


def test_a_pipe_among_the_data_is_not_waited_for(tmp_path: Path) -> None:
    folder = journal(tmp_path, "{{ site.data.pipe }}끝", {"_data/a.yml": "a: 1"})
    os.mkfifo(folder / "_data/pipe.yml")
    assert said(document(folder)) == "끝"


def test_a_folder_of_posts_alone_still_reads_the_data_of_its_site(tmp_path: Path) -> None:
    folder = journal(tmp_path, "{{ site.data.a.b }}", {"_data/a.yml": "b: 값"})
    found = document(folder / "_posts")
    assert said(found) == "값"
    assert {one.path for one in found.depends} == {"../_data", "../_data/a.yml"}
