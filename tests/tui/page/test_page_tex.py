"""Formulas in one line: what Unicode can write is written, the rest stays TeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.page.tex import readable


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\alpha_1 \le x^2", "α₁ ≤ x²"),
        (r"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}", "∫_{-∞}^∞ e^{-x²} dx = √π"),
        (r"\frac{1}{n}\sum_{i=1}^{n} (y_i - \hat{y}_i)^2", "1/n ∑ᵢ₌₁ⁿ (yᵢ - ŷᵢ)²"),
        (r"P(A|B)=\frac{P(B|A)P(A)}{P(B)}", "P(A|B)=(P(B|A)P(A))/(P(B))"),
        (r"\text{softmax}(QK^T/\sqrt{d_k})V", "softmax(QKᵀ/√dₖ)V"),
        (r"\mathbb{R}^{n\times m}, \mathcal{L}", "ℝ^{n× m}, ℒ"),
        (r"\sin\theta", "sin θ"),
        (r"\left( a \right)", "( a )"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}",) * 2,
        (r"\binom{n}{k} \sqrt[3]{x} x_{w,c}",) * 2,
        (r"\unknown{\alpha}", r"\unknown{α}"),
        ("x^ _{ \\",) * 2,
    ],
)
def test_a_formula_reads_as_written_by_hand(tex: str, text: str) -> None:
    assert readable(tex) == text


@given(st.text(alphabet="ab1{}^_\\ \n&", max_size=40))
def test_letters_and_numbers_are_never_lost(tex: str) -> None:
    def kept(text: str) -> list[str]:
        from unicodedata import normalize

        return [c for c in normalize("NFKC", text) if c.isalnum()]

    assert kept(readable(tex)) == kept(tex)
