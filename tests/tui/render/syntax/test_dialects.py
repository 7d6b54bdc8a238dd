"""What is read otherwise in kramdown than in CommonMark, and what sites may switch on."""

from __future__ import annotations

import time
from textwrap import dedent

import pytest

from tui.render.blocks.blocks import Paragraph
from tui.render.blocks.parse import parse
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain


def page(body: str, width: int = 60, *, kramdown: bool = False, emoji: bool = False) -> str:
    blocks = parse(dedent(body).strip("\n"), kramdown=kramdown, emoji=emoji)
    return plain(lay_out(blocks, width)).removesuffix("\n")


def looks(body: str, expected: str, *, kramdown: bool = False) -> None:
    assert page(body, kramdown=kramdown) == dedent(expected).strip("\n")


NESTED = """
    1. 하나
      - 가
      - 다
    2. 둘
      - 라

      끝
    """


def test_lists_of_the_other_type_nest_in_kramdown() -> None:
    looks(
        NESTED,
        """
        1. 하나
           • 가
           • 다
        2. 둘
           • 라

        끝
        """,
        kramdown=True,
    )


def test_lists_nest_by_the_column_of_the_text_in_commonmark() -> None:
    assert page("1. 하나\n  - 가\n2. 둘") == "1. 하나\n\n• 가\n\n2. 둘"
    assert page("1. 하나\n   - 가\n2. 둘") == "1. 하나\n   • 가\n2. 둘"


def test_lists_without_kramdowns_nesting_are_the_same_in_it() -> None:
    for body in (
        "- 가\n- 나\n    - 다\n\n글",
        "* 가\n * 나\n\n1. 다",
        "1. 가\n\n- 나",
        "- 가\n  글",
    ):
        assert page(body, kramdown=True) == page(body)


def test_the_lines_of_an_item_are_collected_as_in_kramdown() -> None:
    looks("* 가\n나\n\n다", "• 가 나\n\n다", kramdown=True)
    looks("- 가\n 1. 나\n 2. 다\n- 라", "• 가\n  1. 나\n  2. 다\n• 라", kramdown=True)
    looks("1. 가\n  - 나\n\n  - 다", "1. 가\n   • 나\n\n• 다", kramdown=True)
    looks("글\n3. 가\n4. 나", "글\n\n3. 가\n4. 나", kramdown=True)
    looks("- 가\n\n* * *\n- 나", "• 가\n\n" + "─" * 60 + "\n\n• 나", kramdown=True)
    looks("1) 가\n2) 나", "1) 가 2) 나", kramdown=True)


def test_items_are_as_far_apart_as_their_lines_in_kramdown() -> None:
    looks(
        "- 가\n\n- 나\n- 다\n  - 라\n\n  - 마",
        "• 가\n\n• 나\n• 다\n  • 라\n\n  • 마",
        kramdown=True,
    )
    looks("- 가\n\n  나\n- 다", "• 가\n\n  나\n• 다", kramdown=True)
    looks("글\n\n- 가\n- 나\n- 다", "글\n\n• 가\n• 나\n• 다", kramdown=True)
    looks("글\n\n- 가\n\n- 나\n- 다", "글\n\n• 가\n\n• 나\n• 다", kramdown=True)


def test_a_rule_stands_apart() -> None:
    rule = "─" * 60
    looks("- 가\n- \n\n---", f"• 가\n\n{rule}")
    looks("## 가\n\n---\n\n나", f"◆ 가\n\n{rule}\n\n나")


FENCES_IN_ITEMS = """
    * 하나
      * ```java
    // 둘

      int x;
    ```
    * 셋
    ~~~
    a

    b
    ~~~

    끝
    """


def test_a_fence_in_an_item_is_kept_whole_as_it_is_indented() -> None:
    looks(
        FENCES_IN_ITEMS,
        """
        • 하나

          • java
            │ // 둘
            │
            │   int x;

        • 셋

          │ a
          │
          │ b

        끝
        """,
        kramdown=True,
    )


def test_a_fence_that_nothing_closes_takes_no_other_item() -> None:
    assert page("- ```\n- 나", kramdown=True).endswith("• 나")


