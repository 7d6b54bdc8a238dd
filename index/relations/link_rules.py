"""Where the links of a site count from, beside the posts that they may lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from index.values import dataclass

from .made_pages import MadePages


@dataclass(frozen=True, slots=True)
class LinkRules:
    """The rules of one site for paths in links; all paths are relative to the journal.

    ``base`` is the folder of the site with a slash, empty for the journal's own. A path with a
    leading slash is looked for in the folders ``static``. ``asset_folders`` tells whether the files
    of a post are in a folder of its name, ``bare_names`` whether the name of a file alone is the
    file of that name with the shortest path. ``unwritten`` tells whether a wiki link to no post is
    nothing wrong, ``glossary`` whether the target ``g`` is the entry of the link's text in the
    site's glossary, ``neighbours`` whether what lies above the folders of posts are other sites.
    ``made`` are the pages that the site's program makes, ``placeholders`` tells whether paths may
    begin with ``{static}`` and the like.
    """

    base: str = ""
    baseurl: str = ""
    static: tuple[str, ...] = ()
    asset_folders: bool = False
    bare_names: bool = False
    unwritten: bool = False
    glossary: bool = False
    neighbours: bool = False
    made: MadePages = "none"
    placeholders: bool = False


@dataclass(frozen=True, slots=True)
class JournalLinks:
    """What of a journal, beside its posts, decides where links lead.

    ``sites`` are the rules of its sites, the deepest first. ``attachments`` has the path of every
    file that is no post by its name in lower case, the shortest path where several have a name.
    """

    sites: tuple[LinkRules, ...] = ()
    attachments: Mapping[str, str] = field(default_factory=dict)

    def rules_for(self, path: str) -> LinkRules:
        """The rules of the site that a post is in."""
        return next((one for one in self.sites if path.startswith(one.base)), _NONE)


_NONE = LinkRules()


def shortest(paths: Sequence[str]) -> dict[str, str]:
    """The path of each name, in lower case: the one with the fewest folders, then the first."""
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (path.count("/"), path), reverse=True):
        found[path.rpartition("/")[2].casefold()] = path
    return found
