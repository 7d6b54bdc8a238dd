"""What was found, each finding once, and the files that say how to make it again."""

from __future__ import annotations

import hashlib
import re
import traceback
from dataclasses import dataclass, field
from pathlib import Path

_FRAME = re.compile(
    r'File "[^"]*?/((?:tui|index)/[^"]+)", line \d+, in (\S+)'
    r"|^ +((?:tui|index)/\S+):\d+ (\S+)$",
    re.MULTILINE,
)
"""A place in a traceback: as Python writes it, and as ilgi's own reports do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not happen.

    Attributes:
        kind: What it is, in a word: ``death``, ``hang``, ``traceback``.
        summary: It in a line.
        again: The command that makes it again.
        details: All that is known of it: tracebacks, the screen, the input.
        place: What tells it from others of its kind; the summary where nothing is given.
    """

    kind: str
    summary: str
    again: str
    details: str = ""
    place: str = ""

    @property
    def signature(self) -> str:
        """The same for all findings that have one cause, as far as can be told."""
        return f"{self.kind}: {self.place or self.summary}"


@dataclass(slots=True)
class Report:
    """The findings of a run, written to files in ``folder`` as they come."""

    folder: Path
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Keep a finding, and write a file for the first one of each cause."""
        signature = finding.signature
        self.counts[signature] = self.counts.get(signature, 0) + 1
        if self.counts[signature] > 1:
            return
        self.findings.append(finding)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file_of(finding).write_text(
            f"{finding.kind}: {finding.summary}\n\nagain: {finding.again}\n\n{finding.details}\n",
            "utf-8",
            "backslashreplace",
        )

    def file_of(self, finding: Finding) -> Path:
        """Where a finding is written."""
        key = hashlib.sha256(finding.signature.encode("utf-8", "replace")).hexdigest()[:8]
        return self.folder / f"{finding.kind}-{key}.txt"

    def __str__(self) -> str:
        if not self.findings:
            return "findings: none"
        lines = [
            f"- {self.counts[one.signature]} × {one.kind}: {one.summary} ({self.file_of(one)})"
            for one in self.findings
        ]
        return "\n".join(["findings:", *lines])


def place_of(written: str) -> str:
    """What tells a traceback from others: its last line and the last place in ilgi's own code."""
    lines = [line for line in written.strip().splitlines() if line.strip()]
    error = next((line for line in reversed(lines) if not line.startswith(" ")), "")
    frames = _FRAME.findall(written)
    where = " ".join(filter(None, frames[-1])) if frames else "outside"
    return f"{error.partition(':')[0]} in {where}"


def raised(error: BaseException) -> str:
    """The traceback of an error as text."""
    return "".join(traceback.format_exception(error))
