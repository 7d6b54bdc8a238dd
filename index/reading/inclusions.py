"""What Liquid tags and Hugo shortcodes bring into a page: figures, videos, gists, links."""

from __future__ import annotations

from dataclasses import dataclass

from index.post import LinkKind

from .markup import attributes

_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "google-drive": "https://drive.google.com/file/d/",
    "bilibili": "https://www.bilibili.com/video/",
}


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Something shown in place of a tag; ``caption`` is Markdown that a reader reads beside it."""

    target: str
    kind: LinkKind
    caption: str = ""


def liquid_inclusion(name: str, rest: str) -> Inclusion | None:
    """What the Liquid tag ``{% name rest %}`` brings in, or None."""
    words = rest.strip().rstrip("-").split(None, 1)
    if not words:
        return None
    if name in {"post_url", "link"}:
        return Inclusion(f"{{% {name} {' '.join(' '.join(words).split())} %}}", "link")
    if name == "include" and len(words) == 2:
        return _include(words[0], attributes(words[1]))
    if name == "gist":
        return Inclusion("https://gist.github.com/" + words[0].strip("\"'"), "embed")
    if name in _VIDEOS:
        return Inclusion(_VIDEOS[name] + words[0].strip("\"'"), "embed")
    return None


def _include(file: str, given: dict[str, str]) -> Inclusion | None:
    """An include that has a picture or a video among its parameters."""
    caption = given.get("caption") or given.get("alt") or ""
    source = given.get("image_path") or given.get("src") or given.get("url") or ""
    if "video" in file:
        if given.get("id"):
            source = _VIDEOS.get(given.get("provider", "").lower(), "") + given["id"]
        return Inclusion(source, "embed", caption) if source else None
    return Inclusion(source, "image", caption) if source else None


def shortcode_inclusion(source: str) -> Inclusion | None:
    """What the Hugo shortcode with this source between its braces brings in, or None."""
    words = source.strip("<>% \t\n/").split(None, 1)
    if len(words) < 2:
        return None
    name, given = words[0], attributes(words[1])
    target = given.get("src") or given.get("link") or ""
    if name == "figure" and target:
        caption = given.get("caption") or given.get("alt") or given.get("title") or ""
        return Inclusion(target, "image", caption)
    if name in _VIDEOS:
        return Inclusion(_VIDEOS[name] + (given.get("id") or words[1].strip("\"' ")), "embed")
    return None
