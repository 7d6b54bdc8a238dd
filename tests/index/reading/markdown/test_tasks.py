"""Tasks: which items of lists are, how far they are, and how they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal, tasks_of
from index.reading.markdown.outline import scan
from index.reading.markdown.tasks import MOST

BODY = """\
# 장보기

- [ ] **우유** 사기
- [x] 빵 사기
    1. [X] 안에 있는 일
- [-] 그만둔 일
- [>] 내일로 미룬 일
- [?] 일이 아니다
- [ ]붙여 썼다
- [ ]
- [x]
[ ] 항목이 아니다

```
- [ ] 코드다
```
"""


@pytest.mark.parametrize("kramdown", [True, False])
def test_items_with_a_box_are_tasks(kramdown: bool) -> None:
    found = scan(BODY, 5, kramdown=kramdown)
    assert [(task.text, task.state, task.line) for task in found.tasks] == [
        ("우유 사기", "open", 7),
        ("빵 사기", "done", 8),
        ("안에 있는 일", "done", 9),
        ("그만둔 일", "dropped", 10),
        ("내일로 미룬 일", "dropped", 11),
    ]


def test_a_post_has_so_many_tasks_and_no_more() -> None:
    assert len(scan("- [ ] 일\n" * (MOST + 5), 1).tasks) == MOST


def test_blocks_of_logseq_that_begin_with_a_word_are_tasks(tmp_path: Path) -> None:
    (tmp_path / "logseq").mkdir()
    (tmp_path / "logseq" / "config.edn").touch()
    (tmp_path / "pages").mkdir()
    page = tmp_path / "pages" / "일.md"
    page.write_text(
        "- # 할 일\n- TODO 글 쓰기\n\t- DONE 자료 읽기\n- CANCELED 발표\n- TODOS 아님\n"
        "TODO 아님\n- TODO\n- DONE \n",
        encoding="utf-8",
    )
    with Journal.open(tmp_path, cache=tmp_path / "cache") as journal:
        journal.refresh()
        found = [(one.task.text, one.task.state, one.heading) for one in tasks_of(journal)]
        assert found == [
            ("글 쓰기", "open", "할 일"),
            ("자료 읽기", "done", "할 일"),
            ("발표", "dropped", "할 일"),
        ]


def test_posts_are_found_by_their_tasks(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    (root / "open.md").write_text("- [ ] 아직\n- [x] 벌써\n", encoding="utf-8")
    (root / "done.md").write_text("- [x] 벌써\n", encoding="utf-8")
    (root / "none.md").write_text("- 그냥\n- [ ]\n- [x] \n", encoding="utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()

        def paths(query: str) -> set[str]:
            return {hit.post.path for hit in journal.search(query).hits}

        assert paths("has:task") == {"open.md", "done.md"}
        assert paths("is:todo") == {"open.md"}
        assert paths("is:done") == {"open.md", "done.md"}
        assert paths("has:task -is:todo") == {"done.md"}
