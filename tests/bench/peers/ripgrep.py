"""ripgrep over the files, process and all: https://github.com/BurntSushi/ripgrep."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from .peer import Found
from .questions import Question


class Ripgrep:
    """No index: files with a match, in no order. One clause is all that it can be asked."""

    name = "ripgrep"

    def __init__(self, journal: Path) -> None:
        self._journal = journal

    @staticmethod
    def is_there() -> bool:
        """Whether it is installed."""
        return shutil.which("rg") is not None

    def ask(self, question: Question) -> Found | None:
        """How many files match."""
        if len(question.clauses) > 1 or question.tag or question.months or question.newest:
            return None
        clause = question.clauses[0]
        pattern = re.escape(clause.text)
        if clause.match in {"word", "phrase"}:
            pattern = rf"\b{pattern}\b"
        elif clause.match == "prefix":
            pattern = rf"\b{pattern}"
        command = ["rg", "--files-with-matches", "--ignore-case", pattern, str(self._journal)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        files = ran.stdout.splitlines()
        return len(files), files[:20]
