"""Pages of posts whose templates are evaluated."""

from __future__ import annotations

from pathlib import Path

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tui.render.blocks.blocks import Code, Heading, Table
from tui.render.document.about import body_blocks
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

_BODY = """앞 {{ site.data.facts.word }}

{% for one in site.data.facts.rows %}
## {{ one }}
{% endfor %}

{% include table.md %}

{% include code.md %}

뒤
"""
_FILES = {
    "_config.yml": "title: 일지\n",
    "_data/facts.yml": "word: 낱말\nrows: [하나, 둘]\n",
    "_includes/table.md": "| 가 | 나 |\n| --- | --- |\n| 다 | {{ page.title }} |\n",
    "_includes/code.md": "```python\na = 1\nb = 2\n```\n",
    "_posts/2021-09-10-post.md": f"---\ntitle: 제목\n---\n{_BODY}",
}


def _document(folder: Path) -> Document:
    for name, content in _FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    site = Site.load(folder)
    file = next(one for one in walk(site) if not isinstance(one, Problem))
    return read(file, site)


def test_a_page_shows_what_templates_give_on_the_lines_of_the_file(tmp_path: Path) -> None:
    document = _document(tmp_path)
    blocks = body_blocks(document)
    headings = [one.line for one in blocks if isinstance(one, Heading)]
    assert headings == [one.line for one in document.outline.headings] == [7, 8]
    table = next(one for one in blocks if isinstance(one, Table))
    assert [row.line for row in table.rows] == [10, 10]
    code = next(one for one in blocks if isinstance(one, Code))
    assert (code.language, code.source_line(0), code.source_line(1)) == ("python", 12, 12)
    shown = plain(lay_out(blocks, 80))
    assert all(word in shown for word in ("낱말", "하나", "둘", "제목", "b = 2", "뒤"))
    assert "{" not in shown


def test_a_line_of_the_page_knows_its_line_of_the_file(tmp_path: Path) -> None:
    layout = lay_out(body_blocks(_document(tmp_path)), 80)
    last = next(line for line in layout.lines if line.text.strip() == "뒤")
    assert last.source == 14
