"""What a command is, where its keys hold, and how it is written down in the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tui.language import is_korean

Scope = Literal[
    "everywhere",
    "pane",
    "tree",
    "list",
    "problems",
    "suggestions",
    "viewer",
    "contents",
    "search",
    "picker",
    "save_search",
    "note",
    "copy",
    "find",
    "labels",
    "address",
    "theme",
    "text",
    "jump",
    "calendar",
    "statistics",
    "related",
    "questions",
    "tasks",
    "filter",
    "review",
    "versions",
    "version",
]

PANE_SCOPES: Final[tuple[Scope, ...]] = (
    "tree",
    "list",
    "problems",
    "suggestions",
    "viewer",
    "contents",
)
"""The scopes of panes: the keys of ``pane`` and of ``everywhere`` hold there too."""

TYPED_SCOPES: Final[frozenset[Scope]] = frozenset(
    ("search", "picker", "save_search", "find", "labels", "jump", "filter")
)
"""The scopes of fields that are typed in, where a letter is text and no key."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can ask for.

    ``title`` is a word or two for footer and palette, ``description`` a line for the help screen.
    ``scope`` says where the keys hold: ``pane`` is every pane, ``suggestions`` what shows
    where nothing is found, ``picker`` the windows of bookmarks and earlier searches,
    ``save_search`` the field that names a search, ``note`` the window in which a note is written,
    ``copy`` the window that copies, ``find`` the field that finds in a post, ``address`` the window
    that shows where a link leads, ``theme`` the one that chooses a theme, ``text`` windows of lines
    to read, ``jump`` those that lead
    to a post, a name or a date, ``statistics`` the figures, ``related`` what is related to a post,
    ``questions`` and ``tasks`` their lists, ``filter`` the field that makes a window shorter,
    ``review`` the window that asks questions, ``versions`` those of a post and ``version`` one.
    ``footer`` puts the command at the foot of the screen.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    description: str
    scope: Scope
    footer: bool = False

    @property
    def placeholder(self) -> str:
        """What stands for the keys of the command in texts: ``search_open`` in braces."""
        return self.id.replace(".", "_")

    @property
    def leads_out(self) -> bool:
        """Whether it leaves a field or window, goes back or helps: the last hints to be left out.

        So a reader who knows no key sees the one that leads on.
        """
        return self.id in _LEADING_OUT or self.id.endswith((".close", ".leave"))

    @property
    def key_labels(self) -> tuple[str, ...]:
        """The keys as a reader knows them: ``gg``, ``Ctrl+P``, ``↓``.

        Those that can be typed with the Korean layout come first where the reader is Korean.
        """
        keys = sorted(self.keys, key=_needs_latin_layout) if is_korean() else self.keys
        return tuple(dict.fromkeys(key_label(key) for key in keys))


_CAPITALS_OF_KOREAN_LAYOUT = frozenset("QWERTOP")
"""The capitals that Shift gives letters of their own; with others Shift gives the small letter."""


def _needs_latin_layout(key: str) -> bool:
    """Whether a key cannot be typed with the Korean layout."""
    return any(
        len(part) == 1 and part.isupper() and part not in _CAPITALS_OF_KOREAN_LAYOUT
        for part in key.split()
    )


_LEADING_OUT = {"app.help", "app.back", "app.cancel"}
_LABELS = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "comma": ",", "f1": "F1",
}  # fmt: skip


def key_label(key: str) -> str:
    """A key as a reader knows it."""
    if " " in key:
        return "".join(map(key_label, key.split()))
    held, plus, name = key.rpartition("+")
    if not held or key in _LABELS:
        return _LABELS.get(key, key if len(key) == 1 else key.title())
    return f"{held.title()}{plus}{_LABELS.get(name, name.upper())}"


def table(
    scope: Scope, *rows: tuple[str, str, str, str] | tuple[str, str, str, str, bool]
) -> tuple[Command, ...]:
    """Commands of a scope from rows of id, keys (``|`` between them), title, description, footer.

    Titles and descriptions are the English ones, which ``translate`` knows in Korean.
    """
    return tuple(
        Command(row[0], tuple(row[1].split("|")), row[2], row[3], scope, len(row) > 4)
        for row in rows
    )
