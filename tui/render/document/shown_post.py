"""Everything on the screen that belongs to one post, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from index.post import Document, Heading, Link
from tui.render.layout.folding import Fold
from tui.render.layout.margin_notes import MarginNote

from .find_state import FindState
from .link_hints import LinkHints
from .links import PageLink, link_again
from .matches import SearchableText
from .pages import Page

LinkKey = tuple[str, str]
"""A link's target and its kind, which decide where it leads from a post."""


@dataclass(frozen=True, slots=True, eq=False)
class RequestedPost:
    """A post that is to be shown next, and all that is to be shown with it.

    ``terms`` are those of a search, ``notes`` the reader's own, and ``sought`` is what the reader
    looks for since the post was asked for. It is shown from ``line`` of its file; where that is
    None, at the place at hand if ``keep``, else from its beginning. The link ``marked`` is marked.
    """

    document: Document
    terms: tuple[str, ...] = ()
    notes: tuple[MarginNote, ...] = ()
    sought: str = ""
    line: int | None = None
    keep: bool = False
    marked: Link | None = None

    def is_same_as(self, document: Document) -> bool:
        """Whether a document is of the same post, perhaps as it was before or is now."""
        return self.document.post.path == document.post.path


@dataclass(frozen=True, slots=True, eq=False)
class ShownPost:
    """A post as it is on the screen. It is replaced as a whole and never changed.

    Nothing that is said of a page can so be combined with another page: its document, its notes,
    its headings, what is found on it and its links are all asked of this one value.

    ``toggled`` are the names of the folds that the reader has turned. ``broken`` has why links lead
    nowhere. ``marked`` is the link the reader stands on and ``hovered`` the one under the pointer;
    ``labels`` are those of the links in sight while the reader types one. ``aside`` is how many
    cells of wide code and tables lie to the left of the view. ``whole_text`` is the text of
    all lines of the page, also those that folds hide, once it was needed.
    """

    page: Page
    finding: FindState
    toggled: frozenset[str] = frozenset()
    broken: Mapping[LinkKey, str] = field(default_factory=dict)
    marked: PageLink | None = None
    hovered: Link | None = None
    labels: LinkHints | None = None
    aside: int = 0
    whole_text: SearchableText | None = None

    @property
    def document(self) -> Document:
        """The document of the page."""
        return self.page.document

    @property
    def pointed(self) -> Link | None:
        """The link under the pointer, else the one the reader stands on."""
        return self.hovered or (self.marked.link if self.marked else None)

    def is_of(self, document: Document) -> bool:
        """Whether a document is of the same post, perhaps as it was before or is now."""
        return self.document.post.path == document.post.path

    def why_broken(self, link: Link) -> str:
        """Why a link leads nowhere; empty where it leads somewhere or nothing is known of it."""
        return self.broken.get((link.target, link.kind), "")

    def heading_at(self, line: int) -> Heading | None:
        """The last heading at or above a line of the page."""
        section = self.page.section_at(line)
        return None if section is None else self.document.outline.headings[section]

    def is_shut(self, fold: Fold, *, answers_hidden: bool) -> bool:
        """Whether the reader wants a fold of the page shut."""
        at_first = answers_hidden if fold.kind == "answer" else fold.shut
        return at_first != (fold.name in self.toggled)

    def turned_to(self, page: Page, *, terms: tuple[str, ...] | None = None) -> ShownPost:
        """The post on another page of it: laid out anew, folded, annotated, or read again.

        Args:
            page: The page.
            terms: The terms of a search to mark from now on; None for the same.
        """
        finding = self.finding
        if terms is not None and terms != finding.terms:
            current = finding.current if finding.sought else 0
            finding = FindState.on(page.text, terms, finding.sought, current)
        else:
            finding = finding.turned_to(page.text)
        layout = page.layout
        same = page.document is self.document
        return replace(
            self,
            page=page,
            finding=finding,
            broken=self.broken if same else {},
            marked=link_again(self.marked.link, layout) if self.marked else None,
            hovered=self.hovered if same else None,
            labels=self.labels if self.labels and self.labels.fit(layout) else None,
            whole_text=self.whole_text if page.whole is self.page.whole else None,
        )

    def looks_like(self, other: ShownPost) -> bool:
        """Whether the lines of the page are drawn as those of ``other``."""
        return (
            self.page is other.page
            and self.finding is other.finding
            and self.broken == other.broken
            and self.marked == other.marked
            and self.labels == other.labels
            and self.aside == other.aside
        )
