"""Regular expressions that are compiled when first used."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_MEMBERS = (
    *("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"),
    *("groups", "groupindex", "flags"),
)


class _CompiledPattern:
    """Stands for a compiled expression, of which it has the members."""


class _LazyPattern(_CompiledPattern):
    """Stands for a compiled expression, which is made when one of its members is first asked for.

    Args:
        source: The expression.
        flags: Those of ``re.compile``.
    """

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _MEMBERS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for member in _MEMBERS:
            setattr(self, member, getattr(compiled, member))
        self.__class__ = _CompiledPattern  # type: ignore[assignment]  # faster without __getattr__
        return getattr(self, name)


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression for a constant of a module, compiled when first used.

    What a command imports has some three hundred expressions, of which it uses a third; one with
    the ranges of Korean, Chinese and Japanese characters takes milliseconds to compile. Django
    does the same (``django.utils.regex_helper``).

    Args:
        source: The expression; ``pattern`` of the result gives it without compiling it.
        flags: Those of ``re.compile``.

    Returns:
        What has the members of a compiled expression. It is no argument for ``re.sub`` and the
        like, and cannot be pickled.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))
