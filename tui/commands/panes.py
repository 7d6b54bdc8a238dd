"""Commands of the panes: the tree, the list and what stands in for it, the page, its contents."""

from __future__ import annotations

from typing import Final

from .command import Command, table

PANES: Final[tuple[Command, ...]] = (
    *table(
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
    *table(
        "list",
        ("list.choose", "enter|l|right", "read", "Read the post", True),
        ("list.to_tree", "h|left", "to the tree", "Focus the tree", True),
        ("list.next_post", "J", "next post", "The next post, shown in any case"),
        (
            "list.previous_post",
            "K",
            "previous post",
            "The previous post, shown in any case",
        ),
        (
            "list.sort",
            ".",
            "sort",
            "Sort by date, last change, oldest first, title, and back",
        ),
        ("list.page_on", "space", "page on", "A page on"),
        ("list.toggle_read", "r", "read or unread", "Mark the post as read, or as not read yet"),
        ("list.preview", "p", "preview", "Show posts while moving, or only when opened"),
        ("list.next_step", "f2", "less strict", "Another way to take the query less strictly"),
    ),
    *table(
        "problems",
        ("problems.choose", "enter|l|right", "open", "Open the post at the line", True),
        ("problems.filter", "/", "filter", "Only those that have what is typed", True),
        ("problems.close", "h|left", "to the posts", "Back to the posts", True),
    ),
    *table(
        "suggestions",
        ("suggestions.choose", "enter|l|right", "search", "Search for this instead", True),
        ("suggestions.to_tree", "h|left", "to the tree", "Focus the tree"),
    ),
    *table(
        "viewer",
        ("viewer.find", "/", "find", "Find in the post", True),
        ("viewer.next_match", "n", "next match", "The next match"),
        ("viewer.previous_match", "N|p", "previous match", "The previous match"),
        ("viewer.page_on", "space", "page on", "A page on"),
        ("viewer.page_back", "b", "page back", "A page back"),
        ("viewer.previous_heading", "[", "previous heading", "The previous heading"),
        ("viewer.next_heading", "]", "next heading", "The next heading", True),
        ("viewer.previous_code", "{", "previous code", "The previous code block"),
        ("viewer.next_code", "}", "next code", "The next code block"),
        ("viewer.next_link", ".", "next link", "Mark the next link"),
        ("viewer.previous_link", "comma", "previous link", "Mark the previous link"),
        ("viewer.follow", "enter", "follow", "Follow the marked link; open what folds"),
        ("viewer.label_links", "f", "label links", "Label the links in sight: a label follows one"),
        ("viewer.answers", "a", "answers", "Answers shown, or hidden until asked for"),
        ("viewer.answer", "A|g a", "one answer", "The first answer in sight shown or hidden"),
        ("viewer.details", "Z|g z", "details", "All that folds opened, or shut again"),
        ("viewer.next_post", "J|g ]", "next post", "The next post of the list", True),
        ("viewer.previous_post", "K|g [", "previous post", "The previous post of the list"),
        ("viewer.older", "<", "older", "The post written before this one"),
        ("viewer.newer", ">", "newer", "The post written after this one"),
        ("viewer.related", "r", "around", "Related posts and why, the series, what links here"),
        ("viewer.source", "v", "source", "The post as it is written, or as it is read"),
        ("viewer.formulas", "M|g m", "formulas", "Formulas drawn, or as their TeX"),
        ("viewer.pictures", "I|g i", "pictures", "Pictures of the journal, or their words"),
        ("viewer.notes", "x", "notes", "Your notes in full, or only their signs"),
        ("viewer.reading_width", "w", "reading width", "Full width, or lines easy on the eye"),
        ("viewer.aside_right", ")|shift+right", "to the right", "More of wide code and tables"),
        ("viewer.aside_left", "(|shift+left", "to the left", "Back in wide code and tables"),
        ("viewer.wrap", "W|g w", "wrap", "Long lines of code and wide tables wrapped, or sideways"),
        ("viewer.to_list", "h|left", "to the list", "Focus the list"),
    ),
    *table(
        "contents",
        ("contents.choose", "enter", "jump", "Jump to the heading", True),
        ("contents.unfold", "l|right", "unfold", "Unfold what is under the heading"),
        ("contents.fold", "h|left", "fold", "Fold what is under the heading"),
    ),
)
"""What can be asked of one pane."""
