r"""What TeX's commands are in Unicode: signs by kind, alphabets, accents, scripts and brackets.

Names and kinds (relation, binary operation, …) are those of plain TeX, LaTeX and amssymb.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

Kind = Literal["ord", "op", "bin", "rel", "open", "close", "punct", "inner"]
"""TeX's classes of atoms, which decide the blanks between them."""


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GREEK = (
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau "
    "upsilon chi psi omega"
)
_CAPITALS = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
_ORDINARY = _pairs(
    "epsilon ϵ varepsilon ε phi ϕ varphi φ vartheta ϑ varpi ϖ varrho ϱ varsigma ς varkappa ϰ "
    "digamma ϝ partial ∂ nabla ∇ infty ∞ emptyset ∅ varnothing ∅ forall ∀ exists ∃ nexists ∄ "
    "neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ measuredangle ∡ triangle △ square □ Box □ blacksquare ■ "
    "Diamond ◇ lozenge ◊ diamondsuit ♢ heartsuit ♡ clubsuit ♣ spadesuit ♠ prime ′ hbar ℏ hslash ℏ "
    "ell ℓ Re ℜ Im ℑ aleph ℵ beth ℶ wp ℘ degree ° dagger † ddagger ‡ dag † ddag ‡ backslash \\ "
    "imath ı jmath ȷ complement ∁ mho ℧ eth ð checkmark ✓ surd √ flat ♭ natural ♮ sharp ♯ "
    "vartriangle △ triangledown ▽ blacktriangle ▲ blacktriangledown ▼ blacklozenge ⧫ backprime ‵ "
    "sphericalangle ∢ diagdown ╲ diagup ╱ bigcirc ◯ LaTeX LaTeX TeX TeX infinity ∞ circledR ® "
    "Finv Ⅎ Game ⅁ gimel ℷ daleth ℸ Bbbk 𝕜 "
    "copyright © pounds £ yen ¥ S § P ¶ vdots ⋮ bigstar ★ vert | Vert ‖ | ‖ "
    "R ℝ N ℕ Z ℤ Q ℚ Reals ℝ reals ℝ natnums ℕ Complex ℂ "
    "% % $ $ & & # # _ _ therefore ∴ because ∵ QED ∎"
)
_BINARY = _pairs(
    "times × div ÷ pm ± mp ∓ cdot · centerdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ "
    "otimes ⊗ oslash ⊘ odot ⊙ cup ∪ cap ∩ sqcup ⊔ sqcap ⊓ uplus ⊎ setminus ∖ smallsetminus ∖ "
    "land ∧ wedge ∧ lor ∨ vee ∨ amalg ⨿ wr ≀ diamond ⋄ bigtriangleup △ bigtriangledown ▽ "
    "triangleleft ◁ triangleright ▷ ltimes ⋉ rtimes ⋊ boxplus ⊞ boxminus ⊟ boxtimes ⊠ "
    "Cap ⋒ Cup ⋓ doublecap ⋒ doublecup ⋓ curlywedge ⋏ curlyvee ⋎ leftthreetimes ⋋ "
    "rightthreetimes ⋌ boxdot ⊡ circledcirc ⊚ circleddash ⊝ circledast ⊛ divideontimes ⋇ "
    "veebar ⊻ barwedge ⊼ intercal ⊺ dotplus ∔ bmod mod"
)
_RELATIONS = _pairs(
    "le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ lll ⋘ ggg ⋙ approx ≈ approxeq ≊ equiv ≡ sim ∼ "
    "simeq ≃ cong ≅ propto ∝ varpropto ∝ asymp ≍ doteq ≐ lt < gt > leqq ≦ geqq ≧ leqslant ⩽ "
    "geqslant ⩾ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqq ≰ ngeqq ≱ nleqslant ≰ ngeqslant ≱ lneq ⪇ "
    "gneq ⪈ lneqq ≨ gneqq ≩ prec ≺ succ ≻ preceq ⪯ succeq ⪰ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡ "
    "preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟ precsim ≾ succsim ≿ lesssim ≲ "
    "gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lesseqqgtr ⪋ "
    "gtreqqless ⪌ eqslantless ⪕ eqslantgtr ⪖ lessdot ⋖ gtrdot ⋗ nsim ≁ ncong ≇ triangleq ≜ "
    "circeq ≗ bumpeq ≏ Bumpeq ≎ coloneqq ≔ eqqcolon ≕ eqcirc ≖ risingdotseq ≓ fallingdotseq ≒ "
    "backsim ∽ thicksim ∼ thickapprox ≈ in ∈ notin ∉ ni ∋ owns ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ "
    "supset ⊃ supseteq ⊇ supsetneq ⊋ nsubseteq ⊈ nsupseteq ⊉ Subset ⋐ Supset ⋑ sqsubset ⊏ "
    "sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ perp ⊥ parallel ∥ nparallel ∦ mid ∣ nmid ∤ models ⊨ "
    "backsimeq ⋍ shortmid ∣ nshortmid ∤ shortparallel ∥ nshortparallel ∦ subseteqq ⫅ "
    "nsubseteqq ⊈ supseteqq ⫆ nsupseteqq ⊉ subsetneqq ⫋ supsetneqq ⫌ varsubsetneq ⊊ "
    "varsupsetneq ⊋ smallfrown ⌢ smallsmile ⌣ blacktriangleleft ◀ blacktriangleright ▶ "
    "eqsim ≂ nequiv ≢ vartriangleq ≜ precapprox ⪷ succapprox ⪸ doteqdot ≑ Doteq ≑ "
    "vdash ⊢ dashv ⊣ Vdash ⊩ vDash ⊨ Vvdash ⊪ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ bowtie ⋈ "
    "Join ⋈ smile ⌣ frown ⌢ between ≬ pitchfork ⋔ vartriangleleft ⊲ vartriangleright ⊳ "
    "ntriangleleft ⋪ ntriangleright ⋫ trianglelefteq ⊴ trianglerighteq ⊵ ntrianglelefteq ⋬ "
    "ntrianglerighteq ⋭ to → rightarrow → leftarrow ← gets ← uparrow ↑ downarrow ↓ updownarrow ↕ "
    "leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ "
    "Leftrightarrow ⇔ iff ⟺ implies ⟹ impliedby ⟸ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ "
    "longleftarrow ⟵ Longrightarrow ⟹ Longleftarrow ⟸ longleftrightarrow ⟷ Longleftrightarrow ⟺ "
    "hookrightarrow ↪ hookleftarrow ↩ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ "
    "rightsquigarrow ⇝ leftrightsquigarrow ↭ leftharpoonup ↼ rightharpoonup ⇀ leftharpoondown ↽ "
    "rightharpoondown ⇁ upharpoonleft ↿ upharpoonright ↾ downharpoonleft ⇃ downharpoonright ⇂ "
    "leftleftarrows ⇇ rightrightarrows ⇉ upuparrows ⇈ downdownarrows ⇊ leftrightarrows ⇆ "
    "rightleftarrows ⇄ rightleftharpoons ⇌ leftrightharpoons ⇋ Lsh ↰ Rsh ↱ leftarrowtail ↢ "
    "rightarrowtail ↣ twoheadleftarrow ↞ twoheadrightarrow ↠ curvearrowleft ↶ curvearrowright ↷ "
    "circlearrowleft ↺ circlearrowright ↻ Lleftarrow ⇚ Rrightarrow ⇛ looparrowleft ↫ "
    "looparrowright ↬ nleftarrow ↚ nrightarrow ↛ nLeftarrow ⇍ nRightarrow ⇏ nleftrightarrow ↮ "
    "nLeftrightarrow ⇎ multimap ⊸ dashrightarrow ⇢ dashleftarrow ⇠ colon : vcentcolon ∶"
)
_LARGE = _pairs(
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ oiint ∯ bigcup ⋃ bigcap ⋂ bigsqcup ⨆ "
    "bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ intop ∫"
)
_OPENING = _pairs("langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lbrace { lbrack [ { { ulcorner ⌜ "
                  "llcorner ⌞ lgroup ⟮ lparen (")  # fmt: skip
