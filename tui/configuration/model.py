"""What a configuration says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from index.values import dataclass
from tui.language import Language, translate

Pictures = Literal["auto", "always", "never"]
"""``auto`` shows pictures where the terminal is likely to draw them well."""

Start = Literal["last", "newest", "tree"]
"""Where ilgi begins: at the post that was read last, at the top of the list, or in the tree."""

VERSION = 1
"""The version of the file that this ilgi knows whole."""


@dataclass(frozen=True, slots=True)
class ConfigurationProblem:
    """Something in the file that does not hold; all else does.

    ``text`` is one for ``translate``, with its ``fields``; ``line`` counts from 1, None where it
    cannot be told.
    """

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None

    @property
    def message(self) -> str:
        """What is wrong and what is accepted, in a line in the reader's language."""
        return translate(self.text, **self.fields)


@dataclass(frozen=True, slots=True)
class Reading:
    """How posts are shown, and when they count as read.

    ``width`` is that of the page's lines in cells, 0 for all there is.
    """

    width: int = 0
    preview: bool = True
    contents: bool = True
    wrap: bool = False
    formulas: bool = True
    pictures: Pictures = "auto"
    mark_read: bool = True


@dataclass(frozen=True, slots=True)
class PaneWidths:
    """How wide panes are, in cells; 0 where that follows from the screen's width."""

    tree: int = 0
    list: int = 0
    contents: int = 0


@dataclass(frozen=True, slots=True)
class UserCommand:
    """A program that the reader runs by key.

    ``id`` names it as those of the table of commands are named, ``run`` is the program with its
    arguments, and ``say`` what is said when it has ended well; both may have fields.
    """

    id: str
    run: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What holds, whether the file says so or not.

    ``edit`` is the command that opens a post in an editor, empty for that of the environment.
    ``journals`` are paths by the names the reader gave them, in the order of the file; ``kinds``
    the kinds of those that are to be read as something else than their folders tell; ``keys``
    those of each command that has others than by default, by its id; ``commands`` are the reader's
    own, whose keys are there, too. ``given`` names the options
    that the file gives, as ``reading.width``.
    """

    language: Language = "auto"
    start: Start = "last"
    theme: str = "ilgi-ink"
    edit: str = ""
    animation: bool = True
    reading: Reading = Reading()
    panes: PaneWidths = PaneWidths()
    journals: Mapping[str, Path] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commands: tuple[UserCommand, ...] = ()
    given: frozenset[str] = field(default=frozenset(), compare=False)
    mistakes: tuple[ConfigurationProblem, ...] = ()

    def kind_of(self, root: Path) -> str:
        """The kind that is configured for the journal at a path, empty where none is."""
        real = os.path.realpath(root)
        for name, kind in self.kinds.items():
            if os.path.realpath(self.journals[name]) == real:
                return kind
        return ""
