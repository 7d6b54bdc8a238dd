"""Bodies made to break a parser: each is read as the manifest beside the generator says."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index.reading.markdown.outline import Scan, scan
from index.reading.metadata.excerpt import declared, lead
from tests.corpora import SHARED, is_shared_there

if not is_shared_there():
    pytest.skip(f"no {SHARED}", allow_module_level=True)


@pytest.fixture(scope="module")
def torture(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of bad input, made anew."""
    journal = tmp_path_factory.mktemp("torture") / "journal"
    generator = shared / "torture" / "make_torture.py"
    subprocess.run([sys.executable, generator, journal], check=True, capture_output=True)
    return journal


def read_body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def ids(found: Scan) -> list[str]:
    return [heading.id for heading in found.headings]


def texts(found: Scan) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in found.headings]


def words(found: Scan) -> str:
    return " ".join(found.prose.split())


def code(found: Scan) -> list[str]:
    return [line for line in found.code.split("\n") if line.strip()]


def headings_duplicate(found: Scan, body: str) -> None:
    assert ids(found) == ["정리", "예제", "예제-1", "예제-2", "예제-1"]
    assert len({heading.line for heading in found.headings}) == 5


def headings_no_space(found: Scan, body: str) -> None:
    assert texts(found) == [(1, "진짜 제목")]
    assert "#제목" in words(found)


def headings_setext(found: Scan, body: str) -> None:
    assert texts(found) == [(1, "제목 하나"), (2, "제목 둘"), (2, "목록")]
    assert texts(scan(body, 1, kramdown=False)) == [(1, "제목 하나"), (2, "제목 둘")]
    assert words(found).endswith("문단")


def headings_skip(found: Scan, body: str) -> None:
    assert [level for level, _ in texts(found)] == [4, 1, 6, 2]
    assert texts(found)[-1] == (2, "둘")


def headings_markup(found: Scan, body: str) -> None:
    assert texts(found)[0] == (2, "code 굵게 링크 b $x^2$ 😀 & C++ #")
    assert (found.headings[1].id, found.headings[1].text) == ("custom", "제목")
    assert not any("{#" in heading.text for heading in found.headings)


def headings_in_code(found: Scan, body: str) -> None:
    assert texts(found) == [(1, "heading")]
    assert words(found) == "heading"
    assert code(found) == ["# not a heading", "---", "## neither", "# indented code", "# in pre"]


def fence_unclosed(found: Scan, body: str) -> None:
    assert code(found) == ["print(1)", "# not a heading"]
    assert found.languages == ("python",)
    assert len(found.problems) == 1


def fence_nested(found: Scan, body: str) -> None:
    assert code(found) == ["```js", "x", "```", "```"]
    assert found.languages == ("md", "text")


def fence_in_list(found: Scan, body: str) -> None:
    assert [line.strip() for line in code(found)] == ["a", "b"]
    assert words(found) == "하나 둘"


def table_ragged(found: Scan, body: str) -> None:
    assert "table" in found.flags
    assert words(found) == "a b 1 1 2 3 x|y a|b 한글 넓이 가나다 😀"


def table_wide(found: Scan, body: str) -> None:
    assert "table" in found.flags
    assert words(found).count("아주 긴 내용입니다") == 60


def math(found: Scan, body: str) -> None:
    assert "math" in found.flags
    assert "a_1 * b_1 * c" in words(found)
    assert "a&=b\\\\c&=d" in words(found)
    assert "가격은 $5, $10" in words(found)


def liquid(found: Scan, body: str) -> None:
    assert code(found) == ["# no heading"]
    assert not found.headings
    assert found.languages == ("ruby",)
    assert words(found).startswith("{{ x }} 캡션")
    assert "unknown" not in words(found)
    assert [link.target for link in found.links] == [
        "{% post_url 2024-01-02-fm-toml %}",
        "/a.png",
    ]


def kramdown(found: Scan, body: str) -> None:
    assert words(found) == "문단 용어 정의 글 HTML 각주 HTML: Hyper 제목"
    assert [(h.id, h.in_contents) for h in found.headings] == [("x", False)]
    assert "note" in found.flags


