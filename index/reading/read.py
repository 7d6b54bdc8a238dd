"""Reading a file: its bytes become a document, whatever they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from posixpath import splitext
from typing import Any

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.post import (
    ESTIMATES,
    MOST_SEARCHED,
    ContentsSettings,
    DateSource,
    Document,
    ExpandedBody,
    Flag,
    Outline,
    Post,
    Problem,
    ProblemKind,
    SourceStamp,
)
from index.syntax import block_ids

from . import html
from .decode import clean_line
from .file_text import file_text, text_of
from .files.defaults import defaults_for, merge, own_defaults
from .files.kinds.kind import Kind
from .files.kinds.settings import Chapter, Language
from .files.site import Site
from .files.walk import SourceFile
from .front_matter import author, dates
from .front_matter.front_matter import FrontMatter
from .front_matter.scalars import Values, as_boolean, line_of, number, scalar_text
from .markdown import dialogue, tasks
from .markdown.outline import Scan
from .metadata import (
    day_formats,
    excerpt,
    hugo_permalinks,
    permalinks,
    properties,
    taxonomy,
    titles,
)
from .metadata.estimates import estimated_date
from .metadata.reading_time import words_and_minutes
from .scanning import front_matter_of, has_templates, is_html, readable_body, scan_body

_LABEL = "Label"
_PLAIN = lazy_pattern(r"[^\W\d_][^\n*_`~<>\[\]{}()#!&$|\\^=@/+]*")
_ADDRESSES = ("permalink", "path", "url", "slug")
"""Keys of an address within a site, by whatever rules; one with a host may be a page elsewhere."""
_LONGEST_TITLE = 2_000
_UNNAMED = Chapter("")
_UNSCANNED = Scan((), (), (), "", "", ())


def read(file: SourceFile, site: Site, data: bytes | None = None) -> Document:
    """Read a post as its file says now.

    Never raises for what is in a file or that it cannot be read: what is wrong is among the
    problems, and what can be saved is in the document. But where the cause lies elsewhere and will
    pass, such as too many open files, it raises Unavailable: the post must not be stored as empty.

    Args:
        file: The file of the post.
        site: The settings of the journal.
        data: What the file held at another time, which is read in place of what it holds now.
    """
    reading = _Reading(file, site)
    return reading.document(reading.text(data))


def scan_of(file: SourceFile, site: Site) -> Scan:
    """What the body of a post holds, its templates evaluated.

    Args:
        file: The file of the post.
        site: The settings of the journal.

    Raises:
        Unavailable: It cannot be read for a reason that passes.
    """
    reading = _Reading(file, site)
    front = reading.front(reading.text())
    front = replace(front, body=readable_body(file, front.body))
    return reading.scan(front, *reading.values(front))[0]


def preview_entry(file: SourceFile, site: Site, *, opened: bool) -> Post:
    """What a list shows of a post until it has been read, made in some microseconds.

    Args:
        file: The file of the post.
        site: The settings of the journal.
        opened: Whether the file is read for its front matter; its name and folders tell otherwise.
    """
    reading = _Reading(file, site)
    if opened or site.defaults:
        return reading.preview_entry(reading.text() if opened else "")
    return reading.named()


@dataclass(frozen=True, slots=True)
class _Expanded:
    """What templates make of a body; None where it has none, or they cannot be evaluated."""

    body: ExpandedBody | None = None
    depends: tuple[SourceStamp, ...] = ()


@dataclass(slots=True)
class _Reading:
    """One file on its way to a document, and the problems met so far.

    ``kind`` has the rules that it is read by. ``place`` is its path relative to the folder of its
    site, ``chapter`` what a table of contents of the site says of it.
    """

    file: SourceFile
    site: Site
    problems: list[Problem] = field(default_factory=list)
    kind: Kind = field(init=False)
    place: str = field(init=False)
    chapter: Chapter = field(init=False)
    languages: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        if self.file.base:
            self.site = self.site.part(self.file.base)
        self.kind = self.site.kind
        self.place = self.site.within(self.file.path)
        chapters = self.site.chapters
        self.chapter = chapters.get(self.place, _UNNAMED) if chapters else _UNNAMED
        self.languages = _names_of(self.site.languages)

    def wrong(
        self,
        kind: ProblemKind,
        message: Message,
        line: int | None = None,
        column: int | None = None,
        *,
        recovered: bool = True,
    ) -> None:
        said = message.with_texts(clean_line)
        self.problems.append(Problem(self.file.path, kind, said, line, column, recovered))

    def text(self, data: bytes | None = None) -> str:
        """The decoded text of the file, empty where it cannot be read; of ``data`` if given."""
        text, problems = file_text(self.file) if data is None else text_of(self.file.path, data)
        self.problems.extend(problems)
        return text

    def document(self, text: str) -> Document:
        """The document that a text is."""
        front = self.front(text)
        for fault in front.faults:
            self.wrong("front matter", fault.message, fault.line, fault.column)
        extension = splitext(self.file.path)[1][1:].lower()
        if extension in self.kind.unread:
            self.wrong("markdown", Message.of("markup-not-read", extension=extension))
        body = readable_body(self.file, front.body)
        if body is not front.body:
            front = replace(front, body=body)
        values, defaults = self.values(front)
        scanned, expanded = self.scan(front, values, defaults)
        for line, message in scanned.problems:
            self.wrong("markdown", message, line)
        if max(len(scanned.prose), len(scanned.code)) > MOST_SEARCHED:
            self.wrong("size", Message.of("searched-in-part", most=MOST_SEARCHED))
        shown = front.body if expanded.body is None else expanded.body.text
        post, outline = self._post(front, values, defaults, scanned, shown)
        return Document(
            post,
            outline,
            text,
            front.body,
            front.body_line,
            scanned.prose,
            scanned.code,
            tuple(self.problems),
            _liquid_names(self.site.title, self.site.url, self.site.baseurl),
            author.author_of(values, self.site.author),
            author.is_shared(values),
            self.kind.inline_tags,
            self.site.breaks_lines,
            self.site.shown_kind,
            extension in self.kind.html,
            self.kind.kramdown,
            self.site.emoji,
            (),
            expanded.body,
            expanded.depends,
        )

    def scan(self, front: FrontMatter, values: Values, defaults: Values) -> tuple[Scan, _Expanded]:
        """What a body holds, and what is made of it where it has templates.

        Args:
            front: The front matter and the body.
            values: The values of the front matter with its defaults.
            defaults: The latter alone.
        """
        body, line = front.body, front.body_line
        if not has_templates(body, self.kind):
            return scan_body(self.file, self.site, body, line), _Expanded()
        from .liquid import expansion

        def known_post() -> Post:
            told = len(self.problems)
            post, _ = self._post(front, values, defaults, _UNSCANNED, "")
            del self.problems[told:]
            return post

        found, depends = expansion.expanded(body, self.site, values, known_post, self.place)
        if found is None:
            return scan_body(self.file, self.site, body, line), _Expanded(None, depends)
        scanned = scan_body(self.file, self.site, found.text, 1)
        headings = tuple(one.line for one in scanned.headings)
        lines = tuple(line + one for one in found.lines)
        scanned = expansion.on_source_lines(scanned, lines, line, body.count("\n") + 1)
        return scanned, _Expanded(ExpandedBody(found.text, lines, headings), depends)

    def front(self, text: str) -> FrontMatter:
        """The front matter of a text, by the rules of the site."""
        front = front_matter_of(text, self.kind)
        if front.present or self.file.path[-4:].lower() != ".rst":
            return front
        from .front_matter.plain_lines import restructured_text

        return restructured_text(front)

    def preview_entry(self, text: str) -> Post:
        """The post that a text is, without a look at its body."""
        front = self.front(text)
        return self._post(front, *self.values(front), _UNSCANNED, front.body)[0]

    def named(self) -> Post:
        """The post that a file is by its name and its folders alone: the sketch of no text."""
        name = titles.file_name(self.file, self.languages)
        slug = titles.slug_of({}, name)
        date, source = self._date({}, name, FrontMatter())
        categories = self._categories({}, {})
        title = self._title_of_name(slug, name)[:_LONGEST_TITLE]
        return Post(
            path=self.file.path,
            title=title,
            slug=slug,
            date=date,
            updated=None,
            categories=categories,
            tags=(),
            url=self._url({}, slug, self._declared(date, source), categories, name),
            excerpt="",
            lead="",
            words=0,
            minutes=0,
            people=(),
            flags=tuple(sorted(self._flags({}, date, source))),
            date_source=source,
            place=self.chapter.place,
        )

    def values(self, front: FrontMatter) -> tuple[Values, Values]:
        """A post's values with what it does not say itself, and that alone."""
        own = self._by_known_keys(front.values)
        defaults: dict[str, Any] = {}
        if self.site.defaults:
            path = self.place
            if self.site.collections_dir:
                path = path.removeprefix(f"{self.site.collections_dir}/")
            defaults = defaults_for(self.site.defaults, path, self._type())
        if "defaults" in own:
            defaults = merge(own_defaults(own), defaults)
        return (merge(defaults, own) if defaults else own), defaults

    def _type(self) -> str:
        """What defaults call a post: its collection in Jekyll, whether it is a section in Hugo."""
        if self.kind.published:
            return self.file.collection or "pages"
        return "section" if self.file.path.rpartition("/")[2].startswith("_index.") else "page"

    def _by_known_keys(self, own: Values) -> Values:
        """The values of a post under the keys that the rules of its site name them by."""
        values = own
        if not self.kind.keys_have_case and any(key != key.lower() for key in own):
            values = {**{key.lower(): value for key, value in own.items()}, **own}
        within = values.get(self.kind.taxonomy_table)
        return {**within, **values} if isinstance(within, Mapping) else values

    def _post(
        self, front: FrontMatter, values: Values, defaults: Values, scanned: Scan, shown: str
    ) -> tuple[Post, Outline]:
        """The post, and what stands in it.

        Args:
            front: The front matter and the body.
            values: The values of the front matter with its defaults.
            defaults: The latter alone.
            scanned: What the body holds.
            shown: The body as the page has it.
        """
        name = titles.file_name(self.file, self.languages)
        slug = titles.slug_of(values, name)
        date, source = self._date(values, name, front)
        categories = self._categories(values, defaults)
        tags = taxonomy.tags(values, self.kind, self.site.taxonomies, scanned.inline_tags)
        if not tags.whole:
            self.wrong("front matter", Message.of("too-many-tags", most=taxonomy.MOST))
        own = self._by_known_keys(front.values)
        people = (
            *author.people(own, in_commas=self.kind.split == "commas"),
            *dialogue.people(scanned.prose),
        )
        questions = dialogue.questions(
            scanned.prose,
            scanned.headings,
            front.body_line,
            code=scanned.code,
            body=front.body,
        )
        lead = excerpt.lead(scanned.prose, front.body_line, scanned.headings, scanned.links)
        contents = _contents(values)
        found = properties.properties(front.values)
        flags: set[Flag] = {*scanned.flags, *self._flags(values, date, source)}
        if contents.shown:
            flags.add("toc")
        if questions:
            flags.add("question")
            unanswered = [asked for asked in questions if asked.answer is None]
            flags |= {"unanswered"} if unanswered else set()
            flags |= {"answer"} if len(unanswered) < len(questions) else set()
        found_tasks = scanned.tasks
        if self.kind.task_words:
            found_tasks += tasks.worded(scanned.prose, front.body, front.body_line)
        states = {task.state for task in found_tasks}
        if states:
            flags.add("task")
            flags |= {"todo"} if "open" in states else set()
            flags |= {"done"} if "done" in states else set()
        if front.broken or any(not problem.recovered for problem in self.problems):
            flags.add("broken")
        per_minute = number(values.get("words_per_minute")) or self.site.words_per_minute
        words, minutes = words_and_minutes(scanned.prose, scanned.code, per_minute)
        post = Post(
            path=self.file.path,
            title=self._title(front, values, (slug, name), scanned)[:_LONGEST_TITLE],
            slug=slug,
            date=date,
            updated=self._updated(values),
            categories=categories,
            tags=tags.names,
            url=self._url(values, slug, self._declared(date, source), categories, name),
            excerpt=self._excerpt(values, shown),
            lead=lead,
            words=words,
            minutes=minutes,
            people=tuple(dict.fromkeys(person.name for person in people)),
            flags=tuple(sorted(flags)),
            aliases=self._aliases(values, date, source),
            date_source=source,
            place=self.chapter.place,
            about=properties.searched_text(found),
            blocks=block_ids(front.body) if self.kind.inline_tags else (),
        )
        links = scanned.links
        if self.kind.inline_tags:
            names = {*self.kind.tags, *self.kind.categories, *self.kind.aliases}
            links = (*properties.links(found, names, front.line_of), *links)
        outline = Outline(
            scanned.headings,
            links,
            people,
            questions,
            scanned.languages,
            contents,
            found,
            found_tasks,
        )
        return post, outline

    def _title(
        self,
        front: FrontMatter,
        values: Values,
        named: tuple[str, titles.FileName],
        scanned: Scan,
    ) -> str:
        """The title of front matter, of the heading that opens a note, or of ``named``.

        Args:
            front: The front matter.
            values: Its values and the defaults.
            named: The slug, and what the file is called.
            scanned: What the body holds.
        """
        title = self.chapter.title or titles.declared_title(values)
        if title:
            return title
        heading = scanned.headings[0] if scanned.headings else None
        if heading is not None and heading.text and self.kind.any_heading_is_title:
            return clean_line(heading.text)
        if heading is not None and heading.level == 1 and heading.text:
            before = front.body.split("\n", heading.line - front.body_line)
            opens = not any(line.strip() for line in before[: heading.line - front.body_line])
            if opens and (not front.present or self.file.kind == "note"):
                return clean_line(heading.text)
        return self._title_of_name(*named)

    def _title_of_name(self, slug: str, name: titles.FileName) -> str:
        stem = splitext(self.file.path)[0].rpartition("/")[2]
        title = self.kind.name_title(stem) if self.kind.name_title else ""
        return title or titles.title_from(slug, name, note=self.file.kind == "note")

    def _date(
        self, values: Values, name: titles.FileName, front: FrontMatter
    ) -> tuple[datetime | None, DateSource]:
        """The date of a post, and where it is from.

        It is the date that front matter gives, else that of the file name, else that of an address
        in front matter, else an estimate. The page of a list has none of the last.
        """
        keys = self.site.dates or self.kind.dates
        key, given = "date", None
        for key in keys:
            given = values.get(key)
            if given is not None:
                break
        if isinstance(given, list) and len(given) == 1:
            given = given[0]
        zone = self.site.timezone
        date = dates.read_date(given, self.site.date_rules)
        if date is not None:
            self._check_name(name, dated=True)
            return date, "front matter"
        if given is not None and (self.kind.published or not _is_placeholder(given)):
            message = Message.of("date-unreadable", text=line_of(given)[:80])
            self.wrong("date", message, front.line_of(key))
        in_diary = bool(self.site.diary) and self.place.startswith(f"{self.site.diary}/")
        diary_day = day_formats.day_of(name.stem, self.site.day_names) if in_diary else ""
        date = dates.name_date(diary_day or name.date, zone) if diary_day or name.date else None
        self._check_name(name, dated=date is not None)
        if date is not None:
            return date, "name"
        own = (line_of(values.get(key)) for key in self.kind.addresses)
        others = (line_of(values.get(key)) for key in _ADDRESSES)
        addresses = (*own, *(one for one in others if "//" not in one))
        day = next(filter(None, map(permalinks.day_of, addresses)), "")
        date = dates.name_date(day, zone) if day else None
        if date is not None:
            return date, "front matter"
        return (None, "") if self._is_list(front) else estimated_date(self.file, zone)

    def _is_list(self, front: FrontMatter) -> bool:
        """Whether a file stands for a list that its site makes: a section, or a page of a tag.

        What its file tells is no date of it, and would put it before all posts.
        """
        if self.kind.made_pages == "none" or self.file.kind == "draft":
            return False
        is_section = self.place.rpartition("/")[2].startswith("_index.")
        return is_section or (front.present and not front.body.strip())

    def _aliases(
        self, values: Values, date: datetime | None, source: DateSource
    ) -> tuple[str, ...]:
        """What else a post is called: a page of a diary by its day, too."""
        found = titles.aliases(values, self.kind.aliases)
        if date is None or source != "name" or not self.site.diary:
            return found
        if not self.place.startswith(f"{self.site.diary}/"):
            return found
        return (*found, day_formats.written(date, self.site.day_titles))

    def _declared(self, date: datetime | None, source: DateSource) -> datetime | None:
        """A date that an address may be made of: no estimate, but of a draft, as in Jekyll."""
        return None if source in ESTIMATES and self.file.kind != "draft" else date

    def _check_name(self, name: titles.FileName, *, dated: bool) -> None:
        if self.file.kind == "post" and not name.date:
            self.wrong("name", Message.of("post-name-without-date"))
        elif name.date and not dated:
            self.wrong("date", Message.of("no-such-day", day=name.date))

    def _updated(self, values: Values) -> datetime | None:
        for key in self.kind.updates:
            if key in values:
                moment = dates.read_date(values[key], self.site.date_rules)
                if moment is not None:
                    return moment
        return None

    def _categories(self, values: Values, defaults: Values) -> tuple[str, ...]:
        folders: tuple[str, ...] = ()
        if self.file.collection:
            path = self.place
            if self.site.collections_dir:
                path = path.removeprefix(f"{self.site.collections_dir}/")
            folders = taxonomy.folder_categories(path, self.file.collection)
        elif self.chapter.part:
            folders = (self.chapter.part,)
        elif self.kind.folder_categories:
            folder = self._content_folder() if self.kind.short_addresses else ""
            folders = taxonomy.folder_path(self.place[len(folder) + 1 :] if folder else self.place)
        found = taxonomy.categories(values, self.kind, folders, defaults)
        if not found.whole:
            self.wrong("front matter", Message.of("too-many-categories", most=taxonomy.MOST))
        return found.names

    def _url(
        self,
        values: Values,
        slug: str,
        date: datetime | None,
        categories: tuple[str, ...],
        name: titles.FileName,
    ) -> str:
        path = splitext(self.file.path)[0]
        texts = (scalar_text(values.get(key)) for key in self.kind.addresses)
        given = clean_line(next(filter(None, texts), ""))
        template = given or self._template()
        if not template:
            short = self._short_address(slug, values, date)
            if short is None:
                short = self.site.base + path[len(self.site.base) :].removeprefix(self._above())
            return permalinks.sanitize(clean_line(short))
        below = path.rpartition(f"_{self.file.collection}/")[2]
        place = permalinks.PermalinkValues(
            slug,
            date,
            categories,
            self.file.collection,
            clean_line(below),
            clean_line(name.stem),
        )
        return permalinks.permalink(template, place)

    def _above(self) -> str:
        """What the paths of the site's files begin with that is no part of an address."""
        return f"{self.site.source}/" if self.site.source else ""

    def _content_folder(self) -> str:
        """The folder of posts that the file is in, of those that its kind of journal has."""
        return next((one for one in self.site.content if self.place.startswith(f"{one}/")), "")

    def _short_address(self, slug: str, values: Values, date: datetime | None) -> str | None:
        """The path of a post within the folder of posts; None where its address is another.

        Args:
            slug: The slug of the post.
            values: Its values.
            date: Its date, if it has one.
        """
        place = splitext(self.place)[0]
        folder = self._content_folder()
        if not folder or not self.kind.short_addresses:
            return None
        above, _, stem = place[len(folder) + 1 :].rpartition("/")
        name = titles.without_language(stem, self.languages)
        base = f"{self.site.base}{self._language_prefix(folder, stem)}"
        if self.kind.hugo_addresses:
            return base + self._hugo_address(above, name, values, date)
        if name in {"index", "_index"}:
            return base + above
        return f"{base}{above}/{name if self.kind.keeps_names else slug}"

    def _hugo_address(self, above: str, name: str, values: Values, date: datetime | None) -> str:
        """The address of a post of Hugo, without what the addresses of its language begin with.

        Args:
            above: The folders that it is in, below that of all posts.
            name: The name of its file, without extension and language.
            values: Its values.
            date: Its date, if it has one.
        """
        own = line_of(values.get("slug"))
        short = titles.file_name(self.file, self.languages).slug
        is_bundle = name in {"index", "_index"}
        template = self.site.section_permalinks.get(above.partition("/")[0].lower(), "")
        if not template or name == "_index":
            last = own or (short if self.site.dates_of_names else name)
            place = above if is_bundle else f"{above}/{last}"
            return "/".join(map(hugo_permalinks.urlize, place.split("/")))
        sections = above.split("/") if above else []
        if is_bundle and sections:
            name = sections.pop()
        title = titles.declared_title(values) or short
        told = hugo_permalinks.HugoValues(title, own, name, date, sections)
        return hugo_permalinks.hugo_permalink(template, told).lstrip("/")

    def _language_prefix(self, folder: str, stem: str) -> str:
        """What the addresses of a post's language begin with."""
        ending = stem.rpartition(".")[2].lower() if "." in stem else ""
        languages = self.site.languages
        of_name = (one for one in languages if one.name == ending)
        of_folder = (one for one in languages if one.folder == folder)
        found = next(of_name, None) or next(of_folder, None) or next(iter(languages), None)
        return found.prefix if found else ""

    def _template(self) -> str:
        """The permalink that the site has for this file, empty where it is its path."""
        if not self.kind.permalinks or (self.file.kind == "note" and self.kind.published):
            return ""
        for one in self.site.collections:
            if one.label == self.file.collection and one.permalink:
                return one.permalink
        return permalinks.COLLECTION if self.file.kind == "collection" else self.site.permalink

    def _excerpt(self, values: Values, body: str) -> str:
        given = next(filter(None, (scalar_text(values.get(k)) for k in self.kind.excerpts)), "")
        separator = scalar_text(values.get("excerpt_separator")) or self.site.excerpt_separator
        if _PLAIN.fullmatch(given):
            return excerpt.shorten(given)
        plain_text = html.plain if self.kind.html and is_html(self.file, self.site) else None
        return excerpt.declared(given, body, separator, plain_text)

    def _flags(self, values: Values, date: datetime | None, source: DateSource) -> Iterable[Flag]:
        status = line_of(values.get("status")).lower() if self.kind.drafts_by_status else ""
        if self.file.kind == "draft" or as_boolean(values.get("draft")) or status == "draft":
            yield "draft"
        if as_boolean(values.get("published")) is False:
            yield "unpublished"
        if date is None or source in ESTIMATES:
            yield "undated"
        elif date > datetime.now(UTC):
            yield "future"


@lru_cache(maxsize=64)
def _names_of(languages: tuple[Language, ...]) -> frozenset[str]:
    return frozenset(one.name for one in languages)


@lru_cache(maxsize=64)
def _liquid_names(title: str, url: str, baseurl: str) -> tuple[tuple[str, str], ...]:
    known = ("title", title), ("url", url), ("baseurl", baseurl)
    return tuple((f"site.{name}", value) for name, value in known if value)


def _is_placeholder(value: object) -> bool:
    """Whether a value stands in a template of notes, where a program puts another one."""
    text = line_of(value).strip()
    return text.startswith(("{{", "<%")) and text.endswith(("}}", "%>"))


def _contents(values: Values) -> ContentsSettings:
    label = line_of(values.get("toc_label"))
    return ContentsSettings(
        shown=as_boolean(values.get("toc")),
        label=None if label in {"", _LABEL} else label,
        sticky=as_boolean(values.get("toc_sticky")) is True,
    )
