"""Formulas: drawn in one line and in two dimensions, within the width, whatever the TeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.render.blocks.parse import parse
from tui.render.document.matches import SearchableText, pattern
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain
from tui.render.math import display, inline, text_with_formulas


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\alpha_1 \le x^2", "α₁ ≤ x²"),
        (r"a=b-c,d", "a = b − c, d"),
        (r"-x + (-y) = -z", "−x + (−y) = −z"),
        (r"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}", "∫_(−∞)^∞ e^(−x²) dx = √π"),
        (r"\frac{1}{n}\sum_{i=1}^{n} (y_i - \hat{y}_i)^2", "1/n ∑ᵢ₌₁ⁿ (yᵢ − ŷᵢ)²"),
        (r"P(A|B)=\frac{P(B|A)P(A)}{P(B)}", "P(A|B) = P(B|A)P(A)/P(B)"),
        (r"\frac{\partial L}{\partial w} = -\frac{1}{2}", "∂L/∂w = −1/2"),
        (r"\frac12 \frac{a+b}{2c} \sqrt[3]{x+1}", "1/2 (a + b)/(2c) ∛(x + 1)"),
        (r"\text{softmax}(QK^T/\sqrt{d_k})V", "softmax(QKᵀ/√dₖ)V"),
        (r"\mathbb{R}^{n\times m}, \mathcal{L}, \mathbf{\theta}", "ℝ^(n×m), ℒ, 𝛉"),
        (r"\mathbf \lim x", "lim x"),
        (r"\sin\theta + \log(x)", "sin θ + log(x)"),
        (r"\left( a \right] \big|_{x=0}", "(a]|ₓ₌₀"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}^T", "[a b; c d]ᵀ"),
        (r"f'(x) \not= g''", "f′(x) ≠ g′′"),
        (r"\hat\mathbf{x} \vec{v} \overline{AB} \bar{x}_i", "𝐱̂v⃗A̅B̅x̄ᵢ"),
        (r"A \stackrel{f}{\to} B", "A →ᶠ B"),
        (r"\lim_{x \to 0} x \quad \text{if } x > 0", "lim_(x→0) x if x > 0"),
        (r"\color{red}{x} \tag{1}", "x (1)"),
        (r"\newcommand{\norm}[1]{\lVert #1 \rVert} \norm{x}_2", "‖x‖₂"),
        (r"a &lt; b", "a < b"),
        (r"q_{전자}\cdot전압, \quad전체", "q_(전자) · 전압, 전체"),
        (r"\R \to \mathbb{C}, a \mod n", "ℝ → ℂ, a mod n"),
        (r"\boxed{x} + \cancel{y} + \cancel{ab}", "[x] + y̸ + a̸b̸"),
        (r"30^\circ", "30°"),
        (r"\bra{a} \ket{b} \braket{c} \abs{-1} \norm{v}", "⟨a||b⟩⟨c⟩|−1|‖v‖"),
        (r"\href{https://example.org}{x} + \$5", "x + $5"),
        (r"\frac{1}{2} + \somethingnew{x}{y^2} + \sqrt{y}", r"1/2 + \somethingnew{x}{y²} + √y"),
        (r"\ce{H2O} \R^+", r"\ce{H2O}ℝ⁺"),
        (r"\mathds{1} \mathbbm{1}", "𝟙𝟙"),
        (r"\Large x \tiny y \scriptsize z", "xyz"),
        (r"\require{cancel} \hskip 1em \kern-3.5pt x", "x"),
        (r"\bbox[yellow]{x} \class{a}{y} \rlap{z} \enclose{circle}{w}", "xyz [w]"),
        (r"\genfrac{}{}{}{}{a}{b} + \dv{f}{x} + \pdv{t}", "a/b + df/dx + ∂/∂t"),
        (r"\prescript{14}{6}{C} \unicode{x263a} \unicode{x202e}", "₆¹⁴C☺"),
        (r"\overrightarrow{AB}", "A⃗B⃗"),
        (r"\left\\{a\right\\}", "{a}"),
        (r"\boldsymbol{x_2}", "𝐱₂"),
    ],
)
def test_a_formula_in_one_line(tex: str, text: str) -> None:
    assert inline(tex) == text


@pytest.mark.parametrize(
    "tex",
    ["x^", "{x", r"x \right)", r"\begin{bmatrix} a", "x^2^3", r"\frac{1}", "\\"],
)
def test_what_cannot_be_read_stays_as_it_is_written(tex: str) -> None:
    assert inline(tex) == tex
    assert display(tex, 40) == ()


DRAWN = {
    r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}": """
          ▁▁▁▁▁▁▁▁
    −b ± √b² − 4ac
x = ──────────────
          2a
""",
    r"\sum_{i=1}^{n} \frac{1}{i^2} = \frac{\pi^2}{6}": """
 n  1    π²
 ∑  ── = ──
