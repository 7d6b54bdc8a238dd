"""How far reading agrees with Jekyll: ``python -m tests.bench.agreement [--json FILE] [SHARED]``.

``SHARED`` (default: ``../shared``) has real sites in ``corpus`` and, in ``oracle``, what Jekyll
made of their posts. Every value of every post is compared, a heading at a time; a difference that
reading makes on purpose is counted by the name of its rule, and any other is printed.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

_SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
_ZONE: Final = "Asia/Seoul"  # where Jekyll ran: the time zone of a site that names none
_VALUES: Final = ("title", "slug", "date", "categories", "tags", "url")


@dataclass(slots=True)
class Agreement:
    """The values of a site that were compared, those that agree, and the rest by name.

    ``deliberate`` counts the differences that reading makes on purpose. ``other`` describes each
    of the rest.
    """

    site: str
    posts: int = 0
    compared: int = 0
    agreed: int = 0
    deliberate: Counter[str] = field(default_factory=Counter)
    other: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of values that agree, those that differ on purpose left out."""
        counted = self.compared - self.deliberate.total()
        return self.agreed / counted if counted else 1.0


def compare(site: Path, oracle: Path) -> Agreement:
    """Compare the posts of ``site``, as ``ilgi list`` tells them, with Jekyll's in ``oracle``."""
    ours = {post["path"]: post for post in _listed(site)}
    result = Agreement(site.name)
    for line in oracle.read_text("utf-8").splitlines():
        theirs = json.loads(line)
        result.posts += 1
        post = ours.get(theirs["path"])
        if post is None:
            result.compared += len(_VALUES)
            result.other.append(f"{theirs['path']}: not listed")
            continue
        for name, expected, found in _pairs(theirs, post):
            result.compared += 1
            if expected == found:
                result.agreed += 1
            elif rule := _rule(name, expected, found, post, site):
                result.deliberate[rule] += 1
            else:
                result.other.append(f"{post['path']}: {name}: {expected!r}, here {found!r}")
    return result


def _listed(site: Path) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="ilgi-agreement-") as cache:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", "list", "--json", "--journal", str(site)],
            env={**os.environ, "ILGI_CACHE_DIR": cache, "TZ": _ZONE},
            stdout=subprocess.PIPE,
            check=True,
        )
    listed: list[dict[str, Any]] = json.loads(ran.stdout)
    return listed


def _pairs(theirs: dict[str, Any], post: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Each value to compare: its name, Jekyll's and ours."""
    for name in _VALUES:
        yield name, _composed(theirs[name]), post[name]
    if theirs["liquid"]:
        return
    expected = [_heading(heading) for heading in theirs["headings"]]
    found = [_heading(heading) for heading in post["headings"]]
    for _, start, end, our_start, our_end in SequenceMatcher(
        None, expected, found, autojunk=False
    ).get_opcodes():
        for one, ours in zip_longest(expected[start:end], found[our_start:our_end]):
            yield "heading", one, ours


def _heading(heading: Sequence[Any]) -> tuple[int, str, str]:
    """Level, id (empty for none) and text."""
    level, anchor, text = heading
    return level, unicodedata.normalize("NFC", anchor or ""), _plain(text)


def _composed(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    return [_composed(one) for one in value] if isinstance(value, list) else value


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", html.unescape(text)).split())


def _rule(
    name: str, expected: object, found: object, post: dict[str, Any], site: Path
) -> str | None:
    """The rule by which reading differs from Jekyll here, None where none does."""
    if "broken" in post["flags"]:
        return "what broken front matter holds is recovered"
    if name == "title" and post["headings"] and post["title"] == post["headings"][0][2]:
        return "a heading that opens the body is a better title than a file name"
    if name == "tags" and isinstance(expected, list) and any("," in tag for tag in expected):
        return "commas part tags"
    if name == "heading" and expected is None and _is_quoted(found, site / post["path"]):
        return "a heading in a quote is kept where kramdown goes on with the quote's code"
    return None


def _is_quoted(heading: object, file: Path) -> bool:
    """Whether a heading of ours stands in a quote in the file: ``> ## text``."""
    assert isinstance(heading, tuple)
    level, _, text = heading
    marks = re.compile(rf"[ ]{{0,3}}>[> ]*{'#' * level}[ \t]+(.*?)[ \t#]*")
    found = (marks.fullmatch(line) for line in file.read_text("utf-8").splitlines())
    return any(match is not None and _plain(match[1]) == text for match in found)


def _told(result: Agreement) -> dict[str, object]:
    return {
        "site": result.site,
        "posts": result.posts,
        "compared": result.compared,
        "agreed": result.agreed,
        "share": result.share,
        "deliberate": dict(result.deliberate.most_common()),
        "other": result.other,
    }


def main(words: Sequence[str] | None = None) -> int:
    """Print the agreement of every site, and end with 1 where it is below 99.5 %."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.agreement")
    parser.add_argument("shared", type=Path, nargs="?", default=_SHARED)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args(words)
    results = [
        compare(asked.shared / "corpus" / oracle.stem, oracle)
        for oracle in sorted((asked.shared / "oracle").glob("*.jsonl"))
        if oracle.stat().st_size
    ]
    for result in results:
        print(f"{result.site:<40}{result.posts:>4} posts {result.share:>9.2%}", end="")
        print(f" of {result.compared:,} values")
        for rule, count in result.deliberate.most_common():
            print(f"  on purpose {count:>5}  {rule}")
        for difference in result.other:
            print(f"  {difference}")
    if asked.json:
        found = [_told(result) for result in results]
        asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0 if all(result.share >= 0.995 for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
