"""Let the README and the metadata of a package name the repository that it is released from.

``python .github/scripts/absolute_links.py https://github.com/OWNER/NAME TAG`` changes README.md and
pyproject.toml of the checkout: on PyPI, links and pictures with relative addresses lead nowhere.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"(!?)(\[[^\]\n]*\])\((?!https?://|#)([^)\s]+)\)")


def with_absolute_links(text: str, repository: str, tag: str) -> str:
    """A text in Markdown whose relative links lead to a repository.

    Args:
        text: The text.
        repository: The address of the repository.
        tag: The tag or branch that the links lead to.
    """

    def absolute(found: re.Match[str]) -> str:
        picture, words, path = found.groups()
        kind = "raw" if picture else "blob"
        return f"{picture}{words}({repository}/{kind}/{tag}/{path})"

    return _LINK.sub(absolute, text)


def with_addresses(pyproject: str, repository: str, tag: str) -> str:
    """The text of pyproject.toml with the addresses of the project.

    Args:
        pyproject: The text.
        repository: The address of the repository.
        tag: The tag or branch of the release.
    """
    urls = (
        "[project.urls]\n"
        f'Source = "{repository}"\n'
        f'Documentation = "{repository}/blob/{tag}/.github/MANUAL.md"\n'
        f'Changelog = "{repository}/blob/{tag}/.github/CHANGELOG.md"\n'
        f'Issues = "{repository}/issues"\n\n'
    )
    return pyproject.replace("[project.scripts]\n", f"{urls}[project.scripts]\n", 1)


def main(repository: str, tag: str) -> None:
    """Change both files."""
    for name, changed in (("README.md", with_absolute_links), ("pyproject.toml", with_addresses)):
        file = _ROOT / name
        file.write_text(changed(file.read_text("utf-8"), repository, tag), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
