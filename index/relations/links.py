"""Where links lead, worked out offline from the posts of a journal alone."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from urllib.parse import quote, unquote

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.post import TO_POSTS, Link, Post
from index.reading.markdown.heading_ids import heading_id
from index.results import Resolved
from index.syntax import block_referred_to

from .link_rules import JournalLinks, LinkRules
from .made_pages import folders_of, is_made

_MARKDOWN = lazy_pattern(r"\.(?:md|markdown|mkdown|mkdn|mkd|mdx|rmd)$", re.IGNORECASE)
_PAGE = lazy_pattern(r"(?:/index)?\.html?$|/index$", re.IGNORECASE)
_DATED = lazy_pattern(r"^\d{2,4}-\d{1,2}-\d{1,2}-")
_SCHEME = lazy_pattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = lazy_pattern(r"(?:https?:)?//", re.IGNORECASE)
_LIQUID = lazy_pattern(r"\{%-?\s*(post_url|post_link|link)\s+(.*?)\s*-?%\}(.*)$", re.DOTALL)
_OUTPUT = lazy_pattern(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_SITE_ADDRESS = lazy_pattern(r"site\.(?:base)?url(?:\s*\|.*)?", re.DOTALL)
_QUOTED = lazy_pattern(r"""["']([^"']*)["']""")
_PAGE_FILES = ("", ".md", ".markdown", ".html", "/index.md", "/index.html", "/README.md")
_PLACEHOLDER = lazy_pattern(r"[{|]([A-Za-z]{1,20})[}|]")
_TO_FILES = frozenset(("static", "filename", "attach"))
"""The placeholders of paths that are those of files.

Source: https://docs.getpelican.com/en/latest/content.html#linking-to-internal-content.
"""
_LONGEST = 2000
_WIKI = frozenset(("wiki", "transclusion"))
_PAGE_REFERENCE = lazy_pattern(r"\[\[([^\[\]]+)\]\]")
"""The target of ``[words]([[page]])``, as Logseq writes a link with other words."""


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _fold(name: str) -> str:
    return _composed(name).casefold().strip()


def _address(url: str) -> str:
    """An address as it is compared: decoded, without ``index.html``, ``.html`` or outer ``/``."""
    decoded = _composed(unquote(url) if "%" in url else url)
    return _PAGE.sub("", decoded).strip("/") if decoded[-1:] != "/" else decoded.strip("/")


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return _MARKDOWN.sub("", name) if "." in name else name


def _slug_of(path: str) -> str:
    """What the last part of a path has in common with a post's slug, folded."""
    name = _stem(_address(path))
    return _fold(_DATED.sub("", name))


def post_keys(post: Post) -> set[str]:
    """The keys under which a link to ``post`` may stand; see ``link_keys``."""
    keys = {_fold(post.slug), _fold(post.title), _slug_of(post.url), _slug_of(post.path)}
    keys.add(_fold(_stem(post.path)))
    for alias in post.aliases:
        keys |= {_fold(alias), _slug_of(alias)}
    keys.update(post.blocks)
    keys.discard("")
    return keys


def link_keys(link: Link, post: Post) -> set[str]:
    """The keys by which a link of ``post`` is found from the post that it leads to.

    A link that resolves to a post shares a key with its ``post_keys``; a shared key alone proves
    nothing, so resolve the link. Links to other headings of the same post, images and embedded
    things have none.
    """
    target = _without_liquid(link.target[:_LONGEST]).strip()
    if link.kind not in TO_POSTS or target.startswith("#"):
        return set()
    if block := block_referred_to(target):
        return {block}
    is_wiki = link.kind in _WIKI
    if (page := _PAGE_REFERENCE.fullmatch(target)) is not None:
        target, is_wiki = page[1], True
    scheme = _SCHEME.match(target)
    if scheme is not None and scheme[1].lower() not in {"http", "https"}:
        return set()
    path = target.partition("#")[0]
    if is_wiki:
        names = {_fold(path), _fold(_stem(path))}
    else:
        names = {_slug_of(path.partition("?")[0]), _fold(_stem(unquote(path)))}
        if path.rstrip("/").endswith(".."):
            names.add(_slug_of(posixpath.normpath(posixpath.join("/", post.url, path))))
    names.discard("")
    return names


