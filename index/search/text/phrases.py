"""A text as a sequence of tokens, and a phrase as what follows each other in one.

Each token takes one place. What stands side by side in the squeezed text (see ``tokens.squeezed``)
has places side by side: Latin words with a blank between them, Korean, Chinese and Japanese
characters with or without one. Signs between them are a token of their own. So a phrase stands in a
text when its tokens follow each other there.
"""

from __future__ import annotations

from functools import lru_cache

from index.lazy_pattern import lazy_pattern
from index.values import dataclass

from .tokens import CJK, LETTERS, NormalizedPhrase, expression

_SIGN = rf"(?:[^\w{CJK}]|_)"
_PIECE = rf"([{CJK}]++(?: [{CJK}]++)*+)|({LETTERS}++)|({_SIGN}++)"
_CHARACTER = lazy_pattern(r"[^ ] ?")
_IDEOGRAPH = f"[{CJK}]"
MOST_SIGNS = 2
"""How many signs in a row are kept as a token."""

UNKNOWN = ""
"""The token of signs that are too many to be kept. It takes a place, but cannot be looked for."""


def stream(spaced: str) -> list[str]:
    """The tokens of what ``tokens.spaced`` gives, place by place.

    A Latin word is a token, and each Korean, Chinese or Japanese character together with the next
    one of its run. A blank that squeezing takes away is kept within or at the end of the token
    before it. Signs at the end are left out.
    """
    found: list[str] = []
    signs = ""
    after_run = False
    for run, word, other in expression(_PIECE).findall(spaced):
        if other:
            signs = other
            continue
        if signs == " ":
            if found and (after_run or run):
                found[-1] += " "
        elif signs:
            signs = signs.removeprefix(" ") if after_run else signs
            signs = signs.removesuffix(" ") if run else signs
            found.append(signs if len(signs) <= MOST_SIGNS else UNKNOWN)
        signs = ""
        after_run = bool(run)
        if word:
            found.append(word)
        elif " " in run:
            found.extend(map(str.__add__, _CHARACTER.findall(run), run.replace(" ", "")[1:]))
            found.append(run[-1])
        else:
            found.extend(map(str.__add__, run, run[1:]))
            found.append(run[-1])
    return found


@dataclass(frozen=True, slots=True)
class PhraseTerm:
    """What stands some places after the first token: one of these, or what begins so."""

    offset: int
    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens that a phrase consists of.

    Where ``sure`` is false more may be found than the phrase. ``typed`` are those with the blanks
    as typed.
    """

    steps: tuple[PhraseTerm, ...]
    typed: tuple[PhraseTerm, ...]
    sure: bool


@lru_cache(maxsize=512)
def phrase(normalized: NormalizedPhrase) -> Phrase:
    """The phrase as tokens, of a normalized phrase."""
    tokens = stream(normalized.spaced)
    first = 0 if _begins(normalized.spaced[0]) else 1
    sure = not first and _begins(normalized.spaced[-1])
    last = len(tokens) - 1
    steps: list[PhraseTerm] = []
    typed: list[PhraseTerm] = []
    for place in range(first, last + 1):
        token, after = tokens[place], place - first
        bare = token.removesuffix(" ")
        if token == UNKNOWN:
            sure = False
        elif expression(LETTERS).match(token):
            if place < last:
                steps.append(PhraseTerm(after, (bare, f"{bare} ")))
                typed.append(PhraseTerm(after, (token,)))
            else:
                end = PhraseTerm(after, (bare,), prefix=True) if normalized.prefix else None
                steps.append(end or PhraseTerm(after, (bare, f"{bare} ")))
                typed.append(steps[-1])
        elif not expression(_IDEOGRAPH).match(token):
            steps.append(PhraseTerm(after, (token,)))
            typed.append(steps[-1])
        elif len(bare) > 1:
            steps.append(PhraseTerm(after, (bare[0] + bare[-1], f"{bare[0]} {bare[-1]}")))
            typed.append(PhraseTerm(after, (token,)))
        elif place < last or not _ends_pair(tokens, place):
            if not _ends_pair(tokens, place):
                steps.append(PhraseTerm(after, (bare,), prefix=True))
            typed.append(PhraseTerm(after, (token,)) if place < last else steps[-1])
    return Phrase(tuple(steps), tuple(typed), sure)


def _ends_pair(tokens: list[str], place: int) -> bool:
    """Whether a character that stands alone is told by the pair before it."""
    before = tokens[place - 1] if place else ""
    return len(before.rstrip()) > 1 and expression(_IDEOGRAPH).match(before) is not None


def _begins(character: str) -> bool:
    return expression(rf"{LETTERS}|{_IDEOGRAPH}").match(character) is not None
