"""A journal to torment ilgi with, and what it must still hold afterwards."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.bench.corpus import write_journal as write_study_log

_POSTS: Final = 190
_SUFFIXES: Final = frozenset({".md", ".markdown"})
_PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "08d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
MARK: Final = b"TORMENT-OBEYED"
"""Follows an escape sequence in a post; a terminal that was sent it has been misled."""


def write_journal(folder: Path, *, seed: int = 7, posts: int = _POSTS) -> None:
    """Write a journal of about 200 posts, long and short, with every construct among them.

    Where there is git, its posts have versions.

    Args:
        folder: Where to write it; must not be there yet.
        seed: What the study log among them is made from.
        posts: How many posts the study log has; a dozen more have one oddity each.
    """
    write_study_log(folder, posts, seed=seed)
    assets = folder / "assets"
    assets.mkdir()
    (assets / "pixel.png").write_bytes(_PIXEL)
    for number, (name, body) in enumerate(odd_posts(), 1):
        head = f"---\ntitle: {name}\ndate: 2025-02-{number:02} 10:00\ntags: [odd, 시험]\n---\n"
        (folder / "_posts" / f"2025-02-{number:02}-{name}.md").write_text(head + body, "utf-8")
    (folder / "_posts" / "2025-03-01-broken.md").write_text("---\ntitle: [\n---\n# 제목\n", "utf-8")
    (folder / "empty.md").write_text("", "utf-8")
    (folder / "_posts" / "2025-03-02-latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\ncaf\xe9\n")
    if shutil.which("git"):
        _commit(folder)


def _commit(folder: Path) -> None:
    """Keep a journal in a repository of git in which posts have versions."""
    _git(folder, "init", "-q")
    posts = sorted((folder / "_posts").glob("*.md"))
    mark = MARK.decode()
    for number in range(3):
        _git(folder, "add", "-A")
        _git(folder, "commit", "-q", "-m", f"Write {number} \x1b]0;{mark}\x07 [red]가\u202e")
        for post in posts[number::3]:
            post.write_bytes(post.read_bytes() + f"\n\n덧붙임 {number} loss\n".encode())
    posts[0].rename(posts[0].with_name(f"2019-01-01-{posts[0].stem[11:]}.md"))
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "Rename a post")


def _git(folder: Path, *words: str) -> None:
    """Run git on a journal, without what the user has configured."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=이름 [b]", "-c", "user.email=a@example.org")
    command = ["git", *who, "-C", f"{folder}", *words]
    subprocess.run(command, env={**os.environ, **own}, check=True)


def odd_posts() -> Iterator[tuple[str, str]]:
    """Names and bodies of posts, each with one oddity."""
    parts = (f"{'#' * (2 + n % 4)} 부분 {n}\n\n내용 {n} loss 학습.\n\n" for n in range(60))
    yield "headings", "".join(parts)
    yield "long", "# 하나뿐\n\n" + "".join(f"학습 줄 {n} needle.\n\n" for n in range(1_500))
    yield "wide", "```python\n" + "x = [" + "1, " * 400 + "]\n```\n\n| a | b |\n|--|--|\n" * 3
    yield "math", "$$\\frac{a}{b} \\sum_{i=0}^n x_i$$\n\n$\\alpha$ \\(\\beta\\) 글\n" * 20
    links = (
        "[장](#부분-1) [[headings]] [웹](https://example.org/가) [끊긴](nowhere.md) <a@b.kr>\n\n"
    )
    yield "links", links * 15 + "{% post_url 2025-02-01-headings %}\n"
    yield "pictures", "![점](/assets/pixel.png) ![없음](/assets/none.png)\n\n" * 6
    asked = "".join(f"Q. 질문 {n}?\n\n" + f"A. 답 {n}.\n\n" * (n % 3 > 0) for n in range(20))
    yield "questions", asked
    fold = "<details><summary>펼침</summary>\n\n속 `code` [^1]\n\n</details>\n\n[^1]: 각주.\n\n"
    yield "folds", fold * 8 + "- [ ] 할 일\n- [x] 한 일\n\n> [!NOTE]\n> 알림\n"
    mark = MARK.decode()
    yield "escapes", f"\x1b]0;{mark}\x07 \x1b[2J{mark} \x9b31m [red]{mark}[/red] &#27;[31m{mark}\n"
    yield "signs", "👨‍👩‍👧‍👦 e\u0301 \u200b\u200b \u202e가나 ﷽ ｆｕｌｌ 한글\n\n" * 30