i=1 i²   6
""",
    r"\int_0^{\infty} e^{-\frac{x}{2}} dx": """
     x
    −─
 ∞   2
∫₀ e  dx
""",
    r"A = \begin{pmatrix} 1 & -1 \\ 10 & x \\ \vdots & 0 \end{pmatrix}": """
    ⎛ 1   −1 ⎞
A = ⎜ 10  x  ⎟
    ⎝ ⋮   0  ⎠
""",
    r"\begin{vmatrix}\frac ab\\c\end{vmatrix} = \begin{matrix}x\\y\\\frac de\end{matrix}": """
│ a │
│ ─ │   x
│ b │ = y
│   │
│ c │   d
        ─
        e
""",
    r"f(x) = \begin{cases} x^2 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}": """
f(x) = ⎰ x²  if x > 0
       ⎱ 0   otherwise
""",
    r"\begin{aligned} a &= b + c \\ &\le d \end{aligned}": """
a = b + c
  ≤ d
""",
    r"\left( \frac{a}{b} \right)^2 + \left.\frac{df}{dx}\right|_{x=0}": """
⎛a⎞²   df│
⎜─⎟  + ──│
⎝b⎠    dx│ₓ₌₀
""",
    r"\binom{n}{k} \le \underbrace{a+b+c}_{3}": """
⎛n⎞
⎜ ⎟ ≤ a + b + c
⎝k⎠   ╰───┬───╯
          3
""",
    r"\sqrt{\frac{a}{b}} \xrightarrow{f} \min_\theta V": """
 ┌──
 │ a  f
 │ ─ ──→ min V
√│ b      θ
""",
    r"x_{w,c}^2 + \begin{matrix} \text{가} & b \\ c & \text{다라} \end{matrix}": """
x²   + 가   b
 w,c   c   다라
