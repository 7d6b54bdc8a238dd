"""Write the page of all keys: ``python -m tests.bench.keys_page`` writes ``.github/KEYS.md``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.commands import COMMANDS, Command
from tui.language import choose_language
from tui.screens.dialogs.help import TITLES

PAGE: Final = Path(__file__).resolve().parents[2] / ".github" / "KEYS.md"
_HEAD: Final = """\
# Keys

Every command, its keys and its name in the configuration, made from the table that ilgi itself \
uses (`python -m tests.bench.keys_page`). `?` shows the keys as you have them, and \
[the manual](MANUAL.md#keys) tells how they work together. Two letters such as `gg` are pressed \
one after the other. `"list.sort" = "f5"` under `[keys]` in the configuration gives a command \
another key.
"""


def keys_page() -> str:
    """The page in Markdown, in English wherever it is made."""
    choose_language("en")
    return "\n".join([_HEAD, *_sections()])


def _sections() -> Iterator[str]:
    for scope, title in TITLES.items():
        commands = [command for command in COMMANDS if command.scope == scope]
        if commands:
            yield f"## {title}\n"
            yield "| key | what it does | name |\n| --- | --- | --- |"
            yield from map(_row, commands)
            yield ""


def _row(command: Command) -> str:
    keys = " ".join(f"`{label}`".replace("|", "\\|") for label in command.key_labels)
    description = command.description.replace("|", "\\|")
    return f"| {keys} | {description} | `{command.id}` |"


if __name__ == "__main__":
    PAGE.write_text(keys_page(), "utf-8")
