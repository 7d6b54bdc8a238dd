"""SQLite FTS5, as Python brings it: https://www.sqlite.org/fts5.html."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Self

from .peer import Found
from .questions import Clause, Question
from .texts import Text, tokens, wanted

_TABLES = """
    CREATE TABLE stored (
        number INTEGER PRIMARY KEY, path TEXT, category TEXT, month TEXT, body TEXT);
    CREATE TABLE tags (tag TEXT, number INTEGER, PRIMARY KEY (tag, number)) WITHOUT ROWID;
    CREATE INDEX tags_of ON tags (number, tag);
"""


class _Sqlite:
    """A database with posts, their tags and a full-text table that subclasses say."""

    table: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "posts.db")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._days: dict[tuple[str, str], tuple[int, int]] = {}

    @classmethod
    def build(cls, folder: Path, posts: Iterable[Text]) -> None:
        """See ``Peer``: in one transaction."""
        made = cls(folder)
        made._database.executescript(_TABLES + cls.table)
        with made._database:
            for post in posts:
                made.add(post)
        made._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        made._database.close()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See ``Peer``."""
        return cls(folder)

    def add(self, post: Text) -> None:
        run = self._database.execute
        run(
            "INSERT INTO stored VALUES (?, ?, ?, ?, ?)",
            (post.number, post.path, post.category, post.month, self.stored(post)),
        )
        for tag in set(post.tags):
            run("INSERT INTO tags VALUES (?, ?)", (tag, post.number))
        run(
            "INSERT INTO posts (rowid, text, tags) VALUES (?, ?, ?)",
            (post.number, self.indexed(post.text), self.indexed("\n".join(post.tags))),
        )

    def update(self, old: Text, new: Text) -> None:
        """See ``Peer``."""
        with self._database:
            self.remove(old)
            self._database.execute("DELETE FROM stored WHERE number = ?", (old.number,))
            self._database.execute("DELETE FROM tags WHERE number = ?", (old.number,))
            self.add(new)

    def remove(self, old: Text) -> None:
        self._database.execute("DELETE FROM posts WHERE rowid = ?", (old.number,))

    def stored(self, post: Text) -> str | None:
        """What the table beside the index keeps of a text: the index keeps it already."""
        return None

    def indexed(self, text: str) -> str:
        """A text as FTS5 gets it."""
        return text

    def written(self, clause: Clause) -> str | None:
        """A clause in FTS5's language, None where this tokenizer has none for it."""
        raise NotImplementedError

    def _matching(self, question: Question) -> tuple[str, list[str | int]] | None:
        """The condition for a question, and its values."""
        clauses = [self.written(clause) for clause in question.clauses]
        if None in clauses:
            return None
        parts = [f"(text : {clause})" for clause in clauses]
        if question.tag:
            parts.append(f'(tags : "{self.indexed(question.tag)}")')
        condition, values = "posts MATCH ?", [" AND ".join(parts)]
        if question.months is None:
            return condition, [*values]
        return f"{condition} AND rowid BETWEEN ? AND ?", [*values, *self._span(question.months)]

    def _span(self, months: tuple[str, str]) -> tuple[int, int]:
        """The rows of some months: rows are in order of date."""
        if months not in self._days:
            row = self._database.execute(
                "SELECT min(number), max(number) FROM stored WHERE month BETWEEN ? AND ?", months
            ).fetchone()
            self._days[months] = row
        return self._days[months]

    def ask(self, question: Question) -> Found | None:
        """See ``Peer``."""
        matching = self._matching(question)
        if matching is None:
            return None
        condition, values = matching
        order = "rowid DESC" if question.newest else "rank"
        first = f"SELECT rowid FROM posts WHERE {condition} ORDER BY {order} LIMIT 20"
        total = f"SELECT count(*) FROM posts WHERE {condition}"
        rows = self._database.execute(first, values).fetchall()
        return self._database.execute(total, values).fetchone()[0], [row[0] for row in rows]

    def facets(self, question: Question) -> int | None:
        """See ``Peer``."""
        matching = self._matching(question)
        if matching is None:
            return None
        condition, values = matching
        within = f"number IN (SELECT rowid FROM posts WHERE {condition})"
        names = 0
        for column, table in (("tag", "tags"), ("category", "stored"), ("month", "stored")):
            counting = f"SELECT {column}, count(*) FROM {table} WHERE {within} GROUP BY {column}"
            names += len(self._database.execute(counting, values).fetchall())
        return names


class Tokens(_Sqlite):
    """FTS5 over the same tokens as everybody: its index has no text, the bodies lie beside it."""

    name: ClassVar[str] = "FTS5"
    table = """CREATE VIRTUAL TABLE posts USING fts5(
        text, tags, content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');"""

    def stored(self, post: Text) -> str:
        """See above: a table without content keeps none itself."""
        return post.text

    def indexed(self, text: str) -> str:
        """Tokens between blanks."""
        return " ".join(tokens(text))

    def remove(self, old: Text) -> None:
        """A table without content has to be told what it held."""
        values = (old.number, self.indexed(old.text), self.indexed("\n".join(old.tags)))
        told = "INSERT INTO posts (posts, rowid, text, tags) VALUES ('delete', ?, ?, ?)"
        self._database.execute(told, values)

    def written(self, clause: Clause) -> str:
        """A phrase of tokens; one syllable is the beginning of one."""
        found = wanted(clause.text)
        alone = clause.match == "substring" and len(found) == 1 and len(found[0]) == 1
        return f'"{" ".join(found)}"' + ("*" if clause.match == "prefix" or alone else "")


class Words(_Sqlite):
    """FTS5 as it comes: words of unicode61, whose beginnings stand for substrings in Korean."""

    name: ClassVar[str] = "FTS5 words"
    table = """CREATE VIRTUAL TABLE posts USING fts5(
        text, tags, prefix = '2 3', tokenize = 'unicode61');"""

    def written(self, clause: Clause) -> str:
        """A word, a phrase, a beginning."""
        return f'"{clause.text}"' + ("*" if clause.match in {"prefix", "substring"} else "")


class Trigrams(_Sqlite):
    """FTS5 with its trigrams: everything is a substring of three characters or more."""

    name: ClassVar[str] = "FTS5 trigram"
    table = "CREATE VIRTUAL TABLE posts USING fts5(text, tags, tokenize = 'trigram');"

    def written(self, clause: Clause) -> str | None:
        """A substring, where it is long enough."""
        return f'"{clause.text}"' if len(clause.text) > 2 else None
