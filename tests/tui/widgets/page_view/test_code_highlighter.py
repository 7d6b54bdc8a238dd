"""The colours of code that are kept: those that were seen last."""

from __future__ import annotations

from tui.render.blocks.blocks import Code, Span
from tui.render.layout.layout import lay_out
from tui.widgets.page_view.code_highlighter import CodeHighlighter

_KEPT = 64
KEYWORD = Span("pass", frozenset({"block", "keyword"}))


def test_the_colours_of_code_not_seen_for_long_are_forgotten() -> None:
    codes = [Code("pass", f"language{n}", 1, 2, ()) for n in range(_KEPT + 1)]
    layouts = [lay_out((code,), 40) for code in codes]
    colouring = CodeHighlighter()

    def is_known(number: int) -> bool:
        return not colouring.wanted((codes[number],), layouts[number].lines)

    for code in codes[:-1]:
        colouring.learn(code, ((KEYWORD,),), whole=True)
    assert is_known(0)
    [at] = [n for n, line in enumerate(layouts[0].lines) if line.text == "pass"]
    assert colouring.line((codes[0],), layouts[0], at).spans == (KEYWORD,)
    colouring.learn(codes[-1], ((KEYWORD,),), whole=True)
    assert is_known(0)
    assert not is_known(1)
    assert is_known(_KEPT)
