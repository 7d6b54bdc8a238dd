"""A journal of posts that are broken or odd, each in one way, as files have them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_DAY: Final = "2024-05-06-"
_BODY: Final = "First paragraph.\n\n둘째 문단이다.\n"
_MANY: Final = 400


def write_broken_journal(root: Path) -> Path:
    """Write the journal into ``root``, a folder to be made.

    Args:
        root: The folder. A symbolic link in it leads back to itself.

    Returns:
        ``root``.
    """
    posts = root / "_posts"
    posts.mkdir(parents=True)
    config = "title: Broken\ntimezone: Asia/Seoul\npermalink: /:categories/:title/\n"
    (root / "_config.yml").write_text(config, "utf-8")
    for name, data in (*_front_matter(), *_bytes(), *_sizes(), *_bodies()):
        (posts / f"{_DAY}{name}.md").write_bytes(data)
    (posts / "2024-02-31-impossible-day.md").write_bytes(_post("title: Impossible"))
    (posts / "nothing-of-a-date.md").write_bytes(_post("title: Dateless"))
    (posts / f"{_DAY}blanks & signs #1 [x] 'quoted'.md").write_bytes(_post("title: Signs"))
    (posts / f"{_DAY}two\nlines.md").write_bytes(_post("title: Two lines"))
    (posts / os.fsdecode(b"2024-05-06-byte-\xfe.md")).write_bytes(_post("title: Byte"))
    (posts / f"{_DAY}copy.md").symlink_to(f"{_DAY}crlf.md")
    (posts / f"{_DAY}leads-nowhere.md").symlink_to("gone.md")
    (posts / "again").symlink_to("..")
    (posts / f"{_DAY}folder.md").mkdir()
    return root


def _post(front_matter: str, body: str = _BODY) -> bytes:
    return f"---\n{front_matter}\n---\n\n{body}".encode("utf-8", "surrogatepass")


def _front_matter() -> Iterator[tuple[str, bytes]]:
    """What is wrong before the body."""
    yield "never-closed", b"---\ntitle: Never closed\n\nText that goes on.\n"
    yield "a-sentence", b"---\nonly a sentence\n---\nBody.\n"
    yield "a-list", b"---\n- one\n- two\n---\nBody.\n"
    yield "tab", _post("title: Tabs\ntags:\n\t- one")
    yield "colon", _post("title: Vim: 처음부터 끝까지\ntags: [vim]")
    yield "bracket", _post("title: [Rust] 소유권 정리")
    yield "at-sign", _post("title: @property 쓰기")
    yield "open-quote", _post('title: "열고 닫지 않은\ntags: [a]')
    yield "twice", _post("title: Earlier\ntitle: Later")
    yield "python-tag", _post("title: !!python/object/apply:os.system ['true']")
    yield (
        "aliases",
        _post(
            "\n".join(
                f"{one}: &{one} [{', '.join([f'*{before}' if before else 'x'] * 9)}]"
                for before, one in zip(["", *"abcdefg"], "abcdefgh", strict=True)
            )
            + "\ntags: *h\ntitle: Aliases"
        ),
    )
    yield "nested", _post(f"title: Nested\nx: {'[' * 4_000}{']' * 4_000}")
    yield "title-list", _post("title: [one, two]")
    yield "title-number", _post("title: 1.50")
    yield "title-empty", _post('title: ""')
    yield "title-long", _post(f"title: {'끝없이 이어지는 제목 ' * _MANY}")
    yield "title-lines", _post('title: "위\\n아래"')
    yield "title-escape", _post('title: "green \\e[32m and \\e]0;taken\\a"')
    yield "title-turned", _post('title: "left \u202eright\u2066"')
    yield "title-family", _post('title: "👩‍👩‍👧‍👦 🏴‍☠️ 🇰🇷 👋🏿 ✌️"')
    yield "title-zero-width", _post('title: "가\u200b려진 글\ufeff"')
    yield "date-february", _post("title: February\ndate: 2023-02-30")
    yield "date-zero", _post("title: Zero\ndate: 0000-00-00")
    yield "date-words", _post("title: Words\ndate: the day after")
    yield "date-far", _post("title: Far\ndate: 2999-12-31")
    yield "tags-map", _post("title: Map\ntags: {a: b}\ncategories: {c: d}")
    yield "tags-nested", _post("title: Nested tags\ntags: [[], [a, [b]], null]")
    yield "tags-many", _post(f"title: Many tags\ntags: [{', '.join(map(str, range(1_500)))}]")
    yield "permalink", _post("title: Permalink\npermalink: /../../../etc/shadow")
    yield "toml", b'+++\ntitle = "TOML"\ndate = 2024-05-01\n+++\nBody.\n'
    yield "toml-broken", b"+++\ntitle = unquoted words\n+++\nBody.\n"
    yield "json", b'{\n"title": "JSON",\n"tags": ["a"]\n}\n\nBody.\n'


def _bytes() -> Iterator[tuple[str, bytes]]:
    """What is wrong with how characters are written."""
    yield "crlf", b"---\r\ntitle: CRLF\r\n---\r\n\r\nOne.\r\n\r\nTwo.\r\n"
    yield "mark", b"\xef\xbb\xbf" + _post("title: Byte order mark")
    yield "cp949", "---\ntitle: 완성형\n---\n\n펲시콜라와 똠방각하\n".encode("cp949")
    yield "utf-16", "---\ntitle: 두 바이트\n---\n\n본문\n".encode("utf-16")
    yield "bad-byte", b"---\ntitle: Bad \xfe byte\n---\n\nGood \xe3\x28 end\n"
    yield "cut", "---\ntitle: Cut\n---\n\n끝".encode()[:-1]
    yield "nul", b"---\ntitle: NUL\n---\n\na\0b\n"
    yield "escapes", b"---\ntitle: Escapes\n---\n\n\x1b[5mx\x1b]8;;http://y\x07z\x07 \x9b2J\n"
    yield "surrogate", _post('title: "half \ud83d"')
    yield (
        "composed",
        unicodedata.normalize("NFD", "---\ntitle: 풀어쓴 글\n---\n\n찾는말\n").encode(),
    )


def _sizes() -> Iterator[tuple[str, bytes]]:
    """What is very small or very large."""
    yield "empty", b""
    yield "blanks", b" \n\t\n\n"
    yield "no-body", b"---\ntitle: No body\n---"
    yield "one-line", _post("title: One line", "가나다 " * 30_000)
    yield "one-word", _post("title: One word", f"{'x' * 40_000}\n\n{'가' * 20_000}\n")
    headings = "".join(f"{'#' * (1 + n % 6)} 제목 {n}\n\n글\n\n" for n in range(1_000))
    yield "headings", _post("title: Headings", headings)


def _bodies() -> Iterator[tuple[str, bytes]]:
    """What is hard on a parser."""
    yield "open-fence", _post("title: Open fence", "```python\nprint()\n\n# no heading\n")
    yield "deep", _post("title: Deep", f"{'>' * 300} quoted\n\n{'- ' * 300}item\n")
    hard = "\n\n".join(("[" * 3_000, "*a " * 3_000, "`" * 3_001, "<" * 3_000, "![" * 2_000))
    yield "hard", _post("title: Hard", hard)
    table = f"|{'열|' * 50}\n|{'-|' * 50}\n|{'긴 내용이 든 칸|' * 50}\n\na|b\n-|-\n1\n1|2|3\n"
    yield "tables", _post("title: Tables", table)
    yield "open-tags", _post("title: Open tags", "<div><p>one\n\n<b>two\n\n# 제목\n\n<!-- three\n")
    yield "liquid", _post("title: Liquid", "{% if x\n\n{{ a | b: }} {% endraw %} {% raw %}\n")
    yield "notes", _post("title: Notes", "a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1]\n")
    addresses = "[a](javascript:alert(1)) [b](<x y>) ![c](data:image/png;base64,AAAA) [d]()\n"
    yield "addresses", _post("title: Addresses", addresses)
    yield "math", _post("title: Math", "$$\\frac{1}{\\sqrt{$$ $x_1 * y * z$, $5 and $10\n")
