from __future__ import annotations

import json
from pathlib import Path

import pytest

from tui.__main__ import main

_MARKDOWN = {".md", ".markdown"}
_NO_POSTS = {
    "swiftlang__swift-org-website/LICENSE.md",  # pages beside a site's posts
    "hexo/source/about/index.md",
    "mdbook/src/SUMMARY.md",  # the table of contents
}


def _told(command: str, site: Path, capfd: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    code = main([command, "--json", "--journal", str(site)])
    printed = capfd.readouterr()
    assert code in {0, 1}, printed.err
    told: list[dict[str, str]] = json.loads(printed.out)
    return told


def test_every_markdown_file_of_every_site_is_listed_or_a_problem(
    corpus: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    missing: dict[str, list[str]] = {}
    for site in sorted(folder for folder in corpus.iterdir() if folder.is_dir()):
        known = {post["path"] for post in _told("list", site, capfd)}
        known |= {problem["path"] for problem in _told("problems", site, capfd)}
        there = {
            file.relative_to(site).as_posix()
            for file in site.rglob("*")
            if file.suffix.lower() in _MARKDOWN
            and file.is_file()
            and file.relative_to(corpus).as_posix() not in _NO_POSTS
        }
        if lost := sorted(there - known):
            missing[site.name] = lost
    assert missing == {}
