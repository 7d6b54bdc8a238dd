"""Rules that are chosen by the first character of a line read what all of them would."""

from __future__ import annotations

import pytest
from markdown_it.parser_block import ParserBlock

from tui.render.syntax import dialect

STARTS = [
    "글", "# 글", "> 글", "- 글", "+ 글", "* 글", "12. 글", "3) 글", "```\nx\n```", "~~~\nx\n~~~",
    "---", "***", "___", "===", "$$\nx\n$$", "\\[\nx\n\\]", "\\\\[\nx\n\\\\]",
    "\\begin{align}\nx\n\\end{align}", "{% highlight c %}\nx\n{% endhighlight %}",
    "{% comment %}\nx\n{% endcomment %}", "{{< figure src=a.png >}}",
    "{{% note %}}\nx\n{{% /note %}}",
    "{: .notice}", "{:toc}", "{::comment}\nx\n{:/comment}", "*[HTML]: x", "^", "%%\nx\n%%",
    "::: tip\nx\n:::", "{% note %}\nx\n{% endnote %}", "!!! note\n    x", "??? note\n    x",
    "[^1]: x", "[a]: /b", "<div>\nx\n</div>", "<!-- x -->", "<br>",
    "| a | b |\n|---|---|\n| c | d |",
    "a | b\n- | -\nc | d", "낱말\n: 뜻", "둘\n셋\n: 뜻", ": 뜻", "~ 뜻",
    "    code", "\tcode", "id:: 1",
]  # fmt: skip


@pytest.mark.parametrize("kramdown", [True, False])
def test_the_rules_left_out_take_nothing(
    monkeypatch: pytest.MonkeyPatch, *, kramdown: bool
) -> None:
    chosen = dialect.markdown(extended=True)
    with monkeypatch.context() as patched:
        patched.setattr(dialect, "BlockParser", ParserBlock)
        plain = dialect.markdown.__wrapped__(extended=True)
    assert type(plain.block) is not type(chosen.block)
    for start in STARTS:
        inner = start.replace("\n", "\n  ")
        for body in (start, f"앞\n{start}\n\n뒤", f"> 앞\n{start}", f"- 앞\n  {inner}\n{start}"):
            for notes in (True, False):
                env = {"kramdown": kramdown, "notes": notes}
                assert chosen.parse(body, env.copy()) == plain.parse(body, env.copy()), body
