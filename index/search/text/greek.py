r"""Greek letters and their names, which TeX writes for them: ``\alpha`` and α are one word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.lazy_pattern import lazy_pattern

NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
"""The names of the letters."""

LETTERS = {name: letter for letter, name in NAMES.items()}
"""The letters by their names."""

_COMMAND = lazy_pattern(rf"\\(var)?({'|'.join(LETTERS)})(?![a-z])", re.IGNORECASE)
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_ALONE = lazy_pattern(rf"(?<![{_GREEK}])[α-ω](?![{_GREEK}])")


def letters_named(text: str) -> Iterator[tuple[str, int]]:
    r"""What the Greek letters of a text's TeX may be called besides what is written there.

    ``\alpha`` gives α, and ``\varepsilon`` gives ``epsilon`` too, each with where it stands.
    """
    for match in _COMMAND.finditer(text) if "\\" in text else ():
        name = match[2].lower()
        yield LETTERS[name], match.start()
        if match[1]:
            yield name, match.start()


def names_in(word: str) -> Iterator[str]:
    """The names of the Greek letters that stand alone, or among others, in a folded word."""
    if not word.isascii():
        for match in _ALONE.finditer(word):
            if match[0] in NAMES:
                yield NAMES[match[0]]
