"""The one table of commands: keys, footer, help and palette all come from here.

A command's id names its action: ``list.sort`` is ``action_list_sort`` of the widget or screen that
its scope belongs to. Keys are written as Textual names them; two keys with a blank between them are
pressed one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

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
    "kept",
    "naming",
    "copy",
    "find",
    "labels",
    "address",
    "theme",
    "jump",
    "calendar",
]


@dataclass(frozen=True, slots=True)
class Command:
    """Something the reader can ask for.

    ``title`` is a word or two for footer and palette, ``description`` a line for the help screen.
    ``scope`` says where the keys hold: ``pane`` is every pane, ``suggestions`` what shows
    where nothing is found, ``kept`` the windows of bookmarks and earlier searches, ``naming`` the
    field that names a search, ``copy`` the window that copies, ``find`` the field that
    finds in a post, ``address`` the window that shows where a link leads, ``theme`` the one that
    chooses a theme, ``jump`` those that lead to a post, a name or a date. ``footer`` puts the
    command at the foot of the screen.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    description: str
    scope: Scope
    footer: bool = False

    @property
    def action(self) -> str:
        """The name of the action, without ``action_``."""
        return self.id.replace(".", "_")

    @property
    def key_labels(self) -> tuple[str, ...]:
        """The keys as a reader knows them: ``gg``, ``Ctrl+P``, ``↓``."""
        return tuple(dict.fromkeys(key_label(key) for key in self.keys))


_LABELS = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "comma": ",", "f1": "F1",
}  # fmt: skip


