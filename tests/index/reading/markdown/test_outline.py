"""What a scan finds in a body: headings, links, prose, code."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.post import Heading, Link
from index.reading.markdown.outline import Scan, scan
from index.reading.markdown.passage import BLOCK, MOST_BRACKETS, Passage


def headings(body: str, *, kramdown: bool = True) -> list[tuple[int, str, str]]:
    return [(h.level, h.id, h.text) for h in scan(body, 1, kramdown=kramdown).headings]


def links(body: str) -> list[tuple[str, str, str]]:
    return [(link.kind, link.target, link.text) for link in scan(body, 1).links]


def prose(body: str) -> str:
    """The words of the prose, each blank and line end as one blank."""
    return " ".join(scan(body, 1).prose.split())


def code(body: str) -> list[str]:
    return [line for line in scan(body, 1).code.split("\n") if line]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# One\n\ntext\n## Two ##\n", [(1, "one", "One"), (2, "two", "Two")]),
        ("First\n===\n\nSecond\n---\n", [(1, "first", "First"), (2, "second", "Second")]),
        ("## 손실 {#loss}\n", [(2, "loss", "손실")]),
        ("## 손실 {.appendix}\n", [(2, "손실", "손실")]),
        ("## 손실 {.unnumbered .unlisted}\n", [(2, "손실", "손실")]),
        ("## 손실 {-}\n", [(2, "손실", "손실")]),
        ("## 집합 {a, b}\n", [(2, "집합-a-b", "집합 {a, b}")]),
        ("## a `b--c` **d** [e](/f) &amp; \\*\n", [(2, "a-b--c-d-e--", "a b--c d e & *")]),
        ("## It's -- so\n", [(2, "its--so", "It’s – so")]),
        ("#tight\n\n ## indented\n\n##\n\n####### seven\n", []),
        (
            "- # in an item\n\n> ## quoted\n",
            [(1, "in-an-item", "in an item"), (2, "quoted", "quoted")],
        ),
        ("1. one\n\n   ### below it\n", [(3, "below-it", "below it")]),
        ('<h2 id="raw">As <b>HTML</b></h2>\n', [(2, "raw", "As HTML")]),
        ("<br>\n## after a break\n", [(2, "after-a-break", "after a break")]),
        ("<div>\n# not here\n</div>\n# here\n", [(1, "here", "here")]),
        ("[x]: /u\n\n# see [x] and [y]\n", [(1, "see-x-and-y", "see x and [y]")]),
        ("> $$a\n\n# here\n\nend $$b$$\n", [(1, "here", "here")]),
        ("- $$a\n\n# here\n\n$$\n", [(1, "here", "here")]),
        ("$$a\n\n# here\n\nend $$b$$ more\n", [(1, "here", "here")]),
        (
            "> $$a\n> # no\n> $$\n\n- $$\n  # no\n  $$\n\n$$\n# no\n$$\n# here\n",
            [(1, "here", "here")],
        ),
        ("text\n---\n\nlong\ntext\n---\n", [(2, "text", "text")]),
        ('## {{% heading "whatsnext" %}}\n', [(2, "whatsnext", "whatsnext")]),
    ],
)
def test_headings_are_those_of_kramdown(body: str, expected: list[tuple[int, str, str]]) -> None:
    assert headings(body) == expected


def test_outside_of_jekyll_headings_are_those_of_commonmark() -> None:
    body = "  ## indented\n\nlong\ntext\n---\n"
    assert [(level, text) for level, _, text in headings(body, kramdown=False)] == [
        (2, "indented"),
        (2, "long text"),
    ]


_LINES = (
    *("- a", "- b", "  c", "1. d", "   e", "- - x", "* y", "  - z", "    - w", "+ k", "- # l"),
    *("```", "~~~", "  ```", "    ```", "- ```", "1. ```", "    code", "", "", "text", "   text"),
    *("# h", "## g", "  # i", "    # j", "***", "---", "> q", "> # r", "> - s", "> ```"),
    *("<div>", "</div>", "<details>", "</details>", "<!-- c -->"),
)


@given(st.lists(st.sampled_from(_LINES), min_size=2, max_size=8))
@example(["- a", "```", "x", "", "y", "```", "", "# h"])
@example(["- a", "```ruby", "# no", "```", "# h"])
@example(["- a", "", "  ```", "x", "  # h", "  ```"])
@example(["- a", "<details>", "", "x", "</details>", "", "# h"])
@settings(max_examples=500)
def test_outside_of_jekyll_headings_stand_on_the_lines_of_commonmark(lines: list[str]) -> None:
    body = "\n".join(lines)
    tokens = MarkdownIt("commonmark").parse(body)
    theirs = [
        (token.map[0] + 1, int(token.tag[1]))
        for token in tokens
        if token.map and token.type == "heading_open"
    ]
    found = scan(body, 1, kramdown=False).headings
    assert [(heading.line, heading.level) for heading in found] == theirs


def test_headings_have_the_lines_of_the_file_and_what_the_post_says_of_them() -> None:
    scanned = scan("# A\n{: .no_toc #top}\n\n{: #b}\nB\n===\n", 11)
    assert scanned.headings == (
        Heading(1, "top", "A", 11, in_contents=False),
        Heading(1, "b", "B", 15),
    )


@pytest.mark.parametrize(
    "body",
    [
        "```sh\n# no\n```\n",
        "~~~\n# no\n```\n~~~\n",
        "````md\n```\n# no\n````\n",
        "text\n\n    # no\n",
        "<pre>\n# no\n\n# no\n</pre>\n",
        "{% highlight ruby %}\n# no\n{% endhighlight %}\n",
        "- item\n\n  ```\n  # no\n  ```\n",
        "> ```\n> # no\n> ```\n",
    ],
)
def test_nothing_in_code_is_a_heading_or_prose(body: str) -> None:
    scanned = scan(body, 1)
    assert not scanned.headings
    assert "no" not in scanned.prose
    assert "# no" in [line.strip() for line in scanned.code.split("\n")]
    assert "code" in scanned.flags


@pytest.mark.parametrize(
    "body",
    [
        "<!--\n# no\n\n-->\n",
        "{% comment %}\n# no\n{% endcomment %}\n",
        "{::comment}\n# no\n{:/comment}\n",
        "<script>\n# no\n\nno\n</script>\n",
        "<style>no</style>\n",
        "* no\n{:toc}\n",
    ],
)
def test_what_nobody_sees_is_neither_prose_nor_code(body: str) -> None:
    scanned = scan(body + "\nyes\n", 1)
    assert (scanned.headings, scanned.prose.strip(), scanned.code.strip()) == ((), "yes", "")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](/b)", ("link", "/b", "a")),
        ('[a **b**](</c d> "t")', ("link", "/c d", "a b")),
        ("[a](/c d/e.md)", ("link", "/c d/e.md", "a")),
        ("[a](https://x.y/z_(w))", ("link", "https://x.y/z_(w)", "a")),
        ("[a][R]\n\n[r]: /u 'title'", ("link", "/u", "a")),
        ("[R][]\n\n[r]: <u v>", ("link", "u v", "R")),
        ("![a](b.png){: width='9'}", ("image", "b.png", "a")),
        ("<https://a.b>", ("link", "https://a.b", "https://a.b")),
        ("<me@a.b>", ("link", "mailto:me@a.b", "me@a.b")),
        ("so https://a.b/c_d. And", ("link", "https://a.b/c_d", "https://a.b/c_d")),
        ("(https://a.b/c)", ("link", "https://a.b/c", "https://a.b/c")),
        ('<a href="/b" class=x>a <i>c</i></a>', ("link", "/b", "a c")),
        ("<img src='i.png' alt='words'>", ("image", "i.png", "words")),
        ('<iframe src="//v.w"></iframe>', ("embed", "//v.w", "")),
        ("[[Note#Part|seen]]", ("wiki", "Note#Part", "seen")),
        ("![[picture.png|300]]", ("image", "picture.png", "")),
        ("[a]({% post_url 2021-01-02-b %})", ("link", "{% post_url 2021-01-02-b %}", "a")),
        ("[a]({{ site.baseurl }}/b#c)", ("link", "{{ site.baseurl }}/b#c", "a")),
        ("{% link a b.md %}", ("link", "{% link a b.md %}", "")),
        (
            '{% include figure image_path="/a.png" caption="**c** d" %}',
            ("image", "/a.png", "c d"),
        ),
        (
            '{% include video id="x1" provider="youtube" %}',
            ("embed", "https://www.youtube.com/watch?v=x1", ""),
        ),
        ('{{< figure src="/a.png" caption="c" >}}', ("image", "/a.png", "c")),
        ("![a](data:image/png;base64,AAAA)", ("image", "data:image/png;base64,…", "a")),
        ("- [ ] [a](b)", ("link", "b", "a")),
        ("| [a](b) | c |", ("link", "b", "a")),
    ],
)
def test_every_way_to_write_a_link(body: str, expected: tuple[str, str, str]) -> None:
    assert links(body) == [expected]


def test_links_stand_in_the_order_and_on_the_lines_of_the_file() -> None:
    assert scan("\n[![x](y.png)](z)\n\n> [a](b)\n", 5).links == (
        Link("z", "x", 6),
        Link("y.png", "x", 6, "image"),
        Link("b", "a", 8),
    )


@pytest.mark.parametrize(
    "body", ["`[a](b)`", "    [a](b)", "\\[a](b)", "[a] (b)", "[a]", "$[a](b)$"]
)
def test_what_is_no_link(body: str) -> None:
    assert links(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('**학습**률과 **"인용"**입니다', '학습률과 "인용"입니다'),
        ("~~old~~ ==new== __x__ snake_case 2 * 3 * 4", "old new x snake_case 2 * 3 * 4"),
        ("use `DataLoader` and ``a`b``", "use DataLoader and a`b"),
        ("&lt;b&gt; &#65; &unknown; \\# a\\b", "<b> A &unknown; # a\\b"),
        ("H<sub>2</sub>O <kbd>Ctrl</kbd> one<br>two a < b", "H2O Ctrl one two a < b"),
        ("<details><summary>More</summary>\ntext\n</details>", "More text"),
        ('one <progress value="1" max="4"></progress> two', "one two"),
        ("[a](/secret) ![b](secret.png) c", "a b c"),
        ("see https://a.org/b_c?d=1&amp;e.", "see https://a.org/b_c?d=1&e."),
        ("<https://a.org/b> [https://a.org](/c)", "https://a.org/b https://a.org"),
        ("![](https://img.shields.io/badge/-object%20detection-red)", "object detection"),
        ('<img src="https://img.shields.io/badge/-object detection-red"/>', "object detection"),
        ("- [x] done\n- [ ] open\n  1. inner\n", "done open inner"),
        ("| a | b |\n|---|:-:|\n| `x|y` | c\\|d |\n", "a b x|y c|d"),
        (
            "Term\n: what it means\n\nnote[^1]\n\n[^1]: at the foot\n",
            "Term what it means note at the foot",
        ),
        ("text\n{: .notice--info}\n{% unknown x %}{{ page.title }}", "text"),
        ("*[HTML]: Hyper\n\nHTML", "HTML: Hyper HTML"),
        ("> [!NOTE]\n> mind this", "mind this"),
        ("cost $5, $10; $a_1 * b_1$ and $$x_i$$", "cost $5, $10; $a_1 * b_1$ and x_i"),
        ("$$\na_1 - b_1\n- c\n$$\n", "a_1 - b_1 - c"),
        ("> $$ > a_1\n> b_1\n> $$", "> a_1 b_1"),
        ("{% raw %}{{ kept }}{% endraw %}", "{{ kept }}"),
        ("[unclosed **bold `code <b", "[unclosed **bold `code <b"),
    ],
)
def test_prose_is_what_a_reader_reads(body: str, expected: str) -> None:
    assert prose(body) == expected


def test_no_entity_lets_a_control_character_in() -> None:
    text = prose("a&#27;[31m &#x202e;b&#x9b; [c&#7;](/d)") + links("[c&#7;](/d&#27;)")[0][1]
    assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf"}]


def test_no_percent_encoding_of_a_badge_lets_a_control_character_in() -> None:
    scanned = scan("![](https://img.shields.io/badge/a%1B%5B31m-b%E2%80%AE%0A-red)", 1)
    assert scanned.prose == "a␛[31m b"
    assert scanned.links[0].text == "a␛[31m b"


def test_text_is_composed_where_markup_has_gone_from_it() -> None:
    scanned = scan("# *e*\u0301\n\n*가*\u11a8 [*e*\u0301](/u)\n", 1)
    assert scanned.prose == "é\n\n각 é\n"
    assert (scanned.headings[0].text, scanned.links[0].text) == ("é", "é")


def test_a_tag_over_several_lines_keeps_the_lines_after_it() -> None:
    assert scan("{% raw %}a{%\nendraw\n%}\nb", 1).prose == "a\n\n\nb"
    assert links('<a href="/long\n\tway">a</a>') == [("link", "/longway", "a")]


def test_prose_and_code_stand_on_their_own_lines() -> None:
    scanned = scan("# A\n\n```py\nx = 1\n```\n\n- last [l\nm](n)\n", 1)
    assert scanned.prose == "A\n\n\n\n\n\nlast l\nm\n"
    assert scanned.code == "\n\n\nx = 1\n\n\n\n\n"


def test_code_keeps_its_indentation_within_a_list_item() -> None:
    assert code("1. one\n\n   ```py\n   if x:\n       y\n   ```\n") == ["if x:", "    y"]


def test_languages_are_those_of_the_code_in_order() -> None:
    fences = "```Python title=x\n```\n\n~~~{.js}\n~~~\n\n"
    body = fences + "{% highlight ruby linenos %}{% endhighlight %}\n"
    assert scan(body, 1).languages == ("python", "js", "ruby")


@pytest.mark.parametrize(
    ("body", "flag"),
    [
        ("```\n```", "code"),
        ("![a](b)", "image"),
        ("[a](b)", "link"),
        ("$$x$$", "math"),
        ("a|b\n-|-", "table"),
        ("<table><tr><td>x</td></tr></table>", "table"),
        ("x\n{: .notice}", "note"),
        ("x\n{: .prompt-tip }", "note"),
        ("> [!WARNING]\n> x", "note"),
        ('<div class="notice--info">x</div>', "note"),
    ],
)
def test_flags_tell_what_a_post_has(body: str, flag: str) -> None:
    assert flag in scan(body, 1).flags
    assert flag not in scan("plain `text`, 5 | 6", 1).flags


def test_inline_tags_are_read_where_they_are_wanted() -> None:
    body = "# heading\n\n#daily and #til/python, not a#b, `#code`, #42 [x](#y)\n"
    assert scan(body, 1, inline_tags=True).inline_tags == ("daily", "til/python")
    assert scan(body, 1).inline_tags == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a %%hidden%% b", "a  b"),
        ("%%\nhidden #no\n\nhidden\n%%\nb", "\n\n\n\n\nb"),
        ("%%time\nkept\n\n100%% kept", "\n\n\nkept"),
        ("%%time\nkept", "%%time\nkept"),
        ("a ^block-id\n\n2^10 and x ^2 too", "a\n\n2^10 and x ^2 too"),
        ("`%%code%%` ``` ^x", "%%code%% ```"),
    ],
)
def test_in_notes_comments_and_block_ids_are_no_prose(body: str, expected: str) -> None:
    scanned = scan(body, 1, inline_tags=True, kramdown=False)
    assert scanned.prose == expected
    assert scanned.inline_tags == ()
    assert "%%hidden%% ^id" in scan("a %%hidden%% ^id", 1).prose


def test_an_unclosed_fence_runs_to_the_end_and_is_reported() -> None:
    scanned = scan("a\n```py\nx\n\n# y\n", 7)
    assert scanned.headings == ()
    assert scanned.code == "\n\nx\n\n# y\n"
    assert [line for line, _ in scanned.problems] == [8]


MARKUP = st.text(
    st.sampled_from(list("#>-*+_=~`|:<>[]()!{}%$\\&;\"'/.^ \t\n\nab1가é\x1e"))
    | st.characters(codec="utf-8"),
    max_size=200,
)


PIECES = [
    *("```", "~~~", "{% raw %}", "{% endraw %}", "<a href='x'>", "</a>", "<img alt='b\nc' src=d>"),
    *("![", "[", "](x)", "](y\n'z')", "[[a|b]]", "$$", "> ", "- ", "1. ", "    ", "\t", "# h", "|"),
    *(
        "{: .x}",
        "{:toc}",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<div>",
        "</div>",
        "a|b\n-|-\n",
        "[^1]",
    ),
    *(": ", "[r]: x\n", "[r]", "http://a.b/c", "**", "`", "``", "\\", "&#27;", "<h2>", "</h2>"),
    *("===\n", "---\n", "word ", "{::comment}", "{:/comment}", "{% highlight x %}", "#tag", "\x1e"),
    *("{% endhighlight %}", "<script>", "</script>", "\u2028", "\r", "\n", "\n\n", "\n\n"),
    '{% include figure src="a\nb" caption="c\n<x" %}',
    '{{< figure src="a" caption="b\nc" >}}',
]
NESTED = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=600, deadline=None)
@given(MARKUP | NESTED, st.booleans())
def test_any_text_scans(body: str, kramdown: bool) -> None:
    scanned = scan(body, 10, inline_tags=True, kramdown=kramdown)
    lines = body.count("\n")
    assert scanned.prose.count("\n") == lines
    assert scanned.code.count("\n") == lines
    assert all(10 <= heading.line <= 10 + lines for heading in scanned.headings)
    assert all(10 <= link.line <= 10 + lines for link in scanned.links)
    assert all("\n" not in heading.text and heading.text for heading in scanned.headings)
    assert all("\n" not in link.text for link in scanned.links)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.from_regex(r"[a-z가-힣]{1,8}", fullmatch=True), min_size=1, max_size=30))
def test_plain_words_are_all_prose(words: list[str]) -> None:
    assert prose(" ".join(words)).split() == words


N = 20_000
HOSTILE = {
    "brackets": "[" * N,
    "images": "![" * N + "](x)" * N,
    "emphasis": "*a " * N,
    "backticks": "".join("`" * i + " " for i in range(1, 300)),
    "angles": "<a \"'" * N,
    "anchors": '<a href="x">' * N,
    "comments": "<!-- " * N,
    "liquid": "{% " * N,
    "outputs": "{{" * N,
    "math": "$$ a " * N,
    "parentheses": "\\\\(" * N,
    "addresses": "http://a" + ")" * N,
    "destinations": '[a](b "' * N,
    "references": "[a]: b\n\n" + "[a" * N,
    "wiki links": "[[a|" * N,
    "comments of notes": "a %% b\n\n" * N + "%%\n\na\n\n" * N,
    "block ids": "^a " * N,
    "quotes": ">" * N + "x",
    "items": "- " * N + "x",
    "fences": "````\n```\n" * N,
    "display math": "$$\na\n\n" * N,
    "cells": "|" + "` `` " * N,
    "one line": "가나다 " * 100_000,
    "one word": "x" * 400_000,
    "headings": "# a\n" * 3_000,
    "blanks": "# a" + " " * N + "b}",
    "classes": "<div " + "class=" * N + ">",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_longer_than_its_length_allows(name: str) -> None:
    began = time.process_time()
    result: Scan = scan(HOSTILE[name], 1, inline_tags=True)
    assert time.process_time() - began < 20
    assert result.prose.count("\n") == HOSTILE[name].count("\n")


def test_a_line_of_wide_blanks_ends_a_paragraph() -> None:
    found = scan("하나\n\u3000\n둘\n---\n", 1)
    assert [(heading.level, heading.text) for heading in found.headings] == [(2, "둘")]


def test_the_end_of_a_block_is_not_looked_for_at_each_mark() -> None:
    class Counted(str):
        __slots__ = ("asked",)

        def find(self, sub: str, *where: Any) -> int:
            self.asked = getattr(self, "asked", 0) + (sub == BLOCK)
            return super().find(sub, *where)

    text = Counted(f"{BLOCK}a$$b$$" + "$$c$$ " * 1_000 + f"{BLOCK}d$$e")
    passage = Passage(text, {})
    places = [place for place, sign in enumerate(text) if sign in "abcde"]
    found = [passage.closing("$$", place) for place in places]
    assert found[:4] == [2, 5, 10, 16]
    assert found[-3:] == [6_004, 6_009, -1]
    assert text.asked <= 4


def test_only_the_last_open_brackets_of_a_block_are_remembered() -> None:
    scanned = scan("[" * 2 * MOST_BRACKETS + "a](b)" * (MOST_BRACKETS + 1), 1)
    assert [link.target for link in scanned.links] == ["b"]
    assert scanned.prose.count("[") == 2 * MOST_BRACKETS - 1


def test_a_defined_link_in_brackets_is_no_wiki_link() -> None:
    assert links("[[#12]] [[Note]]\n\n[#12]: /twelve\n") == [
        ("link", "/twelve", "#12"),
        ("wiki", "Note", "Note"),
    ]


def test_code_of_an_item_is_kept_whole_in_kramdown() -> None:
    body = "- ```\na\n\n# b\n```\n\n# c\n"
    assert headings(body) == [(1, "c", "c")]
    assert [text for _, _, text in headings(body, kramdown=False)] == ["b"]