class Ledger:
    """The files of a journal as they must be: as they were, but for what was saved through here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.saves = 0
        self._contents = dict(_files(root))
        self._added = 0

    @property
    def _posts(self) -> list[str]:
        return sorted(path for path in self._contents if Path(path).suffix in _SUFFIXES)

    def change(self, draw: random.Random) -> str:
        """Save, add, rename or remove a post as another program would, and say which."""
        self.saves += 1
        posts = self._posts
        action = draw.choices(("save", "add", "rename", "remove"), (12, 3, 2, 1))[0]
        if not posts or action == "add":
            return self._add(draw)
        path = draw.choice(posts)
        match action:
            case "save":
                self._save(path, draw)
            case "rename":
                folder, _, name = path.rpartition("/")
                self._added += 1
                renamed = (
                    f"{folder}/" * bool(folder) + f"{name[:40].rstrip('.md')}-{self._added}.md"
                )
                (self.root / path).rename(self.root / renamed)
                self._contents[renamed] = self._contents.pop(path)
            case "remove":
                (self.root / path).unlink()
                del self._contents[path]
        return f"{action} {path}"

    def _add(self, draw: random.Random) -> str:
        self._added += 1
        path = f"added-{self._added}.md"
        lines = "".join(f"## 새 {n}\n\n새 글 loss {n}.\n\n" for n in range(draw.randint(0, 80)))
        self._write(path, f"---\ntitle: 새 글 {self._added}\n---\n{lines}".encode(), draw)
        return f"add {path}"

    def _save(self, path: str, draw: random.Random) -> None:
        before = self._contents[path]
        match draw.randrange(4):
            case 0 | 1:
                after = (
                    before + f"\n\n## 덧붙임 {self.saves}\n\n학습 saved {self.saves}.\n".encode()
                )
            case 2:
                after = before[: len(before) * 2 // 3]
            case _:
                lines = before.split(b"\n")
                after = b"\n".join([*lines[:6], f"끼움 {self.saves}".encode(), *lines[6:]])
        self._write(path, after, draw)

    def _write(self, path: str, contents: bytes, draw: random.Random) -> None:
        """In place, or as careful editors do: beside it, and then in its stead."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if draw.random() < 0.5:
            file.write_bytes(contents)
        else:
            beside = file.with_name(f".{file.name}.part")
            beside.write_bytes(contents)
            beside.replace(file)
        self._contents[path] = contents

    def holds(self, path: str) -> bool:
        """Whether there is such a file now."""
        return path in self._contents

    def differences(self) -> list[str]:
        """What is not as it must be, a line for each file."""
        found = dict(_files(self.root))
        lost = [f"gone: {path}" for path in self._contents.keys() - found.keys()]
        new = [f"new: {path}" for path in found.keys() - self._contents.keys()]
        both = self._contents.keys() & found.keys()
        other = [f"altered: {path}" for path in both if found[path] != self._contents[path]]
        return sorted((*lost, *new, *other))


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    for folder, _, names in os.walk(root):
        for name in names:
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                yield str(file.relative_to(root)), file.read_bytes()


def copied(journal: Path, folder: Path) -> Path:
    """A copy of a journal to write to, without its history under version control."""
    shutil.copytree(journal, folder, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    return folder