def test_a_quote_has_the_lines_below_it_in_kramdown() -> None:
    looks("> - 가\n  - 나\n> - 다\n\n끝", "▌ • 가\n▌   • 나\n▌ • 다\n\n끝", kramdown=True)
    looks("> 가\n# 나", "▌ 가\n\n나\n━━", kramdown=True)
    assert "• 나" in page("> - 가\n  - 나").replace("▌", "").split("\n\n")[1]


def test_a_mark_ends_a_list_in_kramdown() -> None:
    looks("- 가\n^\n    글", "• 가\n\n│ 글", kramdown=True)
    assert "^" in page("- 가\n^\n")


def test_a_defined_link_in_brackets_is_no_wiki_link() -> None:
    blocks = parse("[[#12]] [[글]]\n\n[#12]: /twelve")
    assert isinstance(blocks[0], Paragraph)
    assert [span.href for span in blocks[0].spans if span.href] == ["/twelve", "글"]


def test_lines_with_pipes_are_a_table_in_kramdown() -> None:
    assert "┼" in page("가 | 나\n- | -\n다 | 라 | 마\n", kramdown=True)
    assert page("가 | 나\n다 | 라", kramdown=True).count("│") == 2
    assert "|" not in page("| 가 | 나 |", kramdown=True)
    assert page("가 $|x|$ 나\n다 $|y|$", kramdown=True).count("|") == 4
    assert page("가 | 나", kramdown=True) == "가 | 나"


def test_a_row_of_a_table_may_be_empty() -> None:
    assert len(page("| 가 | 나 |\n|---|---|\n|  |  |\n| 다 | 라 |").split("\n")) == 4


def test_items_are_counted_on_from_the_first_number() -> None:
    looks("1. 가\n1. 나\n1. 다", "1. 가\n2. 나\n3. 다")
    looks("4. 가\n9. 나", "4. 가\n5. 나")


def test_several_terms_may_have_one_definition() -> None:
    looks("사과\n배\n: 과일이다\n\n돌\n: 아니다", "사과\n배\n    과일이다\n\n돌\n    아니다")
    looks("글\n이다\n\n: 아니다", "글 이다\n\n: 아니다")


HTML = """
    <div><pre>
    a

    b *x*
    </pre></div>
    - 항목

    <table>
      <tr>

        <td>칸</td>

      </tr>
    </table>
    """


def test_elements_are_kept_whole_in_kramdown() -> None:
    looks(HTML, "│ a\n│\n│ b *x*\n\n• 항목\n\n칸", kramdown=True)


def test_markdown_goes_on_behind_tags_in_kramdown() -> None:
    body = "앞\n<br>\n# 제목\n\n<br>\n> 인용\n\n<p>*상자*</p>\n- 항목"
    shown = page(body, kramdown=True)
    assert "▌ 인용" in shown
    assert shown.endswith("*상자*\n\n• 항목")
    assert "> 인용" in page(body)


def test_an_element_that_is_not_closed_ends_at_a_blank_line() -> None:
    looks("<div>\n앞\n\n- 뒤", "앞\n\n• 뒤", kramdown=True)


def test_an_element_that_holds_markdown_is_read() -> None:
    looks('<div markdown="1">\n\n- **가**\n\n</div>', "• 가", kramdown=True)


def test_emphasis_needs_no_blank_beside_it_in_kramdown() -> None:
    assert page("Color**::**RED, is**/BEZ** 끝", kramdown=True) == "Color::RED, is/BEZ 끝"
    assert page("2 * 3 * 4", kramdown=True) == "2 * 3 * 4"