_CLOSING = _pairs("rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rbrace } rbrack ] } } urcorner ⌝ "
                  "lrcorner ⌟ rgroup ⟯ rparen )")  # fmt: skip
_ELLIPSES = _pairs("dots … ldots … dotsc … dotso … cdots ⋯ dotsb ⋯ dotsm ⋯ dotsi ⋯ ddots ⋱")
FUNCTIONS = _words(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp lim limsup "
    "liminf max min sup inf arg det dim ker deg gcd hom Pr argmax argmin injlim projlim"
)
"""Commands that print their own name, upright."""
_WITH_LIMITS = _words("lim limsup liminf max min sup inf det gcd Pr argmax argmin injlim projlim")
INTEGRALS = frozenset("∫∬∭∮∯")
"""Large operators whose limits stand at their side."""


def _table() -> dict[str, tuple[str, Kind]]:
    greek = {
        name: unicodedata.lookup(f"GREEK SMALL LETTER {name.replace('lambda', 'lamda')}")
        for name in _GREEK.split()
    }
    capitals = {
        name: unicodedata.lookup(f"GREEK CAPITAL LETTER {name.replace('Lambda', 'Lamda')}")
        for name in _CAPITALS.split()
    }
    kinds: tuple[tuple[dict[str, str], Kind], ...] = (
        (greek, "ord"), (capitals, "ord"), (_ORDINARY, "ord"), (_BINARY, "bin"),
        (_RELATIONS, "rel"), (_LARGE, "op"), (_OPENING, "open"), (_CLOSING, "close"),
        (_ELLIPSES, "inner"), ({name: name for name in FUNCTIONS}, "op"),
    )  # fmt: skip
    return {name: (sign, kind) for names, kind in kinds for name, sign in names.items()}