def _without_liquid(target: str) -> str:
    """A link's target without Liquid: its tag's argument, or what its output would be.

    ``{{ site.baseurl }}`` and ``{{ site.url }}`` come to nothing, so that what follows counts from
    the site's root.
    """
    tag = _LIQUID.search(target)
    if tag is not None:
        return tag[2].strip("\"' ") + tag[3].strip()
    return _OUTPUT.sub(lambda output: "".join(_QUOTED.findall(output[1])[:1]), target)


def _is_made_by_template(target: str) -> bool:
    """Whether Liquid or a shortcode stands in a target that only the site's program can tell."""
    return any(
        not _QUOTED.search(output[1]) and not _SITE_ADDRESS.fullmatch(output[1])
        for output in _OUTPUT.finditer(target)
    )


class LinkTable:
    """All that the posts of a journal can be reached by; each table is made at first use."""

    def __init__(
        self,
        posts: Iterable[Post],
        *,
        site_url: str = "",
        baseurl: str = "",
        places: JournalLinks | None = None,
    ) -> None:
        """Hold ``posts``, best first: where two have one name, the earlier is meant.

        Args:
            posts: The posts of the journal, newest first.
            site_url: The site's own ``url``, so that absolute links to it are internal.
            baseurl: The path the site is served under.
            places: What else decides where links lead.
        """
        self._posts = tuple(posts)
        self._host = re.sub(
            r"^https?://", "", site_url.strip().rstrip("/"), flags=re.IGNORECASE
        ).lower()
        self._baseurl = "/" + baseurl.strip().strip("/") if baseurl.strip("/ ") else ""
        self._places = places or JournalLinks()

    @classmethod
    def build(
        cls,
        posts: Iterable[Post],
        *,
        site_url: str = "",
        baseurl: str = "",
        places: JournalLinks | None = None,
    ) -> LinkTable:
        """The table of a journal's posts; costs nothing until a link is resolved.

        Args:
            posts: All posts.
            site_url: The ``url`` of ``_config.yml``: links that begin with it lead into the
                journal.
            baseurl: The ``baseurl`` of ``_config.yml``, which paths of links may begin with.
            places: What else decides where links lead.
        """
        return cls(posts, site_url=site_url, baseurl=baseurl, places=places)

    @cached_property
    def _by_path(self) -> dict[str, Post]:
        return {_composed(post.path): post for post in self._posts}

    @cached_property
    def _by_address(self) -> dict[str, Post]:
        found: dict[str, Post] = {}
        for post in self._posts:
            found.setdefault(_address(post.url), post)
        for post in self._posts:
            for alias in post.aliases:
                found.setdefault(_address(alias), post)
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        return folders_of(self._by_address)

    @cached_property
    def _by_slug(self) -> dict[str, Post]:
        found: dict[str, Post] = {}
        for post in self._posts:
            for name in (post.slug, _slug_of(post.path), _slug_of(post.url)):
                found.setdefault(_fold(name), post)
        found.pop("", None)
        return found

    @cached_property
    def _by_name(self) -> dict[str, Post]:
        """What a wiki link may say: a path, a file name, a title or an alias."""
        found: dict[str, Post] = {}
        posts = self._posts
        if any(rules.bare_names for rules in self._places.sites):
            posts = tuple(sorted(posts, key=lambda post: (post.path.count("/"), post.path)))
        for name_of in (
            lambda post: _MARKDOWN.sub("", post.path),
            lambda post: _stem(post.path),
            lambda post: post.title,
        ):
            for post in posts:
                found.setdefault(_fold(name_of(post)), post)
        for post in self._posts:
            for alias in post.aliases:
                found.setdefault(_fold(alias), post)
        found.pop("", None)
        return found

    @cached_property
    def _by_block(self) -> dict[str, Post]:
        found: dict[str, Post] = {}
        for post in self._posts:
            for block in post.blocks:
                found.setdefault(block, post)
        return found

    @cached_property
    def _by_stem(self) -> dict[str, list[Post]]:
        """The posts of each file name, those in the fewest folders first."""
        found: dict[str, list[Post]] = {}
        for post in sorted(self._posts, key=lambda post: (post.path.count("/"), post.path)):
            found.setdefault(_fold(_stem(post.path)), []).append(post)
        return found

    def at_address(self, text: str) -> Post | None:
        """The post that a text with a ``/`` is the address or the path of; None for any other.

        The address may have a host, an anchor or ``index.html``, and may be an earlier one of the
        post. On another host than the site's only an address of several parts is that of a post.
        """
        text = text.strip()
        if "/" not in text or len(text) > _LONGEST:
            return None
        own = self._host.partition("/")[0]
        rest = _WEB.sub("", text)
        host, _, below = rest.partition("/")
        has_host = rest != text or (bool(own) and host.lower() == own)
        path = below if has_host else rest
        path = path.partition("#")[0].partition("?")[0].strip("/")
        if not path or (has_host and own and host.lower() != own and "/" not in path):
            return None
        for one in (f"/{path}".removeprefix(f"{self._baseurl}/"), path):
            if (key := _address(one)) and (found := self._by_address.get(key)):
                return found
        return self._by_path.get(_composed(text).removeprefix("./"))

    def resolve(
        self, link: Link, post: Post, *, exists: Callable[[str], bool] | None = None
    ) -> Resolved:
        """Where a link leads. Never raises.

        Args:
            link: The link as written.
            post: The post that it is in.
            exists: Whether the journal has a file at a path relative to its root; without it there
                is none. No other question is put to the disk.
        """
        there = exists or (lambda _: False)
        target = link.target.strip()
        if not target:
            return Resolved("broken", reason=Message.of("link-without-address"))
        if len(target) > _LONGEST or target[:5].lower() == "data:":
            return Resolved("broken", reason=Message.of("link-is-data"))
        if block := block_referred_to(target):
            found = self._by_block.get(block)
            if found is None:
                return Resolved("broken", address=target, reason=Message.of("block-elsewhere"))
            return Resolved("post", found, None, found.url)
        page = _PAGE_REFERENCE.fullmatch(target)
        if link.kind in _WIKI or page is not None:
            return self._wiki(page[1] if page else target, post, there)
        tag = _LIQUID.search(target)
        if tag is not None:
            folders = ("", *self._places.rules_for(post.path).static)
            return self._tag(tag[1], tag[2].strip("\"' "), tag[3], folders, there)
        located = self._located(_without_liquid(target), link, post, there)
        if located.kind == "broken" and _is_made_by_template(target):
            return Resolved("broken", address=target, reason=Message.of("link-of-template"))
        return located

    def _located(
        self, target: str, link: Link, post: Post, exists: Callable[[str], bool]
    ) -> Resolved:
        if target.startswith("//"):
            target = "https:" + target
        scheme = _SCHEME.match(target)
        if scheme is None:
            return self._internal(target, link, post, exists)
        name = scheme[1].lower()
        if name in {"http", "https"}:
            return self._absolute(target, link, post, exists)
        if name == "mailto":
            return Resolved("external", address=target)
        reason = Message.of("link-scheme-not-opened", scheme=name)
        return Resolved("broken", address=target, reason=reason)

    def _absolute(
        self, target: str, link: Link, post: Post, exists: Callable[[str], bool]
    ) -> Resolved:
        rest = target.partition("://")[2]
        host, slash, path = rest.partition("/")
        own = self._host and (rest.lower() + "/").startswith(self._host + "/")
        if not own or (not slash and host.lower() != self._host):
            return Resolved("external", address=target)
        path = rest[len(self._host) :] or "/"
        if not path.strip("/"):
            return Resolved("external", address=target)
        found = self._internal(path, link, post, exists)
        if found.reason and found.reason.code == "link-to-made-page":
            return Resolved("external", address=target)
        if found.kind == "broken":
            reason = Message.of("link-without-post-on-site")
            return Resolved("broken", address=target, reason=reason)
        return found

    def _internal(
        self, target: str, link: Link, post: Post, exists: Callable[[str], bool]
    ) -> Resolved:
        path, _, fragment = target.partition("#")
        anchor = _composed(unquote(fragment)) or None
        path = path.partition("?")[0]
        if not path:
            if anchor is None:
                return Resolved("broken", reason=Message.of("link-without-address"))
            return Resolved("anchor", post, anchor, post.url)
        rules = self._places.rules_for(post.path)
        if rules.glossary and target == "g":
            return self._glossary_entry(link.text)
        baseurl = rules.baseurl if rules.base else self._baseurl
        if baseurl and (path + "/").startswith(baseurl + "/"):
            path = path[len(baseurl) :] or "/"
        path = _composed(unquote(path))
        if rules.placeholders and (placed := _PLACEHOLDER.match(path)) is not None:
            if placed[1].lower() not in _TO_FILES:
                return Resolved("broken", address=path, reason=Message.of("link-to-made-page"))
            path = path[placed.end() :]
        if link.kind not in {"image", "embed"}:
            found = self._post_at(path, post)
            if found is not None:
                return Resolved("post", found, anchor, found.url)
        file = self._file(path, post, exists)
        if file.kind == "broken" and link.kind == "link" and self._is_made(path, post, rules):
            return Resolved("broken", address=path, reason=Message.of("link-to-made-page"))
        return file

    def _is_made(self, path: str, post: Post, rules: LinkRules) -> bool:
        """Whether the site's program makes the page at a path of a post."""
        if rules.made == "none" or posixpath.splitext(path)[1].lower() in _ASSETS - _FEEDS:
            return False
        address = _address(posixpath.join("/", post.url, path))
        return is_made(address.removeprefix(rules.base), rules.made, self._folders)

    def _glossary_entry(self, term: str) -> Resolved:
        """The post of a term, as the render hooks of Hugo's own site look it up."""
        name = _fold(term)
        for called in (name, name.removesuffix("s"), name.removesuffix("es")):
            found = self._by_slug.get(called.replace(" ", "-"))
            if found is not None and "/glossary/" in f"/{found.path}":
                return Resolved("post", found, None, found.url)
        return Resolved("broken", address=term, reason=Message.of("link-to-glossary"))

    def _post_at(self, path: str, post: Post) -> Post | None:
        """The post that a path means: by its file, its address, then its slug alone."""
        beside = posixpath.normpath(posixpath.join("/", posixpath.dirname(post.path), path))
        rules = self._places.rules_for(post.path)
        if _MARKDOWN.search(path):
            inner = path.lstrip("/")
            places = (beside.lstrip("/"), inner, rules.base + inner)
            for place in (*places, *(f"{folder}{inner}" for folder in rules.static)):
                if (found := self._by_path.get(place)) is not None:
                    return found
        if rules.base and path.startswith("/"):
            path = f"/{rules.base}{path.lstrip('/')}"
        base = "/" + unquote(post.url).lstrip("/")
        below = posixpath.normpath(posixpath.join(base, path))
        aside = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        for address in (below, aside):
            found = self._by_address.get(_address(quote(address)))
            if found is not None:
                return found
        if posixpath.splitext(path)[1].lower() in _ASSETS:
            return None
        for name in ("index.md", "README.md"):
            if (found := self._by_path.get(f"{beside.lstrip('/')}/{name}")) is not None:
                return found
        return self._by_slug.get(_slug_of(quote(path.rstrip("/"))))

    def _file(self, path: str, post: Post, exists: Callable[[str], bool]) -> Resolved:
        rules = self._places.rules_for(post.path)
        places = _places(path, post, rules)
        inside = [place for place in places if not _is_outside(place)]
        for place in inside:
            for ending in _PAGE_FILES:
                if exists(place + ending):
                    return Resolved("file", address=place + ending)
            if place.endswith(".html") and exists(f"{place[:-5]}.md"):
                return Resolved("file", address=f"{place[:-5]}.md")
        attached = self._places.attachments.get(path.rpartition("/")[2].casefold())
        if rules.bare_names and attached and _ends_with(attached, path) and exists(attached):
            return Resolved("file", address=attached)
        if rules.neighbours and not path.startswith("/"):
            published = posixpath.join(posixpath.dirname(post.path.removeprefix(rules.base)), path)
            folder = posixpath.normpath(published).partition("/")[0]
            if f"{rules.base}{folder}/" not in rules.static:
                return Resolved("broken", address=path, reason=Message.of("link-to-neighbour"))
        if not inside:
            return Resolved("broken", address=path, reason=Message.of("link-out-of-journal"))
        return Resolved("broken", address=path, reason=Message.of("nothing-at-path", path=path))

    def _wiki(self, target: str, post: Post, exists: Callable[[str], bool]) -> Resolved:
        name, _, heading = target.partition("#")
        part = heading.rstrip("# ").rpartition("#")[2].strip()
        anchor = (part if part.startswith("^") else heading_id(part)) or None
        if not name.strip():
            if anchor is None:
                return Resolved("broken", reason=Message.of("link-without-address"))
            return Resolved("anchor", post, anchor, post.url)
        folded = _fold(_MARKDOWN.sub("", name.strip()))
        found = (
            self._by_name.get(folded)
            or self._by_slug.get(folded)
            or self._below_some_folder(folded)
        )
        if found is not None:
            return Resolved("post", found, anchor, found.url)
        file = self._file(name.strip(), post, exists)
        if file.kind == "file":
            return file
        if self._places.rules_for(post.path).unwritten:
            reason = Message.of("note-unwritten", name=name.strip())
        else:
            reason = Message.of("no-post-called", name=name.strip())
        return Resolved("broken", address=target, reason=reason)

    def _below_some_folder(self, name: str) -> Post | None:
        """The post whose path ends with some folders and a name."""
        if "/" not in name:
            return None
        same = self._by_stem.get(name.rpartition("/")[2], ())
        return next((p for p in same if _ends_with(_MARKDOWN.sub("", p.path), name)), None)

    def _tag(
        self,
        tag: str,
        argument: str,
        rest: str,
        folders: Sequence[str],
        exists: Callable[[str], bool],
    ) -> Resolved:
        """Where a tag leads that names a post.

        Args:
            tag: The name of the tag.
            argument: What it names.
            rest: What follows it.
            folders: What the path of a file may count from.
            exists: Whether there is a file.
        """
        anchor = unquote(rest.partition("#")[2].strip()) or None
        path = _composed(argument).lstrip("/")
        if tag == "link":
            paths = [f"{folder}{path}" for folder in folders]
            found = next(filter(None, map(self._by_path.get, paths)), None)
            for place in map(posixpath.normpath, paths if found is None else ()):
                if exists(place) and ".." not in path:
                    return Resolved("file", address=place)
        else:
            found = self._by_name.get(_fold(posixpath.basename(path))) or self._by_slug.get(
                _slug_of(quote(path))
            )
        if found is None:
            reason = Message.of("no-post-named", name=argument)
            return Resolved("broken", address=argument, reason=reason)
        return Resolved("post", found, anchor, found.url)