def test_raw_is_gone_from_code_where_liquid_is_read() -> None:
    body = "```liquid\n{% raw %}\n{{ x }}\n{% endraw %}\n```\n\n`{% raw %}{{ y }}{% endraw %}`"
    assert page(body, kramdown=True) == "liquid\n│ {{ x }}\n\n{{ y }}"
    code = next(line for line in lay_out(parse(body, kramdown=True), 40).lines if "x" in line.text)
    assert code.source == 3


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{% assign n = 3 %}{% include ad.html id="x" %}\n{% if n %}보임{% endif %}', "보임"),
        ('{% assign 이름 = "봄" %}{{ 이름 }}이다', "봄이다"),
        ("{% capture a %}\n- 하나\n{% endcapture %}\n글\n\n{{ a | markdownify }}", "글\n\n• 하나"),
        (
            '{% capture a %}\n하나\n{% endcapture %}\n<div class="notice">{{ a }}</div>',
            "┃ 하나",
        ),
        ("앞\n\n{% capture a %}\n*하나*\n{% endcapture %}", "앞\n\n하나"),
        ("{% capture a %}\n{{ a }}\n{% endcapture %}\n{{ a }}", "{{ a }}"),
        ("{% capture a %}\n닫히지 않음", "닫히지 않음"),
        ("<ruby>漢字<rt>かんじ</rt></ruby>を", "漢字(かんじ)を"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を", "漢字(かんじ)を"),
        ("<svg><switch><foreignObject>글</foreignObject></switch></svg> 뒤", "글 뒤"),
        ("강의!\n{: .notice--warning}", "┃ ▲ 강의!"),
    ],
)
def test_what_is_seen_of_liquid_and_html(body: str, shown: str) -> None:
    assert page(body) == shown


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("시간은 $ O(N^2) $ 이고 $ O(N)$ 이다", "시간은 O(N²) 이고 O(N) 이다"),
        (r"$ \text{분산} = \sigma $ 끝", "분산 = σ 끝"),
        ("값은 $ 5 또는 $ 10 이다", "값은 $ 5 또는 $ 10 이다"),
        ("$5, $ 10 그리고 $ cd folder $", "$5, $ 10 그리고 $ cd folder $"),
        (r"$a + \$5$ 끝", "a + $5 끝"),
        ("인라인 \\\\\\\\[ x^2 \\\\\\\\] 뒤".replace("\\\\\\\\", "\\\\"), "인라인 x² 뒤"),
        ("\\\\[\nx^2\n\\\\]", "  x²"),
        ("- 항목\n\n  \\\\[x^2\\\\]", "• 항목\n\n    x²"),
    ],
)
def test_formulas_and_prices(body: str, shown: str) -> None:
    assert page(body) == shown


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (":::note\n글 **굵게**\n:::", "┃ ⓘ Note\n┃ 글 굵게"),
        (":::tip[제목]\n팁\n:::\n뒤", "┃ ✦ 제목\n┃ 팁\n\n뒤"),
        ("::: {.callout-note}\n쿼토\n:::", "┃ ⓘ Note\n┃ 쿼토"),
        ("::: tip 알림\n첫 줄\n\n- 둘\n:::", "┃ ✦ 알림\n┃ 첫 줄\n┃\n┃ • 둘"),
        (":::: warning\n::: tip\n안\n:::\n::::", "┃ ▲ Warning\n┃\n┃ ┃ ✦ Tip\n┃ ┃ 안"),
        ("::: {.column}\n글\n:::", "글"),
        ("::: tip\n닫히지 않음", "::: tip 닫히지 않음"),
        ('!!! note "머티리얼"\n    글\n\n    더\n뒤', "┃ ⓘ 머티리얼\n┃ 글\n┃\n┃ 더\n\n뒤"),
        ("??? tip\n    접힌 글", "┃ ▾ ✦ Tip\n┃ 접힌 글"),
        ("::: details 더 보기\n숨김\n:::", "┃ ▾ ⓘ 더 보기\n┃ 숨김"),
        ("!!! 느낌표", "!!! 느낌표"),
    ],
)
def test_admonitions_are_notices(body: str, shown: str) -> None:
    assert page(body) == shown


def test_emoji_have_codes_where_the_site_has_them() -> None:
    body = ":tada: 끝 :smile: `:smile:` :없음: 10:30:20"
    assert page(body, emoji=True) == "🎉 끝 😄 :smile: :없음: 10:30:20"
    assert page(body) == ":tada: 끝 :smile: :smile: :없음: 10:30:20"


@pytest.mark.parametrize(
    "body",
    [
        "::: tip\n" * 3_000,
        "::: tip\n" * 3_000 + ":::\n" * 3_000,
        "".join("    " * n + "!!! note\n" for n in range(300)),
        "<div>\n\n" * 3_000 + "</div>\n\n" * 3_000,
        "{% capture a %}\n" * 3_000,
        "1. 가\n - 나\n" * 3_000,
        "가\n" * 3_000 + ": 뜻",
        "$ x " * 30_000,
    ],
    ids=lambda body: body[:12].strip(),
)
def test_many_of_them_are_read_soon(body: str) -> None:
    begun = time.process_time()
    parse(body, kramdown=True, emoji=True)
    assert time.process_time() - begun < 20
