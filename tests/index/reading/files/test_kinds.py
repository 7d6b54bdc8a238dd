"""By which marker a journal is known, and which of two that are there wins."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.post import KIND_NAMES
from index.reading.files.kinds.registry import KINDS, detect
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import read


def lay(root: Path, *paths: str, text: str = "x\n") -> None:
    for path in paths:
        if path.endswith("/"):
            (root / path).mkdir(parents=True, exist_ok=True)
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def found(root: Path, kind: str = "") -> dict[str, SourceFile]:
    site = Site.load(root, kind)
    return {one.path: one for one in walk(site) if isinstance(one, SourceFile)}


@pytest.mark.parametrize(
    ("paths", "kind", "marker"),
    [
        (["logseq/config.edn", ".obsidian/"], "logseq", "logseq/config.edn"),
        ([".obsidian/", "_config.yml", "_posts/"], "obsidian", ".obsidian/"),
        (["_config.yml", "source/_posts/"], "hexo", "_config.yml, source/_posts/"),
        (["hugo.toml"], "hugo", "hugo.toml"),
        (["config.yaml", "content/"], "hugo", "config.yaml, content/"),
        (["config/_default/hugo.toml", "content/"], "hugo", "config/_default/, content/"),
        (["config.yaml"], "folder", ""),
        (["book.toml"], "mdbook", "book.toml"),
        (["docusaurus.config.ts"], "docusaurus", "docusaurus.config.ts"),
        ([".vitepress/"], "vitepress", ".vitepress/"),
        ([".vuepress/"], "vuepress", ".vuepress/"),
        (["astro.config.mjs"], "astro", "astro.config.mjs"),
        (["gatsby-config.js", "content/blog/a.md"], "gatsby", "gatsby-config.js"),
        (["quartz.config.ts", "content/a.md"], "quartz", "quartz.config.ts"),
        (["_quarto.yml"], "quarto", "_quarto.yml"),
        (["fit.qmd", "README.md", "plot.Qmd"], "quarto", "*.qmd"),
        (["fit.qmd", "README.md", "a.md"], "folder", ""),
        (["pelicanconf.py"], "pelican", "pelicanconf.py"),
        (["mkdocs.yml"], "mkdocs", "mkdocs.yml"),
        (["_config.yml"], "jekyll", "_config.yml"),
        (["_posts/2021-01-01-a.md"], "jekyll", "_posts/"),
        (["til/_posts/2021-01-01-a.md"], "folder", ""),
        (["a.md"], "folder", ""),
    ],
)
def test_a_folder_is_known_by_the_first_marker(
    tmp_path: Path, paths: list[str], kind: str, marker: str
) -> None:
    lay(tmp_path, *paths)
    site = Site.load(tmp_path)
    assert (site.kind.name, site.marker) == (kind, marker)


@pytest.mark.parametrize(
    ("config", "kind"),
    [
        ('base_url = "https://example.org"\n', "zola"),
        ('title = "x"\n  base_url="https://example.org"\n', "zola"),
        ('baseURL = "https://example.org"\n', "hugo"),
        ('[extra]\nbase_url = "https://example.org"\n', "hugo"),
    ],
)
def test_zola_sets_its_address_above_all_tables(tmp_path: Path, config: str, kind: str) -> None:
    lay(tmp_path, "content/")
    lay(tmp_path, "config.toml", text=config)
    assert Site.load(tmp_path).kind.name == kind


@pytest.mark.parametrize("marker", [".obsidian", "_posts", ".vitepress"])
def test_a_file_is_no_marker_where_a_folder_is_one(tmp_path: Path, marker: str) -> None:
    lay(tmp_path, marker, "a.md")
    assert Site.load(tmp_path).kind.name == "folder"
    assert set(found(tmp_path)) == {"a.md"}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_a_kind_that_is_chosen_holds_against_every_marker(tmp_path: Path, kind: str) -> None:
    lay(tmp_path, ".obsidian/", "a.md")
    site = Site.load(tmp_path, kind)
    assert (site.kind.name, site.chosen, site.marker) == (kind, True, "")
    assert set(found(tmp_path, kind)) == {"a.md"}


@pytest.mark.parametrize(
    "marker",
    ["_config.yml", "hugo.toml", "book.toml", "_quarto.yml", "mkdocs.yml", "pelicanconf.py"],
)
@pytest.mark.parametrize(
    "config",
    ["", "[", "\ttitle: : x\n", "a\n" * 3_000_000, "[" * 90_000, "a: [" * 90_000],
    ids=["empty", "unclosed", "tabs", "large", "nested", "deep"],
)
def test_a_marker_without_a_site_hides_no_post(tmp_path: Path, marker: str, config: str) -> None:
    lay(tmp_path, "a.md", "deep/b.md")
    lay(tmp_path, marker, text=config)
    assert set(found(tmp_path)) == {"a.md", "deep/b.md"}


@pytest.mark.parametrize(
    ("marker", "listed", "others"),
    [
        (
            "hugo.toml",
            ["content/posts/a.md", "content/posts/b/index.md", "content/_index.md"],
            ["README.md", "themes/t/content/x.md", "archetypes/default.md"],
        ),
        (
            "_config.yml",
            ["source/_posts/a.md", "source/_posts/deep/b.md", "source/_drafts/c.md"],
            ["source/about/index.md", "node_modules/x/readme.md", "scaffolds/post.md"],
        ),
        ("book.toml", ["src/a.md", "src/deep/b.md"], ["README.md", "book/a.md"]),
        (
            "docusaurus.config.js",
            ["blog/a.mdx", "docs/b.md", "src/pages/c.mdx"],
            ["i18n/x.md", "docs/_part.mdx"],
        ),
        (
            "astro.config.mjs",
            ["src/content/blog/a.mdx", "src/pages/b.md"],
            ["src/x.md", "src/pages/_x/y.md"],
        ),
        ("logseq/config.edn", ["journals/2024_01_06.md", "pages/a.md"], ["logseq/bak/x.md"]),
        ("pelicanconf.py", ["content/a.md"], ["output/x.md"]),
        ("mkdocs.yml", ["docs/a.md"], ["README.md"]),
        (".vitepress/", ["a.md", "posts/b.md"], ["node_modules/x.md"]),
        (
            "gatsby-config.js",
            ["content/blog/a/index.md", "src/pages/b.mdx"],
            ["README.md", "node_modules/x/readme.md"],
        ),
        ("quartz.config.ts", ["content/a.md", "content/deep/index.md"], ["docs/x.md"]),
        ("_quarto.yml", ["a.qmd", "posts/b.Rmd", "c.md"], ["_site/x.md"]),
        (".obsidian/", ["a.md", "일지/b.md"], [".trash/x.md"]),
    ],
)
def test_posts_are_where_the_kind_has_them(
    tmp_path: Path, marker: str, listed: list[str], others: list[str]
) -> None:
    lay(tmp_path, *listed, *others)
    lay(tmp_path, marker, text="" if marker[-1:] != "/" else "x")
    assert set(found(tmp_path)) == set(listed)


def test_a_page_of_mkdocs_without_title_is_called_by_the_words_of_its_file(tmp_path: Path) -> None:
    names = ["c", "getting-started_here", "API-keys"]
    lay(tmp_path, *(f"docs/{name}.md" for name in names), text="text\n")
    lay(tmp_path, "mkdocs.yml", text="site_name: x\n")
    site = Site.load(tmp_path)
    files = [file for file in walk(site) if isinstance(file, SourceFile)]
    titles = {file.path[5:-3]: read(file, site).post.title for file in files}
    assert titles == {
        "c": "C",
        "getting-started_here": "Getting started here",
        "API-keys": "API keys",
    }


def test_a_folder_of_posts_that_the_configuration_names_is_taken(tmp_path: Path) -> None:
    lay(tmp_path, "site/posts/a.md", "content/x.md", "../content/y.md")
    lay(tmp_path, "hugo.toml", text='contentDir = "site/posts"\n')
    assert set(found(tmp_path)) == {"site/posts/a.md"}
    lay(tmp_path, "hugo.toml", text='contentDir = "../content"\n')
    assert set(found(tmp_path)) == {"content/x.md"}


@pytest.mark.parametrize(
    "config",
    [
        "path: `${__dirname}/content/blog`,",
        """{"path": "./content/blog/"}, { name: `images`, path: `${__dirname}/src/images` }""",
        "options: { name: 'blog', path: path.join(__dirname, 'content/blog') }",
        "path: `${__dirname}/content/blog/ko`, path: `${__dirname}/content/blog`",
    ],
)
def test_posts_of_gatsby_are_in_the_folders_of_its_configuration(
    tmp_path: Path, config: str
) -> None:
    post = "---\ncategory: 수학\ncreatedAt: 2022-12-22\n---\n글\n"
    lay(tmp_path, "content/blog/a/index.md", "content/blog/b.md", text=post)
    lay(tmp_path, "content/blog/git/2022-12-23-undo.md", text="글\n")
    lay(tmp_path, "content/about/me.md", "src/images/credits.md")
    lay(tmp_path, "gatsby-config.js", text=f"module.exports = {{ plugins: [ {config} ] }}\n")
    site = Site.load(tmp_path)
    posts = [read(file, site).post for file in found(tmp_path).values()]
    assert {post.path: (post.url, post.categories, post.marked_day) for post in posts} == {
        "content/blog/a/index.md": ("/a", ("수학",), "2022-12-22"),
        "content/blog/b.md": ("/b", ("수학",), "2022-12-22"),
        "content/blog/git/2022-12-23-undo.md": ("/git/2022-12-23-undo", ("git",), "2022-12-23"),
    }


def test_notes_that_the_configuration_of_quartz_leaves_out_are_no_posts(tmp_path: Path) -> None:
    lay(tmp_path, "content/a.md", "content/private/b.md", "content/deep/templates/c.md")
    lay(tmp_path, "quartz.config.ts", text='ignorePatterns: ["private", "**/templates"],\n')
    assert set(found(tmp_path)) == {"content/a.md"}


@pytest.mark.parametrize("folder", ["../content", "/content", "nowhere", "src/images", "."])
def test_no_post_of_gatsby_is_missing_where_its_configuration_names_no_folder_of_posts(
    tmp_path: Path, folder: str
) -> None:
    lay(tmp_path, "posts/a.md")
    lay(tmp_path, "gatsby-config.js", text=f"path: '{folder}'\n")
    assert set(found(tmp_path)) == {"posts/a.md"}


def test_html_is_a_post_where_it_has_front_matter(tmp_path: Path) -> None:
    lay(tmp_path, "_posts/2021-01-01-a.html", "_posts/2021-01-02-b.HTM", text="---\n---\n<p>x")
    lay(tmp_path, "_posts/2021-01-03-c.html", text="<p>x")
    lay(tmp_path, "about.html", text="---\n---\n")
    assert set(found(tmp_path)) == {"_posts/2021-01-01-a.html", "_posts/2021-01-02-b.HTM"}


def test_a_folder_takes_the_nearest_marker_above_each_file(tmp_path: Path) -> None:
    blog = ("blog/_config.yml", "blog/_posts/2021-01-01-a.md", "blog/README.md")
    lay(tmp_path, "a.md", *blog, "vault/.obsidian/", "vault/deep/n.md")
    lay(tmp_path, "hexo/_config.yml", "hexo/source/_posts/h.md")
    files = found(tmp_path)
    assert {path: (file.base, file.kind, file.collection) for path, file in files.items()} == {
        "a.md": ("", "note", ""),
        "blog/_posts/2021-01-01-a.md": ("blog/", "post", "posts"),
        "blog/README.md": ("blog/", "note", ""),
        "vault/deep/n.md": ("vault/", "note", ""),
        "hexo/source/_posts/h.md": ("hexo/", "note", ""),
    }
    site = Site.load(tmp_path).with_parts(file.base for file in files.values())
    kinds = {base: site.part(base).kind.name for base in ("", "blog/", "vault/", "hexo/")}
    assert kinds == {"": "folder", "blog/": "jekyll", "vault/": "obsidian", "hexo/": "hexo"}
    before = site.whole_fingerprint
    lay(tmp_path, "blog/_config.yml", text="permalink: pretty\n")
    again = Site.load(tmp_path).with_parts(file.base for file in files.values())
    assert again.whole_fingerprint != before


def test_a_part_of_a_site_is_read_by_the_rules_of_that(tmp_path: Path) -> None:
    lay(tmp_path, "hugo.toml", "content/posts/a.md", "notes/b.md")
    inside = Site.load(tmp_path / "content" / "posts")
    assert (inside.kind.name, inside.prefix) == ("hugo", "content/posts/")
    assert set(found(tmp_path / "content" / "posts")) == {"a.md"}
    outside = Site.load(tmp_path / "notes")
    assert (outside.kind.name, outside.prefix) == ("folder", "")


def test_to_know_the_kind_of_a_large_folder_few_of_its_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, *(f"{number}.md" for number in range(2_000)))
    looked = 0
    real = os.scandir

    class Counting:
        def __init__(self, path: Path) -> None:
            self._entries = real(path)

        def __enter__(self) -> Counting:
            return self

        def __exit__(self, *_: object) -> None:
            self._entries.close()

        def __iter__(self) -> Counting:
            return self

        def __next__(self) -> object:
            nonlocal looked
            looked += 1
            return next(self._entries)

    monkeypatch.setattr(os, "scandir", Counting)
    assert detect(tmp_path).kind.name == "folder"
    assert looked <= 500


def test_a_configuration_can_name_every_kind() -> None:
    assert {kind.name for kind in KINDS} == set(KIND_NAMES)
