r"""TeX as readers write it by hand: ``\alpha_1 \le x^2`` becomes ``α₁ ≤ x²``.

Only what has one meaning in one line is rewritten. Whatever is not known here, an environment or a
command with arguments, stays as it is written, so that nothing of a formula is lost.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 4_000
_GREEK = (
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon "
    "chi psi omega"
)
_CAPITALS = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
_SIGNS = (
    "epsilon ϵ varepsilon ε phi ϕ varphi φ vartheta ϑ varpi ϖ varrho ϱ varsigma ς varkappa ϰ "
    "times × div ÷ pm ± mp ∓ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ "
    "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ "
    "leqq ≦ geqq ≧ leqslant ⩽ geqslant ⩾ nleq ≰ ngeq ≱ prec ≺ succ ≻ preceq ⪯ succeq ⪰ "
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ partial ∂ nabla ∇ infty ∞ "
    "in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ setminus ∖ emptyset ∅ "
    "varnothing ∅ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ land ∧ wedge ∧ lor ∨ vee ∨ top ⊤ bot ⊥ "
    "perp ⊥ parallel ∥ mid ∣ angle ∠ triangle △ square □ therefore ∴ because ∵ models ⊨ vdash ⊢ "
    "to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ updownarrow ↕ leftrightarrow ↔ "
    "Rightarrow ⇒ Leftarrow ⇐ Uparrow ⇑ Downarrow ⇓ Leftrightarrow ⇔ iff ⟺ implies ⟹ mapsto ↦ "
    "longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸ hookrightarrow ↪ "
    "nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ prime ′ "
    "langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ vert | Vert ‖ lVert ‖ rVert ‖ lvert | "
    "rvert | backslash \\ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ wp ℘ degree ° dagger † ddagger ‡ "
    "lbrace { rbrace } lbrack [ rbrack ] colon :"
)
_FUNCTIONS = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim limsup liminf "
    "max min sup inf arg det dim ker deg gcd hom Pr"
)
_NAMES = frozenset(_FUNCTIONS.split())
_SYMBOLS = {
    **{name: unicodedata.lookup(f"GREEK SMALL LETTER {name.replace('lambda', 'lamda')}")
       for name in _GREEK.split()},
    **{name: unicodedata.lookup(f"GREEK CAPITAL LETTER {name.replace('Lambda', 'Lamda')}")
       for name in _CAPITALS.split()},
    **dict(zip(_SIGNS.split()[::2], _SIGNS.split()[1::2], strict=True)),
    **{sign: sign for sign in "{}%$&#_|"},
    **dict.fromkeys((",", ":", ";", " ", ">", "quad", "qquad"), " "),
    **dict.fromkeys(("!", "left", "right", "big", "Big", "bigg", "Bigg", "displaystyle"), ""),
}  # fmt: skip
_RAISED = dict(zip(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′αβγδεθιφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′ᵅᵝᵞᵟᵋᶿᶥᶲᵡ", strict=True,
))  # fmt: skip
_LOWERED = dict(zip(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True
))  # fmt: skip
_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0304",
    "tilde": "\u0303", "widetilde": "\u0303", "dot": "\u0307", "ddot": "\u0308",
    "vec": "\u20d7", "acute": "\u0301", "grave": "\u0300", "check": "\u030c", "breve": "\u0306",
}  # fmt: skip
_ALPHABETS = {
    "mathbb": ("DOUBLE-STRUCK",), "mathcal": ("SCRIPT",), "mathscr": ("SCRIPT",),
    "mathfrak": ("FRAKTUR", "BLACK-LETTER"), "mathbf": ("BOLD",), "boldsymbol": ("BOLD",),
    "bm": ("BOLD",), "mathsf": ("SANS-SERIF",),
}  # fmt: skip
_UPRIGHT = frozenset(("text", "mathrm", "operatorname", "textrm", "mathit", "textit", "mbox"))
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_GROUP = re.compile(r"\s*\{((?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{[^{}]*\})*\})*)\}", re.DOTALL)
_ATOM = re.compile(r"\s*(\\[A-Za-z]+(?!\s*\{)|[^\s\\{}^_])")
_SIMPLE = re.compile(r"\w+|\S")


def readable(tex: str) -> str:
    """``tex`` with what Unicode has characters for in their place."""
    return tex if len(tex) > _LONGEST else _rewritten(tex)


def _rewritten(tex: str) -> str:
    parts: list[str] = []
    at = 0
    while at < len(tex):
        if tex[at] == "\\" and (command := _COMMAND.match(tex, at)):
            shown, at = _command(tex, command)
            if shown[:1].isalnum() and parts and parts[-1] in _NAMES:
                parts.append(" ")
            parts.append(shown)
            if command[1] in _NAMES and tex[at : at + 1].isalnum():
                parts.append(" ")
        elif tex[at] in "^_":
            shown, at = _script(tex, at)
            parts.append(shown)
        else:
            parts.append(tex[at])
            at += 1
    return "".join(parts)


def _command(tex: str, found: re.Match[str]) -> tuple[str, int]:
    """What is shown for a command, with where what follows it begins."""
    name, after = found[1], found.end()
    if name in _NAMES:
        return name, after
    if name in _SYMBOLS:
        separated = tex[after : after + 1] == " " and name.isalpha() and not _SYMBOLS[name].strip()
        return _SYMBOLS[name], after + separated
    argument = _GROUP.match(tex, after) or (_ATOM.match(tex, after) if name in _ACCENTS else None)
    if argument is None:
        return found[0], after
    inner = argument[1] if name in _UPRIGHT else _rewritten(argument[1])
    if name in _UPRIGHT and "$" not in inner and "\\" not in inner:
        return inner, argument.end()
    if name in _ACCENTS and len(inner) == 1 and inner.isalpha():
        return unicodedata.normalize("NFC", inner + _ACCENTS[name]), argument.end()
    if name in _ALPHABETS and (letters := _letters(inner, _ALPHABETS[name])):
        return letters, argument.end()
    if name == "sqrt":
        return "√" + _held(inner), argument.end()
    if name in ("frac", "dfrac", "tfrac") and (below := _GROUP.match(tex, argument.end())):
        gap = " " if tex[below.end() : below.end() + 1] not in ("", " ", *",.;:)]}=") else ""
        return f"{_held(inner)}/{_held(_rewritten(below[1]))}{gap}", below.end()
    return f"{found[0]}{{{inner}}}", argument.end()


def _script(tex: str, at: int) -> tuple[str, int]:
    argument = _GROUP.match(tex, at + 1) or _ATOM.match(tex, at + 1)
    if argument is None:
        return tex[at], at + 1
    inner = _rewritten(argument[1])
    table = _RAISED if tex[at] == "^" else _LOWERED
    bare = inner.replace(" ", "")
    if bare and all(character in table for character in bare):
        return "".join(table[character] for character in bare), argument.end()
    return tex[at] + (inner if len(inner) == 1 else f"{{{inner}}}"), argument.end()


def _held(text: str) -> str:
    """``text`` in brackets, unless it is one number, word or sign."""
    text = text.strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _letters(text: str, styles: tuple[str, ...]) -> str:
    """``text`` in one of Unicode's mathematical alphabets; nothing where a letter has none."""
    letters: list[str] = []
    for character in text:
        case = "CAPITAL" if character.isupper() else "SMALL"
        names = [f"MATHEMATICAL {style} {case} {character}" for style in styles]
        names += [f"{style} {case} {character}" for style in styles]
        if not (character.isascii() and character.isalpha()):
            return ""
        letters.append(next((found for name in names if (found := _named(name))), ""))
    return "".join(letters) if all(letters) else ""


def _named(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""
