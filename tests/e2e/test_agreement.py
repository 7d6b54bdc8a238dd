from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.agreement import compare
from tests.corpora import JOURNALS

_ROOT = Path(__file__).resolve().parents[2]


def test_own_posts_are_read_as_jekyll_reads_them() -> None:
    """In ``jekyll_oracle.jsonl`` is what Jekyll 4.3.1 made of the same posts."""
    result = compare(JOURNALS / "jekyll", JOURNALS / "jekyll_oracle.jsonl")
    assert result.posts >= 25
    assert result.compared > 200
    assert result.other == []
    assert dict(result.deliberate) == {"commas part tags": 1}


def test_own_posts_in_html_are_read_as_jekyll_reads_them() -> None:
    """But for a heading, which Jekyll leaves without an id."""
    result = compare(JOURNALS / "html", JOURNALS / "html_oracle.jsonl")
    assert result.posts == 3
    assert result.other == [
        "_posts/2012-01-20-moving-house.html: heading: (2, '', '순서'), here (2, '순서', '순서')"
    ]


def test_real_posts_are_read_as_jekyll_reads_them(shared: Path, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.agreement", "--json", str(figures), str(shared)],
        cwd=_ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    sites = json.loads(figures.read_text("utf-8"))
    assert len(sites) == 4
    assert [site["site"] for site in sites if site["share"] < 0.995] == []