COMMANDS = _table()
"""The sign and kind of each command that takes no argument, without its backslash."""

CHARACTERS: dict[str, tuple[str, Kind]] = {
    **{sign: (sign, "bin") for sign in "+±×÷·∗∘⊕⊗∪∩∧∨"},
    "-": ("−", "bin"), "−": ("−", "bin"), "*": ("∗", "bin"),
    **{sign: (sign, "rel") for sign in "=<>:≤≥≠≈≡∈∉⊂⊆→←⇒⇔↔∼"},
    **{sign: (sign, "open") for sign in "([⟨⌊⌈"},
    **{sign: (sign, "close") for sign in ")]⟩⌋⌉"},
    **{sign: (sign, "punct") for sign in ",;"},
    **{sign: (sign, "op") for sign in "∑∏∫"},
}  # fmt: skip
"""The sign and kind of characters that are not ordinary ones."""

GAPS: dict[str, int] = {
    ",": 1, ":": 1, ";": 1, " ": 1, ">": 1, "thinspace": 1, "medspace": 1, "thickspace": 1,
    "enspace": 1, "enskip": 1, "space": 1, "quad": 2, "qquad": 4, "nobreakspace": 1,
}  # fmt: skip
"""How many cells commands for blanks take."""

NOTHING = frozenset((
    "!", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits", "nolimits",
    "nonumber", "notag", "negthinspace", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl",
    "Bigr", "biggl", "biggr", "Biggl", "Biggr", "bigm", "Bigm", "biggm", "Biggm", "allowbreak",
    "hline", "hdashline", "strut", "mathstrut", "relax", "rm", "it", "bf", "cal", "large", "Large",
    "small", "tiny", "Tiny", "scriptsize", "footnotesize", "normalsize", "LARGE", "huge", "Huge",
    "/", "centering", "noindent", "middle",
))  # fmt: skip
"""Commands that change only sizes, numbering and the like."""

IGNORED_WITH_ARGUMENT = _words(
    "color label hspace vspace ref eqref phantom hphantom vphantom cline mspace require"
)
"""Commands that print nothing, and neither does their argument."""

UPRIGHT = _words(
    "text textrm mathrm textnormal mbox hbox operatorname mathop mathit textit mathnormal textsf "
    "textup mathstrut mathbin mathrel mathord mathopen mathclose mathpunct mathinner emph "
    "ensuremath"
)
"""Commands whose argument is printed in the letters it has."""
IN_TEXT = _words("text textrm textnormal mbox hbox textit textsf textup emph textbf texttt")
"""Those in which blanks count."""