""",
}


@pytest.mark.parametrize("tex", DRAWN)
def test_a_formula_in_two_dimensions(tex: str) -> None:
    assert "\n".join(display(tex, 60)) == DRAWN[tex].strip("\n")


def test_frames_lines_of_tables_and_limits_of_operators_are_drawn() -> None:
    assert display(r"\boxed{x+1}", 40) == ("┌───────┐", "│ x + 1 │", "└───────┘")
    table = r"\begin{array}{c|cc} a & b & c \\ \hline d & e & f \end{array}"
    assert display(table, 40) == ("a │ b  c", "──┼─────", "d │ e  f")
    limits = r"\DeclareMathOperator*{\opt}{opt} \opt_{x} f"
    assert display(limits, 40) == ("opt f", " x")
    assert display(r"\cancel{ab}", 40) == ("a\u0338b\u0338",)


def test_a_formula_wider_than_the_page_is_broken_at_its_relations() -> None:
    tex = r"f(x) = \frac{a+b+c}{d} = \alpha + \beta + \gamma + \delta \le \epsilon"
    assert display(tex, 26) == (
        "       a + b + c",
        "f(x) = ─────────",
        "           d",
        "  = α + β + γ + δ ≤ ϵ",
    )
    assert "".join("".join(display(tex, 7)).split()) == "".join(inline(tex).split())


HOSTILE = {
    "braces": "{" * 3_000 + "a" + "}" * 3_000,
    "unclosed braces": "{" * 3_000,
    "unclosed matrices": r"\begin{matrix}" * 500,
    "unclosed brackets": r"\left(" * 500,
    "100 KB": "a+b" * 33_000,
    "fractions in fractions": r"\frac{" * 20 + "a" + "}{b}" * 20,
    "accents on accents": r"\hat" * 900 + "x",
    "lines over lines": r"\overline{" * 20 + "xy" + "}" * 20,
    "indices of indices": "a" + "_{b" * 23 + "}" * 23,
    "fractions by over": r"a\over " * 500,
    "commands without end": r"\def\a{\a x}\a",
    "commands that grow": r"\newcommand{\a}[1]{#1#1#1#1#1#1#1#1}" + r"\a{" * 20 + "x" + "}" * 20,
    "columns": "&" * 3_900,
    "a wide row over many": "&" * 1_300 + r"\\" * 1_300,
    "accents with indices": r"\hat{x_" * 23 + "x" + "}" * 23,
    "roots of degrees": r"\sqrt[{" * 23 + "x" + r"}]{x}" * 23,
    "a definition of blanks": r"\def\a" + " " * 200_000,
    "nothing but marks": "^_^_'' & \\\\ } {",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bad_formulas_are_shown_within_the_width(name: str) -> None:
    tex = HOSTILE[name]
    assert inline(tex)
    assert all(cell_len(row) <= 40 for row in display(tex, 40))


_PARTS = (
    r"\frac \sqrt [ ] { } ^ _ & \\ \left( \right) \begin{matrix} \end{matrix} \sum \int \hat "
    r"\text \begin{cases} \end{cases} \mathbf \binom \tag \underbrace \stackrel \big ( ) | a 12 "
    r"한글 + = , \alpha ' ~ $ % \substack \not \overline \lim \newcommand{\q}[1] \q #1 \over"
)
_WORDS = st.sampled_from(_PARTS.split())


@given(st.lists(_WORDS, max_size=25), st.integers(1, 60))
def test_any_formula_is_drawn_within_its_width(words: list[str], width: int) -> None:
    tex = " ".join(words)
    assert "\n" not in inline(tex)
    for row in display(tex, width):
        assert cell_len(row) <= max(width, 2)


def test_a_page_draws_its_formulas() -> None:
    body = "합 $\\alpha_1$\n\n$$\n\\frac{a}{b}\n$$\n\n| $\\beta$ |\n| --- |\n| $$x^2$$ |\n"
    shown = plain(lay_out(parse(body, 1), 40))
    assert shown == "합 α₁\n\n  a\n  ─\n  b\n\nβ\n──\nx²\n"


def test_a_formula_that_is_a_paragraph_of_its_own_is_drawn_as_one() -> None:
    body = "$\\begin{align} a &= b \\\\ &= c \\end{align} \\tag{1}$\n"
    assert plain(lay_out(parse(body, 1), 40)) == "  a = b    (1)\n    = c\n"


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("alpha", [["α₁ ≤ 2"]]),
        (r"\alpha", [["α₁ ≤ 2"]]),
        ("α", [["α"]]),
        ("frac", [["a", "─", "β"]]),
        ("bet", [["a", "─", "β"], ["b̄β"]]),
        ("le", [["α₁ ≤ 2"]]),
        ("a", [["a"]]),
    ],
)
def test_a_drawn_formula_is_found_by_its_tex(term: str, found: list[list[str]]) -> None:
    body = "$\\alpha_1 \\le 2$\n\n$$\n\\frac{a}{\\beta}\n$$\n\n| $\\bar{b}\\beta$ |\n| --- |\n"
    layout = lay_out(parse(body, 1), 40)
    wanted = pattern([term])
    assert wanted
    matches = SearchableText(layout).matches(wanted)
    shown = [[layout.lines[n].text[low:high].strip() for n, low, high in m.parts] for m in matches]
    assert shown == found


def test_formulas_in_a_text_that_was_read_are_drawn_and_prices_are_none() -> None:
    assert text_with_formulas("How many for $x^2$ of $n$?") == "How many for x² of n?"
    assert text_with_formulas("cost $5, $10; $5-$10") == "cost $5, $10; $5-$10"


def test_formulas_can_be_shown_as_their_tex() -> None:
    body = "합 $\\alpha_1$\n\n$$\n\\frac{a}{b}\n$$\n\n| $\\beta$ |\n| --- |\n"
    shown = plain(lay_out(parse(body, 1), 40, drawn=False))
    assert shown == "합 \\alpha_1\n\n  \\frac{a}{b}\n\n\\beta\n"


def test_lines_around_a_table_end_at_its_corners() -> None:
    tex = r"\begin{array}{|l|r|}\hline 1&2\\\hline 3&4\\\hline\end{array}"
    assert display(tex, 80) == ("┌───┬───┐", "│ 1 │ 2 │", "├───┼───┤", "│ 3 │ 4 │", "└───┴───┘")


def test_limits_of_an_operator_stand_below_it() -> None:
    assert display(r"\mathop{\mathbb{E}}_{x\sim p}[f]", 80)[-1] == "x∼p"


@pytest.mark.parametrize(
    "tex",
    [r"\newcommand{\R}{\mathbb{R}} \def\a{b}", r"\DeclareMathOperator{\diag}{diag}",
     "\\begin{equation}\n\\end{equation}"],
)  # fmt: skip
def test_a_formula_that_only_defines_is_not_shown(tex: str) -> None:
    for body in (f"앞\n\n$$\n{tex}\n$$\n\n뒤", f"앞\n\n뒤 $${tex}$$"):
        assert plain(lay_out(parse(body), 60)).split() == ["앞", "뒤"]


def test_escapes_of_kramdown_are_not_those_of_tex() -> None:
    body = r"$\\{ x\_1, \boldsymbol{y}\_{i} \\}$ $\text{a\_bc}$ $\|u\|$"
    assert plain(lay_out(parse(body, kramdown=True), 80)).strip() == "{x₁, 𝐲ᵢ} a_bc |u|"
    assert "_1" in plain(lay_out(parse(body), 80))
    own = plain(lay_out(parse("글\n\n$$x\\_1$$", kramdown=True), 80))
    assert "x_1" in own