def key_label(key: str) -> str:
    """A key as a reader knows it."""
    if key in _LABELS:
        return _LABELS[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.replace(" ", "")


def _table(
    scope: Scope, *rows: tuple[str, str, str, str] | tuple[str, str, str, str, bool]
) -> tuple[Command, ...]:
    """Commands from rows of id, keys (``|`` between them), title, description and footer."""
    return tuple(
        Command(row[0], tuple(row[1].split("|")), row[2], row[3], scope, len(row) > 4)
        for row in rows
    )


COMMANDS: tuple[Command, ...] = (
    *_table(
        "everywhere",
        ("search.open", "s|/", "search", "Search the journal; hits show while you type", True),
        ("jump.title", "o|ctrl+o", "jump", "Go to a post by its title", True),
        ("app.help", "?|f1", "help", "Help for the focused pane, then everything else", True),
        ("app.palette", ":|ctrl+p", "palette", "Find a command by its name"),
        ("app.cancel", "escape", "cancel", "Cancel, clear, or close what is on top"),
        ("app.back", "q", "back", "Back; at the root, quit", True),
        ("app.quit", "ctrl+q", "quit", "Quit"),
        ("jump.name", "#", "tag", "Go to a tag or a category", True),
        ("jump.date", "@", "date", "Go to a date", True),
        ("calendar.open", "c", "calendar", "The days and their posts, month by month", True),
        ("history.earlier", "H", "back in history", "The post read before, where it was left"),
        ("history.later", "L", "forward in history", "Forward again after going back"),
        ("history.list", "g l", "read before", "The posts that were read, the last one first"),
        ("bookmark.toggle", "m", "bookmark", "Bookmark this place; once more takes it away"),
        ("bookmark.list", "'", "bookmarks", "The bookmarks and the saved searches"),
        ("search.save", "S", "save search", "Save the search under a letter or a name"),
        ("focus.tree", "1", "tree", "Focus the tree"),
        ("focus.list", "2", "list", "Focus the list"),
        ("focus.viewer", "3", "viewer", "Focus the viewer"),
        ("focus.contents", "4", "contents", "Focus the contents"),
        ("focus.next_pane", "tab", "next pane", "Focus the next pane"),
        ("focus.previous_pane", "shift+tab", "previous pane", "Focus the previous pane"),
        ("view.zoom", "z", "zoom", "Let the focused pane fill the screen, or shrink it again"),
        ("view.toggle_contents", "t", "contents", "Contents on or off"),
        ("post.edit", "e", "edit", "Open the post in $VISUAL or $EDITOR at the line shown"),
        ("post.copy", "y", "copy", "Copy the path, a link, a quote, code or the whole post"),
        ("post.metadata", "i", "metadata", "What the front matter says of the post"),
        ("view.theme", "T", "theme", "Choose a theme, each shown as you come to it"),
        ("journal.reindex", "R", "re-index", "Read the journal's folder again now"),
        ("journal.random", "g r", "random post", "Open a post at random"),
        ("journal.this_day", "g h", "on this day", "The posts of this day in other years"),
        ("journal.problems", "g p", "problems", "List what could not be read as it was meant"),
    ),
    *_table(
        "pane",
        ("move.down", "j|down", "down", "A line down"),
        ("move.up", "k|up", "up", "A line up"),
        ("move.half_down", "d", "half a page down", "Half a page down"),
        ("move.half_up", "u", "half a page up", "Half a page up"),
        ("move.page_down", "pagedown", "page down", "A page down"),
        ("move.page_up", "pageup", "page up", "A page up"),
        ("move.first", "g g|home", "first", "To the beginning"),
        ("move.last", "G|end", "last", "To the end"),
    ),
    *_table(
        "tree",
        ("tree.choose", "enter", "narrow", "Narrow the list to it", True),
        ("tree.add", "+", "add", "Add it to the query", True),
        ("tree.exclude", "-", "exclude", "Leave it out of the list", True),
        ("tree.unfold", "l|right", "unfold", "Unfold, or step into what is unfolded", True),
        ("tree.fold", "h|left", "fold", "Fold, or step out to what holds it"),
        ("tree.toggle", "space", "toggle", "Fold or unfold"),
        ("tree.unfold_all", "a", "unfold all", "Unfold all, or fold all again"),
        ("tree.sort", ".", "sort", "Sort by name or by count"),
    ),
    *_table(
        "list",
        ("list.choose", "enter|l|right", "read", "Read the post", True),
        ("list.to_tree", "h|left", "to the tree", "Focus the tree"),
        ("list.sort", ".", "sort", "Sort by date, oldest first, by title, and back"),
        ("list.toggle_read", "r", "read or unread", "Mark the post as read, or as not read yet"),
        ("list.preview", "p", "preview", "Show posts while moving, or only when opened"),
    ),
    *_table(
        "problems",
        ("problems.choose", "enter|l|right", "open", "Open the post at the line", True),
        ("problems.close", "h|left", "to the posts", "Back to the posts", True),
    ),
    *_table(
        "suggestions",
        ("suggestions.choose", "enter|l|right", "search", "Search for this instead", True),
        ("suggestions.to_tree", "h|left", "to the tree", "Focus the tree"),
    ),
    *_table(
        "viewer",
        ("viewer.find", "/", "find", "Find in the post", True),
        ("viewer.next_match", "n", "next match", "The next match"),
        ("viewer.previous_match", "N", "previous match", "The match before"),
        ("viewer.page_on", "space", "page on", "A page on"),
        ("viewer.page_back", "b", "page back", "A page back"),
        ("viewer.previous_heading", "[", "previous heading", "The heading before"),
        ("viewer.next_heading", "]", "next heading", "The next heading", True),
        ("viewer.previous_code", "{", "previous code", "The code block before"),
        ("viewer.next_code", "}", "next code", "The next code block"),
        ("viewer.next_link", ".", "next link", "Mark the next link"),
        ("viewer.previous_link", "comma", "previous link", "Mark the link before"),
        ("viewer.follow", "enter", "follow", "Follow the marked link; open what folds"),
        ("viewer.label_links", "f", "label links", "Label the links in sight: a label follows one"),
        ("viewer.answers", "a", "answers", "Answers shown, or hidden until asked for"),
        ("viewer.answer", "A", "one answer", "The first answer in sight shown or hidden"),
        ("viewer.details", "Z", "details", "All that folds opened, or shut again"),
        ("viewer.next_post", "J", "next post", "The next post of the list", True),
        ("viewer.previous_post", "K", "previous post", "The post of the list before"),
        ("viewer.older", "<", "older", "The post written before this one"),
        ("viewer.newer", ">", "newer", "The post written after this one"),
        ("viewer.source", "v", "source", "The post as it is written, or as it is read"),
        ("viewer.formulas", "M", "formulas", "Formulas drawn, or as their TeX"),
        ("viewer.pictures", "I", "pictures", "Pictures of the journal, or their words"),
        ("viewer.reading_width", "w", "reading width", "Full width, or lines easy on the eye"),
        ("viewer.aside_right", ")|shift+right", "to the right", "More of wide code and tables"),
        ("viewer.aside_left", "(|shift+left", "to the left", "Back in wide code and tables"),
        ("viewer.wrap", "W", "wrap", "Long lines of code and wide tables wrapped, or sideways"),
        ("viewer.to_list", "h|left", "to the list", "Focus the list"),
    ),
    *_table(
        "contents",
        ("contents.choose", "enter", "jump", "Jump to the heading", True),
        ("contents.unfold", "l|right", "unfold", "Unfold what is under the heading"),
        ("contents.fold", "h|left", "fold", "Fold what is under the heading"),
    ),
    *_table(
        "search",
        ("search.enter", "enter", "open", "Open the hit at its first match", True),
        ("search.next_hit", "down", "next hit", "The next hit", True),
        ("search.previous_hit", "up", "previous hit", "The hit before"),
        ("search.complete", "tab", "complete", "Complete a field or a value as marked", True),
        ("search.syntax", "f1", "syntax", "What a query may hold", True),
        ("search.leave", "escape", "clear", "Clear the query, then close the field", True),
        ("search.earlier", "ctrl+r", "earlier", "Choose one of the earlier searches", True),
        ("search.next_completion", "shift+tab", "other", "Mark the next completion", True),
    ),
    *_table(
        "kept",
        ("kept.choose", "enter", "choose", "Go there, or search for it"),
        ("kept.next", "down|ctrl+n", "next", "The next one"),
        ("kept.previous", "up|ctrl+p", "previous", "The one before"),
        ("kept.page_down", "pagedown", "page down", "A page down"),
        ("kept.page_up", "pageup", "page up", "A page up"),
        ("kept.forget", "ctrl+d", "forget", "Forget it"),
        ("kept.close", "escape", "close", "Back without a choice"),
    ),
    *_table(
        "naming",
        ("naming.save", "enter", "save", "Save the search under the name"),
        ("naming.close", "escape", "close", "Back without saving it"),
    ),
    *_table(
        "copy",
        ("copy.path", "p", "path", "Where the file is in the journal"),
        ("copy.permalink", "l", "permalink", "The post's address"),
        ("copy.link", "m", "Markdown link", "The title, linked to the address"),
        ("copy.quote", "q", "quote", "What is selected, or the paragraph in sight, and its source"),
        ("copy.code", "c", "code block", "The code in sight"),
        ("copy.post", "w", "whole post", "The file as it is written"),
    ),
    *_table(
        "find",
        ("find.enter", "enter", "go", "Go to the match and on reading", True),
        ("find.next_match", "down", "next match", "The next match", True),
        ("find.previous_match", "up", "previous match", "The match before"),
        ("find.leave", "escape", "close", "Close the field and forget the matches", True),
    ),
    *_table(
        "jump",
        ("jump.choose", "enter", "go", "Go there"),
        ("jump.next", "down|ctrl+n", "next", "The next one"),
        ("jump.previous", "up|ctrl+p", "previous", "The one before"),
        ("jump.page_down", "pagedown", "page down", "A page down"),
        ("jump.page_up", "pageup", "page up", "A page up"),
        ("jump.close", "escape", "close", "Back to what was before"),
    ),
    *_table(
        "calendar",
        ("calendar.next_day", "l|right", "next day", "The next day"),
        ("calendar.previous_day", "h|left", "previous day", "The day before"),
        ("calendar.next_week", "j|down", "next week", "A week on"),
        ("calendar.previous_week", "k|up", "previous week", "A week back"),
        ("calendar.next_month", "]|pagedown", "next month", "A month on"),
        ("calendar.previous_month", "[|pageup", "previous month", "A month back"),
        ("calendar.next_year", "}", "next year", "A year on"),
        ("calendar.previous_year", "{", "previous year", "A year back"),
        ("calendar.next_post", "n", "next posts", "The next day that has posts"),
        ("calendar.previous_post", "N", "posts before", "The day before that has posts"),
        ("calendar.today", ".", "today", "Today"),
        ("calendar.choose", "enter", "open", "The posts of the day, or of the marked days", True),
        ("calendar.mark", "space", "mark", "Mark days from here on; once more lists them", True),
        ("calendar.measure", "w", "words", "Count posts, or their words", True),
        ("calendar.close", "c|escape|q", "close", "Unmark the days, or close the calendar", True),
    ),
    *_table("theme", ("theme.choose", "enter", "choose", "Keep the theme that is shown")),
    *_table("labels", ("labels.leave", "escape", "no link", "Take the labels away", True)),
    *_table(
        "address",
        ("address.open", "enter", "open", "Open it in the system's browser, or mail program"),
        ("address.copy", "y", "copy", "Copy the address"),
    ),
)
"""Every command there is."""


def commands_of(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes, in the order of the scopes and of the table."""
    return tuple(command for scope in scopes for command in COMMANDS if command.scope == scope)


def footer_of(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes that the foot of the screen offers."""
    return tuple(command for command in commands_of(*scopes) if command.footer)


def bindings_of(*scopes: Scope) -> list[Binding]:
    """Textual's bindings for the commands of some scopes; each carries its command's id."""
    return [
        Binding(key, command.action, command.title, show=command.footer, id=command.id)
        for command in commands_of(*scopes)
        for key in command.keys
        if " " not in key
    ]


def sequences(commands: Iterable[Command] = COMMANDS) -> dict[str, Command]:
    """The commands that want two keys, by those keys: ``{"gg": …, "gr": …}``."""
    return {
        key.replace(" ", ""): command for command in commands for key in command.keys if " " in key
    }