ACCENTS: dict[str, tuple[str, str]] = {
    "hat": ("\u0302", "^"), "widehat": ("\u0302", "^"), "bar": ("\u0304", "▁"),
    "overline": ("\u0305", "▁"), "tilde": ("\u0303", "~"), "widetilde": ("\u0303", "~"),
    "dot": ("\u0307", "."), "ddot": ("\u0308", ".."), "vec": ("\u20d7", "→"),
    "overrightarrow": ("\u20d7", "→"), "overleftarrow": ("\u20d6", "←"),
    "acute": ("\u0301", "´"), "grave": ("\u0300", "`"), "check": ("\u030c", "ˇ"),
    "breve": ("\u0306", "˘"), "mathring": ("\u030a", "°"), "dddot": ("\u20db", "..."),
    "cancel": ("\u0338", "╱"), "bcancel": ("\u20e5", "╲"), "xcancel": ("\u0338", "╳"),
    "underline": ("\u0332", "▔"), "underbar": ("\u0332", "▔"),
}  # fmt: skip
"""Each accent as a combining character, and as what is drawn over more than one letter."""
BENEATH = frozenset(("underline", "underbar"))
"""Accents that stand under what they belong to."""

ALPHABETS: dict[str, tuple[str, ...]] = {
    "mathbb": ("DOUBLE-STRUCK",), "Bbb": ("DOUBLE-STRUCK",), "mathds": ("DOUBLE-STRUCK",),
    "mathbbm": ("DOUBLE-STRUCK",), "bbold": ("DOUBLE-STRUCK",), "mathcal": ("SCRIPT",),
    "mathscr": ("SCRIPT",), "mathfrak": ("FRAKTUR", "BLACK-LETTER"), "mathbf": ("BOLD",),
    "boldsymbol": ("BOLD",), "bm": ("BOLD",), "pmb": ("BOLD",), "bold": ("BOLD",),
    "textbf": ("BOLD",), "mathsf": ("SANS-SERIF",), "mathtt": ("MONOSPACE",),
    "texttt": ("MONOSPACE",),
}  # fmt: skip
"""Commands for alphabets, as Unicode's names have them."""

RAISED = dict(zip(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW⊤′αβγδεθιφχ∗∘°",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵀ′ᵅᵝᵞᵟᵋᶿᶥᵠᵡ*°°", strict=True,
))  # fmt: skip
RAISED |= {chr(0x1D7CE + digit): RAISED[f"{digit}"] for digit in range(10)}  # bold ones
"""Characters that Unicode has as superscripts."""
LOWERED = dict(zip(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True
))  # fmt: skip
LOWERED |= {chr(0x1D7CE + digit): LOWERED[f"{digit}"] for digit in range(10)}
"""Characters that Unicode has as subscripts."""

NEGATED = {"=": "≠", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "≡": "≢",
           "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∼": "≁", "≈": "≉", "≃": "≄", "≅": "≇",
           "∣": "∤", "∥": "∦", "∃": "∄", "→": "↛", "⇒": "⇏", "⊢": "⊬", "⊨": "⊭"}  # fmt: skip
r"""What ``\not`` makes of a sign."""

GRIDS: dict[str, tuple[str, str, str]] = {
    "matrix": ("", "", "c"), "pmatrix": ("(", ")", "c"), "bmatrix": ("[", "]", "c"),
    "Bmatrix": ("{", "}", "c"), "vmatrix": ("|", "|", "c"), "Vmatrix": ("‖", "‖", "c"),
    "smallmatrix": ("", "", "c"), "array": ("", "", ""), "cases": ("{", "", "l"),
    "dcases": ("{", "", "l"), "rcases": ("", "}", "l"), "aligned": ("", "", "rl"),
    "align": ("", "", "rl"), "alignat": ("", "", "rl"), "alignedat": ("", "", "rl"),
    "eqnarray": ("", "", "rcl"), "split": ("", "", "rl"), "flalign": ("", "", "rl"),
    "gather": ("", "", "c"), "gathered": ("", "", "c"), "multline": ("", "", "l"),
    "equation": ("", "", "rl"), "displaymath": ("", "", "rl"), "math": ("", "", "rl"),
    "subarray": ("", "", "c"), "tabular": ("", "", ""),
}  # fmt: skip
"""Environments of rows and cells: brackets, and how their columns are aligned, over and over."""

