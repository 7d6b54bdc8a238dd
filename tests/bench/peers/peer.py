"""What the benchmark asks of an engine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self

from .questions import Question
from .texts import Text

Found = tuple[int, list[Any]]
"""How many posts a question finds, and the first twenty, by whatever the engine knows them."""


class Peer(Protocol):
    """A search engine. ``reads`` says whether it is given posts as ilgi reads them, or files."""

    name: ClassVar[str]

    @classmethod
    def build(cls, folder: Path, posts: Iterable[Text]) -> None:
        """Index posts in ``folder``, which is empty, and leave it ready for questions."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """What was built there."""

    def ask(self, question: Question) -> Found | None:
        """The first twenty and the exact total; None if it is nothing that this engine can do."""

    def facets(self, question: Question) -> int | None:
        """Count the tags, categories and months of what is found: how many there are."""

    def update(self, old: Text, new: Text) -> None:
        """Put a post in place of another, so that the next question sees it."""
