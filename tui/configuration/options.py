"""The options of a configuration: their names, what each accepts, and a line about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from tui.language import translatable

from . import programs
from .model import Configuration
from .themes import THEME_NAMES


class Accepts(Protocol):
    """What values an option takes."""

    def takes(self, value: object) -> bool:
        """Whether it takes this one."""
        ...

    def wants(self) -> tuple[str, dict[str, object]]:
        """What it takes, as a text for ``translate`` and its fields."""
        ...


@dataclass(frozen=True, slots=True)
class BooleanOption:
    """True or false."""

    def takes(self, value: object) -> bool:
        """Whether it is one of the two."""
        return isinstance(value, bool)

    def wants(self) -> tuple[str, dict[str, object]]:
        """Says so."""
        return translatable("{name} is true or false, not {value}"), {}


@dataclass(frozen=True, slots=True)
class IntegerOption:
    """A whole number, 0 or from ``least`` to ``most``."""

    least: int
    most: int

    def takes(self, value: object) -> bool:
        """Whether it is such a number."""
        return (
            isinstance(value, int)
            and not isinstance(value, bool)
            and (value == 0 or self.least <= value <= self.most)
        )

    def wants(self) -> tuple[str, dict[str, object]]:
        """Says so."""
        text = translatable("{name} is 0 or a whole number from {least} to {most}, not {value}")
        return text, {"least": self.least, "most": self.most}


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: Sequence[str]

    def takes(self, value: object) -> bool:
        """Whether it is one of them."""
        return isinstance(value, str) and value in self.words

    def wants(self) -> tuple[str, dict[str, object]]:
        """Names all of them."""
        words = ", ".join(f'"{word}"' for word in self.words)
        return translatable("{name} is one of {words}, not {value}"), {"words": words}


@dataclass(frozen=True, slots=True)
class CommandOption:
    """A program and its arguments, in which one field at least stands for the file; or nothing."""

    def takes(self, value: object) -> bool:
        """Whether it is such a command."""
        if not isinstance(value, str):
            return False
        return value == "" or (programs.is_command(value) and programs.names(value, "file"))

    def wants(self) -> tuple[str, dict[str, object]]:
        """Names the fields."""
        text = translatable("{name} is a program with {file} among its arguments, not {value}")
        return text, {"file": "{file}"}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of the file: in the table ``table``, or in none where that is empty.

    ``comment`` is what the default file says of it.
    """

    table: str
    name: str
    accepts: Accepts
    comment: str

    @property
    def path(self) -> str:
        """Its table and its name: ``reading.width``."""
        return f"{self.table}.{self.name}" if self.table else self.name

    def of(self, configuration: Configuration) -> object:
        """What a configuration has for it."""
        part = getattr(configuration, self.table) if self.table else configuration
        return getattr(part, self.name)


OPTIONS: Final = (
    Option("", "language", OneOf(("auto", "en", "ko")), "the language of the interface"),
    Option(
        "",
        "start",
        OneOf(("last", "newest", "tree")),
        "where ilgi begins: the post read last, the top of the list, the tree",
    ),
    Option("", "theme", OneOf(THEME_NAMES), "the colours; T shows them all"),
    Option(
        "",
        "edit",
        CommandOption(),
        "what e runs, such as 'code --goto {file}:{line}'; empty: $VISUAL or $EDITOR",
    ),
    Option("", "animation", BooleanOption(), "whether anything moves that need not"),
    Option(
        "reading",
        "width",
        IntegerOption(20, 400),
        "cells in a line of the page; 0 uses all of them",
    ),
    Option("reading", "preview", BooleanOption(), "posts show while you move through the list"),
    Option(
        "reading", "contents", BooleanOption(), "the contents stand beside a post that has them"
    ),
    Option("reading", "wrap", BooleanOption(), "wide code and tables are wrapped"),
    Option("reading", "formulas", BooleanOption(), "formulas are drawn; false shows their TeX"),
    Option(
        "reading",
        "pictures",
        OneOf(("auto", "always", "never")),
        "pictures of the journal are drawn; auto: not over SSH, in tmux and screen",
    ),
    Option("reading", "mark_read", BooleanOption(), "a post is read once its end was seen"),
    Option(
        "panes",
        "tree",
        IntegerOption(10, 200),
        "cells for the tree, where no key chose others; 0 suits the screen",
    ),
    Option("panes", "list", IntegerOption(10, 200), "cells for the list"),
    Option("panes", "contents", IntegerOption(10, 200), "cells for the contents"),
)
"""Every option but the journals and the keys, in the order of the default file."""