def _places(path: str, post: Post, rules: LinkRules) -> list[str]:
    """Where the file of a path in a post may be, relative to the journal, the likeliest first."""
    if path.startswith("/"):
        inner = path.lstrip("/") or "."
        found = [rules.base + inner, *(folder + inner for folder in rules.static), inner]
    else:
        found = [posixpath.join(posixpath.dirname(post.path), path)]
        if rules.bare_names:
            found.append(rules.base + path)
        if rules.asset_folders:
            found.append(posixpath.join(posixpath.splitext(post.path)[0], path))
        page = unquote(post.url).strip("/").removeprefix(rules.base)
        if not page.endswith(".html"):
            page += "/"
        below = posixpath.normpath(posixpath.join("/", page, path)).lstrip("/")
        found += [folder + below for folder in rules.static]
        found += [folder + path for folder in rules.static]
    return list(dict.fromkeys(map(posixpath.normpath, found)))


def _is_outside(place: str) -> bool:
    return place == ".." or place.startswith(("../", "/"))


def _ends_with(path: str, ending: str) -> bool:
    """Whether a path ends with these folders and this name, without regard to case."""
    return f"/{path}".casefold().endswith(f"/{ending.lstrip('./')}".casefold())


_ASSETS = frozenset(
    f".{ending}"
    for ending in (
        *("png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico", "mp3", "mp4", "webm"),
        *("mov", "wav", "ogg", "pdf", "zip", "gz", "tar", "css", "js", "json", "xml", "csv", "txt"),
        *("ipynb", "py", "pptx", "docx", "xlsx"),
    )
)
_FEEDS = frozenset((".xml", ".json"))
