from __future__ import annotations

import pytest

from index.reading.files.globs import MOST, ignored_by, is_ignored, path_pattern


@pytest.mark.parametrize(
    ("line", "named", "others"),
    [
        ("a.md", ["a.md", "b/a.md", "a.md/"], ["ba.md", "a.mdx", "a/md"]),
        ("/a.md", ["a.md"], ["b/a.md"]),
        ("b/a.md", ["b/a.md"], ["c/b/a.md", "a.md"]),
        ("tmp/", ["tmp/", "b/tmp/"], ["tmp"]),
        ("*.log", ["a.log", "b/.log"], ["a.logs", "a.log.md"]),
        ("a*b*c", ["abc", "a-b-b-c"], ["acb", "ab/c"]),
        ("a/*", ["a/b", "a/b/"], ["a/b/c", "a"]),
        ("a/**", ["a/b", "a/b/c"], ["a/", "a"]),
        ("**/b", ["b", "a/b", "a/a/b"], ["a/c", "ab"]),
        ("a/**/b", ["a/b", "a/c/b", "a/b/c/b"], ["ab", "a/c"]),
        ("a/**/b/**/c", ["a/b/c", "a/b/x/b/y/c"], ["a/c", "a/c/b"]),
        ("**", ["a", "a/b"], []),
        ("?.md", ["a.md", "가.md"], [".md", "ab.md"]),
        ("[a-c]x", ["ax", "cx"], ["dx", "[a-c]x"]),
        ("[!a-c]x", ["dx"], ["ax", "/x"]),
        ("[^a]x", ["bx"], ["ax"]),
        ("[]a]x", ["]x", "ax"], ["bx"]),
        ("[[:digit:]-]", ["1", "-"], ["a"]),
        ("[c-a]", [], ["a", "b", "c"]),
        ("[a", ["[a"], ["a"]),
        (r"\#a", ["#a"], [r"\#a"]),
        (r"\!a", ["!a"], ["a"]),
        (r"a\*", ["a*"], ["ab"]),
        ("a  ", ["a"], ["a  "]),
        ("a\r", ["a"], []),
        (r"a\ ", ["a "], ["a"]),
        ("a.b", ["a.b"], ["axb"]),
    ],
)
def test_a_pattern_names_what_git_says(line: str, named: list[str], others: list[str]) -> None:
    patterns = ignored_by([line])
    assert [path for path in named if not is_ignored(patterns, path)] == []
    assert [path for path in others if is_ignored(patterns, path)] == []


@pytest.mark.parametrize("line", ["", "   ", "# a", "/", "x" * 1_001])
def test_what_is_no_pattern_names_nothing(line: str) -> None:
    assert ignored_by([line]) == ()


def test_the_last_pattern_that_names_a_path_decides() -> None:
    patterns = ignored_by(["*.md", "!keep.md", "b/keep.md"])
    assert is_ignored(patterns, "a.md") is True
    assert is_ignored(patterns, "keep.md") is False
    assert is_ignored(patterns, "b/keep.md") is True
    assert is_ignored(patterns, "a.txt") is None


def test_of_too_many_patterns_the_first_are_given_and_one_more() -> None:
    patterns = ignored_by([f"{number}.md" for number in range(MOST + 9)])
    assert len(patterns) == MOST + 1
    assert is_ignored(patterns[1:], "0.md") is True
    assert is_ignored(patterns[1:], f"{MOST}.md") is None


def test_a_scope_names_whole_paths() -> None:
    assert path_pattern("a/*/c.md").match("a/b/c.md")
    assert not path_pattern("a/*").match("a/b/c")
    assert path_pattern("**/c?.md").match("a/b/c1.md")
    assert not path_pattern("*" * 2_000).match("a")