def html(found: Scan, body: str) -> None:
    assert words(found) == "펼치기 a H2O Ctrl 빨강 줄 t a < b > c unclosed 끝"
    assert code(found) == ["x"]
    assert [link.target for link in found.links] == ["x"]


def links(found: Scan, body: str) -> None:
    targets = [link.target for link in found.links]
    assert targets == [
        "/dev/글/",
        "../x.md#앵커",
        "a b.md",
        "{% post_url 2024-01-02-x %}",
        "{{ site.baseurl }}/y",
        "위키",
        "그림.png",
        "javascript:alert(1)",
        "https://ko.wikipedia.org/wiki/%ED%95%9C(x)",
        "https://a.b",
        "https://c.d/한글",
        "/r",
        "",
    ]
    assert "이름" in words(found)
    said = [word for word in words(found).split() if "http" in word]
    assert said == ["https://a.b", "https://c.d/한글?"]  # what a reader sees, and no target


def images(found: Scan, body: str) -> None:
    assert [link.target for link in found.links if link.kind == "image"] == [
        "a.png",
        "/assets/a%20b.png",
        "y.png",
        "data:image/png;base64,…",
        "{{ site.baseurl }}/i.png",
    ]
    assert words(found) == "대체 x d"


def task_list(found: Scan, body: str) -> None:
    assert words(found) == "할 일 끝 끝 취소 안쪽 [ ]붙임 번호"


def emphasis_cjk(found: Scan, body: str) -> None:
    assert words(found).startswith('굵게는 "인용"입니다 괄호(x)가 기울임을')
    assert "snake_case_word 취소 형광" in words(found)


def more_separator(found: Scan, body: str) -> None:
    assert words(found) == "앞부분 둘째 뒷부분"
    assert declared("", body, "") == "앞부분 둘째"
    assert lead(found.prose).startswith("앞부분")


def blockquote_deep(found: Scan, body: str) -> None:
    assert words(found) == "deep x"


def regex_bomb(found: Scan, body: str) -> None:
    began = time.process_time()
    scan(body, 1)
    assert time.process_time() - began < 10
    assert words(found).startswith("[[[[")


def reference_loop(found: Scan, body: str) -> None:
    assert words(found) == "a see see"
    assert [link.target for link in found.links] == ["a"]


def long_line(found: Scan, body: str) -> None:
    assert found.prose.split() == ["가나다"] * 100_000


def long_word(found: Scan, body: str) -> None:
    assert found.prose.split() == ["x" * 100_000, "가" * 50_000]


def many_headings(found: Scan, body: str) -> None:
    assert len(found.headings) == 3_000
    assert len(set(ids(found))) == 3_000


CASES: dict[str, Callable[[Scan, str], None]] = {
    f"_posts/2024-01-02-{name}.md": check
    for name, check in {
        "md-headings-duplicate": headings_duplicate,
        "md-headings-no-space": headings_no_space,
        "md-headings-setext": headings_setext,
        "md-headings-skip": headings_skip,
        "md-headings-markup": headings_markup,
        "md-headings-in-code": headings_in_code,
        "md-fence-unclosed": fence_unclosed,
        "md-fence-nested": fence_nested,
        "md-fence-in-list": fence_in_list,
        "md-table-ragged": table_ragged,
        "md-table-wide": table_wide,
        "md-math": math,
        "md-liquid": liquid,
        "md-kramdown": kramdown,
        "md-html": html,
        "md-links": links,
        "md-images": images,
        "md-task-list": task_list,
        "md-emphasis-cjk": emphasis_cjk,
        "md-more-separator": more_separator,
        "md-blockquote-deep": blockquote_deep,
        "md-regex-bomb": regex_bomb,
        "md-reference-loop": reference_loop,
        "size-one-long-line": long_line,
        "size-long-word": long_word,
        "size-3000-headings": many_headings,
    }.items()
}
"""For each file of the manifest that is about its body: what is to be true of its scan."""


@pytest.mark.parametrize("path", CASES)
def test_a_body_made_to_break_is_read(torture: Path, path: str) -> None:
    body = read_body(torture / path)
    found = scan(body, 4)
    assert found.prose.count("\n") == found.code.count("\n") == body.count("\n")
    CASES[path](found, body)