BRACKETS: dict[str, tuple[str, str, str, str]] = {
    "(": ("⎛", "⎜", "⎜", "⎝"), ")": ("⎞", "⎟", "⎟", "⎠"), "[": ("⎡", "⎢", "⎢", "⎣"),
    "]": ("⎤", "⎥", "⎥", "⎦"), "{": ("⎧", "⎪", "⎨", "⎩"), "}": ("⎫", "⎪", "⎬", "⎭"),
    "|": ("│",) * 4, "∣": ("│",) * 4, "‖": ("║",) * 4, "∥": ("║",) * 4,
    "⌊": ("⎢", "⎢", "⎢", "⎣"), "⌋": ("⎥", "⎥", "⎥", "⎦"), "⌈": ("⎡", "⎢", "⎢", "⎢"),
    "⌉": ("⎤", "⎥", "⎥", "⎥"), "⟨": ("╱", "│", "⟨", "╲"), "⟩": ("╲", "│", "⟩", "╱"),
    "/": ("╱",) * 4, "\\": ("╲",) * 4,
}  # fmt: skip
"""Tall brackets: the top, what repeats, the middle and the bottom."""


DELIMITED: dict[str, tuple[str, str]] = {
    "bra": ("⟨", "|"), "ket": ("|", "⟩"), "braket": ("⟨", "⟩"), "abs": ("|", "|"),
    "norm": ("‖", "‖"), "Bra": ("⟨", "|"), "Ket": ("|", "⟩"), "Braket": ("⟨", "⟩"),
    "set": ("{", "}"), "ceil": ("⌈", "⌉"), "floor": ("⌊", "⌋"),
}  # fmt: skip
"""Commands of the packages braket and physics that put brackets around their argument."""

UNCHANGED: dict[str, int] = {
    "textcolor": 1, "href": 1, "colorbox": 1, "class": 1, "cssId": 1, "style": 1, "raise": 1,
    "lower": 1, "raisebox": 1, "bbox": 0, "rlap": 0, "llap": 0, "mathrlap": 0, "mathllap": 0,
    "mathclap": 0, "smash": 0,
}  # fmt: skip
"""Commands that print their last argument as it is, and how many stand before it."""
FRAMES = frozenset(("box", "circle", "roundedbox"))
"""What ``\\enclose`` draws a frame for."""
LENGTHS = frozenset(("hskip", "kern", "mkern", "mskip"))
"""Commands that a length follows without braces."""

STRUCK = frozenset(("cancel", "bcancel", "xcancel"))


def takes_limits(sign: str) -> bool:
    """Whether scripts of a large operator or function stand above and below it."""
    return sign in _WITH_LIMITS or (sign in _LARGE.values() and sign not in INTEGRALS)


@cache
def letter(character: str, styles: tuple[str, ...]) -> str:
    """``character`` in one of Unicode's mathematical alphabets, itself where there is none.

    A name of several letters, such as that of a limit, stays upright.
    """
    if len(character) != 1:
        return character
    name = unicodedata.name(character, "")
    kind = "CAPITAL" if character.isupper() else "SMALL"
    for style in styles:
        if character.isascii() and character.isdigit():
            names = [f"MATHEMATICAL {style} {name}"]
        elif character.isascii() and character.isalpha():
            names = [f"MATHEMATICAL {style} {kind} {character}", f"{style} {kind} {character}"]
        elif name.startswith("GREEK "):
            names = [f"MATHEMATICAL {style} {name[6:].replace('LETTER ', '')}"]
        else:
            return character
        for wanted in names:
            try:
                return unicodedata.lookup(wanted)
            except KeyError:
                continue
    return character
